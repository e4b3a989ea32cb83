"""Who is to be treated."""

from __future__ import annotations

from priorauth.case import people
from priorauth.errors import CaseFileError
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.datatypes import HumanName
from priorauth.intake.fhir.resources import Patient

# a maiden, old or nick name is not the one on the member card
_USES = ("official", "usual", None, "temp")


def read_patient(chart: Chart) -> people.Patient:
    """Return the patient.

    Raises:
        CaseFileError: the name or the full birth date is missing, the birth is after the day of the case, or the
            death is before the birth.
    """
    patient = chart.patient
    name = _name(patient)
    if name is None:
        raise _fault(chart, "name", "expected a given and a family name")
    if patient.birth_date is None or not patient.birth_date.is_exact:
        raise _fault(chart, "birthDate", "expected a full date (year, month and day)")
    born, died = patient.birth_date.low, patient.deceased_date_time
    if born > chart.as_of:
        raise _fault(chart, "birthDate", "expected a day that is not after the day of the request")
    if died is not None and died.high < born:
        raise _fault(chart, "deceasedDateTime", "expected a date after birthDate")
    return people.Patient(
        given=name.given_names,
        family=name.family,
        born=born,
        deceased=bool(patient.deceased_boolean) or died is not None,
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
