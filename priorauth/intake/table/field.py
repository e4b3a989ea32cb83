"""What a column can stand for, and how columns together make facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from priorauth.case.evidence import Fact
from priorauth.intake.table.expect import Expect

_ABBREVIATIONS = {
    "ha": "headache", "has": "headaches", "hrs": "hours", "hr": "hours", "h": "hours", "pt": "patient",
    "dx": "diagnosis",
    "mo": "month", "wk": "week", "med": "medicine", "meds": "medicines", "medication": "medicine",
    "medications": "medicines", "num": "number", "doc": "document", "auth": "authorization",
    "dt": "date", "fname": "first name", "lname": "last name", "ins": "insurance",
}  # fmt: skip
_SIGNS = (
    ("#", "number"), ("%", "percent"), ("≥", "or more"), (">=", "or more"), ("+", "or more"), (">", "more than"),
    ("≤", "at most"), ("<=", "at most"), ("<", "less than"),
)  # fmt: skip
_FILLERS = {"the", "of", "per", "a", "an", "in", "each"}

Values = dict[str, Any]


class Field(NamedTuple):
    """What one column can hold."""

    name: str
    label: str
    """The heading in the template."""
    expect: Expect
    synonyms: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    vital: bool = False
    """Whether the whole is lost where this one cannot be read, though it need not be there."""


class Kind(NamedTuple):
    """Columns that together make one thing: the patient, a trial, a treatment."""

    name: str
    title: str
    """The sheet of the template."""
    one: str
    """What a message calls one of them."""
    fields: tuple[Field, ...]
    make: Callable[[Values, Values], Any]
    """Values of the columns, and the fields that every fact carries, to the fact, or to a list of facts."""
    rule: str = "cells that fit together"
    """What the values of one row must fit together in, for a message."""
    sheets: tuple[str, ...] = ()
    """Other names of such a sheet."""
    limits: bool = False
    """Whether a payer can ask that there be no such fact, or no more of them: then none may be overlooked."""
    spare: str = ""
    """The field that is left out first where the values do not fit together."""

    def field(self, name: str) -> Field | None:
        """Return the field of this name."""
        return next((field for field in self.fields if field.name == name), None)


def header_words(text: str) -> str:
    """Return a heading in the form in which headings are compared: plain words, abbreviations written out."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()
    # a sign can turn a meaning round: "days < 4 hours" must not look like "days >= 4 hours"
    for sign, meaning in _SIGNS:
        split = split.replace(sign, f" {meaning} ")
    words = re.findall(r"[a-z]+|\d+", split)
    plain = (_ABBREVIATIONS.get(word, word) for word in words if word not in _FILLERS)
    return " ".join(plain)


def plain_maker(model: type[Fact]) -> Callable[[Values, Values], Any]:
    """Return how to make a fact whose fields are the columns."""
    return lambda values, carried: model(**values, **carried)
