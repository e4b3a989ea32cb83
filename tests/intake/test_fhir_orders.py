from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Evidence
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Outcome
from tests.intake.records import (
    HYPERTENSION,
    ICD10CM,
    MIGRAINE,
    RXNORM,
    SNOMED,
    STATUS_REASON,
    Resource,
    case_of,
    concept,
    condition,
    fill,
    import_one,
    order,
    statement,
)

DAILY = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}
AS_NEEDED = {"asNeededBoolean": True}


def trial_of(folder: Path, *resources: Resource) -> PreventiveTrial:
    (trial,) = case_of(folder, *resources).trials
    return trial


def test_an_order(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, order(authoredOn="2025-01-10T08:00:00-06:00"))
    assert trial == PreventiveTrial(
        drug="topiramate",
        started=DateRange.model_validate("2025-01-10"),
        oral=True,
        evidence=(
            Evidence(
                document="FHIR MedicationRequest",
                dated=date(2025, 1, 10),
                quote="Topiramate 50 MG Oral Tablet",
                reference="MedicationRequest/m1",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("medicine", "drug"),
    [
        ({"text": "Verapamil Hydrochloride 40 MG"}, "verapamil"),
        ({"coding": [{"display": "24 HR metoprolol succinate 100 MG Oral Tablet [Toprol]"}]}, "metoprolol"),
        (concept(RXNORM, "6918"), "metoprolol"),
        (concept("urn:oid:2.16.840.1.113883.6.88", "6918"), "metoprolol"),
        ({"coding": [{"system": RXNORM, "code": "99"}, {"system": RXNORM, "code": "6918"}]}, "metoprolol"),
        (concept("urn:local", "6918"), None),
        ({"text": "Lasix 40mg"}, None),
        ({"text": "Timolol 0.5 % ophthalmic solution"}, None),
        ({"text": "onabotulinumtoxinA 200 UNT Injection [Botox]"}, None),
        (concept(RXNORM, "860195", "Botox"), None),
        ({"text": "Magnesium oxide 400 MG"}, None),
    ],
)
def test_which_drug_it_is(tmp_path: Path, medicine: Resource, drug: str | None) -> None:
    trials = case_of(tmp_path, order(None, medicationCodeableConcept=medicine)).trials
    assert [one.drug for one in trials] == ([drug] if drug else [])


def test_an_order_without_a_medicine_is_told_to_the_office(tmp_path: Path) -> None:
    imported = import_one(tmp_path, order(None))
    assert imported.case.trials == ()
    assert "MedicationRequest/m1 does not say which medicine it is: left out." in imported.notes


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "entered-in-error"},
        {"status": "draft"},
        {"status": "cancelled"},
        {"intent": "proposal"},
        {"intent": "option"},
        {"intent": "plan"},
        {"intent": None},
        {"doNotPerform": True},
        {"authoredOn": "2026-06-02"},
        {"authoredOn": "2027"},
    ],
)
def test_what_was_never_ordered_is_no_trial(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert case_of(tmp_path, order(**fields)).trials == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"intent": "plan", "reportedBoolean": True},
        {"intent": "plan", "reportedReference": {"reference": "Patient/p1"}},
        {"intent": "filler-order"},
        {"authoredOn": "2026-06-01"},
        {"authoredOn": "2026"},
    ],
)
def test_what_was_ordered_or_reported_is_one(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert [one.drug for one in case_of(tmp_path, order(**fields)).trials] == ["topiramate"]


@pytest.mark.parametrize("status", ["stopped", "completed", "on-hold", "unknown"])
def test_an_order_that_is_not_active_has_an_unknown_end(tmp_path: Path, status: str) -> None:
    trial = trial_of(tmp_path, order(status=status))
    assert (trial.ongoing, trial.stopped, trial.outcome, trial.reason_stopped) == (False, None, None, None)


def test_an_active_order_goes_on(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, order(status="active", statusReason=concept(STATUS_REASON, "sintol", "Intolerance")))
    assert (trial.ongoing, trial.stopped, trial.outcome, trial.reason_stopped) == (True, None, None, None)


@pytest.mark.parametrize("authored", ["2025", "2025-03"])
def test_a_partial_date_stays_partial(tmp_path: Path, authored: str) -> None:
    trial = trial_of(tmp_path, order(authoredOn=authored))
    assert trial.started == DateRange.model_validate(authored)
    assert trial.evidence[0].dated is None


def test_an_order_without_a_date_has_no_start(tmp_path: Path) -> None:
    undated = order(authoredOn=None, status="active")
    trial = trial_of(tmp_path, undated)
    assert (trial.started, trial.ongoing) == (None, True)
    assert len(case_of(tmp_path, undated, order(id="m2")).trials) == 2


@pytest.mark.parametrize(
    ("reason", "outcome", "said"),
    [
        (concept(STATUS_REASON, "sintol", "Suspected intolerance"), Outcome.INTOLERANCE, "Suspected intolerance"),
        (concept(STATUS_REASON, "salg"), Outcome.INTOLERANCE, None),
        (concept(STATUS_REASON, "altchoice", "Try another treatment first"), None, "Try another treatment first"),
        (concept("urn:local", "sintol"), None, None),
        ({"text": "paresthesia, did not help"}, None, "paresthesia, did not help"),
    ],
)
def test_why_it_was_stopped(tmp_path: Path, reason: Resource, outcome: Outcome | None, said: str | None) -> None:
    by_order = trial_of(tmp_path, order(statusReason=reason))
    stated = trial_of(tmp_path, statement("Topiramate", "2025-01-01", statusReason=[reason]))
    assert (by_order.outcome, by_order.reason_stopped) == (outcome, said)
    assert (stated.outcome, stated.reason_stopped) == (outcome, said)


@pytest.mark.parametrize(
    ("fields", "for_migraine", "said"),
    [
        ({}, None, None),
        ({"reasonCode": [{}]}, None, None),
        ({"reasonCode": [MIGRAINE]}, True, "Migraine"),
        ({"reasonCode": [concept(SNOMED, "124171000119105")]}, True, None),
        ({"reasonCode": [concept(SNOMED, "56097005", "Migraine without aura")]}, True, "Migraine without aura"),
        ({"reasonCode": [concept(ICD10CM, "G43.909")]}, True, None),
        ({"reasonCode": [HYPERTENSION]}, False, "Hypertension"),
        ({"reasonCode": [concept(ICD10CM, "I10")]}, False, None),
        ({"reasonCode": [HYPERTENSION, MIGRAINE]}, True, "Hypertension"),
        ({"reasonCode": [{"text": "Migraine prevention"}]}, None, "Migraine prevention"),
        ({"reasonCode": [concept(SNOMED, "25064002", "Headache")]}, None, "Headache"),
        ({"reasonReference": [{"reference": "Condition/c1"}]}, True, "Chronic intractable migraine without aura"),
        ({"reasonReference": [{"reference": "Condition/c2"}]}, False, "Hypertension"),
        ({"reasonReference": [{"reference": "Condition/elsewhere"}]}, None, None),
        ({"reasonReference": [{"reference": "Condition/elsewhere", "display": "Gout"}]}, False, "Gout"),
    ],
)
def test_what_it_was_given_for(
    tmp_path: Path, fields: dict[str, Any], for_migraine: bool | None, said: str | None
) -> None:
    conditions = (condition(), condition(HYPERTENSION, id="c2"))
    trial = trial_of(tmp_path, order(**fields), *conditions)
    assert (trial.for_migraine, trial.prescribed_for) == (for_migraine, said)


@pytest.mark.parametrize(
    ("words", "dosage", "is_trial", "note"),
    [
        ("Propranolol 10 MG", [AS_NEEDED], False, "(propranolol) is taken as needed: no preventive trial."),
        (
            "Propranolol 10 MG",
            [{"asNeededCodeableConcept": {"text": "anxiety"}}],
            False,
            "(propranolol) is taken as ne",
        ),
        ("Propranolol 10 MG", [AS_NEEDED, DAILY], True, None),
        ("Rimegepant 75 MG", [AS_NEEDED], False, "(rimegepant) is taken as needed: no preventive trial."),
        ("Rimegepant 75 MG", [DAILY | AS_NEEDED], False, "(rimegepant) is taken as needed: no preventive trial."),
        ("Rimegepant 75 MG", [DAILY], True, None),
        ("Rimegepant 75 MG", [], False, "(rimegepant) may be acute or preventive: left out."),
    ],
)
def test_what_is_taken_as_needed_is_no_trial(
    tmp_path: Path, words: str, dosage: list[Resource], is_trial: bool, note: str | None
) -> None:
    imported = import_one(tmp_path, order(words, dosageInstruction=dosage))
    assert bool(imported.case.trials) == is_trial
    assert any(f"MedicationRequest/m1 {note}" in one for one in imported.notes) == (note is not None)


@pytest.mark.parametrize(
    ("fields", "started", "stopped", "ongoing"),
    [
        ({"start": "2025-01-01", "end": "2025-04-01"}, "2025-01-01", "2025-04-01", False),
        ({"start": "2025-01", "end": "2025"}, "2025-01", "2025", False),
        ({"start": "2025-01-01", "end": "2026-06-02"}, "2025-01-01", None, True),
        ({"start": "2025-01-01", "status": "active"}, "2025-01-01", None, True),
        ({"start": "2025-01-01", "end": "2025-04-01", "status": "active"}, "2025-01-01", "2025-04-01", False),
        ({"start": "2025-01-01", "status": "stopped"}, "2025-01-01", None, False),
        ({"start": "2025-05-01", "end": "2025-04-01"}, "2025-05-01", None, False),
        ({"start": None, "end": "2025-04-01"}, None, "2025-04-01", False),
        ({"start": None, "effectivePeriod": None, "effectiveDateTime": "2025-02-03"}, "2025-02-03", None, False),
    ],
)
def test_a_statement_has_a_period(
    tmp_path: Path, fields: dict[str, Any], started: str | None, stopped: str | None, ongoing: bool
) -> None:
    trial = trial_of(tmp_path, statement("Topiramate", fields.pop("start"), fields.pop("end", None), **fields))
    assert trial.started == (started and DateRange.model_validate(started))
    assert trial.stopped == (stopped and DateRange.model_validate(stopped))
    assert trial.ongoing == ongoing


def test_a_period_that_ends_before_it_begins_is_told_to_the_office(tmp_path: Path) -> None:
    notes = import_one(tmp_path, statement("Topiramate", "2025-05-01", "2025-04-01")).notes
    assert "MedicationStatement/s1 ends before it begins: its end was left out." in notes


@pytest.mark.parametrize(
    "resource",
    [
        statement("Topiramate", "2025-01-01", status="not-taken"),
        statement("Topiramate", "2025-01-01", status="intended"),
        statement("Topiramate", "2025-01-01", status="entered-in-error"),
        statement("Topiramate", "2026-06-02"),
        statement("Topiramate", None, dateAsserted="2026-06-02"),
        fill("Topiramate", "2025-01-01", 30, status="preparation"),
        fill("Topiramate", "2025-01-01", 30, status="declined"),
        fill("Topiramate", "2026-06-02", 30),
    ],
)
def test_what_was_not_taken_is_no_trial(tmp_path: Path, resource: Resource) -> None:
    assert case_of(tmp_path, resource).trials == ()


@pytest.mark.parametrize(
    ("handed_over", "days", "stopped"),
    [
        ("2025-01-01", 30, ("2025-01-01", "2025-01-31")),
        ("2025-01", 30, ("2025-01-01", "2025-03-02")),
        ("2025-01-01", None, None),
        ("2025-01-01", 5000, None),
        ("2026-05-20", 30, None),
    ],
)
def test_a_fill_lasts_as_long_as_its_supply_at_most(
    tmp_path: Path, handed_over: str, days: float | None, stopped: tuple[str, str] | None
) -> None:
    trial = trial_of(tmp_path, fill("Topiramate", handed_over, days))
    ended = trial.stopped and (trial.stopped.low.isoformat(), trial.stopped.high.isoformat())
    assert (ended, trial.ongoing) == (stopped, False)


def test_a_fill_is_taken_as_its_order_says(tmp_path: Path) -> None:
    prescribed = order("Propranolol 10 MG", dosageInstruction=[AS_NEEDED], reasonCode=[MIGRAINE])
    filled = fill(
        "Propranolol 10 MG", "2025-01-11", 30, authorizingPrescription=[{"reference": "MedicationRequest/m1"}]
    )
    assert case_of(tmp_path, prescribed, filled).trials == ()
    daily = prescribed | {"dosageInstruction": [DAILY], "status": "cancelled"}
    assert trial_of(tmp_path, daily, filled).for_migraine is True
