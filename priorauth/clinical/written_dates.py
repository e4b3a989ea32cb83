"""Dates as people and spreadsheets write them: "3/15/2024", "March 2024", "Q1 2024", 45366.

A date is every day that it can mean: "March 2024" is a month, never its first day. Which of two numbers is the month
is told by whoever owns the table (``DateOrder``), never guessed from one cell. No refusal repeats the text.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from priorauth.clinical.calendar import DateRange, month_of

_SERIAL_ZERO = date(1899, 12, 30)
# five digits are a serial number, four are a year: serial numbers below 10000 end in 1927
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
_LAST_SERIAL = 73_050
_CENTURY_ENDS = 49
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name} | {
    "sept": 9
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?$")
_DASHES = str.maketrans("–—−‐‑", "-----")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})")
_WORDS = re.compile(rf"(?:({_NAME})\.?[ -]+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?[ ,-]+)?)(\d{{4}})")
_DAY_FIRST_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?({_NAME})\.?,?[ -](\d{{4}})")
_QUARTER = re.compile(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])")
_UNTIL = re.compile(r"(.+?)(?: to | - | through |/(?=\d{4}-))(.+)")


class DateOrder(StrEnum):
    """Which number of 3/4/2024 is the month."""

    US = "us"
    """Month, day, year."""
    DAY_FIRST = "day_first"


class DateStyle(NamedTuple):
    """How a table writes its dates."""

    order: DateOrder = DateOrder.US
    serials: bool = True
    """Whether a number of five digits is a day of Excel's calendar that begins with 1900."""
    short_years: bool = True
    """Whether 24 is 2024 and 98 is 1998; a birth date needs all four digits."""


US_STYLE = DateStyle()


def read_dates(text: str, style: DateStyle = US_STYLE) -> DateRange:
    """Read a day, a month, a quarter, a year, or a stretch from one to another.

    Raises:
        ValueError: it is no date, or none that the calendar has.
    """
    plain = re.sub(r"\s+", " ", text.translate(_DASHES)).strip().lower()
    if stretch := _UNTIL.fullmatch(plain):
        low, high = _days(stretch[1].strip(), style)[0], _days(stretch[2].strip(), style)[1]
    else:
        low, high = _days(plain, style)
    if low > high or not _FIRST_YEAR <= low.year <= high.year <= _LAST_YEAR:
        raise ValueError("no stretch of time of a chart")
    return DateRange(low=low, high=high, said=None if low == high else text.strip())


def read_day(text: str, style: DateStyle = US_STYLE) -> date:
    """Read one day.

    Raises:
        ValueError: it is no date, or leaves the day open.
    """
    known = read_dates(text, style)
    if not known.is_exact:
        raise ValueError("the day is open")
    return known.low


def _days(plain: str, style: DateStyle) -> tuple[date, date]:
    plain = _TIME.sub("", plain)
    if found := _ISO.fullmatch(plain):
        return _stretch(*(int(part) if part else None for part in found.groups()))
    if found := _NUMBERS.fullmatch(plain):
        return _from_numbers(int(found[1]), int(found[3]), found[4], style)
    if found := _MONTH_YEAR.fullmatch(plain):
        return _stretch(int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(plain):
        return _stretch(int(found[3]), _MONTHS[found[1]], int(found[2]) if found[2] else None)
    if found := _DAY_FIRST_WORDS.fullmatch(plain):
        return _stretch(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if found := _QUARTER.fullmatch(plain):
        return _quarter(int(found[2] or found[3]), int(found[1] or found[4]))
    if style.serials and _SERIAL.fullmatch(plain) and int(float(plain)) <= _LAST_SERIAL:
        day = _SERIAL_ZERO + timedelta(days=int(float(plain)))
        return day, day
    raise ValueError("no date")


def _from_numbers(first: int, second: int, year: str, style: DateStyle) -> tuple[date, date]:
    if len(year) == 2 and not style.short_years:
        raise ValueError("a year of two digits")
    century = 0 if len(year) == 4 else 2000 if int(year) <= _CENTURY_ENDS else 1900
    month, day = (first, second) if style.order is DateOrder.US else (second, first)
    return _stretch(century + int(year), month, day)


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    return date(year, 3 * quarter - 2, 1), month_of(date(year, 3 * quarter, 1))[1]


def _stretch(year: int | None, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    # the calendar itself refuses a day, or a year, that it does not have
    if year is None or month is None:
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    if day is None:
        return month_of(date(year, month, 1))
    only = date(year, month, day)
    return only, only
