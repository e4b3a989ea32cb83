"""The summary of a run: a table of all cases, a work list by person, the counts as JSON, and the report to read.

All but the report are the same bytes for the same cases, however often the run was stopped and taken up again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from priorauth.batch.ledger import Ledger
from priorauth.batch.rows import Outcome, Row, most_serious
from priorauth.batch.store import Store
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Whom
from priorauth.errors import OutputError
from priorauth.review.finding import Readiness

TABLE, WORK_LIST, COUNTS = "summary.csv", "worklist.csv", "summary.json"
_TITLES = (
    "case_id", "place", "payer", "policy", "request_kind", "as_of", "readiness", "open_items", "outcome", "exit_code",
    "because", "same_patient_and_day",
)  # fmt: skip
_WORK_TITLES = ("whom", "case_id", "policy", "clause", "question")
_MOST_MISSED = 20


class PayerCount(Model):
    """The cases of one payer, by readiness."""

    payer: str
    ready: int = 0
    gaps: int = 0
    not_met: int = 0


class MissedCount(Model):
    """How many cases have a gap in one clause."""

    policy: str
    clause: str
    """Empty for what every request needs."""
    says: str
    cases: int


class Summary(Model):
    """What came of all cases of a run. It names no patient."""

    summary_version: Literal[1] = 1
    priorauth_version: str
    dry_run: bool
    cases: int
    outcomes: dict[Outcome, int]
    readiness: dict[Readiness, int]
    exit_code: int
    """The most serious of all cases."""
    exit_codes: dict[int, int]
    """How many cases have each."""
    payers: tuple[PayerCount, ...]
    most_missed: tuple[MissedCount, ...]
    """The most frequent first."""
    to_ask: dict[Whom, int]
    """How many questions the work list holds for each person."""
    same_patient_and_day: int
    """How many cases share patient and day with another."""


class SoFar:
    """The table as it grows, in the order in which the cases are finished; gone when the whole one is there."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("w", encoding="utf-8", newline="")
            path.chmod(0o640)
        except OSError as error:
            raise OutputError(f"{path.parent} cannot be written ({error.strerror}).") from error
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(_TITLES[:-1])

    def add(self, row: Row) -> None:
        """Append one case.

        Raises:
            OutputError: the disk is full.
        """
        shown = (
            row.case_id, row.place, row.payer, row.policy, row.kind, row.as_of, row.readiness, len(row.missed),
            row.outcome.value, row.exit_code, row.said,
        )  # fmt: skip
        try:
            self._writer.writerow(shown)
        except OSError as error:
            raise self._fault(error) from error

    def show(self) -> None:
        """Let whoever looks at the table see what was appended.

        Raises:
            OutputError: the disk is full.
        """
        try:
            self._file.flush()
        except OSError as error:
            raise self._fault(error) from error

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # the table is gone when the run has ended, and before that its fault has been told
            self._file.close()

    def _fault(self, error: OSError) -> OutputError:
        return OutputError(f"{self._file.name} cannot be written ({error.strerror}). Free some space, then run again.")


def write_summary(ledger: Ledger, store: Store, *, dry_run: bool) -> Summary:
    """Write the table and the work list of a finished run, both by case id, and the counts; returns the counts.

    Raises:
        OutputError: a file cannot be written.
    """
    ledger.settle()
    _write_table(store, TABLE, _TITLES, _cases(ledger))
    _write_table(store, WORK_LIST, _WORK_TITLES, _questions(ledger))
    summary = _count(ledger, dry_run=dry_run)
    with store.whole_file(COUNTS) as file:
        file.write(summary.model_dump_json(indent=2) + "\n")
    store.so_far.unlink(missing_ok=True)
    return summary


def prepared(ledger: Ledger) -> Iterator[str]:
    """Yield the ids of the cases that are ready and have their packet, by id."""
    found = ledger.each(
        "SELECT case_id FROM rows WHERE outcome = ? AND readiness = ? ORDER BY case_id",
        Outcome.PREPARED.value,
        Readiness.READY.value,
    )
    return (str(case_id) for (case_id,) in found)


def _write_table(store: Store, name: str, titles: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    with store.whole_file(name) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(titles)
        writer.writerows(rows)


def _cases(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    found = ledger.each(
        "SELECT rows.*, twins.patient FROM rows LEFT JOIN twins ON twins.patient = rows.patient"
        " ORDER BY rows.case_id, rows.number"
    )
    for number, *shown, patient, twin in found:
        yield (*shown, " ".join(ledger.twins_of(number, patient)) if twin else "")


def _questions(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    return ledger.each(
        "SELECT whom, case_id, policy, clause, question FROM asks JOIN rows USING (number)"
        " ORDER BY whom, case_id, number, asks.rowid"
    )


def _count(ledger: Ledger, *, dry_run: bool) -> Summary:
    codes = _counted(ledger, "SELECT exit_code, count(*) FROM rows GROUP BY 1 ORDER BY 1")
    outcomes = _counted(ledger, "SELECT outcome, count(*) FROM rows GROUP BY 1 ORDER BY 1")
    readiness = _counted(ledger, "SELECT readiness, count(*) FROM rows WHERE outcome <> 'failed' GROUP BY 1")
    twins = _counted(ledger, "SELECT 'all', count(*) FROM rows JOIN twins ON twins.patient = rows.patient")
    return Summary(
        priorauth_version=version("priorauth"),
        dry_run=dry_run,
        cases=sum(codes.values()),
        outcomes={one: outcomes.get(one.value, 0) for one in Outcome},
        readiness={one: readiness.get(one.value, 0) for one in Readiness},
        exit_code=most_serious(codes),
        exit_codes=codes,
        payers=tuple(_payers(ledger)),
        most_missed=tuple(_most_missed(ledger)),
        to_ask=_counted(ledger, "SELECT whom, count(*) FROM asks GROUP BY 1 ORDER BY 1"),
        same_patient_and_day=twins["all"],
    )


def _counted(ledger: Ledger, query: str) -> dict[Any, int]:
    return dict(ledger.each(query))


def _payers(ledger: Ledger) -> Iterator[PayerCount]:
    found = ledger.each(
        "SELECT payer, sum(readiness = 'ready'), sum(readiness = 'gaps'), sum(readiness = 'not_met')"
        " FROM rows WHERE outcome <> 'failed' AND payer <> '' GROUP BY payer ORDER BY payer"
    )
    for payer, ready, gaps, not_met in found:
        yield PayerCount(payer=payer, ready=ready, gaps=gaps, not_met=not_met)


def _most_missed(ledger: Ledger) -> Iterator[MissedCount]:
    found = ledger.each(
        "SELECT policy, clause, says, count(DISTINCT number) AS cases FROM missed GROUP BY policy, clause, says"
        " ORDER BY cases DESC, policy, clause, says LIMIT ?",
        _MOST_MISSED,
    )
    for policy, clause, says, cases in found:
        yield MissedCount(policy=policy, clause=clause, says=says, cases=cases)
