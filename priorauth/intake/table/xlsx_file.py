"""Reads XLSX row by row: what a sheet shows, not what Excel keeps behind it.

Typing "March 2024" makes Excel keep March 1 and show "Mar-24"; such a cell is a month here, as it was typed. A
formula counts by the value that was saved with it. What cannot be trusted becomes ``UNREADABLE``.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from priorauth.errors import CaseFileError
from priorauth.intake.table.grid import MOST_COLUMNS, UNREADABLE, Row, Sheet, Table, clean
from priorauth.intake.table.xlsx_marks import Marks, read_marks

_MOST_BYTES = 30_000_000
_MOST_PARTS = 1_000
_MOST_ROWS = 100_000
_BEYOND = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ZEROS = re.compile(r"0{2,}")
_DAMAGED = "not a workbook that can be read. Open it in Excel and save it anew as .xlsx, or save the sheet as CSV."

Cell = ReadOnlyCell | EmptyCell


def open_xlsx(path: Path) -> Table:
    """Read a workbook, row by row; hidden sheets are named in the notes and not read.

    What it holds stays in memory as plain text, which the limit of 30 MB bounds.

    Raises:
        CaseFileError: it is no workbook, unpacks to more than 30 MB, or has too many rows or columns.
    """
    _check_size(path)
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            # openpyxl warns of everything in a workbook that it does not keep; nothing of that is read here
            warnings.simplefilter("ignore")
            # handed over open: openpyxl would refuse a workbook by the end of its name
            return _read(path, load_workbook(file, read_only=True, data_only=True, keep_links=False))
    except CaseFileError:
        raise
    except Exception:  # a damaged workbook can raise anything inside openpyxl
        fault = CaseFileError(f"{path.name}: {_DAMAGED}")
    # raised out here, so that an error that holds the text does not travel along
    raise fault


def _read(path: Path, book: Any) -> Table:  # noqa: ANN401 - openpyxl's book
    serials = book.epoch == CALENDAR_WINDOWS_1900
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"]
    notes = tuple(f"Sheet {title} is hidden: not read. Unhide it if it belongs to the table." for title in hidden)
    sheets = (Sheet(sheet.title, tuple(_rows(path, sheet)).__iter__, serials) for sheet in shown)
    return Table(path.name, tuple(sheets), notes)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the table.") from error
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        raise CaseFileError(f"{path.name}: {_DAMAGED}") from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise CaseFileError(
            f"{path.name}: unpacks to more than {_MOST_BYTES // 1_000_000} MB. Save each sheet as CSV, where there is "
            "more room."
        )


def _rows(path: Path, sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl's sheet
    # the size that a sheet states of itself is often wrong
    sheet.reset_dimensions()
    marks = read_marks(path, sheet)
    merged: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > _MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise CaseFileError(
                f"{path.name}, sheet {sheet.title}: more than {_MOST_ROWS} rows or {MOST_COLUMNS} columns. "
                "Delete what is empty below and beside the table, or save the sheet as CSV."
            )
        row = Row(number, _filled(number, _texts(number, cells, marks), marks, merged))
        if not row.is_blank:
            yield row


def _texts(number: int, cells: tuple[Cell, ...], marks: Marks) -> list[str]:
    texts = [_text(cell) for cell in cells]
    for index in marks.formulas.get(number, ()):
        # a formula that was never worked out has no value, which is not the same as an empty cell
        texts.extend([""] * (index + 1 - len(texts)))
        texts[index] = texts[index] or UNREADABLE
    return texts


def _filled(number: int, texts: list[str], marks: Marks, merged: dict[int, tuple[int, str]]) -> tuple[str, ...]:
    for index, bottom in marks.merged.get(number, ()):
        merged[index] = (bottom, texts[index] if index < len(texts) else "")
    for index, (bottom, text) in merged.items():
        if number <= bottom and text:
            texts.extend([""] * (index + 1 - len(texts)))
            texts[index] = texts[index] or text
    return tuple(texts)


def _text(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(cell, ReadOnlyCell) and cell.data_type == "e":
        return UNREADABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return _shown_date(value, str(cell.number_format))
    if isinstance(value, int | float):
        return _shown_number(value, str(cell.number_format))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return clean(value) if isinstance(value, str) else UNREADABLE


def _shown_date(value: date, number_format: str) -> str:
    """Return the parts of a date that the cell shows: Excel fills in a day, or a year, that nobody typed."""
    shown = _BEYOND.sub("", number_format).lower()
    if "y" not in shown:
        return f"{value:%d-%b}"
    if "d" in shown:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _shown_number(value: float, number_format: str) -> str:
    if value != value or abs(value) == float("inf"):
        return UNREADABLE
    if value == int(value):
        width = len(number_format) if _ZEROS.fullmatch(number_format) else 0
        return str(int(value)).zfill(width)
    # nine places hide what binary fractions add to 0.1 + 0.2
    return f"{value:.9f}".rstrip("0").rstrip(".")
