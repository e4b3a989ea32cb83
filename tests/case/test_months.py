"""Counting per month: what is not recorded widens a range, and documents that disagree decide nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.headache import DiaryDay, HeadacheRecord
from priorauth.case.months import (
    consecutive_months,
    count_in_days,
    days_recorded,
    mean,
    monthly_figures,
    monthly_hours,
    previous_month,
)
from priorauth.clinical.ranges import Number
from priorauth.clinical.terms import Counting
from tests.builders import NOTE, diary, month, stated

HEADACHE, MIGRAINE = Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY
LONG, ATTACK = Counting.LONG_HEADACHE_DAY, Counting.ATTACK
Ends = tuple[Number | None, Number | None]


def record(*facts: Any) -> HeadacheRecord:
    """Return a headache record of diaries, month counts and statements."""
    by_kind: dict[str, list[Any]] = {"Diary": [], "MonthCount": [], "Frequency": []}
    for fact in facts:
        by_kind[type(fact).__name__].append(fact)
    return HeadacheRecord(
        diaries=tuple(by_kind["Diary"]), months=tuple(by_kind["MonthCount"]), frequencies=tuple(by_kind["Frequency"])
    )


def figures(counting: Counting, *facts: Any, from_diary: bool = False) -> dict[str, Ends]:
    """Return the lowest and highest count of each documented month."""
    found = monthly_figures(record(*facts), counting, from_diary=from_diary)
    return {f"{first:%Y-%m}": (figure.count.low, figure.count.high) for first, figure in found.items()}


MARCH = "2026-03-01"
DIARIES: list[Any] = [
    pytest.param(HEADACHE, diary(MARCH, "x" * 12 + "." * 19), (12, 12), id="every day recorded"),
    pytest.param(HEADACHE, diary(MARCH, "x" * 12 + "." * 9), (12, 22), id="10 days blank"),
    pytest.param(HEADACHE, diary(MARCH, "x" * 12), (12, 31), id="only headache days marked"),
    pytest.param(HEADACHE, diary(MARCH, "m" * 12 + "." * 19), (12, 12), id="a migraine day is a headache day"),
    pytest.param(MIGRAINE, diary(MARCH, "m" * 8 + "." * 23), (8, 8), id="migraine days"),
    pytest.param(MIGRAINE, diary(MARCH, "m" * 8 + "x" * 4 + "." * 19), (8, 12), id="a headache may have been migraine"),
    pytest.param(LONG, diary(MARCH, "x" * 12 + "." * 19, hours=4), (12, 12), id="4 hours are 4 or more"),
    pytest.param(LONG, diary(MARCH, "x" * 12 + "." * 19, hours=3.5), (0, 0), id="3.5 hours are less"),
    pytest.param(LONG, diary(MARCH, "x" * 12 + "." * 19, hours="3-5"), (0, 12), id="3 to 5 hours may be"),
    pytest.param(LONG, diary(MARCH, "x" * 12 + "." * 19), (0, 12), id="hours not recorded"),
    pytest.param(ATTACK, diary(MARCH, "x" * 12 + "." * 19), None, id="a diary of days counts no attacks"),
]


@pytest.mark.parametrize(("counting", "kept", "expected"), DIARIES)
def test_diary(counting: Counting, kept: Any, expected: Ends | None) -> None:
    assert figures(counting, kept).get("2026-03") == expected


@pytest.mark.parametrize(
    ("entry", "headache", "migraine", "long"),
    [
        pytest.param({}, None, None, None, id="nothing"),
        pytest.param({"headache": False}, False, False, False, id="free"),
        pytest.param({"headache": True}, True, None, None, id="headache"),
        pytest.param({"migraine": True}, True, True, None, id="migraine only"),
        pytest.param({"migraine": False}, None, False, None, id="no migraine"),
        pytest.param({"hours": 5}, True, None, True, id="5 hours only"),
        pytest.param({"hours": 2}, True, None, False, id="2 hours only"),
        pytest.param({"hours": 1}, True, None, False, id="1 hour only"),
        pytest.param({"hours": 0}, None, None, False, id="0 hours only"),
        pytest.param({"headache": False, "hours": 0}, False, False, False, id="free, 0 hours"),
        pytest.param({"headache": True, "hours": "at least 4"}, True, None, True, id="at least 4 hours"),
        pytest.param({"headache": True, "hours": "at most 4"}, True, None, None, id="at most 4 hours"),
    ],
)
def test_one_entry(entry: dict[str, Any], headache: bool | None, migraine: bool | None, long: bool | None) -> None:
    day = DiaryDay.model_validate({"day": "2026-02-01", **entry})
    kept = diary("2026-02-02", "." * 27).model_copy(update={"days": (day, *diary("2026-02-02", "." * 27).days)})
    ends = {True: (1, 1), False: (0, 0), None: (0, 1)}
    expected = [ends[headache], ends[migraine], ends[long]]
    assert [figures(counting, kept)["2026-02"] for counting in (HEADACHE, MIGRAINE, LONG)] == expected


COUNTS: list[Any] = [
    pytest.param(HEADACHE, month("2026-03", 18), (18, 18), id="a count"),
    pytest.param(HEADACHE, month("2026-03", "16-20"), (16, 20), id="a range"),
    pytest.param(HEADACHE, month("2026-03", 18, days_recorded=31), (18, 18), id="every day recorded"),
    pytest.param(HEADACHE, month("2026-03", 18, days_recorded=25), (18, 24), id="6 days not recorded"),
    pytest.param(HEADACHE, month("2026-03", "16-40", days_recorded=25), (16, 31), id="never more than the month has"),
    pytest.param(HEADACHE, month("2026-03", "15+", days_recorded=25), (15, None), id="no upper end"),
    pytest.param(HEADACHE, month("2026-03", "at most 4", days_recorded=25), (0, 10), id="no lower end"),
    pytest.param(MIGRAINE, month("2026-03", 18), None, id="a headache day is no migraine day"),
    pytest.param(LONG, month("2026-03", 18), None, id="a headache day is no long one"),
    pytest.param(LONG, month("2026-03", days_of_4_hours=9), (9, 9), id="long days"),
    pytest.param(ATTACK, month("2026-03", attacks=40), (40, 40), id="attacks"),
    pytest.param(ATTACK, month("2026-03", attacks=5, days_recorded=30), (5, None), id="a blank day of many attacks"),
]


@pytest.mark.parametrize(("counting", "count", "expected"), COUNTS)
def test_month_count(counting: Counting, count: Any, expected: Ends | None) -> None:
    assert figures(counting, count).get("2026-03") == expected


ALL_YEAR = [f"2025-{n:02}" for n in (11, 12)] + [f"2026-{n:02}" for n in (1, 2, 3, 4)]
STATED: list[Any] = [
    pytest.param(stated(per_month=18), ALL_YEAR[-1:], id="of its own month"),
    pytest.param(stated(per_month=18, held_for="3 months"), ALL_YEAR[-3:], id="held for 3 months before 15 April"),
    pytest.param(stated(per_month=18, held_for="2 to 6 months"), ALL_YEAR[-2:], id="held for 2 months at least"),
    pytest.param(stated(per_month=18, held_for="6 weeks"), ALL_YEAR[-1:], id="held since 4 March"),
    pytest.param(stated(per_month=18, since="2025-11-01"), ALL_YEAR, id="since 1 November"),
    pytest.param(stated(per_month=18, since="2025-11-02"), ALL_YEAR[1:], id="since 2 November"),
    pytest.param(stated(per_month=18, since="2025-11"), ALL_YEAR[1:], id="since November"),
    pytest.param(stated(per_month=18, since="2025"), ALL_YEAR[2:], id="since last year"),
    pytest.param(stated(per_month=18, since="2026"), ALL_YEAR[-1:], id="since some day of this year"),
    pytest.param(stated(per_month=18, since="9999"), ALL_YEAR[-1:], id="since a day to come"),
    pytest.param(stated(per_month=18, on=date(2026, 3, 31), held_for="2 months"), ["2026-02", "2026-03"], id="March"),
]


@pytest.mark.parametrize(("statement", "expected"), STATED)
def test_months_that_a_statement_speaks_of(statement: Any, expected: list[str]) -> None:
    assert figures(HEADACHE, statement) == {name: (18, 18) for name in expected}


UNITS: list[Any] = [
    pytest.param(HEADACHE, stated(per_week="3-4"), (12, 19), id="3 to 4 days a week"),
    pytest.param(HEADACHE, stated(per_week="at least 5"), (20, 31), id="at least 5 days a week"),
    pytest.param(MIGRAINE, stated(per_week="3-4"), None, id="headache days are no migraine days"),
    pytest.param(LONG, stated(per_month=18, hours_each=4), (18, 18), id="4 hours each"),
    pytest.param(LONG, stated(per_month=18, hours_each=3), (0, 0), id="3 hours each"),
    pytest.param(LONG, stated(per_month=18, hours_each="3-6"), None, id="3 to 6 hours each"),
    pytest.param(LONG, stated(per_month=18), None, id="hours not said"),
    pytest.param(LONG, stated(MIGRAINE, per_month=9, hours_each=24), None, id="migraine days of a day each"),
    pytest.param(LONG, stated(LONG, per_month=9), (9, 9), id="long days"),
    pytest.param(ATTACK, stated(ATTACK, per_week=10), (40, 45), id="10 attacks a week"),
    pytest.param(ATTACK, stated(ATTACK, per_week="2+"), (8, None), id="2 attacks a week or more"),
    pytest.param(HEADACHE, stated(ATTACK, per_week=7), None, id="attacks are no days"),
]


@pytest.mark.parametrize(("counting", "statement", "expected"), UNITS)
def test_units_of_a_statement(counting: Counting, statement: Any, expected: Ends | None) -> None:
    assert figures(counting, statement).get("2026-04") == expected


TOGETHER: list[Any] = [
    pytest.param([month("2026-03", "15-20"), month("2026-03", "18-25")], (18, 20), False, id="what both allow"),
    pytest.param([month("2026-03", 12), month("2026-03", 18)], (12, 18), True, id="the whole span"),
    pytest.param(
        [month("2026-03", 12), month("2026-03", 18), month("2026-03", "17-19")], (12, 19), True, id="of all three"
    ),
    pytest.param(
        [month("2026-03", "17-19"), month("2026-03", 12), month("2026-03", 18)], (12, 19), True, id="in any order"
    ),
    pytest.param([month("2026-03", "at most 4"), month("2026-03", 10)], (0, 10), True, id="down to zero"),
    pytest.param([month("2026-03", "20+"), month("2026-03", 10)], (10, None), True, id="without an end"),
    pytest.param([diary(MARCH, "x" * 12), month("2026-03", 18)], (18, 18), False, id="a note fills the blank days"),
    pytest.param([diary(MARCH, "x" * 15), diary("2026-03-16", "." * 16)], (15, 15), False, id="two halves of a month"),
    pytest.param(
        [diary(MARCH, "x" * 31), diary(MARCH, "." * 31)], (0, 31), True, id="two diaries that contradict each other"
    ),
]


@pytest.mark.parametrize(("facts", "expected", "disagrees"), TOGETHER)
def test_several_documents_on_one_month(facts: list[Any], expected: Ends, disagrees: bool) -> None:
    found = monthly_figures(record(*facts), HEADACHE)[date(2026, 3, 1)]
    assert (found.count.low, found.count.high) == expected
    assert found.disagrees is disagrees
    assert len(found.evidence) == len(facts)


def test_figures_from_a_diary_leave_notes_and_statements_out() -> None:
    facts = (
        diary("2026-01-01", "x" * 31),
        month("2026-02", 20),
        month("2026-03", 20, days_recorded=31),
        stated(per_month=9),
    )
    assert figures(HEADACHE, *facts, from_diary=True) == {"2026-01": (31, 31), "2026-03": (20, 20)}
    assert list(figures(HEADACHE, *facts)) == ["2026-01", "2026-02", "2026-03", "2026-04"]


def test_a_figure_shows_its_arithmetic() -> None:
    found = monthly_figures(record(diary(MARCH, "x" * 12 + "." * 9)), HEADACHE)[date(2026, 3, 1)]
    assert found.how == "12 headache days marked, 10 of 31 days not recorded"
    assert str(found) == "March 2026: 12–22"
    assert found.evidence == NOTE


HOURS: list[Any] = [
    pytest.param([diary(MARCH, "x" * 10 + "." * 21, hours=5)], (50, 50), id="every day recorded"),
    pytest.param([diary(MARCH, "x" * 10 + "." * 20, hours=5)], (50, 74), id="a blank day of up to 24"),
    pytest.param([diary(MARCH, "x" * 10 + "." * 21)], (0, 240), id="hours not recorded"),
    pytest.param([diary(MARCH, "x" * 10 + "." * 21, hours="at least 5")], (50, 240), id="no upper end"),
    pytest.param([month("2026-03", hours=120)], (120, 120), id="counted"),
    pytest.param([month("2026-03", hours=120, days_recorded=30)], (120, 144), id="counted on 30 days"),
    pytest.param([diary(MARCH, "x" * 10 + "." * 21, hours=5), month("2026-03", hours=120)], (50, 120), id="disagree"),
    pytest.param([diary(MARCH, "x" * 10 + "." * 20, hours=5), month("2026-03", hours=60)], (60, 60), id="agree"),
]


@pytest.mark.parametrize(("facts", "expected"), HOURS)
def test_hours_of_a_month(facts: list[Any], expected: Ends) -> None:
    found = monthly_hours(record(*facts))[date(2026, 3, 1)]
    assert (found.count.low, found.count.high) == expected


def test_days_recorded_are_those_of_all_diaries_together() -> None:
    kept = record(diary(MARCH, "x" * 10), diary("2026-03-06", "." * 10), month("2026-02", 3, days_recorded=20))
    assert days_recorded(kept, date(2026, 3, 1)) == 15
    assert days_recorded(kept, date(2026, 2, 1)) == 20
    assert days_recorded(kept, date(2026, 1, 1)) is None


WINDOWS: list[Any] = [
    pytest.param([diary(MARCH, "x" * 10)], (10, 10), id="the ten days"),
    pytest.param([diary(MARCH, "x" * 5 + "." * 5)], (5, 5), id="five of ten"),
    pytest.param([diary(MARCH, "x" * 5)], (5, 10), id="five blank"),
    pytest.param([diary(MARCH, "x" * 5), diary(MARCH, "x" * 5)], (5, 10), id="the same days twice count once"),
    pytest.param([diary(MARCH, "xx???"), diary(MARCH, "??x..")], (3, 8), id="what one leaves blank the other fills"),
    pytest.param([diary(MARCH, "x" * 10), diary(MARCH, "." * 10)], (0, 10), id="contradiction: unknown"),
    pytest.param([diary("2026-02-19", "x" * 20)], (10, 10), id="days outside the window do not count"),
]


@pytest.mark.parametrize(("facts", "expected"), WINDOWS)
def test_count_over_consecutive_days(facts: list[Any], expected: Ends) -> None:
    found = count_in_days(record(*facts), HEADACHE, date(2026, 3, 10), 10)
    assert found is not None
    assert (found.count.low, found.count.high) == expected


def test_no_count_over_consecutive_days_without_a_diary() -> None:
    assert count_in_days(record(month("2026-03", 20)), HEADACHE, date(2026, 3, 31), 31) is None


def test_mean_of_months() -> None:
    assert mean(()) is None
    known = tuple(monthly_figures(record(month("2026-01", 10), month("2026-02", "10-14")), HEADACHE).values())
    average = mean(known)
    assert average is not None
    assert (average.low, average.high) == (10, 12)
    assert mean(tuple(monthly_figures(record(month("2026-01", "10+")), HEADACHE).values())) is None


def test_months_in_a_row() -> None:
    assert previous_month(date(2026, 1, 20)) == date(2025, 12, 1)
    assert consecutive_months(date(2026, 2, 28), 3) == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))


SHOWN: list[Any] = [
    pytest.param(month("2026-03", "16-20", days_recorded=25), "16–20 counted, 6 of 31 days not recorded", id="count"),
    pytest.param(month("2026-03", 18, days_recorded=31), "18 counted", id="complete count"),
    pytest.param(stated(per_month="18-20", on=date(2026, 3, 2)), "stated as 18–20 headache days a month", id="month"),
    pytest.param(stated(per_week=5, on=date(2026, 3, 2)), "stated as 5 headache days a week", id="week"),
]


@pytest.mark.parametrize(("fact", "expected"), SHOWN)
def test_every_figure_says_how_it_was_reached(fact: Any, expected: str) -> None:
    assert monthly_figures(record(fact), HEADACHE)[date(2026, 3, 1)].how == expected


def test_hours_from_a_diary_leave_notes_out() -> None:
    facts = record(
        diary(MARCH, "x" * 31, hours=2), month("2026-02", hours=90), month("2026-01", hours=9, days_recorded=31)
    )
    assert [f"{first:%m}" for first in monthly_hours(facts, from_diary=True)] == ["01", "03"]
    assert [f"{first:%m}" for first in monthly_hours(facts)] == ["01", "02", "03"]
