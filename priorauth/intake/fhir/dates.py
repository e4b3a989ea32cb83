"""FHIR dates and dateTimes, which may be partial, as days that are known to lie in a range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator

from priorauth.clinical.calendar import DateRange

_DATE_TIME = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?")


def read_date(value: Any) -> DateRange:  # noqa: ANN401 - pydantic hands over raw input
    """Return the day, month or year that a FHIR date or dateTime states, its time zone left aside.

    "2019-05-03T23:30:00-05:00" is 3 May 2019, the local date as it was written down.

    Raises:
        ValueError: it is neither; the message does not repeat it, since it may be a birth date.
    """
    if isinstance(value, str) and (day := _day(value)) is not None:
        return day
    raise ValueError('expected a date such as "2024-03-15", "2024-03" or "2024"')


# a record says the same days again and again, and so do the records of one export
@lru_cache(maxsize=2_000)
def _day(value: str) -> DateRange | None:
    if _DATE_TIME.fullmatch(value) is None:
        return None
    try:
        return DateRange.model_validate(value[:10])
    except ValueError:
        return None


FhirDate = Annotated[DateRange, PlainValidator(read_date)]


def is_after(when: DateRange | None, day: date) -> bool:
    """Tell whether something surely happened after ``day``; an unknown date is not surely after anything."""
    return when is not None and when.low > day


def first_day(when: DateRange | None) -> date | None:
    """Return the first day that a date can mean."""
    return when.low if when else None


def earliest(dates: Iterable[DateRange | None]) -> DateRange | None:
    """Return when the first of these happened, or None where no date is known.

    With partial dates that is a range: of "2019" and "2019-05-03", some day from 1 January to 3 May 2019.
    """
    known = [when for when in dates if when is not None]
    if not known:
        return None
    low, high = min(when.low for when in known), min(when.high for when in known)
    as_said = (when for when in known if (when.low, when.high) == (low, high))
    return next(as_said, DateRange(low=low, high=high))
