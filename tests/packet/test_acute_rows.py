"""The letter's acute medicines: what the chart states, and what only a diary names, each once."""

from __future__ import annotations

from datetime import date, timedelta

from priorauth.case.headache import Diary, DiaryDay
from priorauth.packet.history import acute_rows, overuse_rows
from tests.builders import NOTE, acute, counted


def march(*medicines: str, blank: int = 0) -> Diary:
    """Return a diary of March 2026 with one of the medicines on each of its first days, then blank ones."""
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(31)]
    kept = [DiaryDay(day=day, acute=(name,)) for day, name in zip(days, medicines, strict=False)]
    free = [DiaryDay(day=day, acute=()) for day in days[len(medicines) + blank :]]
    return Diary(days=(*kept, *free), evidence=NOTE)


def test_medicines_of_a_diary_stand_in_the_letter_with_their_days() -> None:
    known = counted(headaches={"diaries": (march("Imitrex", "Imitrex", "Advil", blank=2),)})
    assert [(row.drug, row.days) for row in acute_rows(known)] == [("ibuprofen", "1–3"), ("sumatriptan", "2–4")]
    assert [(row.group, row.days) for row in overuse_rows(known)] == [
        ("non-opioid analgesics", "1–3"),
        ("triptans", "2–4"),
    ]


def test_a_medicine_that_the_chart_states_too_stands_once() -> None:
    medicines = (acute("sumatriptan"), acute("Excedrin Migraine", 4))
    known = counted(acute_medicines=medicines, headaches={"diaries": (march("Imitrex", "Imitrex"),)})
    assert [(row.drug, row.days) for row in acute_rows(known)] == [
        ("sumatriptan", "2"),
        ("acetaminophen / aspirin / caffeine", "4"),
    ]


def test_an_old_diary_says_nothing_of_today() -> None:
    old = march("Imitrex").model_copy(update={"days": (DiaryDay(day=date(2025, 3, 1), acute=("Imitrex",)),)})
    assert acute_rows(counted(headaches={"diaries": (old,)})) == ()
