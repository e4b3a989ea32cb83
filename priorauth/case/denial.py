"""A refusal: what the payer's notice says, and what was put right since."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeInt, model_validator

from priorauth.case.evidence import ChartFact, Fact, Text
from priorauth.clinical.terms import DenialKind

_FAX = re.compile(r"\bfax\b[^\d+(]{0,20}([+(]?\d[\d ().\-]{5,}\d)", re.IGNORECASE)


class Correction(Fact):
    """One thing of the first request that was missing or wrong, and what is right."""

    was: Text
    """What was missing or wrong."""
    now: Text
    """What this request says or encloses instead."""


class Denial(ChartFact):
    """One refusal of one request. Its evidence is the payer's notice."""

    kind: DenialKind
    reason: Annotated[Text, Field(max_length=600)]
    """The reason in the payer's own words: letters quote it."""
    dated: date
    """The day that stands on the notice."""
    received: date | None = None
    """The day on which the notice came in."""
    clock_starts: Literal["dated", "received"] | None = None
    """Which of the two days starts the time to appeal, as the notice says; without it no last day is worked out."""
    reference: Text | None = None
    """The payer's number of the request or of the denial."""
    clause: Text | None = None
    """The clause of the policy that the reason rests on, as `priorauth policy outline` numbers it."""
    level: NonNegativeInt = 0
    """The level of appeal that this notice decided; 0 for the decision on the request itself."""
    appeal_to: Text | None = None
    """Where an appeal goes, as the notice says: department, and fax or address."""
    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.received is not None and self.received < self.dated:
            raise ValueError("the notice was received before the day it is dated")
        if self.clock_starts == "received" and self.received is None:
            raise ValueError("clock_starts says received, so the day on which the notice came in is needed")
        return self

    @property
    def can_be_addressed(self) -> bool:
        """True where the notice gives a number or an address for the appeal, and not a department alone."""
        return any(letter.isdigit() for letter in self.appeal_to or "")

    @property
    def latest(self) -> date:
        """The later of the days that the notice is known by."""
        return self.received or self.dated

    @property
    def clock(self) -> date | None:
        """The day that starts the time to appeal; None while nobody has said which it is."""
        return {"dated": self.dated, "received": self.received, None: None}[self.clock_starts]


def fax_number_in(said: str) -> str | None:
    """Return the number that follows the word "fax" in the words of a notice; None where there is none."""
    found = _FAX.search(said)
    return found[1] if found else None
