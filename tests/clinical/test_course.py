"""How long a course lasted: the three-valued answer never contradicts what really happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from priorauth.clinical.calendar import Course, DateRange, Length, Span, days, months, weeks, years

LASTED: list[Any] = [
    pytest.param({"began": "2025-01-06", "ended": "2025-03-07"}, days(60), True, id="60 days"),
    pytest.param({"began": "2025-01-06", "ended": "2025-03-06"}, days(60), False, id="59 days"),
    pytest.param({"began": "2025-01-06", "ended": "2025-03-06"}, months(2), True, id="2 months on the calendar"),
    pytest.param({"began": "2025-01-06", "ended": "2025-03-05"}, months(2), False, id="2 months but for a day"),
    pytest.param({"began": "2025-01-06/2025-01-07", "ended": "2025-03-06"}, months(2), None, id="a day more or less"),
    pytest.param({"began": "2025-01-06", "ended": "2025-03-05/2025-03-06"}, months(2), None, id="ended a day apart"),
    pytest.param({"began": "2024-03", "ended": "2024-06"}, weeks(8), True, id="March to June"),
    pytest.param({"began": "2024-03", "ended": "2024-05"}, weeks(8), None, id="March to May"),
    pytest.param({"began": "2024-03", "ended": "2024-04"}, weeks(9), False, id="March to April: at most 60 days"),
    pytest.param({"began": "2024", "ended": "2024"}, months(2), None, id="within one year"),
    pytest.param({"began": "2024", "ended": "2024"}, years(1), False, id="within one year, no year"),
    pytest.param({"began": "2022", "ended": "2024"}, years(1), True, id="2022 to 2024: a year and a day"),
    pytest.param({"began": "2024-03"}, weeks(8), None, id="no end"),
    pytest.param({"ended": "2024-03"}, weeks(8), None, id="no beginning"),
    pytest.param({}, weeks(8), None, id="nothing"),
    pytest.param({"stated": "8 weeks"}, weeks(8), True, id="stated in weeks"),
    pytest.param({"stated": "2 months"}, weeks(8), True, id="2 months are more than 8 weeks"),
    pytest.param({"stated": "8 weeks"}, months(2), False, id="8 weeks are less than 2 months"),
    pytest.param({"stated": "2 months"}, days(60), None, id="2 months may be 59 days"),
    pytest.param({"stated": "12 months"}, years(1), True, id="12 months are a year"),
    pytest.param({"stated": "1 year"}, months(13), False, id="a year is not 13 months"),
    pytest.param({"stated": "365 days"}, years(1), None, id="365 days may be a day short of a year"),
    pytest.param({"stated": "6 to 10 weeks"}, weeks(8), None, id="6 to 10 weeks"),
    pytest.param({"stated": "8 to 10 weeks"}, weeks(8), True, id="8 to 10 weeks"),
    pytest.param({"stated": "4 to 7 weeks"}, weeks(8), False, id="4 to 7 weeks"),
    pytest.param({"began": "2024-03", "stated": "10 weeks"}, weeks(8), True, id="stated beside a beginning"),
    pytest.param({"began": "2024-03", "ended": "2024-05", "stated": "10 weeks"}, weeks(8), True, id="stated inside"),
    pytest.param({"began": "2024-03", "ended": "2024-05", "stated": "6 weeks"}, weeks(8), False, id="stated too short"),
    pytest.param({"began": "2024-03", "ended": "2024-03", "stated": "6 months"}, weeks(8), None, id="contradiction"),
    pytest.param(
        {"began": "2024-12-30", "ended": "2025-02-27", "stated": "2 months"}, months(2), None, id="off by a day"
    ),
]


def course(**known: str) -> Course:
    """Return a course from the words of a chart."""
    return TypeAdapter(Course).validate_python(known)


@pytest.mark.parametrize(("known", "span", "expected"), LASTED)
def test_lasted_at_least(known: dict[str, str], span: Span, expected: bool | None) -> None:
    assert course(**known).lasted_at_least(span) is expected


@pytest.mark.parametrize(
    ("known", "fewest", "most", "contradicts"),
    [
        pytest.param({"began": "2024-03-01", "ended": "2024-03-11"}, 10, 10, False, id="exact"),
        pytest.param({"began": "2024-03", "ended": "2024-04"}, 1, 60, False, id="by months"),
        pytest.param({"began": "2024-03", "ended": "2024-03"}, 0, 30, False, id="within a month"),
        pytest.param({"stated": "2 months"}, 59, 62, False, id="stated"),
        pytest.param({"began": "2024-03", "ended": "2024-05", "stated": "2 months"}, 59, 62, False, id="both"),
        pytest.param({"began": "2024-03", "ended": "2024-03", "stated": "2 months"}, 59, 30, True, id="contradiction"),
        pytest.param({"began": "2024-03"}, None, None, False, id="no end"),
    ],
)
def test_fewest_and_most_days(known: dict[str, str], fewest: int | None, most: int | None, contradicts: bool) -> None:
    found = course(**known)
    assert (found.fewest_days, found.most_days, found.contradicts_itself) == (fewest, most, contradicts)


SPANS = st.one_of(
    st.integers(min_value=1, max_value=200).map(days),
    st.integers(min_value=1, max_value=30).map(weeks),
    st.integers(min_value=1, max_value=14).map(months),
)
STARTS = st.dates(min_value=date(2023, 10, 1), max_value=date(2028, 6, 1))
SLACK = st.integers(min_value=0, max_value=45)


@st.composite
def days_known_roughly(draw: st.DrawFn, day: date) -> DateRange:
    """Draw a range around a day, as a chart may know it: to the day, the month, the year, or some days about it."""
    how = draw(st.sampled_from(("day", "month", "year", "about")))
    if how == "about":
        return DateRange(low=day - timedelta(days=draw(SLACK)), high=day + timedelta(days=draw(SLACK)))
    return DateRange.model_validate(day.isoformat()[: {"day": 10, "month": 7, "year": 4}[how]])


@given(STARTS, st.integers(min_value=0, max_value=450), SPANS, st.data())
def test_the_answer_never_contradicts_the_real_days(start: date, lasted: int, span: Span, data: st.DataObject) -> None:
    stop = start + timedelta(days=lasted)
    known = Course(began=data.draw(days_known_roughly(start)), ended=data.draw(days_known_roughly(stop)))
    assert known.lasted_at_least(span) in (None, span.after(start) <= stop)


@given(STARTS, st.integers(min_value=1, max_value=60), SPANS, st.data())
def test_a_true_statement_beside_the_dates_never_makes_the_answer_wrong(
    start: date, count: int, span: Span, data: st.DataObject
) -> None:
    """A course of exactly so many weeks or months, dated roughly and stated in its own unit."""
    real = data.draw(st.sampled_from((weeks(count), months(count), days(count))))
    stop = real.after(start)
    known = Course(
        began=data.draw(days_known_roughly(start)),
        ended=data.draw(days_known_roughly(stop)),
        stated=Length(low=real, high=real),
    )
    # a length stated in the unit of the question is taken at its word
    truth = {span.after(start) <= stop} | ({real.count >= span.count} if real.unit is span.unit else set())
    assert not known.contradicts_itself
    assert known.lasted_at_least(span) in {None, *truth}


@given(STARTS, st.integers(min_value=0, max_value=450), st.data())
def test_the_real_number_of_days_lies_between_fewest_and_most(start: date, lasted: int, data: st.DataObject) -> None:
    stop = start + timedelta(days=lasted)
    known = Course(began=data.draw(days_known_roughly(start)), ended=data.draw(days_known_roughly(stop)))
    assert known.fewest_days is not None
    assert known.most_days is not None
    assert known.fewest_days <= lasted <= known.most_days
