"""Tables as people save them from a spreadsheet: CSV with any of its separators, each fault named by row and column."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence

from priorauth.clinical.model import Model
from priorauth.errors import PolicyDataError

# what an XLSX or ODS file begins with
_WORKBOOK = b"PK\x03\x04"
_SEPARATORS = (",", ";", "\t")


class SheetRow(Model):
    """One row under the heading; a cell that is not there is empty."""

    table: str
    number: int
    """As the spreadsheet numbers it, the heading and comments counted."""
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the words of a cell, without blanks around them."""
        return self.cells.get(column, "")

    def fault(self, column: str, expected: str) -> PolicyDataError:
        """Return the error for a cell; ``expected`` says what should stand there."""
        return PolicyDataError(f"{self.table}, row {self.number}, column {column}: expected {expected}.")


def read_sheet(content: bytes, table: str, columns: Sequence[str], needed: Iterable[str] = ()) -> tuple[SheetRow, ...]:
    """Return the rows of a CSV file; rows that are empty, or begin with "#", are left out.

    Raises:
        PolicyDataError: it is no such table: a column is not known, missing or there twice, or a row is too long.
    """
    if content.startswith(_WORKBOOK):
        raise PolicyDataError(f"{table}: this is a workbook. Save the sheet as CSV (UTF-8), and name that file.")
    text = _decoded(content)
    numbered = [(number, row) for number, row in _records(text, table, columns) if any(row) and row[0][:1] != "#"]
    if not numbered:
        raise PolicyDataError(f"{table}: the table is empty. Expected the columns: {', '.join(columns)}.")
    (at, heading), *rest = numbered
    names = [name.lower() for name in heading]
    while names and not names[-1]:
        names.pop()
    _refuse_heading(table, at, names, columns, tuple(needed))
    return tuple(_row(table, number, names, row) for number, row in rest)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # what Excel on Windows writes as "CSV"
        return content.decode("cp1252", errors="replace")


def _records(text: str, table: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    separator = max(_SEPARATORS, key=lambda one: _known_names(text, one, columns))
    try:
        for number, row in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator), start=1):
            yield number, [cell.strip() for cell in row]
    except csv.Error as error:
        raise PolicyDataError(
            f"{table}: this is no CSV table ({error}). Save the spreadsheet as CSV (UTF-8)."
        ) from None


def _known_names(text: str, separator: str, columns: Sequence[str]) -> int:
    return max(
        (sum(cell.strip(' "').lower() in columns for cell in line.split(separator)) for line in _head(text)), default=0
    )


def _head(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and line.lstrip('"')[:1] != "#"][:1]


def _refuse_heading(table: str, at: int, names: list[str], columns: Sequence[str], needed: tuple[str, ...]) -> None:
    for name in names:
        if name not in columns:
            raise PolicyDataError(
                f'{table}, row {at}: "{name[:40]}" is no column of this table. Known: {", ".join(columns)}.'
            )
        if names.count(name) > 1:
            raise PolicyDataError(f'{table}, row {at}: the column "{name}" stands twice. Keep the one that is right.')
    for name in needed:
        if name not in names:
            raise PolicyDataError(f'{table}, row {at}: the column "{name}" is missing.')


def _row(table: str, number: int, names: list[str], row: list[str]) -> SheetRow:
    if any(row[len(names) :]):
        raise PolicyDataError(
            f"{table}, row {number}: there are more cells than columns. Put words that hold a comma in quotation marks."
        )
    return SheetRow(table=table, number=number, cells=dict(zip(names, row, strict=False)))
