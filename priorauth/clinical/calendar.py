"""Dates and lengths as charts give them: "March 2024" is every day of that month, "about 2 to 3 months" a range.

Weeks, months and days stay three different things. A length is compared in the unit of whoever asks: two
calendar months are counted on the calendar, never as 60 days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, Self

from dateutil.relativedelta import relativedelta
from pydantic import GetJsonSchemaHandler, ModelWrapValidatorHandler, PositiveInt, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from priorauth.clinical.model import Model, short_forms

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class TimeUnit(StrEnum):
    """The unit a length of time is stated in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_FIRST_YEAR = date.min.year + 101
_LAST_YEAR = date.max.year - 101
_LONGEST = {TimeUnit.DAYS: 36_500, TimeUnit.WEEKS: 5_200, TimeUnit.MONTHS: 1_200, TimeUnit.YEARS: 100}


class Span(Model):
    """A length of time in one unit, such as 8 weeks or 2 months."""

    count: PositiveInt
    unit: TimeUnit

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form beside the object."""
        return short_forms(handler(schema), handler, {"type": "string", "examples": ["8 weeks"]})

    @model_validator(mode="after")
    def _is_within_a_life(self) -> Self:
        if self.count > _LONGEST[self.unit]:
            raise ValueError("expected a length of time of at most 100 years")
        return self

    # the outermost of the validators, so that a phrase that was read before passes none of the others
    @model_validator(mode="wrap")
    @classmethod
    def _accept_phrase(cls, value: Any, validated: ModelWrapValidatorHandler[Self]) -> Self | Span:  # noqa: ANN401
        return _read_span(value.strip().lower()) if isinstance(value, str) else validated(value)

    @model_serializer(mode="plain")
    def _as_phrase(self) -> str:
        return str(self)

    def after(self, day: date) -> date:
        """Return the day this span after ``day``, on the calendar (31 January + 1 month = 28 or 29 February)."""
        # records write "no end" as 9999-12-31; nothing lies after that day
        return date.max if day.year > _LAST_YEAR else _moved(day, self.count, self.unit)

    def before(self, day: date) -> date:
        """Return the day this span before ``day``, on the calendar."""
        return date.min if day.year < _FIRST_YEAR else _moved(day, -self.count, self.unit)

    @property
    def fewest_days(self) -> int:
        """The fewest days this span can be, wherever it falls on the calendar."""
        return _extreme_days(self.count, self.unit, fewest=True)

    @property
    def most_days(self) -> int:
        """The most days this span can be, wherever it falls on the calendar."""
        return _extreme_days(self.count, self.unit, fewest=False)

    def __str__(self) -> str:
        """Show "8 weeks" or "1 month"."""
        return f"{self.count} {self.unit.value.removesuffix('s') if self.count == 1 else self.unit.value}"


@lru_cache(maxsize=1_000)
def _read_span(text: str) -> Span:
    found = re.fullmatch(r"(\d+)\s+(day|week|month|year)s?", text)
    if found is None:
        # the text is not repeated: whatever stands in the wrong place must not reach a log
        raise ValueError('expected a length of time such as "8 weeks"')
    return Span(count=int(found[1]), unit=TimeUnit(f"{found[2]}s"))


def days(count: int) -> Span:
    """Return a span of ``count`` days."""
    return Span(count=count, unit=TimeUnit.DAYS)


def weeks(count: int) -> Span:
    """Return a span of ``count`` weeks."""
    return Span(count=count, unit=TimeUnit.WEEKS)


def months(count: int) -> Span:
    """Return a span of ``count`` calendar months."""
    return Span(count=count, unit=TimeUnit.MONTHS)


def years(count: int) -> Span:
    """Return a span of ``count`` calendar years."""
    return Span(count=count, unit=TimeUnit.YEARS)


class DateRange(Model):
    """A day known to lie from ``low`` to ``high``, both included.

    In JSON: ``"2024-03-15"`` (one day), ``"2024-03"`` (some day of that month), ``"2024"``,
    ``"2024-03/2024-05"`` (some day from March to May), or an object with low, high and said.
    """

    low: date
    high: date
    said: str | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form beside the object."""
        return short_forms(handler(schema), handler, {"type": "string", "examples": ["2024-03-15", "2024-03", "2024"]})

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _refuse_reversed(self.low, self.high)
        return self

    # the outermost of the validators, so that a day that was read before passes none of the others
    @model_validator(mode="wrap")
    @classmethod
    def _accept_partial(cls, value: Any, validated: ModelWrapValidatorHandler[Self]) -> Self | DateRange:  # noqa: ANN401
        if isinstance(value, str):
            return _read_days(value.strip())
        return validated({"low": value, "high": value} if isinstance(value, date) else value)

    @model_serializer(mode="plain")
    def _as_partial(self) -> str | dict[str, Any]:
        if self.is_exact and self.said is None:
            return self.low.isoformat()
        if self.said is not None and self._is_all_of(self.said):
            return self.said
        return {"low": self.low.isoformat(), "high": self.high.isoformat(), "said": self.said}

    def _is_all_of(self, said: str) -> bool:
        try:
            return DateRange.model_validate(said) == self
        except ValueError:
            return False

    @property
    def is_exact(self) -> bool:
        """True when the day is known."""
        return self.low == self.high

    def __str__(self) -> str:
        """Show "March 15, 2024", "March 2024", "2024" or "March 2024 to May 2024"."""
        if self.is_exact:
            return show_date(self.low)
        first, last = show_month(self.low), show_month(self.high)
        if (self.low.month, self.high.month) == (1, 12) and self.low.year == self.high.year:
            return str(self.low.year)
        return first if first == last else f"{first} to {last}"


# A case, and one case after another, names the same days and months again and again.
@lru_cache(maxsize=10_000)
def _read_days(text: str) -> DateRange:
    first, _, last = text.partition("/")
    low, high = _days_of(first)
    if last:
        high = _days_of(last)[1]
    _refuse_reversed(low, high)
    return DateRange(low=low, high=high, said=None if low == high else text)


def _refuse_reversed(low: date, high: date) -> None:
    if low > high:
        raise ValueError(f"{low} is after {high}")


def brief(day: DateRange) -> str:
    """Show a day for a narrow column: "Mar 15, 2024", "Mar 2024", "2024" or "Mar 2024–May 2024"."""
    if day.is_exact:
        return f"{day.low:%b} {day.low.day}, {day.low.year}"
    if str(day) == str(day.low.year):
        return str(day)
    first, last = f"{day.low:%b %Y}", f"{day.high:%b %Y}"
    return first if first == last else f"{first}–{last}"


class Length(Model):
    """A stated length of time from ``low`` to ``high``, such as "2 to 3 months"; in JSON also ``"10 weeks"``."""

    low: Span
    high: Span
    said: str | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form beside the object."""
        return short_forms(handler(schema), handler, {"type": "string", "examples": ["10 weeks", "2 to 3 months"]})

    @model_validator(mode="before")
    @classmethod
    def _accept_phrase(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
        if not isinstance(value, str):
            return value
        found = re.fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)\s+(days?|weeks?|months?|years?)", value.strip().lower())
        if found is None:
            return {"low": value, "high": value, "said": value}
        return {"low": f"{found[1]} {found[3]}", "high": f"{found[2]} {found[3]}", "said": value}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low.fewest_days > self.high.most_days:
            raise ValueError(f"{self.low} is longer than {self.high}")
        return self

    def __str__(self) -> str:
        """Show the words of the chart, else the two ends."""
        return self.said or (str(self.low) if self.low == self.high else f"{self.low} to {self.high}")


class Course(NamedTuple):
    """What is known of how long something went on: when it began and ended, and any length that was stated."""

    began: DateRange | None = None
    ended: DateRange | None = None
    stated: Length | None = None

    @property
    def fewest_days(self) -> int | None:
        """The shortest it can have been, in days from the first day to the last, or None when unknown."""
        dated = self._dated(shortest=True)
        if self.stated is None:
            return dated
        stated = self.stated.low.fewest_days
        return stated if dated is None else max(dated, stated)

    @property
    def most_days(self) -> int | None:
        """The longest it can have been, in days, or None when unknown."""
        dated = self._dated(shortest=False)
        if self.stated is None:
            return dated
        stated = self.stated.high.most_days
        return stated if dated is None else min(dated, stated)

    @property
    def contradicts_itself(self) -> bool:
        """True when the dates and the stated length cannot both be right."""
        if self.stated is None:
            return False
        fewest, most = self.fewest_days, self.most_days
        return fewest is not None and most is not None and fewest > most

    def lasted_at_least(self, span: Span) -> bool | None:
        """Tell whether it lasted ``span`` or longer: True, False, or None where that is open or contradictory."""
        if self.stated is None:
            return self._dates_reach(span)
        answers = {self._dates_reach(span), self._stated_reaches(span)} - {None}
        return answers.pop() if len(answers) == 1 and not self.contradicts_itself else None

    def _dates_reach(self, span: Span) -> bool | None:
        if self.began is None or self.ended is None:
            return None
        if span.after(self.began.high) <= self.ended.low:
            return True
        return None if span.after(self.began.low) <= self.ended.high else False

    def _stated_reaches(self, span: Span) -> bool | None:
        if self.stated is None:
            return None
        if is_no_shorter(self.stated.low, span):
            return True
        return False if is_no_shorter(self.stated.high, span) is False else None

    def _dated(self, *, shortest: bool) -> int | None:
        if self.began is None or self.ended is None:
            return None
        if shortest:
            return max(0, (self.ended.low - self.began.high).days)
        return max(0, (self.ended.high - self.began.low).days)


def is_no_shorter(span: Span, bound: Span) -> bool | None:
    """Tell whether ``span`` is at least as long as ``bound``; None where their units leave it open."""
    span, bound = _without_years(span), _without_years(bound)
    if span.unit is bound.unit:
        return span.count >= bound.count
    if span.fewest_days >= bound.most_days:
        return True
    return False if span.most_days < bound.fewest_days else None


def elapsed_at_least(began: DateRange | None, until: date, span: Span) -> bool | None:
    """Tell whether at least ``span`` passed from ``began`` to ``until``: True, False, or None."""
    if began is None:
        return None
    if span.after(began.high) <= until:
        return True
    return None if span.after(began.low) <= until else False


def elapsed_more_than(began: DateRange | None, until: date, span: Span) -> bool | None:
    """Tell whether more than ``span`` passed from ``began`` to ``until``: True, False, or None."""
    return elapsed_at_least(began, until - timedelta(days=1), span)


def whole_years(born: date, day: date) -> int:
    """Return the age in completed years of somebody born on ``born``, on ``day``."""
    # somebody born on 29 February is a year older on 1 March, where the year has no such day
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@lru_cache(maxsize=10_000)
def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar month of ``day``."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


@lru_cache(maxsize=10_000)
def show_date(day: date) -> str:
    """Show a day as "March 15, 2024": the month in words leaves no doubt in any country."""
    return f"{day:%B} {day.day}, {day.year}"


@lru_cache(maxsize=10_000)
def show_month(day: date) -> str:
    """Show the month of a day as "March 2024"."""
    return f"{day:%B %Y}"


def _without_years(span: Span) -> Span:
    return months(12 * span.count) if span.unit is TimeUnit.YEARS else span


# the same few days come back all the time: month ends, and the days that a case and its trials began and ended
@lru_cache(maxsize=10_000)
def _moved(day: date, count: int, unit: TimeUnit) -> date:
    return day + _delta(count, unit)


@lru_cache(maxsize=1_000)
def _delta(count: int, unit: TimeUnit) -> relativedelta:
    match unit:
        case TimeUnit.DAYS:
            return relativedelta(days=count)
        case TimeUnit.WEEKS:
            return relativedelta(weeks=count)
        case TimeUnit.MONTHS:
            return relativedelta(months=count)
        case TimeUnit.YEARS:
            return relativedelta(years=count)


@lru_cache(maxsize=1_000)
def _extreme_days(count: int, unit: TimeUnit, *, fewest: bool) -> int:
    if unit is TimeUnit.DAYS:
        return count
    if unit is TimeUnit.WEEKS:
        return 7 * count
    month_count = count * (12 if unit is TimeUnit.YEARS else 1)
    # 48 start months, the leap year among them, hold every run of month lengths that the calendar has
    lengths = [_days_of_months(start, month_count) for start in range(48)]
    return min(lengths) if fewest else max(lengths)


def _days_of_months(start: int, count: int) -> int:
    first = date(2024 + start // 12, start % 12 + 1, 1)
    return (first + relativedelta(months=count) - first).days


def _days_of(text: str) -> tuple[date, date]:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        # the text is not repeated: a birth date in the wrong place must not reach a log
        raise ValueError('expected a date such as "2024-03-15", "2024-03" or "2024"')
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return date(year or 1, 1, 1), date(year or 1, 12, 31)
    if day is None:
        return month_of(date(year, month, 1))
    return date(year, month, day), date(year, month, day)
