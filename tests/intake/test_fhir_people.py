from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.case.people import Address, Practice, Prescriber
from tests.intake.records import (
    ANOTHER_NPI,
    ICD10CM,
    NPI,
    VALID_NPI,
    Resource,
    case_of,
    concept,
    condition,
    import_one,
    order,
    practitioner,
)

NUCC = "http://nucc.org/provider-taxonomy"
DR1 = {"reference": "Practitioner/dr1"}
DR2 = {"reference": "Practitioner/dr2"}
NOTE = "No clinician with a valid NPI is linked to the chronic migraine or to Botox: prescriber left out."


def encounter(*seen_by: Resource) -> Resource:
    return {
        "resourceType": "Encounter",
        "id": "e1",
        "subject": {"reference": "Patient/p1"},
        "participant": [{"individual": one} for one in seen_by],
        "serviceProvider": {"reference": "Organization/org1"},
    }


def role(*taxonomies: str, **fields: Any) -> Resource:
    return {
        "resourceType": "PractitionerRole",
        "id": "r1",
        "practitioner": DR1,
        "organization": {"reference": "Organization/org1"},
        "specialty": [concept(NUCC, code, "Specialty as recorded") for code in taxonomies],
        "telecom": [{"system": "email", "value": "x@example.com"}, {"system": "phone", "value": "555-0100"}],
    } | fields


ORGANIZATION = {
    "resourceType": "Organization",
    "id": "org1",
    "name": "Example Headache Clinic",
    "identifier": [
        {"system": NPI, "value": ANOTHER_NPI},
        {"system": "urn:oid:2.16.840.1.113883.4.4", "value": "12-3456789"},
    ],
    "telecom": [{"system": "phone", "value": "555-0101"}, {"system": "fax", "value": "555-0102"}],
    "address": [{"line": ["1 Main St", " "], "city": "Austin", "state": "TX", "postalCode": "78701"}],
}
ANOTHER = practitioner(ANOTHER_NPI, id="dr2", name=[{"family": "Other", "given": ["Bo"]}])
VISIT = {"encounter": {"reference": "Encounter/e1"}}
BOTOX = "onabotulinumtoxinA 200 UNT Injection [Botox]"


def prescriber(folder: Path, *resources: Resource) -> str | None:
    found = case_of(folder, *resources).prescriber
    return found.npi if found else None


@pytest.mark.parametrize(
    ("resources", "npi"),
    [
        ((condition(asserter=DR1),), VALID_NPI),
        ((condition(recorder=DR2),), ANOTHER_NPI),
        ((condition(asserter=DR1, recorder=DR2),), VALID_NPI),
        ((condition(asserter={"reference": "Patient/p1"}, recorder=DR2),), ANOTHER_NPI),
        ((condition(**VISIT), encounter(DR1)), VALID_NPI),
        ((condition(**VISIT), encounter(DR1, DR1)), VALID_NPI),
        ((condition(**VISIT), encounter(DR1, DR2)), None),
        ((condition(**VISIT), encounter()), None),
        ((condition(asserter=DR1), order(BOTOX, requester=DR2)), ANOTHER_NPI),
        ((order(BOTOX, status="draft", requester=DR2),), ANOTHER_NPI),
        ((order(BOTOX, status="entered-in-error", requester=DR2),), None),
        ((order(BOTOX, authoredOn="2026-06-02", requester=DR2),), None),
        ((order(BOTOX, requester=DR1), order(BOTOX, id="m2", authoredOn="2026-05-01", requester=DR2)), ANOTHER_NPI),
        ((order("Topiramate 50 MG", requester=DR1),), None),
        ((condition(recorder=DR1), condition(id="c2", recordedDate="2026-01-01", recorder=DR2)), ANOTHER_NPI),
        ((condition(recorder=DR1), condition(id="c2", recordedDate=None, recorder=DR2)), VALID_NPI),
        ((condition(concept(ICD10CM, "G43.009"), recorder=DR1),), None),
        ((condition(recorder={"reference": f"Practitioner?identifier={NPI}|{VALID_NPI}"}),), VALID_NPI),
        ((condition(recorder={"identifier": {"system": NPI, "value": ANOTHER_NPI}}),), ANOTHER_NPI),
        ((condition(recorder={"reference": "PractitionerRole/r1"}), role()), VALID_NPI),
        ((condition(recorder={"display": "Ada Sample MD"}),), None),
        ((condition(),), None),
        ((), None),
    ],
)
def test_who_prescribes(tmp_path: Path, resources: tuple[Resource, ...], npi: str | None) -> None:
    assert prescriber(tmp_path, practitioner(), ANOTHER, *resources) == npi


@pytest.mark.parametrize("number", ["260", "1234567890", ""])
def test_an_invalid_npi_is_left_out(tmp_path: Path, number: str) -> None:
    imported = import_one(tmp_path, practitioner(number), condition(recorder=DR1))
    assert imported.case.prescriber is None
    assert "Practitioner/dr1 has no valid NPI: left out." in imported.notes
    assert NOTE in imported.notes


def test_a_clinician_without_a_name_is_left_out(tmp_path: Path) -> None:
    imported = import_one(tmp_path, practitioner(name=[{"given": ["Ada"]}]), condition(recorder=DR1))
    assert imported.case.prescriber is None
    assert "Practitioner/dr1 has no name: left out." in imported.notes


def test_the_prescriber_and_the_practice(tmp_path: Path) -> None:
    made = (practitioner(), condition(recorder=DR1), role("2084N0400X"), ORGANIZATION)
    case = case_of(tmp_path, *made)
    assert case.prescriber == Prescriber(
        name="Ada Sample",
        credentials="MD",
        npi=VALID_NPI,
        taxonomy="2084N0400X",
        specialty="Neurology",
        phone="555-0100",
        evidence=case.prescriber.evidence if case.prescriber else (),
    )
    assert [one.reference for one in case.prescriber.evidence] == ["Practitioner/dr1", "Condition/c1"]
    assert case.practice == Practice(
        name="Example Headache Clinic",
        address=Address(lines=("1 Main St",), city="Austin", state="TX", postal_code="78701"),
        phone="555-0101",
        fax="555-0102",
        tin="12-3456789",
        npi=ANOTHER_NPI,
        evidence=case.practice.evidence if case.practice else (),
    )


@pytest.mark.parametrize(
    ("roles", "taxonomy", "specialty"),
    [
        ((role("2084N0400X", "207Q00000X"),), None, "Specialty as recorded"),
        ((role("208D00000X"),), "208D00000X", "Specialty as recorded"),
        ((role("neurology"),), None, "Specialty as recorded"),
        ((role(specialty=[], code=[concept(NUCC, "2084N0400X")]),), "2084N0400X", "Neurology"),
        ((role("2084N0400X"), role("207Q00000X", id="r2")), None, None),
        ((), None, None),
    ],
)
def test_a_specialty_is_known_only_from_one_role(
    tmp_path: Path, roles: tuple[Resource, ...], taxonomy: str | None, specialty: str | None
) -> None:
    found = case_of(tmp_path, practitioner(), condition(recorder=DR1), *roles).prescriber
    assert found is not None
    assert (found.taxonomy, found.specialty) == (taxonomy, specialty)


@pytest.mark.parametrize(
    ("resources", "name"),
    [
        ((condition(recorder=DR1, **VISIT), encounter()), "Example Headache Clinic"),
        ((order(BOTOX, requester=DR1, **VISIT), encounter()), "Example Headache Clinic"),
        ((condition(recorder=DR1),), None),
        ((condition(**VISIT), encounter()), None),
    ],
)
def test_the_practice_is_where_the_prescriber_was_linked(
    tmp_path: Path, resources: tuple[Resource, ...], name: str | None
) -> None:
    practice = case_of(tmp_path, practitioner(), ORGANIZATION, *resources).practice
    assert (practice.name if practice else None) == name


def test_what_does_not_fit_the_case_is_left_out_of_the_practice(tmp_path: Path) -> None:
    odd = ORGANIZATION | {
        "identifier": [{"system": NPI, "value": "12"}, {"system": "urn:oid:2.16.840.1.113883.4.4", "value": "n/a"}],
        "address": [{"state": "Texas"}],
        "telecom": [],
    }
    practice = case_of(tmp_path, practitioner(), odd, condition(recorder=DR1, **VISIT), encounter()).practice
    assert practice is not None
    assert practice.model_dump(exclude_none=True, include={"npi", "tin", "address", "phone"}) == {
        "address": {"lines": ()}
    }
