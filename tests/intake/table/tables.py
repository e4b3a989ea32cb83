"""Small tables as clinics write them, and what is read of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

from priorauth.case.model import CasePart
from priorauth.intake.table import BadCell, FromTable, TableOptions, guess_map, open_table, read_table

AS_OF = date(2026, 6, 10)
PATIENT = "Case id,Last name,First name,DOB,Payer"
ANN = "A1,Sample,Ann,3/17/1984,Aetna"


class Read(NamedTuple):
    """What a table gave: cases and parts in the order of the table, and the reports."""

    found: list[FromTable]
    bad: list[BadCell]

    @property
    def part(self) -> CasePart:
        """The one case of the table, or the part of one."""
        (only,) = self.found
        return only.part

    @property
    def reports(self) -> list[str]:
        """The reports as the office sees them."""
        return [str(one) for one in self.bad]


def read(path: Path, **options: Any) -> Read:
    """Read a table by guessed columns; a person vouches for it unless ``entered_by`` is None."""
    table = open_table(path)
    known, _ = guess_map(table)
    given = TableOptions(**{"as_of": AS_OF, "entered_by": "B. Example", "entered_on": AS_OF, **options})
    read = Read([], [])
    for one in read_table(table, known, given):
        if isinstance(one, BadCell):
            read.bad.append(one)
        else:
            read.found.append(one)
    return read


def csv(folder: Path, *lines: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    """Write a CSV file of these lines."""
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def xlsx(folder: Path, **sheets: list[list[Any]]) -> Path:
    """Write a workbook of these sheets; an underscore in a name stands for a blank."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    path = folder / "table.xlsx"
    book.save(path)
    return path


def rows(*lines: str) -> list[list[Any]]:
    """Return rows of cells, written with commas between them; an empty one is an empty cell."""
    return [[cell or None for cell in line.split(",")] for line in lines]
