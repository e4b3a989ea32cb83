"""Keeps the lines of a bulk export by patient, on disk, for as long as the export is being read.

The file has no name: SQLite creates it for its owner only, in the folder for temporary files, and removes it from
there before the first line is written. So nothing is left behind, however the program ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

from priorauth.errors import CaseFileError
from priorauth.intake.fhir.files import Line

_LAYOUT = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -8192;
CREATE TABLE line (owner TEXT, file TEXT NOT NULL, number INTEGER NOT NULL, text BLOB NOT NULL);
CREATE INDEX line_of ON line (owner);
CREATE TABLE patient (id TEXT NOT NULL, file TEXT NOT NULL, number INTEGER NOT NULL, text BLOB NOT NULL);
CREATE INDEX patient_of ON patient (id);
CREATE TABLE known_as (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
# a key that two patients claim names nobody
_SURE = "SELECT key FROM known_as GROUP BY key HAVING count(*) = 1"
_STRAYS = f"SELECT count(*) FROM line WHERE owner IS NULL OR owner NOT IN ({_SURE})"
_KEYS = "SELECT key FROM known_as AS mine WHERE id = ? AND NOT EXISTS \
(SELECT 1 FROM known_as AS other WHERE other.key = mine.key AND other.id <> mine.id)"


class Spool:
    """A temporary store of lines; use it in a ``with`` statement."""

    def __init__(self) -> None:
        with _on_disk():
            # the empty name asks SQLite for a file without one
            self._store = sqlite3.connect("")
            self._store.executescript(_LAYOUT)

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the disk space back."""
        self._store.close()

    def add(self, owner: str | None, line: Line) -> None:
        """Keep a line of the patient who is known by the key ``owner``, or of nobody."""
        with _on_disk():
            self._store.execute("INSERT INTO line VALUES (?, ?, ?, ?)", (owner, *line))

    def add_patient(self, patient_id: str, keys: Iterable[str], line: Line) -> None:
        """Keep a Patient, with every key that another resource may know this one by."""
        with _on_disk():
            self._store.execute("INSERT INTO patient VALUES (?, ?, ?, ?)", (patient_id, *line))
            self._store.executemany("INSERT OR IGNORE INTO known_as VALUES (?, ?)", ((key, patient_id) for key in keys))

    def patients(self) -> Iterator[str]:
        """Return the ids of the patients, in their order."""
        # one after another, since a list of all would grow with the export
        last = self._next_after("")
        while last is not None:
            yield last
            last = self._next_after(last)

    def patient(self, patient_id: str) -> list[Line]:
        """Return the lines that hold the Patient of this id: one, unless the export repeats or mixes them."""
        return [Line(*row) for row in self._rows("SELECT file, number, text FROM patient WHERE id = ?", patient_id)]

    def lines_of(self, patient_id: str) -> Iterator[Line]:
        """Return the lines of one patient, in the order they came."""
        query = f"SELECT file, number, text FROM line WHERE owner IN ({_KEYS}) ORDER BY rowid"
        return (Line(*row) for row in self._rows(query, patient_id))

    def strays(self) -> int:
        """Return how many lines belong to no patient of the export."""
        return int(self._store.execute(_STRAYS).fetchone()[0])

    def _next_after(self, patient_id: str) -> str | None:
        found = self._store.execute("SELECT min(id) FROM patient WHERE id > ?", (patient_id,)).fetchone()[0]
        return None if found is None else str(found)

    def _rows(self, query: str, patient_id: str) -> list[tuple[str, int, bytes]]:
        with _on_disk():
            return self._store.execute(query, (patient_id,)).fetchall()


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise CaseFileError(
            "The temporary file of this import cannot be kept. Is the disk full? TMPDIR names another folder for it."
        ) from error
