"""One diary counted in every way: what is blank widens each count, and the truth always lies in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from priorauth.case.headache import Diary, DiaryDay, HeadacheRecord
from priorauth.case.windows import (
    chronic_frequency,
    count_days,
    count_diaries,
    count_every_way,
    count_hours,
    month_sheets,
)
from priorauth.clinical.calendar import month_of
from priorauth.clinical.ranges import Range, exactly
from priorauth.clinical.terms import Counting
from tests.builders import NOTE, diary

HEADACHE, MIGRAINE, LONG = Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY, Counting.LONG_HEADACHE_DAY
MARCH_END = date(2026, 3, 31)


def record(*diaries: Diary) -> HeadacheRecord:
    return HeadacheRecord(diaries=diaries)


def ends(count: Range | None) -> tuple[Any, Any] | None:
    return None if count is None else (count.low, count.high)


WINDOWS: list[Any] = [
    pytest.param("x" * 12 + "." * 19, 31, (12, 12), "12 marked", id="all recorded"),
    pytest.param(
        "x" * 12 + "." * 17 + "??",
        31,
        (12, 14),
        "12 marked, 2 of 31 days not known: 12 to 12 + 2 = 14",
        id="2 days blank",
    ),
    pytest.param("x" * 12 + "." * 19, 28, (9, 9), "9 marked", id="the last 28 days"),
    pytest.param("x" * 12 + "." * 19, 30, (11, 11), "11 marked", id="the last 30 days"),
    pytest.param(
        "x" * 31,
        90,
        (31, 90),
        "31 marked, 59 of 90 days not known: 31 to 31 + 59 = 90",
        id="90 days, of which the diary has 31",
    ),
]


@pytest.mark.parametrize(("marks", "days", "expected", "arithmetic"), WINDOWS)
def test_consecutive_days(marks: str, days: int, expected: tuple[int, int], arithmetic: str) -> None:
    found = count_days(record(diary("2026-03-01", marks)), HEADACHE, MARCH_END, days)
    assert found is not None
    assert (ends(found.count), found.arithmetic, found.days) == (expected, arithmetic, days)


HOURS: list[Any] = [
    pytest.param("x" * 10 + "." * 21, (40, 40), "days with hours or free: 31, in all 40 h", id="all recorded"),
    pytest.param(
        "x" * 10 + "." * 19 + "??",
        (40, 88),
        "days with hours or free: 29, in all 40 h; days without: 2, up to 2 × 24 = 48 h more",
        id="2 days blank",
    ),
]


@pytest.mark.parametrize(("marks", "expected", "arithmetic"), HOURS)
def test_hours_of_a_month(marks: str, expected: tuple[int, int], arithmetic: str) -> None:
    found = count_hours(record(diary("2026-03-01", marks, hours=4)), MARCH_END, 31)
    assert (ends(found.count), found.arithmetic) == (expected, arithmetic)


def test_two_diaries_fill_each_other_s_blank_days() -> None:
    both = record(diary("2026-03-01", "x" * 10, hours=4), diary("2026-03-11", "." * 21))
    found = count_days(both, HEADACHE, MARCH_END, 31)
    assert found is not None
    assert ends(found.count) == (10, 10)
    assert ends(count_hours(both, MARCH_END, 31).count) == (40, 40)


def test_two_diaries_that_contradict_each_other_leave_a_day_open() -> None:
    both = record(diary("2026-03-01", "x" + "." * 30, hours=4), diary("2026-03-01", "." * 31))
    found = count_days(both, HEADACHE, MARCH_END, 31)
    assert found is not None
    assert ends(found.count) == (0, 1)
    assert ends(count_hours(both, MARCH_END, 31).count) == (0, 24)


def test_every_way_from_one_diary() -> None:
    """December to March, headache on the first 15 days of each month; 31, 31, 28 and 31 days."""
    marks = "".join("x" * 15 + "." * (length - 15) for length in (31, 31, 28, 31))
    found = count_every_way(record(diary("2025-12-01", marks)), HEADACHE, MARCH_END)

    assert [ends(one.count) for one in found.by_month] == [(15, 15)] * 4
    assert [f"{one.first} {one.count}" for one in found.by_28_days] == [
        *("2025-12-10 12", "2026-01-07 12", "2026-02-04 15", "2026-03-04 12"),
    ]
    assert [f"{one.first} {one.count}" for one in found.by_30_days] == [
        *("2025-12-02 14", "2026-01-01 15", "2026-01-31 16", "2026-03-02 14"),
    ]
    assert found.in_90_days is not None
    assert (found.in_90_days.first, ends(found.in_90_days.count)) == (date(2026, 1, 1), (45, 45))
    assert ends(found.per_30_of_90_days) == (15, 15)
    assert found.on_average is not None
    assert (ends(found.on_average.mean), found.on_average.arithmetic) == ((15, 15), "(15 + 15 + 15) ÷ 3 = 15")


def test_the_average_shows_both_ends() -> None:
    marks = "x" * 15 + "?" * 3 + "." * 13 + "x" * 12 + "." * 16
    found = count_every_way(record(diary("2026-01-01", marks)), HEADACHE, date(2026, 2, 28), average_over=2)
    assert found.on_average is not None
    assert ends(found.on_average.mean) == (13.5, 15)
    assert found.on_average.arithmetic == "(15 + 12) ÷ 2 = 13.5 to (18 + 12) ÷ 2 = 15"


def test_a_month_that_is_still_running_is_not_averaged() -> None:
    found = count_every_way(record(diary("2026-01-01", "x" * 70)), HEADACHE, date(2026, 3, 11))
    assert found.on_average is None


CHRONIC: list[Any] = [
    pytest.param([15, 15, 15, 15], 0, True, id="15 in each of four months"),
    pytest.param([15, 15, 14, 15], 0, False, id="14 in one of them"),
    pytest.param([15, 15, 14, 15], 1, None, id="14 and a blank day in one of them"),
    pytest.param([15, 15, 15], 0, None, id="three full months are not more than three"),
]


@pytest.mark.parametrize(("counts", "blank", "expected"), CHRONIC)
def test_chronic_is_15_days_in_every_month_for_more_than_3_months(
    counts: list[int], blank: int, expected: bool | None
) -> None:
    lengths = (31, 31, 28, 31)[4 - len(counts) :]
    start = {4: "2025-12-01", 3: "2026-01-01"}[len(counts)]
    months = ["x" * n + "?" * blank + "." * (length - n - blank) for n, length in zip(counts, lengths, strict=True)]
    found = chronic_frequency(record(diary(start, "".join(months))), HEADACHE, MARCH_END)
    assert (found.shown, found.days_at_least) == (expected, 15)


@pytest.mark.parametrize(("days", "expected"), [(8, True), (7, False)])
def test_chronic_migraine_is_8_migraine_days_in_every_month(days: int, expected: bool) -> None:
    marks = "".join("m" * days + "." * (length - days) for length in (31, 31, 28, 31))
    found = chronic_frequency(record(diary("2025-12-01", marks)), MIGRAINE, MARCH_END)
    assert (found.shown, found.days_at_least) == (expected, 8)


def test_a_month_sheet_says_how_complete_it_is() -> None:
    sheet = month_sheets(record(diary("2026-03-01", "xm.?")), MARCH_END)[0]
    assert (sheet.days_recorded, sheet.days_of_month) == (3, 31)
    assert {counting: ends(found.count) for counting, found in sheet.counts.items()} == {
        HEADACHE: (2, 30),
        MIGRAINE: (1, 30),
        LONG: (0, 30),
    }


def test_without_a_diary_nothing_is_counted() -> None:
    assert count_diaries(HeadacheRecord()) is None


def test_counting_goes_up_to_the_last_day_entered_or_to_the_day_asked_for() -> None:
    known = record(diary("2026-03-01", "x" * 20))
    last, earlier = count_diaries(known), count_diaries(known, date(2026, 3, 1))
    assert last is not None
    assert earlier is not None
    assert (last.until, earlier.until) == (date(2026, 3, 20), date(2026, 3, 1))
    assert count_diaries(known, date(2026, 2, 28)) is None


# Whatever days are blanked out, the truth lies between low and high

FIRST = date(2025, 11, 1)
LENGTH = 150
UNTIL = FIRST + timedelta(days=LENGTH - 1)
TRUE_DAYS = st.lists(
    st.tuples(st.integers(0, 24), st.booleans(), st.sampled_from(["whole", "no hours", "blank", "said nothing"])),
    min_size=LENGTH,
    max_size=LENGTH,
)


def kept(number: int, hours: int, migraine: bool, how: str) -> DiaryDay | None:
    """Return what was written down of a day of so many hours of headache."""
    day = FIRST + timedelta(days=number)
    if how == "blank":
        return None
    if how == "said nothing":
        return DiaryDay(day=day)
    if hours == 0:
        return DiaryDay(day=day, headache=False)
    return DiaryDay(day=day, headache=True, migraine=migraine or None, hours=exactly(hours) if how == "whole" else None)


@given(days=TRUE_DAYS)
@settings(max_examples=25)
def test_the_truth_lies_in_every_count(days: list[tuple[int, bool, str]]) -> None:
    entries = [kept(number, *one) for number, one in enumerate(days)]
    known = record(Diary(days=tuple(one for one in entries if one), evidence=NOTE))

    def true_count(counting: Counting, first: date, last: date) -> int:
        inside = [days[n] for n in range(LENGTH) if first <= FIRST + timedelta(days=n) <= last]
        at_least = 4 if counting is LONG else 1
        return sum(hours >= at_least and (migraine or counting is not MIGRAINE) for hours, migraine, _ in inside)

    for counting in (HEADACHE, MIGRAINE, LONG):
        found = count_every_way(known, counting, UNTIL)
        windows = [*found.by_month, *found.by_28_days, *found.by_30_days]
        for one in [*windows, found.in_90_days] if found.in_90_days else windows:
            truth = true_count(counting, one.first, one.last)
            assert (one.count.low or 0) <= truth <= (one.count.high or 0)
        if found.on_average:
            truths = [true_count(counting, one.first, one.last) for one in found.on_average.windows]
            mean = sum(truths) / 3
            assert (found.on_average.mean.low or 0) - 1e-6 <= mean <= (found.on_average.mean.high or 0) + 1e-6

    for month in (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)):
        last = month_of(month)[1]
        hours = count_hours(known, last, last.day).count
        truth = sum(days[n][0] for n in range(LENGTH) if month <= FIRST + timedelta(days=n) <= last)
        assert (hours.low or 0) <= truth <= (hours.high or 0)
