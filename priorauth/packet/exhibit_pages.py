"""Our own exhibit pages: the headache record, the medicines, the scores, the plan and the treatments in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.case.months import Figure
from priorauth.clinical.calendar import show_month
from priorauth.clinical.injection import MuscleDose, Vials, vials_for
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.packet import history
from priorauth.packet.month_chart import MonthChart, month_charts, treatment_days
from priorauth.packet.request_block import bills_the_drug
from priorauth.packet.sources import Enclosures, Pin, cite_sources
from priorauth.packet.timeline import Timeline, timeline
from priorauth.policy.criteria import Criterion


class MonthCell(Model):
    """One month's count of one unit."""

    count: str
    how: str | None
    """The arithmetic behind it; None where the document itself states the count."""


class MonthRow(Model):
    """One month, with a count of each unit that is shown; None where it is not documented."""

    month: str
    cells: tuple[MonthCell | None, ...]
    pins: tuple[Pin, ...]


class MonthPages(Model):
    """Every documented month, with the units that are documented at all."""

    units: tuple[str, ...]
    rows: tuple[MonthRow, ...]


class PinnedScore(history.ScoreRow):
    """A score with the place it stands."""

    pins: tuple[Pin, ...]


class Session(history.SessionRow):
    """An earlier treatment with the place it stands."""

    pins: tuple[Pin, ...]


class Plan(Model):
    """What is injected, where, how often and on which days."""

    muscles: tuple[MuscleDose, ...]
    units: int
    sites: int
    interval: str
    vials: Vials | None
    """None where a specialty pharmacy supplies the drug."""
    visits: tuple[date, ...]
    """The days of treatment, if every interval is kept."""


class ExhibitPages(Model):
    """The contents of our own exhibits; empty where nothing is documented."""

    charts: tuple[MonthChart, ...]
    treated: str
    """The days that the marks of the charts stand for."""
    months: MonthPages
    changes: tuple[str, ...]
    courses: Timeline | None
    trials: tuple[history.TrialRow, ...]
    ruled_out: tuple[history.Ruled, ...]
    acute: tuple[history.AcuteRow, ...]
    overuse: tuple[history.OveruseRow, ...]
    scores: tuple[PinnedScore, ...]
    plan: Plan
    sessions: tuple[Session, ...]


def exhibit_pages(case: Counted, enclosed: Enclosures, criterion: Criterion) -> ExhibitPages:
    """Return the contents of our own exhibits; ``criterion`` is what the policy asks, for the bounds of the charts."""
    return ExhibitPages(
        charts=month_charts(case, criterion),
        treated=treatment_days(case),
        months=_months(case, enclosed),
        changes=history.changes(case),
        courses=timeline(case),
        trials=history.trial_rows(case, enclosed),
        ruled_out=history.ruled_out(case),
        acute=history.acute_rows(case),
        overuse=history.overuse_rows(case),
        scores=tuple(_scores(case, enclosed)),
        plan=_plan(case),
        sessions=tuple(_sessions(case, enclosed)),
    )


def _months(case: Counted, enclosed: Enclosures) -> MonthPages:
    by_unit = {counting: figures for counting in Counting if (figures := case.figures(counting))}
    months = sorted({month for figures in by_unit.values() for month in figures})
    return MonthPages(
        units=tuple(counting.plural for counting in by_unit),
        rows=tuple(_month(month, [figures.get(month) for figures in by_unit.values()], enclosed) for month in months),
    )


def _month(month: date, figures: list[Figure | None], enclosed: Enclosures) -> MonthRow:
    evidence = (item for figure in figures if figure for item in figure.evidence)
    return MonthRow(month=show_month(month), cells=tuple(map(_cell, figures)), pins=cite_sources(evidence, enclosed))


def _cell(figure: Figure | None) -> MonthCell | None:
    if figure is None:
        return None
    count = str(figure.count)
    return MonthCell(count=count, how=None if figure.how == f"{count} counted" else figure.how)


def _scores(case: Counted, enclosed: Enclosures) -> Iterator[PinnedScore]:
    for score, row in history.scored(case):
        yield PinnedScore(**dict(row), pins=cite_sources(score.evidence, enclosed))


def _sessions(case: Counted, enclosed: Enclosures) -> Iterator[Session]:
    for treatment, row in zip(case.migraine_treatments, history.session_rows(case), strict=True):
        yield Session(**dict(row), pins=cite_sources(treatment.evidence, enclosed))


def _plan(case: Counted) -> Plan:
    request = case.case.request
    return Plan(
        muscles=history.muscle_rows(case),
        units=request.units,
        sites=request.sites,
        interval=str(request.interval),
        vials=vials_for(request.units, request.ndc) if bills_the_drug(case.case) else None,
        visits=tuple(_visits(case)),
    )


def _visits(case: Counted) -> Iterator[date]:
    request = case.case.request
    if request.service_date is None:
        return
    day = request.service_date
    for _ in range(request.treatments or 1):
        yield day
        day = request.interval.after(day)
