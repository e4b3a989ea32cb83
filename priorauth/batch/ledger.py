"""The rows of a run, on disk: a run of a million cases needs no more memory than one of ten.

The ledger is scratch: SQLite without a journal, made anew by every run. What a run must remember for the next one
lies with the packets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from priorauth.batch.rows import Outcome, Row
from priorauth.clinical.terms import Whom
from priorauth.errors import OutputError

_TABLES = """
CREATE TABLE rows (number INTEGER PRIMARY KEY, case_id TEXT, place TEXT, payer TEXT, policy TEXT, kind TEXT, as_of TEXT,
                   readiness TEXT, missed INTEGER, outcome TEXT, exit_code INTEGER, said TEXT, patient BLOB);
CREATE TABLE missed (number INTEGER, policy TEXT, clause TEXT, says TEXT, verdict TEXT);
CREATE TABLE asks (number INTEGER, whom TEXT, clause TEXT, question TEXT);
CREATE TABLE ids (case_id TEXT PRIMARY KEY COLLATE NOCASE, place TEXT) WITHOUT ROWID;
"""
# so many rows are written at a time
_AT_ONCE = 500
_TWINS_SHOWN = 5


class Ledger:
    """Takes rows as they come, and gives them back in any order."""

    def __init__(self, path: Path) -> None:
        with _told(path):
            self._base = sqlite3.connect(path, isolation_level=None)
            # one transaction until ``settle``, whose script ends it: the rows need not survive the run
            self._base.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} BEGIN;")
        self._path = path
        self._waiting: list[Row] = []

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def claim(self, row: Row) -> str | None:
        """Note that a case id is taken; returns the place of the case that took it before, if any did.

        Ids that differ by capitals only are the same: some disks keep their folders under one name.

        Raises:
            OutputError: the disk is full.
        """
        with _told(self._path):
            new = self._base.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (row.case_id, row.place)).rowcount
            if new:
                return None
            found = self._base.execute("SELECT place FROM ids WHERE case_id = ?", (row.case_id,)).fetchone()
        return str(found[0])

    def add(self, row: Row) -> None:
        """Take the final row of a case.

        Raises:
            OutputError: the disk is full.
        """
        self._waiting.append(row)
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def each(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield what a query finds, one after the other.

        Raises:
            OutputError: the disk is full.
        """
        self._write()
        with _told(self._path):
            yield from self._base.execute(query, values)

    def settle(self) -> None:
        """Prepare for the queries of the summary: nothing is added after this.

        Raises:
            OutputError: the disk is full.
        """
        self._write()
        with _told(self._path):
            self._base.executescript(
                "CREATE INDEX by_patient ON rows (patient) WHERE patient <> x'';"
                "CREATE TABLE twins AS SELECT patient FROM rows WHERE patient <> x'' GROUP BY 1 HAVING count(*) > 1;"
            )

    def twins_of(self, number: int, patient: bytes) -> list[str]:
        """Return the ids of other cases of the same patient and day, the first few by id."""
        found = self.each(
            "SELECT case_id FROM rows WHERE patient = ? AND number <> ? ORDER BY case_id LIMIT ?",
            patient,
            number,
            _TWINS_SHOWN,
        )
        return [str(case_id) for (case_id,) in found]

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []
        if not rows:
            return
        with _told(self._path):
            self._base.executemany(f"INSERT INTO rows VALUES ({','.join('?' * 13)})", map(_fields, rows))
            self._base.executemany("INSERT INTO missed VALUES (?,?,?,?,?)", _missed(rows))
            self._base.executemany("INSERT INTO asks VALUES (?,?,?,?)", _asks(rows))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"{path.parent} cannot be written ({error}). Free some space, then run the same command again."
        ) from error


def _fields(row: Row) -> tuple[object, ...]:
    return (
        row.number,
        row.case_id,
        row.place,
        row.payer,
        row.policy,
        row.kind,
        row.as_of,
        row.readiness,
        len(row.missed),
        row.outcome.value,
        row.exit_code,
        row.said,
        b"" if row.outcome is Outcome.FAILED else row.patient,
    )


def _missed(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        for one in row.missed:
            yield row.number, row.policy, one.clause, one.says, one.verdict


def _asks(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        for one in row.missed:
            for whom, question in one.asks:
                yield row.number, whom, one.clause, question
        for note in row.notes:
            yield row.number, Whom.OFFICE.value, "", note
