"""Days with acute medicines from a diary: any intake of a class is a day of it, and what is blank widens the range."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.headache import Diary, DiaryDay, HeadacheRecord
from priorauth.case.intake_days import IntakeMonth, intake_months, medicine_days
from priorauth.case.months import MonthlyRecord
from priorauth.clinical.overuse import overuse_classes
from priorauth.clinical.ranges import Range
from tests.builders import NOTE

MARCH = date(2026, 3, 1)


def taken(*days: tuple[str, ...] | None, at_least: tuple[str, ...] = ()) -> Diary:
    """Return a diary of March from its first day on: what was taken on each day, None for a blank one."""
    entries = [DiaryDay(day=MARCH + timedelta(days=n), acute=one) for n, one in enumerate(days) if one is not None]
    if at_least:
        entries.append(DiaryDay(day=date(2026, 3, 31), acute_at_least=at_least))
    return Diary(days=tuple(entries), evidence=NOTE)


def intake_of(record: HeadacheRecord) -> tuple[IntakeMonth, ...]:
    return intake_months(MonthlyRecord(record))


def ends(count: Range) -> tuple[Any, Any]:
    return count.low, count.high


def classes(*diaries: Diary) -> dict[str, tuple[Any, Any]]:
    (month,) = intake_of(HeadacheRecord(diaries=diaries))
    return {group.name: ends(days) for group, days in month.by_class.items()}


NONE: tuple[str, ...] = ()
TRIPTAN, NSAID, PARACETAMOL = ("sumatriptan 50 mg",), ("Advil",), ("Tylenol",)
COUNTS: list[Any] = [
    pytest.param([TRIPTAN] * 9 + [NONE] * 22, {"triptans": (9, 9)}, id="every day recorded"),
    pytest.param([TRIPTAN] * 9 + [NONE] * 20, {"triptans": (9, 11)}, id="2 days blank"),
    pytest.param([TRIPTAN] * 4 + [None] + [("rizatriptan",)] * 4 + [NONE] * 22, {"triptans": (8, 9)}, id="any triptan"),
    pytest.param(
        [NSAID] * 7 + [PARACETAMOL] * 8 + [NONE] * 16,
        {"non-opioid analgesics": (15, 15)},
        id="7 days of an NSAID and 8 of paracetamol are 15 of one class",
    ),
    pytest.param(
        [(*NSAID, *PARACETAMOL)] * 7 + [NONE] * 24,
        {"non-opioid analgesics": (7, 7)},
        id="both on the same day are one day",
    ),
    pytest.param(
        [("Excedrin Migraine",)] * 5 + [("Fioricet",)] * 5 + [NONE] * 21,
        {"combination analgesics": (10, 10)},
        id="with caffeine and with butalbital are one class",
    ),
    pytest.param(
        [("Tylenol with codeine",)] * 5 + [NONE] * 26,
        {"combination analgesics": (5, 5), "opioids": (5, 5)},
        id="an opioid with paracetamol counts in both",
    ),
    pytest.param(
        [("Treximet",)] * 5 + [NONE] * 26,
        {"non-opioid analgesics": (5, 5), "triptans": (5, 5)},
        id="a triptan with an NSAID counts in both",
    ),
    pytest.param([("Ubrelvy",)] * 5 + [NONE] * 26, {}, id="a gepant is of no class that is counted"),
    pytest.param([("Zofran", *TRIPTAN)] * 5 + [NONE] * 26, {"triptans": (5, 5)}, id="an antiemetic does not matter"),
    pytest.param([("topiramate", *TRIPTAN)] * 5 + [NONE] * 26, {"triptans": (5, 5)}, id="nor does a preventive"),
    pytest.param(
        [TRIPTAN] * 5 + [("something blue",)] * 3 + [NONE] * 23,
        {"triptans": (5, 8)},
        id="a medicine that is not recognised may be of any class",
    ),
]


@pytest.mark.parametrize(("days", "expected"), COUNTS)
def test_days_of_a_class(days: list[tuple[str, ...] | None], expected: dict[str, tuple[int, int]]) -> None:
    assert classes(taken(*days)) == expected


def test_a_day_with_one_medicine_known_leaves_the_others_open() -> None:
    diary = taken(*[TRIPTAN] * 5, *[NONE] * 25, at_least=NSAID)
    assert classes(diary) == {"non-opioid analgesics": (1, 1), "triptans": (5, 6)}


def test_two_diaries_of_one_day_add_up() -> None:
    first, second = taken(*[TRIPTAN] * 31), taken(*[NSAID] * 31)
    assert classes(first, second) == {"non-opioid analgesics": (31, 31), "triptans": (31, 31)}


def test_days_that_leave_something_open_are_counted() -> None:
    (month,) = intake_of(HeadacheRecord(diaries=(taken(*[TRIPTAN] * 5, ("something blue",), *[NONE] * 20),)))
    assert (month.open_days, ends(month.any_medicine), ends(month.any_counted)) == (6, (6, 11), (5, 11))
    assert {drug: ends(days) for drug, days in month.by_drug.items()} == {"sumatriptan": (5, 11)}


def test_a_diary_without_a_word_of_medicines_has_no_month() -> None:
    diary = Diary(days=(DiaryDay(day=MARCH, headache=True),), evidence=NOTE)
    assert intake_of(HeadacheRecord(diaries=(diary,))) == ()


def test_the_number_of_several_classes_together_is_marked_as_unverified() -> None:
    rows = medicine_days(HeadacheRecord(diaries=(taken(*[TRIPTAN] * 6, *[NSAID] * 5, *[NONE] * 20),)))
    assert [(row.group, ends(row.days), row.overuse_from, row.verified) for row in rows] == [
        ("non-opioid analgesics", (5, 5), 15, True),
        ("triptans", (6, 6), 10, True),
        ("several classes together", (11, 11), 10, False),
    ]


DRUGS = ("sumatriptan", "Advil", "Tylenol", "Excedrin Migraine", "Percocet", "Cafergot", "Ubrelvy", "Zofran")


@given(
    days=st.lists(
        st.tuples(st.sets(st.sampled_from(DRUGS)), st.sampled_from(["whole", "part", "blank"])),
        min_size=31,
        max_size=31,
    )
)
def test_the_truth_lies_in_every_class(days: list[tuple[set[str], str]]) -> None:
    entries = []
    for number, (drugs, how) in enumerate(days):
        day, names = MARCH + timedelta(days=number), tuple(sorted(drugs))
        if how == "whole":
            entries.append(DiaryDay(day=day, acute=names))
        elif how == "part":
            entries.append(DiaryDay(day=day, acute_at_least=names[:1]))
    for month in intake_of(HeadacheRecord(diaries=(Diary(days=tuple(entries), evidence=NOTE),))):
        for group, count in month.by_class.items():
            truth = sum(any(group in overuse_classes(drug) for drug in drugs) for drugs, _ in days)
            assert (count.low or 0) <= truth <= (count.high or 0)
