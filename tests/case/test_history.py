"""Reading the history of a case up to the day of the request: which drug, which treatment, which months."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.history import Counted
from priorauth.clinical.terms import Attested, Counting, RequestKind
from tests.builders import attested, counted, diary, month, stated, treated, trial

HEADACHE = Counting.HEADACHE_DAY


def names(case: Counted) -> list[str]:
    return [f"{first:%Y-%m}" for first in case.figures(HEADACHE)]


MONTHS: list[Any] = [
    pytest.param({"months": (month("2026-03", 18),)}, ["2026-03"], id="the last full month"),
    pytest.param({"months": (month("2026-04", 9),)}, [], id="a count of the month that is still running"),
    pytest.param({"months": (month("2026-05", 18),)}, [], id="a month to come"),
    pytest.param({"diaries": (diary("2026-04-01", "x" * 14),)}, [], id="a diary of the running month"),
    pytest.param(
        {"frequencies": (stated(per_month=18),)}, ["2026-04"], id="a statement may speak of the running month"
    ),
    pytest.param({"frequencies": (stated(per_month=18, on=date(2026, 4, 16)),)}, [], id="a statement of a later day"),
    pytest.param(
        {"diaries": (diary("2026-04-01", "." * 14),), "frequencies": (stated(per_month=18),)},
        ["2026-04"],
        id="a statement beside a diary of the running month",
    ),
]


@pytest.mark.parametrize(("headaches", "expected"), MONTHS)
def test_months_up_to_the_day_of_the_request(headaches: dict[str, Any], expected: list[str]) -> None:
    assert names(counted(headaches=headaches)) == expected


def test_on_its_last_day_a_month_is_over() -> None:
    request = {"as_of": date(2026, 3, 31)}
    assert names(counted(headaches={"months": (month("2026-03", 18),)}, request=request)) == ["2026-03"]
    assert names(counted(headaches={"diaries": (diary("2026-03-01", "x" * 31),)}, request=request)) == ["2026-03"]


def test_a_statement_of_the_first_of_a_month_speaks_of_that_month() -> None:
    first = date(2026, 4, 1)
    headaches = {"frequencies": (stated(per_month=18, on=first),)}
    assert names(counted(headaches=headaches, request={"as_of": first})) == ["2026-04"]


def test_diary_days_of_later_days_do_not_count() -> None:
    case = counted(headaches={"diaries": (diary("2026-04-10", "x" * 10),)})
    assert [entry.day.day for entry in case.record.diaries[0].days] == [10, 11, 12, 13, 14, 15]


def test_an_unfinished_diary_leaves_room_beside_a_statement_of_its_month() -> None:
    """Fifteen free days of April leave at most fifteen others."""
    free = diary("2026-04-01", "." * 15)
    figure = counted(headaches={"diaries": (free,), "frequencies": (stated(per_month="10-18"),)}).figures(HEADACHE)
    assert [str(one) for one in figure.values()] == ["April 2026: 10–15"]


TREATED = (
    treated("2026-01-06"),
    treated("2025-07-08", for_migraine=False),
    treated("2025-10-07"),
    treated("2025-06-01", for_migraine=None),
    treated("2026-04-16"),
)


def test_treatments_stand_in_order_up_to_the_day_of_the_request() -> None:
    case = counted(toxin_treatments=TREATED)
    assert [str(one.on.low) for one in case.treatments] == ["2025-06-01", "2025-07-08", "2025-10-07", "2026-01-06"]
    assert [str(one.on.low) for one in case.migraine_treatments] == ["2025-10-07", "2026-01-06"]
    assert [str(one.on.low) for one in case.possible_migraine_treatments] == ["2025-06-01", "2025-10-07", "2026-01-06"]
    assert case.first_treatment is not None
    assert str(case.first_treatment.on) == "October 7, 2025"


def test_a_treatment_of_the_day_of_the_request_has_been_given() -> None:
    assert len(counted(toxin_treatments=(treated("2026-04-15"),)).treatments) == 1


def test_treatments_are_missing_only_where_a_continuation_is_asked_for() -> None:
    continuation = {"kind": RequestKind.CONTINUATION}
    assert counted(request=continuation).treatments_are_missing
    assert not counted(request=continuation, toxin_treatments=TREATED).treatments_are_missing
    assert not counted().treatments_are_missing


NAMES = (*(f"2025-{n:02}" for n in range(6, 13)), "2026-01", "2026-02")
ALL = {"months": tuple(month(name, 10) for name in NAMES)}
ALL_NAMES = tuple(name[5:] for name in NAMES)
SIDES: list[Any] = [
    pytest.param((treated("2025-10-07"),), ["06", "07", "08", "09"], ["11", "12", "01", "02"], id="to the day"),
    pytest.param((treated("2025-10-01"),), ["06", "07", "08", "09"], ["11", "12", "01", "02"], id="on the first"),
    pytest.param((treated("2025-10-31"),), ["06", "07", "08", "09"], ["11", "12", "01", "02"], id="on the last"),
    pytest.param((treated("2025-10"),), ["06", "07", "08", "09"], ["11", "12", "01", "02"], id="to the month"),
    pytest.param((treated("2025"),), [], ["01", "02"], id="to the year"),
    pytest.param((treated("2025-08-05", for_migraine=False),), list(ALL_NAMES), [], id="for another illness"),
    pytest.param((), list(ALL_NAMES), [], id="no treatment"),
    pytest.param(
        (treated("2025-08-05", for_migraine=None), treated("2025-10-07")),
        ["06", "07", "08", "09"],
        ["11", "12", "01", "02"],
        id="an earlier one that may have been for migraine",
    ),
]


@pytest.mark.parametrize(("treatments", "before", "after"), SIDES)
def test_months_before_and_after_treatment(treatments: tuple[Any, ...], before: list[str], after: list[str]) -> None:
    case = counted(headaches=ALL, toxin_treatments=treatments)
    found = case.figures(HEADACHE)
    assert [f"{first:%m}" for first in case.before_treatment(found)] == before
    assert [f"{first:%m}" for first in case.after_treatment(found)] == after


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        pytest.param((treated("2025-07-08"), treated("2025-10-07")), ["11", "12", "01", "02"], id="after the second"),
        pytest.param((treated("2025-07-08"),), [], id="there was no second"),
        pytest.param((treated("2025-07-08"), treated("2025")), ["01", "02"], id="the second on some day of the year"),
        pytest.param(
            (treated("2025-07-08"), treated("2025-10-07", for_migraine=None)), [], id="the second of unknown purpose"
        ),
    ],
)
def test_months_after_the_second_treatment(treatments: tuple[Any, ...], expected: list[str]) -> None:
    case = counted(headaches=ALL, toxin_treatments=treatments)
    assert [f"{first:%m}" for first in case.after_treatment(case.figures(HEADACHE), 2)] == expected


def test_trials_carry_their_ingredient_or_the_words_of_the_chart() -> None:
    case = counted(trials=(trial("Topamax 50 mg"), trial("migrelief forte")))
    assert [(one.name, one.medicine is not None) for one in case.trials] == [
        ("topiramate", True),
        ("migrelief forte", False),
    ]


ATTACKS = Attested.FIVE_MIGRAINE_ATTACKS
STATEMENTS: list[Any] = [
    pytest.param((), None, id="nothing stated"),
    pytest.param((attested(ATTACKS),), True, id="stated"),
    pytest.param((attested(ATTACKS, date(2026, 4, 16)),), None, id="stated later"),
    pytest.param((attested(ATTACKS, date(2026, 1, 1), holds=False), attested(ATTACKS)), True, id="the latest"),
    pytest.param((attested(ATTACKS), attested(ATTACKS, holds=False)), False, id="both on one day: the denial"),
    pytest.param((attested(Attested.OVERUSE_ADDRESSED),), None, id="about something else"),
]


@pytest.mark.parametrize(("statements", "expected"), STATEMENTS)
def test_the_latest_statement_counts(statements: tuple[Any, ...], expected: bool | None) -> None:
    found = counted(attestations=statements).attestation(ATTACKS)
    assert (found.holds if found else None) is expected
