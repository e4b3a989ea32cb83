"""Reads one case per Patient from FHIR R4."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from priorauth.case.headache import HeadacheRecord
from priorauth.case.model import Case
from priorauth.case.people import Coverage
from priorauth.case.request import Request
from priorauth.errors import CaseFileError
from priorauth.intake.fhir.acute import read_acute_medicines
from priorauth.intake.fhir.adverse import read_adverse_effects
from priorauth.intake.fhir.allergies import read_intolerances
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.contraindications import read_contraindications
from priorauth.intake.fhir.courses import read_trials
from priorauth.intake.fhir.coverage import UNKNOWN_PAYER, read_coverage
from priorauth.intake.fhir.diagnoses import coded_conditions, read_chronic_since, read_diagnoses
from priorauth.intake.fhir.documents import read_documents
from priorauth.intake.fhir.export import export_charts
from priorauth.intake.fhir.files import is_export
from priorauth.intake.fhir.imported import Imported, ImportOptions
from priorauth.intake.fhir.load import bundle_charts, decides
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.patient import read_patient
from priorauth.intake.fhir.people import find_signer, read_practice, read_prescriber
from priorauth.intake.fhir.scores import read_scores
from priorauth.intake.fhir.toxins import read_toxin_treatments
from priorauth.intake.fhir.uses import read_uses


def read_fhir(
    path: Path, options: ImportOptions, refused: Callable[[CaseFileError], None] | None = None
) -> Iterator[Imported]:
    """Read a Bundle, an NDJSON file, or a folder of a bulk export, gzipped or not.

    Yields one import for each Patient, in the order of their resource ids. A patient who cannot become a case stops
    no other: ``refused`` is called with the reason. Where it is not given, the first reason is raised at the end.
    A resource that cannot be read is left out, and both the notes and the case say so.

    Raises:
        CaseFileError: the path cannot be read or is not FHIR R4; or, at the end, a patient could not become a case.
    """
    stopped = _Stopped()
    for chart in (export_charts if is_export(path) else bundle_charts)(path, options.as_of):
        outcome = chart if isinstance(chart, CaseFileError) else _import(chart, options)
        if isinstance(outcome, Imported):
            yield outcome
        else:
            (refused or stopped.keep)(outcome)
    stopped.raise_first()


class _Stopped:
    """The first of the patients who could not become a case, and how many more there are."""

    def __init__(self) -> None:
        self._first: CaseFileError | None = None
        self._more = 0

    def keep(self, error: CaseFileError) -> None:
        if self._first is None:
            self._first = error
        else:
            self._more += 1

    def raise_first(self) -> None:
        if self._first is not None:
            more = f" Patients who could not become a case beside this one: {self._more}." if self._more else ""
            raise CaseFileError(f"{self._first}{more}")


def _import(chart: Chart, options: ImportOptions) -> Imported | CaseFileError:
    notes = Notes()
    notes.extend(chart.notes)
    for fault in chart.faults:
        (notes.missing if decides(fault) else notes.append)(fault.not_read)
    try:
        case = _case(chart, options, notes)
    except CaseFileError as error:
        return error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in (error.title, *first["loc"]))
    else:
        return Imported(case=case, notes=tuple(dict.fromkeys(notes)))
    # made out here, so that pydantic's error, which holds the input, does not travel along
    return CaseFileError(
        f"{chart.file}, {chart.patient.title}: a case cannot hold what the record says of {field}. "
        "Correct it in the record and export it anew."
    )


def _case(chart: Chart, options: ImportOptions, notes: Notes) -> Case:
    conditions = coded_conditions(chart, notes)
    uses = read_uses(chart, notes)
    coverage = read_coverage(chart, options.payer, notes)
    signer = find_signer(chart, conditions, notes)
    facts = Case(
        id=_case_id(chart.patient.id or ""),
        request=_request(options, coverage, notes),
        patient=read_patient(chart),
        coverage=coverage,
        practice=read_practice(signer, chart) if signer else None,
        prescriber=read_prescriber(signer) if signer else None,
        diagnoses=read_diagnoses(conditions),
        headaches=HeadacheRecord(chronic_since=read_chronic_since(conditions)),
        trials=read_trials(uses, notes),
        contraindications=read_contraindications(chart, uses, notes),
        intolerances=(*read_intolerances(chart, notes), *read_adverse_effects(conditions, notes)),
        acute_medicines=read_acute_medicines(uses, notes),
        toxin_treatments=read_toxin_treatments(chart, notes),
        scores=read_scores(chart, notes),
        documents=read_documents(chart, notes),
    )
    return facts.model_copy(update={"not_read": tuple(dict.fromkeys(notes.not_read))})


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
