"""Who the document is about."""

from __future__ import annotations

from priorauth.errors import CaseFileError
from priorauth.intake.ccda.record import Record, Where
from priorauth.intake.ccda.values import SSN_ROOT, Raw, Unreadable, day, flag, identifiers, identities, name
from priorauth.intake.ccda.xml import Element

_SEXES = {"F": "female", "M": "male", "UN": "other"}


def read_patient(record: Record) -> frozenset[str]:
    """Add the patient of a document, and return the ids by which systems know him or her, which may be none.

    Raises:
        CaseFileError: the document has no patient, or several; a name, the full birth date, or a date is missing or
            cannot be read.
    """
    roles = list(record.document.root.all("recordTarget", "patientRole"))
    if len(roles) != 1 or (person := roles[0].first("patient")) is None:
        raise _fault(record, record.document.root, "recordTarget: expected one patient")
    try:
        fields = _fields(roles[0], person)
    except Unreadable as error:
        fault = str(error)
    else:
        born = fields.get("birthDate", "")
        if len(born) == len("2000-01-01"):
            where = Where(f"patient (line {person.line})", "patient", ())
            record.add("Patient", fields, where, roles[0])
            return _known_as(roles[0])
        fault = "birthTime: expected a full date (year, month and day)"
    raise _fault(record, person, fault)


def _known_as(role: Element) -> frozenset[str]:
    # a social security number is no id: several people may stand under 999-99-9999
    ids = (one for one in identities(role) if not one.startswith(f"{SSN_ROOT}|"))
    # a root alone names one person where it is a UUID, else whoever gives out the numbers
    return frozenset(one for one in ids if not one.endswith("|") or "-" in one)


def _fields(role: Element, person: Element) -> Raw:
    gender = person.first("administrativeGenderCode")
    deceased = person.first("sdtc:deceasedInd")
    fields = {
        "identifier": identifiers(role),
        "name": [name(one) for one in person.all("name") if not one.is_null],
        "gender": _SEXES.get((gender.get("code") if gender is not None else None) or ""),
        "birthDate": day(person.first("birthTime")),
        "deceasedBoolean": flag(deceased, "value") if deceased is not None else None,
        "deceasedDateTime": day(person.first("sdtc:deceasedTime")),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _fault(record: Record, element: Element, what: str) -> CaseFileError:
    return CaseFileError(
        f"{record.document.file}, line {element.line}, {what}. Correct it in the record and export it anew."
    )
