"""Codes: valid on the day, allowed together, and in agreement with the words of the chart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.policy.counts import DiagnosisCode
from tests.builders import clause, diagnosis
from tests.review.lint.linted import fields_of, linted, texts_of


def codes_found(*codes: str) -> list[str]:
    """Return the codes of all findings on diagnoses."""
    return [one.code for one in linted(diagnoses=tuple(map(diagnosis, codes))) if one.code.startswith("code-")]


@pytest.mark.parametrize(
    ("as_of", "planned", "expected"),
    [
        (date(2023, 9, 30), None, ["diagnoses.0.code"]),
        (date(2023, 10, 1), None, []),
        (date(2023, 9, 15), date(2023, 9, 30), ["diagnoses.0.code"]),
        (date(2023, 9, 15), date(2023, 10, 1), []),
    ],
)
def test_chronic_migraine_with_aura_has_a_code_from_october_2023(
    as_of: date, planned: date | None, expected: list[str]
) -> None:
    request: dict[str, Any] = {"as_of": as_of, "service_date": planned}
    assert fields_of("code-not-valid", request=request, diagnoses=(diagnosis("G43.E09"),)) == expected
    assert fields_of("code-not-valid", request=request, diagnoses=(diagnosis("G43.709"),)) == []


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("G43.709",), []),
        (("G43.70",), ["code-not-billable", "code-none-chronic"]),
        (("G43.E0", "G43.709"), ["code-not-billable"]),
        (("G43.709", "G43.009"), ["code-episodic-beside-chronic"]),
        (("G43.709", "G43.109"), ["code-episodic-beside-chronic"]),
        (("G43.709", "G44.00"), ["code-excludes1"]),
        (("G43.709", "G44.40"), []),
        (("G43.709", "R51.9", "G44.209"), ["code-excludes1-other"]),
        (("G43.709", "R51.9"), []),
        (("G43.709", "G43.719"), ["code-two-chronic"]),
        (("G43.709", "G43.709"), []),
        (("G43.009",), ["code-none-chronic"]),
        (("G43.E09",), ["code-aura-by-payer"]),
        (("G43.E09", "G43.709"), ["code-two-chronic"]),
    ],
)
def test_codes_that_do_not_go_together(codes: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(codes_found(*codes)) == sorted(expected)


def test_a_list_of_the_policy_settles_whether_aura_is_accepted() -> None:
    listed = clause(DiagnosisCode, any_of=("G43.709",))
    aura = (diagnosis("G43.E09"),)
    assert [one.code for one in linted(asked=listed, diagnoses=aura) if one.code == "code-aura-by-payer"] == []


@pytest.mark.parametrize(
    ("code", "text", "wrong"),
    [
        ("G43.709", "Chronic migraine without aura", None),
        ("G43.709", "Chronic migraine with aura", "aura"),
        ("G43.709", "Chronic migraine w/o aura", None),
        ("G43.E09", "Chronic migraine with typical aura", None),
        ("G43.E09", "Chronic migraine without aura", "aura"),
        ("G43.709", "Chronic intractable migraine without aura", "intractable"),
        ("G43.719", "Chronic intractable migraine without aura", None),
        ("G43.719", "Chronic migraine, not intractable", "intractable"),
        ("G43.709", "Chronic migraine without mention of intractable migraine", None),
        ("G43.709", "Refractory chronic migraine", "intractable"),
        ("G43.719", "Chronic migraine, non-refractory", "intractable"),
        ("G43.709", "Chronic migraine with status migrainosus", "status migrainosus"),
        ("G43.701", "Chronic migraine with status migrainosus", None),
        ("G43.701", "Chronic migraine without mention of status migrainosus", "status migrainosus"),
        ("G43.709", "Episodic migraine", "chronic"),
        ("G43.709", "Chronic migraine, formerly episodic", None),
        ("G43.909", "Chronic migraine", "chronic"),
        ("G43.009", "Episodic migraine without aura", None),
        ("G43.709", "Transformed migraine", None),
        ("G43.709", "Migraine", None),
        ("I10", "Chronic migraine", None),
    ],
)
def test_the_code_says_what_the_words_say(code: str, text: str, wrong: str | None) -> None:
    expected = [f"{code} and the words of the diagnosis differ: {wrong}."] if wrong else []
    assert texts_of("code-against-text", diagnoses=(diagnosis(code, text=text),)) == expected
