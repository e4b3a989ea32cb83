"""The chart draws what is counted: its range, the policy's bound, and the days of treatment."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.history import Counted
from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting, RequestKind
from priorauth.packet.month_chart import MonthChart, month_charts, treatment_days
from priorauth.policy.counts import HeadacheDays, Ichd3ChronicMigraine
from priorauth.policy.criteria import AllOf, Criterion
from tests.builders import a_case, month, treated

FIFTEEN = HeadacheDays(clause="1", says="15", per_month_at_least=15, in_each_of_last=months(3))
MORE_THAN = HeadacheDays(clause="1", says="more than 14", per_month_more_than=14)
ICHD3 = Ichd3ChronicMigraine(clause="1", says="chronic migraine")


def charts(*counts: Any, criterion: Criterion = FIFTEEN, **parts: Any) -> tuple[MonthChart, ...]:
    case = a_case(headaches={"months": counts}, **parts)
    return month_charts(Counted(case), criterion)


def test_a_bar_is_filled_to_the_lowest_and_open_to_the_highest_count() -> None:
    (chart,) = charts(month("2026-02", "12-19"), month("2026-03", 20))
    vague, exact = chart.bars

    # 0.8 mm a day, on a base line at 31.8 mm
    assert (vague.top, vague.height, vague.open_top, vague.open_height) == (22.2, 9.6, 16.6, 5.6)
    assert (exact.top, exact.height, exact.open_height) == (15.8, 16.0, 0.0)
    assert (vague.count, exact.count) == ("12–19", "20")


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [(FIFTEEN, ["15 or more"]), (ICHD3, ["15 or more"]), (AllOf(clause="0", says="all", criteria=(MORE_THAN,)), [])],
    ids=["at least", "inside ICHD-3", "another direction is not drawn as this one"],
)
def test_the_bound_of_the_policy_is_drawn(criterion: Criterion, expected: list[str]) -> None:
    (chart,) = charts(month("2026-03", 20), criterion=criterion)

    assert [line.words for line in chart.lines] == expected


def test_a_bound_on_another_unit_is_not_drawn() -> None:
    migraine = HeadacheDays(clause="1", says="8", counting=Counting.MIGRAINE_DAY, per_month_at_least=8)
    (chart,) = charts(month("2026-03", 20), criterion=migraine)

    assert chart.lines == ()


def test_a_month_between_two_documented_ones_keeps_its_place_without_a_bar() -> None:
    (chart,) = charts(month("2025-12", 20), month("2026-03", 18))

    assert [(bar.month, bar.year) for bar in chart.bars] == [("Dec", "2025"), ("Mar", "2026")]
    assert chart.bars[1].x - chart.bars[0].x == pytest.approx(3 * 16.0)


@pytest.mark.parametrize(("count", "expected"), [(24, 24), (25, 24)])
def test_at_most_the_latest_24_months_are_drawn(count: int, expected: int) -> None:
    counts = [month(f"{2024 + index // 12}-{index % 12 + 1:02}", 20) for index in range(count)]
    (chart,) = charts(*counts, request={"as_of": "2026-04-15"})

    assert len(chart.bars) == expected
    assert chart.bars[-1].x + chart.bars[-1].width <= chart.width


def test_treatments_are_marked_on_their_day_where_the_day_is_known() -> None:
    treatments = (treated("2026-02-15"), treated("2026-03"))
    (chart,) = charts(month("2026-02", 20), month("2026-03", 18), toxin_treatments=treatments)

    # the middle of the first slot: 6 + 16 * 15 / 28
    assert [mark.x for mark in chart.marks] == [14.57]


def test_the_days_of_treatment_are_said() -> None:
    case = a_case(request={"kind": RequestKind.CONTINUATION}, toxin_treatments=(treated("2026-02-15"),))

    assert treatment_days(Counted(case)) == "February 15, 2026"


def test_the_chart_is_said_in_words() -> None:
    (chart,) = charts(month("2026-02", "12-19"), month("2026-03", 20))

    assert chart.words == (
        "Chart of headache days per month: 12–19 in February 2026 and 20 in March 2026. The policy asks for 15 or more."
    )


def test_only_units_that_are_documented_have_a_chart() -> None:
    assert charts() == ()
