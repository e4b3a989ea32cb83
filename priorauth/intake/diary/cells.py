"""Reads single cells of a diary. What is not as expected is None, and becomes a problem; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from pydantic import ValidationError

from priorauth.clinical.ranges import Number, Range
from priorauth.intake.diary.found import FIRST_YEAR, LAST_YEAR

WORST_PAIN = 10
_YES = {"yes", "y", "true", "x", "✓", "✔"}
_NO = {"no", "n", "false"}
_NOTHING = {"no medication", "no medications", "no medicine", "no medicines", "none", "no", "nothing", "nil", "0"}
# names, not counts or ticks, tell which medicine it was
_NO_NAME = _YES | {"taken", "medication", "medicine", "meds"}
_BETWEEN_NAMES = re.compile(r"[,;\n|+&]|\band\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?")


class DateOrder(Enum):
    """Which of the first two numbers of a date is the month."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"


def is_yes(text: str) -> bool | None:
    """Return whether a cell says yes or no; None where it says neither."""
    word = text.strip().lower()
    return True if word in _YES else (False if word in _NO else None)


def number(text: str) -> Number | None:
    """Return the number that a cell holds, with a point or a comma before its fraction."""
    if not _NUMBER.fullmatch(text):
        return None
    found = float(text.replace(",", "."))
    return int(found) if found.is_integer() else found


def pain(text: str) -> Number | None:
    """Return a pain level from 0 to 10; None for anything else."""
    found = number(text)
    return found if found is not None and found <= WORST_PAIN else None


def hours(text: str) -> Range | None:
    """Return the hours of one day, a number or a range such as "4-6" or "at least 4"; None where they are none."""
    phrase = text.lower().removesuffix("hours").removesuffix("hrs").removesuffix("h").strip()
    plain = number(phrase)
    try:
        found = Range.model_validate(phrase if plain is None else plain)
    except ValidationError:
        return None
    return None if max(found.low or 0, found.high or 0) > 24 else found


def medicines(text: str) -> tuple[str, ...] | None:
    """Return the medicines that a cell names, empty where it says that none was taken; None where it names none."""
    names = [" ".join(name.split()) for name in _BETWEEN_NAMES.split(text)]
    names = [name for name in names if name]
    if names and all(name.lower() in _NOTHING for name in names):
        return ()
    named = [name for name in names if name.lower() not in _NOTHING]
    if not named or any(name.lower() in _NO_NAME or not re.search(r"[^\W\d_]", name) for name in named):
        return None
    return tuple(dict.fromkeys(named))


def iso_date(text: str) -> date | None:
    """Return a date written as 2026-03-31, with or without a time behind it."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", text)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def slashed_date(text: str, order: DateOrder) -> date | None:
    """Return a date written as 3/31/26, 31.03.2026 and the like."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
    return _date(year + 2000 if year < 100 else year, month, day)


def orders_shown(texts: Iterable[str]) -> set[DateOrder]:
    """Return the orders of month and day that are shown by a number above 12, which no month has."""
    found = [match for match in map(_SLASHED.match, texts) if match]
    shown = set()
    if any(int(match[2]) > 12 for match in found):
        shown.add(DateOrder.MONTH_FIRST)
    if any(int(match[1]) > 12 for match in found):
        shown.add(DateOrder.DAY_FIRST)
    return shown


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
