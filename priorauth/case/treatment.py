"""Medicines: preventive trials, what cannot be given, and what is taken for the attacks."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from priorauth.case.counts import check_count
from priorauth.case.evidence import ChartFact, Text
from priorauth.clinical.calendar import Course, DateRange, Length
from priorauth.clinical.medicines import acute, is_look_alike, preventive
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range
from priorauth.clinical.terms import DoseReached, FailureSign, Outcome


class Dose(Model):
    """The highest dose of a course."""

    amount: Range
    unit: Text = "mg/day"

    def __str__(self) -> str:
        """Show "100 mg/day"."""
        return f"{self.amount} {self.unit}"


class PreventiveTrial(ChartFact):
    """One preventive drug, one continuous course. A field left out is unknown and becomes a question."""

    drug: Text
    """The words of the chart."""
    ingredient: Text | None = None
    """The drug, where a person has confirmed which one the words of the chart mean, or misspell."""
    started: DateRange | None = None
    stopped: DateRange | None = None
    ongoing: bool = False
    lasted: Length | None = None
    """A length that the chart states, such as "3 months", with or without dates."""
    dose: Dose | None = None
    dose_reached: DoseReached | None = None
    at_dose_since: DateRange | None = None
    """Since when that dose was taken, to the end of the course; a dose that was lowered again is left out."""
    oral: bool | None = None
    for_migraine: bool | None = None
    prescribed_for: Text | None = None
    outcome: Outcome | None = None
    side_effects: tuple[Text, ...] = ()
    reason_stopped: Text | None = None
    signs: tuple[FailureSign, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.ongoing and self.stopped:
            raise ValueError("the trial is both ongoing and stopped")
        if self.started and self.stopped and self.stopped.high < self.started.low:
            raise ValueError("the trial was stopped before it was started")
        if self.at_dose_since and not self._is_within(self.at_dose_since):
            raise ValueError("at_dose_since lies outside the trial")
        if self.ingredient and not self._may_mean(self.ingredient):
            raise ValueError("ingredient is another drug than the one that drug names: correct one of them")
        return self

    def _is_within(self, day: DateRange) -> bool:
        began_after = self.started is not None and day.high < self.started.low
        return not began_after and not (self.stopped is not None and day.low > self.stopped.high)

    def _may_mean(self, ingredient: str) -> bool:
        # what the words of the chart say for sure cannot be confirmed away
        if is_look_alike(self.drug):
            return False
        known, confirmed = preventive(self.drug) or acute(self.drug), preventive(ingredient) or acute(ingredient)
        return known is None or (confirmed is not None and confirmed.name == known.name)

    @property
    def named(self) -> str:
        """The name to recognise the drug by: the confirmed ingredient, else the words of the chart."""
        return self.ingredient or self.drug

    def at_dose(self, as_of: date) -> Course:
        """Return how long the dose of ``dose_reached`` had been taken on ``as_of``; without its day nobody knows."""
        ended = self.course(as_of).ended
        return Course(began=self.at_dose_since, ended=ended)

    def course(self, as_of: date) -> Course:
        """Return how long the trial had lasted on ``as_of``: days to come, of a stop that is planned, do not count."""
        stopped = DateRange(low=as_of, high=as_of) if self.ongoing else self.stopped
        if stopped is not None and stopped.high > as_of:
            stopped = DateRange(low=min(stopped.low, as_of), high=as_of, said=stopped.said)
        return Course(began=self.started, ended=stopped, stated=self.lasted)


class Contraindication(ChartFact):
    """A drug, or a whole class, that must not be given, and why."""

    drug: Text | None = None
    drug_class: Text | None = None
    reason: Text

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.drug is None) == (self.drug_class is None):
            raise ValueError("a contraindication names a drug or a drug_class, and not both")
        return self


class Intolerance(ChartFact):
    """A reaction to a drug, as an allergy or problem list holds it, without a dated course."""

    drug: Text
    reaction: Text | None = None
    noted: DateRange | None = None


class AcuteMedicine(ChartFact):
    """What is taken for the attacks, on how many days a month."""

    drug: Text
    days_per_month: Range | None = None
    stated_on: date | None = None

    @model_validator(mode="after")
    def _fits_a_month(self) -> Self:
        check_count("days_per_month", self.days_per_month, 31, "days of a month")
        return self


class MedicationList(ChartFact):
    """A medication list that somebody reviewed: what it does not hold is not being taken."""

    reviewed_on: date
    drugs: tuple[Text, ...]
