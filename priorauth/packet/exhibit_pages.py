"""Our own exhibit pages: the headache record, the medicines, the scores, the plan and the treatments in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.botox import ToxinTreatment
from priorauth.case.history import Counted
from priorauth.case.months import Figure
from priorauth.clinical.calendar import show_month
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.packet import history
from priorauth.packet.before_after import BeforeAfter, before_and_after
from priorauth.packet.month_chart import MonthChart, month_charts, treatment_days
from priorauth.packet.plan import Plan, treatment_plan
from priorauth.packet.sources import Enclosures, Pin, cite_sources
from priorauth.packet.timeline import Timeline, timeline
from priorauth.policy.model import Policy
from priorauth.review.conclude import criterion_for
from priorauth.review.words import counted, listed


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

    after: str | None
    """How long after the treatment before it, such as "12 weeks"; None where a day is not exact."""
    wasted: int | None
    pins: tuple[Pin, ...]


class ExhibitPages(Model):
    """The contents of our own exhibits; empty where nothing is documented."""

    charts: tuple[MonthChart, ...]
    compared: BeforeAfter | None
    """Before treatment against now; None where nothing was treated, or a side is not documented."""
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


def exhibit_pages(case: Counted, enclosed: Enclosures, policy: Policy) -> ExhibitPages:
    """Return the contents of our own exhibits; ``policy`` gives bounds and how response is judged."""
    return ExhibitPages(
        charts=month_charts(case, criterion_for(case.case, policy)),
        compared=before_and_after(case),
        treated=treatment_days(case),
        months=_months(case, enclosed),
        changes=history.changes(case),
        courses=timeline(case),
        trials=history.trial_rows(case, enclosed),
        ruled_out=history.ruled_out(case),
        acute=history.acute_rows(case),
        overuse=history.overuse_rows(case),
        scores=tuple(_scores(case, enclosed)),
        plan=treatment_plan(case, policy, enclosed),
        sessions=tuple(_sessions(case, enclosed)),
    )


def _months(case: Counted, enclosed: Enclosures) -> MonthPages:
    by_unit = {counting: figures for counting in Counting if (figures := case.figures(counting))}
    months = sorted({month for figures in by_unit.values() for month in figures})
    return MonthPages(
        units=tuple(counting.plural for counting in by_unit),
        rows=tuple(
            _month(month, {unit: one.get(month) for unit, one in by_unit.items()}, enclosed) for month in months
        ),
    )


def _month(month: date, figures: dict[Counting, Figure | None], enclosed: Enclosures) -> MonthRow:
    evidence = (item for figure in figures.values() if figure for item in figure.evidence)
    return MonthRow(
        month=show_month(month),
        cells=tuple(_cell(figure, unit) for unit, figure in figures.items()),
        pins=cite_sources(evidence, enclosed),
    )


def _cell(figure: Figure | None, unit: Counting) -> MonthCell | None:
    if figure is None:
        return None
    count = str(figure.count)
    # a month whose every day is marked, or whose count is stated, needs no arithmetic beside it
    plain = (f"{count} counted", f"{count} {unit.plural} marked")
    return MonthCell(count=count, how=None if figure.how in plain else figure.how)


def _scores(case: Counted, enclosed: Enclosures) -> Iterator[PinnedScore]:
    for score, row in history.scored(case):
        yield PinnedScore(**dict(row), pins=cite_sources(score.evidence, enclosed))


def _sessions(case: Counted, enclosed: Enclosures) -> Iterator[Session]:
    known = case.migraine_treatments
    for before, treatment, row in zip((None, *known), known, history.session_rows(case), strict=False):
        yield Session(
            **dict(row),
            after=_after(before, treatment) if before else None,
            wasted=treatment.wasted,
            pins=cite_sources(treatment.evidence, enclosed),
        )


def _after(before: ToxinTreatment, treatment: ToxinTreatment) -> str | None:
    if not (before.on.is_exact and treatment.on.is_exact):
        return None
    full, rest = divmod((treatment.on.low - before.on.low).days, 7)
    parts = [counted(full, "week") if full else "", counted(rest, "day") if rest or not full else ""]
    return listed(part for part in parts if part)
