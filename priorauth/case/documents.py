"""Scores, attached documents, and what a named person states or confirms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import PositiveInt, StringConstraints, model_validator

from priorauth.case.evidence import ChartFact, Fact, Text
from priorauth.case.identity import StatedIdentity
from priorauth.clinical.model import Model
from priorauth.clinical.scores import LIMITS
from priorauth.clinical.terms import Attested, DocumentKind, Instrument

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# With forward slashes, and never from the root: a case and its documents can then be moved together.
RelativePath = Annotated[Text, StringConstraints(pattern=r"^[^/\\\x00][^\\\x00]*$")]


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
    """True where the document says so; left out where nobody has looked, or it does not say."""
    signature: Text | None = None
    """The words that say so, such as "Electronically signed by A. Example, MD"."""
    pages: PositiveInt | None = None
    file: RelativePath | None = None
    """Where the file lies, from the folder of the case file; sha256 tells whether it is still the same."""
    sha256: Sha256 | None = None
    patient: StatedIdentity | None = None
    """Whom the document itself says it is about."""
    recognized: bool = False
    """True where a machine read the text off a picture of the page (OCR): a person compares quotes with the page."""

    @model_validator(mode="after")
    def _file_is_known_by_its_content(self) -> Self:
        if self.file is not None and self.sha256 is None:
            raise ValueError("file needs sha256: a file that may have changed is not enclosed")
        return self


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
