"""Who is to be treated."""

from __future__ import annotations

from datetime import date

from priorauth.case import people
from priorauth.errors import CaseFileError
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.datatypes import HumanName
from priorauth.intake.fhir.resources import Patient

# a maiden, old or nick name is not the one on the member card
_USES = ("official", "usual", None, "temp")


def read_patient(chart: Chart, notes: list[str]) -> people.Patient:
    """Return the patient.

    Raises:
        CaseFileError: the name or the full birth date is missing, or the death is before the birth.
    """
    patient = chart.patient
    name = _name(patient)
    if name is None:
        raise _fault(chart, "name", "expected a given and a family name")
    if patient.birth_date is None or not patient.birth_date.is_exact:
        raise _fault(chart, "birthDate", "expected a full date (year, month and day)")
    born, died = patient.birth_date.low, _died(patient, notes)
    if died is not None and died < born:
        raise _fault(chart, "deceasedDateTime", "expected a date after birthDate")
    return people.Patient(
        given=name.given_names,
        family=name.family,
        born=born,
        died=died,
        sex=patient.gender if patient.gender not in ("", "unknown") else None,
        evidence=(cite(patient),),
    )


def _fault(chart: Chart, field: str, expected: str) -> CaseFileError:
    return CaseFileError(
        f"{chart.file}, {chart.patient.title}, field {field}: {expected}. Correct it in the record and export it anew."
    )


def _name(patient: Patient) -> HumanName | None:
    complete = [name for name in patient.name if name.given_names and name.family]
    return next((name for use in _USES for name in complete if name.use == use), None)


def _died(patient: Patient, notes: list[str]) -> date | None:
    """Return the day of death; of a partial date the last day, so that a death is never overlooked."""
    when = patient.deceased_date_time
    if when is None:
        if patient.deceased_boolean:
            notes.append("The record says that the patient has died, but not when: do not send this request.")
        return None
    if not when.is_exact:
        notes.append("The record gives no full date of death: the last day that it allows was taken.")
    return when.high
