"""Process rules hold where their sources say, carry their source, and never put a drug under the wrong clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.policy.process import all_process_rules, process_for
from priorauth.policy.registry import Plan
from tests.samples import NAMES, letter_html, sample

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
        ({"place_of_service": CENTER, "state": "FL", "on": date(2026, 1, 18)}, None),
        (
            {"place_of_service": CENTER, "state": "OH", "on": date(2026, 2, 16)},
            "medicare_surgical_center_from_february_2026",
        ),
        ({"place_of_service": CENTER, "state": "OH", "on": date(2026, 2, 15)}, None),
        ({"place_of_service": CENTER, "state": "WI"}, None),
        ({"place_of_service": CENTER}, None),
        ({"place_of_service": HOSPITAL, "on": date(2020, 6, 30)}, None),
        ({}, None),
    ],
    ids=str,
)
def test_the_setting_decides_how_medicare_is_asked(plan: dict[str, Any], expected: str | None) -> None:
    found = [key for key in _keys(MEDICARE, **plan) if key not in ("medicare_waste", "medicare_claim_appeals")]

    assert found == ([expected] if expected else [])


def test_mechanisms_by_setting() -> None:
    by_key = {rule.key: rule.mechanism for rule in all_process_rules()}

    assert by_key["medicare_outpatient_hospital"] is Mechanism.PRIOR_AUTHORIZATION
    assert by_key["medicare_office"] is Mechanism.NONE
    assert by_key["medicare_surgical_center_from_january_2026"] is Mechanism.VOLUNTARY


def test_a_plan_of_unknown_kind_gets_no_rule() -> None:
    assert _keys(None, state="CA", place_of_service=HOSPITAL) == []


def test_a_states_rules_hold_in_that_state_only() -> None:
    assert _keys(COMMERCIAL, state="CA") == ["commercial_plans", "state_ca"]
    assert _keys(COMMERCIAL, state="NV") == ["commercial_plans"]
    assert _keys(COMMERCIAL) == ["commercial_plans"]


def test_limits_say_unit_start_and_conflict() -> None:
    said = {str(limit) for rule in all_process_rules() for limit in rule.limits}

    assert "standard decision (payer): 7 calendar days from the request, since January 1, 2025" in said
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

    assert len(keys) == len(set(keys)) == 23
    assert all(rule.limits or rule.statements or rule.not_seen for rule in all_process_rules())
    assert all(limit.source for rule in all_process_rules() for limit in rule.limits)


@pytest.mark.parametrize("name", [name for name in NAMES if "_not_met_" not in name])
def test_no_letter_cites_the_clock_that_excludes_drugs(name: str) -> None:
    letter = letter_html(sample(name))

    assert "0057" not in letter
    assert "within 7 days" not in letter
