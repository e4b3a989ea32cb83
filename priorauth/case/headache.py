"""The headache record: dated diary days, counts of calendar months, and statements of frequency."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from priorauth.case.counts import check_count
from priorauth.case.evidence import ChartFact, Text
from priorauth.clinical.calendar import DateRange, Length, month_of, show_month
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range, exactly
from priorauth.clinical.terms import Counting

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
DaysInMonth = Annotated[int, Field(ge=0, le=31)]
_HOURS_A_DAY = 24
_FIELDS = {
    Counting.HEADACHE_DAY: "headache_days",
    Counting.MIGRAINE_DAY: "migraine_days",
    Counting.LONG_HEADACHE_DAY: "days_of_4_hours",
    Counting.ATTACK: "attacks",
}
# nobody remembers further back that no day with headache is missing
_LONGEST_STATEMENT = timedelta(days=731)
_MOST_DAYS = {"per_month": 31, "per_week": 7}


class DiaryDay(Model):
    """One calendar day of a diary. A field left out was not recorded: it is unknown, never "no"."""

    day: date
    headache: bool | None = None
    migraine: bool | None = None
    hours: Range | None = None
    """Hours with headache on this day."""
    acute: tuple[Text, ...] | None = None
    """Acute medicines taken, all of them; an empty list says that none was."""
    acute_at_least: tuple[Text, ...] = ()
    """Acute medicines taken, where the diary leaves open whether there were others."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.hours is not None:
            check_count("hours", self.hours, _HOURS_A_DAY, "hours of a day")
        if self.acute is not None and self.acute_at_least:
            raise ValueError(f"{self.day} has both acute, which is all, and acute_at_least")
        if self.headache is False and (self.migraine or (self.hours and (self.hours.low or 0) > 0)):
            raise ValueError(f"{self.day} is marked headache-free, yet has migraine or hours of headache")
        return self


class StatedComplete(Model):
    """What a named person states of a diary: every day with headache from one day to another is in it.

    A day of that span without an entry is then a headache-free day; ``days`` of the diary holds it as one.
    """

    first: date
    last: date
    by: Text
    on: date

    @model_validator(mode="after")
    def _looks_back(self) -> Self:
        if not self.first <= self.last <= self.on:
            raise ValueError("expected the first day, then the last, then the day it was stated on")
        if self.last - self.first > _LONGEST_STATEMENT:
            raise ValueError("expected a statement on at most two years")
        return self


class Diary(ChartFact):
    """A headache diary, day by day."""

    days: tuple[DiaryDay, ...]
    stated_complete: StatedComplete | None = None

    @model_validator(mode="after")
    def _one_entry_a_day(self) -> Self:
        dates = [entry.day for entry in self.days]
        if len(dates) != len(set(dates)):
            twice = next(day for day in dates if dates.count(day) > 1)
            raise ValueError(f"{twice} is entered twice")
        return self


class MonthCount(ChartFact):
    """What a document says of one calendar month; a count left out was not recorded."""

    month: Month
    headache_days: Range | None = None
    migraine_days: Range | None = None
    days_of_4_hours: Range | None = None
    attacks: Range | None = None
    hours: Range | None = None
    """Hours of headache in the whole month."""
    days_recorded: DaysInMonth | None = None
    """Days of the month that have an entry: how complete the count is."""

    @model_validator(mode="after")
    def _fits_the_month(self) -> Self:
        most, of = _days_of(self.month)
        if self.days_recorded is not None:
            check_count("days_recorded", exactly(self.days_recorded), most, of)
            most, of = self.days_recorded, "days recorded"
        check_count("headache_days", self.headache_days, most, of)
        check_count("migraine_days", self.migraine_days, most, of)
        check_count("days_of_4_hours", self.days_of_4_hours, most, of)
        if self.attacks is not None:
            check_count("attacks", self.attacks)
        if self.hours is not None:
            check_count("hours", self.hours, most * _HOURS_A_DAY, f"hours of the {of}")
        return self

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return _first_of(self.month)

    def count(self, counting: Counting) -> Range | None:
        """Return the count of one unit, or None where it was not recorded."""
        known: Range | None = getattr(self, _FIELDS[counting])
        return known


@lru_cache(maxsize=10_000)
def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@lru_cache(maxsize=10_000)
def _days_of(month: str) -> tuple[int, str]:
    first, last = month_of(_first_of(month))
    return last.day, f"days of {show_month(first)}"


class Frequency(ChartFact):
    """A statement such as "18 to 20 headache days a month for the past six months"."""

    counting: Counting
    per_month: Range | None = None
    per_week: Range | None = None
    stated_on: date
    held_for: Length | None = None
    since: DateRange | None = None
    hours_each: Range | None = None
    """Hours that a headache lasts on each of these days."""

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> Self:
        if (self.per_month is None) == (self.per_week is None):
            raise ValueError("a frequency needs per_month or per_week, and not both")
        for name, most in _MOST_DAYS.items():
            limit = None if self.counting is Counting.ATTACK else most
            check_count(name, getattr(self, name), limit, f"days of a {name.removeprefix('per_')}")
        check_count("hours_each", self.hours_each)
        return self


class ChronicSince(ChartFact):
    """Since when the headaches have been chronic."""

    since: DateRange


class HeadacheRecord(Model):
    """Everything the chart says of how often and how long the head aches."""

    chronic_since: ChronicSince | None = None
    diaries: tuple[Diary, ...] = ()
    months: tuple[MonthCount, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
