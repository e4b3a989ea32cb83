"""Documents that the record points at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.documents import Document
from priorauth.clinical.terms import DocumentKind
from tests.intake.records import Resource, case_of, concept, import_one, practitioner

LOINC = "http://loinc.org"
SOMEBODY = {"display": "Ada Sample MD"}


def note(**fields: Any) -> Resource:
    return {
        "resourceType": "DocumentReference",
        "id": "n1",
        "status": "current",
        "docStatus": "final",
        "subject": {"reference": "Patient/p1"},
        "type": concept(LOINC, "11506-3", "Progress note"),
        "date": "2026-04-02T10:00:00Z",
        "author": [SOMEBODY],
        "authenticator": SOMEBODY,
        "content": [{"attachment": {"contentType": "text/plain", "data": "c2VjcmV0"}}],
    } | fields


def test_a_note_with_its_day_author_and_signature(tmp_path: Path) -> None:
    assert case_of(tmp_path, note()).documents == (
        Document(
            id="fhir-n1",
            kind=DocumentKind.OFFICE_NOTE,
            title="Progress note",
            dated=date(2026, 4, 2),
            author="Ada Sample MD",
            signed=True,
        ),
    )


@pytest.mark.parametrize(
    ("status", "authenticator", "signed"),
    [
        ("final", SOMEBODY, True),
        ("amended", SOMEBODY, True),
        ("final", None, None),
        (None, SOMEBODY, None),
        ("preliminary", SOMEBODY, False),
        ("preliminary", None, False),
        ("entered-in-error", SOMEBODY, None),
    ],
)
def test_signed_needs_both_the_status_and_somebody_who_vouches(
    tmp_path: Path, status: str | None, authenticator: Resource | None, signed: bool | None
) -> None:
    (document,) = case_of(tmp_path, note(docStatus=status, authenticator=authenticator)).documents
    assert document.signed is signed


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11506-3", DocumentKind.OFFICE_NOTE),
        ("11488-4", DocumentKind.OFFICE_NOTE),
        ("34117-2", DocumentKind.OFFICE_NOTE),
        ("18748-4", DocumentKind.IMAGING),
        ("11502-2", DocumentKind.LABORATORY),
    ],
)
def test_kinds(tmp_path: Path, code: str, kind: DocumentKind) -> None:
    (document,) = case_of(tmp_path, note(type=concept(LOINC, code))).documents
    assert document.kind is kind


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({"date": "2025-06-01"}, True),
        ({"date": "2025-05-31"}, False),
        ({"date": "2026-06-01"}, True),
        ({"date": "2026-06"}, False),
        ({"date": None}, False),
        ({"type": concept(LOINC, "59284-0")}, False),
        ({"type": None}, False),
        ({"id": None}, False),
    ],
)
def test_only_documents_of_a_known_kind_and_the_last_year_are_taken(
    tmp_path: Path, fields: dict[str, Any], taken: bool
) -> None:
    imported = import_one(tmp_path, note(**fields))
    said = "Documents of other kinds, without a day, or older than 12 months: 1; left out."
    assert (len(imported.case.documents), said in imported.notes) == (int(taken), not taken)


@pytest.mark.parametrize("fields", [{"status": "superseded"}, {"status": "entered-in-error"}, {"date": "2026-06-02"}])
def test_a_document_that_is_replaced_or_later_is_not_there(tmp_path: Path, fields: dict[str, Any]) -> None:
    imported = import_one(tmp_path, note(**fields))
    assert imported.case.documents == ()
    assert not any(said.startswith("Documents") for said in imported.notes)


def test_the_day_of_the_visit_goes_before_the_day_of_writing(tmp_path: Path) -> None:
    (document,) = case_of(tmp_path, note(context={"period": {"start": "2026-03-30T09:00:00Z"}})).documents
    assert document.dated == date(2026, 3, 30)


def test_the_author_is_named_as_the_record_names_the_clinician(tmp_path: Path) -> None:
    author = [{"reference": "Practitioner/dr1", "display": "Dr. S."}]
    (document,) = case_of(tmp_path, practitioner(), note(author=author)).documents
    assert document.author == "Ada Sample"


def test_the_latest_comes_first(tmp_path: Path) -> None:
    found = case_of(tmp_path, note(), note(id="n2", date="2026-05-02")).documents
    assert [one.id for one in found] == ["fhir-n2", "fhir-n1"]
