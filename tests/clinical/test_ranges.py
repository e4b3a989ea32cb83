"""Ranges: what is read as a number, and arithmetic that never leaves out a possible value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from priorauth.clinical.ranges import (
    Number,
    Range,
    add,
    between,
    exactly,
    is_at_least,
    is_at_most,
    is_less_than,
    is_more_than,
    monthly_from_weekly,
    overlap,
    percent_reduction,
    subtract,
)

READ: list[Any] = [
    (15, 15, 15),
    (3.5, 3.5, 3.5),
    ("15", 15, 15),
    ("3.5", 3.5, 3.5),
    ("14-16", 14, 16),
    ("14–16", 14, 16),
    ("14 to 16", 14, 16),
    (" 14 - 16 ", 14, 16),
    ("at least 15", 15, None),
    ("At least 15", 15, None),
    (">= 15", 15, None),
    ("≥15", 15, None),
    ("15+", 15, None),
    ("15 or more", 15, None),
    ("at most 4", None, 4),
    ("up to 4", None, 4),
    ("<=4", None, 4),
    ("≤ 4", None, 4),
    ({"low": 14, "high": 16}, 14, 16),
    ({"low": 14}, 14, None),
    ({"high": 16}, None, 16),
]


@pytest.mark.parametrize(("said", "low", "high"), READ, ids=[str(row[0]) for row in READ])
def test_what_is_read_as_a_range(said: Any, low: Number | None, high: Number | None) -> None:
    found = Range.model_validate(said)
    assert (found.low, found.high) == (low, high)


REFUSED: list[Any] = [
    "",
    "frequent",
    "about 15",
    "~15",
    "15ish",
    "several",
    "daily",
    "15-10",
    "less than 15",
    "more than 15",
    "> 15",
    "15-",
    "-15",
    "1e3",
    "15 days",
    "14-16-18",
    True,
    False,
    None,
    [14, 16],
    float("nan"),
    float("inf"),
    {},
    {"said": "often"},
    {"low": 16, "high": 14},
    {"low": True},
    {"low": 3, "high": True},
    {"low": 3, "hihg": 4},
]


@pytest.mark.parametrize("said", REFUSED, ids=str)
def test_what_is_no_range(said: Any) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate(said)


def test_a_refusal_does_not_repeat_what_was_said() -> None:
    with pytest.raises(ValidationError) as caught:
        Range.model_validate("Sample Patient, 1985-07-31")
    faults = caught.value.errors(include_url=False, include_input=False, include_context=False)
    assert "Sample" not in str(faults)
    assert "1985" not in str(faults)


@pytest.mark.parametrize("said", ["14-16", "at least 15", "up to 4"])
def test_the_words_of_the_chart_are_kept_beside_the_numbers(said: str) -> None:
    assert Range.model_validate(said).said == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [("15", "15"), ("14-16", "14–16"), ("15+", "at least 15"), ("up to 4", "at most 4"), (3.5, "3.5"), (4.0, "4")],
)
def test_a_range_is_shown_in_plain_words(said: Any, shown: str) -> None:
    assert str(Range.model_validate(said)) == shown


@pytest.mark.parametrize(
    "said", [15, 3.5, "14-16", "at least 15", {"low": 1, "high": 2, "said": "one or two"}], ids=str
)
def test_a_range_survives_json(said: Any) -> None:
    found = Range.model_validate(said)
    assert Range.model_validate_json(found.model_dump_json()) == found


def test_an_exact_number_is_a_plain_number_in_json() -> None:
    assert Range.model_validate("15").model_dump_json() == "15"


Comparison = Callable[[Range | None, Number], bool | None]
COMPARED: list[Any] = [
    (is_at_least, (14, 14), False),
    (is_at_least, (15, 15), True),
    (is_at_least, (16, 16), True),
    (is_at_least, (14, 15), None),
    (is_at_least, (15, None), True),
    (is_at_least, (14, None), None),
    (is_at_least, (None, 15), None),
    (is_at_least, (None, 14), False),
    (is_more_than, (14, 14), False),
    (is_more_than, (15, 15), False),
    (is_more_than, (16, 16), True),
    (is_more_than, (15, 16), None),
    (is_more_than, (16, None), True),
    (is_more_than, (15, None), None),
    (is_more_than, (None, 15), False),
    (is_at_most, (14, 14), True),
    (is_at_most, (15, 15), True),
    (is_at_most, (16, 16), False),
    (is_at_most, (15, 16), None),
    (is_at_most, (None, 15), True),
    (is_at_most, (15, None), None),
    (is_less_than, (14, 14), True),
    (is_less_than, (15, 15), False),
    (is_less_than, (16, 16), False),
    (is_less_than, (14, 15), None),
    (is_less_than, (None, 14), True),
    (is_less_than, (14, None), None),
]


@pytest.mark.parametrize(("compare", "ends", "expected"), COMPARED)
def test_comparison_with_15(compare: Comparison, ends: tuple[int | None, int | None], expected: bool | None) -> None:
    assert compare(between(*ends), 15) is expected


@pytest.mark.parametrize("compare", [is_at_least, is_more_than, is_at_most, is_less_than])
def test_an_unknown_count_decides_nothing(compare: Comparison) -> None:
    assert compare(None, 15) is None


COUNTS = st.integers(min_value=0, max_value=40)


@st.composite
def ranges_around(draw: st.DrawFn, *, bounded: bool = False) -> tuple[Range, int]:
    """Draw a range and a number inside it; a side may be open unless ``bounded``."""
    inside = draw(COUNTS)
    low = inside - draw(st.integers(min_value=0, max_value=10))
    high = inside + draw(st.integers(min_value=0, max_value=10))
    open_side = draw(st.sampled_from(("neither", "low", "high"))) if not bounded else "neither"
    return between(None if open_side == "low" else low, None if open_side == "high" else high), inside


EXACT: list[tuple[Comparison, Callable[[int, int], bool]]] = [
    (is_at_least, int.__ge__),
    (is_more_than, int.__gt__),
    (is_at_most, int.__le__),
    (is_less_than, int.__lt__),
]


@pytest.mark.parametrize(("compare", "exact"), EXACT, ids=["at least", "more than", "at most", "less than"])
@given(pair=ranges_around(), bound=COUNTS)
def test_a_decided_comparison_is_true_of_every_number_inside(
    compare: Comparison, exact: Callable[[int, int], bool], pair: tuple[Range, int], bound: int
) -> None:
    answer = compare(pair[0], bound)
    assert answer is None or answer is exact(pair[1], bound)


def contains(value: Range | None, number: Number) -> bool:
    """Tell whether a number lies in a range; nothing is known of a range that is None."""
    if value is None:
        return True
    return (value.low is None or value.low <= number) and (value.high is None or number <= value.high)


@given(ranges_around(), ranges_around())
def test_sums_and_differences_lie_in_the_result(first: tuple[Range, int], second: tuple[Range, int]) -> None:
    assert contains(add(first[0], second[0]), first[1] + second[1])
    assert contains(subtract(first[0], second[0]), first[1] - second[1])


@given(ranges_around(bounded=True), ranges_around(bounded=True))
def test_percentages_lie_in_the_result(before: tuple[Range, int], after: tuple[Range, int]) -> None:
    if before[1] == 0:
        assert percent_reduction(*(pair[0] for pair in (before, after))) is None
        return
    found = percent_reduction(before[0], after[0])
    exact = round(100 * (before[1] - after[1]) / before[1], 9)
    assert contains(found, exact)


@given(ranges_around(), ranges_around())
def test_overlap_keeps_exactly_what_both_allow(first: tuple[Range, int], second: tuple[Range, int]) -> None:
    both = overlap(first[0], second[0])
    for number in range(-15, 60):
        in_both = contains(first[0], number) and contains(second[0], number)
        assert in_both is (both is not None and contains(both, number))


def test_sums_and_differences_are_no_wider_than_they_must_be() -> None:
    first, second, open_ended = between(1, 2), between(3, 5), between(4, None)
    assert (add(first, second), subtract(first, second)) == (between(4, 7), between(-4, -1))
    assert (add(first, open_ended), subtract(first, open_ended)) == (between(5, None), between(None, -2))
    assert subtract(open_ended, open_ended) is None
    assert add(open_ended, between(None, 3)) is None


PERCENTAGES: list[Any] = [
    pytest.param(exactly(20), exactly(14), exactly(30), id="30 %"),
    pytest.param(exactly(20), exactly(20), exactly(0), id="none"),
    pytest.param(exactly(20), exactly(25), exactly(-25), id="a rise is negative"),
    pytest.param(between(19, 20), between(10, 14), between(26.315789474, 50), id="widest reading"),
    pytest.param(exactly(15), exactly(4.5), exactly(70), id="no binary noise"),
    pytest.param(exactly(1), exactly(0), exactly(100), id="the last one gone"),
    pytest.param(exactly(0), exactly(0), None, id="of nothing"),
    pytest.param(between(0, 20), exactly(5), None, id="of what may be nothing"),
    pytest.param(between(20, None), exactly(5), None, id="of what has no end"),
    pytest.param(exactly(20), between(None, 5), None, id="to what has no beginning"),
]


@pytest.mark.parametrize(("before", "after", "expected"), PERCENTAGES)
def test_percent_reduction(before: Range, after: Range, expected: Range | None) -> None:
    assert percent_reduction(before, after) == expected


def test_a_difference_of_thirds_is_not_lost_to_binary_rounding() -> None:
    assert subtract(exactly(61 / 3), exactly(40 / 3)) == exactly(7)


WEEKS: list[Any] = [
    (exactly(2), 8, 10),
    (exactly(3), 12, 15),
    (exactly(4), 16, 19),
    (exactly(5), 20, 23),
    (exactly(7), 28, 31),
    (between(3, 4), 12, 19),
    (between(4, None), 16, 31),
    (between(None, 3), None, 15),
    (exactly(3.5), 14, 17),
    (exactly(0), 0, 0),
]


@pytest.mark.parametrize(("per_week", "low", "high"), WEEKS, ids=[str(row[0]) for row in WEEKS])
def test_days_a_week_as_days_a_month(per_week: Range, low: int | None, high: int) -> None:
    found = monthly_from_weekly(per_week)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("length", [28, 29, 30, 31])
@given(week=st.lists(st.booleans(), min_size=7, max_size=7), width=st.integers(min_value=0, max_value=2))
def test_whatever_days_of_the_week_they_are_the_month_lies_inside(length: int, week: list[bool], width: int) -> None:
    """A pattern that repeats every week, in a month of each length that begins on each day of it."""
    count = sum(week)
    found = monthly_from_weekly(between(max(0, count - width), min(7, count + width)))
    for start in range(7):
        assert contains(found, sum(week[(start + day) % 7] for day in range(length)))


@pytest.mark.parametrize("length", [28, 29, 30, 31])
@pytest.mark.parametrize("count", range(8))
def test_the_average_rate_lies_inside_for_every_length_of_month(length: int, count: int) -> None:
    assert contains(monthly_from_weekly(exactly(count)), count * length / 7)


def test_a_month_made_of_weeks_keeps_the_words() -> None:
    assert monthly_from_weekly(Range.model_validate("3-4")).said == "3-4"
    assert monthly_from_weekly(exactly(4)).said == "4 a week"
    assert (exactly(4, "four").said, between(3, 4, "three or four").said) == ("four", "three or four")
