"""Which trials and treatments a letter shows row by row, so that it stays at two pages; the exhibits hold them all."""

from __future__ import annotations

from collections.abc import Iterable

from priorauth.case.history import Counted
from priorauth.clinical.model import Model
from priorauth.packet.history import SessionRow, TrialRow

TRIALS_SHOWN = 6
SESSIONS_SHOWN = 4


class TrialsTold(Model):
    """The trials of a letter: those shown row by row, and the others in one line."""

    rows: tuple[TrialRow, ...]
    others: tuple[str, ...]
    """Drug and outcome, such as "verapamil (not tolerated)"."""


class SessionsTold(Model):
    """The earlier treatments of a letter: the latest row by row, the others by their number."""

    rows: tuple[SessionRow, ...]
    before: int
    """How many came before the rows."""
    first: str | None
    """The day of the first of all."""


def trials_told(case: Counted, rows: tuple[TrialRow, ...], reasons: Iterable[str]) -> TrialsTold:
    """Return the trials of a letter; ``reasons`` are its answers: a drug that one of them names keeps its row.

    Up to six trials all have a row. Of more, the latest fill the rows that are left.
    """
    if len(rows) <= TRIALS_SHOWN:
        return TrialsTold(rows=rows, others=())
    said = " ".join(reasons).lower()
    named = [index for index, row in enumerate(rows) if row.drug.lower() in said]
    latest = sorted(set(range(len(rows))) - set(named), key=lambda index: _begun(case, index), reverse=True)
    kept = {*named, *latest[: max(0, TRIALS_SHOWN - len(named))]}
    return TrialsTold(
        rows=tuple(row for index, row in enumerate(rows) if index in kept),
        others=tuple(_briefly(row) for index, row in enumerate(rows) if index not in kept),
    )


def sessions_told(rows: tuple[SessionRow, ...]) -> SessionsTold:
    """Return the treatments of a letter: the latest four row by row."""
    shown = rows[-SESSIONS_SHOWN:]
    return SessionsTold(rows=shown, before=len(rows) - len(shown), first=rows[0].on if rows else None)


def _begun(case: Counted, index: int) -> int:
    known = [one for one in case.trials if one.trial.for_migraine and one.is_preventive][index]
    return known.trial.started.low.toordinal() if known.trial.started else 0


def _briefly(row: TrialRow) -> str:
    return f"{row.drug} ({row.outcome.split(':')[0]})" if row.outcome else row.drug
