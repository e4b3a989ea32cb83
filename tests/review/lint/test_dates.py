"""Dates in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import Attested, DocumentKind, Instrument
from tests.builders import (
    AS_OF,
    acute,
    attested,
    chronic_since,
    confirmed,
    diagnosis,
    diary,
    document,
    month,
    not_tolerated,
    reviewed_list,
    score,
    stated,
    treated,
    trial,
)
from tests.review.lint.linted import fields_of

BORN = date(1985, 7, 31)
BEFORE, AFTER = date(1985, 7, 30), date(2026, 4, 16)


def parts_on(day: date) -> dict[str, dict[str, Any]]:
    """Return, for every field that holds a date, the parts of a case in which it is ``day``."""
    said = day.isoformat()
    return {
        "trials.0.started": {"trials": (trial("topiramate", started=said),)},
        "toxin_treatments.0.on": {"toxin_treatments": (treated(said, wasted=45),)},
        "diagnoses.0.since": {"diagnoses": (diagnosis("G43.709", since=said),)},
        "intolerances.0.noted": {"intolerances": (not_tolerated("topiramate", noted=said),)},
        "headaches.chronic_since.since": {"headaches": {"chronic_since": chronic_since(said)}},
        "headaches.diaries.0.days": {"headaches": {"diaries": (diary(said, "x"),)}},
        "headaches.frequencies.0.stated_on": {"headaches": {"frequencies": (stated(on=day, per_month=20),)}},
        "documents.0.dated": {"documents": (document(DocumentKind.FORM, day),)},
        "scores.0.on": {"scores": (score(Instrument.MIDAS, 20, day),)},
        "attestations.0.on": {"attestations": (attested(Attested.LABEL_DOSING, day),)},
        "confirmations.0.on": {"confirmations": (confirmed(on=day),)},
        "acute_medicines.0.stated_on": {"acute_medicines": (acute("sumatriptan", 4, day),)},
        "medication_list.reviewed_on": {"medication_list": reviewed_list(on=day)},
    }


@pytest.mark.parametrize("field", parts_on(AS_OF))
def test_no_date_lies_before_birth_or_after_the_day_of_the_request(field: str) -> None:
    assert fields_of("date-before-birth", **parts_on(BEFORE)[field]) == [field]
    assert fields_of("date-before-birth", **parts_on(BORN)[field]) == []
    assert fields_of("date-in-future", **parts_on(AS_OF)[field]) == []
    assert fields_of("date-in-future", **parts_on(AFTER)[field]) == [field]


@pytest.mark.parametrize(("name", "expected"), [("2026-04", []), ("2026-05", ["headaches.months.0.month"])])
def test_a_month_that_has_not_begun_cannot_be_counted(name: str, expected: list[str]) -> None:
    assert fields_of("date-in-future", headaches={"months": (month(name, 15),)}) == expected


@pytest.mark.parametrize(
    ("stopped", "planned"), [("2026-04-15", []), ("2026-04-16", ["trials.0.stopped"]), ("2026-04", [])]
)
def test_a_stop_after_the_day_of_the_request_is_looked_at(stopped: str, planned: list[str]) -> None:
    one = trial("topiramate", started="2026-01-01", stopped=stopped)
    assert fields_of("trial-stop-planned", trials=(one,)) == planned
    assert fields_of("date-in-future", trials=(one,)) == []


def test_a_vague_date_is_wrong_only_where_none_of_its_days_can_be() -> None:
    assert fields_of("date-before-birth", diagnoses=(diagnosis("G43.709", since="1985"),)) == []
    assert fields_of("date-in-future", diagnoses=(diagnosis("G43.709", since="2026"),)) == []


@pytest.mark.parametrize(
    ("today", "old", "passed"),
    [
        (None, [], []),
        (date(2026, 4, 29), [], []),
        (date(2026, 4, 30), [], ["request.service_date"]),
        (date(2026, 5, 15), [], ["request.service_date"]),
        (date(2026, 5, 16), ["request.as_of"], ["request.service_date"]),
    ],
)
def test_the_age_of_the_request_is_told_only_against_a_day(
    today: date | None, old: list[str], passed: list[str]
) -> None:
    request = {"service_date": date(2026, 4, 29)}
    assert fields_of("request-old", today=today, request=request) == old
    assert fields_of("planned-date-passed", today=today, request=request) == passed
