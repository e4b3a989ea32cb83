"""Scores, attached documents, and what a named person states or confirms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import PositiveInt, StringConstraints, model_validator

from priorauth.case.evidence import ChartFact, Fact, Text
from priorauth.clinical.model import Model
from priorauth.clinical.scores import LIMITS
from priorauth.clinical.terms import Attested, DocumentKind, Instrument

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Score(ChartFact):
    """A total score of one instrument on one day."""

    instrument: Instrument
    total: int
    on: date

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        low, high = LIMITS[self.instrument]
        if not low <= self.total <= high:
            raise ValueError(f"{self.instrument} {self.total} is impossible: totals run from {low} to {high}")
        return self


class Document(Model):
    """A document of the chart that can go along with the letter."""

    id: Text
    kind: DocumentKind
    title: Text
    dated: date | None = None
    author: Text | None = None
    signed: bool | None = None
    pages: PositiveInt | None = None
    sha256: Sha256 | None = None


class Attestation(Fact):
    """What a named clinician states, with the day it was stated."""

    about: Attested
    holds: bool
    by: Text
    on: date


class Confirmation(Fact):
    """A person's answer to a criterion that no software can check."""

    policy: Text
    clause: Text
    holds: bool
    by: Text
    on: date
    note: Text | None = None
