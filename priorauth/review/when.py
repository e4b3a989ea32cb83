"""When a case could meet a policy if what is going on goes on, and which single answer would be enough.

Carried on to a later day: an ongoing trial lasts longer, each further full month repeats the latest documented
one, time passes since the last treatment, and the patient grows older. Nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from priorauth.case.headache import MonthCount
from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.calendar import month_of
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range
from priorauth.clinical.terms import Counting
from priorauth.policy.criteria import Criterion, Group, Ichd3ChronicMigraine, NoneOf
from priorauth.policy.model import Policy
from priorauth.review.conclude import criterion_for, finding_of, open_gaps
from priorauth.review.evaluate import combine
from priorauth.review.finding import Finding
from priorauth.review.headache import expand_ichd3
from priorauth.review.verdict import Verdict

# beyond two years nobody plans a request
HORIZON = timedelta(days=731)


class Earliest(Model):
    """The first day on which a clause would be met if what is going on goes on; None within two years."""

    clause: str
    says: str
    day: date | None


class Outlook(Model):
    """When the whole policy could be met, when each open clause could, and which single clause is all that is open."""

    stopped: bool
    """True when nothing may be sent whatever the day: the chart says that the patient has died."""
    whole: date | None
    clauses: tuple[Earliest, ...]
    enough: tuple[str, ...]
    """Clauses any one of which, if it were met, would make the whole policy met."""


def outlook(case: Case, policy: Policy) -> Outlook:
    """Return when a case could meet a policy. Pure: the case's own day is where it starts.

    Raises:
        NoPolicyInEffect: the policy has no rule for this kind of request.
    """
    criterion = criterion_for(case, policy)
    first = finding_of(criterion, Counted(case), policy.id)
    still_open = {gap.clause or "": gap.says for gap in open_gaps(first)}
    days: dict[str, date] = {}
    whole = None if first.verdict.is_open else case.request.as_of
    for day in _days_after(case.request.as_of):
        if whole is not None:
            break
        finding = finding_of(criterion, Counted(carry_on(case, day)), policy.id)
        whole = None if finding.verdict.is_open else day
        for clause in _closed(finding):
            days.setdefault(clause, day)
    return Outlook(
        stopped=case.patient.has_died_by(case.request.as_of),
        whole=whole,
        clauses=tuple(Earliest(clause=clause, says=says, day=days.get(clause)) for clause, says in still_open.items()),
        enough=tuple(clause for clause in still_open if not _if_closed(criterion, first, clause).is_open),
    )


def carry_on(case: Case, day: date) -> Case:
    """Return the case as it would stand on a later day if what is going on goes on."""
    request = case.request
    planned = request.service_date and max(request.service_date, day)
    headaches = case.headaches.model_copy(update={"months": (*case.headaches.months, *_further_months(case, day))})
    return case.model_copy(
        update={
            "request": request.model_copy(update={"as_of": day, "service_date": planned}),
            "headaches": headaches,
        }
    )


def _days_after(first: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(1, HORIZON.days + 1))


def _further_months(case: Case, day: date) -> Iterator[MonthCount]:
    latest = _latest_month(case)
    if latest is None:
        return
    month = month_of(latest.first_day)[1] + timedelta(days=1)
    while month_of(month)[1] < day:
        recorded = month_of(month)[1].day if latest.days_recorded is not None else None
        yield latest.model_copy(update={"month": f"{month:%Y-%m}", "days_recorded": recorded})
        month = month_of(month)[1] + timedelta(days=1)


def _latest_month(case: Case) -> MonthCount | None:
    """Return the counts of the latest documented month as one month's count, wherever they came from."""
    counted = Counted(case)
    figures = {counting: counted.figures(counting) for counting in Counting}
    months = {month for known in figures.values() for month in known}
    if not months:
        return None
    latest = max(months)
    found = {counting: known[latest] for counting, known in figures.items() if latest in known}
    counts: dict[Counting, Range] = {counting: figure.count for counting, figure in found.items()}
    return MonthCount(
        month=f"{latest:%Y-%m}",
        headache_days=counts.get(Counting.HEADACHE_DAY),
        migraine_days=counts.get(Counting.MIGRAINE_DAY),
        days_of_4_hours=counts.get(Counting.LONG_HEADACHE_DAY),
        attacks=counts.get(Counting.ATTACK),
        days_recorded=month_of(latest)[1].day if all(figure.from_diary for figure in found.values()) else None,
        evidence=tuple(dict.fromkeys(item for figure in found.values() for item in figure.evidence)),
    )


def _closed(finding: Finding, *, excluded: bool = False) -> Iterator[str]:
    """Yield every leaf clause that stands as it should: met, or below an exclusion not met."""
    if not finding.findings and finding.verdict is _as_it_should(excluded):
        yield finding.clause
    for child in finding.findings:
        yield from _closed(child, excluded=excluded != (finding.kind == "none_of"))


def _if_closed(criterion: Criterion, finding: Finding, clause: str, *, excluded: bool = False) -> Verdict:
    """Return the verdict on a finding if one of its leaf clauses stood as it should."""
    if isinstance(criterion, Ichd3ChronicMigraine):
        criterion = expand_ichd3(criterion)
    if not isinstance(criterion, Group):
        return _as_it_should(excluded) if finding.clause == clause else finding.verdict
    below = excluded != isinstance(criterion, NoneOf)
    pairs = zip(criterion.criteria, finding.findings, strict=True)
    return combine(criterion, [_if_closed(one, found, clause, excluded=below) for one, found in pairs])


def _as_it_should(excluded: bool) -> Verdict:
    return Verdict.NOT_MET if excluded else Verdict.MET
