"""A quote is found again on its page however the page is set, and never where it says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.intake.attached.quotes import find_quote
from priorauth.intake.attached.text import DocumentText, read_text
from tests.intake.attached.pdfs import NOTE, pdf

FOUND = [
    ("18 headache days per month", "18 headache days per month"),
    ("18 headache\n  days per\tmonth", "18 headache days per month"),
    ("18headache days", "18 headache days"),
    ("word-find-\ning difficulty", "word-finding difficulty"),
    ("follow-\nup in May", "follow-up in May"),
    ("prophy\u00adlaxis", "prophylaxis"),
    ("good e\ufb03cacy", "good efficacy"),
    ("she said \u201cno bene\ufb01t\u201d", 'she said "no benefit"'),
    ("the patient\u2019s diary", "the patient's diary"),
    ("3\u20134 days a week", "3-4 days a week"),
    ("3 - 4 days", "3-4 days"),
    ("REPORTS 15 DAYS", "Reports 15 days"),
    ("15 days.", "15 days"),
    ("in 2024 - 20 headache days", "20 headache days"),
    ("1. 06/10/2025 155 U", "06/10/2025 155 U"),
]
NOT_FOUND = [
    ("18 headache days", "8 headache days"),
    ("18 headache days", "1 headache days"),
    ("3-4 days", "34 days"),
    ("34 days", "3-4 days"),
    ("3-4 days", "4 days"),
    ("takes 3-4", "takes 3"),
    ("1 5 days", "15 days"),
    ("15 days", "1 5 days"),
    ("2.5 mg", "5 mg"),
    ("13/12/2026", "3/12/2026"),
    ("sumatriptan", "triptan"),
    ("no headache", "headaches"),
    ("15 headache days", "15 migraine days"),
    ("15 headache days", " "),
]


@pytest.mark.parametrize(("page", "quote"), FOUND)
def test_the_setting_of_a_page_makes_no_difference(page: str, quote: str) -> None:
    assert find_quote(DocumentText(("another page", page)), quote) == 2


@pytest.mark.parametrize(("page", "quote"), NOT_FOUND)
def test_other_numbers_and_other_words_are_not_found(page: str, quote: str) -> None:
    assert find_quote(DocumentText(("another page", page)), quote) is None


def test_the_page_that_the_case_names_comes_first() -> None:
    document = DocumentText(("same words", "other", "same words"))
    assert [find_quote(document, "same words", page) for page in (None, 1, 2, 3, 9)] == [1, 1, 1, 3, 1]


def test_quotes_of_a_real_text_layer_are_found() -> None:
    text = read_text(pdf("first page", NOTE), "note.pdf")
    assert find_quote(text, "18-20 headache days per month for the past 3 months") == 2


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_words_of_a_page_are_found_on_it_between_blanks(quote: str, before: str, behind: str) -> None:
    page = f"{before} . {quote} . {behind}"
    found = find_quote(DocumentText((page,)), quote)
    assert found == (1 if any(not sign.isspace() and sign not in "-‐‑‒–—―−\u00ad\u200b" for sign in quote) else found)


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_can_be_sought_in_any_page(quote: str, page: str) -> None:
    assert find_quote(DocumentText((page,)), quote) in (None, 1)
