"""Process rules hold where their sources say, carry their source, and never put a drug under the wrong clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.packet.letter import letter_contents
from priorauth.policy.process import all_process_rules, process_for
from priorauth.policy.registry import Plan
from priorauth.render.templates import fill
from priorauth.review.conclude import review
from tests.samples import NAMES, policy_of, process_of, sample

MEDICARE, COMMERCIAL = LineOfBusiness.MEDICARE, LineOfBusiness.COMMERCIAL
OFFICE, HOSPITAL = PlaceOfService.OFFICE, PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL
CENTER = PlaceOfService.AMBULATORY_SURGICAL_CENTER


def _keys(line: LineOfBusiness | None, **more: Any) -> list[str]:
    plan = Plan(payer="any", line_of_business=line, **({"on": date(2026, 6, 1)} | more))
    return [rule.key for rule in process_for(plan)]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({"place_of_service": HOSPITAL}, "medicare_outpatient_hospital"),
        ({"place_of_service": OFFICE}, "medicare_office"),
        ({"place_of_service": CENTER, "state": "FL"}, "medicare_surgical_center_from_january_2026"),
        (
            {"place_of_service": CENTER, "state": "FL", "on": date(2026, 1, 19)},
            "medicare_surgical_center_from_january_2026",
        ),
        (
            {"place_of_service": CENTER, "state": "FL", "on": date(2026, 1, 18)},
            "medicare_surgical_center_before_january_2026",
        ),
        (
            {"place_of_service": CENTER, "state": "FL", "on": date(2026, 1, 5), "service_date": date(2026, 1, 19)},
            "medicare_surgical_center_from_january_2026",
        ),
        (
            {"place_of_service": CENTER, "state": "OH", "on": date(2026, 2, 16)},
            "medicare_surgical_center_from_february_2026",
        ),
        (
            {"place_of_service": CENTER, "state": "OH", "on": date(2026, 2, 15)},
            "medicare_surgical_center_before_february_2026",
        ),
        ({"place_of_service": CENTER, "state": "WI"}, "medicare_surgical_center_elsewhere"),
        ({"place_of_service": CENTER}, None),
        ({"place_of_service": HOSPITAL, "on": date(2020, 6, 30)}, None),
        ({}, None),
    ],
    ids=str,
)
def test_the_setting_decides_how_medicare_is_asked(plan: dict[str, Any], expected: str | None) -> None:
    beside = ("medicare_waste", "medicare_claim_appeals", "medicare_wiser")
    found = [key for key in _keys(MEDICARE, **plan) if key not in beside]

    assert found == ([expected] if expected else [])


def test_mechanisms_by_setting() -> None:
    by_key = {rule.key: rule.mechanism for rule in all_process_rules()}

    assert by_key["medicare_outpatient_hospital"] is Mechanism.PRIOR_AUTHORIZATION
    assert by_key["medicare_office"] is Mechanism.NONE
    assert by_key["medicare_surgical_center_from_january_2026"] is Mechanism.VOLUNTARY
    assert by_key["medicare_surgical_center_before_january_2026"] is Mechanism.NONE
    assert by_key["medicare_surgical_center_elsewhere"] is Mechanism.NONE


@pytest.mark.parametrize("state", [*["CA", "FL", "GA", "MD", "NY", "PA", "TN", "AZ", "OH", "TX", "WI", "NJ"]])
@pytest.mark.parametrize("place", [CENTER, OFFICE, HOSPITAL])
@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 2, 1), date(2026, 6, 1)])
def test_exactly_one_rule_tells_how_medicare_is_asked(state: str, place: PlaceOfService, on: date) -> None:
    plan = Plan(payer="Medicare", line_of_business=MEDICARE, state=state, place_of_service=place, on=on)

    assert len([rule for rule in process_for(plan) if rule.mechanism is not None]) == 1


def test_a_plan_of_unknown_kind_gets_no_rule() -> None:
    assert _keys(None, state="CA", place_of_service=HOSPITAL) == []


def test_a_states_rules_hold_in_that_state_only() -> None:
    everywhere = ["commercial_group_plans", "commercial_plans", "step_therapy"]

    assert _keys(COMMERCIAL, state="CA") == sorted([*everywhere, "state_ca"])
    assert _keys(COMMERCIAL, state="NV") == everywhere
    assert _keys(COMMERCIAL) == everywhere


def test_limits_say_unit_start_and_conflict() -> None:
    said = {str(limit) for rule in all_process_rules() for limit in rule.every_limit}

    assert "standard decision (payer): 7 calendar days from the request, since January 1, 2025" in said
    assert (
        "standard decision (payer): 10 business days from the request, since July 1, 2020, until January 1, 2025"
    ) in said
    assert (
        "ask for the external review (clinic): 4 months from the notice of the final internal decision; "
        "in conflict: an old healthcare.gov copy says 60 days"
    ) in said
    assert (
        "ask for a reconsideration (clinic): 60 days from the notice; in conflict: a later secondary text says 65 days"
        in said
    )


def test_every_rule_has_a_key_of_its_own_and_says_something() -> None:
    keys = [rule.key for rule in all_process_rules()]

    assert len(keys) == len(set(keys)) == 32
    assert all(rule.every_limit or rule.statements or rule.background or rule.not_seen for rule in all_process_rules())
    assert all(limit.source for rule in all_process_rules() for limit in rule.every_limit)


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2020, 6, 30), []), (date(2020, 7, 1), [10]), (date(2024, 12, 31), [10]), (date(2025, 1, 1), [7])],
    ids=str,
)
def test_a_limit_holds_from_its_first_day_up_to_its_end(on: date, days: list[int]) -> None:
    rule = next(rule for rule in all_process_rules() if rule.key == "medicare_outpatient_hospital")

    assert [limit.count for limit in rule.on(on).limits if limit.what == "standard decision"] == days


APPEALS = {
    "medicare_claim_appeals": [1, 2, 3, 4, 5],
    "medicare_advantage": [1, 2],
    "commercial_plans": [1, 2],
    "commercial_group_plans": [1],
    "medicaid": [1, 2, 1],
    "state_oh": [2],
}


def test_appeals_have_levels_and_every_clock_its_start() -> None:
    levels = {rule.key: [level.level for level in rule.appeals] for rule in all_process_rules() if rule.appeals}

    assert levels == APPEALS
    assert all(limit.starts for rule in all_process_rules() for limit in rule.every_limit)


# As the source names it, so that nobody takes calendar days for business days, or the request for the notice
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("medicare_claim_appeals", "file the redetermination (clinic): 120 days from the notice"),
        ("medicare_claim_appeals", "decide the redetermination (payer): 60 days from the filing"),
        ("medicare_claim_appeals", "file the reconsideration (clinic): 180 days from the notice"),
        ("medicare_advantage", "decide the reconsideration of a Part B drug (payer): 7 days from the request"),
        ("commercial_plans", "decide an urgent external review (payer): 72 hours from the request for it"),
        ("commercial_group_plans", "complete an incomplete claim (clinic): 45 days; what starts it is not said"),
        ("medicaid", "appeal to a managed-care plan (clinic): 60 days from the notice"),
        (
            "state_oh",
            (
                "ask for a state hearing, once the plan's own appeal is through (clinic): 90 calendar days from the "
                "date of the denial letter"
            ),
        ),
    ],
)
def test_limits_of_appeals(key: str, expected: str) -> None:
    rule = next(rule for rule in all_process_rules() if rule.key == key)

    assert expected in {str(limit) for limit in rule.every_limit}


DECIDED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("first_day_counts", "last"), [(True, date(2026, 4, 30)), (False, date(2026, 5, 1))], ids=["counts", "does not"]
)
def test_whether_the_day_of_the_decision_counts_is_one_day(*, first_day_counts: bool, last: date) -> None:
    rule = next(rule for rule in all_process_rules() if rule.validity is not None)
    assert rule.validity is not None
    validity = rule.validity.model_copy(update={"first_day_counts": first_day_counts})

    assert validity.last_day(DECIDED) == last
    assert rule.validity.first_day_counts


@pytest.mark.parametrize("name", [name for name in NAMES if "_not_met_" not in name])
@pytest.mark.parametrize("line", [*LineOfBusiness])
def test_no_letter_cites_the_clock_that_excludes_drugs(name: str, line: LineOfBusiness) -> None:
    case = sample(name)
    policy = policy_of(case)
    if line is not LineOfBusiness.ANY:
        case = case.model_copy(update={"request": case.request.model_copy(update={"line_of_business": line})})
    letter = fill("letter/letter.html.j2", letter_contents(case, policy, review(case, policy, process_of(case))))

    said = [words for words in ("0057", "0062", "7 calendar days", "within 7 days", "72 hours") if words in letter]
    assert said == []
