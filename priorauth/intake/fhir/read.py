"""Reads one case per Patient from FHIR R4."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.fhir.cases import make_case
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.export import export_charts
from priorauth.intake.fhir.files import is_export
from priorauth.intake.fhir.imported import Imported, ImportOptions, hand_over
from priorauth.intake.fhir.load import bundle_charts


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
    found = (export_charts if is_export(path) else bundle_charts)(path, options.as_of)
    return hand_over((_outcome(chart, options) for chart in found), refused)


def _outcome(chart: Chart | CaseFileError, options: ImportOptions) -> Imported | CaseFileError:
    if isinstance(chart, CaseFileError):
        return chart
    return make_case(chart, options, _case_id(chart.patient.id or ""))


def _case_id(patient_id: str) -> str:
    # the id stands in logs and folder names, so it must not be the id that the clinic's systems know
    return f"fhir-{sha256(patient_id.encode()).hexdigest()[:12]}"
