"""Counts days with intake of acute medicines from a diary: by class of ICHD-3 8.2, as ranges that blank days widen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from priorauth.case.evidence import Evidence
from priorauth.case.headache import HeadacheRecord
from priorauth.case.months import DiaryMonth, MonthlyRecord
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


@dataclass(frozen=True, slots=True)
class _Day:
    """What diaries say of one day."""

    drugs: frozenset[str]
    classes: frozenset[OveruseClass]
    is_whole: bool
    took_any: bool


_Taken = tuple[tuple[str, ...] | None, tuple[str, ...]]
"""What one diary says was taken on one day: everything, or None; and what was taken at least."""
_NOT_SAID: _Taken = (None, ())


def intake_months(record: MonthlyRecord) -> tuple[IntakeMonth, ...]:
    """Return every calendar month on which a diary says what was taken, earliest first."""
    by_month: dict[date, list[DiaryMonth]] = defaultdict(list)
    for one in record.diary_months:
        by_month[one.month].append(one)
    counted = (_counted(month, by_month[month]) for month in sorted(by_month))
    return tuple(month for month in counted if month is not None)


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
    return tuple(row for month in intake_months(MonthlyRecord(record)) for row in _rows(month))


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


def _counted(month: date, diaries: list[DiaryMonth]) -> IntakeMonth | None:
    said = _said(diaries)
    if not said:
        return None
    kinds = [(_day(taken), times) for taken, times in said.items()]
    blank = month_of(month)[1].day - said.total()
    classes = sorted({one for day, _ in kinds for one in day.classes})
    drugs = sorted({one for day, _ in kinds for one in day.drugs})
    return IntakeMonth(
        month=month,
        by_class={one: _range([(one in day.classes, day, times) for day, times in kinds], blank) for one in classes},
        any_counted=_range([(bool(day.classes), day, times) for day, times in kinds], blank),
        any_medicine=_range([(day.took_any, day, times) for day, times in kinds], blank),
        open_days=blank + sum(times for day, times in kinds if not day.is_whole),
        by_drug={one: _range([(one in day.drugs, day, times) for day, times in kinds], blank) for one in drugs},
        evidence=tuple(item for one in diaries if len(diaries) == 1 or _said([one]) for item in one.evidence),
    )


def _said(diaries: list[DiaryMonth]) -> Counter[tuple[_Taken, ...]]:
    """Return on how many days diaries say the same of what was taken; days of which none says it are left out.

    On most days of a month that is the same, so each kind of day is looked at once.
    """
    if len(diaries) == 1:
        said: Counter[tuple[_Taken, ...]] = Counter(
            [((entry.acute, entry.acute_at_least),) for entry in diaries[0].entries]
        )
        del said[(_NOT_SAID,)]
        return said
    days: dict[date, tuple[_Taken, ...]] = defaultdict(tuple)
    for entry in (entry for one in diaries for entry in one.entries):
        taken = (entry.acute, entry.acute_at_least)
        if taken != _NOT_SAID:
            days[entry.day] += (taken,)
    return Counter(days.values())


def _range(kinds: Iterable[tuple[bool, _Day, int]], blank: int) -> Range:
    # each kind of day: whether it was taken, what is known of the day, and on how many days
    sure, possible = 0, blank
    for taken, day, times in kinds:
        if taken:
            sure += times
        elif not day.is_whole:
            possible += times
    return between(sure, sure + possible)


# one clinic's patients take the same few medicines
@lru_cache(maxsize=4_000)
def _day(said: tuple[_Taken, ...]) -> _Day:
    named = {name for every, at_least in said for name in every or at_least}
    known = {name: medicine for name in named if (medicine := acute(name)) is not None}
    others = [name for name in named - known.keys() if not is_taken_beside(name) and preventive(name) is None]
    # one list of everything that was taken is whole, unless another diary names something that it does not hold
    is_whole = any(every is not None and named <= set(every) for every, _ in said)
    return _Day(
        drugs=frozenset(medicine.name for medicine in known.values()),
        classes=frozenset(one for name in known for one in overuse_classes(name)),
        is_whole=is_whole and not others,
        took_any=bool(known or others),
    )
