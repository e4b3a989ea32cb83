"""The history of a case in one line for each part, as a field of a form takes it; empty where nothing is documented."""

from __future__ import annotations

from priorauth.case.history import Counted
from priorauth.clinical.terms import Counting
from priorauth.packet import history
from priorauth.packet.sources import Enclosures

_NOTHING_ENCLOSED = Enclosures(())


def months(case: Counted, counting: Counting) -> str:
    """Return the latest counts by month, such as "03/2026: 19; 04/2026: 21"."""
    figures = case.figures(counting)
    return "; ".join(f"{month:%m/%Y}: {figures[month].count}" for month in sorted(figures)[-history.MONTHS_COMPARED :])


def trials(case: Counted) -> str:
    """Return the preventive trials for migraine, with dose, dates and outcome."""
    rows = history.trial_rows(case, _NOTHING_ENCLOSED)
    return "; ".join(_joined(row.drug, row.dose, row.dates, row.outcome) for row in rows)


def ruled_out(case: Counted) -> str:
    """Return what must not be given, each with its reason."""
    return "; ".join(f"{one.what}: {one.reason}" for one in history.ruled_out(case))


def acute(case: Counted) -> str:
    """Return the acute medicines, with days a month where they are known."""
    rows = history.acute_rows(case)
    return "; ".join(_joined(one.drug, f"{one.days} days a month" if one.days else None) for one in rows)


def scores(case: Counted) -> str:
    """Return the first and the latest score of each instrument, with its band."""
    rows = history.score_rows(case)
    return "; ".join(f"{row.instrument} {row.total} on {row.on:%m/%d/%Y} ({row.band})" for row in rows)


def treatments(case: Counted) -> str:
    """Return the earlier toxin treatments for migraine."""
    rows = history.session_rows(case)
    return "; ".join(_joined(row.on, f"{row.units} units" if row.units else None, row.response) for row in rows)


def response(case: Counted) -> str:
    """Return what changed since treatment began."""
    return "; ".join(history.changes(case))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
