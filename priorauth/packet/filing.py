"""Where an appeal stands in the process: its level, the last day to file it, and by when it must be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from priorauth.case.model import Case
from priorauth.clinical.calendar import months
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.policy.process import AppealLevel, Clock, ProcessRule, TimeLimit

# what can be counted on a calendar; business days need each payer's holidays, and hours the hour it came
_COUNTED = (Clock.DAYS, Clock.CALENDAR_DAYS)


class Filing(Model):
    """One level of appeal that may be the one to file, as one process rule holds it."""

    programme: str
    level: int
    name: str
    file_within: str | None
    """The time to file, with what starts it, in the source's words."""
    last_day: date | None
    """None where nobody has said what starts the clock, or where days of business are counted."""
    passed: bool
    decided_within: tuple[str, ...]
    amount: str | None
    statements: tuple[str, ...]


def filings(case: Case, process: tuple[ProcessRule, ...]) -> tuple[Filing, ...]:
    """Return the levels of appeal after the one that the notice decided, of every process rule that holds."""
    return tuple(_filings(case, process)) if case.request.kind is RequestKind.APPEAL else ()


def last_day(limit: TimeLimit, started: date) -> date | None:
    """Return the last day of a time limit whose clock started on ``started``: the day after it counts as one.

    A source that says "days" is read as calendar days, the stricter. None where the unit cannot be counted so.
    """
    if limit.unit in _COUNTED:
        return started + timedelta(days=limit.count)
    return months(limit.count).after(started) if limit.unit is Clock.MONTHS else None


def _filings(case: Case, process: tuple[ProcessRule, ...]) -> Iterator[Filing]:
    if case.denial is None:
        return
    for rule in process:
        for level in rule.appeals:
            if level.level == case.denial.level + 1:
                yield _filing(case, rule, level)


def _filing(case: Case, rule: ProcessRule, level: AppealLevel) -> Filing:
    denial, limit = case.denial, level.file
    holds = limit is not None and denial is not None and limit.holds_on(denial.dated)
    started = denial.clock if denial is not None else None
    ends = last_day(limit, started) if limit is not None and holds and started is not None else None
    return Filing(
        programme=rule.title,
        level=level.level,
        name=level.name,
        file_within=str(limit) if holds else None,
        last_day=ends,
        passed=ends is not None and ends < case.request.as_of,
        decided_within=tuple(str(one) for one in level.decisions if one.holds_on(case.request.as_of)),
        amount=level.amount,
        statements=tuple(one.says for one in level.statements),
    )
