"""Days a month are held against the bound for every reading of the chart, over the window the clause names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting
from priorauth.policy.criteria import HeadacheDays
from priorauth.review.verdict import Verdict
from tests.builders import clause, diary, judge, month, stated

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED

AT_LEAST_15 = clause(HeadacheDays, per_month_at_least=15)
MORE_THAN_15 = clause(HeadacheDays, per_month_more_than=15)
LESS_THAN_15 = clause(HeadacheDays, per_month_less_than=15)
EACH_OF_3 = clause(HeadacheDays, per_month_at_least=15, in_each_of_last=months(3))
MEAN_OF_6 = clause(HeadacheDays, per_month_at_least=15, averaged_over=months(6))
IN_90_DAYS = clause(HeadacheDays, per_month_at_least=15, in_last_days=90)
MIGRAINE_8 = clause(HeadacheDays, counting=Counting.MIGRAINE_DAY, per_month_at_least=8)
LONG_8 = clause(HeadacheDays, counting=Counting.LONG_HEADACHE_DAY, per_month_at_least=8)
ATTACKS_15 = clause(HeadacheDays, counting=Counting.ATTACK, per_month_at_least=15)


def counts(*days: Any, last: str = "2026-03") -> dict[str, Any]:
    """Return counts of headache days of the months up to ``last``, one a month; None leaves a month out."""
    year, number = int(last[:4]), int(last[5:])
    names = [f"{year - (number <= back)}-{(number - back - 1) % 12 + 1:02}" for back in range(len(days))][::-1]
    return {"months": tuple(month(name, count) for name, count in zip(names, days, strict=True) if count is not None)}


BOUNDS = [
    (AT_LEAST_15, 14, NOT_MET),
    (AT_LEAST_15, 15, MET),
    (AT_LEAST_15, 16, MET),
    (AT_LEAST_15, "14-16", NOT_DOCUMENTED),
    (AT_LEAST_15, "15-20", MET),
    (AT_LEAST_15, "10-14", NOT_MET),
    (AT_LEAST_15, "15+", MET),
    (AT_LEAST_15, "at least 14", NOT_DOCUMENTED),
    (AT_LEAST_15, "at most 15", NOT_DOCUMENTED),
    (AT_LEAST_15, "at most 14", NOT_MET),
    (MORE_THAN_15, 15, NOT_MET),
    (MORE_THAN_15, 16, MET),
    (MORE_THAN_15, "15-16", NOT_DOCUMENTED),
    (LESS_THAN_15, 14, MET),
    (LESS_THAN_15, 15, NOT_MET),
    (LESS_THAN_15, "14-15", NOT_DOCUMENTED),
]


@pytest.mark.parametrize(("criterion", "count", "expected"), BOUNDS)
def test_the_whole_range_must_meet_the_bound(criterion: HeadacheDays, count: Any, expected: Verdict) -> None:
    assert judge(criterion, headaches=counts(count)).verdict is expected


EACH: list[Any] = [
    pytest.param(counts(15, 15, 15), MET, id="15 in each of 3 months"),
    pytest.param(counts(14, 15, 15), NOT_MET, id="14 in the first"),
    pytest.param(counts(15, 15, 14), NOT_MET, id="14 in the last"),
    pytest.param(counts(15, None, 15), NOT_DOCUMENTED, id="nothing for the second"),
    pytest.param(counts(15, 15), NOT_DOCUMENTED, id="nothing for the first"),
    pytest.param(counts(14, None, 15), NOT_MET, id="one missing, one too low"),
    pytest.param(counts(15, "14-15", 15), NOT_DOCUMENTED, id="one not exact enough"),
    pytest.param(counts(14, 15, 15, 15), MET, id="14 in the month before the window"),
    pytest.param(counts(31, 28, 14), NOT_MET, id="a high mean does not help"),
    pytest.param({}, NOT_DOCUMENTED, id="nothing at all"),
]


@pytest.mark.parametrize(("headaches", "expected"), EACH)
def test_every_month_of_the_window_must_meet_the_bound(headaches: dict[str, Any], expected: Verdict) -> None:
    assert judge(EACH_OF_3, headaches=headaches).verdict is expected


LATEST: list[Any] = [
    pytest.param(counts(15), MET, id="the latest month alone"),
    pytest.param(counts(15, None, 15), MET, id="a month between is not documented"),
    pytest.param(counts(14, None, 15), NOT_MET, id="14 two months before"),
    pytest.param(counts(14, None, None, 15), MET, id="14 three months before"),
    pytest.param(counts(15, 14), NOT_MET, id="14 in the latest"),
    pytest.param(counts("10-20", 15), NOT_DOCUMENTED, id="the latest is clear, an earlier one is not"),
    pytest.param(counts("10-20", None, None, 15), MET, id="the unclear one is too old to matter"),
    pytest.param(counts(15, "10-20"), NOT_DOCUMENTED, id="the latest is not clear"),
]


@pytest.mark.parametrize(("headaches", "expected"), LATEST)
def test_without_a_window_the_latest_month_decides_and_no_recent_one_may_miss(
    headaches: dict[str, Any], expected: Verdict
) -> None:
    assert judge(AT_LEAST_15, headaches=headaches).verdict is expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param("2026-03", MET, id="last month"),
        pytest.param("2026-01", MET, id="less than 3 months old"),
        pytest.param("2025-12", NOT_DOCUMENTED, id="more than 3 months old"),
        pytest.param("2026-04", NOT_DOCUMENTED, id="the month that is still running"),
        pytest.param("2026-05", NOT_DOCUMENTED, id="a month to come"),
    ],
)
def test_an_old_count_says_nothing_of_today(last: str, expected: Verdict) -> None:
    assert judge(AT_LEAST_15, headaches=counts(20, last=last)).verdict is expected


MEANS: list[Any] = [
    pytest.param(counts(15, 15, 15, 15, 15, 15), MET, id="15 on average"),
    pytest.param(counts(0, 30, 0, 30, 0, 30), MET, id="15 on average, unevenly"),
    pytest.param(counts(15, 15, 15, 15, 15, 14), NOT_MET, id="89 days in 6 months"),
    pytest.param(counts(15, 15, 15, 15, 15, "14-15"), NOT_DOCUMENTED, id="89 or 90 days"),
    pytest.param(counts(15, 15, 15, 15, "10-20", 19), NOT_DOCUMENTED, id="89 to 99 days"),
    pytest.param(counts(15, 15, 15, 15, "10-20", 20), MET, id="90 to 100 days"),
    pytest.param(counts(30, 31, 31, 28, 31), NOT_DOCUMENTED, id="5 months of 6"),
    pytest.param(counts(15, 15, 15, 15, 15, "15+"), NOT_DOCUMENTED, id="no upper end, no mean"),
]


@pytest.mark.parametrize(("headaches", "expected"), MEANS)
def test_mean_over_six_months(headaches: dict[str, Any], expected: Verdict) -> None:
    assert judge(MEAN_OF_6, headaches=headaches).verdict is expected


DAYS_90: list[Any] = [
    pytest.param(({"2026-01-15": "x" * 45 + "." * 45},), MET, id="45 of 90 days: 15 in 30"),
    pytest.param(({"2026-01-15": "x" * 44 + "." * 46},), NOT_MET, id="44 of 90 days"),
    pytest.param(({"2026-01-15": "x" * 44 + "." * 45},), NOT_DOCUMENTED, id="44, and one day blank"),
    pytest.param(({"2026-01-15": "x" * 45},), MET, id="45, and all others blank"),
    pytest.param(({"2026-01-14": "x" * 45 + "." * 46},), NOT_MET, id="the first of 45 lies before the window"),
    pytest.param(({"2026-03-02": "x" * 45},), NOT_DOCUMENTED, id="the day of the request itself does not count"),
    pytest.param(
        ({"2026-03-01": "x" * 30}, {"2026-03-01": "x" * 30}), NOT_DOCUMENTED, id="two diaries of the same days"
    ),
    pytest.param(({"2026-03-01": "x" * 45}, {"2026-03-01": "." * 45}), NOT_DOCUMENTED, id="two diaries that disagree"),
    pytest.param(({"2026-01-15": "x" * 20}, {"2026-03-01": "x" * 25}), MET, id="two diaries of 45 different days"),
    pytest.param((), NOT_DOCUMENTED, id="no diary"),
]


@pytest.mark.parametrize(("diaries", "expected"), DAYS_90)
def test_ninety_consecutive_days_need_dated_days(diaries: tuple[dict[str, str], ...], expected: Verdict) -> None:
    kept = tuple(diary(start, marks) for one in diaries for start, marks in one.items())
    assert judge(IN_90_DAYS, headaches={"diaries": kept}).verdict is expected


def test_a_count_of_the_month_does_not_stand_in_for_ninety_days() -> None:
    assert judge(IN_90_DAYS, headaches=counts(30, 31, 28, 31)).verdict is NOT_DOCUMENTED


# days with headache of the 28 (or 30) that end on 14 April, the day before the request
PERIODS: list[Any] = [
    pytest.param({"in_last_days": 28, "bound_is_for_days": 28}, 15, MET, id="15 of 28, asked for 28"),
    pytest.param({"in_last_days": 28, "bound_is_for_days": 28}, 14, NOT_MET, id="14 of 28, asked for 28"),
    pytest.param({"in_last_days": 28}, 14, MET, id="14 of 28 are 15 of 30"),
    pytest.param({"in_last_days": 28}, 13, NOT_MET, id="13 of 28 are less than 15 of 30"),
    pytest.param({"in_last_days": 30}, 15, MET, id="15 of 30"),
    pytest.param({"in_last_days": 30}, 14, NOT_MET, id="14 of 30"),
]


@pytest.mark.parametrize(("window", "days", "expected"), PERIODS)
def test_a_payer_counts_by_28_or_by_30_days(window: dict[str, Any], days: int, expected: Verdict) -> None:
    length = window["in_last_days"]
    kept = diary(f"{date(2026, 4, 15) - timedelta(days=length)}", "x" * days + "." * (length - days))
    criterion = clause(HeadacheDays, per_month_at_least=15, **window)
    assert judge(criterion, headaches={"diaries": (kept,)}).verdict is expected


UNITS: list[Any] = [
    pytest.param(MIGRAINE_8, {"months": (month("2026-03", 20),)}, NOT_DOCUMENTED, id="headache days are none"),
    pytest.param(MIGRAINE_8, {"months": (month("2026-03", 20, migraine_days=8),)}, MET, id="8 migraine days"),
    pytest.param(MIGRAINE_8, {"months": (month("2026-03", 20, migraine_days=7),)}, NOT_MET, id="7 migraine days"),
    pytest.param(AT_LEAST_15, {"months": (month("2026-03", migraine_days=20),)}, NOT_DOCUMENTED, id="nor the reverse"),
    pytest.param(LONG_8, {"months": (month("2026-03", 20),)}, NOT_DOCUMENTED, id="hours nowhere"),
    pytest.param(LONG_8, {"months": (month("2026-03", days_of_4_hours=8),)}, MET, id="8 long days"),
    pytest.param(LONG_8, {"months": (month("2026-03", days_of_4_hours=7),)}, NOT_MET, id="7 long days"),
    pytest.param(ATTACKS_15, {"months": (month("2026-03", 20),)}, NOT_DOCUMENTED, id="headache days are no attacks"),
    pytest.param(ATTACKS_15, {"months": (month("2026-03", attacks=15),)}, MET, id="15 attacks"),
    pytest.param(AT_LEAST_15, {"months": (month("2026-03", attacks=20),)}, NOT_DOCUMENTED, id="attacks are no days"),
    pytest.param(ATTACKS_15, {"months": (month("2026-03", attacks=14),)}, NOT_MET, id="14 attacks"),
    pytest.param(
        LONG_8, {"diaries": (diary("2026-03-01", "x" * 8 + "." * 23, hours=4),)}, MET, id="diary: 8 days of 4 hours"
    ),
    pytest.param(
        LONG_8,
        {"diaries": (diary("2026-03-01", "x" * 8 + "." * 23, hours="3-4"),)},
        NOT_DOCUMENTED,
        id="3 to 4 hours",
    ),
    pytest.param(
        LONG_8, {"diaries": (diary("2026-03-01", "x" * 20 + "." * 11, hours=3.9),)}, NOT_MET, id="of 3.9 hours"
    ),
    pytest.param(
        LONG_8, {"diaries": (diary("2026-03-01", "x" * 20 + "." * 11),)}, NOT_DOCUMENTED, id="diary without hours"
    ),
    pytest.param(
        MIGRAINE_8, {"diaries": (diary("2026-03-01", "m" * 8 + "x" * 10),)}, MET, id="diary: 8 migraine days marked"
    ),
    pytest.param(
        MIGRAINE_8, {"diaries": (diary("2026-03-01", "m" * 7 + "x" * 24),)}, NOT_DOCUMENTED, id="7, rest not said"
    ),
    pytest.param(
        MIGRAINE_8, {"diaries": (diary("2026-03-01", "m" * 7 + "." * 24),)}, NOT_MET, id="7, no headache else"
    ),
]


@pytest.mark.parametrize(("criterion", "headaches", "expected"), UNITS)
def test_units_never_convert_into_one_another(
    criterion: HeadacheDays, headaches: dict[str, Any], expected: Verdict
) -> None:
    assert judge(criterion, headaches=headaches).verdict is expected


STATEMENTS: list[Any] = [
    pytest.param(AT_LEAST_15, stated(per_month="15-20"), MET, id="15 to 20 a month"),
    pytest.param(AT_LEAST_15, stated(per_month="14-20"), NOT_DOCUMENTED, id="14 to 20 a month"),
    pytest.param(AT_LEAST_15, stated(per_week="3-4"), NOT_DOCUMENTED, id="3 to 4 a week"),
    pytest.param(AT_LEAST_15, stated(per_week=3), NOT_DOCUMENTED, id="3 a week can fall on 15 of 31 days"),
    pytest.param(AT_LEAST_15, stated(per_week=4), MET, id="4 a week are at least 16 in 28 days"),
    pytest.param(AT_LEAST_15, stated(per_week=2), NOT_MET, id="2 a week"),
    pytest.param(EACH_OF_3, stated(per_month=18), NOT_DOCUMENTED, id="a statement of one day speaks of its month only"),
    pytest.param(EACH_OF_3, stated(per_month=18, held_for="3 months"), MET, id="held for 3 months"),
    pytest.param(EACH_OF_3, stated(per_month=18, held_for="2 months"), NOT_DOCUMENTED, id="held for 2 months"),
    pytest.param(EACH_OF_3, stated(per_month=18, since="2026-01"), MET, id="since January"),
    pytest.param(EACH_OF_3, stated(per_month=18, since="2026-02-02"), NOT_DOCUMENTED, id="since 2 February"),
    pytest.param(EACH_OF_3, stated(per_month=18, since="2026"), NOT_DOCUMENTED, id="since some day of this year"),
    pytest.param(AT_LEAST_15, stated(per_month=18, on=date(2026, 4, 16)), NOT_DOCUMENTED, id="stated a day later"),
    pytest.param(LONG_8, stated(per_month=18, hours_each="4-24"), MET, id="4 hours or more each"),
    pytest.param(LONG_8, stated(per_month=18, hours_each="2-24"), NOT_DOCUMENTED, id="2 hours or more each"),
    pytest.param(LONG_8, stated(per_month=18, hours_each="2-3"), NOT_MET, id="never 4 hours"),
    pytest.param(LONG_8, stated(per_month=18), NOT_DOCUMENTED, id="hours not said"),
    pytest.param(
        LONG_8,
        stated(Counting.MIGRAINE_DAY, per_month=18, hours_each=6),
        NOT_DOCUMENTED,
        id="hours of migraine days are not counted as headache days of 4 hours",
    ),
]


@pytest.mark.parametrize(("criterion", "frequency", "expected"), STATEMENTS)
def test_statements_of_frequency(criterion: HeadacheDays, frequency: Any, expected: Verdict) -> None:
    assert judge(criterion, headaches={"frequencies": (frequency,)}).verdict is expected


MARCH_12 = diary("2026-03-01", "x" * 12 + "." * 19)
DISAGREE: list[Any] = [
    pytest.param({"diaries": (MARCH_12,)}, NOT_MET, id="a complete diary of 12 days"),
    pytest.param({"diaries": (MARCH_12,), "months": (month("2026-03", 18),)}, NOT_DOCUMENTED, id="a note says 18"),
    pytest.param(
        {"diaries": (MARCH_12,), "months": (month("2026-03", 18), month("2026-03", "17-19"))},
        NOT_DOCUMENTED,
        id="two notes agree with each other, not with the diary",
    ),
    pytest.param(
        {"diaries": (diary("2026-03-01", "x" * 12),), "months": (month("2026-03", 18),)},
        MET,
        id="blank days leave room for the 18 of the note",
    ),
]


@pytest.mark.parametrize(("headaches", "expected"), DISAGREE)
def test_documents_that_contradict_each_other_decide_nothing(headaches: dict[str, Any], expected: Verdict) -> None:
    finding = judge(AT_LEAST_15, headaches=headaches)
    assert finding.verdict is expected
    assert ("disagree" in finding.because) is (expected is NOT_DOCUMENTED)


@pytest.mark.parametrize(("as_of", "expected"), [(date(2026, 4, 30), MET), (date(2026, 5, 1), NOT_DOCUMENTED)])
def test_a_count_speaks_of_today_for_three_months_after_its_month(as_of: date, expected: Verdict) -> None:
    assert judge(AT_LEAST_15, headaches=counts(20, last="2026-01"), request={"as_of": as_of}).verdict is expected


def test_why_a_mean_cannot_be_told() -> None:
    assert "nothing documented for October 2025" in judge(MEAN_OF_6, headaches=counts(15, 15, 15, 15, 15)).because
    unbounded = judge(MEAN_OF_6, headaches=counts(15, 15, 15, 15, 15, "15+"))
    assert unbounded.because.endswith("no average can be told from that")


def test_the_reason_says_that_one_of_the_months_is_in_dispute() -> None:
    disputed = {"months": (*counts(15, 15, 15)["months"], month("2026-02", 18))}
    finding = judge(EACH_OF_3, headaches=disputed)
    assert finding.verdict is MET
    assert finding.because.endswith("two documents disagree")
    assert "disagree" not in judge(EACH_OF_3, headaches=counts(15, 15, 15)).because
