"""Process rules: how a request is sent, and by when who must answer. Kept apart from what a payer asks clinically.

Every time limit has its unit, what starts it, its source and how well that source was read; where sources
contradict each other, both stand here. Nothing is computed from them: what starts a clock, the clinic knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from typing import Annotated

from pydantic import Field, PositiveInt

from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.policy.registry import Plan

GROUP = "priorauth.process_rules"


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
    source: str
    grade: Grade
    conflict: str | None = None
    """What another source says instead."""

    def __str__(self) -> str:
        """Show "standard decision: 7 calendar days from receipt of the request"."""
        since = f", since {show_date(self.since)}" if self.since else ""
        conflict = f"; in conflict: {self.conflict}" if self.conflict else ""
        return f"{self.what} ({self.who}): {self.count} {self.unit} from {self.starts}{since}{conflict}"


class Statement(Model):
    """One thing a source says of the process."""

    says: Annotated[str, Field(max_length=240)]
    source: str
    grade: Grade


class ProcessRule(Model):
    """What holds for one programme, line of business, or state."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    lines_of_business: tuple[LineOfBusiness, ...]
    states: tuple[str, ...] = ()
    """Empty for all."""
    places: tuple[PlaceOfService, ...] = ()
    """Empty for all."""
    service_from: date | None = None
    """First day of service it holds for."""
    mechanism: Mechanism | None = None
    """Whether and how a request is sent, where this rule decides it."""
    limits: tuple[TimeLimit, ...] = ()
    statements: tuple[Statement, ...] = ()
    not_seen: tuple[str, ...] = ()

    def holds_for(self, plan: Plan) -> bool:
        """Tell whether this rule holds for a plan; a fact that the plan does not state never makes a rule hold."""
        return (
            plan.line_of_business in self.lines_of_business
            and (not self.states or plan.state in self.states)
            and (not self.places or plan.place_of_service in self.places)
            and (self.service_from is None or plan.on >= self.service_from)
        )


@cache
def all_process_rules() -> tuple[ProcessRule, ...]:
    """Return every installed process rule, by key."""
    found = [rule for point in entry_points(group=GROUP) for rule in point.load()]
    return tuple(sorted(found, key=lambda rule: rule.key))


def process_for(plan: Plan, rules: Iterable[ProcessRule] | None = None) -> tuple[ProcessRule, ...]:
    """Return the process rules that hold for a plan, by key."""
    return tuple(rule for rule in (all_process_rules() if rules is None else rules) if rule.holds_for(plan))
