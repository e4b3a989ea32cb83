"""What a cell may hold: how it is read, and what a message says was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from priorauth.case.treatment import Dose
from priorauth.clinical.calendar import TimeUnit
from priorauth.clinical.ranges import monthly_from_weekly
from priorauth.clinical.written import ATTACK_WORDS, DAY_WORDS, HOUR_WORDS, Count, read_count, read_dose, read_length
from priorauth.clinical.written_dates import DateOrder, DateStyle, read_dates, read_day
from priorauth.intake.table.words import EMPTY, NONE, STILL_TAKEN, YES_NO, normal

ONGOING = "ongoing"


class Expect(NamedTuple):
    """One kind of cell."""

    what: str
    """What a message says was expected."""
    read: Callable[[str, DateStyle], Any]
    """Text to value; raises ValueError where it is not as expected."""
    choices: tuple[str, ...] = ()
    """The words that a drop-down list offers."""


class Together(dict[str, Any]):
    """Several fields that stand in one cell."""


def in_order(what: str, order: DateOrder) -> str:
    """Return what was expected with the examples of dates in the order of the table."""
    if "3/15/" not in what:
        return what
    if order is DateOrder.US:
        return f"{what}, the month first"
    return f"{what.replace('3/15/', '15/3/')}, the day first"


def is_empty(text: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return text.lower() in EMPTY


def _text(text: str, style: DateStyle) -> str:
    return re.sub(r"\s+", " ", text)


def _whole_number(text: str, style: DateStyle) -> int:
    found = re.fullmatch(r"\d{1,6}", text)
    if found is None:
        raise ValueError("no whole number")
    return int(text)


def _yes_no(text: str, style: DateStyle) -> bool:
    return YES_NO[normal(text)]


def _list(text: str, style: DateStyle) -> tuple[str, ...]:
    if normal(text) in NONE:
        return ()
    return tuple(part.strip() for part in re.split(r"[;,\n]", text) if part.strip())


def _month(text: str, style: DateStyle) -> str:
    known = read_dates(text, style)
    first = known.low.replace(day=1)
    if known.high.replace(day=1) != first:
        raise ValueError("more than a month")
    return f"{first:%Y-%m}"


def _birth_date(text: str, style: DateStyle) -> Any:  # noqa: ANN401 - a date, or pydantic refuses it
    return read_day(text, style._replace(short_years=False))


def _count_of(words: tuple[str, ...], *, weekly: bool) -> Callable[[str, DateStyle], Any]:
    def _read(text: str, style: DateStyle) -> Any:  # noqa: ANN401 - a range, or a count with its period
        known = read_count(text, words)
        if weekly:
            return known
        if known.per is TimeUnit.WEEKS:
            raise ValueError("a weekly figure is no count of a month")
        return known.range

    return _read


def _name(text: str, style: DateStyle) -> Together:
    family, _, given = (part.strip() for part in text.partition(","))
    if not family or not given or "," in given:
        raise ValueError("no name with a comma")
    return Together(family=family, given=given)


def _stopped(text: str, style: DateStyle) -> Any:  # noqa: ANN401 - a date, or STILL_TAKEN's words
    return ONGOING if normal(text) in STILL_TAKEN else read_dates(text, style)


def _icd10(text: str, style: DateStyle) -> str:
    plain = text.upper().replace(" ", "")
    # the point always stands after the third character, and many systems leave it out
    return plain if "." in plain or len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"


def _units(text: str, style: DateStyle) -> int:
    known = read_count(text, ("u", "unit", "units")).range
    if not isinstance(known.low, int) or not known.is_exact:
        raise ValueError("no number of units")
    return known.low


def _how_often(text: str, style: DateStyle) -> Count:
    known = read_count(text, (*DAY_WORDS, *ATTACK_WORDS))
    if known.per is None:
        raise ValueError("the period is open")
    return known


def _days_a_month(text: str, style: DateStyle) -> Any:  # noqa: ANN401 - a range
    known = read_count(text, DAY_WORDS)
    return monthly_from_weekly(known.range) if known.per is TimeUnit.WEEKS else known.range


def _dose(text: str, style: DateStyle) -> Dose:
    known = read_dose(text)
    return Dose(amount=known.amount, unit=known.unit)


def _milligrams(text: str, style: DateStyle) -> Dose:
    known = read_dose(text if re.search(r"[a-zµμ]", text.lower().replace("to", "")) else f"{text} mg")
    return Dose(amount=known.amount, unit=known.unit)


def one_of(words: Mapping[str, Any], choices: tuple[str, ...], more: str = "") -> Expect:
    """Return a cell that holds one of the words of a closed list."""

    def _read(text: str, style: DateStyle) -> Any:  # noqa: ANN401 - a word of the list
        return words[normal(text)]

    return Expect(f"one of: {', '.join(choices)}{more}", _read, choices)


def text_like(what: str) -> Expect:
    """Return a cell of text whose form the case itself checks."""
    return Expect(what, _text)


TEXT = Expect("text", _text)
NUMBER = Expect("a whole number", _whole_number)
UNITS = Expect('a number of units, such as "155"', _units)
ICD10 = Expect('an ICD-10-CM code, such as "G43.709"', _icd10)
YES_OR_NO = Expect("yes or no", _yes_no, ("yes", "no"))
LIST = Expect('words with commas between them, or "none"', _list)
DATES = Expect('a date such as "3/15/2024", "March 2024", "Q1 2024" or "2024"', read_dates)
NAME = Expect("the family name, a comma and the given name", _name)
STOPPED = Expect('a date such as "3/15/2024" or "March 2024", or "ongoing"', _stopped)
DAY = Expect('a day such as "3/15/2024" or "2024-03-15"', read_day)
BIRTH_DATE = Expect('a day with all four digits of the year, such as "3/15/1984"', _birth_date)
MONTH = Expect('a calendar month such as "March 2024" or "2024-03"', _month)
DAYS = Expect(
    'the days of that month, such as "15", "15-18" or "at least 15"; no "about", and no weekly figure',
    _count_of(DAY_WORDS, weekly=False),
)
ATTACKS = Expect('the attacks of that month, such as "6" or "6-8"', _count_of(ATTACK_WORDS, weekly=False))
HOURS = Expect('hours such as "6" or "4-12"', _count_of(HOUR_WORDS, weekly=False))
FREQUENCY = Expect('a number or range, such as "15", "18 to 20" or "3-4/week"', _count_of(DAY_WORDS, weekly=True))
ATTACK_FREQUENCY = Expect('a number or range, such as "6" or "2/week"', _count_of(ATTACK_WORDS, weekly=True))
HOW_OFTEN = Expect('a count with its period, such as "18-20/month" or "3-4/week"', _how_often)
DAYS_A_MONTH = Expect('days a month, such as "8", "6-8" or "2/week"', _days_a_month)
LENGTH = Expect('a length of time such as "8 weeks" or "2-3 months"', lambda text, style: read_length(text))
SPAN = Expect('a length of time such as "12 weeks" or "12 months"', lambda text, style: read_length(text).low)
DOSE = Expect('the dose of a day with its unit, such as "100 mg" or "50 mg BID"', _dose)
MILLIGRAMS = Expect('the milligrams of a day, such as "100" or "50-100"', _milligrams)
