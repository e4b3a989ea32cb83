"""Botulinum toxin treatments given so far, and what came of them."""

from __future__ import annotations

from typing import Self

from pydantic import NonNegativeInt, PositiveInt, model_validator

from priorauth.case.evidence import ChartFact, Text
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Toxin


class ToxinTreatment(ChartFact):
    """One session of botulinum toxin, whatever the indication."""

    on: DateRange
    product: Toxin = Toxin.BOTOX
    units: PositiveInt | None = None
    wasted: NonNegativeInt | None = None
    for_migraine: bool | None = None
    indication: Text | None = None
    improved: bool | None = None
    """Whether the chart says that the patient improved after this session."""
    response: Text | None = None
    adverse_effects: tuple[Text, ...] | None = None
    """An empty list says that there were none; left out says that nobody recorded it."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.improved is not None and self.response is None:
            raise ValueError("improved needs response: the words of the chart")
        return self
