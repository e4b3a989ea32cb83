from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.ranges import Range
from tests.intake.records import Resource, case_of, order

GTS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"


def dosage(dose: Any, repeat: Resource | None = None, **fields: Any) -> Resource:
    rate = {"doseRange": dose} if "low" in dose else {"doseQuantity": dose}
    timing = {"timing": {"repeat": repeat}} if repeat else {}
    return {"doseAndRate": [rate]} | timing | fields


def mg(value: float) -> Resource:
    return {"value": value, "unit": "mg"}


DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}
TWICE = DAILY | {"frequency": 2}


@pytest.mark.parametrize(
    ("instructions", "amount"),
    [
        ([dosage(mg(50), DAILY)], 50),
        ([dosage(mg(50), TWICE)], 100),
        ([dosage(mg(12.5), TWICE)], 25),
        ([dosage(mg(12.5), DAILY)], 12.5),
        ([dosage({"value": 50, "code": "mg", "unit": "milligram"}, DAILY)], 50),
        ([dosage(mg(40), {"frequency": 1, "period": 8, "periodUnit": "h"})], 120),
        ([dosage(mg(75), {"frequency": 1, "period": 2, "periodUnit": "d"})], 37.5),
        ([dosage(mg(50), timing={"code": {"coding": [{"system": GTS, "code": "BID"}]}})], 100),
        ([dosage({"low": mg(25), "high": mg(50)}, TWICE)], (50, 100)),
        ([dosage(mg(50), DAILY | {"frequencyMax": 2})], (50, 100)),
    ],
)
def test_a_dose_with_its_timing_is_a_daily_dose(
    tmp_path: Path, instructions: list[Resource], amount: float | tuple[float, float]
) -> None:
    (trial,) = case_of(tmp_path, order(dosageInstruction=instructions)).trials
    low, high = amount if isinstance(amount, tuple) else (amount, amount)
    assert trial.dose is not None
    assert (trial.dose.amount, trial.dose.unit) == (Range(low=low, high=high), "mg/day")


@pytest.mark.parametrize(
    "instructions",
    [
        [],
        [{"text": "50 mg twice a day"}],
        [dosage(mg(50))],
        [{"timing": {"repeat": DAILY}}],
        [dosage({"value": 1}, DAILY)],
        [dosage({"value": 1, "unit": "tablet"}, DAILY)],
        [dosage({"unit": "mg"}, DAILY)],
        [dosage(mg(0), DAILY)],
        [dosage({"low": mg(50)}, DAILY)],
        [dosage({"low": mg(50), "high": mg(25)}, DAILY)],
        [dosage(mg(50), {"frequency": 1, "period": 1, "periodUnit": "wk"})],
        [dosage(mg(50), {"frequency": 1, "periodUnit": "d"})],
        [dosage(mg(50), DAILY | {"period": 0})],
        [dosage(mg(50), DAILY | {"period": 1e-300})],
        [dosage(mg(50), DAILY | {"frequency": 0})],
        [dosage(mg(50), DAILY | {"frequency": -1})],
        [dosage(mg(50), DAILY | {"periodMax": 2})],
        [dosage(mg(50), DAILY | {"dayOfWeek": ["mon"]})],
        [dosage(mg(50), timing={"code": {"coding": [{"system": GTS, "code": "Q4H"}]}})],
        [dosage(mg(50), timing={"code": {"text": "BID"}})],
        [dosage(mg(25), DAILY), dosage(mg(50), DAILY)],
        [dosage(mg(25), DAILY) | {"doseAndRate": [{"doseQuantity": mg(25)}, {"doseQuantity": mg(50)}]}],
    ],
)
def test_without_both_there_is_none(tmp_path: Path, instructions: list[Resource]) -> None:
    (trial,) = case_of(tmp_path, order("Verapamil Hydrochloride 40 MG", dosageInstruction=instructions)).trials
    assert trial.dose is None


def test_the_highest_dose_of_a_course_counts(tmp_path: Path) -> None:
    doses = [(25, "2025-01-10"), (100, "2025-02-01"), (50, "2025-03-01")]
    orders = [
        order(id=f"m{amount}", authoredOn=day, dosageInstruction=[dosage(mg(amount), DAILY)]) for amount, day in doses
    ]
    (trial,) = case_of(tmp_path, *orders).trials
    assert trial.dose is not None
    assert trial.dose.amount == Range(low=100, high=100)


@pytest.mark.parametrize(
    ("words", "route", "oral"),
    [
        ("Topiramate 50 MG Oral Tablet", None, True),
        ("Topiramate 50 MG", "Oral route", True),
        ("Topiramate 50 MG", "Take by mouth", True),
        ("Topiramate 50 MG", None, None),
        ("1 ML erenumab 70 MG/ML Auto-Injector", None, False),
        ("fremanezumab 225 MG Prefilled Syringe", None, False),
        ("galcanezumab", "Subcutaneous", False),
        ("Propranolol 1 MG/ML Injection", "Oral", None),
    ],
)
def test_the_route_is_taken_from_the_words(tmp_path: Path, words: str, route: str | None, oral: bool | None) -> None:
    instructions = [{"route": {"text": route}}] if route else []
    (trial,) = case_of(tmp_path, order(words, dosageInstruction=instructions)).trials
    assert trial.oral is oral
