"""Reads a calendar in CSV: one row a day, its columns found by their names. A blank cell is unknown, never "no"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from priorauth.case.headache import DiaryDay
from priorauth.clinical.ranges import is_more_than
from priorauth.errors import CaseFileError
from priorauth.intake.diary import cells
from priorauth.intake.diary.found import Found, Problem
from priorauth.intake.diary.text import Row

T = TypeVar("T")


class Column(StrEnum):
    """What a column of a calendar holds."""

    DATE = "date"
    HEADACHE = "headache"
    PAIN = "pain"
    MIGRAINE = "migraine"
    HOURS = "hours"
    MEDICINES = "medicines"


_NAMES: dict[Column, tuple[str, ...]] = {
    Column.DATE: ("date", "day", "calendar day"),
    Column.HEADACHE: ("headache", "headaches", "headache day", "headache yes no", "had headache", "any headache"),
    Column.PAIN: ("pain", "pain level", "severity", "intensity", "pain 0 10", "worst pain", "headache severity"),
    Column.MIGRAINE: ("migraine", "migraines", "migraine day", "migraine yes no"),
    Column.HOURS: (
        "hours",
        "headache hours",
        "hours of headache",
        "duration hours",
        "duration h",
        "hours with headache",
    ),
    Column.MEDICINES: (
        *("medicine", "medicines", "medication", "medications", "meds", "acute medicine", "acute medicines"),
        *("acute medication", "acute medications", "acute meds", "rescue medication", "rescue medicine"),
    ),
}
_COUNTS = (Column.HEADACHE, Column.PAIN, Column.MIGRAINE, Column.HOURS)


def columns_of(row: Row) -> dict[Column, int] | None:
    """Return where each column stands if this row is the header of a calendar; None where it is none."""
    names = [" ".join(re.findall(r"[a-z0-9]+", cell.lower())) for cell in row.cells]
    found = {
        column: names.index(name)
        for column, known in _NAMES.items()
        if (name := next((one for one in known if one in names), None)) is not None
    }
    return found if Column.DATE in found and any(column in found for column in _COUNTS) else None


def read_calendar(rows: list[Row], name: str) -> Found:
    """Return the days of a calendar; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the header is missing, or the order of day and month cannot be told.
    """
    at, columns = next(((at, known) for at, row in enumerate(rows) if (known := columns_of(row))), (0, None))
    if columns is None:
        raise CaseFileError(
            f"{name}: no header of a diary was found. Expected a column date, and headache, pain, migraine or hours."
        )
    table = [row for row in rows[at + 1 :] if not row.is_blank]
    found = Found()
    reader = _Reader(columns, _order(table, columns[Column.DATE], name), found.problems)
    found.days = list(_once(reader, table, found.problems, columns[Column.DATE]))
    return found


def _order(table: list[Row], at: int, name: str) -> cells.DateOrder:
    dates = [row.cell(at) for row in table]
    shown = cells.orders_shown(dates)
    if len(shown) > 1:
        raise CaseFileError(f"{name}, column date: some dates have the month first, others the day. Write 2026-03-31.")
    if not shown and any(cells.slashed_date(text, cells.DateOrder.MONTH_FIRST) for text in dates):
        raise CaseFileError(f"{name}, column date: the dates do not show which number is the month. Write 2026-03-31.")
    return shown.pop() if shown else cells.DateOrder.MONTH_FIRST


def _once(reader: _Reader, table: list[Row], problems: list[Problem], at: int) -> Iterator[DiaryDay]:
    """Yield the days that have one row; where a day has two, nobody can tell which is right."""
    entries: dict[date, list[tuple[Row, DiaryDay]]] = {}
    for row in table:
        if (entry := reader.entry(row)) is not None:
            entries.setdefault(entry.day, []).append((row, entry))
    for found in entries.values():
        if all(entry == found[0][1] for _, entry in found):
            yield found[0][1]
        else:
            expected = f"this day has other rows that say otherwise, from line {found[0][0].line}; it stays blank"
            problems.append(Problem(found[1][0].line, _place(Column.DATE, at), expected))
            yield DiaryDay(day=found[0][1].day)


class _Reader:
    """Reads rows by the columns of one calendar, and notes what could not be read."""

    def __init__(self, columns: dict[Column, int], order: cells.DateOrder, problems: list[Problem]) -> None:
        self._columns = columns
        self._order = order
        self._problems = problems

    def entry(self, row: Row) -> DiaryDay | None:
        """Return the day of a row, or None where it cannot be told which day it is for."""
        text = row.cell(self._columns[Column.DATE])
        day = cells.iso_date(text) or cells.slashed_date(text, self._order)
        if day is None:
            expected = "expected a date such as 2026-03-31; this row was left out"
            self._report(row, Column.DATE, expected, day_is_known=False)
            return None
        unread = len(self._problems)
        said = self._read(row, Column.HEADACHE, _yes_or_pain, "expected yes or no, or a pain level from 0 to 10")
        felt = self._read(row, Column.PAIN, _is_pain, "expected a pain level from 0 to 10")
        hours = self._read(row, Column.HOURS, cells.hours, 'expected hours of one day, 0 to 24, such as "6" or "4-6"')
        migraine = self._read(row, Column.MIGRAINE, cells.is_yes, "expected yes or no")
        doubtful = len(self._problems) > unread
        medicines = self._read(row, Column.MEDICINES, cells.medicines, 'expected names of medicines, or "none"')
        if _contradict(said, felt, migraine, is_more_than(hours, 0)):
            column = next(one for one in _COUNTS if one in self._columns)
            self._report(row, column, "the cells of this row contradict each other; only its medicines are kept")
            return DiaryDay(day=day, acute=medicines)
        headache = felt if said is None else said
        # a cell that cannot be read may be what tells that the day was not free
        headache = None if doubtful and headache is False else headache
        return DiaryDay(day=day, headache=headache, migraine=migraine, hours=hours, acute=medicines)

    def _read(self, row: Row, column: Column, read: Callable[[str], T | None], expected: str) -> T | None:
        text = row.cell(self._columns.get(column))
        found = read(text) if text else None
        if text and found is None:
            self._report(row, column, f"{expected}; the cell counts as blank")
        return found

    def _report(self, row: Row, column: Column, expected: str, *, day_is_known: bool = True) -> None:
        self._problems.append(Problem(row.line, _place(column, self._columns[column]), expected, day_is_known))


def _place(column: Column, at: int) -> str:
    return f"{at + 1} ({column})"


def _contradict(said: bool | None, felt: bool | None, migraine: bool | None, lasted: bool | None) -> bool:
    answers = {said, felt, lasted, migraine or None} - {None}
    return len(answers) > 1


def _is_pain(text: str) -> bool | None:
    level = cells.pain(text)
    return None if level is None else level > 0


def _yes_or_pain(text: str) -> bool | None:
    said = cells.is_yes(text)
    level = cells.pain(text)
    return said if level is None else level > 0
