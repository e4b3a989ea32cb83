"""Splits an attack by the calendar days of the clock on the wall, and adds up the hours of each day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from priorauth.clinical.ranges import Number, Range, between

_EPOCH = date(1970, 1, 1)
_DAY = 86_400
HOUR = 3_600


class Share(NamedTuple):
    """What of an attack falls on one day, in seconds."""

    fewest: int
    most: int
    span: tuple[int, int] | None
    """From when to when (seconds since 1970, UTC), where that is certain."""


def split(began: datetime, ended: datetime) -> dict[date, Share]:
    """Return how long an attack lasted on each day it may have touched, by the clock on the wall.

    Where the clock was changed in between (a flight, daylight saving), nobody recorded when: the share of a day is
    then as small and as large as any moment of the change makes it. The shares of one moment add up to the length.
    """
    first, last = int(began.timestamp()), int(ended.timestamp())
    before, after = _offset(began), _offset(ended)
    start_day = (first + min(before, after)) // _DAY
    end_day = (last + max(before, after)) // _DAY
    shares = ((day, _share(day * _DAY, first, last, before, after)) for day in range(start_day, end_day + 1))
    return {_EPOCH + timedelta(days=day): share for day, share in shares if share.most > 0}


def hours_together(shares: Iterable[Share], *, without_end: bool) -> Range | None:
    """Return the hours of headache on one day of everything that falls on it; two attacks at a time count once.

    ``without_end`` says that an attack of unknown length began on this day. None where nothing is known.
    """
    known = tuple(shares)
    certain = _covered(share.span for share in known if share.span is not None)
    doubtful = [share for share in known if share.span is None]
    low = max([certain, *(share.fewest for share in doubtful)])
    high = certain + sum(share.most for share in doubtful)
    if without_end:
        return between(_hours(low), 24) if low else None
    return between(_hours(low), _hours(high)) if known else None


def _offset(moment: datetime) -> int:
    return int((moment.utcoffset() or timedelta()).total_seconds())


def _share(midnight: int, first: int, last: int, before: int, after: int) -> Share:
    by_first, by_last = (midnight - before, midnight - before + _DAY), (midnight - after, midnight - after + _DAY)
    if before == after:
        start, stop = max(first, by_first[0]), min(last, by_first[1])
        return Share(max(0, stop - start), max(0, stop - start), (start, stop))
    # the share changes with the moment of the change only up to where a day begins or ends, so these are all
    moments = {min(max(moment, first), last) for moment in (first, last, *by_first, *by_last)}
    lengths = [_common(first, at, by_first) + _common(at, last, by_last) for at in moments]
    return Share(min(lengths), max(lengths), None)


def _common(start: int, stop: int, day: tuple[int, int]) -> int:
    return max(0, min(stop, day[1]) - max(start, day[0]))


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    return sum(stop - start for start, stop in _merged(spans))


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, stop in sorted(spans):
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], stop))
        else:
            if current is not None:
                yield current
            current = (start, stop)
    if current is not None:
        yield current


def _hours(seconds: int) -> Number:
    # the hour that daylight saving adds to a day is left out: a day of a diary has 24
    return min(24, seconds // HOUR if seconds % HOUR == 0 else round(seconds / HOUR, 4))
