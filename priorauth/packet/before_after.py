"""A picture of the days before treatment against the days now. One unit of the drawing is one millimetre."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.history import Counted
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range
from priorauth.clinical.terms import Counting, RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet import history
from priorauth.review.response import Change, change_since_treatment
from priorauth.review.words import months, sentence

WIDTH = 181.0
_BARS, _A_DAY, _DAYS = 44.0, 3.0, 31  # where bars begin, the length of a day, the days of a month
_TITLE, _ROW, _UNIT = 4.0, 5.6, 18.0  # heights: of a title, of a bar with its room, of a unit
_UNITS = (Counting.HEADACHE_DAY, Counting.LONG_HEADACHE_DAY, Counting.MIGRAINE_DAY)


class MeanBar(Model):
    """One mean: filled up to the lowest it can be, open from there to the highest."""

    words: str
    """What it is the mean of: "before treatment", or "now"."""
    y: float
    length: float
    open_length: float
    mean: str


class Compared(Model):
    """One unit of days, before and now."""

    title: str
    y: float
    bars: tuple[MeanBar, ...]


class BeforeAfter(Model):
    """The drawing, and the same in words for whoever cannot see it."""

    words: str
    months: str
    """Which months the means are of."""
    width: float = WIDTH
    height: float
    left: float = _BARS
    units: tuple[Compared, ...]


def before_and_after(case: Counted) -> BeforeAfter | None:
    """Return the comparison for a continuation, for every unit of days documented on both sides; None without any."""
    if case.case.request.kind is not RequestKind.CONTINUATION:
        return None
    found = {unit: change for unit in _UNITS if (change := change_since_treatment(case, unit)) is not None}
    if not found:
        return None
    return BeforeAfter(
        words=f"Chart of the means before treatment and now: {'; '.join(history.changes(case))}.",
        months="; ".join(dict.fromkeys(map(_months, found.values()))),
        height=len(found) * _UNIT,
        units=tuple(_compared(unit, change, row) for row, (unit, change) in enumerate(found.items())),
    )


def _months(change: Change) -> str:
    return f"before treatment {months(change.months_before)}, now {months(change.months_now)}"


def _compared(unit: Counting, change: Change, row: int) -> Compared:
    top = row * _UNIT
    fewer = f": {change.percent}% less" if change.percent is not None and (change.percent.low or 0) > 0 else ""
    return Compared(
        title=f"{sentence(unit.plural)} a month{fewer}",
        y=top + _TITLE,
        bars=tuple(_bars(change, top + _TITLE + 1.6)),
    )


def _bars(change: Change, top: float) -> Iterator[MeanBar]:
    means = ((translatable("before treatment"), change.before), (translatable("now"), change.now))
    for index, (words, mean) in enumerate(means):
        low, high = _ends(mean)
        yield MeanBar(
            words=words,
            y=round(top + index * _ROW, 2),
            length=round(low * _A_DAY, 2),
            open_length=round((high - low) * _A_DAY, 2),
            mean=str(mean),
        )


def _ends(mean: Range) -> tuple[float, float]:
    return float(mean.low or 0), float(_DAYS if mean.high is None else mean.high)
