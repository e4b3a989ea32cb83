"""Small builders of synthetic FHIR resources, all of one patient, and the shortest way to import them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import orjson

from priorauth.case.model import Case
from priorauth.intake.fhir import Imported, ImportOptions, read_fhir

Resource = dict[str, Any]

AS_OF = date(2026, 6, 1)
OPTIONS = ImportOptions(as_of=AS_OF)
VALID_NPI = "1234567893"
ANOTHER_NPI = "1558598797"

NPI = "http://hl7.org/fhir/sid/us-npi"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
CPT = "http://www.ama-assn.org/go/cpt"
HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
STATUS_REASON = "http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason"

CHRONIC_MIGRAINE = {
    "coding": [{"system": SNOMED, "code": "124171000119105", "display": "Chronic intractable migraine without aura"}]
}
MIGRAINE = {"coding": [{"system": SNOMED, "code": "37796009", "display": "Migraine"}]}
HYPERTENSION = {"coding": [{"system": SNOMED, "code": "38341003", "display": "Hypertension"}]}


def concept(system: str, code: str, display: str | None = None) -> Resource:
    """Return a CodeableConcept of one code."""
    coding = {"system": system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def patient(**fields: Any) -> Resource:
    """Return the patient of every record here."""
    return {
        "resourceType": "Patient",
        "id": "p1",
        "name": [{"use": "official", "family": "Example", "given": ["Jane", "Q."]}],
        "birthDate": "1980-04-05",
        "gender": "female",
    } | fields


def condition(code: Resource = CHRONIC_MIGRAINE, **fields: Any) -> Resource:
    """Return a confirmed, active condition."""
    return (
        _of_patient("Condition", "c1")
        | {
            "clinicalStatus": concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
            "verificationStatus": concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
            "code": code,
            "recordedDate": "2024-02-03",
        }
        | fields
    )


def order(words: str | None = "Topiramate 50 MG Oral Tablet", **fields: Any) -> Resource:
    """Return a stopped order of 10 January 2025."""
    medicine = {"medicationCodeableConcept": {"text": words}} if words else {}
    return (
        _of_patient("MedicationRequest", "m1")
        | medicine
        | {
            "status": "stopped",
            "intent": "order",
            "authoredOn": "2025-01-10",
        }
        | fields
    )


def statement(words: str, start: str | None, end: str | None = None, **fields: Any) -> Resource:
    """Return a completed medication statement over a period."""
    period = {name: day for name, day in (("start", start), ("end", end)) if day}
    return (
        _of_patient("MedicationStatement", "s1")
        | {
            "status": "completed",
            "medicationCodeableConcept": {"text": words},
            "effectivePeriod": period,
        }
        | fields
    )


def fill(words: str, handed_over: str, days: float | None, **fields: Any) -> Resource:
    """Return a completed dispense."""
    supply = {"daysSupply": {"value": days, "unit": "days"}} if days else {}
    return (
        _of_patient("MedicationDispense", f"d-{handed_over}")
        | {
            "status": "completed",
            "medicationCodeableConcept": {"text": words},
            "whenHandedOver": handed_over,
        }
        | supply
        | fields
    )


def allergy(words: str, **fields: Any) -> Resource:
    """Return a confirmed, active allergy or intolerance."""
    return {
        "resourceType": "AllergyIntolerance",
        "id": "a1",
        "patient": {"reference": "Patient/p1"},
        "clinicalStatus": concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active"),
        "verificationStatus": concept(
            "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", "confirmed"
        ),
        "code": {"text": words},
        "recordedDate": "2023-08-01",
    } | fields


def procedure(code: Resource, on: str | None = "2026-03-02", **fields: Any) -> Resource:
    """Return a completed procedure."""
    performed = {"performedDateTime": on} if on else {}
    return _of_patient("Procedure", "x1") | {"status": "completed", "code": code} | performed | fields


def claim(*lines: Resource, kind: str = "Claim", **fields: Any) -> Resource:
    """Return an active claim of 2 March 2026, whose only diagnosis is chronic migraine."""
    return {
        "resourceType": kind,
        "id": "cl1",
        "status": "active",
        "use": "claim",
        "patient": {"reference": "Patient/p1"},
        "billablePeriod": {"start": "2026-03-02", "end": "2026-03-02"},
        "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": concept(ICD10CM, "G43.709")}],
        "item": list(lines),
    } | fields


def billed(code: str, units: float | None = None, *modifiers: str, **fields: Any) -> Resource:
    """Return one line of a claim."""
    system = CPT if code.isdigit() else HCPCS
    quantity = {"quantity": {"value": units}} if units is not None else {}
    return (
        {"sequence": 1, "productOrService": concept(system, code)}
        | quantity
        | {"modifier": [concept(HCPCS, modifier) for modifier in modifiers]}
        | fields
    )


def administration(words: str, units: float | None = None, **fields: Any) -> Resource:
    """Return a completed administration of 2 March 2026, its dose in units."""
    dose = {"dosage": {"dose": {"value": units, "unit": "U"}}} if units is not None else {}
    return (
        _of_patient("MedicationAdministration", "ad1")
        | {
            "status": "completed",
            "medicationCodeableConcept": {"text": words},
            "effectiveDateTime": "2026-03-02T10:00:00-06:00",
        }
        | dose
        | fields
    )


def observation(words: str, value: float, **fields: Any) -> Resource:
    """Return a final observation of 20 May 2026."""
    return (
        _of_patient("Observation", "o1")
        | {
            "status": "final",
            "code": {"text": words},
            "effectiveDateTime": "2026-05-20T09:30:00-05:00",
            "valueQuantity": {"value": value},
        }
        | fields
    )


def practitioner(npi: str = VALID_NPI, **fields: Any) -> Resource:
    """Return a clinician."""
    return {
        "resourceType": "Practitioner",
        "id": "dr1",
        "identifier": [{"system": NPI, "value": npi}],
        "name": [{"family": "Sample", "given": ["Ada"], "suffix": ["MD"]}],
    } | fields


def coverage(payer: str = "Example Health", **fields: Any) -> Resource:
    """Return a coverage in force."""
    return {
        "resourceType": "Coverage",
        "id": "cov1",
        "status": "active",
        "beneficiary": {"reference": "Patient/p1"},
        "payor": [{"display": payer}],
    } | fields


def settled(payer: str, start: str, **fields: Any) -> Resource:
    """Return an explanation of benefit that contains its coverage, as Synthea writes it."""
    return {
        "resourceType": "ExplanationOfBenefit",
        "id": f"eob-{start}",
        "status": "active",
        "patient": {"reference": "Patient/p1"},
        "billablePeriod": {"start": start},
        "contained": [
            {"resourceType": "ServiceRequest", "id": "referral"},
            {"resourceType": "Coverage", "id": "coverage", "status": "active", "payor": [{"display": payer}]},
        ],
        "insurance": [{"focal": True, "coverage": {"reference": "#coverage"}}],
    } | fields


def bundle(*resources: Resource, full_urls: dict[int, str] | None = None) -> Resource:
    """Return a Bundle; ``full_urls`` are by position."""
    urls = full_urls or {}
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"resource": resource} | ({"fullUrl": urls[index]} if index in urls else {})
            for index, resource in enumerate(resources)
        ],
    }


def write(path: Path, content: Resource) -> Path:
    """Write JSON to a file and return its path."""
    path.write_bytes(orjson.dumps(content))
    return path


def import_one(folder: Path, *resources: Resource, options: ImportOptions = OPTIONS) -> Imported:
    """Import the patient with these further resources; a Patient among them replaces the usual one."""
    has_patient = any(resource["resourceType"] == "Patient" for resource in resources)
    people = () if has_patient else (patient(),)
    (imported,) = read_fhir(write(folder / "record.json", bundle(*people, *resources)), options)
    return imported


def case_of(folder: Path, *resources: Resource, options: ImportOptions = OPTIONS) -> Case:
    """Import as ``import_one`` does, and return the case."""
    return import_one(folder, *resources, options=options).case


def _of_patient(kind: str, resource_id: str) -> Resource:
    return {"resourceType": kind, "id": resource_id, "subject": {"reference": "Patient/p1"}}
