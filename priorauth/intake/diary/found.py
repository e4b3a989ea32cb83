"""What every reader of diaries hands over: days, attacks, and the cells that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from priorauth.case.headache import DiaryDay
from priorauth.case.model import CasePart

# a diary of a phone; a year outside is a slip of the pen or of the clock
FIRST_YEAR, LAST_YEAR = 1990, 2099
# ten attacks a day for five years: more is no headache diary, and would fill the memory
MOST_ENTRIES = 20_000
# status migrainosus and daily headache go on for weeks; an end a month later was not entered as one
LONGEST_ATTACK = timedelta(days=31)


class DiaryFormat(StrEnum):
    """The formats of diaries that can be read."""

    MIGRAINE_BUDDY = "migraine-buddy"
    APPLE_HEALTH = "apple-health"
    CALENDAR = "calendar"
    PAPER_GRID = "paper-grid"

    @property
    def document_title(self) -> str:
        """What a document of this format is called in a case."""
        return {
            DiaryFormat.MIGRAINE_BUDDY: "Headache diary (Migraine Buddy)",
            DiaryFormat.APPLE_HEALTH: "Headache diary (Apple Health)",
            DiaryFormat.CALENDAR: "Headache diary (calendar)",
            DiaryFormat.PAPER_GRID: "Headache diary (monthly sheets)",
        }[self]


class Problem(NamedTuple):
    """One cell that could not be read: where it stands and what was expected, never what it holds."""

    line: int
    column: str
    expected: str
    day_is_known: bool = True
    """False where it is not even known which day the entry was for."""

    def __str__(self) -> str:
        """Say "line 7, column Started: expected …"."""
        return f"line {self.line}, column {self.column}: {self.expected}"


class Attack(NamedTuple):
    """One attack, by the clock on the wall where it began and where it ended."""

    began: datetime
    ended: datetime | None
    """None where nobody recorded how long it lasted."""
    hurts: bool = True
    """False for an attack whose pain was recorded as 0: neither a headache nor a day free of it."""
    migraine: bool | None = None
    medicines: tuple[str, ...] | None = None
    """What was taken for it; empty where nothing was, None where that was not recorded."""


@dataclass(slots=True)
class Found:
    """What one file holds."""

    attacks: list[Attack] = field(default_factory=list)
    free: set[date] = field(default_factory=set)
    """Days that the file itself says were free of headache."""
    days: list[DiaryDay] = field(default_factory=list)
    """Days of a diary that is kept by day."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ImportedDiary(NamedTuple):
    """What a diary documents, with what the office should know of how it was read."""

    part: CasePart
    format: DiaryFormat
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
