"""Knowing less never makes a clause met: whatever is forgotten of a true chart, "met" holds of the whole chart too."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.headache import Diary, DiaryDay
from priorauth.clinical.calendar import days, months, weeks
from priorauth.clinical.terms import Counting, DoseReached, Outcome, RequestKind
from priorauth.policy.criteria import (
    Criterion,
    DrugClass,
    HeadacheDays,
    Interval,
    NotTolerated,
    PreventiveTrials,
    Response,
    Tried,
    UnitsWithin,
    VialsWithin,
)
from priorauth.review.verdict import Verdict
from tests.builders import NOTE, clause, judge, month, treated, trial

DECIDED = (Verdict.MET, Verdict.NOT_MET)
LAST_MONTHS = ((2026, 1), (2026, 2), (2026, 3))
DAYS = [date(year, number, day) for year, number in LAST_MONTHS for day in range(1, monthrange(year, number)[1] + 1)]


def assert_decided_alike(criterion: Criterion, less: dict[str, Any], whole: dict[str, Any]) -> None:
    """Check that what is decided on less is decided in the same way on the whole chart."""
    verdict = judge(criterion, **less).verdict
    assert verdict not in DECIDED or verdict is judge(criterion, **whole).verdict


def assert_met_alike(criterion: Criterion, less: dict[str, Any], whole: dict[str, Any]) -> None:
    """Check that what is met on less is met on the whole chart."""
    assert judge(criterion, **less).verdict is not Verdict.MET or judge(criterion, **whole).verdict is Verdict.MET


def known_roughly(draw: st.DrawFn, day: date) -> Any:
    """Draw a day as a chart may know it: to the day, the month or the year, or not at all."""
    return draw(st.sampled_from((day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", None)))


COUNTINGS = (Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY, Counting.LONG_HEADACHE_DAY)
WINDOWS: tuple[dict[str, Any], ...] = (
    {},
    {"in_each_of_last": months(3)},
    {"averaged_over": months(3)},
    {"in_last_days": 60},
)
BOUNDS = ("per_month_at_least", "per_month_more_than", "per_month_less_than")


@st.composite
def diaries(draw: st.DrawFn) -> tuple[Diary, Diary]:
    """Draw a complete diary and what is left of it; the last day of each month is never forgotten whole."""
    share = draw(st.integers(min_value=1, max_value=9))
    whole, less = [], []
    for day in DAYS:
        hours = (
            draw(st.integers(min_value=0, max_value=8)) if draw(st.integers(min_value=0, max_value=9)) < share else 0
        )
        entry = DiaryDay(day=day, headache=hours > 0, migraine=hours > 5, hours=hours)
        whole.append(entry)
        is_last = (day + timedelta(days=1)).day == 1
        left_out = draw(st.sampled_from(((), (), ("migraine",), ("hours",), ("headache", "hours"), ("day",))))
        if is_last or "day" not in left_out:
            less.append(entry.model_copy(update=dict.fromkeys(set(left_out) - {"day"})))
    return Diary(days=tuple(whole), evidence=NOTE), Diary(days=tuple(less), evidence=NOTE)


@given(
    diaries(),
    st.sampled_from(COUNTINGS),
    st.sampled_from(WINDOWS),
    st.sampled_from(BOUNDS),
    st.integers(min_value=1, max_value=28),
)
def test_headache_days(kept: tuple[Diary, Diary], counting: Counting, window: Any, bound: str, limit: int) -> None:
    bounds: dict[str, Any] = {"counting": counting, bound: limit, **window}
    criterion = clause(HeadacheDays, **bounds)
    whole, less = ({"headaches": {"diaries": (one,)}} for one in kept)
    assert_decided_alike(criterion, less, whole)


BETA_BLOCKER = DrugClass(name="beta-blocker", drugs=("propranolol", "metoprolol"))
ANTICONVULSANT = DrugClass(name="anticonvulsant", drugs=("topiramate",), counted_as=("anticonvulsant",), open_list=True)
FAILED, INTOLERANT = Outcome.INADEQUATE_RESPONSE, Outcome.INTOLERANCE
WAYS: tuple[tuple[Any, ...], ...] = (
    (Tried(outcomes=(FAILED, INTOLERANT)),),
    (Tried(outcomes=(FAILED,), lasting_at_least=days(60)), NotTolerated()),
    (Tried(lasting_at_least=months(2), by_hand_if=(INTOLERANT,)),),
    (Tried(lasting_at_least=weeks(12), dose=(DoseReached.TARGET,), within_last=months(12)),),
    (Tried(outcomes=(FAILED,), oral=True),),
)


@st.composite
def trials(draw: st.DrawFn) -> tuple[Any, Any]:
    """Draw one trial in full and what a chart may hold of it."""
    start = draw(st.dates(min_value=date(2024, 6, 1), max_value=date(2025, 12, 1)))
    stop = start + timedelta(days=draw(st.integers(min_value=0, max_value=130)))
    facts: dict[str, Any] = {
        "outcome": draw(st.sampled_from((FAILED, INTOLERANT, Outcome.EFFECTIVE))),
        "for_migraine": draw(st.booleans()),
        "dose_reached": draw(st.sampled_from((DoseReached.TARGET, DoseReached.HIGHEST_TOLERATED))),
        "oral": draw(st.booleans()),
    }
    drug = draw(st.sampled_from(("propranolol", "metoprolol", "topiramate", "gabapentin", "candesartan")))
    forgotten = dict.fromkeys(draw(st.sets(st.sampled_from(tuple(facts)))))
    dates = {"started": known_roughly(draw, start), "stopped": known_roughly(draw, stop)}
    less = trial(drug, **{**facts, **forgotten, **dates})
    return trial(drug, started=start, stopped=stop, **facts), less


@given(
    st.lists(trials(), min_size=1, max_size=4),
    st.sampled_from(WAYS),
    st.sampled_from(((BETA_BLOCKER, ANTICONVULSANT), ())),
    st.sampled_from(((1, 1), (2, 1), (2, 2))),
)
def test_preventive_trials(
    documented: list[tuple[Any, Any]], ways: tuple[Any, ...], classes: Any, numbers: tuple[int, int]
) -> None:
    criterion = clause(
        PreventiveTrials, drugs_at_least=numbers[0], classes_at_least=numbers[1], classes=classes, counts_if=ways
    )
    whole, less = ({"trials": tuple(pair[side] for pair in documented)} for side in (0, 1))
    assert_met_alike(criterion, less, whole)


MEASURES: tuple[dict[str, Any], ...] = (
    {"any_reduction": True},
    {"percent_at_least": 30},
    {"percent_more_than": 50},
    {"fewer_days_at_least": 7},
)
BEFORE, NOW = ("2025-07", "2025-08", "2025-09"), ("2026-01", "2026-02", "2026-03")


@st.composite
def responses(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw counts before and now, and the same counts known less exactly."""
    slack = st.sampled_from((0, 0, 1, 2, 8))
    whole, less = [], []
    for name in (*BEFORE, *NOW):
        count = draw(st.integers(min_value=0, max_value=28))
        whole.append(month(name, count))
        less.append(month(name, {"low": max(0, count - draw(slack)), "high": count + draw(slack)}))
    return {"months": tuple(whole)}, {"months": tuple(less)}


@given(responses(), st.sampled_from(MEASURES))
def test_response(counts: tuple[dict[str, Any], dict[str, Any]], measure: dict[str, Any]) -> None:
    treatments = {"toxin_treatments": (treated("2025-10-07"),), "request": {"kind": RequestKind.CONTINUATION}}
    whole, less = ({"headaches": one, **treatments} for one in counts)
    assert_decided_alike(clause(Response, **measure), less, whole)


PLANNED = date(2026, 4, 20)
DOSES: tuple[Criterion, ...] = (
    clause(Interval, at_least=weeks(12)),
    clause(Interval, at_least=months(3)),
    clause(UnitsWithin, units_at_most=400, days=84),
    clause(UnitsWithin, units_at_most=400, days=84, all_indications=False),
    clause(VialsWithin, vial_units=200, vials_at_most=1, days=84),
)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Any, Any]:
    """Draw one earlier treatment in full and what a chart may hold of it; that it was given is never forgotten."""
    day = PLANNED - timedelta(days=draw(st.integers(min_value=6, max_value=200)))
    units = draw(st.integers(min_value=50, max_value=300))
    for_migraine = draw(st.booleans())
    less = treated(
        known_roughly(draw, day) or f"{day:%Y}",
        draw(st.sampled_from((units, None))),
        for_migraine=draw(st.sampled_from((for_migraine, None))),
    )
    return treated(day, units, for_migraine=for_migraine), less


@given(st.lists(sessions(), min_size=1, max_size=3), st.sampled_from(DOSES))
def test_interval_units_and_vials(given_so_far: list[tuple[Any, Any]], criterion: Criterion) -> None:
    request = {"service_date": PLANNED, "interval": "4 months"}
    whole, less = (
        {"toxin_treatments": tuple(pair[side] for pair in given_so_far), "request": request} for side in (0, 1)
    )
    assert_met_alike(criterion, less, whole)
