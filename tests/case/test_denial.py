"""A denial, and which requests answer one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.denial import Denial, fax_number_in
from priorauth.case.read import make_case
from priorauth.errors import CaseFileError
from tests.builders import NOTE
from tests.samples import sample_data


def a_denial(**fields: Any) -> Denial:
    return Denial(**{"kind": "clinical", "reason": "No.", "dated": "2026-06-16", "evidence": NOTE, **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"received": "2026-06-18"}, None),
        ({"clock_starts": "dated"}, date(2026, 6, 16)),
        ({"received": "2026-06-18", "clock_starts": "received"}, date(2026, 6, 18)),
    ],
    ids=["nobody said", "nobody said which", "its own day", "the day it came"],
)
def test_the_clock_starts_only_where_somebody_says_what_starts_it(
    fields: dict[str, Any], expected: date | None
) -> None:
    assert a_denial(**fields).clock == expected


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"received": "2026-06-15"}, "received before"),
        ({"clock_starts": "received"}, "the day on which the notice came in"),
        ({"evidence": ()}, "evidence is missing"),
    ],
)
def test_a_denial_that_contradicts_itself_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        a_denial(**fields)


def test_a_notice_may_come_on_the_day_it_is_dated() -> None:
    assert a_denial(received="2026-06-16").latest == date(2026, 6, 16)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"of": None}, 'needs of: "initial" or "continuation"'),
        ({"of": "appeal"}, 'needs of: "initial" or "continuation"'),
        ({"kind": "initial"}, "leave it out"),
        ({"as_of": "2026-06-17", "service_date": "2026-07-08"}, "dated after"),
    ],
    ids=["about nothing", "about itself", "a first request", "the notice is still to come"],
)
def test_an_appeal_that_is_about_nothing_is_refused(changes: dict[str, Any], words: str) -> None:
    data = sample_data("aetna_appeal_ready")
    data["request"] |= changes

    with pytest.raises(CaseFileError, match=words):
        make_case(data)


@pytest.mark.parametrize("name", ["aetna_appeal_ready", "uhc_resubmission_ready"])
def test_what_answers_a_denial_holds_it(name: str) -> None:
    data = sample_data(name)
    del data["denial"]

    with pytest.raises(CaseFileError, match="needs denial"):
        make_case(data)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Appeals Unit, fax 800-555-0190", "800-555-0190"),
        ("Appeals Unit, Fax: (800) 555-0190, PO Box 12", "(800) 555-0190"),
        ("Appeals, phone 800-555-0100, fax +1 800 555 0190", "+1 800 555 0190"),
        ("Appeals, phone 800-555-0100", None),
        ("Appeals Unit, PO Box 7108, Indianapolis", None),
        ("Faxon Street 8005550190", None),
        ("fax 12345", None),
        ("Appeals Unit", None),
    ],
)
def test_a_fax_number_is_taken_only_where_the_notice_calls_it_one(said: str, expected: str | None) -> None:
    assert fax_number_in(said) == expected
