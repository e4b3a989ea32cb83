"""Writes bulk exports and Bundles of invented patients, as large as asked for and always the same."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import orjson

Resource = dict[str, Any]

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
CLINICIANS, FILES, BOTOX_VISITS = 40, 4, 8
# prime, so that stepping by it visits every patient of an export that is no multiple of it, in no plain order
_STEP = 7919
_FIRST = date(2024, 1, 8)
_DRUGS = ("topiramate 50 MG Oral Tablet", "propranolol 80 MG Oral Capsule", "amitriptyline 25 MG Oral Tablet")
_VITAL_SIGNS = (
    ("8867-4", "Heart rate"),
    ("8310-5", "Body temperature"),
    ("29463-7", "Body weight"),
    ("8302-2", "Height"),
)
_NARRATIVE = {"status": "generated", "div": f"<div>{'The record as it was shown to its reader. ' * 8}</div>"}


def write_export(folder: Path, patients: int) -> int:
    """Write an export of so many patients, each type over four files, one of them gzipped; return its size in bytes.

    The patients come in no plain order, and the resources of each lie in several files of a type.
    """
    with ExitStack() as stack:
        files = Files(folder, stack)
        for number in range(CLINICIANS):
            files.write(_practitioner(number))
        for turn in range(patients):
            for resource in resources_of(turn * _STEP % patients):
                files.write(resource)
    return files.size


class Files:
    """The files of an export: four for each type of resource, which take turns."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._known: dict[str, list[IO[bytes] | gzip.GzipFile]] = {}
        self._written: dict[str, int] = {}
        self.size = 0

    def write(self, resource: Resource) -> None:
        """Write one resource to the next file of its type."""
        kind, line = resource["resourceType"], orjson.dumps(resource) + b"\n"
        turn = self._written[kind] = self._written.get(kind, -1) + 1
        self._of(kind)[turn % FILES].write(line)
        self.size += len(line)

    def _of(self, kind: str) -> list[IO[bytes] | gzip.GzipFile]:
        if kind not in self._known:
            names = [self._folder / f"{kind}.{part:03}.ndjson" for part in range(FILES)]
            plain = [self._stack.enter_context(name.open("wb")) for name in names[1:]]
            packed = gzip.GzipFile(f"{names[0]}.gz", "wb", compresslevel=1)
            self._known[kind] = [*plain, self._stack.enter_context(packed)]
        return self._known[kind]


def make_bundle(size: int) -> bytes:
    """Return a Bundle of one patient of at least ``size`` bytes, and at most one visit more."""
    entries: list[Resource] = [{"resource": one} for one in (_practitioner(0), *_once(0))]
    held, visit = sum(len(orjson.dumps(entry)) for entry in entries), 0
    while held < size:
        found = [{"resource": one} for one in _visit(0, visit)]
        held += sum(len(orjson.dumps(entry)) for entry in found)
        entries += found
        visit += 1
    return orjson.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})


def resources_of(number: int) -> Iterator[Resource]:
    """Yield what an export holds of one patient: some 90 resources of two years, with eight toxin treatments."""
    yield from _once(number)
    for visit in range(BOTOX_VISITS):
        yield from _visit(number, visit)


def _concept(system: str, code: str, words: str) -> Resource:
    return {"coding": [{"system": system, "code": code, "display": words}], "text": words}


def _of(kind: str, number: int, name: object, **fields: Any) -> Resource:  # noqa: ANN401 - any JSON
    subject = {"reference": f"Patient/p{number}"}
    whose = "patient" if kind == "ExplanationOfBenefit" else "subject"
    return {"resourceType": kind, "id": f"{kind[:4]}-{number}-{name}", "text": _NARRATIVE, whose: subject} | fields


def _practitioner(number: int) -> Resource:
    return {
        "resourceType": "Practitioner",
        "id": f"dr{number}",
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}],
        "name": [{"family": f"Clinician{number}", "given": ["Ada"]}],
    }


def _once(number: int) -> Iterator[Resource]:
    yield {
        "resourceType": "Patient",
        "id": f"p{number}",
        "text": _NARRATIVE,
        "name": [{"use": "official", "family": f"Sample{number}", "given": ["Maria"]}],
        "birthDate": f"{1950 + number % 50}-03-17",
    }
    yield {
        "resourceType": "Coverage",
        "id": f"cov{number}",
        "status": "active",
        "subscriberId": f"W{number:09}",
        "beneficiary": {"reference": f"Patient/p{number}"},
        "payor": [{"display": "Aetna"}],
    }
    chronic = _concept(ICD10CM, "G43.709", "Chronic migraine without aura")
    asserter = {"reference": f"Practitioner/dr{number % CLINICIANS}"}
    yield _of("Condition", number, "cm", code=chronic, onsetDateTime="2022-05", asserter=asserter)


def _visit(number: int, visit: int) -> Iterator[Resource]:
    on = (_FIRST + timedelta(days=90 * visit)).isoformat()
    drug = {"text": _DRUGS[visit % len(_DRUGS)]}
    yield _of("Encounter", number, visit, status="finished", period={"start": on, "end": on})
    yield _of("Condition", number, visit, code=_concept(ICD10CM, "J30.9", "Allergic rhinitis"), recordedDate=on)
    order = {"status": "stopped", "intent": "order", "authoredOn": on, "medicationCodeableConcept": drug}
    yield _of("MedicationRequest", number, visit, **order)
    supply = {"daysSupply": {"value": 30}, "whenHandedOver": on, "medicationCodeableConcept": drug}
    yield _of("MedicationDispense", number, visit, status="completed", **supply)
    total = {"status": "final", "code": {"text": "HIT-6 total score"}, "effectiveDateTime": on, "valueInteger": 60}
    yield _of("Observation", number, f"{visit}h", **total)
    for sign, (code, words) in enumerate(_VITAL_SIGNS):
        measured = {"code": _concept("http://loinc.org", code, words), "valueQuantity": {"value": 72}}
        yield _of("Observation", number, f"{visit}-{sign}", status="final", effectiveDateTime=on, **measured)
    yield _of("ExplanationOfBenefit", number, visit, **_claim(on, with_botox=visit < BOTOX_VISITS))


def _claim(on: str, *, with_botox: bool) -> Resource:
    lines: tuple[tuple[str, int, tuple[str, ...]], ...] = (("99213", 1, ()),)
    if with_botox:
        lines = (("J0585", 155, ()), ("J0585", 45, ("JW",)), *lines)
    return {
        "status": "active",
        "use": "claim",
        "billablePeriod": {"start": on, "end": on},
        "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": _concept(ICD10CM, "G43.709", "Chronic migraine")}],
        "item": [
            {
                "sequence": place,
                "diagnosisSequence": [1],
                "productOrService": _concept(HCPCS, code, "a billed service"),
                "modifier": [_concept(HCPCS, modifier, "a modifier") for modifier in modifiers],
                "servicedDate": on,
                "quantity": {"value": units},
            }
            for place, (code, units, modifiers) in enumerate(lines, start=1)
        ],
    }
