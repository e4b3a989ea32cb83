"""One policy answers a request, or the sentence says which fact is missing. Nothing is guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import LineOfBusiness, PlaceOfService, RequestKind
from priorauth.errors import AmbiguousPlan, NoPolicyInEffect, PolicyDataError, UnknownPayer
from priorauth.policy.criteria import Age
from priorauth.policy.model import Confidence, Policy, Source
from priorauth.policy.registry import Plan, choose_policy, policy_by_id, refuse_overlaps

COMMERCIAL, MEDICAID, MEDICARE = LineOfBusiness.COMMERCIAL, LineOfBusiness.MEDICAID, LineOfBusiness.MEDICARE
HOSPITAL = PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL


def _policy(payer: str, line: LineOfBusiness = COMMERCIAL, year: int = 2025, **more: Any) -> Policy:
    return Policy(
        payer=payer,
        payer_name=payer.replace("_", " ").title(),
        line_of_business=line,
        effective=date(year, 1, 1),
        source=Source(
            title="T", revision="r", url="https://example.org/p", read_on="2026-01", confidence=Confidence.HIGH
        ),
        requests={RequestKind.INITIAL: Age(clause="1", says="adult", at_least=18)},
        **more,
    )


HELD = (
    _policy("alpha", year=2024, ended=date(2025, 1, 1), names=("Alpha Health Plan",)),
    _policy("alpha", year=2025, names=("Alpha Health Plan",)),
    _policy("alpha", MEDICAID, states_excluded=("FL",)),
    _policy("medicare", MEDICARE, document="west", states=("CA", "NV"), names=("Contractor West",)),
    _policy("medicare", MEDICARE, document="east", states=("NY",), places=(HOSPITAL,)),
    _policy("medicare", MEDICARE, document="south", only_by_name=True, names=("Contractor South",)),
    _policy("anyone", LineOfBusiness.ANY),
)


def _plan(payer: str, line: LineOfBusiness | None = None, state: str | None = None, **more: Any) -> Plan:
    return Plan(payer=payer, line_of_business=line, state=state, **({"on": date(2026, 6, 1)} | more))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (_plan("alpha", COMMERCIAL), "alpha/commercial_2025_01"),
        (_plan("ALPHA health-plan", COMMERCIAL), "alpha/commercial_2025_01"),
        (_plan("alpha", COMMERCIAL, on=date(2024, 12, 31)), "alpha/commercial_2024_01"),
        (_plan("alpha", COMMERCIAL, on=date(2025, 1, 1)), "alpha/commercial_2025_01"),
        (_plan("alpha", MEDICAID, "GA"), "alpha/medicaid_2025_01"),
        (_plan("Medicare", MEDICARE, "NV"), "medicare/west_2025_01"),
        (_plan("Medicare", MEDICARE, "NY", place_of_service=HOSPITAL), "medicare/east_2025_01"),
        (_plan("Contractor South", MEDICARE), "medicare/south_2025_01"),
        (_plan("anyone"), "anyone/any_2025_01"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.payer,
)
def test_one_policy_answers(plan: Plan, expected: str) -> None:
    assert choose_policy(plan, HELD).id == expected


@pytest.mark.parametrize(
    ("plan", "error", "words"),
    [
        (_plan("beta", COMMERCIAL), UnknownPayer, "--policy general"),
        (_plan("alph", COMMERCIAL), UnknownPayer, "alph"),
        (_plan("alpha"), AmbiguousPlan, "line_of_business (held: commercial, medicaid) and state"),
        (_plan("alpha", MEDICAID), AmbiguousPlan, "State in the request: state"),
        (_plan("alpha", MEDICAID, "FL"), NoPolicyInEffect, "no policy is held for this"),
        (_plan("alpha", MEDICARE), NoPolicyInEffect, "Held: Alpha (commercial); Alpha (medicaid)"),
        (_plan("alpha", COMMERCIAL, on=date(2023, 12, 31)), NoPolicyInEffect, "December 31, 2023"),
        (_plan("Medicare", MEDICARE), AmbiguousPlan, "state and place_of_service"),
        (_plan("Medicare", MEDICARE, "NY"), AmbiguousPlan, "place_of_service"),
        (_plan("Medicare", MEDICARE, "GA"), NoPolicyInEffect, "no policy is held for this"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_otherwise_the_sentence_says_what_is_missing(plan: Plan, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        choose_policy(plan, HELD)

    assert words in str(caught.value)


def test_a_payers_key_finds_its_newest_revision() -> None:
    assert policy_by_id("alpha/commercial_2024_01", HELD).effective.year == 2024
    assert policy_by_id("anyone", HELD).id == "anyone/any_2025_01"
    with pytest.raises(UnknownPayer):
        policy_by_id("alpha", HELD)


def test_two_revisions_in_effect_at_once_are_refused() -> None:
    with pytest.raises(PolicyDataError, match="both in effect"):
        refuse_overlaps((HELD[1], _policy("alpha", year=2026)))
