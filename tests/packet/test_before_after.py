"""The picture of the days before treatment and now."""

from __future__ import annotations

from typing import Any

from priorauth.case.history import Counted
from priorauth.packet.before_after import BeforeAfter, before_and_after
from tests.builders import a_case, month, treated


def compared(*counts: Any, kind: str = "continuation") -> BeforeAfter | None:
    case = a_case(request={"kind": kind}, headaches={"months": counts}, toxin_treatments=(treated("2025-12-05"),))
    return before_and_after(Counted(case))


def test_means_are_drawn_with_their_ranges() -> None:
    found = compared(month("2025-11", "20-22"), month("2026-03", 10))

    assert found is not None
    (unit,) = found.units
    before, now = unit.bars
    # 3 mm a day
    assert (before.mean, before.length, before.open_length) == ("20–22", 60.0, 6.0)
    assert (now.mean, now.length, now.open_length) == ("10", 30.0, 0.0)
    assert unit.title == "Headache days a month: 50–54.5% less"
    assert found.months == "before treatment November 2025, now March 2026"


def test_where_it_is_not_less_no_percent_is_claimed() -> None:
    found = compared(month("2025-11", 18), month("2026-03", 20))

    assert found is not None
    assert found.units[0].title == "Headache days a month"


def test_a_side_that_is_not_documented_gives_no_picture() -> None:
    assert compared(month("2026-03", 10)) is None
    assert compared(month("2025-11", 20), month("2026-03", 10), kind="initial") is None


def test_it_says_in_words_what_it_shows() -> None:
    found = compared(month("2025-11", 20), month("2026-03", 9))

    assert found is not None
    assert "on average 20 headache days a month before treatment (November 2025), 9 now" in found.words
