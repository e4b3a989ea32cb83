"""Small builders of plain-data charts: a dict as an EHR would send it, from which a Case is made.

Every chart is of 1 June 2026, with the next injection planned for the day after.
"""

from __future__ import annotations

from calendar import monthrange
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

Data = dict[str, Any]
"""A chart, or a piece of one, as plain data."""
Change = dict[str, Any]
"""New values by dotted path, such as {"request.units": 201} or {"trials.0.drug": "atenolol"}."""

AS_OF = date(2026, 6, 1)
PLANNED = date(2026, 6, 2)
LEFT_OUT = object()
"""Stands in a change for a field that the chart no longer holds."""

LATEST = ("2026-03", "2026-04", "2026-05")
BASELINE = ("2025-09", "2025-10", "2025-11")
"""The months before the first treatment of ``TWO_TREATMENTS``."""


def changed(chart: Data, change: Change) -> Data:
    """Return a copy of the chart with the change made."""
    copy = deepcopy(chart)
    for path, value in change.items():
        *way, last = path.split(".")
        place: Any = copy
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        key = int(last) if isinstance(place, list) else last
        if value is LEFT_OUT:
            del place[key]
        else:
            place[key] = value
    return copy


def documented(**fields: Any) -> Data:
    """Return a fact of the chart with its evidence."""
    return {**fields, "evidence": [{"document": "Office note", "dated": "2026-05-29", "author": "A. Example MD"}]}


def chart(**fields: Any) -> Data:
    """Return a chart with every administrative detail, and the clinical facts given."""
    request = {
        "kind": "initial",
        "as_of": AS_OF.isoformat(),
        "payer": "Example Health",
        "place_of_service": "11",
        "service_date": PLANNED.isoformat(),
        "span": "12 months",
        "drug_source": "buy_and_bill",
        **fields.pop("request", {}),
    }
    return {
        "id": "just_enough",
        "request": request,
        "patient": {"given": "Sample", "family": "Patient", "born": "2008-06-01"},
        "coverage": {"payer": "Example Health", "member_id": "X0001"},
        "practice": {"name": "Sample Neurology", "phone": "555-0100", "tin": "12-3456789"},
        "prescriber": {"name": "A. Example", "npi": "1234567893", "taxonomy": "2084N0400X"},
        **fields,
    }


def diagnosis(code: str) -> Data:
    return documented(code=code)


def month_count(month: str, *, headache: Any = 15, migraine: Any = 8, long: Any = 8, **fields: Any) -> Data:
    """Return what a note says of one calendar month."""
    return documented(month=month, headache_days=headache, migraine_days=migraine, days_of_4_hours=long, **fields)


def month_counts(names: tuple[str, ...], **fields: Any) -> list[Data]:
    return [month_count(month, **fields) for month in names]


def diary(names: tuple[str, ...], *, headache: int, blank: int) -> Data:
    """Return a diary with so many headache days and so many blank days at the start of each month."""
    return documented(days=[day for month in names for day in _diary_days(month, headache, blank)])


def _diary_days(month: str, headache: int, blank: int) -> list[Data]:
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    return [{"day": f"{month}-{day:02}", "headache": day <= headache} for day in range(1, length - blank + 1)]


def stated(counting: str, *, held_for: str = "6 months", **fields: Any) -> Data:
    """Return a statement of frequency made in the last full month."""
    return documented(counting=counting, stated_on="2026-05-29", held_for=held_for, **fields)


def trial(drug: str, *, days: int = 60, started: date = date(2025, 1, 6), **fields: Any) -> Data:
    """Return a preventive trial with exact dates and of so many days, for migraine unless said otherwise."""
    usual = {
        "started": started.isoformat(),
        "stopped": (started + timedelta(days=days)).isoformat(),
        "for_migraine": True,
        "outcome": "inadequate_response",
    }
    return documented(drug=drug, **{**usual, **fields})


def treated(on: str, *, units: int | None = 155, for_migraine: bool | None = True) -> Data:
    """Return an earlier injection of Botox, on a day or in a month."""
    return documented(on=on, units=units, for_migraine=for_migraine)


def treated_days_before(days: int, *, units: int = 155, for_migraine: bool = True) -> Data:
    """Return an injection of Botox so many days before the planned one."""
    return treated((PLANNED - timedelta(days=days)).isoformat(), units=units, for_migraine=for_migraine)


# 12 weeks to the day from one to the next, and from the second to the planned one
TWO_TREATMENTS = [treated_days_before(168), treated_days_before(84)]


def attested(about: str, *, holds: bool = True, on: date = AS_OF) -> Data:
    return documented(about=about, holds=holds, by="A. Example MD", on=on.isoformat())


def confirmed(policy: str, clause: str, *, holds: bool) -> Data:
    """Return a person's answer to a clause that is checked by hand."""
    return {"policy": policy, "clause": clause, "holds": holds, "by": "A. Example MD", "on": AS_OF.isoformat()}
