"""What one cell of the table, or one answer, may say. For anything else the fault tells what was expected."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from priorauth.clinical.calendar import Span
from priorauth.clinical.codes import ICD10_PATTERN, is_chronic_migraine, is_heading
from priorauth.clinical.medicines import preventive
from priorauth.policy.trials import DrugClass

W = TypeVar("W", bound=StrEnum)

_AFTER_NUMBER = (
    (r"(\d+)( \w+)?( of age)? (?:or|and) (?:more|older|over|longer|greater|higher)", r"at least \1\2"),
    (r"(\d+)( \w+)? (?:or|and) (?:less|fewer)", r"at most \1\2"),
)
_SIGNS = (
    ("≥", "at least "),
    (">=", "at least "),
    ("≤", "at most "),
    ("<=", "at most "),
    (">", "more than "),
    ("<", "less than "),
    ("no more than", "at most"),
    ("up to", "at most"),
    ("fewer than", "less than"),
)
_BOUND = re.compile(r"(at least|more than|at most|less than) (\d+)\b ?(.*)")
_CLASS = re.compile(r"([^()]+)\((e\.g\.|only):? ([^()]+)\)")
_WRITTEN_DATES = ("%d-%b-%y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class CellFault(ValueError):
    """A cell that does not say what it should; the message is what was expected."""


class Bound(NamedTuple):
    """A number with its direction, and the words after it."""

    direction: str
    number: int
    rest: str


def words(said: str) -> str:
    """Return any words."""
    return said


def items(said: str) -> tuple[str, ...]:
    """Return the items of a list that is written with semicolons."""
    return tuple(part.strip() for part in said.split(";") if part.strip())


def parts(said: str) -> tuple[str, ...]:
    """Return the items of a list that is written with commas or semicolons."""
    return tuple(part.strip() for part in re.split(r"[,;]", said) if part.strip())


def yes_or_no(said: str) -> bool:
    """Return True for "yes" and False for "no"."""
    answers = {"yes": True, "y": True, "no": False, "n": False}
    if said.lower() not in answers:
        raise CellFault("yes or no")
    return answers[said.lower()]


def yes(said: str) -> bool:
    """Return True for "yes"; what the text does not ask is not "no" but "silent"."""
    if said.lower() not in ("yes", "y"):
        raise CellFault('yes; "silent" where the text does not ask it')
    return True


def number(said: str) -> int:
    """Return a whole number above zero, such as 2."""
    if not re.fullmatch(r"[1-9]\d{0,4}", said):
        raise CellFault("a whole number, such as 2")
    return int(said)


def at_least_number(said: str) -> int:
    """Return the number of "2", "at least 2" or "2 or more"."""
    if said.isdigit():
        return number(said)
    found = bound(said, "at least")
    _nothing_after(found)
    return found.number


def bound(said: str, *directions: str) -> Bound:
    """Return a number that says its direction, such as "at least 15"; a bare number is refused."""
    text = plain(said)
    found = _BOUND.fullmatch(text)
    if found is None or found[1] not in directions:
        wanted = " or ".join(f'"{one} 15"' for one in directions)
        raise CellFault(f"a number that says its direction, such as {wanted}")
    return Bound(found[1], int(found[2]), found[3].strip())


def plain(said: str) -> str:
    """Return an answer with its direction in words and small letters: "≥ 15" and "15 or more" are "at least 15"."""
    text = re.sub(r"\s+", " ", said.strip().lower())
    for pattern, form in _AFTER_NUMBER:
        text = re.sub(rf"^{pattern}", form, text)
    for sign, form in _SIGNS:
        text = text.replace(sign, form)
    return re.sub(r"\s+", " ", text)


def _nothing_after(found: Bound) -> None:
    if not re.fullmatch(r"(years?( of age)?|drugs?|classes|units?|sites?|treatments?|days?)?", found.rest):
        raise CellFault(f'only a number and its unit, not "{found.rest[:40]}"')


def simple_bound(said: str, *directions: str) -> Bound:
    """Return a number that says its direction, with nothing but its unit after it."""
    found = bound(said, *directions)
    _nothing_after(found)
    return found


def span(said: str) -> Span:
    """Return a length of time, such as "8 weeks"."""
    try:
        return Span.model_validate(plain(said))
    except ValidationError:
        raise CellFault('a length of time, such as "8 weeks", "2 months" or "60 days"') from None


def shortest(said: str) -> Span:
    """Return the length of "8 weeks", "at least 8 weeks" or "8 weeks or more"; no other direction is meant."""
    return span(plain(said).removeprefix("at least "))


def longest(said: str) -> Span:
    """Return the length of "6 months", "at most 6 months" or "up to 6 months"; no other direction is meant."""
    return span(plain(said).removeprefix("at most "))


def bounded_span(said: str, *directions: str) -> tuple[str, Span]:
    """Return a length of time that says its direction, such as "more than 3 months"."""
    found = bound(said, *directions)
    return found.direction, span(f"{found.number} {found.rest}")


def day(said: str) -> date:
    """Return a date. One that a spreadsheet has turned round is taken only where it can mean one day."""
    for read in (date.fromisoformat, _written_date):
        try:
            return read(said)
        except ValueError:
            continue
    slashed = _SLASHED.fullmatch(said)
    if slashed:
        first, second, year = (int(part) for part in slashed.groups())
        if first <= 12 and (12 < second <= monthrange(year, first)[1] or first == second):
            return date(year, first, second)
    raise CellFault('a date such as 2026-01-31; where the spreadsheet changes it, write "January 31, 2026"')


def _written_date(said: str) -> date:
    for form in _WRITTEN_DATES:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError


def day_or_month(said: str) -> str:
    """Return a date or a month, such as "2026-11-23" or "2026-11"."""
    try:
        return said if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", said) else day(said).isoformat()
    except CellFault:
        raise CellFault("a date or a month, such as 2026-11-23 or 2026-11") from None


def address(said: str) -> str:
    """Return one web address."""
    if said.count("://") != 1 or not said.startswith(("http://", "https://")) or any(one.isspace() for one in said):
        raise CellFault("exactly one web address, such as https://www.example.org/policy.pdf")
    return said


def key(said: str) -> str:
    """Return a key of small letters, digits and underscores."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", said):
        raise CellFault("a key of small letters, digits and _, such as example_health")
    return said


def states(said: str) -> tuple[str, ...]:
    """Return states by their two letters."""
    found = tuple(part.upper() for part in parts(said))
    if not found or not all(re.fullmatch(r"[A-Z]{2}", one) for one in found):
        raise CellFault('states by their two letters, such as "CT; NY"')
    return found


def codes(said: str) -> tuple[str, ...]:
    """Return ICD-10-CM codes, each written out."""
    found = tuple(part.upper() for part in parts(said))
    if not found or not all(ICD10_PATTERN.fullmatch(one) for one in found):
        raise CellFault('ICD-10-CM codes, each written out, such as "G43.709; G43.719"')
    open_code = next((code for code in found if _is_open(code)), None)
    if open_code is not None:
        raise CellFault(f"codes written out to the last place; {open_code} is not one code")
    return found


def _is_open(code: str) -> bool:
    is_chronic = code.startswith(("G43.7", "G43.E"))
    return is_heading(code) or (is_chronic and not is_chronic_migraine(code))


def one_of(known: type[W]) -> Callable[[str], W]:
    """Return the reader of one word of a closed list."""

    def read(said: str) -> W:
        return _word(said, known, several=False)

    return read


def some_of(known: type[W]) -> Callable[[str], tuple[W, ...]]:
    """Return the reader of words of a closed list, with commas or semicolons between them."""

    def read(said: str) -> tuple[W, ...]:
        return tuple(_word(part, known, several=True) for part in parts(said) or ("",))

    return read


def _word(said: str, known: type[W], *, several: bool) -> W:
    found = {_bare(form): one for one in known for form in (one.value, getattr(one, "words", one.value))}
    if _bare(said) not in found:
        listed = ", ".join(one.value.replace("_", " ") for one in known)
        raise CellFault(f"{'one or more' if several else 'one'} of: {listed}")
    return found[_bare(said)]


def _bare(said: str) -> str:
    return re.sub(r"[\s_-]+", " ", said.strip().lower())


def drug_class(said: str) -> DrugClass:
    """Return a class with its drugs: "beta-blocker (e.g. propranolol, metoprolol)", or "(only …)" for a closed list."""
    found = _CLASS.fullmatch(said.strip())
    if found is None:
        raise CellFault(
            'a class and its drugs: "beta-blocker (e.g. propranolol, metoprolol)" or "CGRP (only erenumab)"'
        )
    medicines = [(part, preventive(part)) for part in parts(found[3])]
    unknown = next((part for part, medicine in medicines if medicine is None), None)
    if unknown is not None:
        raise CellFault(f'preventives by their ingredient; "{unknown[:40]}" is not known (put it into a by_hand row)')
    known = [medicine for _, medicine in medicines if medicine is not None]
    is_open = found[2] == "e.g."
    return DrugClass(
        name=found[1].strip(),
        drugs=tuple(dict.fromkeys(one.name for one in known)),
        counted_as=tuple(dict.fromkeys(one.counted_as for one in known)) if is_open else (),
        open_list=is_open,
    )


def page(said: str) -> int:
    """Return the number of a page."""
    try:
        return number(re.sub(r"^(page|p\.) ?", "", said.lower()))
    except CellFault:
        raise CellFault("the number of a page, such as 6") from None
