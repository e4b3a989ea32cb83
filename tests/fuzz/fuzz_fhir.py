"""The FHIR reader: the same bytes as a Bundle and as a bulk export."""

from __future__ import annotations

import gzip
from contextlib import nullcontext, suppress
from pathlib import Path

import orjson

from priorauth.errors import CaseFileError
from priorauth.intake.fhir import read_fhir
from tests.fuzz.harness import Harness
from tests.intake.records import (
    CPT,
    OPTIONS,
    administration,
    allergy,
    billed,
    bundle,
    claim,
    concept,
    condition,
    coverage,
    fill,
    observation,
    order,
    patient,
    practitioner,
    procedure,
    settled,
    statement,
)

RESOURCES = (
    patient(identifier=[{"system": "urn:mrn", "value": "7"}]),
    condition(onsetDateTime="2022-05"),
    order(),
    statement("Propranolol", "2024-01-01", "2024-05-06"),
    fill("Topiramate", "2025-01-12", 30),
    allergy("Amitriptyline", reaction=[{"manifestation": [{"text": "Drowsiness"}]}]),
    procedure(concept(CPT, "64615")),
    administration("Botox", 155),
    claim(billed("J0585", 155), billed("J0585", 45, "JW")),
    observation("HIT-6", 64),
    practitioner(),
    coverage(),
    settled("Claim", "2026-05-01"),
)
_LINES = b"".join(orjson.dumps(one) + b"\n" for one in RESOURCES)


def read(content: bytes, folder: Path) -> None:
    """Read content under both names."""
    for name in ("record.json", "export.ndjson"):
        path = folder / name
        path.write_bytes(content)
        # what is refused as a Bundle may still be an export
        with suppress(CaseFileError) if name == "record.json" else nullcontext():
            for _ in read_fhir(path, OPTIONS):
                pass


HARNESS = Harness(
    read=read,
    seeds=(orjson.dumps(bundle(*RESOURCES)), _LINES, gzip.compress(_LINES), b"{}", b"\x1f\x8b"),
    words=("resourceType", "Patient", "Patient/p1", "subject", "reference", "birthDate", "J0585", "2024-02-30", "null"),
)
