"""Our own exhibit pages: the headache record, the medicines, the scores, the plan and the treatments in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.clinical.calendar import show_month
from priorauth.clinical.injection import MuscleDose, Vials, vials_for
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.packet import history
from priorauth.packet.request_block import bills_the_drug
from priorauth.packet.sources import Enclosures, Pin, cite_sources


class MonthFigure(Model):
    """One month's count of one unit, with the arithmetic behind it."""

    month: str
    counting: str
    count: str
    how: str
    pins: tuple[Pin, ...]


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

    figures: tuple[MonthFigure, ...]
    changes: tuple[str, ...]
    trials: tuple[history.TrialRow, ...]
    ruled_out: tuple[history.Ruled, ...]
    acute: tuple[history.AcuteRow, ...]
    overuse: tuple[history.OveruseRow, ...]
    scores: tuple[PinnedScore, ...]
    plan: Plan
    sessions: tuple[Session, ...]


def exhibit_pages(case: Counted, enclosed: Enclosures) -> ExhibitPages:
    """Return the contents of our own exhibits."""
    return ExhibitPages(
        figures=tuple(_figures(case, enclosed)),
        changes=history.changes(case),
        trials=history.trial_rows(case, enclosed),
        ruled_out=history.ruled_out(case),
        acute=history.acute_rows(case),
        overuse=history.overuse_rows(case),
        scores=tuple(_scores(case, enclosed)),
        plan=_plan(case),
        sessions=tuple(_sessions(case, enclosed)),
    )


def _figures(case: Counted, enclosed: Enclosures) -> Iterator[MonthFigure]:
    by_unit = {counting: case.figures(counting) for counting in Counting}
    for month in sorted({month for figures in by_unit.values() for month in figures}):
        for counting, figures in by_unit.items():
            if (figure := figures.get(month)) is not None:
                yield MonthFigure(
                    month=show_month(month),
                    counting=counting.plural,
                    count=str(figure.count),
                    how=figure.how,
                    pins=cite_sources(figure.evidence, enclosed),
                )


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
        vials=vials_for(request.units) if bills_the_drug(case.case) else None,
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
