"""Reads one case per Patient from FHIR R4."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from priorauth.case.headache import HeadacheRecord
from priorauth.case.model import Case
from priorauth.case.people import Coverage
from priorauth.case.request import Request
from priorauth.errors import CaseFileError
from priorauth.intake.fhir.acute import read_acute_medicines
from priorauth.intake.fhir.allergies import read_intolerances
from priorauth.intake.fhir.chart import Chart, charts, strays
from priorauth.intake.fhir.courses import read_trials
from priorauth.intake.fhir.coverage import UNKNOWN_PAYER, read_coverage
from priorauth.intake.fhir.diagnoses import coded_conditions, read_chronic_since, read_diagnoses
from priorauth.intake.fhir.imported import Imported, ImportOptions
from priorauth.intake.fhir.load import load
from priorauth.intake.fhir.patient import read_patient
from priorauth.intake.fhir.people import find_signer, read_practice, read_prescriber
from priorauth.intake.fhir.scores import read_scores
from priorauth.intake.fhir.toxins import read_toxin_treatments
from priorauth.intake.fhir.uses import read_uses


def read_fhir(path: Path, options: ImportOptions) -> Iterator[Imported]:
    """Read a Bundle, an NDJSON file, or a folder of a bulk export, gzipped or not.

    Yields one import for each Patient, in the order of their resource ids.

    Raises:
        CaseFileError: the path cannot be read, is not FHIR R4, or a patient lacks what every case needs.
    """
    library = load(path)
    found = charts(library, path.name, options.as_of)
    ids = [chart.patient.id for chart in found]
    if None in ids or len(ids) != len(set(ids)):
        raise CaseFileError(
            f"{path.name}: a Patient has no id, or two have the same. Export each server's record apart."
        )
    return _import_all(found, strays(library), options)


def _import_all(found: list[Chart], stray_count: int, options: ImportOptions) -> Iterator[Imported]:
    # what nobody owns is said once, with the first patient
    notes = [f"Resources that name no patient of this file: {stray_count}; left out."] if stray_count else []
    for chart in found:
        yield _import(chart, options, notes)
        notes = []


def _import(chart: Chart, options: ImportOptions, notes: list[str]) -> Imported:
    try:
        case = _case(chart, options, notes)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in (error.title, *first["loc"]))
    else:
        return Imported(case=case, notes=tuple(dict.fromkeys(notes)))
    # raised out here, so that pydantic's error, which holds the input, does not travel along
    raise CaseFileError(
        f"{chart.file}, {chart.patient.title}: a case cannot hold what the record says of {field}. "
        "Correct it in the record and export it anew."
    )


def _case(chart: Chart, options: ImportOptions, notes: list[str]) -> Case:
    conditions = coded_conditions(chart, notes)
    uses = read_uses(chart, notes)
    coverage = read_coverage(chart, options.payer, notes)
    signer = find_signer(chart, conditions, notes)
    return Case(
        id=_case_id(chart.patient.id or ""),
        request=_request(options, coverage, notes),
        patient=read_patient(chart),
        coverage=coverage,
        practice=read_practice(signer, chart) if signer else None,
        prescriber=read_prescriber(signer) if signer else None,
        diagnoses=read_diagnoses(conditions),
        headaches=HeadacheRecord(chronic_since=read_chronic_since(conditions)),
        trials=read_trials(uses, notes),
        intolerances=read_intolerances(chart, notes),
        acute_medicines=read_acute_medicines(uses, notes),
        toxin_treatments=read_toxin_treatments(chart, notes),
        scores=read_scores(chart, notes),
    )


def _case_id(patient_id: str) -> str:
    # the id stands in logs and folder names, so it must not be the id that the clinic's systems know
    return f"fhir-{sha256(patient_id.encode()).hexdigest()[:12]}"


def _request(options: ImportOptions, coverage: Coverage | None, notes: list[str]) -> Request:
    payer = options.payer or (coverage.payer if coverage else UNKNOWN_PAYER)
    if payer == UNKNOWN_PAYER:
        notes.append("The record names no payer: give it with the request.")
    return Request(
        kind=options.kind,
        as_of=options.as_of,
        payer=payer,
        plan=options.plan or (coverage.plan if coverage else None),
        line_of_business=options.line_of_business,
        state=options.state,
    )
