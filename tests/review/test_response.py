"""Response: headache before the first treatment against now, by the payer's own measure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import Counting, RequestKind, Whom
from priorauth.policy.criteria import AnyOf, Response
from priorauth.review.response import change_since_treatment
from priorauth.review.verdict import Verdict
from tests.builders import clause, counted, diary, judge, month, stated, treated

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED

BASELINE = ("2025-07", "2025-08", "2025-09")
NOW = ("2026-01", "2026-02", "2026-03")
TWICE: dict[str, Any] = {
    "toxin_treatments": (treated("2025-10-07"), treated("2025-12-30")),
    "request": {"kind": RequestKind.CONTINUATION},
}


def both(before: tuple[Any, ...], now: tuple[Any, ...], count: str = "headache_days") -> dict[str, Any]:
    """Return counts of the three months before the first treatment and of the latest three."""
    pairs = (*zip(BASELINE, before, strict=True), *zip(NOW, now, strict=True))
    return {"months": tuple(month(name, **{count: days}) for name, days in pairs if days is not None)}


def steady(before: Any, now: Any, count: str = "headache_days") -> dict[str, Any]:
    """Return the same count in each month before, and the same in each month now."""
    return both((before,) * 3, (now,) * 3, count)


ANY = clause(Response, any_reduction=True)
AT_LEAST_30 = clause(Response, percent_at_least=30)
AT_LEAST_50 = clause(Response, percent_at_least=50)
MORE_THAN_50 = clause(Response, percent_more_than=50)
FEWER_7 = clause(Response, fewer_days_at_least=7)
FEWER_HOURS_100 = clause(Response, fewer_hours_at_least=100)
MIGRAINE_30 = clause(Response, counting=Counting.MIGRAINE_DAY, percent_at_least=30)

MEASURES: list[Any] = [
    pytest.param(ANY, steady(20, 19), MET, id="any: one day fewer"),
    pytest.param(ANY, steady(20, 20), NOT_MET, id="any: the same"),
    pytest.param(ANY, steady(20, 21), NOT_MET, id="any: one more"),
    pytest.param(ANY, both((20, 20, 20), (20, 20, 19)), MET, id="any: one day fewer in three months"),
    pytest.param(ANY, steady("19-20", 19), NOT_DOCUMENTED, id="any: fewer or the same"),
    pytest.param(ANY, both((20, 20, 21), (21, 20, 20)), NOT_MET, id="any: the same in another order"),
    pytest.param(AT_LEAST_30, steady(20, 14), MET, id="30 %: exactly"),
    pytest.param(AT_LEAST_30, both((20, 20, 20), (14, 14, 15)), NOT_MET, id="30 %: a third of a day short"),
    pytest.param(AT_LEAST_30, steady(20, "13-14"), MET, id="30 %: 30 to 35 %"),
    pytest.param(AT_LEAST_30, steady(20, "14-15"), NOT_DOCUMENTED, id="30 %: 25 to 30 %"),
    pytest.param(AT_LEAST_30, steady("19-20", 14), NOT_DOCUMENTED, id="30 %: depends on the baseline"),
    pytest.param(AT_LEAST_30, steady(20, "at most 14"), NOT_DOCUMENTED, id="30 %: no lower end, no percentage"),
    pytest.param(AT_LEAST_30, steady(0, 0), NOT_DOCUMENTED, id="30 %: of nothing"),
    pytest.param(AT_LEAST_50, steady(20, 10), MET, id="50 % or more: exactly half"),
    pytest.param(MORE_THAN_50, steady(20, 10), NOT_MET, id="more than 50 %: exactly half is not more"),
    pytest.param(MORE_THAN_50, both((20, 20, 20), (10, 10, 9)), MET, id="more than 50 %: a third of a day more"),
    pytest.param(MORE_THAN_50, steady(20, "9-10"), NOT_DOCUMENTED, id="more than 50 %: half or more"),
    pytest.param(FEWER_7, steady(20, 13), MET, id="7 days fewer"),
    pytest.param(FEWER_7, steady(20, 14), NOT_MET, id="6 days fewer"),
    pytest.param(FEWER_7, steady(20, "13-14"), NOT_DOCUMENTED, id="6 or 7 days fewer"),
    pytest.param(FEWER_7, both((20, 20, 21), (13, 13, 14)), MET, id="7 days fewer, from means with thirds"),
    pytest.param(FEWER_HOURS_100, steady(200, 100, "hours"), MET, id="100 hours fewer"),
    pytest.param(FEWER_HOURS_100, steady(200, 101, "hours"), NOT_MET, id="99 hours fewer"),
    pytest.param(FEWER_HOURS_100, steady(200, "90-101", "hours"), NOT_DOCUMENTED, id="99 to 110 hours fewer"),
    pytest.param(FEWER_HOURS_100, steady(30, 2), NOT_DOCUMENTED, id="hours fewer: only days are documented"),
    pytest.param(MIGRAINE_30, steady(20, 10), NOT_DOCUMENTED, id="migraine days: only headache days are documented"),
    pytest.param(MIGRAINE_30, steady(20, 14, "migraine_days"), MET, id="migraine days: 30 % fewer"),
]


@pytest.mark.parametrize(("criterion", "headaches", "expected"), MEASURES)
def test_measure_of_response(criterion: Response, headaches: dict[str, Any], expected: Verdict) -> None:
    assert judge(criterion, headaches=headaches, **TWICE).verdict is expected


SIDES: list[Any] = [
    pytest.param(both((20, 20, 20), (None,) * 3), NOT_DOCUMENTED, id="nothing now"),
    pytest.param(both((None,) * 3, (10, 10, 10)), NOT_DOCUMENTED, id="nothing before"),
    pytest.param(both((None, None, 20), (10, None, None)), MET, id="one month on each side"),
    pytest.param({"months": (month("2025-10", 20), month("2026-03", 10))}, NOT_DOCUMENTED, id="treated in that month"),
    pytest.param({"months": (month("2025-06", 20), month("2026-03", 10))}, NOT_DOCUMENTED, id="baseline too old"),
    pytest.param({"months": (month("2025-07", 20), month("2026-03", 10))}, MET, id="baseline of 3 months before"),
    pytest.param({"months": (month("2025-09", 20), month("2025-12", 10))}, NOT_DOCUMENTED, id="now too old"),
    pytest.param({"months": (month("2025-09", 20), month("2026-01", 10))}, MET, id="now less than 3 months old"),
    pytest.param(
        {"months": (month("2025-09", 20), month("2025-11", 2), month("2026-03", 20))},
        NOT_MET,
        id="a good month of last year does not hide a bad one of now",
    ),
    pytest.param(
        {"months": (month("2025-01", 31), month("2025-09", 12), month("2026-03", 12))},
        NOT_MET,
        id="a bad month of long before does not raise the baseline",
    ),
    pytest.param(
        {"months": (month("2025-06", 4), *both((20, 20, 20), (14, 14, 14))["months"])},
        MET,
        id="the fourth month before treatment is not compared",
    ),
    pytest.param(
        {"months": (*both((20, 20, 20), (14, 14, 14))["months"], month("2025-12", 20))},
        MET,
        id="nor the fourth latest month",
    ),
    pytest.param({"months": (month("2025-09", 20), month("2026-04", 3))}, NOT_DOCUMENTED, id="the running month"),
    pytest.param(
        {"months": (month("2025-09", 20),), "frequencies": (stated(per_month=10),)}, MET, id="stated at the visit"
    ),
]


@pytest.mark.parametrize(("headaches", "expected"), SIDES)
def test_both_sides_must_be_documented_and_recent(headaches: dict[str, Any], expected: Verdict) -> None:
    assert judge(AT_LEAST_30, headaches=headaches, **TWICE).verdict is expected


FIRST, SECOND, UNCLEAR = treated("2025-10-07"), treated("2025-12-30"), treated("2025-12-30", for_migraine=None)
ELSEWHERE = treated("2025-12-30", for_migraine=False)
GIVEN: list[Any] = [
    pytest.param((), NOT_DOCUMENTED, id="none documented"),
    pytest.param((FIRST,), NOT_MET, id="one of two"),
    pytest.param((FIRST, SECOND), MET, id="two"),
    pytest.param((FIRST, UNCLEAR), NOT_DOCUMENTED, id="the second may have been for something else"),
    pytest.param((FIRST, ELSEWHERE), NOT_MET, id="the second was for something else"),
]


@pytest.mark.parametrize(("treatments", "expected"), GIVEN)
def test_response_after_two_treatments(treatments: tuple[Any, ...], expected: Verdict) -> None:
    criterion = clause(Response, percent_at_least=30, after_treatments=2)
    assert judge(criterion, headaches=steady(20, 10), toxin_treatments=treatments).verdict is expected


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param((), MET, id="none"),
        pytest.param((treated("2025-05-05", for_migraine=None),), NOT_DOCUMENTED, id="of unknown purpose"),
        pytest.param((treated("2025-05-05", for_migraine=False),), MET, id="for another illness"),
    ],
)
def test_a_treatment_before_the_baseline(earlier: tuple[Any, ...], expected: Verdict) -> None:
    """Where it may have been for migraine, the baseline may have been on treatment already."""
    treatments = (*earlier, treated("2025-10-07"))
    assert judge(AT_LEAST_30, headaches=steady(20, 10), toxin_treatments=treatments).verdict is expected


def test_months_between_the_first_and_the_second_treatment_are_not_after_two() -> None:
    criterion = clause(Response, percent_at_least=30, after_treatments=2)
    headaches = {"months": (month("2025-09", 20), month("2026-02", 5))}
    late = (treated("2025-10-07"), treated("2026-03-01"))
    assert judge(criterion, headaches=headaches, toxin_treatments=late).verdict is NOT_DOCUMENTED
    assert judge(AT_LEAST_30, headaches=headaches, toxin_treatments=late).verdict is MET


def test_after_two_treatments_of_which_one_is_known_to_the_year_only() -> None:
    """The one of "2025" may have been the second, given as late as 31 December."""
    criterion = clause(Response, percent_at_least=30, after_treatments=2)
    headaches = {"months": (month("2024-12", 20), month("2025-12", 5))}
    vague = (treated("2025"), treated("2025-03-01"))
    request = {"as_of": date(2026, 1, 15)}
    finding = judge(criterion, headaches=headaches, toxin_treatments=vague, request=request)
    assert finding.verdict is NOT_DOCUMENTED


DIARIES: list[Any] = [
    pytest.param(steady(20, 5), NOT_DOCUMENTED, id="counts without a diary"),
    pytest.param(
        {"frequencies": (stated(per_month=5),), "months": steady(20, 5)["months"][:3]}, NOT_DOCUMENTED, id="said"
    ),
    pytest.param(
        {"diaries": (diary("2025-09-01", "x" * 20 + "." * 10), diary("2026-03-01", "x" * 9 + "." * 22))},
        MET,
        id="diaries: 20 before, 9 now",
    ),
    pytest.param(
        {"diaries": (diary("2025-09-01", "x" * 20 + "." * 10), diary("2026-03-01", "x" * 10 + "." * 21))},
        NOT_MET,
        id="diaries: 20 before, 10 now",
    ),
    pytest.param(
        {"diaries": (diary("2025-09-01", "x" * 20 + "." * 10), diary("2026-03-01", "x" * 9 + "." * 21))},
        NOT_DOCUMENTED,
        id="diaries: 9 now, and one day blank",
    ),
    pytest.param(
        {
            "months": tuple(
                month(name, days, days_recorded=full) for name, days, full in (("2025-09", 20, 30), ("2026-03", 9, 31))
            )
        },
        MET,
        id="counts that say how many days were recorded",
    ),
]


@pytest.mark.parametrize(("headaches", "expected"), DIARIES)
def test_more_than_half_by_diary_after_two_treatments(headaches: dict[str, Any], expected: Verdict) -> None:
    criterion = clause(Response, percent_more_than=50, after_treatments=2, from_diary=True)
    assert judge(criterion, headaches=headaches, **TWICE).verdict is expected


HOURS: list[Any] = [
    pytest.param("x" * 30, "x" * 31, 8, 4, MET, id="240 hours before, 124 now"),
    pytest.param("x" * 30, "x" * 31, 8, 5, NOT_MET, id="240 hours before, 155 now"),
    pytest.param("x" * 30, "x" * 30, 8, 4, NOT_DOCUMENTED, id="120 now, and a blank day of 0 to 24"),
]


@pytest.mark.parametrize(("before", "now", "hours_before", "hours_now", "expected"), HOURS)
def test_cumulative_hours_by_diary(before: str, now: str, hours_before: int, hours_now: int, expected: Verdict) -> None:
    kept = (diary("2025-09-01", before, hours=hours_before), diary("2026-03-01", now, hours=hours_now))
    assert judge(FEWER_HOURS_100, headaches={"diaries": kept}, **TWICE).verdict is expected


def test_two_documents_on_hours_that_disagree_decide_nothing() -> None:
    headaches = {"months": (*steady(200, 50, "hours")["months"], month("2026-03", hours=300))}
    assert judge(FEWER_HOURS_100, headaches=headaches, **TWICE).verdict is NOT_DOCUMENTED


def test_days_or_hours_whichever_is_documented() -> None:
    """Seven fewer days or a hundred fewer hours."""
    either = clause(
        AnyOf,
        criteria=(
            clause(Response, "1.a", fewer_days_at_least=7),
            clause(Response, "1.b", fewer_hours_at_least=100),
        ),
    )
    assert judge(either, headaches=steady(20, 13), **TWICE).verdict is MET
    assert judge(either, headaches=steady(200, 100, "hours"), **TWICE).verdict is MET
    assert judge(either, headaches=steady(20, 14), **TWICE).verdict is NOT_DOCUMENTED


def test_the_reason_gives_both_sides_with_their_months() -> None:
    finding = judge(AT_LEAST_50, headaches=steady(20, 9), **TWICE)
    for said in ("20 headache days", "July to September 2025", "9 now", "January to March 2026", "11 fewer", "55%"):
        assert said in finding.because


def test_the_reason_says_no_fewer_and_asks_only_where_it_is_open() -> None:
    same, fewer = judge(ANY, headaches=steady(20, 20), **TWICE), judge(ANY, headaches=steady(20, 19), **TWICE)
    assert same.because.endswith("no fewer")
    assert "1 fewer" in fewer.because
    assert (same.asks, fewer.asks) == ((), ())
    unclear = judge(ANY, headaches=steady("19-20", 19), **TWICE)
    assert [ask.whom for ask in unclear.asks] == [Whom.CLINICIAN]
    by_diary = clause(Response, any_reduction=True, from_diary=True)
    assert "in a diary" in judge(by_diary, **TWICE).because
    assert "in a diary" not in judge(ANY, **TWICE).because


def test_the_change_is_taken_from_any_record_after_the_first_treatment() -> None:
    once = {"toxin_treatments": (treated("2025-10-07"),)}
    change = change_since_treatment(counted(headaches=steady(20, 9), **once), Counting.HEADACHE_DAY)
    assert change is not None
    assert (str(change.before), str(change.now), str(change.fewer), str(change.percent)) == ("20", "9", "11", "55")


def test_no_change_is_known_without_a_treatment() -> None:
    assert change_since_treatment(counted(headaches=steady(20, 9)), Counting.HEADACHE_DAY) is None
