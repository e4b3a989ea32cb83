"""A timeline of the preventive trials for migraine. One unit of the drawing is one millimetre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted, KnownTrial
from priorauth.clinical.calendar import brief
from priorauth.clinical.model import Model
from priorauth.review.trials import say_length
from priorauth.review.words import listed

WIDTH = 181.0
_LABELS = 78.0
_AXIS = WIDTH - _LABELS - 3
_TOP, _ROW = 3.0, 6.0
_NARROWEST = 0.8  # a course of a few days stays visible on a fax
_MOST_TICKS = 6


class Course(Model):
    """One trial: filled where it was surely taken, open where its dates leave that undecided."""

    words: str
    y: float
    x: float
    width: float
    open_x: float
    open_width: float


class Tick(Model):
    """A first of January or July on the axis."""

    x: float
    words: str


class Timeline(Model):
    """The drawing, and the same in words for whoever cannot see it."""

    words: str
    width: float = WIDTH
    height: float
    base: float
    axis: float = _LABELS
    courses: tuple[Course, ...]
    ticks: tuple[Tick, ...]


class Window(Model):
    """The days that the axis shows."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day stands on the axis."""
        part = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LABELS + part * _AXIS, 2)


def timeline(case: Counted) -> Timeline | None:
    """Return the timeline of the trials whose beginning and end are documented, earliest first; None without any."""
    dated = [known for known in case.trials if known.trial.for_migraine and known.is_preventive and _days(known, case)]
    dated.sort(key=lambda known: _days(known, case))
    if not dated:
        return None
    days = [day for known in dated for day in _days(known, case)]
    window = Window(first=min(days), last=max(days))
    base = _TOP + _ROW * len(dated) + 1
    return Timeline(
        words=f"Timeline: {listed(_in_words(known) for known in dated)}.",
        height=base + 6,
        base=base,
        courses=tuple(_course(known, case, window, row) for row, known in enumerate(dated)),
        ticks=tuple(_ticks(window)),
    )


def _days(known: KnownTrial, case: Counted) -> tuple[date, ...]:
    """Return first and last possible beginning, first and last possible end; empty where one is not documented."""
    trial = known.trial
    if trial.started is None or not (trial.stopped or trial.ongoing) or trial.started.low > case.as_of:
        return ()
    ends = (case.as_of, case.as_of) if trial.stopped is None else (trial.stopped.low, trial.stopped.high)
    low, high = (min(day, case.as_of) for day in ends)
    return trial.started.low, trial.started.high, max(low, trial.started.low), high


def _course(known: KnownTrial, case: Counted, window: Window, row: int) -> Course:
    begins, begun, ended, ends = _days(known, case)
    x, open_x = window.x(min(begun, ended)), window.x(begins)
    return Course(
        words=_label(known),
        y=_TOP + _ROW * row,
        x=x,
        width=round(max(_NARROWEST, window.x(ended) - window.x(begun)), 2) if begun < ended else 0,
        open_x=open_x,
        open_width=round(max(_NARROWEST, window.x(ends) - open_x), 2),
    )


def _label(known: KnownTrial) -> str:
    dose = str(known.trial.dose) if known.trial.dose else ""
    length = say_length(known.course) if known.course.fewest_days else ""
    return ", ".join(part for part in (f"{known.name} {dose}".strip(), length) if part)


def _in_words(known: KnownTrial) -> str:
    trial = known.trial
    start = brief(trial.started) if trial.started else ""
    end = "now" if trial.ongoing else brief(trial.stopped) if trial.stopped else ""
    return f"{_label(known)} from {start} to {end}"


def _ticks(window: Window) -> Iterator[Tick]:
    halves = [
        date(year, month, 1)
        for year in range(window.first.year, window.last.year + 1)
        for month in (1, 7)
        if window.first <= date(year, month, 1) <= window.last
    ]
    step = -(-len(halves) // _MOST_TICKS)
    for day in halves[::step] if halves else ():
        yield Tick(x=window.x(day), words=f"{day:%b %Y}")
