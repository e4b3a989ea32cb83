"""The table reader: CSV and workbooks, with guessed columns."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from priorauth.intake.table import TableOptions, guess_map, open_table, read_table
from tests.fuzz.harness import Harness

ROWS = (
    "Case id,Last name,First name,DOB,Payer,Drug,Started,Stopped,Dose,Outcome,Month,Headache days",
    "A1,Sample,Ann,3/17/1984,Aetna,topiramate,1/6/2025,4/14/2025,50 mg BID,no benefit,2026-03,18-20",
)
OPTIONS = TableOptions(as_of=date(2026, 6, 10), entered_by="B. Example", entered_on=date(2026, 6, 10))


def _workbook() -> bytes:
    book, content = Workbook(), BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row.split(","))
    book.save(content)
    return content.getvalue()


def read(content: bytes, folder: Path) -> None:
    """Read content as a table, whatever it is."""
    path = folder / "table"
    path.write_bytes(content)
    table = open_table(path)
    known, _ = guess_map(table)
    for _ in read_table(table, known, OPTIONS):
        pass


HARNESS = Harness(
    read=read,
    seeds=("\r\n".join(ROWS).encode(), "\r\n".join(ROWS).replace(",", ";").encode("utf-16"), _workbook()),
    words=("Case id", "DOB", "2/30/2024", "3-4/week", "about 15", "=1+1", '"', ";", "\t"),
)
