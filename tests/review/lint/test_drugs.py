"""Medicines: recognised, entered once, in agreement with their own fields, and not together with Botox."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import acute, contraindicated, diary, not_tolerated, reviewed_list, trial
from tests.review.lint.linted import linted, texts_of

CODES = ("drug-", "trial-", "cgrp-")


def drug_codes(**parts: Any) -> list[str]:
    """Return the codes of all findings on medicines."""
    return [one.code for one in linted(**parts) if one.code.startswith(CODES)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"trials": (trial("topiramate 50 mg"),)}, []),
        ({"trials": (trial("topirimate 50 mg"),)}, ["drug-read-as"]),
        ({"trials": (trial("topirimate", ingredient="topiramate"),)}, []),
        ({"trials": (trial("zopiramate"),)}, ["drug-unknown"]),
        ({"trials": (trial("xyzal"),)}, ["drug-unknown"]),
        ({"trials": (trial("timolol eye drops"),)}, ["drug-look-alike"]),
        ({"trials": (trial("sumatriptan"),)}, []),
        ({"intolerances": (not_tolerated("penicillin"),)}, []),
        ({"intolerances": (not_tolerated("topirimate"),)}, ["drug-read-as"]),
        ({"contraindications": (contraindicated("propanolol"),)}, ["drug-read-as"]),
        ({"contraindications": (contraindicated(drug_class="beta-blockers"),)}, []),
        ({"acute_medicines": (acute("sumatriptin", 4),)}, ["drug-read-as"]),
        ({"acute_medicines": (acute("sumatriptan", 4),)}, []),
        ({"medication_list": reviewed_list("lisinopril", "ajovi")}, ["drug-unknown"]),
        ({"medication_list": reviewed_list("lisinopril", "metformin")}, []),
        ({"headaches": {"diaries": (diary("2026-03-01", "xx", acute=("sumatriptin",)),)}}, ["drug-read-as"]),
        ({"headaches": {"diaries": (diary("2026-03-01", "xx", acute=("sumatriptan",)),)}}, []),
    ],
)
def test_a_name_is_known_or_asked_about(parts: dict[str, Any], expected: list[str]) -> None:
    assert drug_codes(**parts) == expected


@pytest.mark.parametrize(
    ("code", "drug", "text"),
    [
        ("drug-read-as", "Topirimate 50 mg", "“topirimate” read as topiramate; nobody has confirmed it."),
        ("drug-unknown", "zopiramate", "zopiramate was not recognised; did you mean topiramate?"),
        ("drug-unknown", "xyzal", "xyzal was not recognised."),
    ],
)
def test_the_match_is_shown(code: str, drug: str, text: str) -> None:
    assert texts_of(code, trials=(trial(drug),)) == [text]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"for_migraine": True, "prescribed_for": "migraine prevention"}, []),
        ({"for_migraine": True, "prescribed_for": "chronic headaches"}, []),
        ({"for_migraine": True, "prescribed_for": "hypertension"}, ["trial-purpose"]),
        ({"for_migraine": False, "prescribed_for": "hypertension"}, ["trial-other-illness"]),
        ({"for_migraine": None, "prescribed_for": "hypertension"}, []),
    ],
)
def test_a_drug_for_another_illness_is_shown_and_never_also_for_migraine(
    fields: dict[str, Any], expected: list[str]
) -> None:
    assert drug_codes(trials=(trial("propranolol", **fields),)) == expected


@pytest.mark.parametrize(
    ("drug", "fields", "expected"),
    [
        ("topiramate 50 mg tablet", {"oral": True}, []),
        ("topiramate 50 mg tablet", {"oral": False}, ["trial-route"]),
        ("topiramate 50 mg tablet", {}, []),
        ("clonidine patch", {"oral": True}, ["trial-route"]),
        ("clonidine patch", {"oral": False}, []),
        ("clonidine", {"oral": True}, []),
        ("topiramate 50 mg", {"dose": {"amount": 50}}, []),
        ("topiramate 50 mg", {"dose": {"amount": 49}}, ["trial-strength"]),
        ("topiramate 50 mg", {"dose": {"amount": "25-100"}}, []),
        ("topiramate 50 mg", {"dose": {"amount": 25, "unit": "mg twice a day"}}, []),
        ("topiramate", {"dose": {"amount": 25}}, []),
    ],
)
def test_the_fields_agree_with_the_words_of_the_order(drug: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert drug_codes(trials=(trial(drug, **fields),)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("topiramate", "2025-01-01", "2025-03-31"), ("Topamax", "2025-01-01", "2025-03-31"), ["trial-twice"]),
        (("topiramate", "2025-01-01", "2025-03-31"), ("topiramate", "2025-03-30", "2025-06-30"), ["trial-overlap"]),
        (("topiramate", "2025-01-01", "2025-03-31"), ("topiramate", "2025-03-31", "2025-06-30"), []),
        (("topiramate", "2025-01", "2025-03"), ("topiramate", "2025-03", "2025-06"), []),
        (("topiramate", "2025-01-01", "2025-03-31"), ("propranolol", "2025-01-01", "2025-03-31"), []),
    ],
)
def test_a_course_is_entered_once_and_courses_of_one_drug_do_not_overlap(
    first: tuple[str, str, str], second: tuple[str, str, str], expected: list[str]
) -> None:
    trials = tuple(trial(drug, started=start, stopped=stop) for drug, start, stop in (first, second))
    assert drug_codes(trials=trials) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"trials": (trial("Ajovy", ongoing=True),)}, ["cgrp-together"]),
        ({"trials": (trial("Ajovy"),)}, ["cgrp-together"]),
        ({"trials": (trial("Ajovy", stopped="2026-04-15"),)}, []),
        ({"trials": (trial("Ajovy", stopped="2026-04-16"),)}, ["cgrp-together", "trial-stop-planned"]),
        ({"trials": (trial("Nurtec ODT", ongoing=True),)}, ["cgrp-together"]),
        ({"trials": (trial("Nurtec ODT as needed", ongoing=True),)}, []),
        ({"trials": (trial("topiramate", ongoing=True),)}, []),
        ({"medication_list": reviewed_list("Emgality 120 mg")}, ["cgrp-together"]),
        ({"medication_list": reviewed_list("Ubrelvy")}, []),
    ],
)
def test_a_cgrp_drug_beside_botox_is_looked_at(parts: dict[str, Any], expected: list[str]) -> None:
    assert drug_codes(**parts) == expected
