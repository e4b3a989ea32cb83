"""Counts one diary in every way that payers count: by calendar month, by 28 or 30 days, over 90 days, on average.

Each count writes its arithmetic out: what is marked, what is blank, and what the sum can therefore be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil, floor

from priorauth.case.headache import DiaryDay, HeadacheRecord
from priorauth.case.intake_days import MedicineDays, medicine_days
from priorauth.case.months import consecutive_months, count_in_days, previous_month
from priorauth.clinical.calendar import month_of
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Number, Range, between, exactly, is_at_least, overlap
from priorauth.clinical.terms import Counting

COUNTED = (Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY, Counting.LONG_HEADACHE_DAY)
USUAL_AVERAGE = 3
_HOURS_A_DAY = 24
_NINETY, _THIRTY = 90, 30
# ICHD-3 1.3: for more than 3 months. Three full months are not more than three.
_MONTHS_OF_CHRONIC = 4
_CHRONIC_FROM = {Counting.HEADACHE_DAY: 15, Counting.MIGRAINE_DAY: 8}


class WindowCount(Model):
    """The count of one unit from one day to another, both included."""

    first: date
    last: date
    count: Range
    arithmetic: str
    """How the count came about, from the entries of the diary."""

    @property
    def days(self) -> int:
        """How many days the window has."""
        return (self.last - self.first).days + 1


class Average(Model):
    """The mean of several windows."""

    windows: tuple[WindowCount, ...]
    mean: Range
    arithmetic: str


class EveryWay(Model):
    """One unit, counted in every way that payers count."""

    counting: Counting
    by_month: tuple[WindowCount, ...]
    by_28_days: tuple[WindowCount, ...]
    """Periods of 28 days, counted back from the last day."""
    by_30_days: tuple[WindowCount, ...]
    in_90_days: WindowCount | None
    """None where the diary has no day of these 90."""
    per_30_of_90_days: Range | None
    on_average: Average | None
    """Over the last full months; None where the diary does not reach over that many."""


class MonthSheet(Model):
    """One calendar month of a diary: every count, and on how many days something was entered."""

    month: date
    days_recorded: int
    """Days that say whether there was a headache."""
    days_of_month: int
    counts: dict[Counting, WindowCount]
    hours: WindowCount


class ChronicFrequency(Model):
    """Whether a diary shows the frequency that ICHD-3 1.3 asks for: so many days in every month, for over 3 months."""

    counting: Counting
    days_at_least: int
    months: tuple[WindowCount, ...]
    shown: bool | None
    """None where blank days leave it open."""


class DiaryCounts(Model):
    """Everything that is counted from the diaries of a record, up to and with one day."""

    until: date
    months: tuple[MonthSheet, ...]
    ways: tuple[EveryWay, ...]
    """Headache days, migraine days, and days of 4 hours or more."""
    chronic: tuple[ChronicFrequency, ...]
    """The frequency of ICHD-3 1.3: headache days, then migraine days."""
    medicines: tuple[MedicineDays, ...]


def count_diaries(
    record: HeadacheRecord, until: date | None = None, *, average_over: int = USUAL_AVERAGE
) -> DiaryCounts | None:
    """Return everything that is counted from the diaries of a record; None where no diary has a day by then.

    Without ``until``, counting goes up to the last day that has an entry.
    """
    days = [entry.day for diary in record.diaries for entry in diary.days]
    if not days or (until is not None and until < min(days)):
        return None
    until = until or max(days)
    return DiaryCounts(
        until=until,
        months=month_sheets(record, until),
        ways=tuple(count_every_way(record, counting, until, average_over=average_over) for counting in COUNTED),
        chronic=tuple(chronic_frequency(record, counting, until) for counting in _CHRONIC_FROM),
        medicines=tuple(one for one in medicine_days(record) if one.month <= until),
    )


def count_every_way(
    record: HeadacheRecord, counting: Counting, until: date, *, average_over: int = USUAL_AVERAGE
) -> EveryWay:
    """Return the count of one unit in every way, up to and with the day ``until``."""
    in_90_days = count_days(record, counting, until, _NINETY)
    return EveryWay(
        counting=counting,
        by_month=tuple(_by_month(record, counting, until)),
        by_28_days=tuple(_back_from(record, counting, until, 28)),
        by_30_days=tuple(_back_from(record, counting, until, _THIRTY)),
        in_90_days=in_90_days,
        per_30_of_90_days=in_90_days and _scaled(in_90_days.count, _THIRTY / _NINETY),
        on_average=average(_last_full_months(record, counting, until, average_over)),
    )


def count_days(record: HeadacheRecord, counting: Counting, last: date, days: int) -> WindowCount | None:
    """Return the count over ``days`` consecutive days that end with ``last``; None without an entry in them."""
    figure = count_in_days(record, counting, last, days)
    if figure is None:
        return None
    low, high = floor(figure.count.low or 0), ceil(figure.count.high or 0)
    said = f"{low} marked"
    if high > low:
        said += f", {high - low} of {days} days not known: {low} to {low} + {high - low} = {high}"
    return WindowCount(first=_first_of(last, days), last=last, count=figure.count, arithmetic=said)


def count_hours(record: HeadacheRecord, last: date, days: int) -> WindowCount:
    """Return the hours of headache over ``days`` consecutive days that end with ``last``."""
    first = _first_of(last, days)
    known = _hours_by_day(record, first, last)
    low = _tidy(sum(hours.low or 0 for hours in known.values()))
    most = [_HOURS_A_DAY if hours.high is None else hours.high for hours in known.values()]
    open_days = days - len(known)
    high = _tidy(sum(most) + _HOURS_A_DAY * open_days)
    said = f"days with hours or free: {len(known)}, in all {between(low, _tidy(sum(most)))} h"
    if open_days:
        said += f"; days without: {open_days}, up to {open_days} × 24 = {open_days * _HOURS_A_DAY} h more"
    return WindowCount(first=first, last=last, count=between(low, high), arithmetic=said)


def month_sheets(record: HeadacheRecord, until: date) -> tuple[MonthSheet, ...]:
    """Return every calendar month that a diary has a day of, earliest first, up to the month of ``until``."""
    return tuple(_sheet(record, month) for month in _diary_months(record, until))


def average(months: tuple[WindowCount, ...]) -> Average | None:
    """Return the mean of several counts, or None where there are none."""
    if not months:
        return None
    lows, highs = [one.count.low or 0 for one in months], [one.count.high or 0 for one in months]
    low, high = sum(lows) / len(lows), sum(highs) / len(highs)
    said = _mean_said(lows, low) if lows == highs else f"{_mean_said(lows, low)} to {_mean_said(highs, high)}"
    return Average(windows=months, mean=between(_tidy(low), _tidy(high)), arithmetic=said)


def chronic_frequency(record: HeadacheRecord, counting: Counting, until: date) -> ChronicFrequency:
    """Return whether the last four full months show the frequency of ICHD-3 1.3, for headache or for migraine days."""
    needed = _CHRONIC_FROM[counting]
    months = _last_full_months(record, counting, until, _MONTHS_OF_CHRONIC)
    answers = {is_at_least(one.count, needed) for one in months}
    shown = None if not months else (False if False in answers else (None if None in answers else True))
    return ChronicFrequency(counting=counting, days_at_least=needed, months=months, shown=shown)


def _sheet(record: HeadacheRecord, month: date) -> MonthSheet:
    last = month_of(month)[1]
    counts = {counting: found for counting in COUNTED if (found := count_days(record, counting, last, last.day))}
    said = {entry.day for entry in _entries(record, month, last) if entry.headache is not None}
    hours = count_hours(record, last, last.day)
    return MonthSheet(month=month, days_recorded=len(said), days_of_month=last.day, counts=counts, hours=hours)


def _diary_months(record: HeadacheRecord, until: date) -> list[date]:
    days = (entry.day for diary in record.diaries for entry in diary.days)
    return sorted({day.replace(day=1) for day in days if day <= until})


def _by_month(record: HeadacheRecord, counting: Counting, until: date) -> Iterator[WindowCount]:
    for month in _diary_months(record, until):
        last = month_of(month)[1]
        if (found := count_days(record, counting, last, last.day)) is not None:
            yield found


def _back_from(record: HeadacheRecord, counting: Counting, until: date, days: int) -> Iterator[WindowCount]:
    began = min((entry.day for diary in record.diaries for entry in diary.days), default=until)
    found = []
    while until - timedelta(days=days - 1) >= began:
        if (one := count_days(record, counting, until, days)) is not None:
            found.append(one)
        until -= timedelta(days=days)
    yield from reversed(found)


def _last_full_months(record: HeadacheRecord, counting: Counting, until: date, count: int) -> tuple[WindowCount, ...]:
    last = until if month_of(until)[1] == until else previous_month(until)
    ends = [month_of(month)[1] for month in consecutive_months(last, count)]
    found = [one for end in ends if (one := count_days(record, counting, end, end.day)) is not None]
    return tuple(found) if len(found) == count else ()


def _entries(record: HeadacheRecord, first: date, last: date) -> Iterator[DiaryDay]:
    return (entry for diary in record.diaries for entry in diary.days if first <= entry.day <= last)


def _hours_by_day(record: HeadacheRecord, first: date, last: date) -> dict[date, Range]:
    known: dict[date, list[Range]] = {}
    for entry in _entries(record, first, last):
        hours = exactly(0) if entry.headache is False else entry.hours
        if hours is not None:
            known.setdefault(entry.day, []).append(hours)
    return {day: _agreed(said) for day, said in known.items()}


def _agreed(said: list[Range]) -> Range:
    common: Range | None = said[0]
    for hours in said[1:]:
        common = common and overlap(common, hours)
    # diaries that contradict each other on a day leave it open
    return common or between(0, _HOURS_A_DAY)


def _scaled(count: Range, factor: float) -> Range:
    return between(_tidy((count.low or 0) * factor), None if count.high is None else _tidy(count.high * factor))


def _mean_said(counts: list[Number], mean: float) -> str:
    return f"({' + '.join(str(_tidy(count)) for count in counts)}) ÷ {len(counts)} = {_tidy(round(mean, 1))}"


def _first_of(last: date, days: int) -> date:
    return last - timedelta(days=days - 1)


def _tidy(number: Number) -> Number:
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
