"""Makes the case of one patient's chart, whichever reader filled it."""

from __future__ import annotations

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
from priorauth.intake.fhir.imported import Imported, ImportOptions
from priorauth.intake.fhir.load import decides
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.patient import read_patient
from priorauth.intake.fhir.people import find_signer, read_practice, read_prescriber
from priorauth.intake.fhir.scores import read_scores
from priorauth.intake.fhir.toxins import read_toxin_treatments
from priorauth.intake.fhir.uses import read_uses

NO_PAYER = "The record names no payer: give it with the request."


def make_case(chart: Chart, options: ImportOptions, case_id: str) -> Imported | CaseFileError:
    """Return the case of a chart, or why the chart cannot become one."""
    notes = Notes()
    notes.extend(chart.notes)
    for fault in chart.faults:
        (notes.missing if decides(fault) else notes.append)(fault.not_read)
    try:
        case = _case(chart, options, case_id, notes)
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


def _case(chart: Chart, options: ImportOptions, case_id: str, notes: Notes) -> Case:
    conditions = coded_conditions(chart, notes)
    uses = read_uses(chart, notes)
    coverage = read_coverage(chart, options.payer, notes)
    signer = find_signer(chart, conditions, notes)
    facts = Case(
        id=case_id,
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


def _request(options: ImportOptions, coverage: Coverage | None, notes: list[str]) -> Request:
    payer = options.payer or (coverage.payer if coverage else UNKNOWN_PAYER)
    if payer == UNKNOWN_PAYER:
        notes.append(NO_PAYER)
    return Request(
        kind=options.kind,
        as_of=options.as_of,
        payer=payer,
        plan=options.plan or (coverage.plan if coverage else None),
        line_of_business=options.line_of_business,
        state=options.state,
    )
