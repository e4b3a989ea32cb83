"""The timeline draws each trial by its dates: filled where it was surely taken, open where it may have been."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.history import Counted
from priorauth.packet.timeline import Timeline, timeline
from tests.builders import a_case, trial


def drawn(*trials: Any) -> Timeline:
    found = timeline(Counted(a_case(trials=trials)))
    assert found is not None
    return found


def test_exact_dates_fill_the_whole_course() -> None:
    (course,) = drawn(trial("topiramate", started="2025-01-01", stopped="2025-04-01", for_migraine=True)).courses

    assert (course.x, course.width) == (course.open_x, course.open_width) == (78.0, 100.0)


def test_vague_dates_leave_both_ends_open() -> None:
    (course,) = drawn(trial("topiramate", started="2025-01", stopped="2025-04", for_migraine=True)).courses

    # 119 days from January 1 to April 30 on 100 mm; surely taken from January 31 to April 1
    assert (course.open_x, course.open_width) == (78.0, 100.0)
    assert (course.x, course.width) == (103.21, 50.42)


def test_dates_that_leave_it_all_open_fill_nothing() -> None:
    (course,) = drawn(trial("topiramate", started="2025", stopped="2025", for_migraine=True)).courses

    assert course.width == 0


def test_an_ongoing_course_reaches_the_day_of_the_request() -> None:
    found = drawn(trial("topiramate", started="2026-01-01", ongoing=True, for_migraine=True))

    assert found.courses[0].width == 100.0
    assert found.words.startswith("Timeline: topiramate")
    assert found.words.endswith("from Jan 1, 2026 to now.")


def test_courses_stand_in_the_order_they_began() -> None:
    found = drawn(
        trial("topiramate", started="2025-03-01", stopped="2025-06-01", for_migraine=True),
        trial("propranolol", started="2024-03-01", stopped="2024-06-01", for_migraine=True),
    )

    assert [one.words.split(",")[0] for one in found.courses] == ["propranolol", "topiramate"]
    assert [tick.words for tick in found.ticks] == ["Jul 2024", "Jan 2025"]


@pytest.mark.parametrize(
    "fields",
    [
        {"started": "2025-01-01", "stopped": "2025-04-01", "for_migraine": False},
        {"started": "2025-01-01", "for_migraine": True},
        {"stopped": "2025-04-01", "for_migraine": True},
        {"started": "2026-05-01", "ongoing": True, "for_migraine": True},
    ],
    ids=["another illness", "no end", "no beginning", "begun after the request"],
)
def test_what_cannot_be_placed_is_not_drawn(fields: dict[str, Any]) -> None:
    assert timeline(Counted(a_case(trials=(trial("topiramate", **fields),)))) is None


def test_many_years_have_few_ticks() -> None:
    found = drawn(trial("topiramate", started="2010-01-01", stopped="2025-04-01", for_migraine=True))

    assert len(found.ticks) <= 6
