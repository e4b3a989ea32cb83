"""The whole of lint: every code is raised somewhere, nothing is said twice, and a ready sample is clean."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import priorauth
from priorauth.case.conflict import Claim, Conflict
from priorauth.case.people import Coverage, Patient
from priorauth.clinical.calendar import months
from priorauth.clinical.terms import DocumentKind
from priorauth.errors import UnknownPayer
from priorauth.packet.checklist import checklist_contents
from priorauth.packet.letter import letter_contents
from priorauth.policy.visits import Attached
from priorauth.render.templates import fill
from priorauth.review.conclude import review
from priorauth.review.lint.finding import Severity
from priorauth.review.lint.kinds import KINDS
from priorauth.review.lint.lint import beside_review, lint
from tests.builders import a_case, acute, clause, document, judge
from tests.review.lint.linted import fields_of, linted
from tests.samples import NAMES, READY, policy_of, process_of, review_of, sample, sample_data

TESTS = Path(__file__).parent
SOURCE = Path(priorauth.__file__).parent


def sample_lint(name: str) -> list[str]:
    """Return the codes of all findings in a sample."""
    case = sample(name)
    return [one.code for one in priorauth.lint_case(case, policy=policy_of(case).id)]


@pytest.mark.parametrize("name", READY)
def test_a_ready_sample_holds_nothing_to_mend(name: str) -> None:
    assert sample_lint(name) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("aetna_continuation_not_met_units_in_84_days", ["interval-short", "toxin-units"]),
        ("aetna_initial_not_met_age", ["patient-minor"]),
        ("aetna_initial_not_met_dose", ["request-dose", "request-above-protocol"]),
        ("aetna_initial_not_met_other_illness", ["trial-other-illness"]),
        ("uhc_continuation_not_met_too_early", ["interval-short"]),
        ("uhc_initial_gap_vague_frequency", ["document-unused"]),
        ("uhc_initial_not_met_deceased", ["patient-died"]),
    ],
)
def test_what_is_wrong_in_the_samples_is_found(name: str, codes: list[str]) -> None:
    assert sorted(set(sample_lint(name))) == sorted(codes)


def test_every_code_is_raised_by_the_program_and_named_in_a_test() -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "kinds.py")
    tests = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py"))
    raised = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', program)) | set(re.findall(r'code="(\w+)"', program))
    assert sorted(KINDS.keys() - raised) == []
    assert [code for code in KINDS if f'"{code}"' not in tests] == []


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        (
            "conflict-open",
            {
                "conflicts": (
                    Conflict(field="patient.born", claims=(Claim(file="a", value=1), Claim(file="b", value=2))),
                )
            },
            {},
        ),
        ("patient-died", {"patient": Patient(given="A", family="B", born=date(1980, 1, 1), deceased=True)}, {}),
        (
            "patient-minor",
            {"patient": Patient(given="A", family="B", born=date(2008, 4, 16))},
            {"patient": Patient(given="A", family="B", born=date(2008, 4, 15))},
        ),
        ("overuse", {"acute_medicines": (acute("sumatriptan", 10),)}, {"acute_medicines": (acute("sumatriptan", 9),)}),
    ],
)
def test_what_a_review_flags_is_raised_without_a_policy_too(
    code: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    assert len(fields_of(code, **wrong)) == 1
    assert fields_of(code, **right) == []


def test_what_stops_comes_first_and_what_is_to_look_at_last() -> None:
    died = Patient(given="A", family="B", born=date(1980, 1, 1), deceased=True)
    severities = [one.severity for one in linted(patient=died, request={"units": 200})]
    assert severities == [Severity.STOP, Severity.MEND, Severity.LOOK, Severity.LOOK]


def test_a_payer_that_differs_is_raised_with_its_policy() -> None:
    case = sample("aetna_initial_ready")
    other = case.model_copy(update={"coverage": Coverage(payer="Another Health", member_id="1")})
    assert "payer-differs" in [one.code for one in priorauth.lint_case(other)]
    assert "payer-differs" not in [one.code for one in priorauth.lint_case(case)]


@pytest.mark.parametrize(
    ("dated", "signed", "codes"),
    [
        (date(2026, 1, 15), True, []),
        (date(2026, 1, 14), True, ["document-not-as-asked"]),
        (date(2026, 1, 15), None, ["document-not-as-asked"]),
        (date(2026, 1, 15), False, ["document-not-as-asked", "note-unsigned"]),
    ],
)
def test_a_document_is_as_signed_and_as_recent_as_the_policy_asks(
    dated: date, signed: bool | None, codes: list[str]
) -> None:
    asked = clause(Attached, document=DocumentKind.OFFICE_NOTE, signed=True, within_last=months(3))
    case = a_case(documents=(document(DocumentKind.OFFICE_NOTE, dated, signed=signed),))
    reviewed = review_of(sample("aetna_initial_ready")).model_copy(update={"finding": judge(asked, case)})
    findings = lint(case, asked=asked, review=reviewed)
    assert [one.code for one in findings if one.severity is Severity.MEND] == codes
    # the gap of the review says it already
    assert [one.code for one in beside_review(findings, reviewed) if one.severity is Severity.MEND] == []


def test_without_a_policy_the_case_is_looked_at_all_the_same() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["payer"] = data["coverage"]["payer"] = "Nobody Knows"
    assert [one.code for one in priorauth.lint_case(data)] == ["policy-none"]
    with pytest.raises(UnknownPayer):
        priorauth.lint_case(data, policy="nobody/knows")


def test_the_checklist_says_nothing_twice_and_the_letter_nothing_at_all() -> None:
    for name in NAMES:
        case = sample(name)
        policy = policy_of(case)
        reviewed = review(case, policy, process_of(case))
        contents = checklist_contents(case, policy, reviewed, process_of(case), letter_written=True)
        shown = [one.text for one in contents.lint]
        assert not set(shown) & {flag.text for flag in reviewed.flags}
        letter = fill("letter/letter.html.j2", letter_contents(case, policy, reviewed))
        assert not [text for text in shown if text in letter]


@pytest.mark.parametrize(
    ("name", "said_by_review"),
    [
        ("aetna_continuation_not_met_units_in_84_days", {"toxin-units"}),
        ("uhc_continuation_not_met_too_early", {"interval-short"}),
        ("uhc_initial_not_met_deceased", {"patient-died"}),
        ("aetna_initial_not_met_dose", set()),
    ],
)
def test_a_gap_of_the_review_is_one_thing_with_the_finding(name: str, said_by_review: set[str]) -> None:
    case = sample(name)
    reviewed = review(case, policy_of(case), process_of(case))
    every = lint(case, review=reviewed)
    left_out = {one.code for one in every} - {one.code for one in beside_review(every, reviewed)}
    assert said_by_review <= left_out
    assert bool(left_out) is bool(said_by_review)
