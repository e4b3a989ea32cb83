"""Numbers, dates, lengths, doses and sentences of notes, each by itself."""

from __future__ import annotations

import re

import pytest

from priorauth.clinical.calendar import DateRange, Length
from priorauth.clinical.ranges import Range
from priorauth.intake.notes.context import is_about_somebody_else, is_not_so, only_ticked, was_never_taken
from priorauth.intake.notes.drugs import DOSE, daily_dose, mentions
from priorauth.intake.notes.sentences import Section, sentences
from priorauth.intake.prose import AMOUNT, amount, day, is_vague, length

AMOUNTS = [
    ("15", 15, 15),
    ("fifteen", 15, 15),
    ("17.5", 17.5, 17.5),
    ("14-16", 14, 16),
    ("14 to 16", 14, 16),
    ("between 14 and 16", 14, 16),
    ("at least 15", 15, None),
    ("15 or more", 15, None),
    ("15+", 15, None),
    ("more than 15", 15, None),
    (">15", 15, None),
    ("no more than 9", None, 9),
    ("up to 9", None, 9),
    ("fewer than 9", None, 9),
]


@pytest.mark.parametrize(("words", "low", "high"), AMOUNTS)
def test_an_amount_is_a_range_and_never_narrower_than_its_words(
    words: str, low: float | None, high: float | None
) -> None:
    found = amount(words)
    assert found is not None
    assert (found.low, found.high) == (low, high)
    whole = re.search(AMOUNT, f"has {words} headache days", re.IGNORECASE)
    assert whole is not None
    assert whole[0].strip() == words


@pytest.mark.parametrize("words", ["several", "16-14", "14 and 16", "at least 14-16", ""])
def test_what_is_no_amount_is_none(words: str) -> None:
    assert amount(words) is None


@pytest.mark.parametrize("text", ["3/12", "4-5/week", "1/2", "2024-01-05"])
def test_parts_of_dates_and_fractions_are_no_amounts(text: str) -> None:
    assert re.search(AMOUNT, text) is None


@pytest.mark.parametrize(
    ("text", "vague"), [("about 15 days", True), ("~15 days", True), ("has 15 days", False), ("15 or so", True)]
)
def test_about_makes_a_number_vague(text: str, vague: bool) -> None:
    place = text.index("15")
    assert is_vague(text, place, place + 2) is vague


DAYS = [
    ("04/02/2026", "2026-04-02"),
    ("4/2/26", "2026-04-02"),
    ("2026-04-02", "2026-04-02"),
    ("April 2, 2026", "2026-04-02"),
    ("Apr 2nd 2026", "2026-04-02"),
    ("April 2026", "2026-04"),
    ("Sept. 2026", "2026-09"),
    ("4/2026", "2026-04"),
    ("2026", "2026"),
]


@pytest.mark.parametrize(("words", "expected"), DAYS)
def test_dates_are_read_month_first_and_a_month_stays_a_month(words: str, expected: str) -> None:
    found, meant = day(words), DateRange.model_validate(expected)
    assert found is not None
    assert (found.low, found.high) == (meant.low, meant.high)


@pytest.mark.parametrize("words", ["25/03/2025", "02/30/2025", "13/2025", "00/00/0000"])
def test_days_that_the_calendar_does_not_have_are_none(words: str) -> None:
    assert day(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("12 weeks", "12 weeks"), ("3 mo", "3 months"), ("2-3 months", "2 to 3 months"), ("1 yr", "1 years")],
)
def test_lengths_keep_their_unit(words: str, expected: str) -> None:
    found, meant = length(words), Length.model_validate(expected)
    assert found is not None
    assert (found.low, found.high) == (meant.low, meant.high)


@pytest.mark.parametrize("words", ["0 weeks", "3 fortnights", "months", "999 years"])
def test_what_is_no_length_is_none(words: str) -> None:
    assert length(words) is None


@pytest.mark.parametrize(
    ("words", "a_day"),
    [
        ("100 mg daily", 100),
        ("50 mg BID", 100),
        ("300 mg TID", 900),
        ("25 mg qhs", 25),
        ("62.5 mg twice daily", 125),
        ("100 mg/day", 100),
        ("80 mg ER daily", 80),
        ("100 mg", None),
        ("50-100 mg daily", None),
        ("140 mg monthly", None),
    ],
)
def test_a_dose_counts_only_with_how_often_it_is_taken(words: str, a_day: float | None) -> None:
    found = DOSE.search(words)
    assert found is not None
    assert daily_dose(found) == (None if a_day is None else Range(low=a_day, high=a_day))


def test_medicines_are_found_by_every_name_and_look_alikes_are_not() -> None:
    text = "Topamax, TPM, Inderal LA, sumatriptan, magnesium; timolol eye drops; BB"
    assert [(one.name, one.is_preventive) for one in mentions(text)] == [
        ("topiramate", True),
        ("topiramate", True),
        ("propranolol", True),
        ("sumatriptan", False),
        ("magnesium", False),
    ]


def test_sentences_keep_their_page_and_their_section() -> None:
    pages = [
        "HPI: Dr. Sample saw her. Headaches\nare better.\n\nFamily history: migraine.\nMother took topiramate.",
        "Past migraine preventives:\n1. Topamax\n2. Inderal\n\nMIDAS 20.\nAllergies: none",
    ]
    assert [(one.text, one.page, one.section) for one in sentences(pages)] == [
        ("HPI: Dr. Sample saw her.", 1, Section.BODY),
        ("Headaches are better.", 1, Section.BODY),
        ("Family history: migraine.", 1, Section.FAMILY),
        ("Mother took topiramate.", 1, Section.FAMILY),
        ("Past migraine preventives:", 2, Section.TRIED_FOR_MIGRAINE),
        ("1. Topamax", 2, Section.TRIED_FOR_MIGRAINE),
        ("2. Inderal", 2, Section.TRIED_FOR_MIGRAINE),
        ("MIDAS 20.", 2, Section.BODY),
        ("Allergies: none", 2, Section.ALLERGIES),
    ]


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("Will start topiramate.", False),
        ("Consider topiramate.", False),
        ("Has she tried it?", False),
        ("It may help.", False),
        ("Started in May 2025.", True),
        ("Could not tolerate topiramate.", True),
        ("Lasts 8 hours if untreated.", True),
        ("No more than 8 days.", True),
    ],
)
def test_plans_wishes_and_conditions_are_not_so(text: str, so: bool) -> None:
    assert is_not_so(text) is not so


def test_relatives_and_drugs_never_taken_are_known() -> None:
    assert is_about_somebody_else("Her sister has migraine.")
    assert not is_about_somebody_else("She has migraine.")
    assert was_never_taken("She never started it.")
    assert not was_never_taken("It has not helped.")


def test_items_whose_boxes_are_empty_are_left_out() -> None:
    assert only_ticked("Tried: [ ] Topamax [x] Depakote ☐ Inderal") == "Tried:, Depakote"
    assert only_ticked("no boxes (here)") == "no boxes (here)"
