"""Orders and fills of one drug: what was handed over says how long it was taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.records import HYPERTENSION, MIGRAINE, Resource, case_of, fill, import_one, order, statement

LAPSED = "topiramate has an active order, but its last fill is used up: whether it is taken was left open."


def active(**fields: Any) -> Resource:
    return order(status="active", **fields)


@pytest.mark.parametrize(
    ("handed_over", "days", "ongoing"),
    [
        # the day of the case is 1 June 2026
        ("2026-05-02", 30, True),
        ("2026-04-01", 30, True),
        ("2026-03-31", 30, False),
        ("2025-01-12", 30, False),
        ("2026-05-30", 90, True),
    ],
)
def test_an_active_order_goes_on_only_with_its_supply(
    tmp_path: Path, handed_over: str, days: float, ongoing: bool
) -> None:
    imported = import_one(tmp_path, active(authoredOn="2025-01-10"), fill("Topiramate", handed_over, days))
    last = imported.case.trials[-1]
    assert (last.ongoing, last.stopped) == (ongoing, None)
    assert (LAPSED in imported.notes) is not ongoing


@pytest.mark.parametrize(("written", "ongoing"), [("2026-05-01", True), ("2026-04-30", False)])
def test_a_new_order_need_not_have_been_filled_yet(tmp_path: Path, written: str, ongoing: bool) -> None:
    case = case_of(tmp_path, active(authoredOn=written), fill("Topiramate", "2025-12-01", 30))
    assert [one.ongoing for one in case.trials] == [ongoing]


@pytest.mark.parametrize(
    ("second", "started"),
    [
        # the first supply of 30 days ends on 1 March: 31 days of silence, and 32
        ("2026-04-01", ("2026-01-30", "2026-01-30")),
        ("2026-04-02", ("2026-01-30", "2026-04-02")),
    ],
)
def test_a_gap_in_the_supply_leaves_open_since_when_it_was_taken(
    tmp_path: Path, second: str, started: tuple[str, str]
) -> None:
    records = active(authoredOn="2026-01-30"), fill("Topiramate", "2026-01-30", 30), fill("Topiramate", second, 60)
    (trial,) = case_of(tmp_path, *records).trials
    assert trial.started is not None
    assert (trial.started.low.isoformat(), trial.started.high.isoformat()) == started
    assert trial.ongoing


@pytest.mark.parametrize(
    ("second", "trials"),
    [
        # the first supply ends on 31 January 2025: 396 days of silence, and 397
        ("2026-03-03", 1),
        ("2026-03-04", 2),
    ],
)
def test_a_gap_of_more_than_13_months_splits_the_course(tmp_path: Path, second: str, trials: int) -> None:
    records = active(authoredOn="2025-01-01"), fill("Topiramate", "2025-01-01", 30), fill("Topiramate", second, 90)
    found = case_of(tmp_path, *records).trials
    assert len(found) == trials
    assert [one.ongoing for one in found] == [False] * (trials - 1) + [True]


def test_an_active_order_without_any_fill_on_record_goes_on(tmp_path: Path) -> None:
    (trial,) = case_of(tmp_path, active(), fill("Propranolol", "2025-01-12", 30)).trials[:1]
    assert (trial.drug, trial.ongoing) == ("topiramate", True)


def test_what_the_patient_says_goes_on_whatever_was_filled(tmp_path: Path) -> None:
    said = statement("Topiramate", "2025-01-10", status="active")
    reported = active(intent="plan", reportedBoolean=True)
    for source in (said, reported):
        (trial, *_) = case_of(tmp_path, source, fill("Topiramate", "2025-01-12", 30)).trials
        assert trial.ongoing


def test_a_stopped_order_and_its_fills_end_with_the_last_supply(tmp_path: Path) -> None:
    (trial,) = case_of(tmp_path, order(), fill("Topiramate", "2025-01-12", 30)).trials
    assert trial.stopped is not None
    assert (trial.stopped.low.isoformat(), trial.stopped.high.isoformat()) == ("2025-01-12", "2025-02-11")


def test_an_order_for_migraine_is_held_against_fills_of_no_stated_purpose(tmp_path: Path) -> None:
    pressure = order("Propranolol", id="m2", reasonCode=[HYPERTENSION], authoredOn="2024-01-10")
    migraine = active(words="Propranolol", reasonCode=[MIGRAINE])
    trials = case_of(tmp_path, pressure, migraine, fill("Propranolol", "2025-01-12", 30)).trials
    assert [one.ongoing for one in trials] == [False, False]
