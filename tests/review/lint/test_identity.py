"""Documents about somebody else are seen, by what they say themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.documents import Document
from priorauth.case.people import Coverage, Patient
from priorauth.clinical.terms import DocumentKind
from tests.review.lint.linted import linted

PATIENT = Patient(given="María", family="Sample-Jones", born=date(1984, 3, 17))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, []),
        ({"name": "Maria Sample-Jones"}, []),
        ({"name": "SAMPLE JONES, MARIA J."}, []),
        ({"name": "Maria Sample"}, []),
        ({"name": "Marta Sample-Jones"}, ["identity-name"]),
        ({"name": "John Doe"}, ["identity-name"]),
        ({"born": "1984-03-17"}, []),
        ({"born": "1984-03-18"}, ["identity-born"]),
        ({"member_id": "w 123-456"}, []),
        ({"member_id": "W123457"}, ["identity-member-id"]),
        (
            {"name": "John Doe", "born": "1990-01-01", "member_id": "1"},
            ["identity-born", "identity-name", "identity-member-id"],
        ),
    ],
)
def test_a_document_names_the_patient_of_the_case(stated: dict[str, Any], expected: list[str]) -> None:
    note = Document.model_validate({"id": "note", "kind": DocumentKind.OFFICE_NOTE, "title": "Note", "patient": stated})
    coverage = Coverage(payer="Example Health", member_id="W123456")
    findings = linted(patient=PATIENT, coverage=coverage, documents=(note,))
    raised = [one for one in findings if one.code.startswith("identity-")]
    assert [one.code for one in raised] == expected
    assert not any(said in one.text for one in raised for said in ("Doe", "1990", "1984", "Sample", "W123"))


def test_without_a_block_of_its_own_or_a_card_nothing_is_said() -> None:
    note = Document(id="note", kind=DocumentKind.OFFICE_NOTE, title="Note")
    with_id = Document.model_validate({"id": "b", "kind": "form", "title": "Form", "patient": {"member_id": "1"}})
    assert [one for one in linted(documents=(note, with_id)) if one.code.startswith("identity-")] == []
