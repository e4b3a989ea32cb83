"""Process rules: how a request is sent, and by when who must answer. Kept apart from what a payer asks clinically.

Every time limit has its unit, what starts it, its source and how well that source was read; where sources
contradict each other, both stand here. Nothing is computed from them: what starts a clock, the clinic knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import Annotated

from pydantic import Field, PositiveInt

from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.policy.model import Contact
from priorauth.policy.registry import Plan

GROUP = "priorauth.process_rules"
NOT_SAID = "not said"


class Grade(StrEnum):
    """How well a source was read."""

    HIGH = "regulator's or payer's own text"
    MEDIUM = "own text in part, or a consistent secondary summary"
    LOW = "one secondary source"


class Clock(StrEnum):
    """What a time limit counts."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar days"
    BUSINESS_DAYS = "business days"
    DAYS = "days"
    MONTHS = "months"


class Answerable(StrEnum):
    """Who must keep a time limit."""

    PAYER = "payer"
    CLINIC = "clinic"


class TimeLimit(Model):
    """One time limit."""

    what: str
    who: Answerable
    count: PositiveInt
    unit: Clock
    starts: str
    """What starts the clock, as the source says it; "not said" where it does not."""
    since: date | None = None
    """First day from which this limit holds, where the source gives it."""
    until: date | None = None
    """First day on which it holds no longer."""
    source: str
    grade: Grade
    conflict: str | None = None
    """What another source says instead."""

    def holds_on(self, day: date) -> bool:
        """Tell whether this limit holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        """Show "standard decision: 7 calendar days from receipt of the request"."""
        since = f", since {show_date(self.since)}" if self.since else ""
        since += f", until {show_date(self.until)}" if self.until else ""
        conflict = f"; in conflict: {self.conflict}" if self.conflict else ""
        starts = "; what starts it is not said" if self.starts == NOT_SAID else f" from {self.starts}"
        return f"{self.what} ({self.who}): {self.count} {self.unit}{starts}{since}{conflict}"


class Statement(Model):
    """One thing a source says of the process."""

    says: Annotated[str, Field(max_length=240)]
    source: str
    grade: Grade


class Validity(Model):
    """How long an approval holds, and for how many dates of service."""

    calendar_days: PositiveInt
    first_day_counts: bool
    """True where the day of the decision is day one."""
    service_dates: PositiveInt | None = None
    """How many dates of service one approval covers; None where the source does not say."""
    reading: str
    """Where sources count differently: which one is taken, the stricter."""
    source: str
    grade: Grade

    def last_day(self, decided: date) -> date:
        """Return the last day on which an approval of ``decided`` holds."""
        return decided + timedelta(days=self.calendar_days - (1 if self.first_day_counts else 0))


class AppealLevel(Model):
    """One level of appeal. What starts each clock differs from notice to notice: nothing is computed from it."""

    level: PositiveInt
    name: str
    file: TimeLimit | None = None
    """By when the clinic or the patient must file."""
    decisions: tuple[TimeLimit, ...] = ()
    """By when it must be decided."""
    amount: str | None = None
    """What must be at stake, with the year it holds for."""
    statements: tuple[Statement, ...] = ()
    contact: Contact | None = None
    """Where an appeal of this level goes, with the day it was read and its source; None where that is left to the
    notice of denial."""


class ProcessRule(Model):
    """What holds for one programme, line of business, or state."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    lines_of_business: tuple[LineOfBusiness, ...]
    states: tuple[str, ...] = ()
    """Empty for all."""
    states_excluded: tuple[str, ...] = ()
    places: tuple[PlaceOfService, ...] = ()
    """Empty for all."""
    service_from: date | None = None
    """First day of service it holds for."""
    service_until: date | None = None
    """First day of service it holds for no longer."""
    mechanism: Mechanism | None = None
    """Whether and how a request is sent, where this rule decides it."""
    limits: tuple[TimeLimit, ...] = ()
    validity: Validity | None = None
    statements: tuple[Statement, ...] = ()
    """What the office must know for one request; the checklist prints it."""
    background: tuple[Statement, ...] = ()
    """What else the sources say, for the people who keep the rules."""
    appeals: tuple[AppealLevel, ...] = ()
    contacts: tuple[Contact, ...] = ()
    not_seen: tuple[str, ...] = ()

    def on(self, day: date) -> ProcessRule:
        """Return this rule with the limits of the request that hold on a day."""
        return self.model_copy(update={"limits": tuple(limit for limit in self.limits if limit.holds_on(day))})

    @property
    def bears_on_a_request(self) -> bool:
        """True where it tells the office something about a request, and not only about what comes after."""
        return bool(self.limits or self.statements or self.mechanism or self.validity)

    @property
    def every_limit(self) -> tuple[TimeLimit, ...]:
        """The limits of the request, and those of every level of appeal."""
        filed = (level.file for level in self.appeals if level.file is not None)
        return (*self.limits, *filed, *(limit for level in self.appeals for limit in level.decisions))

    def holds_where(self, line: LineOfBusiness | None, state: str | None, place: PlaceOfService | None) -> bool:
        """Tell whether this rule holds somewhere, on whatever day; a fact that is not stated never makes it hold."""
        return (
            line in self.lines_of_business
            and (not self.states or state in self.states)
            and (not self.states_excluded or state not in (None, *self.states_excluded))
            and (not self.places or place in self.places)
        )

    def holds_when(self, plan: Plan) -> bool:
        """Tell whether this rule holds on the day of service that a plan states, else on the day of the request."""
        day = plan.service_date or plan.on
        return (self.service_from is None or day >= self.service_from) and (
            self.service_until is None or day < self.service_until
        )


@cache
def all_process_rules() -> tuple[ProcessRule, ...]:
    """Return every installed process rule, by key."""
    found = [rule for point in entry_points(group=GROUP) for rule in point.load()]
    return tuple(sorted(found, key=lambda rule: rule.key))


def process_for(plan: Plan) -> tuple[ProcessRule, ...]:
    """Return the process rules that hold for a plan, by key."""
    found = _rules_where(plan.line_of_business, plan.state, plan.place_of_service)
    return tuple([rule for rule in found if rule.holds_when(plan)])


# a clinic asks few plans: which rules hold where is found once, and only the day is looked at for every case
@lru_cache(maxsize=1_000)
def _rules_where(
    line: LineOfBusiness | None, state: str | None, place: PlaceOfService | None
) -> tuple[ProcessRule, ...]:
    return tuple(rule for rule in all_process_rules() if rule.holds_where(line, state, place))


def mechanism_for(rules: Iterable[ProcessRule]) -> ProcessRule | None:
    """Return the rule that decides whether and how a request is sent, or None where none does."""
    return next((rule for rule in rules if rule.mechanism is not None), None)


def appeal_contact(rules: Iterable[ProcessRule], level: int) -> Contact | None:
    """Return where an appeal of a level goes by the process rules; None where they do not say, or not the same."""
    found = {one.contact for rule in rules for one in rule.appeals if one.level == level and one.contact is not None}
    return next(iter(found)) if len(found) == 1 else None
