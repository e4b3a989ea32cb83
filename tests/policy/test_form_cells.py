"""What one answer may say, and what is said of one that says something else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.calendar import days, months, weeks, years
from priorauth.clinical.terms import Counting, Outcome, Toxin
from priorauth.policy.form import cells, made
from priorauth.policy.form.cells import Bound, CellFault
from priorauth.policy.trials import DrugClass


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("at least 15", Bound("at least", 15, "")),
        ("At Least  15 days", Bound("at least", 15, "days")),
        ("≥ 15", Bound("at least", 15, "")),
        (">=15", Bound("at least", 15, "")),
        ("15 or more", Bound("at least", 15, "")),
        ("15 days or more a month", Bound("at least", 15, "days a month")),
        ("18 years of age or older", Bound("at least", 18, "years")),
        ("more than 14", Bound("more than", 14, "")),
        ("> 14", Bound("more than", 14, "")),
        ("at most 155 units", Bound("at most", 155, "units")),
        ("no more than 155", Bound("at most", 155, "")),
        ("up to 155", Bound("at most", 155, "")),
        ("fewer than 15", Bound("less than", 15, "")),
        ("<15", Bound("less than", 15, "")),
    ],
)
def test_a_bound_says_its_direction(said: str, expected: Bound) -> None:
    assert cells.bound(said, "at least", "more than", "at most", "less than") == expected


@pytest.mark.parametrize(
    "said", ["15", "about 15", "at least some", "at least -3", "15 or so", "not more than 15", "15-20", ""]
)
def test_a_number_without_a_direction_is_refused(said: str) -> None:
    with pytest.raises(CellFault, match="a number that says its direction"):
        cells.bound(said, "at least", "more than")


def test_another_direction_than_asked_for_is_refused() -> None:
    with pytest.raises(CellFault):
        cells.bound("more than 155", "at most")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("January 31, 2026", date(2026, 1, 31)),
        ("31-Jan-26", date(2026, 1, 31)),
        ("1/31/2026", date(2026, 1, 31)),
        ("1/1/2026", date(2026, 1, 1)),
    ],
)
def test_a_date_is_read_where_it_means_one_day(said: str, expected: date) -> None:
    assert cells.day(said) == expected


@pytest.mark.parametrize("said", ["1/2/2026", "31/1/2026", "2026", "soon", "2026-02-30", "2/30/2026"])
def test_a_date_that_could_mean_two_days_or_none_is_refused(said: str) -> None:
    with pytest.raises(CellFault):
        cells.day(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("8 weeks", weeks(8)), ("2 months", months(2)), ("60 days", days(60)), ("1 year", years(1))],
)
def test_weeks_months_and_days_stay_what_they_are(said: str, expected: object) -> None:
    assert cells.span(said) == cells.shortest(said) == cells.longest(said) == expected


def test_a_length_has_the_direction_that_its_question_means_and_no_other() -> None:
    assert cells.shortest("12 weeks or more") == cells.shortest("at least 12 weeks") == weeks(12)
    assert cells.longest("up to 6 months") == cells.longest("at most 6 months") == months(6)
    for read, said in (
        (cells.shortest, "at most 12 weeks"),
        (cells.shortest, "more than 12 weeks"),
        (cells.longest, "at least 6 months"),
        (cells.longest, "less than 6 months"),
        (cells.span, "8.5 weeks"),
        (cells.span, "at least 8 weeks"),
    ):
        with pytest.raises(CellFault, match="a length of time"):
            read(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "beta-blocker (e.g. propranolol, Toprol-XL)",
            DrugClass(
                name="beta-blocker", drugs=("propranolol", "metoprolol"), counted_as=("beta-blocker",), open_list=True
            ),
        ),
        (
            "antiepileptic (only topiramate; valproate)",
            DrugClass(name="antiepileptic", drugs=("topiramate", "divalproex sodium")),
        ),
    ],
)
def test_a_class_is_an_open_or_a_closed_list(said: str, expected: DrugClass) -> None:
    assert cells.drug_class(said) == expected


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("propranolol", "a class and its drugs"),
        ("beta-blocker (propranolol)", "a class and its drugs"),
        ("beta-blocker (e.g. propranalol)", '"propranalol" is not known'),
        ("triptan (e.g. sumatriptan)", '"sumatriptan" is not known'),
    ],
)
def test_a_class_of_unknown_drugs_is_refused(said: str, words: str) -> None:
    with pytest.raises(CellFault) as caught:
        cells.drug_class(said)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("G43.7", "written out to the last place; G43.7 is not one code"),
        ("G43.7xx", "G43.7XX is not one code"),
        ("", "each"),
    ],
)
def test_a_code_that_stands_for_several_is_refused(said: str, words: str) -> None:
    with pytest.raises(CellFault) as caught:
        cells.codes(said)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("at least 15", {"per_month_at_least": 15}),
        ("15 or more days a month", {"per_month_at_least": 15}),
        ("more than 14 days per month", {"per_month_more_than": 14}),
        ("less than 10 in each of the last 3 months", {"per_month_less_than": 10, "in_each_of_last": months(3)}),
        ("at least 15 days averaged over 3 months", {"per_month_at_least": 15, "averaged_over": months(3)}),
        ("at least 15 in the last 28 days", {"per_month_at_least": 15, "in_last_days": 28}),
        ("at least 15 before the first treatment", {"per_month_at_least": 15, "before_treatment": True}),
    ],
)
def test_a_count_names_its_window(said: str, expected: dict[str, Any]) -> None:
    fields = made.days_of(Counting.MIGRAINE_DAY)(said).fields
    assert fields == {"counting": Counting.MIGRAINE_DAY, **expected}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("any", {"any_reduction": True}),
        ("at least 50 percent", {"percent_at_least": 50}),
        ("more than 30 %", {"percent_more_than": 30}),
        ("at least 7 days fewer", {"fewer_days_at_least": 7}),
        ("at least 100 hours fewer after 2 treatments", {"fewer_hours_at_least": 100, "after_treatments": 2}),
        ("50 percent or more of migraine days", {"percent_at_least": 50, "counting": Counting.MIGRAINE_DAY}),
    ],
)
def test_a_response_names_its_measure(said: str, expected: dict[str, Any]) -> None:
    assert made.response(said).fields == expected


@pytest.mark.parametrize(
    ("read", "said", "expected"),
    [
        (made.age, "18", {"at_least": 18}),
        (made.age, "18 or older", {"at_least": 18}),
        (made.prescriber, "specialist", {"taxonomies": (), "or_consulting": False}),
        (made.prescriber, "specialist or consulting", {"taxonomies": (), "or_consulting": True}),
        (made.prescriber, "2084N0400X or in consultation", {"taxonomies": ("2084N0400X",), "or_consulting": True}),
        (made.chronic_for, "more than 3 months", {"more_than": months(3)}),
        (made.diary, "2 months", {"months_at_least": 2}),
        (made.acute_days, "at most 2 days a week", {"days_per_week_at_most": 2}),
        (made.product, "botox, Xeomin", {"any_of": (Toxin.BOTOX, Toxin.XEOMIN)}),
        (made.dose, "at most 155 units", {"units_at_most": 155}),
        (made.sites, "31 sites", {"sites": 31}),
        (made.interval, "12 weeks", {"at_least": weeks(12)}),
        (made.units_window, "at most 400 units in 84 days", {"units_at_most": 400, "days": 84}),
        (made.span_asked, "at most 6 months", {"at_most": months(6)}),
        (made.treatments_given, "less than 5", {"less_than": 5}),
        (made.response_documented, "2", {"in_each_of_last": 2}),
    ],
)
def test_an_answer_becomes_the_bounds_of_a_criterion(
    read: Callable[[str], made.Made], said: str, expected: dict[str, Any]
) -> None:
    assert read(said).fields == expected


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (made.age, "more than 18"),
        (made.age, "18 or 21"),
        (made.prescriber, "a neurologist"),
        (made.ichd3, "no"),
        (made.days_of(Counting.ATTACK), "15"),
        (made.days_of(Counting.ATTACK), "at least 15 for 3 months"),
        (made.response, "at least 50"),
        (made.response, "50 percent"),
        (made.dose, "155"),
        (made.dose, "at most 155.5 units"),
        (made.dose, "at most 1,000 units"),
        (made.days_of(Counting.HEADACHE_DAY), "at least 15.5"),
        (made.days_of(Counting.HEADACHE_DAY), "15 or more but less than 20"),
        (made.interval, "at most 12 weeks"),
        (made.dose, "at most 155 units in 84 days"),
        (made.units_window, "at most 400"),
        (made.attached, "a picture"),
        (made.attached, "office note, stamped"),
        (made.by_hand, "x" * 161),
        (made.interval, "quarterly"),
        (made.prescriber, ";"),
        (made.product, ","),
        (made.not_taking, ";"),
        (made.not_taking, "CGRP (e.g. erenumab); none"),
        (made.diagnosis_codes, ";"),
    ],
)
def test_an_answer_that_leaves_something_open_is_refused(read: Callable[[str], object], said: str) -> None:
    with pytest.raises(CellFault):
        read(said)


def test_several_classes_must_not_be_taken() -> None:
    (first, second) = made.not_taking("CGRP (e.g. erenumab; fremanezumab); gepant (only atogepant)").fields["any_of"]

    assert (first.name, first.drugs, first.open_list) == ("CGRP", ("erenumab", "fremanezumab"), True)
    assert (second.name, second.drugs, second.open_list) == ("gepant", ("atogepant",), False)


def test_a_document_may_be_signed_and_recent() -> None:
    assert made.attached("office note, signed, within 6 months").fields == {
        "document": "office_note",
        "signed": True,
        "within_last": months(6),
    }


def test_words_of_a_closed_list_are_told_when_none_fits() -> None:
    with pytest.raises(CellFault, match="one or more of: inadequate response, intolerance, effective, ongoing"):
        cells.some_of(Outcome)("failure")
    assert cells.some_of(Outcome)("Not tolerated; inadequate_response") == (
        Outcome.INTOLERANCE,
        Outcome.INADEQUATE_RESPONSE,
    )


@given(st.integers(1, 999), st.sampled_from(["at least", "more than", "less than"]))
def test_no_number_but_the_one_that_was_said_gets_into_a_criterion(number: int, direction: str) -> None:
    fields = made.days_of(Counting.HEADACHE_DAY)(f"{direction} {number}").fields
    assert [value for value in fields.values() if isinstance(value, int)] == [number]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(said: str) -> None:
    for read in (made.age, made.response, made.prescriber, made.score, made.attached, cells.drug_class, cells.day):
        with suppress(CellFault):
            read(said)
