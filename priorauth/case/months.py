"""Counts headache per calendar month from every diary, month count and statement, and shows the arithmetic.

Rules, each of which can only widen a range or leave it:

- A blank diary day is unknown: it raises the highest possible count by one and leaves the lowest.
- A month count with fewer days recorded than the month has is widened by the unrecorded days.
- A statement of frequency counts for the month it was made in and for the full months it says it held for.
- All documents on one month must agree: what all of them allow is taken; where they contradict each other the
  whole span is kept, and the figure says so.
- Days of 4 hours or more come from recorded hours only, never from a count of headache days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import ceil, floor
from operator import attrgetter
from typing import NamedTuple

from priorauth.case.evidence import Evidence
from priorauth.case.headache import Diary, DiaryDay, Frequency, HeadacheRecord, MonthCount
from priorauth.clinical.calendar import month_of, show_month
from priorauth.clinical.ranges import (
    Range,
    between,
    is_at_least,
    is_less_than,
    is_more_than,
    monthly_from_weekly,
    overlap,
)
from priorauth.clinical.terms import Counting

LONG_HOURS = 4
DAY = attrgetter("day")


@dataclass(frozen=True, slots=True)
class Figure:
    """One month's count of one unit, with how it was reached and where it is documented."""

    month: date
    """First day of the calendar month."""
    count: Range
    how: str
    from_diary: bool
    evidence: tuple[Evidence, ...]
    disagrees: bool = False

    def __str__(self) -> str:
        """Show "March 2026: 18–21"."""
        return f"{show_month(self.month)}: {self.count}"


class DiaryMonth(NamedTuple):
    """One month of one diary."""

    month: date
    """First day of the calendar month."""
    entries: list[DiaryDay]
    evidence: tuple[Evidence, ...]


class MonthlyRecord:
    """A headache record by calendar month. Its diaries are sorted into months once, for every unit to count."""

    def __init__(self, record: HeadacheRecord) -> None:
        self._record = record
        self._counted: dict[Counting, tuple[Figure, ...]] = {}

    def figures(self, counting: Counting, *, from_diary: bool = False) -> dict[date, Figure]:
        """Return the figure of every documented month of one unit, by its first day, earliest first."""
        if counting not in self._counted:
            self._counted[counting] = tuple(self._all_figures(counting))
        return _by_first_day(self._counted[counting], from_diary=from_diary)

    def hours(self, *, from_diary: bool = False) -> dict[date, Figure]:
        """Return the hours of headache in every documented month, by its first day, earliest first."""
        return _by_first_day(self._all_hours(), from_diary=from_diary)

    @cached_property
    def diary_months(self) -> tuple[DiaryMonth, ...]:
        """The months of every diary, diary after diary; of each the earliest first."""
        return tuple(month for diary in self._record.diaries for month in _months_of(diary))

    def _all_figures(self, counting: Counting) -> Iterator[Figure]:
        if counting is not Counting.ATTACK:
            for one in self.diary_months:
                answers = list(map(_ANSWER[counting], one.entries))
                yield _diary_figure(answers, month_of(one.month)[1].day, counting, one.month, one.evidence)
        most_a_day = None if counting is Counting.ATTACK else 1
        for month in self._record.months:
            if (counted := month.count(counting)) is not None:
                yield _figure_of_month(month, counted, most_a_day)
        for frequency in self._record.frequencies:
            yield from _stated_figures(frequency, counting)

    def _all_hours(self) -> Iterator[Figure]:
        yield from map(_diary_hours, self.diary_months)
        for month in self._record.months:
            if month.hours is not None:
                yield _figure_of_month(month, month.hours, most_a_day=24)


def monthly_figures(record: HeadacheRecord, counting: Counting, *, from_diary: bool = False) -> dict[date, Figure]:
    """Return the figure of every documented month, by its first day, earliest first.

    With ``from_diary`` only figures that were counted from a diary are returned.
    """
    return MonthlyRecord(record).figures(counting, from_diary=from_diary)


def monthly_hours(record: HeadacheRecord, *, from_diary: bool = False) -> dict[date, Figure]:
    """Return the hours of headache in every documented month, by its first day, earliest first."""
    return MonthlyRecord(record).hours(from_diary=from_diary)


def days_recorded(record: HeadacheRecord, month: date) -> int | None:
    """Return on how many days of a month a diary has an entry, or None where nobody recorded that."""
    last_day = month_of(month)[1]
    in_diaries = {
        entry.day
        for diary in record.diaries
        for entry in diary.days
        if month <= entry.day <= last_day and entry.headache is not None
    }
    counted = [c.days_recorded for c in record.months if c.first_day == month and c.days_recorded is not None]
    return max([len(in_diaries), *counted]) if in_diaries or counted else None


@lru_cache(maxsize=10_000)
def previous_month(month: date) -> date:
    """Return the first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


@lru_cache(maxsize=10_000)
def consecutive_months(last: date, count: int) -> tuple[date, ...]:
    """Return the first days of ``count`` calendar months that end with the month of ``last``, earliest first."""
    found = [last.replace(day=1)]
    while len(found) < count:
        found.append(previous_month(found[-1]))
    return tuple(reversed(found))


def mean(figures: tuple[Figure, ...]) -> Range | None:
    """Return the mean of several months' counts, or None where one of them has no upper or lower end."""
    lows = [figure.count.low for figure in figures if figure.count.low is not None]
    highs = [figure.count.high for figure in figures if figure.count.high is not None]
    if not figures or len(lows) < len(figures) or len(highs) < len(figures):
        return None
    return between(sum(lows) / len(lows), sum(highs) / len(highs))


def count_in_days(record: HeadacheRecord, counting: Counting, last_day: date, days: int) -> Figure | None:
    """Return the diary count over ``days`` consecutive days that end with ``last_day``, or None without a diary."""
    first_day = last_day - timedelta(days=days - 1)
    answers: dict[date, set[bool | None]] = {}
    for entry in (entry for diary in record.diaries for entry in diary.days if first_day <= entry.day <= last_day):
        answers.setdefault(entry.day, set()).add(_ANSWER[counting](entry))
    if not answers:
        return None
    evidence = tuple(item for diary in record.diaries for item in diary.evidence)
    return _diary_figure([_one_answer(said) for said in answers.values()], days, counting, first_day, evidence)


def _by_first_day(found: Iterable[Figure], *, from_diary: bool) -> dict[date, Figure]:
    figures: dict[date, list[Figure]] = {}
    for figure in found:
        if figure.from_diary or not from_diary:
            figures.setdefault(figure.month, []).append(figure)
    return {month: known[0] if len(known) == 1 else _merge(known) for month, known in sorted(figures.items())}


def _months_of(diary: Diary) -> Iterator[DiaryMonth]:
    days, begins = sorted(diary.days, key=DAY), 0
    while begins < len(days):
        month, last_day = month_of(days[begins].day)
        ends = bisect_right(days, last_day, begins, key=DAY)
        yield DiaryMonth(month, days[begins:ends], diary.evidence)
        begins = ends


def _one_answer(said: set[bool | None]) -> bool | None:
    # where two diaries contradict each other on a day, that day is unknown
    known = said - {None}
    return known.pop() if len(known) == 1 else None


def _diary_figure(
    answers: list[bool | None], days: int, counting: Counting, month: date, evidence: tuple[Evidence, ...]
) -> Figure:
    yes, no = answers.count(True), answers.count(False)
    blank = days - yes - no
    how = f"{yes} {counting.plural} marked" + (f", {blank} of {days} days not recorded" if blank else "")
    return Figure(month=month, count=between(yes, yes + blank), how=how, from_diary=True, evidence=evidence)


def _has_headache(entry: DiaryDay) -> bool | None:
    if entry.headache is None and (entry.migraine or is_more_than(entry.hours, 0)):
        return True
    return entry.headache


def _has_migraine(entry: DiaryDay) -> bool | None:
    return False if entry.headache is False else entry.migraine


def _is_long(entry: DiaryDay) -> bool | None:
    return False if entry.headache is False else is_at_least(entry.hours, LONG_HOURS)


_ANSWER: dict[Counting, Callable[[DiaryDay], bool | None]] = {
    Counting.HEADACHE_DAY: _has_headache,
    Counting.MIGRAINE_DAY: _has_migraine,
    Counting.LONG_HEADACHE_DAY: _is_long,
}


def _diary_hours(diary: DiaryMonth) -> Figure:
    days, entries = month_of(diary.month)[1].day, diary.entries
    spans = [between(0, 0) if e.headache is False else (e.hours or between(0, 24)) for e in entries]
    low = sum(span.low or 0 for span in spans)
    high = sum(24 if span.high is None else span.high for span in spans) + 24 * (days - len(entries))
    how = f"hours of {len(entries)} recorded days added up"
    return Figure(month=diary.month, count=between(low, high), how=how, from_diary=True, evidence=diary.evidence)


def _figure_of_month(month: MonthCount, counted: Range, most_a_day: int | None) -> Figure:
    first_day, recorded, how = month.first_day, month.days_recorded, f"{counted} counted"
    if recorded is not None and (blank := month_of(first_day)[1].day - recorded):
        counted = _widened(counted, recorded, blank, most_a_day)
        how += f", {blank} of {recorded + blank} days not recorded"
    return Figure(month=first_day, count=counted, how=how, from_diary=recorded is not None, evidence=month.evidence)


def _widened(counted: Range, recorded: int, blank: int, most_a_day: int | None) -> Range:
    # a day that was not recorded can hold any number of attacks, but only one headache day and 24 hours
    if most_a_day is None or counted.high is None:
        return between(counted.low or 0, None)
    return between(counted.low or 0, min(counted.high, recorded * most_a_day) + blank * most_a_day)


def _stated_figures(frequency: Frequency, counting: Counting) -> Iterator[Figure]:
    count = _stated_count(frequency, counting)
    if count is None:
        return
    said = frequency.per_month or frequency.per_week
    how = f"stated as {said} {frequency.counting.plural} a {'month' if frequency.per_month else 'week'}"
    for month in _stated_months(frequency):
        yield Figure(month=month, count=count, how=how, from_diary=False, evidence=frequency.evidence)


def _stated_count(frequency: Frequency, counting: Counting) -> Range | None:
    if counting is Counting.LONG_HEADACHE_DAY and frequency.counting is Counting.HEADACHE_DAY:
        if is_less_than(frequency.hours_each, LONG_HOURS):
            return between(0, 0)
        return _per_month(frequency) if is_at_least(frequency.hours_each, LONG_HOURS) else None
    return _per_month(frequency) if frequency.counting is counting else None


def _per_month(frequency: Frequency) -> Range:
    if frequency.per_month is not None:
        return frequency.per_month
    per_week = frequency.per_week or between(0, None)
    if frequency.counting is not Counting.ATTACK:
        return monthly_from_weekly(per_week)
    low = None if per_week.low is None else floor(per_week.low * 28 / 7)
    high = None if per_week.high is None else ceil(per_week.high * 31 / 7)
    return between(low, high, f"{per_week} a week")


def _stated_months(frequency: Frequency) -> tuple[date, ...]:
    began = [frequency.stated_on.replace(day=1)]
    if frequency.since is not None and frequency.since.high <= frequency.stated_on:
        began.append(_first_full_month(frequency.since.high))
    if frequency.held_for is not None:
        began.append(_first_full_month(frequency.held_for.low.before(frequency.stated_on)))
    first, month = min(began), frequency.stated_on.replace(day=1)
    held = [month]
    while held[-1] > first:
        held.append(previous_month(held[-1]))
    return tuple(held)


def _first_full_month(day: date) -> date:
    return day if day.day == 1 else month_of(day)[1] + timedelta(days=1)


def _merge(figures: list[Figure]) -> Figure:
    counts = [figure.count for figure in figures]
    common: Range | None = counts[0]
    for count in counts[1:]:
        common = common and overlap(common, count)
    return Figure(
        month=figures[0].month,
        count=common or _span(counts),
        how="; ".join([figure.how for figure in figures]),
        from_diary=all(figure.from_diary for figure in figures),
        disagrees=common is None,
        evidence=tuple([item for figure in figures for item in figure.evidence]),
    )


def _span(counts: list[Range]) -> Range:
    # no count is below zero, so an open lower end is zero
    highs = [count.high for count in counts if count.high is not None]
    return between(min(count.low or 0 for count in counts), max(highs) if len(highs) == len(counts) else None)
