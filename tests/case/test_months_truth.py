"""Whatever is left out of a true record, the truth stays inside every count made from it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.headache import Diary, DiaryDay, HeadacheRecord
from priorauth.case.months import Figure, count_in_days, monthly_figures, monthly_hours
from priorauth.clinical.terms import Counting
from tests.builders import NOTE, month, stated

MONTHS = ((2026, 1), (2026, 2), (2026, 3))
DAYS = [date(year, number, day) for year, number in MONTHS for day in range(1, monthrange(year, number)[1] + 1)]
COUNTED = (Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY, Counting.LONG_HEADACHE_DAY)

# what a day really was: hours of headache, and whether it was migraine
DAY = st.one_of(st.just((0, False)), st.tuples(st.integers(min_value=1, max_value=24), st.booleans()))
# what a patient left out of one day: the whole day, the hours, the migraine, or all but one
LEFT_OUT = st.sets(st.sampled_from(("day", "headache", "migraine", "hours")), max_size=3)


@st.composite
def true_days(draw: st.DrawFn) -> list[DiaryDay]:
    """Draw three months of complete diary days: the truth."""
    hours = [draw(DAY) for _ in DAYS]
    return [
        DiaryDay(day=day, headache=spent > 0, migraine=migraine, hours=spent)
        for day, (spent, migraine) in zip(DAYS, hours, strict=True)
    ]


def truth(days: list[DiaryDay], first: date, counting: Counting) -> int:
    """Count one month by the plain meaning of the words."""
    of_month = [entry for entry in days if (entry.day.year, entry.day.month) == (first.year, first.month)]
    hours = [entry.hours.low if entry.hours and entry.hours.low else 0 for entry in of_month]
    return {
        Counting.HEADACHE_DAY: sum(bool(entry.headache) for entry in of_month),
        Counting.MIGRAINE_DAY: sum(bool(entry.migraine) for entry in of_month),
        Counting.LONG_HEADACHE_DAY: sum(spent >= 4 for spent in hours),
    }[counting]


def forget(entry: DiaryDay, left_out: set[str]) -> DiaryDay | None:
    """Return what is left of a day."""
    if "day" in left_out:
        return None
    return entry.model_copy(update=dict.fromkeys(left_out))


def kept(days: list[DiaryDay], data: st.DataObject) -> Diary:
    """Draw a diary of these days from which something was left out."""
    left = (forget(entry, data.draw(LEFT_OUT)) for entry in days)
    return Diary(days=tuple(entry for entry in left if entry is not None), evidence=NOTE)


def holds(figure: Figure | None, number: int) -> bool:
    """Tell whether a number lies in a figure; a month without one says nothing."""
    if figure is None:
        return True
    low, high = figure.count.low, figure.count.high
    return (low is None or low <= number) and (high is None or number <= high)


def assert_truth_inside(record: HeadacheRecord, days: list[DiaryDay]) -> None:
    for counting in COUNTED:
        found = monthly_figures(record, counting)
        for year, number in MONTHS:
            first = date(year, number, 1)
            figure = found.get(first)
            assert holds(figure, truth(days, first, counting))
            assert figure is None or not figure.disagrees


@given(true_days(), st.data())
def test_blank_days_and_fields_only_widen(days: list[DiaryDay], data: st.DataObject) -> None:
    assert_truth_inside(HeadacheRecord(diaries=(kept(days, data),)), days)


@given(true_days(), st.data())
def test_two_diaries_of_the_same_days_never_count_a_day_twice(days: list[DiaryDay], data: st.DataObject) -> None:
    record = HeadacheRecord(diaries=(kept(days, data), kept(days, data)))
    assert_truth_inside(record, days)
    whole = count_in_days(record, Counting.HEADACHE_DAY, DAYS[-1], len(DAYS))
    assert holds(whole, sum(bool(entry.headache) for entry in days))


@given(true_days(), st.data())
def test_a_true_count_or_statement_beside_a_diary_never_shuts_the_truth_out(
    days: list[DiaryDay], data: st.DataObject
) -> None:
    first = date(2026, 2, 1)
    slack = st.integers(min_value=0, max_value=3)
    real = {counting: truth(days, first, counting) for counting in COUNTED}
    ranges: dict[Counting, Any] = {
        counting: {"low": max(0, count - data.draw(slack)), "high": count + data.draw(slack)}
        for counting, count in real.items()
    }
    counted = month(
        "2026-02",
        ranges[Counting.HEADACHE_DAY],
        migraine_days=ranges[Counting.MIGRAINE_DAY],
        days_of_4_hours=ranges[Counting.LONG_HEADACHE_DAY],
    )
    said = stated(Counting.HEADACHE_DAY, on=date(2026, 2, 28), per_month=ranges[Counting.HEADACHE_DAY])
    record = HeadacheRecord(diaries=(kept(days, data),), months=(counted,), frequencies=(said,))
    assert_truth_inside(record, days)


@given(true_days(), st.integers(min_value=0, max_value=28))
def test_a_count_of_fewer_recorded_days_holds_the_truth(days: list[DiaryDay], recorded: int) -> None:
    """Only the first days of February were recorded and counted."""
    first = [entry for entry in days if entry.day.month == 2][:recorded]
    found = sum(bool(entry.headache) for entry in first)
    record = HeadacheRecord(months=(month("2026-02", found, days_recorded=recorded),))
    assert_truth_inside(record, days)


@given(true_days(), st.data())
def test_hours_of_a_month_hold_the_truth(days: list[DiaryDay], data: st.DataObject) -> None:
    found = monthly_hours(HeadacheRecord(diaries=(kept(days, data), kept(days, data))))
    for first, figure in found.items():
        real = [entry.hours.low for entry in days if entry.day.month == first.month and entry.hours]
        assert holds(figure, int(sum(hours or 0 for hours in real)))
        assert not figure.disagrees
