"""Reads CSV as programs write it: by its own encoding and delimiter, row by row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.table.grid import MOST_COLUMNS, Row, Sheet, Table, clean

CSV_SHEET = "table"
"""What the one sheet of a CSV file is called in messages and in a mapping."""
_SAMPLE = 65_536
_MOST_BYTES = 200_000_000
_LONGEST_CELL = 32_767
_DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def open_csv(path: Path) -> Table:
    """Open a CSV file: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar.

    Raises:
        CaseFileError: it cannot be read, is larger than 200 MB, or is no text.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CaseFileError(f"{path.name}: larger than 200 MB. Split the export into smaller files.")
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        encoding = _encoding(path, sample)
    except OSError as error:
        raise _unreadable(path, error) from error
    text = sample.decode(encoding, errors="ignore")
    if "\x00" in text:
        raise CaseFileError(f"{path.name}: not a table in text. Save it as CSV (UTF-8) or as .xlsx.")
    return Table(path.name, (Sheet(CSV_SHEET, partial(_rows, path, encoding, _delimiter(text))),))


def _encoding(path: Path, sample: bytes) -> str:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    # UTF-16 without a mark: every other byte of plain letters is zero
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset:2_000:2]
        if half and half.count(0) > 0.8 * len(half):
            return name
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_SAMPLE):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Return the delimiter that divides the first rows into the most columns of the same number."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = [sum(1 for _ in row) for row in _parsed(lines, delimiter)]
        widths = [count for count in counts if count > 1]
        score = max((widths.count(width) * width for width in widths), default=0)
        if score > most:
            best, most = delimiter, score
    return best


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    number = 0
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), start=1):
                if len(cells) > MOST_COLUMNS:
                    raise CaseFileError(f"{path.name}, row {number}: more than {MOST_COLUMNS} columns. Export it anew.")
                yield Row(number, tuple(map(clean, cells)))
        return
    except OSError as error:
        raise _unreadable(path, error) from error
    except (csv.Error, UnicodeError):
        fault = (
            f"{path.name}, after row {number}: not a table in CSV (a quotation mark may be missing, or the text is not "
            "all of one encoding). Save it as CSV (UTF-8), or as .xlsx."
        )
    # raised out here, so that an error that holds the text does not travel along
    raise CaseFileError(fault)


def _unreadable(path: Path, error: OSError) -> CaseFileError:
    return CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the table.")
