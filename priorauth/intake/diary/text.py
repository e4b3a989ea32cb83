"""Opens a diary that is a table of text: its encoding, its delimiter, its rows with their line numbers."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from priorauth.errors import CaseFileError
from priorauth.intake.diary.found import MOST_ENTRIES

# far more than a diary of many years has; a file beyond them would only fill the memory
MOST_BYTES = 8 * 2**20
_MOST_ROWS = MOST_ENTRIES
_MOST_CELLS = 1_000
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')


class Row(NamedTuple):
    """One row of a table, with the line of the file it begins on."""

    line: int
    cells: list[str]

    def cell(self, index: int | None) -> str:
        """Return a cell without the space around it; empty where the row or the column has none."""
        return "" if index is None or index >= len(self.cells) else self.cells[index].strip()

    @property
    def is_blank(self) -> bool:
        """True where no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the Western code page that older programs write.

    Raises:
        CaseFileError: the file cannot be read, is too large for a diary, or holds no text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > MOST_BYTES:
        raise CaseFileError(
            f"{path.name}: larger than {MOST_BYTES // 2**20} MB, which no diary of text is. Give the export itself."
        )
    text = _decoded(content)
    if text is None or "\0" in text:
        raise CaseFileError(f"{path.name}: not a text file. Save the diary as CSV (UTF-8).")
    return text


def read_rows(text: str, name: str) -> list[Row]:
    """Return the rows of a table; ``name`` is what errors call the file.

    Raises:
        CaseFileError: a row cannot be told from the next, or there are more than any diary has.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return list(_rows(reader, name))
    except csv.Error:
        fault = f"{name}, line {reader.line_num}: the row cannot be read. Check the quotation marks, or export it anew."
    # raised out here, so that the text of the row does not travel along
    raise CaseFileError(fault)


def unreadable(path: Path, error: OSError) -> CaseFileError:
    """Return the error for a file that cannot be opened."""
    return CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the diary.")


def _rows(reader: Iterator[list[str]], name: str) -> Iterator[Row]:
    line = 1
    for number, cells in enumerate(reader):
        if number >= _MOST_ROWS or len(cells) > _MOST_CELLS:
            raise CaseFileError(
                f"{name}, line {line}: more than {_MOST_ROWS:,} rows, or {_MOST_CELLS:,} cells in one row, "
                "which no diary has. Export it anew."
            )
        yield Row(line, cells)
        line = reader.line_num + 1  # type: ignore[attr-defined]  # every csv reader counts its lines


def _decoded(content: bytes) -> str | None:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    first = _QUOTED.sub("", next((line for line in text.splitlines() if line.strip(' \t,;"')), ""))
    return max(_DELIMITERS, key=first.count)
