"""An attack is split by the days of the clock on the wall, and none of its seconds is lost or counted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.headache import DiaryDay
from priorauth.intake.diary.days import days_of_attacks
from priorauth.intake.diary.found import Attack
from priorauth.intake.diary.split import split

HOUR = 3_600
OFFSETS = st.integers(min_value=-720, max_value=840)


def at(text: str, offset: int = 0) -> datetime:
    """Return a time by the clock on the wall, so many minutes east of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(minutes=offset)))


def shares(began: datetime, ended: datetime) -> dict[str, tuple[float, float]]:
    """Return the fewest and the most hours of each day."""
    return {f"{day}": (share.fewest / HOUR, share.most / HOUR) for day, share in split(began, ended).items()}


SPLITS: list[Any] = [
    pytest.param(at("2026-03-01 09:00"), at("2026-03-01 13:00"), {"2026-03-01": (4, 4)}, id="within a day"),
    pytest.param(at("2026-03-01 22:00"), at("2026-03-02 00:00"), {"2026-03-01": (2, 2)}, id="until midnight"),
    pytest.param(
        at("2026-03-01 22:00"), at("2026-03-02 00:30"), {"2026-03-01": (2, 2), "2026-03-02": (0.5, 0.5)}, id="over it"
    ),
    pytest.param(
        at("2026-02-28 12:00", 60),
        at("2026-03-02 06:00", 60),
        {"2026-02-28": (12, 12), "2026-03-01": (24, 24), "2026-03-02": (6, 6)},
        id="three days, east of UTC",
    ),
    pytest.param(
        at("2026-03-01 23:00", -480),
        at("2026-03-02 02:00", -480),
        {"2026-03-01": (1, 1), "2026-03-02": (2, 2)},
        id="west of UTC",
    ),
    pytest.param(
        at("2026-10-25 00:00", 120),
        at("2026-10-26 00:00", 60),
        {"2026-10-24": (0, 1), "2026-10-25": (24, 25), "2026-10-26": (0, 1)},
        id="daylight saving ends: the day has 25 hours, if the clock was changed in the night",
    ),
    pytest.param(
        at("2026-03-01 22:00"),
        at("2026-03-02 05:00", 180),
        {"2026-03-01": (0, 2), "2026-03-02": (2, 4)},
        id="a flight east: nobody knows when the clock was changed",
    ),
]


@pytest.mark.parametrize(("began", "ended", "expected"), SPLITS)
def test_an_attack_is_split_at_midnight(
    began: datetime, ended: datetime, expected: dict[str, tuple[float, float]]
) -> None:
    assert shares(began, ended) == expected


@given(
    began=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2060, 1, 1)),  # noqa: DTZ001 - zoned below
    seconds=st.integers(min_value=1, max_value=31 * 24 * HOUR),
    offset=OFFSETS,
)
def test_the_shares_of_an_attack_add_up_to_its_length_in_any_time_zone(
    began: datetime, seconds: int, offset: int
) -> None:
    start = began.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    found = split(start, start + timedelta(seconds=seconds))

    assert sum(share.fewest for share in found.values()) == seconds
    assert all(share.fewest == share.most <= 24 * HOUR for share in found.values())
    assert min(found) == start.date()


@given(
    began=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2060, 1, 1)),  # noqa: DTZ001 - zoned below
    seconds=st.integers(min_value=1, max_value=5 * 24 * HOUR),
    offsets=st.tuples(OFFSETS, OFFSETS),
    part=st.floats(min_value=0, max_value=1),
)
def test_wherever_the_clock_is_changed_the_hours_of_every_day_lie_in_its_range(
    began: datetime, seconds: int, offsets: tuple[int, int], part: float
) -> None:
    before, after = (timezone(timedelta(minutes=minutes)) for minutes in offsets)
    start = began.replace(microsecond=0, tzinfo=before)
    changed = start + timedelta(seconds=round(seconds * part))
    end = start + timedelta(seconds=seconds)
    truth: dict[date, int] = {}
    for first, last in ((start, changed), (changed.astimezone(after), end.astimezone(after))):
        for day, lasted in _by_day(first, last).items():
            truth[day] = truth.get(day, 0) + lasted

    found = split(start, end.astimezone(after))

    assert sum(truth.values()) == seconds
    assert truth.keys() <= found.keys()
    assert all(share.fewest <= truth.get(day, 0) <= share.most for day, share in found.items())


def _by_day(first: datetime, last: datetime) -> dict[date, int]:
    """Count the seconds of each day by walking from midnight to midnight."""
    found: dict[date, int] = {}
    while first < last:
        midnight = datetime.combine(first.date() + timedelta(days=1), first.min.time(), first.tzinfo)
        until = min(midnight, last)
        found[first.date()] = int((until - first).total_seconds())
        first = until
    return {day: seconds for day, seconds in found.items() if seconds}


def entries(*attacks: Attack, free: set[date] = frozenset()) -> dict[str, dict[str, Any]]:  # type: ignore[assignment]
    """Return what is known of each day that attacks touch."""
    days: tuple[DiaryDay, ...] = days_of_attacks(attacks, set(free))
    return {f"{one.day:%m-%d}": one.model_dump(mode="json", exclude_defaults=True, exclude={"day"}) for one in days}


def attack(began: str, ended: str | None = None, **fields: Any) -> Attack:
    """Return an attack by times of March 2026, such as ``attack("01 22:00", "02 03:00")``."""
    return Attack(at(f"2026-03-{began}"), at(f"2026-03-{ended}") if ended else None, **fields)


DAYS: list[Any] = [
    pytest.param([attack("01 08:00", "01 12:00")], {"03-01": {"headache": True, "hours": 4}}, id="one attack"),
    pytest.param([attack("01 08:00")], {"03-01": {"headache": True}}, id="no length"),
    pytest.param(
        [attack("01 08:00", "01 10:00"), attack("01 09:00", "01 11:00")],
        {"03-01": {"headache": True, "hours": 3}},
        id="two attacks at a time count once",
    ),
    pytest.param(
        [attack("01 08:00", "01 10:00"), attack("01 12:00", "01 13:00")],
        {"03-01": {"headache": True, "hours": 3}},
        id="two attacks of one day add up",
    ),
    pytest.param(
        [attack("01 08:00", "01 10:00"), attack("01 12:00")],
        {"03-01": {"headache": True, "hours": {"low": 2, "high": 24, "said": None}}},
        id="one of known and one of unknown length",
    ),
    pytest.param([attack("01 08:00", "01 10:00", hurts=False)], {"03-01": {}}, id="pain 0 is neither"),
    pytest.param(
        [attack("01 22:00", "02 01:00", migraine=True)],
        {
            "03-01": {"headache": True, "migraine": True, "hours": 2},
            "03-02": {"headache": True, "migraine": True, "hours": 1},
        },
        id="a migraine over midnight is a migraine on both days",
    ),
    pytest.param(
        [attack("01 08:00", "01 09:00", medicines=("sumatriptan",)), attack("01 12:00", "01 13:00", medicines=())],
        {"03-01": {"headache": True, "hours": 2, "acute": ["sumatriptan"]}},
        id="every attack says what was taken",
    ),
    pytest.param(
        [attack("01 08:00", "01 09:00", medicines=("sumatriptan",)), attack("01 12:00", "01 13:00")],
        {"03-01": {"headache": True, "hours": 2, "acute_at_least": ["sumatriptan"]}},
        id="one attack does not say what was taken",
    ),
    pytest.param(
        [attack("01 22:00", "02 01:00", medicines=("sumatriptan",))],
        {"03-01": {"headache": True, "hours": 2}, "03-02": {"headache": True, "hours": 1}},
        id="over midnight: on which day it was taken is not known",
    ),
    pytest.param(
        [attack("01 22:00", "02 01:00", medicines=())],
        {"03-01": {"headache": True, "hours": 2, "acute": []}, "03-02": {"headache": True, "hours": 1, "acute": []}},
        id="over midnight, and nothing was taken",
    ),
]


@pytest.mark.parametrize(("attacks", "expected"), DAYS)
def test_what_attacks_say_of_a_day(attacks: list[Attack], expected: dict[str, dict[str, Any]]) -> None:
    assert entries(*attacks) == expected


def test_the_day_an_attack_began_is_a_headache_day_wherever_the_clock_was_changed() -> None:
    flight = Attack(at("2026-03-01 23:30"), at("2026-03-02 05:00", 180))
    assert {day: entry["headache"] for day, entry in entries(flight).items()} == {"03-01": True, "03-02": True}


def test_a_day_stated_free_stays_free_only_without_an_attack() -> None:
    free = {date(2026, 3, 1), date(2026, 3, 2)}
    found = entries(attack("01 08:00", "01 09:00"), free=free)
    assert found == {"03-01": {"headache": True, "hours": 1}, "03-02": {"headache": False}}


def test_a_headache_of_25_hours_on_one_day_is_24_hours_of_a_diary() -> None:
    long_day = Attack(at("2026-10-25 00:00", 120), at("2026-10-26 00:00", 60))
    assert entries(long_day)["10-25"]["hours"] == 24


def test_a_time_in_utc_is_taken_as_it_is() -> None:
    assert shares(datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 1, 10, tzinfo=UTC)) == {"2026-03-01": (1, 1)}
