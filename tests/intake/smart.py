"""The SMART sample patients, tab-separated tables, turned into FHIR R4 as the tables say it and no further."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import orjson

from tests.intake.records import RXNORM, SNOMED, Resource, concept

FOLDER = Path(__file__).parents[2].parent / "shared" / "fhir" / "smart_sample_patients"
Row = dict[str, str]


def resources(folder: Path = FOLDER) -> Iterator[Resource]:
    """Yield every resource, table by table."""
    yield from (_patient(row) for row in _rows(folder, "patients"))
    yield from (_condition(row) for row in _rows(folder, "problems"))
    yield from (_statement(row) for row in _rows(folder, "meds"))
    yield from (_fill(row) for row in _rows(folder, "refills"))
    yield from (_allergy(row) for row in _rows(folder, "allergies") if row["STATEMENT"] == "positive")
    yield from (_procedure(row) for row in _rows(folder, "procedures"))


def export(folder: Path) -> None:
    """Write them as a bulk export: one file for each type."""
    for resource in resources():
        with (folder / f"{resource['resourceType']}.000.ndjson").open("ab") as file:
            file.write(orjson.dumps(resource) + b"\n")


def _rows(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.txt").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _of(row: Row, kind: str) -> Resource:
    field = "patient" if kind == "AllergyIntolerance" else "subject"
    return {"resourceType": kind, "id": f"{kind[0]}{row['ID']}", field: {"reference": f"Patient/{row['PID']}"}}


def _patient(row: Row) -> Resource:
    name = {"family": row["lname"], "given": [row["fname"]]}
    return {
        "resourceType": "Patient",
        "id": row["PID"],
        "name": [name],
        "birthDate": row["dob"],
        "gender": row["gender"],
    }


def _condition(row: Row) -> Resource:
    ended = {"abatementDateTime": row["END_DATE"]} if row["END_DATE"] else {}
    onset = {"onsetDateTime": row["START_DATE"]} if row["START_DATE"] else {}
    return _of(row, "Condition") | {"code": concept(SNOMED, row["SNOMED"], row["NAME"])} | onset | ended


def _statement(row: Row) -> Resource:
    period = {name: row[column] for name, column in (("start", "START_DATE"), ("end", "END_DATE")) if row[column]}
    return _of(row, "MedicationStatement") | {
        "status": "unknown",
        "medicationCodeableConcept": concept(RXNORM, row["RxNorm"], row["Name"]),
        "effectivePeriod": period,
        "dosage": [{"text": row["SIG"]}],
    }


def _fill(row: Row) -> Resource:
    return _of(row, "MedicationDispense") | {
        "status": "completed",
        "medicationCodeableConcept": concept(RXNORM, row["RXN"]),
        "whenHandedOver": row["DATE"],
        "daysSupply": {"value": float(row["DAYS"])},
    }


def _allergy(row: Row) -> Resource:
    reaction = [{"manifestation": [{"text": row["REACTION"]}]}] if row["REACTION"] else []
    return _of(row, "AllergyIntolerance") | {"code": {"text": row["ALLERGEN"]}, "reaction": reaction}


def _procedure(row: Row) -> Resource:
    performed = {"performedDateTime": row["DATE"]} if row["DATE"] else {}
    return (
        _of(row, "Procedure") | {"status": "completed", "code": concept(SNOMED, row["SNOMED"], row["NAME"])} | performed
    )
