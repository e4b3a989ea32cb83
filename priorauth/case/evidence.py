"""Where a fact is documented, and who entered it when no machine read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PositiveInt, StringConstraints, model_validator

from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model, parts_in

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Origin(StrEnum):
    """How a fact came into the case (the words of DTR's information origin)."""

    AUTO = "auto"
    MANUAL = "manual"
    OVERRIDE = "override"


class Evidence(Model):
    """One place in the chart where a fact stands."""

    document: Text
    """Name of the document, or the id of an attached one."""
    dated: date | None = None
    author: Text | None = None
    page: PositiveInt | None = None
    quote: Annotated[Text, Field(max_length=300)] | None = None
    reference: Text | None = None
    """FHIR reference, such as "Condition/123"."""

    def __str__(self) -> str:
        """Show "Office note, April 2, 2026, A. Example MD, page 2"."""
        parts = [
            self.document,
            show_date(self.dated) if self.dated else None,
            self.author,
            f"page {self.page}" if self.page else None,
        ]
        return ", ".join(part for part in parts if part)


class Fact(Model):
    """Anything the case states."""

    evidence: tuple[Evidence, ...] = ()
    origin: Origin = Origin.AUTO
    entered_by: Text | None = None
    entered_on: date | None = None

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        if self.origin is not Origin.AUTO:
            self._refuse_nobody()
        return self

    def _refuse_nobody(self) -> None:
        if self.entered_by is None or self.entered_on is None:
            raise ValueError(f'a fact of origin "{self.origin}" needs entered_by and entered_on')


class ChartFact(Fact):
    """A clinical fact: it names its evidence, or the person who entered it."""

    # in the place of the one above, by its name: a case has dozens of facts, and each call of a validator counts
    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        if self.origin is not Origin.AUTO:
            self._refuse_nobody()
        elif not self.evidence:
            raise ValueError(
                'evidence is missing: name the document, or set origin to "manual" with entered_by and entered_on'
            )
        return self


def evidence_in(value: object) -> Iterator[Evidence]:
    """Yield every piece of evidence inside a model, or a tuple of models, as often as it stands there."""
    return parts_in(value, Evidence)
