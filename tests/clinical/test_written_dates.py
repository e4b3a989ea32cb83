"""Dates as people and spreadsheets write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.written_dates import DateOrder, DateStyle, read_dates, read_day

DAY_FIRST = DateStyle(DateOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024-03-15", "2024-03-15", "2024-03-15"),
        ("2024/3/15", "2024-03-15", "2024-03-15"),
        ("2024-03-15 00:00:00", "2024-03-15", "2024-03-15"),
        ("2024-03-15T08:30", "2024-03-15", "2024-03-15"),
        ("3/15/2024 8:30 AM", "2024-03-15", "2024-03-15"),
        ("3/15/2024", "2024-03-15", "2024-03-15"),
        ("03-15-2024", "2024-03-15", "2024-03-15"),
        ("3.15.2024", "2024-03-15", "2024-03-15"),
        ("3/4/2024", "2024-03-04", "2024-03-04"),
        ("3/15/24", "2024-03-15", "2024-03-15"),
        ("3/15/49", "2049-03-15", "2049-03-15"),
        ("3/15/50", "1950-03-15", "1950-03-15"),
        ("2/29/2024", "2024-02-29", "2024-02-29"),
        ("March 15, 2024", "2024-03-15", "2024-03-15"),
        ("Mar. 15 2024", "2024-03-15", "2024-03-15"),
        ("15 March 2024", "2024-03-15", "2024-03-15"),
        ("15-Mar-2024", "2024-03-15", "2024-03-15"),
        ("1st of Sept 2023", "2023-09-01", "2023-09-01"),
        ("45366", "2024-03-15", "2024-03-15"),
        ("45366.75", "2024-03-15", "2024-03-15"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("2/2023", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("2024 Q4", "2024-10-01", "2024-12-31"),
        ("March 2024 to May 2024", "2024-03-01", "2024-05-31"),
        ("2024-03/2024-05", "2024-03-01", "2024-05-31"),
        ("3/1/2024 - 3/20/2024", "2024-03-01", "2024-03-20"),
    ],
)
def test_a_date_is_every_day_that_it_can_mean(text: str, low: str, high: str) -> None:
    known = read_dates(text)
    assert (str(known.low), str(known.high)) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "", "spring 2024", "mid 2024", "about March 2024", "early 2024", "March",
        "Mar-24", "3/15", "15/3/2024", "13/13/2024",
        "2/30/2024", "2/29/2023", "4-Mar", "Q5 2024", "0000", "1899", "2101", "9999", "1/1/9999", "99999",
        "2024-03-15T08:30Z", "May 2024 to March 2024", "20240315", "3/4-2024",
    ],
)  # fmt: skip
def test_what_leaves_the_date_open_or_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_dates(text)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("3/4/2024", DateStyle(), "2024-03-04"),
        ("3/4/2024", DAY_FIRST, "2024-04-03"),
        ("15/3/2024", DAY_FIRST, "2024-03-15"),
    ],
)
def test_the_table_says_which_number_is_the_month(text: str, style: DateStyle, expected: str) -> None:
    assert str(read_day(text, style)) == expected


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("15/3/2024", DateStyle()),
        ("3/15/2024", DAY_FIRST),
        ("3/15/84", DateStyle(short_years=False)),
        ("45366", DateStyle(serials=False)),
    ],
)
def test_nothing_is_turned_round_to_fit(text: str, style: DateStyle) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_dates(text, style)


@pytest.mark.parametrize("text", ["March 2024", "2024", "3/1/2024 - 3/2/2024"])
def test_a_month_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="open"):
        read_day(text)


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_every_way_of_writing_a_day_gives_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    ways = [
        day.isoformat(),
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d-%b-%Y}",
        str(serial),
    ]
    assert {read_day(way) for way in ways} == {day}
    assert read_day(f"{day.day}/{day.month}/{day.year}", DAY_FIRST) == day
    month = read_dates(f"{day:%B %Y}")
    assert month.low <= day <= month.high


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        known = read_dates(text)
    except ValueError:
        return
    assert known.low <= known.high
