"""Guessing what the columns of a table stand for: known words, then likeness, never below the limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.intake.table import Guess, guess_map, open_table
from tests.intake.table.tables import csv, rows, xlsx


def guesses(path: Path) -> dict[str, Guess]:
    _, found = guess_map(open_table(path))
    return {guess.header: guess for guess in found}


def targets(path: Path) -> list[str]:
    return [guess.target for guess in guesses(path).values()]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Last name", "patient.family"),
        ("LAST_NAME", "patient.family"),
        ("PatientLastName", "patient.family"),
        ("DOB", "patient.born"),
        ("Insurance", "request.payer"),
        ("Member ID #", "coverage.member_id"),
        ("MRN", "key.record_number"),
        ("HA days/month", "frequency.headache_days"),
        ("Migraine days per month", "frequency.migraine_days"),
        ("ICD-10", "diagnosis.code"),
        ("Trial 1 drug", "trial.1.drug"),
        ("Trial 12 start date", "trial.12.started"),
        ("Note date", "evidence.dated"),
    ],
)
def test_words_that_clinics_use_are_known(tmp_path: Path, heading: str, target: str) -> None:
    guess = guesses(csv(tmp_path, f"Case id,Plan name,First name,{heading}"))[heading]
    assert (guess.target, guess.sure) == (target, 100)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            "Case id,Drug,Start,Stop,Outcome",
            ["key.case_id", "trial.drug", "trial.started", "trial.stopped", "trial.outcome"],
        ),
        ("Case id,Date,Units,Response", ["key.case_id", "botox.on", "botox.units", "botox.response"]),
        ("Case id,Month,Headache days", ["key.case_id", "month.month", "month.headache_days"]),
        ("Case id,Drug,Days per month", ["key.case_id", "acute.drug", "acute.days_per_month"]),
        ("Case id,Class,Reason", ["key.case_id", "contraindication.drug_class", "contraindication.reason"]),
        (
            "MRN,DOB,Drug,Start,Outcome",
            ["key.record_number", "patient.born", "trial.drug", "trial.started", "trial.outcome"],
        ),
    ],
)
def test_headings_together_tell_what_a_row_is(tmp_path: Path, headings: str, expected: list[str]) -> None:
    assert targets(csv(tmp_path, headings)) == expected


def test_headings_that_fit_two_kinds_alike_are_not_guessed(tmp_path: Path) -> None:
    assert targets(csv(tmp_path, "Case id,DOB,Drug,Reason")) == ["key.case_id", "patient.born", "", ""]


def test_the_name_of_a_sheet_decides_what_its_rows_are(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Contraindications=rows("Case id,Drug,Reason"))
    assert targets(path) == ["key.case_id", "contraindication.drug", "contraindication.reason"]


def test_a_misspelt_heading_is_guessed_and_says_how_sure(tmp_path: Path) -> None:
    guess = guesses(csv(tmp_path, "Case id,Drug,Outcome,Date startd"))["Date startd"]
    assert guess.target == "trial.started"
    assert 90 <= guess.sure < 100


def test_a_misspelt_heading_of_one_of_several_keeps_its_number(tmp_path: Path) -> None:
    guess = guesses(csv(tmp_path, "Case id,Last name,Trial 2 stoped"))["Trial 2 stoped"]
    assert (guess.target, guess.sure) == ("trial.2.stopped", 96)


def test_a_heading_that_is_less_like_is_proposed_and_not_used(tmp_path: Path) -> None:
    guess = guesses(csv(tmp_path, "Case id,Drug,Outcome,Date of starting"))["Date of starting"]
    assert (guess.target, guess.perhaps) == ("", "trial.started")
    assert 70 <= guess.sure < 90


@pytest.mark.parametrize(
    ("heading", "never"),
    [
        ("No headache days", "month.headache_days"),
        ("Non headache days", "month.headache_days"),
        ("Headache-free days", "month.headache_days"),
        ("Days of 2 hours or more", "month.days_of_4_hours"),
        ("Days < 4 hours", "month.days_of_4_hours"),
        ("Days of 4 hours or less", "month.days_of_4_hours"),
        ("% headache days", "month.headache_days"),
        ("Unmigraine days", "month.migraine_days"),
    ],
)
def test_a_heading_that_means_the_opposite_is_never_taken(tmp_path: Path, heading: str, never: str) -> None:
    guess = guesses(xlsx(tmp_path, Headache_months=[["Case id", "Month", heading]]))[heading]
    assert never not in (guess.target, guess.perhaps)


def test_two_columns_for_one_field_are_both_left_unread(tmp_path: Path) -> None:
    found = guesses(csv(tmp_path, "Case id,Drug,Outcome,Start,Start date"))
    assert [found[name].target for name in ("Start", "Start date")] == ["", ""]
    assert all(found[name].taken for name in ("Start", "Start date"))


def test_a_repeated_heading_is_told_apart_by_its_letter(tmp_path: Path) -> None:
    assert "Drug (column C)" in guesses(csv(tmp_path, "Case id,Drug,Drug,Outcome"))


def test_headings_are_found_below_a_title(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "Riverbend clinic,,", ",,", "Preventives tried,,", "Case id,Drug,Outcome", "A1,topiramate,no benefit"
    )
    assert targets(path) == ["key.case_id", "trial.drug", "trial.outcome"]


def test_headings_are_sought_in_the_first_twenty_rows(tmp_path: Path) -> None:
    head = "Case id,Drug,Outcome"
    assert targets(csv(tmp_path, *["title,,"] * 19, head))
    assert targets(csv(tmp_path, *["title,,"] * 20, head)) == []


def test_a_sheet_without_known_headings_has_no_entry(tmp_path: Path) -> None:
    known, found = guess_map(open_table(xlsx(tmp_path, Notes=rows("Hello,World"), Trials=rows("Case id,Drug"))))
    assert list(known.sheets) == ["Trials"]
    assert {guess.sheet for guess in found} == {"Trials"}
