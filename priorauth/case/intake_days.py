"""Counts days with intake of acute medicines from a diary: by class of ICHD-3 8.2, as ranges that blank days widen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from priorauth.case.evidence import Evidence
from priorauth.case.headache import Diary, DiaryDay, HeadacheRecord
from priorauth.clinical.calendar import month_of
from priorauth.clinical.medicines import acute, is_taken_beside, preventive
from priorauth.clinical.model import Model
from priorauth.clinical.overuse import TOGETHER_FROM, OveruseClass, overuse_classes
from priorauth.clinical.ranges import Range, between


@dataclass(frozen=True, slots=True)
class IntakeMonth:
    """The days of one calendar month on which acute medicines were taken, by class."""

    month: date
    by_class: dict[OveruseClass, Range]
    """Every class that the diary names in this month."""
    any_counted: Range
    """Days with a medicine of any of these classes."""
    any_medicine: Range
    """Days with any acute medicine, whatever its class."""
    open_days: int
    """Days on which another medicine may have been taken: blank, or with a medicine that was not recognised."""
    by_drug: dict[str, Range]
    """Every acute medicine that was recognised, by its ingredient."""
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Day:
    """What diaries say of one day."""

    drugs: set[str] = field(default_factory=set)
    classes: set[OveruseClass] = field(default_factory=set)
    is_whole: bool = False
    took_any: bool = False


def intake_months(record: HeadacheRecord) -> tuple[IntakeMonth, ...]:
    """Return every calendar month on which a diary says what was taken, earliest first."""
    by_month: dict[date, dict[date, list[DiaryDay]]] = {}
    for diary in record.diaries:
        for entry in diary.days:
            if _says(entry):
                by_month.setdefault(entry.day.replace(day=1), {}).setdefault(entry.day, []).append(entry)
    return tuple(_month(record, month, by_month[month]) for month in sorted(by_month))


class MedicineDays(Model):
    """On how many days of one month a diary has medicines of one class."""

    month: date
    group: str
    days: Range
    overuse_from: int
    """Days a month from which ICHD-3 8.2 speaks of overuse of this class."""
    verified: bool
    """False for the number of 8.2.6, several classes together: it is from memory, and nothing is judged by it."""


def medicine_days(record: HeadacheRecord) -> tuple[MedicineDays, ...]:
    """Return the days of every class in every month, and of several classes together where there are several."""
    return tuple(row for month in intake_months(record) for row in _rows(month))


def _rows(month: IntakeMonth) -> Iterator[MedicineDays]:
    for one, days in month.by_class.items():
        yield MedicineDays(month=month.month, group=one.name, days=days, overuse_from=one.limit, verified=True)
    if len(month.by_class) > 1:
        yield MedicineDays(
            month=month.month,
            group="several classes together",
            days=month.any_counted,
            overuse_from=TOGETHER_FROM,
            verified=False,
        )


def _month(record: HeadacheRecord, month: date, entries: dict[date, list[DiaryDay]]) -> IntakeMonth:
    length = month_of(month)[1].day
    days = [_day(of_one_day) for of_one_day in entries.values()]
    blank = length - len(days)
    classes = sorted({one for day in days for one in day.classes})
    drugs = sorted({one for day in days for one in day.drugs})
    return IntakeMonth(
        month=month,
        by_class={one: _range(((one in day.classes, day.is_whole) for day in days), blank) for one in classes},
        any_counted=_range(((bool(day.classes), day.is_whole) for day in days), blank),
        any_medicine=_range(((day.took_any, day.is_whole) for day in days), blank),
        open_days=blank + sum(not day.is_whole for day in days),
        by_drug={one: _range(((one in day.drugs, day.is_whole) for day in days), blank) for one in drugs},
        evidence=tuple(item for diary in record.diaries if _speaks_of(diary, month) for item in diary.evidence),
    )


def _says(entry: DiaryDay) -> bool:
    return entry.acute is not None or bool(entry.acute_at_least)


def _speaks_of(diary: Diary, month: date) -> bool:
    return any(_says(entry) for entry in diary.days if entry.day.replace(day=1) == month)


def _range(days: Iterable[tuple[bool, bool]], blank: int) -> Range:
    # each day: whether it was taken, and whether everything that was taken is known
    known = list(days)
    sure = sum(taken for taken, _ in known)
    return between(sure, sure + sum(not taken and not whole for taken, whole in known) + blank)


def _day(entries: list[DiaryDay]) -> _Day:
    named = {name for entry in entries for name in (entry.acute or entry.acute_at_least)}
    found = _Day()
    # one list of everything that was taken is whole, unless another diary names something that it does not hold
    found.is_whole = any(entry.acute is not None and named <= set(entry.acute) for entry in entries)
    for name in named:
        medicine = acute(name)
        if medicine is not None:
            found.drugs.add(medicine.name)
            found.classes.update(overuse_classes(name))
            found.took_any = True
        elif not is_taken_beside(name) and preventive(name) is None:
            found.is_whole = False
            found.took_any = True
    return found
