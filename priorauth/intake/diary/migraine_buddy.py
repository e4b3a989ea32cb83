"""Reads the CSV export of Migraine Buddy, in both versions: with and without time zones and attack types.

It is a list of attacks. It does not say that the days between them were free, so those stay blank. Place, notes and
triggers are never read. Only an attack whose type the user gave as migraine makes a migraine day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import takewhile

from priorauth.errors import CaseFileError
from priorauth.intake.diary.cells import DateOrder, medicines, number, orders_shown, pain, slashed_date
from priorauth.intake.diary.found import LONGEST_ATTACK, Attack, Found, Problem
from priorauth.intake.diary.text import Row

_HEADER = ["#", "started", "lasted"]
_STARTED, _LASTED, _PAIN, _TYPES = "Started", "Lasted", "Pain Level", "Attack Types"
_OFFSETS = ("Start UTC Offset (min)", "End UTC Offset (min)")
_MEDICINES = tuple(f"{kind} Medication" for kind in ("Helpful", "Somewhat Helpful", "Unhelpful", "Unsure"))
_TIME = re.compile(r"(\S+)\s+(\d{1,2}):(\d{2})")
_LENGTH = re.compile(r"(?:(\d{1,4})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*m)?", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:no|not|non|probable|probably|possible|possibly|maybe|unsure|suspected)\b|\?")
# kinds of migraine that need not hurt: without a pain level they tell no headache
_PAINLESS = re.compile(r"\b(?:silent|acephalgic|abdominal|vestibular|without headache)\b")
# from UTC-12 to UTC+14
_WEST, _EAST = -720, 840


def is_header(row: Row) -> bool:
    """Tell whether the table of attacks begins with this row."""
    return [cell.strip().lower() for cell in row.cells[:3]] == _HEADER


def read_migraine_buddy(rows: list[Row], name: str) -> Found:
    """Return the attacks of an export; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the table of attacks is missing, or its dates are not in US order.
    """
    preamble = list(takewhile(lambda row: not is_header(row), rows))
    if len(preamble) == len(rows):
        raise CaseFileError(
            f"{name}: the header of the attacks (#, Started, Lasted, …) is missing. Export the diary as CSV again."
        )
    table = [row for row in rows[len(preamble) + 1 :] if not row.is_blank]
    names = [cell.strip().lower() for cell in rows[len(preamble)].cells]
    columns = {name: names.index(name) for name in names}
    if DateOrder.DAY_FIRST in orders_shown(row.cell(columns[_STARTED.lower()]) for row in table):
        raise CaseFileError(
            f"{name}, column Started: some dates have a day before the month. "
            "Expected US dates (month/day/year), as the app exports them: export the diary anew."
        )
    found = Found()
    reader = _Reader(columns, len(names), found.problems)
    found.attacks = [attack for row in table if (attack := reader.attack(row)) is not None]
    found.notes = _notes(preamble, columns, found.attacks)
    return found


class _Reader:
    """Reads rows by the columns of one export, and notes what could not be read."""

    def __init__(self, columns: dict[str, int], width: int, problems: list[Problem]) -> None:
        self._columns = columns
        self._width = width
        self._problems = problems

    def attack(self, row: Row) -> Attack | None:
        """Return the attack of a row, or None where it cannot be told when it was."""
        if len(row.cells) != self._width:
            expected = f"expected {self._width} cells, as in the header; this row was left out"
            self._problems.append(Problem(row.line, "#", expected, day_is_known=False))
            return None
        began = self._began(row)
        if began is None:
            return None
        return Attack(
            began=began,
            ended=self._ended(row, began),
            hurts=self._hurts(row),
            migraine=self._is_migraine(row),
            medicines=self._medicines(row),
        )

    def _cell(self, row: Row, column: str) -> str:
        return row.cell(self._columns.get(column.lower()))

    def _report(self, row: Row, column: str, expected: str, *, day_is_known: bool = True) -> None:
        self._problems.append(Problem(row.line, column, expected, day_is_known))

    def _began(self, row: Row) -> datetime | None:
        written = _TIME.fullmatch(self._cell(row, _STARTED))
        day = slashed_date(written[1], DateOrder.MONTH_FIRST) if written else None
        if written is None or day is None or int(written[2]) > 23 or int(written[3]) > 59:
            expected = 'expected a date and time such as "11/16/24 13:12"; this attack was left out'
            self._report(row, _STARTED, expected, day_is_known=False)
            return None
        return datetime(
            day.year, day.month, day.day, int(written[2]), int(written[3]), tzinfo=self._zone(row, *_OFFSETS)
        )

    def _zone(self, row: Row, column: str, otherwise: str) -> timezone:
        # without offsets, as in the older export, the clock on the wall is taken to have run on
        text = self._cell(row, column) or self._cell(row, otherwise)
        if re.fullmatch(r"[+-]?\d{1,3}", text) and _WEST <= int(text) <= _EAST:
            return timezone(timedelta(minutes=int(text)))
        if text:
            self._report(row, column, f"expected minutes from UTC, {_WEST} to {_EAST}; UTC was taken")
        return UTC

    def _ended(self, row: Row, began: datetime) -> datetime | None:
        text = self._cell(row, _LASTED)
        if not text:
            return None
        written = _LENGTH.fullmatch(text)
        days, hours, minutes = (int(part or 0) for part in written.groups()) if written else (0, 0, 0)
        lasted = timedelta(days=days, hours=hours, minutes=minutes)
        if written is None or lasted > LONGEST_ATTACK:
            expected = (
                f'expected a length such as "01h 30m", at most {LONGEST_ATTACK.days} days; it is taken as unknown'
            )
            self._report(row, _LASTED, expected)
            return None
        return (began + lasted).astimezone(self._zone(row, *reversed(_OFFSETS)))

    def _hurts(self, row: Row) -> bool:
        text = self._cell(row, _PAIN)
        if not text:
            return not _PAINLESS.search(self._cell(row, _TYPES).lower())
        level = pain(text)
        if level is not None:
            return level > 0
        # a level beyond 10 is a slip, but no 0; words may say that there was no pain
        self._report(row, _PAIN, "expected a pain level from 0 to 10; only a number above 10 counts as pain")
        return number(text) is not None

    def _is_migraine(self, row: Row) -> bool | None:
        types = self._cell(row, _TYPES).lower()
        return True if "migraine" in types and not _DOUBT.search(types) else None

    def _medicines(self, row: Row) -> tuple[str, ...] | None:
        cells = [text for text in (self._cell(row, column) for column in _MEDICINES) if text]
        return medicines(", ".join(cells)) if cells else None


def _notes(preamble: list[Row], columns: dict[str, int], attacks: list[Attack]) -> list[str]:
    notes = []
    events = sum(not row.is_blank for row in preamble) - 1
    if events > 0:
        notes.append(f"Entries above the attacks, such as an attack still going on, were not counted: {events}.")
    if _TYPES.lower() not in columns:
        notes.append("This export has no attack types: it documents no migraine days.")
    if painless := sum(not attack.hurts for attack in attacks):
        notes.append(f"Attacks without pain: {painless}. Their days stay blank, neither headache nor free.")
    return notes
