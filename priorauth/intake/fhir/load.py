"""Checks the resources of a file against the fields that are used, and gathers them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from priorauth.errors import CaseFileError
from priorauth.intake.fhir import clinical_resources, resources
from priorauth.intake.fhir.chart import Library
from priorauth.intake.fhir.files import Entry, read_entries
from priorauth.intake.fhir.resources import Resource
from priorauth.intake.fhir.scores import INSTRUMENT_NAMES
from priorauth.intake.fhir.toxins import TOXIN_CODES

_USED: dict[str, type[Resource]] = {
    model.__name__: model
    for model in (
        resources.Patient,
        resources.Practitioner,
        resources.PractitionerRole,
        resources.Organization,
        resources.Coverage,
        resources.ExplanationOfBenefit,
        resources.Encounter,
        resources.Medication,
        clinical_resources.Condition,
        clinical_resources.MedicationRequest,
        clinical_resources.MedicationStatement,
        clinical_resources.MedicationDispense,
        clinical_resources.AllergyIntolerance,
        clinical_resources.Procedure,
        clinical_resources.Observation,
    )
}
# A record holds thousands of observations and procedures; these patterns let the few that are used through.
_WANTED: dict[str, re.Pattern[str]] = {"Observation": INSTRUMENT_NAMES, "Procedure": TOXIN_CODES}
_EXPECTED = {
    "missing": "is missing",
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "model_type": "expected an object",
    "string_pattern_mismatch": "expected letters, digits, points and hyphens",
}


def load(path: Path) -> Library:
    """Load the resources that a case is made of.

    Raises:
        CaseFileError: the path cannot be read, or a resource that is used is not FHIR R4.
    """
    library = Library()
    for entry in read_entries(path):
        if (resource := _checked(entry)) is not None:
            library.add(resource, entry.full_url)
    if not any(isinstance(resource, resources.Patient) for resource in library.resources):
        raise CaseFileError(f"{path.name}: holds no Patient. Export the record together with its Patient resource.")
    return library


def _checked(entry: Entry) -> Resource | None:
    model = _USED.get(entry.kind)
    if model is None or not _is_wanted(entry):
        return None
    try:
        return model.model_validate(_with_id(entry))
    except ValidationError as error:
        fault = _explain(error, entry)
    # raised out here, so that pydantic's error, which holds the input, does not travel along
    raise CaseFileError(fault)


def _is_wanted(entry: Entry) -> bool:
    wanted = _WANTED.get(entry.kind)
    return wanted is None or wanted.search(str(entry.raw.get("code"))) is not None


def _with_id(entry: Entry) -> dict[str, Any]:
    if "id" in entry.raw or entry.full_url is None:
        return entry.raw
    # a transaction leaves the id to the server; until then its full URL names the resource
    return {**entry.raw, "id": re.split(r"[/:]", entry.full_url)[-1]}


def _explain(error: ValidationError, entry: Entry) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    what = _EXPECTED.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return (
        f"{entry.file}, {entry.place} ({entry.kind}), field {field}: {what}. "
        "Correct it in the record and export it anew, or take that resource out."
    )
