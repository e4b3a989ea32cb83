"""Reads a bulk export patient by patient: how many there are makes no difference to the memory it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.fhir.chart import Chart, Library, charts, keys_of, keys_to
from priorauth.intake.fhir.faults import Fault, whose
from priorauth.intake.fhir.files import Entry, Line, parse_line, read_lines
from priorauth.intake.fhir.load import SHARED, check, decides, is_wanted, no_patient, stray_notes
from priorauth.intake.fhir.resources import Patient, Resource
from priorauth.intake.fhir.spool import Spool

# A file that is damaged throughout would otherwise repeat all of its faults in every case.
_FAULTS_NAMED = 3


class Export:
    """One bulk export, sorted by patient in a single pass over its files."""

    def __init__(self, path: Path, spool: Spool) -> None:
        self._path = path
        self._spool = spool
        self._shared = Library()
        self._faults: list[Fault] = []
        self._office_faults: list[Fault] = []
        self._more_faults = 0
        self._patients = 0

    def sort(self) -> Iterator[CaseFileError]:
        """Read every line once, and yield an error for each Patient that cannot be read.

        Raises:
            CaseFileError: a file cannot be read, or there is no Patient.
        """
        for line in read_lines(self._path):
            entry = parse_line(line)
            if isinstance(entry, Fault) and entry.kind == "Patient":
                self._patients += 1
                yield CaseFileError(entry.error)
            elif isinstance(entry, Fault):
                self._keep_fault(entry)
            elif entry.kind == "Patient":
                yield from self._keep_patient(entry, line)
            elif entry.kind in SHARED:
                self._keep_shared(entry)
            elif is_wanted(entry):
                self._keep_owned(entry, line)
        if not self._patients:
            raise no_patient(self._path, self._faults)

    def charts(self, as_of: date) -> Iterator[Chart | CaseFileError]:
        """Yield the chart of each patient, in the order of their ids, and an error for each that has none."""
        notes = (*stray_notes(self._spool.strays()), *(fault.not_read for fault in self._office_faults))
        for patient_id in self._spool.patients():
            chart = self._chart(patient_id, as_of)
            if isinstance(chart, CaseFileError):
                yield chart
            else:
                yield chart._replace(notes=notes)
                # what nobody owns is said once, with the first patient
                notes = ()

    def _keep_patient(self, entry: Entry, line: Line) -> Iterator[CaseFileError]:
        self._patients += 1
        patient = check(entry)
        if isinstance(patient, Fault):
            yield CaseFileError(patient.error)
        elif patient is None or patient.id is None:
            yield CaseFileError(Fault(_place(line), "field id: is missing").error)
        else:
            self._spool.add_patient(patient.id, keys_of(patient), line)

    def _keep_shared(self, entry: Entry) -> None:
        resource = check(entry)
        if isinstance(resource, Fault):
            self._keep_fault(resource)
        elif resource is not None:
            self._shared.add(resource)

    def _keep_owned(self, entry: Entry, line: Line) -> None:
        about = whose(entry.raw)
        if about is None and isinstance(fault := check(entry), Fault):
            self._keep_fault(fault)
        else:
            # the last key is the plainest: without version and, where there is one, without the server's address
            *_, owner = (None, *keys_to(about, Patient)) if about else (None,)
            self._spool.add(owner, line)

    def _keep_fault(self, fault: Fault) -> None:
        known = self._faults if decides(fault) else self._office_faults
        if len(known) < _FAULTS_NAMED:
            known.append(fault)
        elif decides(fault):
            self._more_faults += 1

    def _chart(self, patient_id: str, as_of: date) -> Chart | CaseFileError:
        held = self._spool.patient(patient_id)
        if any(line.text != held[0].text for line in held):
            return CaseFileError(Fault(_place(held[-1]), "field id: another Patient of this export has it too").error)
        library, faults = Library(self._shared), list[Fault]()
        for line in (held[0], *self._spool.lines_of(patient_id)):
            checked = _check_line(line)
            if isinstance(checked, Fault):
                faults.append(checked)
            elif checked is not None:
                library.add(checked)
        (chart,), _ = charts(library, self._path.name, as_of)
        return chart._replace(faults=(*faults, *self._faults, *self._rest()))

    def _rest(self) -> Iterator[Fault]:
        if self._more_faults:
            yield Fault(self._path.name, f"{self._more_faults} more lines or resources that are not FHIR R4")


def export_charts(path: Path, as_of: date) -> Iterator[Chart | CaseFileError]:
    """Yield the chart of each patient of an NDJSON file or folder, and an error for each Patient that has none.

    Raises:
        CaseFileError: a file cannot be read, or there is no Patient.
    """
    with Spool() as spool:
        export = Export(path, spool)
        yield from export.sort()
        yield from export.charts(as_of)


def _check_line(line: Line) -> Resource | Fault | None:
    entry = parse_line(line)
    return entry if isinstance(entry, Fault) else check(entry)


def _place(line: Line) -> str:
    return f"{line.file}, line {line.number} (Patient)"
