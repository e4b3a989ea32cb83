"""Makes diary days of attacks and of days that the file says were free. A day without an entry stays blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from priorauth.case.headache import DiaryDay, StatedComplete
from priorauth.intake.diary.found import Attack
from priorauth.intake.diary.split import Share, hours_together, split

_A_MOMENT = timedelta(seconds=1)


@dataclass(slots=True)
class _Day:
    """What attacks say of one day."""

    headache: bool = False
    migraine: bool = False
    shares: list[Share] = field(default_factory=list)
    without_end: bool = False
    medicines: list[str] = field(default_factory=list)
    medicines_are_all: bool = True


def days_of_attacks(attacks: Iterable[Attack], free: set[date]) -> tuple[DiaryDay, ...]:
    """Return the days that attacks touch and the days stated free, earliest first.

    A headache on a day that is also stated free stands: the two were entered at different hours.
    """
    days: dict[date, _Day] = {}
    for attack in attacks:
        _add(attack, days)
    entries = [_entry(day, noted) for day, noted in days.items()]
    entries += [DiaryDay(day=day, headache=False) for day in free if day not in days]
    return tuple(sorted(entries, key=lambda entry: entry.day))


def with_free_days(days: tuple[DiaryDay, ...], stated: StatedComplete) -> tuple[DiaryDay, ...]:
    """Return the days with those added that have no entry and that a person states were free of headache."""
    known = {entry.day for entry in days}
    length = (stated.last - stated.first).days + 1
    span = (stated.first + timedelta(days=number) for number in range(length))
    added = tuple(DiaryDay(day=day, headache=False) for day in span if day not in known)
    return tuple(sorted((*days, *added), key=lambda entry: entry.day))


def _add(attack: Attack, days: dict[date, _Day]) -> None:
    shares = dict(_shares(attack))
    certain = _first_and_last(attack)
    for day, share in shares.items():
        noted = days.setdefault(day, _Day())
        if attack.hurts and (share is None or share.fewest > 0 or day in certain):
            noted.headache = True
            noted.migraine = noted.migraine or bool(attack.migraine)
        if attack.hurts and share is not None:
            noted.shares.append(share)
        noted.without_end = noted.without_end or (attack.hurts and share is None)
        _add_medicines(attack, noted, is_only_day=len(shares) == 1)


def _first_and_last(attack: Attack) -> set[date]:
    # wherever the clock was changed in between, the two days that were written down stand
    end = attack.began if attack.ended is None else max(attack.began, attack.ended - _A_MOMENT)
    return {attack.began.date(), end.date()}


def _shares(attack: Attack) -> Iterator[tuple[date, Share | None]]:
    if attack.ended is None or attack.ended <= attack.began:
        yield attack.began.date(), None
    else:
        yield from split(attack.began, attack.ended).items()


def _add_medicines(attack: Attack, noted: _Day, *, is_only_day: bool) -> None:
    # of an attack over midnight nobody recorded on which of its days a medicine was taken
    if attack.medicines is None or (attack.medicines and not is_only_day):
        noted.medicines_are_all = False
    else:
        noted.medicines += attack.medicines


def _entry(day: date, noted: _Day) -> DiaryDay:
    medicines = tuple(dict.fromkeys(noted.medicines))
    return DiaryDay(
        day=day,
        headache=True if noted.headache else None,
        migraine=True if noted.migraine else None,
        hours=hours_together(noted.shares, without_end=noted.without_end) if noted.headache else None,
        acute=medicines if noted.medicines_are_all else None,
        acute_at_least=() if noted.medicines_are_all else medicines,
    )
