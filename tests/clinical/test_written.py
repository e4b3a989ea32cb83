"""Counts, lengths of time and doses as people write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.calendar import TimeUnit
from priorauth.clinical.ranges import Number
from priorauth.clinical.written import ATTACK_WORDS, DAY_WORDS, HOUR_WORDS, read_count, read_dose, read_length

WEEKS, MONTHS = TimeUnit.WEEKS, TimeUnit.MONTHS


@pytest.mark.parametrize(
    ("text", "low", "high", "per"),
    [
        ("15", 15, 15, None),
        (" 15 ", 15, 15, None),
        ("15.0", 15, 15, None),
        ("4.5", 4.5, 4.5, None),
        ("0", 0, 0, None),
        ("15-18", 15, 18, None),
        ("15 – 18", 15, 18, None),
        ("18 to 20", 18, 20, None),
        ("15 days", 15, 15, None),
        ("15-18 headache days", 15, 18, None),
        ("at least 15", 15, None, None),
        ("≥15", 15, None, None),
        (">= 15", 15, None, None),
        (">15", 15, None, None),
        ("more than 15", 15, None, None),
        ("15+", 15, None, None),
        ("15 or more", 15, None, None),
        ("at most 4", None, 4, None),
        ("up to 4", None, 4, None),
        ("<4", None, 4, None),
        ("15/month", 15, 15, MONTHS),
        ("15 days per month", 15, 15, MONTHS),
        ("18-20 days a month", 18, 20, MONTHS),
        ("15 monthly", 15, 15, MONTHS),
        ("3–4/week", 3, 4, WEEKS),
        ("3-4 days/wk", 3, 4, WEEKS),
        ("2 a week", 2, 2, WEEKS),
        ("3x/week", 3, 3, WEEKS),
        ("3 times a week", 3, 3, WEEKS),
    ],
)
def test_a_count_keeps_its_ends_and_its_period(
    text: str, low: Number | None, high: Number | None, per: TimeUnit | None
) -> None:
    known = read_count(text, DAY_WORDS)
    assert (known.range.low, known.range.high, known.per) == (low, high, per)


@pytest.mark.parametrize(
    ("text", "said"), [("15", None), ("3–4/week", "3–4/week"), ("15 days", "15 days"), ("at least 15", "at least 15")]
)
def test_what_was_written_stays_beside_the_number(text: str, said: str | None) -> None:
    assert read_count(text, DAY_WORDS).range.said == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "about 15",
        "~15",
        "frequent",
        "daily",
        "weekly",
        "20-15",
        "-3",
        "15 hours",
        "15 attacks",
        "15/year",
        "1/2",
        "5 of 30",
    ],
)
def test_what_leaves_the_days_open_is_no_count(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_count(text, DAY_WORDS)


@pytest.mark.parametrize(("words", "text"), [(HOUR_WORDS, "4-12 hrs"), (ATTACK_WORDS, "4-12 attacks")])
def test_each_count_has_its_own_words(words: tuple[str, ...], text: str) -> None:
    known = read_count(text, words).range
    assert (known.low, known.high) == (4, 12)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8 weeks", "8 weeks", "8 weeks"),
        ("1 month", "1 month", "1 month"),
        ("6 mo", "6 months", "6 months"),
        ("2-3 months", "2 months", "3 months"),
        ("8 to 12 wks", "8 weeks", "12 weeks"),
        ("90 days", "90 days", "90 days"),
        ("1 yr", "1 year", "1 year"),
    ],
)
def test_a_length_stays_in_the_unit_it_was_written_in(text: str, low: str, high: str) -> None:
    known = read_length(text)
    assert (str(known.low), str(known.high)) == (low, high)


@pytest.mark.parametrize("text", ["", "8", "about 8 weeks", "3-2 months", "0 weeks", "several weeks", "101 years"])
def test_what_leaves_the_length_open_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_length(text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("100 mg", 100, 100, "mg/day"),
        ("100mg daily", 100, 100, "mg/day"),
        ("100 mg/day", 100, 100, "mg/day"),
        ("50 mg BID", 100, 100, "mg/day"),
        ("50 mg b.i.d.", 100, 100, "mg/day"),
        ("50 mg PO twice daily", 100, 100, "mg/day"),
        ("25 mg TID", 75, 75, "mg/day"),
        ("25 mg four times a day", 100, 100, "mg/day"),
        ("25-50 mg qhs", 25, 50, "mg/day"),
        ("0.5 g BID", 1000, 1000, "mg/day"),
        ("500 mcg daily", 0.5, 0.5, "mg/day"),
        ("80 mg ER once daily", 80, 80, "mg/day"),
        ("140 mg monthly", 140, 140, "mg/month"),
        ("225 mg SC every month", 225, 225, "mg/month"),
        ("675 mg quarterly", 675, 675, "mg/3 months"),
    ],
)
def test_a_dose_is_that_of_one_day_unless_it_says_otherwise(text: str, low: float, high: float, unit: str) -> None:
    known = read_dose(text)
    assert (known.amount.low, known.amount.high, known.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    ["", "100", "high", "50 mg every other day", "50 mg as needed", "50 mg prn", "50 mg am, 100 mg pm", "0 mg",
     "50-25 mg",
     "155 units", "5 mg/kg", "50 mg once weekly"],
)  # fmt: skip
def test_an_amount_that_is_not_clear_is_no_dose(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_dose(text)


@given(
    st.integers(0, 999), st.integers(0, 999), st.sampled_from(["{0}-{1}", "{0} to {1}", "{0}–{1} days", "{0}-{1}/wk"])
)
def test_two_numbers_are_read_as_they_are_or_refused(low: int, high: int, form: str) -> None:
    text = form.format(low, high)
    if low > high:
        with pytest.raises(ValueError, match="above"):
            read_count(text, DAY_WORDS)
    else:
        known = read_count(text, DAY_WORDS).range
        assert (known.low, known.high) == (low, high)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_without_repeating_it(text: str) -> None:
    refusals = [_refusal(read, text) for read in (read_count, read_length, read_dose)]
    assert len(text) < 20 or not any(text in refusal for refusal in refusals)


def _refusal(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except ValueError as refused:
        return str(refused)
    return ""


def test_a_refusal_of_an_impossible_length_does_not_repeat_it() -> None:
    assert "3-2 months" not in _refusal(read_length, "3-2 months")
