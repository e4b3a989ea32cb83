"""Documents: signed, recent, each once, and named by the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence
from priorauth.clinical.terms import Attested, DocumentKind
from tests.builders import attested, diagnosis, document
from tests.review.lint.linted import fields_of

NOTE = DocumentKind.OFFICE_NOTE
SHA = "a" * 64


def a_document(name: str, **fields: Any) -> Document:
    """Return a document of the chart."""
    return Document.model_validate({"id": name, "kind": "form", "title": "A form", "dated": "2026-04-01", **fields})


@pytest.mark.parametrize(("signed", "expected"), [(True, []), (None, []), (False, ["documents.0.signed"])])
def test_a_note_that_is_said_to_be_unsigned_is_signed_first(signed: bool | None, expected: list[str]) -> None:
    assert fields_of("note-unsigned", documents=(document(NOTE, signed=signed),)) == expected


@pytest.mark.parametrize(
    ("dated", "expected"),
    [(date(2025, 4, 15), []), (date(2025, 4, 14), ["documents.0.dated"]), (None, [])],
)
def test_the_latest_note_is_at_most_12_months_old(dated: date | None, expected: list[str]) -> None:
    assert fields_of("note-old", documents=(document(NOTE, dated),)) == expected


def test_an_old_note_beside_a_recent_one_is_fine() -> None:
    recent = a_document("recent", kind="office_note", dated="2026-04-01")
    assert fields_of("note-old", documents=(document(NOTE, date(2020, 1, 1)), recent)) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2025, 4, 15)], []),
        ([date(2025, 4, 14)], ["attestations.0.on"]),
        ([date(2025, 4, 14), date(2026, 4, 1)], []),
    ],
)
def test_the_latest_statement_is_at_most_12_months_old(days: list[date], expected: list[str]) -> None:
    statements = tuple(attested(Attested.LABEL_DOSING, day) for day in days)
    assert fields_of("attestation-old", attestations=statements) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"sha256": SHA}, {"sha256": SHA, "title": "Another name"}, ["documents.1"]),
        ({"sha256": SHA}, {"sha256": "b" * 64}, []),
        ({}, {}, ["documents.1"]),
        ({}, {"title": "A FORM"}, ["documents.1"]),
        ({}, {"dated": "2026-04-02"}, []),
        ({}, {"kind": "letter"}, []),
        ({"dated": None}, {"dated": None}, []),
    ],
)
def test_a_document_is_there_once(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    assert fields_of("document-twice", documents=(a_document("a", **first), a_document("b", **second))) == expected


@pytest.mark.parametrize(
    ("evidence", "code", "expected"),
    [
        ({"document": "a", "page": 1}, "document-unused", []),
        ({"document": "other", "page": 1}, "document-unused", ["documents.0"]),
        ({"document": "a"}, "document-unknown", []),
        ({"document": "other"}, "document-unknown", ["documents"]),
        ({"document": "other", "reference": "Condition/1"}, "document-unknown", []),
        ({"document": "a", "page": 1, "quote": "words"}, "quote-without-page", []),
        ({"document": "a", "quote": "words"}, "quote-without-page", ["documents"]),
        ({"document": "a", "quote": "words", "reference": "Condition/1"}, "quote-without-page", []),
    ],
)
def test_evidence_leads_to_a_document_and_a_quote_to_its_page(
    evidence: dict[str, Any], code: str, expected: list[str]
) -> None:
    one = diagnosis("G43.709").model_copy(update={"evidence": (Evidence.model_validate(evidence),)})
    assert fields_of(code, documents=(a_document("a"),), diagnoses=(one,)) == expected
