"""The last day of an appeal is worked out only where somebody said what starts the clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.packet.filing import Filing, filings, last_day
from priorauth.policy.process import Answerable, Clock, Grade, TimeLimit
from tests.samples import process_of, sample, sample_data


def limit(count: int, unit: Clock) -> TimeLimit:
    return TimeLimit(
        what="file",
        who=Answerable.CLINIC,
        count=count,
        unit=unit,
        starts="the notice",
        source="a source",
        grade=Grade.HIGH,
    )


def found(**denial: Any) -> tuple[Filing, ...]:
    data = sample_data("aetna_appeal_ready")
    data["denial"] |= denial
    case = make_case(data)
    return filings(case, process_of(case))


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (180, Clock.DAYS, date(2026, 12, 15)),
        (1, Clock.CALENDAR_DAYS, date(2026, 6, 19)),
        (4, Clock.MONTHS, date(2026, 10, 18)),
        (10, Clock.BUSINESS_DAYS, None),
        (72, Clock.HOURS, None),
    ],
)
def test_the_day_after_the_start_counts_as_one(count: int, unit: Clock, expected: date | None) -> None:
    assert last_day(limit(count, unit), date(2026, 6, 18)) == expected


def test_the_level_after_the_one_decided_is_the_one_to_file() -> None:
    assert {one.level for one in found()} == {1}
    assert {one.level for one in found(level=1)} == {2}
    assert {one.level for one in found(level=7)} == set()


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("received", date(2026, 12, 15)), ("dated", date(2026, 12, 13)), (None, None)],
)
def test_only_the_clinic_says_what_starts_the_clock(clock: str | None, expected: date | None) -> None:
    internal = next(one for one in found(clock_starts=clock) if one.name == "internal appeal")

    assert internal.last_day == expected
    assert internal.file_within is not None


@pytest.mark.parametrize(("received", "passed"), [("2026-01-01", False), ("2025-12-23", True), ("2025-12-24", False)])
def test_a_day_that_is_over_is_said_to_be(received: str, passed: bool) -> None:
    internal = next(one for one in found(dated=received, received=received) if one.name == "internal appeal")

    assert internal.passed is passed


def test_a_first_request_files_no_appeal() -> None:
    case = sample("aetna_initial_ready")

    assert filings(case, process_of(case)) == ()
