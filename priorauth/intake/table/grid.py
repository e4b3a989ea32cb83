"""What every table is to the readers behind it: sheets of numbered rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from openpyxl.utils import get_column_letter

UNREADABLE = "\x00"
"""What a cell holds that has no value: an error of Excel, or a formula that was never worked out."""
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
MOST_COLUMNS = 500


class Row(NamedTuple):
    """One row of a sheet."""

    number: int
    """As Excel numbers it; in a CSV file the row of the table, from 1."""
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """True when no cell holds anything."""
        return not any(self.cells)


class Sheet(NamedTuple):
    """One sheet; its rows can be read again and again, from the first on."""

    name: str
    rows: Callable[[], Iterator[Row]]
    serials: bool = True
    """Whether a plain number of five digits is a day that counts from 1900."""


class Table(NamedTuple):
    """A file with its sheets, and what of it is not read."""

    file: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return the text of a cell without surrounding blanks; an error of Excel becomes ``UNREADABLE``."""
    known = text.replace("\xa0", " ").replace("\x00", " ").strip()
    return UNREADABLE if known in _ERRORS else known


def column_letter(index: int) -> str:
    """Return Excel's letter of the column with this index, from 0."""
    return get_column_letter(index + 1)
