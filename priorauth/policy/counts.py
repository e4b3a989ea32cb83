"""Criteria on headache, its counts and its diagnosis."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import PositiveInt, model_validator

from priorauth.clinical.calendar import Span, TimeUnit
from priorauth.clinical.ranges import Number
from priorauth.clinical.terms import Counting, Instrument
from priorauth.policy.clause import Clause


class DiagnosisCode(Clause):
    """One of these ICD-10-CM codes is on the problem list."""

    kind: Literal["diagnosis_code"] = "diagnosis_code"
    any_of: tuple[str, ...]


class Ichd3ChronicMigraine(Clause):
    """Chronic migraine by ICHD-3 1.3, criteria A to D, each with its own finding."""

    kind: Literal["ichd3_chronic_migraine"] = "ichd3_chronic_migraine"
    before_treatment: bool = False


class HeadacheDays(Clause):
    """So many days (or attacks) of one unit per month, in every month of a window.

    Exactly one of the bounds is set. Without a window the latest documented month is judged, and with it every
    month documented in the two calendar months before, none of which may miss the bound.
    """

    kind: Literal["headache_days"] = "headache_days"
    counting: Counting = Counting.HEADACHE_DAY
    per_month_at_least: PositiveInt | None = None
    per_month_more_than: PositiveInt | None = None
    per_month_less_than: PositiveInt | None = None
    in_each_of_last: Span | None = None
    """Every calendar month of this window must be documented and meet the bound."""
    averaged_over: Span | None = None
    """The mean of the calendar months of this window must meet the bound."""
    in_last_days: PositiveInt | None = None
    """Count over this many consecutive days from diaries, judged per 30 days, or per ``bound_is_for_days``."""
    bound_is_for_days: PositiveInt | None = None
    """For how many days the bound stands: 28 where the payer counts by four weeks. Needs ``in_last_days``."""
    before_treatment: bool = False
    """True: the months before the first toxin treatment for migraine; False: the latest months."""

    @model_validator(mode="after")
    def _one_bound_and_one_window(self) -> Self:
        bounds = (self.per_month_at_least, self.per_month_more_than, self.per_month_less_than)
        if sum(bound is not None for bound in bounds) != 1:
            raise ValueError(f"clause {self.clause}: exactly one bound per month is needed")
        windows = (self.in_each_of_last, self.averaged_over, self.in_last_days)
        if sum(window is not None for window in windows) > 1:
            raise ValueError(f"clause {self.clause}: at most one window can be set")
        if self.bound_is_for_days is not None and self.in_last_days is None:
            raise ValueError(f"clause {self.clause}: bound_is_for_days needs in_last_days")
        for window in (self.in_each_of_last, self.averaged_over):
            if window is not None and window.unit is not TimeUnit.MONTHS:
                raise ValueError(f"clause {self.clause}: a window of counts is given in calendar months")
        return self


class ChronicFor(Clause):
    """The headaches have been chronic for so long."""

    kind: Literal["chronic_for"] = "chronic_for"
    at_least: Span | None = None
    more_than: Span | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError(f"clause {self.clause}: at_least or more_than is needed, and not both")
        return self


class DiaryKept(Clause):
    """A daily diary covers so many calendar months, without a blank day."""

    kind: Literal["diary_kept"] = "diary_kept"
    months_at_least: PositiveInt


class AcuteMedicineDays(Clause):
    """Acute medicines are taken on no more than so many days a week."""

    kind: Literal["acute_medicine_days"] = "acute_medicine_days"
    days_per_week_at_most: PositiveInt


class MedicationOveruse(Clause):
    """Medication overuse is absent by the numbers of ICHD-3 8.2, or a clinician states that it is addressed."""

    kind: Literal["medication_overuse"] = "medication_overuse"


class ScoreDocumented(Clause):
    """A disability or impact score is documented."""

    kind: Literal["score_documented"] = "score_documented"
    any_of: tuple[Instrument, ...]
    total_at_least: int | None = None
    within_last: Span | None = None


class Response(Clause):
    """The headache is less than before treatment, by the payer's own measure. Exactly one bound is set."""

    kind: Literal["response"] = "response"
    counting: Counting = Counting.HEADACHE_DAY
    any_reduction: bool = False
    percent_at_least: Number | None = None
    percent_more_than: Number | None = None
    fewer_days_at_least: Number | None = None
    fewer_hours_at_least: Number | None = None
    """Fewer cumulative hours of headache per month."""
    after_treatments: PositiveInt | None = None
    """How many treatments must have been given before the response is judged."""
    from_diary: bool = False
    """True where only a diary, and not a statement, shows the response."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        bounds = (
            self.any_reduction or None,
            self.percent_at_least,
            self.percent_more_than,
            self.fewer_days_at_least,
            self.fewer_hours_at_least,
        )
        if sum(bound is not None for bound in bounds) != 1:
            raise ValueError(f"clause {self.clause}: exactly one measure of response is needed")
        return self
