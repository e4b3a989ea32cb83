"""What openpyxl does not tell while it reads row by row: which cells are merged, and which hold a formula."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from defusedxml.ElementTree import iterparse
from openpyxl.utils import coordinate_to_tuple

# or text in an encoding in which these letters do not follow each other
_MAY_HAVE = re.compile(rb"<(?:\w+:)?(?:f[\s/>]|mergeCell\s)|^(?!\s*(?:\xef\xbb\xbf)?<[?\w])")


class Marks(NamedTuple):
    """Merged cells and formulas of one sheet, by the number of their row."""

    merged: dict[int, list[tuple[int, int]]]
    """Of each merged area its top row: the index of its first column, and its last row."""
    formulas: dict[int, list[int]]
    """Indices of the columns in which a formula stands."""


def read_marks(path: Path, sheet: Any) -> Marks:  # noqa: ANN401 - openpyxl's sheet
    """Return the marks of one sheet of the workbook at ``path``."""
    marks = Marks({}, {})
    with zipfile.ZipFile(path) as packed:
        content = packed.read(sheet._worksheet_path.lstrip("/"))
    # parsing takes as long as reading the sheet itself, and most sheets have neither
    if _MAY_HAVE.search(content):
        _note_all(BytesIO(content), marks)
    return marks


def _note_all(part: BytesIO, marks: Marks) -> None:
    for _, element in iterparse(part):
        tag = element.tag.rpartition("}")[2]
        if tag == "mergeCell":
            _note_merged(marks, element.get("ref", ""))
        elif tag == "c":
            if any(child.tag.rpartition("}")[2] == "f" for child in element):
                row, column = coordinate_to_tuple(element.get("r"))
                marks.formulas.setdefault(row, []).append(column - 1)
        elif tag != "row":
            continue
        element.clear()


def _note_merged(marks: Marks, area: str) -> None:
    first, _, last = area.partition(":")
    (top, column), (bottom, _) = coordinate_to_tuple(first), coordinate_to_tuple(last or first)
    if bottom > top:
        marks.merged.setdefault(top, []).append((column - 1, bottom))
