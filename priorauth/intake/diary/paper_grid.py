"""Reads the monthly paper grid typed in: a column for each day, rows for the severity and the medicines.

A grid has no hours, and they are never inferred. A severity of 0 for every part of the day is a day free of headache;
a blank part leaves the day unknown. A medicine row with a number or a mark says that it was taken on that day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from priorauth.case.headache import DiaryDay
from priorauth.clinical.calendar import month_of
from priorauth.errors import CaseFileError
from priorauth.intake.diary import cells
from priorauth.intake.diary.found import FIRST_YEAR, LAST_YEAR, Found, Problem
from priorauth.intake.diary.text import Row

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_NAMED_MONTH = re.compile(r"([a-z]{3})[a-z]*\.?,?\s+(\d{4})", re.IGNORECASE)
_FEWEST_DAYS = 28


class Part(StrEnum):
    """What a row of a grid holds."""

    WHOLE_DAY = "whole day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    MIGRAINE = "migraine"
    ACUTE = "acute medicine"
    OTHER = "other"


_SEVERITY = (Part.WHOLE_DAY, Part.MORNING, Part.AFTERNOON, Part.EVENING)
_PARTS_OF_A_DAY = {Part.MORNING, Part.AFTERNOON, Part.EVENING}
# the first pattern that fits the label of a row tells what it holds; an acute medicine's name stands behind the colon
_LABELS: tuple[tuple[re.Pattern[str], Part], ...] = (
    (
        re.compile(r"(?:acute|symptomatic|rescue)?\s*(?:medicine|medication|acute|symptomatic|rescue)s?\s*:\s*\S.*"),
        Part.ACUTE,
    ),
    (re.compile(r"(?:prevent|prophyla|relief|disability|menstr|period|trigger|notes?\b|comment).*"), Part.OTHER),
    (re.compile(r"morning.*"), Part.MORNING),
    (re.compile(r"afternoon.*"), Part.AFTERNOON),
    (re.compile(r"(?:evening|night).*"), Part.EVENING),
    (re.compile(r"migraine.*"), Part.MIGRAINE),
    (re.compile(r"(?:headache|severity|pain|intensity|worst).*"), Part.WHOLE_DAY),
)


@dataclass(slots=True)
class _Sheet:
    """One month of a grid while it is being read."""

    month: date
    columns: dict[int, int]
    """The column of each day."""
    severities: list[tuple[Part, dict[int, bool]]] = field(default_factory=list)
    """Each row of severity: on which days there was pain, and on which there was none."""
    migraine: dict[int, bool] = field(default_factory=dict)
    medicines: dict[str, dict[int, bool]] = field(default_factory=lambda: defaultdict(dict))


def is_header(row: Row) -> bool:
    """Tell whether this row numbers the days of a month."""
    return len(_columns(row)) >= _FEWEST_DAYS


def read_paper_grid(rows: list[Row], name: str) -> Found:
    """Return the days of one month or of several, one sheet below the other; ``name`` is what errors call the file.

    Raises:
        CaseFileError: a sheet does not say which month it is.
    """
    found = Found()
    days: dict[date, DiaryDay] = {}
    for sheet in _sheets(rows, name, found.problems):
        for entry in _entries(sheet):
            if days.setdefault(entry.day, entry) != entry:
                raise CaseFileError(f"{name}: two sheets are for the same month and do not agree. Give it once.")
    found.days = list(days.values())
    return found


def _sheets(rows: list[Row], name: str, problems: list[Problem]) -> Iterator[_Sheet]:
    month: date | None = None
    sheet: _Sheet | None = None
    for row in rows:
        if is_header(row):
            month = _month_in(row) or month
            if month is None:
                raise CaseFileError(
                    f'{name}, line {row.line}: which month is it? Write a row "Month,2026-03" above the days.'
                )
            if sheet is not None:
                yield sheet
            sheet, month = _Sheet(month, _columns(row)), None
        elif sheet is None or _month_in(row):
            month = _month_in(row) or month
        elif not row.is_blank:
            _read_row(row, sheet, problems)
    if sheet is not None:
        yield sheet


def _columns(row: Row) -> dict[int, int]:
    numbers = [(cells.number(row.cell(at)), at) for at in range(len(row.cells))]
    return {day: at for day, at in reversed(numbers) if isinstance(day, int) and 1 <= day <= 31}


def _month_in(row: Row) -> date | None:
    for cell in row.cells[:4]:
        if found := _ISO_MONTH.fullmatch(cell.strip()):
            year, month = int(found[1]), int(found[2])
        elif (found := _NAMED_MONTH.fullmatch(cell.strip())) and found[1].lower() in _MONTHS:
            year, month = int(found[2]), _MONTHS.index(found[1].lower()) + 1
        else:
            continue
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
            return date(year, month, 1)
    return None


def _read_row(row: Row, sheet: _Sheet, problems: list[Problem]) -> None:
    label = next((cell.strip() for cell in row.cells if cell.strip()), "")
    part = next((part for pattern, part in _LABELS if pattern.fullmatch(label.lower())), None)
    if part is None:
        expected = 'expected Morning, Afternoon, Evening, Migraine, or "Medicine: NAME"; this row was left out'
        problems.append(Problem(row.line, "1 (label)", expected))
    elif part is Part.ACUTE:
        medicine = label.partition(":")[2].strip()
        _add(sheet.medicines[medicine], _marks(row, sheet, problems, _TAKEN))
    elif part is Part.MIGRAINE:
        _add(sheet.migraine, _marks(row, sheet, problems, _YES_OR_NO))
    elif part in _SEVERITY:
        sheet.severities.append((part, _marks(row, sheet, problems, _PAIN)))


def _add(known: dict[int, bool], marks: dict[int, bool]) -> None:
    # two rows of one medicine, such as of two sheets of paper: one mark is enough
    for day, mark in marks.items():
        known[day] = known.get(day, False) or mark


def _marks(row: Row, sheet: _Sheet, problems: list[Problem], expected: str) -> dict[int, bool]:
    marks: dict[int, bool] = {}
    last = month_of(sheet.month)[1].day
    for day, at in sheet.columns.items():
        text = row.cell(at)
        mark = _mark(text, is_pain=expected is _PAIN)
        if text and (mark is None or day > last):
            said = f"{expected}; the cell counts as blank" if day <= last else "this month has no such day"
            problems.append(Problem(row.line, f"{at + 1} (day {day})", said))
        elif mark is not None:
            marks[day] = mark
    return marks


_PAIN = "expected a severity from 0 to 10"
_TAKEN = "expected how many were taken, or a mark such as x"
_YES_OR_NO = "expected yes or no"


def _mark(text: str, *, is_pain: bool) -> bool | None:
    found = cells.pain(text) if is_pain else cells.number(text)
    if found is not None:
        return found > 0
    return None if is_pain else cells.is_yes(text)


def _entries(sheet: _Sheet) -> Iterator[DiaryDay]:
    for number in range(1, month_of(sheet.month)[1].day + 1):
        entry = _entry(sheet, number)
        if entry.model_fields_set != {"day"}:
            yield entry


def _entry(sheet: _Sheet, number: int) -> DiaryDay:
    answers: dict[str, object] = {}
    headache = _headache(sheet, number)
    migraine = sheet.migraine.get(number)
    # a free day with a migraine marked contradicts itself, and nobody can tell which is right
    if not (migraine and headache is False):
        answers |= {} if headache is None else {"headache": headache}
        answers |= {} if migraine is None else {"migraine": migraine}
    taken = {medicine: marks.get(number) for medicine, marks in sheet.medicines.items()}
    names = tuple(medicine for medicine, mark in taken.items() if mark)
    if names and None in taken.values():
        answers["acute_at_least"] = names
    elif taken and None not in taken.values():
        answers["acute"] = names
    return DiaryDay.model_validate({"day": sheet.month.replace(day=number), **answers})


def _headache(sheet: _Sheet, number: int) -> bool | None:
    felt = [(part, marks.get(number)) for part, marks in sheet.severities]
    if any(hurts for _, hurts in felt):
        return True
    # free only where every row of the whole day, or of the parts that make up a day, was written down as 0
    whole = [hurts for part, hurts in felt if part is Part.WHOLE_DAY]
    parts = [hurts for part, hurts in felt if part is not Part.WHOLE_DAY]
    covered = {part for part, _ in felt} >= _PARTS_OF_A_DAY
    is_free = (bool(whole) and None not in whole) or (covered and None not in parts)
    return False if is_free else None
