from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.intake.fhir import read_fhir
from tests.intake.records import (
    OPTIONS,
    RXNORM,
    Resource,
    bundle,
    case_of,
    concept,
    condition,
    order,
    patient,
    write,
)

MRN = {"system": "urn:example:mrn", "value": "0042"}


@pytest.mark.parametrize(
    ("reference", "url", "is_found"),
    [
        ({"reference": "Patient/p1"}, None, True),
        ({"reference": "Patient/p1/_history/3"}, None, True),
        ({"reference": "https://ehr.example/r4/Patient/p1"}, None, True),
        ({"reference": "https://ehr.example/r4/Patient/p1"}, "https://ehr.example/r4/Patient/p1", True),
        ({"reference": "https://ehr.example/r4/Patient/p1/_history/3"}, "https://ehr.example/r4/Patient/p1", True),
        ({"reference": "Patient/p1"}, "https://ehr.example/r4/Patient/p1", True),
        ({"reference": "https://other.example/r4/Patient/p1"}, "https://ehr.example/r4/Patient/p1", False),
        (
            {"reference": "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"},
            "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7",
            True,
        ),
        ({"reference": "Patient?identifier=urn:example:mrn|0042"}, None, True),
        ({"identifier": MRN}, None, True),
        ({"identifier": {"value": "0042"}}, None, False),
        ({"reference": "Patient/p2"}, None, False),
        ({"reference": "Group/p1"}, None, False),
        ({"reference": "#p1"}, None, False),
        ({"display": "Jane Q. Example"}, None, False),
        ({}, None, False),
    ],
)
def test_whose_a_resource_is(tmp_path: Path, reference: Resource, url: str | None, is_found: bool) -> None:
    content = bundle(patient(identifier=[MRN]), condition(subject=reference), full_urls={0: url} if url else None)
    (imported,) = read_fhir(write(tmp_path / "record.json", content), OPTIONS)
    assert len(imported.case.diagnoses) == is_found


def test_an_identifier_of_two_patients_is_nobodys(tmp_path: Path) -> None:
    twice = (patient(identifier=[MRN]), patient(id="p2", identifier=[MRN]))
    path = write(tmp_path / "record.json", bundle(*twice, condition(subject={"identifier": MRN})))
    assert [imported.case.diagnoses for imported in read_fhir(path, OPTIONS)] == [(), ()]


def test_a_resource_without_an_id_takes_it_from_its_full_url(tmp_path: Path) -> None:
    person = patient()
    del person["id"]
    urls = {0: "urn:uuid:p1", 1: "urn:uuid:c77"}
    unnamed = condition(subject={"reference": "urn:uuid:p1"})
    del unnamed["id"]
    (imported,) = read_fhir(write(tmp_path / "record.json", bundle(person, unnamed, full_urls=urls)), OPTIONS)
    assert imported.case.diagnoses[0].evidence[0].reference == "Condition/c77"


@pytest.mark.parametrize(
    "reference",
    [
        {"reference": "Medication/med1"},
        {"reference": "#med2"},
        {"reference": "Medication/elsewhere", "display": "Topiramate 25 MG"},
        {"display": "Topamax"},
    ],
)
def test_a_medicine_may_be_referred_to(tmp_path: Path, reference: Resource) -> None:
    medication = {"resourceType": "Medication", "id": "med1", "code": concept(RXNORM, "38404")}
    contained = {"resourceType": "Medication", "id": "med2", "code": {"text": "topiramate"}}
    referring = order(None, medicationReference=reference, contained=[contained])
    assert [one.drug for one in case_of(tmp_path, referring, medication).trials] == ["topiramate"]
