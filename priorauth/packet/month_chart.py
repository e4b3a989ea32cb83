"""A chart of one count per month, with the payer's bound drawn in. One unit of the drawing is one millimetre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.case.months import Figure, previous_month
from priorauth.clinical.calendar import month_of, show_date, show_month
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.policy.counts import HeadacheDays, Ichd3ChronicMigraine
from priorauth.policy.criteria import Criterion, walk
from priorauth.review.headache import expand_ichd3
from priorauth.review.words import listed

WIDTH = 181.0
MONTHS_DRAWN = 24
_LEFT, _TOP = 6.0, 7.0
_DAYS = 31
_A_DAY = 0.8  # height of one day
_WIDEST_SLOT = 16.0
_BASE = _TOP + _DAYS * _A_DAY
HEIGHT = _BASE + 11.0


class Bar(Model):
    """One month: filled up to the lowest possible count, open from there to the highest."""

    x: float
    width: float
    top: float
    height: float
    open_top: float
    open_height: float
    count: str
    middle: float
    month: str
    year: str
    """Empty where the bar before it is of the same year."""


class Line(Model):
    """A bound of the policy."""

    y: float
    words: str


class Mark(Model):
    """A treatment, on its day."""

    x: float


class MonthChart(Model):
    """The drawing, and the same in words for whoever cannot see it."""

    unit: str
    """What is counted, such as "headache days"."""
    words: str
    width: float = WIDTH
    height: float = HEIGHT
    base: float = _BASE
    left: float = _LEFT
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def month_charts(case: Counted, criterion: Criterion) -> tuple[MonthChart, ...]:
    """Return a chart for every unit of days that the case counts by month: headache, 4 hours or more, migraine."""
    units = (Counting.HEADACHE_DAY, Counting.LONG_HEADACHE_DAY, Counting.MIGRAINE_DAY)
    counted = ((unit, case.figures(unit)) for unit in units)
    return tuple(_chart(case, criterion, unit, figures) for unit, figures in counted if figures)


def _chart(case: Counted, criterion: Criterion, unit: Counting, figures: dict[date, Figure]) -> MonthChart:
    months = _months(figures)
    slot = min(_WIDEST_SLOT, (WIDTH - _LEFT - 1) / len(months))
    shown = {month: figures[month] for month in months if month in figures}
    bounds = sorted(set(_bounds(criterion, unit)))
    return MonthChart(
        unit=unit.plural,
        words=_in_words(unit, shown.values(), bounds),
        bars=tuple(_bar(figure, slot, months, tuple(shown)) for figure in shown.values()),
        lines=tuple(Line(y=_height(bound), words=f"{bound} or more") for bound in bounds),
        marks=tuple(Mark(x=x) for x in _treatments(case, slot, months)),
    )


def _months(figures: dict[date, Figure]) -> tuple[date, ...]:
    """Return every month from the first documented one to the last, the gaps between them too."""
    months = [max(figures)]
    while months[-1] > min(figures) and len(months) < MONTHS_DRAWN:
        months.append(previous_month(months[-1]))
    return tuple(reversed(months))


def _bar(figure: Figure, slot: float, months: tuple[date, ...], shown: tuple[date, ...]) -> Bar:
    low, high = figure.count.low or 0, _DAYS if figure.count.high is None else figure.count.high
    index = months.index(figure.month)
    is_first_of_year = figure.month == min(month for month in shown if month.year == figure.month.year)
    width = round(slot * 0.6, 2)
    x = round(_LEFT + slot * (index + 0.2), 2)
    return Bar(
        x=x,
        width=width,
        top=_height(low),
        height=round(low * _A_DAY, 2),
        open_top=_height(high),
        open_height=round((high - low) * _A_DAY, 2),
        count=str(figure.count),
        middle=round(x + width / 2, 2),
        month=f"{figure.month:%b}",
        year=str(figure.month.year) if is_first_of_year else "",
    )


def _height(days: float) -> float:
    return round(_BASE - days * _A_DAY, 2)


def _bounds(criterion: Criterion, unit: Counting) -> Iterator[int]:
    for one in walk(criterion):
        if isinstance(one, Ichd3ChronicMigraine):
            yield from _bounds(expand_ichd3(one), unit)
        elif isinstance(one, HeadacheDays) and one.counting is unit and one.per_month_at_least is not None:
            yield one.per_month_at_least


def _treatments(case: Counted, slot: float, months: tuple[date, ...]) -> Iterator[float]:
    for treatment in case.migraine_treatments:
        first = treatment.on.low.replace(day=1)
        if treatment.on.is_exact and first in months:
            part = treatment.on.low.day / month_of(first)[1].day
            yield round(_LEFT + slot * (months.index(first) + part), 2)


def _in_words(unit: Counting, figures: Iterable[Figure], bounds: list[int]) -> str:
    counts = listed(f"{figure.count} in {show_month(figure.month)}" for figure in figures)
    asked = f" The policy asks for {listed(f'{bound} or more' for bound in bounds)}." if bounds else ""
    return f"Chart of {unit.plural} per month: {counts}.{asked}"


def treatment_days(case: Counted) -> str:
    """Return the days of treatment that the marks of a chart stand for, in words; empty where there were none."""
    return listed(show_date(one.on.low) for one in case.migraine_treatments if one.on.is_exact)
