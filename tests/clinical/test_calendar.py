"""Dates and lengths: partial dates are every day they can mean, and units stay apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.clinical.calendar import (
    DateRange,
    Length,
    Span,
    TimeUnit,
    brief,
    days,
    elapsed_at_least,
    elapsed_more_than,
    month_of,
    months,
    show_date,
    show_month,
    weeks,
    whole_years,
    years,
)

PARTIAL: list[Any] = [
    ("2024-03-15", "2024-03-15", "2024-03-15"),
    ("2024-03", "2024-03-01", "2024-03-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-03/2024-05", "2024-03-01", "2024-05-31"),
    ("2023/2024-05-02", "2023-01-01", "2024-05-02"),
    (" 2024-03 ", "2024-03-01", "2024-03-31"),
]


@pytest.mark.parametrize(("said", "low", "high"), PARTIAL, ids=[row[0] for row in PARTIAL])
def test_a_partial_date_is_every_day_it_can_mean(said: str, low: str, high: str) -> None:
    found = DateRange.model_validate(said)
    assert (found.low.isoformat(), found.high.isoformat()) == (low, high)


@pytest.mark.parametrize(
    "said", ["", "March 2024", "03/15/2024", "2024-13", "2024-02-30", "2024-3-5", "24", "2024-05/2024-03", "soon", True]
)
def test_what_is_no_date(said: Any) -> None:
    with pytest.raises(ValidationError):
        DateRange.model_validate(said)


def test_a_refused_date_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as caught:
        DateRange.model_validate("31 July 1985")
    assert "1985" not in str(caught.value.errors(include_url=False, include_input=False, include_context=False))


SHOWN = [
    ("2024-03-15", "March 15, 2024", "Mar 15, 2024"),
    ("2024-03", "March 2024", "Mar 2024"),
    ("2024", "2024", "2024"),
    ("2024-03/2024-05", "March 2024 to May 2024", "Mar 2024–May 2024"),
    ("2023/2024", "January 2023 to December 2024", "Jan 2023–Dec 2024"),
]


@pytest.mark.parametrize(("said", "shown", "briefly"), SHOWN)
def test_a_date_is_shown_as_exactly_as_it_is_known(said: str, shown: str, briefly: str) -> None:
    known = DateRange.model_validate(said)
    assert (str(known), brief(known)) == (shown, briefly)


KEPT: list[Any] = [
    "2024-03-15",
    "2024-03",
    "2024-03/2024-05",
    {"low": "2024-03-01", "high": "2024-03-31", "said": "spring of 2024"},
    {"low": "2024-03-15", "high": "2024-03-15", "said": "the Ides of March"},
    {"low": "2024-03-10", "high": "2024-03-20"},
    {"low": "2024-03-10", "high": "2024-03-20", "said": "2024-03"},
]


@pytest.mark.parametrize("said", KEPT, ids=str)
def test_a_date_survives_json(said: Any) -> None:
    found = DateRange.model_validate(said)
    assert DateRange.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize("said", ["2024-03-15", "2024-03", "2024", "2024-03/2024-05"])
def test_a_date_is_as_short_in_json_as_it_was(said: str) -> None:
    assert DateRange.model_validate(said).model_dump_json() == f'"{said}"'


def test_a_known_day_is_the_same_however_it_was_given() -> None:
    day = date(2024, 3, 15)
    assert DateRange.model_validate("2024-03-15") == DateRange(low=day, high=day) == DateRange.model_validate(day)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("8 weeks", weeks(8)),
        ("1 month", months(1)),
        ("60 days", days(60)),
        ("2 Years", years(2)),
        (" 1 week ", weeks(1)),
    ],
)
def test_a_span_is_read_from_words(said: str, expected: Span) -> None:
    assert Span.model_validate(said) == expected
    assert Span.model_validate(str(expected)) == expected


@pytest.mark.parametrize(
    "said", ["", "8", "weeks", "about 8 weeks", "8-10 weeks", "0 weeks", "-1 weeks", "1.5 months", "8 wks", 8, True]
)
def test_what_is_no_span(said: Any) -> None:
    with pytest.raises(ValidationError):
        Span.model_validate(said)


def test_a_hundred_years_can_be_stated() -> None:
    longest = ("36500 days", "5200 weeks", "1200 months", "100 years")
    assert [str(Span.model_validate(said)) for said in longest] == list(longest)


@pytest.mark.parametrize("said", ["36501 days", "5201 weeks", "1201 months", "101 years", "9" * 30 + " months"])
def test_no_chart_states_more_than_a_hundred_years(said: str) -> None:
    with pytest.raises(ValidationError, match="at most 100 years"):
        Span.model_validate(said)


LENGTHS: list[Any] = [
    ("10 weeks", weeks(10), weeks(10)),
    ("2 to 3 months", months(2), months(3)),
    ("2-3 months", months(2), months(3)),
    ("8–10 weeks", weeks(8), weeks(10)),
    ({"low": "2 months", "high": "90 days"}, months(2), days(90)),
]


@pytest.mark.parametrize(("said", "low", "high"), LENGTHS, ids=[str(row[0]) for row in LENGTHS])
def test_a_stated_length(said: Any, low: Span, high: Span) -> None:
    found = Length.model_validate(said)
    assert (found.low, found.high) == (low, high)
    assert Length.model_validate_json(found.model_dump_json()) == found


def test_a_length_is_shown_in_the_words_of_the_chart_or_by_its_ends() -> None:
    assert str(Length.model_validate("2-3 months")) == "2-3 months"
    assert str(Length(low=weeks(8), high=weeks(8))) == "8 weeks"
    assert str(Length(low=months(2), high=months(3))) == "2 months to 3 months"


@pytest.mark.parametrize(
    "said", ["a while", "3-2 months", "10 to 8 weeks", "several months", {"low": "9 weeks"}], ids=str
)
def test_what_is_no_length(said: Any) -> None:
    with pytest.raises(ValidationError):
        Length.model_validate(said)


AFTER = [
    pytest.param(months(1), "2025-01-31", "2025-02-28", id="31 January and a month"),
    pytest.param(months(1), "2024-01-31", "2024-02-29", id="31 January and a month, leap year"),
    pytest.param(months(2), "2024-12-31", "2025-02-28", id="31 December and 2 months"),
    pytest.param(months(3), "2025-11-30", "2026-02-28", id="30 November and 3 months"),
    pytest.param(months(3), "2026-01-15", "2026-04-15", id="an ordinary day"),
    pytest.param(years(1), "2024-02-29", "2025-02-28", id="29 February and a year"),
    pytest.param(weeks(12), "2026-01-01", "2026-03-26", id="12 weeks"),
    pytest.param(days(60), "2025-01-06", "2025-03-07", id="60 days"),
    pytest.param(months(3), "9999-12-31", "9999-12-31", id="no end of time"),
]


@pytest.mark.parametrize(("span", "start", "expected"), AFTER)
def test_spans_are_added_on_the_calendar(span: Span, start: str, expected: str) -> None:
    assert span.after(date.fromisoformat(start)).isoformat() == expected


def test_spans_are_taken_away_on_the_calendar() -> None:
    assert months(6).before(date(2026, 8, 31)) == date(2026, 2, 28)
    assert years(1).before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert months(1).before(date.min) == date.min


FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2031, 12, 31)
EVERY_DAY = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


@pytest.mark.parametrize("count", range(1, 25))
def test_fewest_and_most_days_of_months_hold_from_every_day_of_eight_years(count: int) -> None:
    lengths = [(months(count).after(day) - day).days for day in EVERY_DAY]
    assert (months(count).fewest_days, months(count).most_days) == (min(lengths), max(lengths))


@pytest.mark.parametrize(
    ("span", "fewest", "most"),
    [
        (days(60), 60, 60),
        (weeks(8), 56, 56),
        (months(1), 28, 31),
        (months(2), 59, 62),
        (months(3), 89, 92),
        (months(6), 181, 184),
        (months(12), 365, 366),
        (years(1), 365, 366),
        (years(4), 1461, 1461),
    ],
    ids=str,
)
def test_days_of_a_span(span: Span, fewest: int, most: int) -> None:
    assert (span.fewest_days, span.most_days) == (fewest, most)


def test_a_later_start_never_ends_earlier() -> None:
    """What the three-valued comparisons rest on."""
    for span in (months(1), months(2), months(3), years(1)):
        ends = [span.after(day) for day in EVERY_DAY]
        assert ends == sorted(ends)


ELAPSED: list[Any] = [
    pytest.param("2026-01-15", True, False, id="3 months to the day"),
    pytest.param("2026-01-16", False, False, id="a day less"),
    pytest.param("2026-01-14", True, True, id="a day more"),
    pytest.param("2026-01", None, None, id="some day of January"),
    pytest.param("2026-01-15/2026-02", None, False, id="15 January or later"),
    pytest.param("2025-12", True, True, id="any day of December"),
    pytest.param("2026-02", False, False, id="any day of February"),
    pytest.param("2027", False, False, id="a year to come"),
    pytest.param(None, None, None, id="unknown"),
]


@pytest.mark.parametrize(("began", "at_least", "more_than"), ELAPSED)
def test_time_since(began: str | None, at_least: bool | None, more_than: bool | None) -> None:
    since = None if began is None else DateRange.model_validate(began)
    until = date(2026, 4, 15)
    assert elapsed_at_least(since, until, months(3)) is at_least
    assert elapsed_more_than(since, until, months(3)) is more_than


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        ("2008-04-15", "2026-04-14", 17),
        ("2008-04-15", "2026-04-15", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("1985-12-31", "1986-01-01", 0),
    ],
)
def test_age_in_completed_years(born: str, day: str, expected: int) -> None:
    assert whole_years(date.fromisoformat(born), date.fromisoformat(day)) == expected


def test_months_and_days_in_words() -> None:
    assert month_of(date(2024, 2, 10)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (show_date(date(2024, 3, 5)), show_month(date(2024, 3, 5))) == ("March 5, 2024", "March 2024")
    assert [str(one) for one in (weeks(1), weeks(8), months(1), years(2))] == [
        "1 week",
        "8 weeks",
        "1 month",
        "2 years",
    ]


def test_units_stay_apart() -> None:
    assert len({weeks(8), days(56), months(2)}) == 3
    assert [unit.value for unit in TimeUnit] == ["days", "weeks", "months", "years"]
