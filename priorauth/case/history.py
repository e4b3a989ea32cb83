"""Reads the medication and treatment history of a case: which drug each trial was, and when Botox was given."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from priorauth.case.botox import ToxinTreatment
from priorauth.case.documents import Attestation
from priorauth.case.headache import Diary, HeadacheRecord
from priorauth.case.intake_days import IntakeMonth, intake_months
from priorauth.case.model import Case
from priorauth.case.months import DAY, Figure, MonthlyRecord, previous_month
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import Course, month_of
from priorauth.clinical.medicines import Medicine, acute, preventive
from priorauth.clinical.terms import Attested, Counting, RequestKind


class KnownTrial(NamedTuple):
    """A trial whose drug was recognised (or was not: then ``medicine`` is None), with its length as of the request."""

    trial: PreventiveTrial
    medicine: Medicine | None
    course: Course

    @property
    def name(self) -> str:
        """The ingredient, or the words of the chart where it was not recognised."""
        return self.medicine.name if self.medicine else self.trial.drug

    @property
    def is_preventive(self) -> bool:
        """False for a medicine that is known to be taken for the attacks only."""
        return self.medicine is not None or acute(self.trial.named) is None


class Counted:
    """A case with everything counted that criteria ask for. Pure: the same case gives the same counts."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.as_of: date = case.request.as_of
        is_over = month_of(self.as_of)[1] == self.as_of
        self.last_full: date = self.as_of.replace(day=1) if is_over else previous_month(self.as_of)
        """First day of the last month that was over on the day of the request."""
        self._figures: dict[tuple[Counting | None, bool], dict[date, Figure]] = {}

    @cached_property
    def record(self) -> HeadacheRecord:
        """The headache record up to the day of the request, without the count of a month that is still running."""
        known = self.case.headaches
        diaries = tuple([self._so_far(diary) for diary in known.diaries])
        months = tuple([one for one in known.months if one.first_day <= self.last_full])
        frequencies = tuple([one for one in known.frequencies if one.stated_on <= self.as_of])
        if (diaries, months, frequencies) == (known.diaries, known.months, known.frequencies):
            return known
        # leaving facts out needs no second validation of those that stay
        return known.model_copy(update={"diaries": diaries, "months": months, "frequencies": frequencies})

    def _so_far(self, diary: Diary) -> Diary:
        if max(map(DAY, diary.days), default=self.as_of) <= self.as_of:
            return diary
        return diary.model_copy(update={"days": tuple(entry for entry in diary.days if entry.day <= self.as_of)})

    @cached_property
    def _by_month(self) -> MonthlyRecord:
        return MonthlyRecord(self.record)

    @cached_property
    def intake(self) -> tuple[IntakeMonth, ...]:
        """The months on which a diary says what was taken, up to the day of the request."""
        return intake_months(self._by_month)

    @cached_property
    def trials(self) -> tuple[KnownTrial, ...]:
        """The preventive trials, in the order of the case."""
        return tuple(
            KnownTrial(trial=trial, medicine=preventive(trial.named), course=trial.course(self.as_of))
            for trial in self.case.trials
        )

    @cached_property
    def treatments(self) -> tuple[ToxinTreatment, ...]:
        """Toxin treatments up to the day of the request, earliest first, whatever the indication."""
        given = (one for one in self.case.toxin_treatments if one.on.low <= self.as_of)
        return tuple(sorted(given, key=lambda one: one.on.low))

    @cached_property
    def migraine_treatments(self) -> tuple[ToxinTreatment, ...]:
        """Those of the treatments that the chart says were for migraine."""
        return tuple(one for one in self.treatments if one.for_migraine)

    @cached_property
    def possible_migraine_treatments(self) -> tuple[ToxinTreatment, ...]:
        """Those of the treatments that were for migraine, or may have been, for all the chart says."""
        return tuple(one for one in self.treatments if one.for_migraine is not False)

    @property
    def treatments_are_missing(self) -> bool:
        """True where a continuation is asked for, so that there were treatments, and the chart holds none."""
        return self.case.request.judged_as is RequestKind.CONTINUATION and not self.treatments

    @cached_property
    def first_treatment(self) -> ToxinTreatment | None:
        """The first toxin treatment for migraine, or None."""
        return self.migraine_treatments[0] if self.migraine_treatments else None

    @cached_property
    def unclear_treatment(self) -> ToxinTreatment | None:
        """A treatment of undocumented purpose that may have been the first for migraine, or None."""
        earliest = self.possible_migraine_treatments[0] if self.possible_migraine_treatments else None
        if earliest is None or earliest.for_migraine:
            return None
        first = self.first_treatment
        return earliest if first is None or earliest.on.low < first.on.low else None

    def figures(self, counting: Counting, *, from_diary: bool = False) -> dict[date, Figure]:
        """Return the monthly figures of one unit, up to the day of the request."""
        key = (counting, from_diary)
        if key not in self._figures:
            self._figures[key] = self._up_to_today(self._by_month.figures(counting, from_diary=from_diary))
        return self._figures[key]

    def hours(self, *, from_diary: bool = False) -> dict[date, Figure]:
        """Return the hours of headache per month, up to the day of the request."""
        key = (None, from_diary)
        if key not in self._figures:
            self._figures[key] = self._up_to_today(self._by_month.hours(from_diary=from_diary))
        return self._figures[key]

    def _up_to_today(self, figures: dict[date, Figure]) -> dict[date, Figure]:
        # a month that is still running cannot be counted from a diary; a statement may speak of it
        return {
            month: figure
            for month, figure in figures.items()
            if month <= self.last_full or (not figure.from_diary and month <= self.as_of)
        }

    def before_treatment(self, figures: dict[date, Figure]) -> dict[date, Figure]:
        """Return the months that ended before the first toxin treatment for migraine; all, where there was none."""
        if self.first_treatment is None:
            return figures
        first = self.first_treatment.on.low.replace(day=1)
        return {month: figure for month, figure in figures.items() if month < first}

    def after_treatment(self, figures: dict[date, Figure], number: int = 1) -> dict[date, Figure]:
        """Return the months that began after treatment ``number`` (1 is the first); none, where it was not given."""
        if len(self.migraine_treatments) < number:
            return {}
        # where days are known to the month or year only, on this day so many had been given for sure
        last_day = sorted(one.on.high for one in self.migraine_treatments)[number - 1]
        return {month: figure for month, figure in figures.items() if month > last_day}

    def attestation(self, about: Attested) -> Attestation | None:
        """Return the latest statement about one thing up to the day of the request, or None.

        Of two on the same day that contradict each other, the one that denies it counts.
        """
        made = [one for one in self.case.attestations if one.about is about and one.on <= self.as_of]
        return max(made, key=lambda one: (one.on, not one.holds), default=None)
