"""Checks the resources of a Bundle against the fields that are used, and gathers them by patient."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from priorauth.errors import CaseFileError
from priorauth.intake.fhir import claims, clinical_resources, resources
from priorauth.intake.fhir.chart import Chart, Library, charts
from priorauth.intake.fhir.faults import Fault, whose
from priorauth.intake.fhir.files import Entry, read_bundle
from priorauth.intake.fhir.resources import Resource
from priorauth.intake.fhir.scores import names_instrument
from priorauth.intake.fhir.toxin_codes import TOXIN_CODES, bill_toxin

_OFFICE: tuple[type[Resource], ...] = (
    resources.Patient,
    resources.Practitioner,
    resources.PractitionerRole,
    resources.Organization,
    resources.Coverage,
    resources.Encounter,
    # an order that points at a Medication which is not there says so itself
    resources.Medication,
)
_CLINICAL: tuple[type[Resource], ...] = (
    claims.Claim,
    claims.ExplanationOfBenefit,
    clinical_resources.Condition,
    clinical_resources.MedicationRequest,
    clinical_resources.MedicationStatement,
    clinical_resources.MedicationDispense,
    clinical_resources.MedicationAdministration,
    clinical_resources.AllergyIntolerance,
    clinical_resources.Procedure,
    clinical_resources.Observation,
    clinical_resources.QuestionnaireResponse,
    clinical_resources.DocumentReference,
)
_USED = {model.__name__: model for model in (*_OFFICE, *_CLINICAL)}
# Without these a case lacks an address or a number; without any other resource it may lack what would decide.
_DECIDES_NOTHING = {model.__name__ for model in _OFFICE}
SHARED = ("Practitioner", "PractitionerRole", "Organization", "Medication", "OperationOutcome")
"""The resource types that patients have in common, and what a server says of the export as a whole."""

# A record holds thousands of these resources; only the few that are used are let through.
# a record names the same few measurements thousands of times
_is_score = lru_cache(maxsize=1_000)(names_instrument)
_WANTED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "Observation": lambda raw: _is_score(_words(raw.get("code"))),
    "QuestionnaireResponse": lambda raw: names_instrument(str(raw.get("item"))),
    "Procedure": lambda raw: TOXIN_CODES.search(str(raw.get("code"))) is not None,
    "Claim": lambda raw: bill_toxin(raw.get("item")),
}
_EXPECTED = {
    "missing": "is missing",
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "model_type": "expected an object",
    "string_pattern_mismatch": "expected letters, digits, points and hyphens",
}


def bundle_charts(path: Path, as_of: date) -> Iterator[Chart | CaseFileError]:
    """Yield the chart of each patient of a Bundle, in the order of their ids, and an error for each that has none.

    Raises:
        CaseFileError: the path cannot be read, holds no Patient, or holds two with one id.
    """
    library, faults = Library(), list[Fault]()
    for entry in read_bundle(path):
        checked = entry if isinstance(entry, Fault) else check(entry)
        if isinstance(checked, Fault):
            faults.append(checked)
        elif checked is not None:
            library.add(checked, None if isinstance(entry, Fault) else entry.full_url)
    found, strays = charts(library, path.name, as_of)
    ids = [chart.patient.id for chart in found]
    if None in ids or len(ids) != len(set(ids)):
        raise CaseFileError(
            f"{path.name}: a Patient has no id, or two have the same. Export each server's record apart."
        )
    if not found and not any(fault.kind == "Patient" for fault in faults):
        raise no_patient(path, faults)
    yield from (CaseFileError(fault.error) for fault in faults if fault.kind == "Patient")
    notes = stray_notes(strays)
    for chart in found:
        mine = tuple(fault for fault in faults if fault.kind != "Patient" and _may_concern(fault, chart))
        yield chart._replace(faults=mine, notes=notes)
        # what nobody owns is said once, with the first patient
        notes = ()


def check(entry: Entry) -> Resource | Fault | None:
    """Return the resource, or what is wrong with it; None where no case is made of such a resource."""
    if entry.kind == "OperationOutcome":
        return _failure(entry)
    model = _USED.get(entry.kind)
    if model is None or not is_wanted(entry):
        return None
    try:
        return model.model_validate(_with_id(entry))
    except ValidationError as error:
        expected = _explain(error)
    return Fault(f"{entry.file}, {entry.place} ({entry.kind})", expected, entry.kind, whose(entry.raw))


def _words(concept: object) -> str:
    """Return the text and the displays of a concept, still unchecked."""
    if not isinstance(concept, dict):
        return str(concept)
    codings = concept.get("coding")
    displays = [one.get("display") for one in codings if isinstance(one, dict)] if isinstance(codings, list) else []
    return f"{concept.get('text')} | {displays}"


def _failure(outcome: Entry) -> Fault | None:
    issues = outcome.raw.get("issue")
    found = (issue.get("severity") for issue in issues if isinstance(issue, dict)) if isinstance(issues, list) else ()
    if not any(severity in ("error", "fatal") for severity in found):
        return None
    return Fault(f"{outcome.file}, {outcome.place} (OperationOutcome)", "the server could not export everything")


def is_wanted(entry: Entry) -> bool:
    """Tell whether a case may be made of this resource."""
    wanted = _WANTED.get(entry.kind)
    return entry.kind in _USED and (wanted is None or wanted(entry.raw))


def decides(fault: Fault) -> bool:
    """Tell whether a case may lack what would decide because of this fault."""
    return fault.kind not in _DECIDES_NOTHING


def no_patient(path: Path, faults: list[Fault]) -> CaseFileError:
    """Return the error for a record without any Patient, which may be one of those that could not be read."""
    if faults:
        return CaseFileError(faults[0].error)
    return CaseFileError(f"{path.name}: holds no Patient. Export the record together with its Patient resource.")


def stray_notes(count: int) -> tuple[str, ...]:
    """Return what to say of resources that nobody owns."""
    return (f"Resources that name no patient of this file: {count}; left out.",) if count else ()


def _may_concern(fault: Fault, chart: Chart) -> bool:
    return fault.about is None or chart.library.find(fault.about, resources.Patient) is chart.patient


def _with_id(entry: Entry) -> dict[str, Any]:
    if "id" in entry.raw or entry.full_url is None:
        return entry.raw
    # a transaction leaves the id to the server; until then its full URL names the resource
    return {**entry.raw, "id": re.split(r"[/:]", entry.full_url)[-1]}


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    what = _EXPECTED.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return f"field {field}: {what}"
