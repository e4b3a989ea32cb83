"""Counts headache per calendar month from every diary, month count and statement, and shows the arithmetic.

Rules, each of which can only widen a range or leave it:

- A blank diary day is unknown: it raises the highest possible count by one and leaves the lowest.
- A month count with fewer days recorded than the month has is widened by the unrecorded days.
- A statement of frequency counts for the month it was made in and for the full months it says it held for.
- Two documents on one month must agree: what both allow is taken; where they contradict each other the whole
  span is kept, and the figure says so.
- Days of 4 hours or more come from recorded hours only, never from a count of headache days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import ceil, floor

from priorauth.case.evidence import Evidence
from priorauth.case.headache import Diary, DiaryDay, Frequency, HeadacheRecord, MonthCount
from priorauth.clinical.calendar import month_of, show_month
from priorauth.clinical.model import Model
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


class Figure(Model):
    """One month's count of one unit, with how it was reached and where it is documented."""

    month: date
    """First day of the calendar month."""
    count: Range
    how: str
    from_diary: bool
    disagrees: bool = False
    evidence: tuple[Evidence, ...]

    def __str__(self) -> str:
        """Show "March 2026: 18–21"."""
        return f"{show_month(self.month)}: {self.count}"


def monthly_figures(record: HeadacheRecord, counting: Counting, *, from_diary: bool = False) -> dict[date, Figure]:
    """Return the figure of every documented month, by its first day, earliest first.

    With ``from_diary`` only figures that were counted from a diary are returned.
    """
    figures: dict[date, Figure] = {}
    for figure in sorted(_all_figures(record, counting), key=lambda one: one.month):
        if from_diary and not figure.from_diary:
            continue
        known = figures.get(figure.month)
        figures[figure.month] = _merge(known, figure) if known else figure
    return figures


def monthly_hours(record: HeadacheRecord, *, from_diary: bool = False) -> dict[date, Figure]:
    """Return the hours of headache in every documented month, by its first day, earliest first."""
    figures: dict[date, Figure] = {}
    for diary in record.diaries:
        for month, entries in _by_month(diary).items():
            figures[month] = _diary_hours(diary, month, entries)
    for count in record.months:
        if count.hours and not (from_diary and count.days_recorded is None):
            figures[count.first_day] = _figure_of_month(count, count.hours, hours_a_day=24)
    return dict(sorted(figures.items()))


def days_recorded(record: HeadacheRecord, month: date) -> int | None:
    """Return on how many days of a month a diary has an entry, or None where nobody recorded that."""
    in_diaries = {
        entry.day
        for diary in record.diaries
        for entry in diary.days
        if entry.day.replace(day=1) == month and entry.headache is not None
    }
    counted = [c.days_recorded for c in record.months if c.first_day == month and c.days_recorded is not None]
    return max([len(in_diaries), *counted]) if in_diaries or counted else None


def previous_month(month: date) -> date:
    """Return the first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


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
    entries = [e for diary in record.diaries for e in diary.days if first_day <= e.day <= last_day]
    if not entries:
        return None
    evidence = tuple(item for diary in record.diaries for item in diary.evidence)
    return _diary_figure(entries, days, counting, first_day, evidence)


def _all_figures(record: HeadacheRecord, counting: Counting) -> Iterator[Figure]:
    for diary in record.diaries:
        for month, entries in _by_month(diary).items():
            if counting is not Counting.ATTACK:
                yield _diary_figure(entries, month_of(month)[1].day, counting, month, diary.evidence)
    for count in record.months:
        if (counted := count.count(counting)) is not None:
            yield _figure_of_month(count, counted)
    for frequency in record.frequencies:
        yield from _stated_figures(frequency, counting)


def _by_month(diary: Diary) -> dict[date, list[DiaryDay]]:
    by_month: dict[date, list[DiaryDay]] = {}
    for entry in sorted(diary.days, key=lambda one: one.day):
        by_month.setdefault(entry.day.replace(day=1), []).append(entry)
    return by_month


def _diary_figure(
    entries: list[DiaryDay], days: int, counting: Counting, month: date, evidence: tuple[Evidence, ...]
) -> Figure:
    answers = [_ANSWER[counting](entry) for entry in entries]
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
    if entry.headache is False or is_less_than(entry.hours, LONG_HOURS):
        return False
    return is_at_least(entry.hours, LONG_HOURS)


_ANSWER: dict[Counting, Callable[[DiaryDay], bool | None]] = {
    Counting.HEADACHE_DAY: _has_headache,
    Counting.MIGRAINE_DAY: _has_migraine,
    Counting.LONG_HEADACHE_DAY: _is_long,
}


def _diary_hours(diary: Diary, month: date, entries: list[DiaryDay]) -> Figure:
    days = month_of(month)[1].day
    spans = [between(0, 0) if e.headache is False else (e.hours or between(0, 24)) for e in entries]
    low = sum(span.low or 0 for span in spans)
    high = sum(24 if span.high is None else span.high for span in spans) + 24 * (days - len(entries))
    how = f"hours of {len(entries)} recorded days added up"
    return Figure(month=month, count=between(low, high), how=how, from_diary=True, evidence=diary.evidence)


def _figure_of_month(count: MonthCount, counted: Range, hours_a_day: int = 1) -> Figure:
    days = month_of(count.first_day)[1].day
    blank = 0 if count.days_recorded is None else max(0, days - count.days_recorded)
    high = None if counted.high is None else counted.high + blank * hours_a_day
    if high is not None and hours_a_day == 1 and counted.high is not None and counted.high <= days:
        high = min(high, days)
    how = f"{counted} counted" + (f", {blank} of {days} days not recorded" if blank else "")
    return Figure(
        month=count.first_day,
        count=between(counted.low, high) if blank else counted,
        how=how,
        from_diary=count.days_recorded is not None,
        evidence=count.evidence,
    )


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
    if frequency.since is not None:
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


def _merge(first: Figure, second: Figure) -> Figure:
    both = overlap(first.count, second.count)
    return Figure(
        month=first.month,
        count=both or _span(first.count, second.count),
        how=f"{first.how}; {second.how}",
        from_diary=first.from_diary and second.from_diary,
        disagrees=both is None or first.disagrees or second.disagrees,
        evidence=first.evidence + second.evidence,
    )


def _span(first: Range, second: Range) -> Range:
    lows, highs = (first.low, second.low), (first.high, second.high)
    return between(
        None if None in lows else min(n for n in lows if n is not None),
        None if None in highs else max(n for n in highs if n is not None),
    )
