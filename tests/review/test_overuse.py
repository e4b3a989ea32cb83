"""Overuse by ICHD-3 8.2 from the days of a diary: absent only where no class can have reached its number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from priorauth.case.headache import Diary, DiaryDay
from priorauth.policy.counts import AcuteMedicineDays, MedicationOveruse
from priorauth.review.verdict import Verdict
from tests.builders import NOTE, acute, clause, judge

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED
FIRST, DAYS = date(2026, 1, 1), 90
TRIPTAN, NSAID = ("sumatriptan",), ("ibuprofen",)


def kept(*taken: tuple[tuple[str, ...], int], blank: int = 0, first: date = FIRST, months: int = 3) -> dict[str, Any]:
    """Return a diary of January to March: every month the same days taken, then blank ones, and nothing on the rest."""
    entries = []
    for number in range(DAYS):
        day = first + timedelta(days=number)
        if day.month - first.month >= months:
            break
        entries += _entry(day, [names for names, count in taken for _ in range(count)], blank)
    return {"headaches": {"diaries": (Diary(days=tuple(entries), evidence=NOTE),)}}


def _entry(day: date, taken: list[tuple[str, ...]], blank: int) -> list[DiaryDay]:
    if day.day <= len(taken):
        return [DiaryDay(day=day, acute=taken[day.day - 1])]
    return [] if day.day <= len(taken) + blank else [DiaryDay(day=day, acute=())]


OVERUSE: list[Any] = [
    pytest.param(kept((TRIPTAN, 9)), (), MET, id="a triptan on 9 days"),
    pytest.param(kept((TRIPTAN, 10)), (), NOT_DOCUMENTED, id="a triptan on 10 days"),
    pytest.param(kept((TRIPTAN, 8), blank=1), (), MET, id="8 days and one blank"),
    pytest.param(kept((TRIPTAN, 8), blank=2), (), NOT_DOCUMENTED, id="8 days and two blank"),
    pytest.param(kept((NSAID, 14)), (), MET, id="an NSAID on 14 days"),
    pytest.param(kept((NSAID, 15)), (), NOT_DOCUMENTED, id="an NSAID on 15 days"),
    pytest.param(kept((NSAID, 8), (("Tylenol",), 7)), (), NOT_DOCUMENTED, id="an NSAID and paracetamol add up"),
    pytest.param(kept((NSAID, 7), (("Tylenol",), 7)), (), MET, id="an NSAID and paracetamol, 14 days in all"),
    pytest.param(kept((TRIPTAN, 5), (NSAID, 4)), (), MET, id="two classes on 9 days in all"),
    pytest.param(kept((TRIPTAN, 5), (NSAID, 5)), (), NOT_DOCUMENTED, id="two classes on 10 days in all"),
    pytest.param(kept(((*TRIPTAN, *NSAID), 9)), (), MET, id="two classes on the same 9 days"),
    pytest.param(kept(), (), MET, id="nothing taken on any day"),
    pytest.param(kept((("Ubrelvy",), 12)), (), NOT_DOCUMENTED, id="a class without a verified number"),
    pytest.param(kept((("Ubrelvy",), 5), (TRIPTAN, 4)), (), MET, id="which does not count beside a triptan"),
    pytest.param(kept(blank=9), (), MET, id="nothing taken, 9 days blank: no class can have reached 10"),
    pytest.param(kept(blank=10), (), NOT_DOCUMENTED, id="nothing taken, 10 days blank"),
    pytest.param(kept((("something blue",), 10)), (), NOT_DOCUMENTED, id="10 days of something not recognised"),
    pytest.param(kept((TRIPTAN, 9), first=date(2025, 9, 1)), (), NOT_DOCUMENTED, id="a diary of last autumn"),
    pytest.param(
        kept((TRIPTAN, 4), blank=8), (acute("sumatriptan", 8),), MET, id="the chart says 8, the diary 4 to 12"
    ),
    pytest.param(kept((TRIPTAN, 4)), (acute("sumatriptan"),), MET, id="the chart names it, the diary counts it"),
    pytest.param(kept((TRIPTAN, 4)), (acute("headache mix"),), NOT_DOCUMENTED, id="the chart names another"),
    pytest.param(
        kept((NSAID, 5), (("Tylenol",), 12)), (acute("ibuprofen", 5),), NOT_DOCUMENTED, id="the diary names one more"
    ),
]


@pytest.mark.parametrize(("diary", "medicines", "expected"), OVERUSE)
def test_overuse_from_a_diary(diary: dict[str, Any], medicines: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(clause(MedicationOveruse), acute_medicines=medicines, **diary).verdict is expected


def test_a_statement_that_the_diary_contradicts_does_not_decide() -> None:
    found = judge(clause(MedicationOveruse), acute_medicines=(acute("sumatriptan", 8),), **kept((TRIPTAN, 12)))
    assert found.verdict is NOT_DOCUMENTED
    assert "triptans on 8–12 days a month (overuse from 10)" in found.because


def test_a_statement_counts_on_beside_a_diary_that_names_other_medicines_too() -> None:
    medicines = (acute("sumatriptan", 12),)
    found = judge(clause(MedicationOveruse), acute_medicines=medicines, **kept((TRIPTAN, 3), (NSAID, 3)))
    assert found.verdict is NOT_DOCUMENTED
    assert "triptans on 3–12 days a month (overuse from 10)" in found.because


def test_the_reason_names_the_months_of_the_diary() -> None:
    found = judge(clause(MedicationOveruse), **kept((TRIPTAN, 8), blank=1))
    assert found.because == ("triptans on 8–9 days a month (overuse from 10) by the diary of January to March 2026")


@pytest.mark.parametrize(
    ("diary", "medicines", "expected"),
    [
        pytest.param(kept((TRIPTAN, 8)), (), MET, id="8 days a month are at most 2 a week"),
        pytest.param(kept((TRIPTAN, 7), blank=2), (), NOT_DOCUMENTED, id="7 and two blank days"),
        pytest.param(kept((TRIPTAN, 4), (NSAID, 5)), (), NOT_MET, id="days of any medicine add up"),
        pytest.param(kept((TRIPTAN, 9)), (), NOT_MET, id="9 days a month are more than 2 a week"),
        pytest.param(kept(), (), MET, id="nothing taken"),
        pytest.param(kept((TRIPTAN, 4), blank=8), (acute("sumatriptan", 8),), MET, id="with the chart's count"),
        pytest.param({}, (), NOT_DOCUMENTED, id="no diary and no statement"),
    ],
)
def test_days_a_week_from_a_diary(diary: dict[str, Any], medicines: tuple[Any, ...], expected: Verdict) -> None:
    criterion = clause(AcuteMedicineDays, days_per_week_at_most=2)
    assert judge(criterion, acute_medicines=medicines, **diary).verdict is expected
