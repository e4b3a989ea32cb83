"""The cover sheet of Medicare's prior authorization for hospital outpatient departments, in our own layout.

CMS asks for no form of its own; the fields are those that the contractors list (process rules §1).
"""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX, is_chronic_migraine
from priorauth.clinical.model import Model
from priorauth.clinical.translatable import translatable
from priorauth.review.words import counted

_TYPE_OF_BILL = "13X"  # the programme covers no other
Row = tuple[str, str | None]


class SheetPart(Model):
    """One part of the sheet; a value that the case does not hold is None."""

    title: str
    rows: tuple[Row, ...]


class OutpatientSheet(Model):
    """Everything the sheet says."""

    expedited_reason: str | None
    """Why waiting would endanger the patient; None for a standard request."""
    parts: tuple[SheetPart, ...]


def outpatient_sheet(case: Case) -> OutpatientSheet | None:
    """Return the cover sheet for a case that the programme answers; None for every other."""
    request = case.request
    if not request.asks_for_outpatient_cover:
        return None
    return OutpatientSheet(
        expedited_reason=request.expedited_reason if request.expedited else None,
        parts=(
            SheetPart(title=translatable("Request"), rows=tuple(_request(case))),
            SheetPart(title=translatable("Beneficiary"), rows=tuple(_beneficiary(case))),
            SheetPart(title=translatable("Hospital"), rows=tuple(_hospital(case))),
            SheetPart(title=translatable("Physician"), rows=tuple(_physician(case))),
            SheetPart(title=translatable("Requester"), rows=tuple(_requester(case))),
        ),
    )


def _request(case: Case) -> Iterator[Row]:
    request = case.request
    codes = dict.fromkeys(one.code for one in case.diagnoses if is_chronic_migraine(one.code))
    again = f"resubmission; previous UTN {request.previous_utn}" if request.previous_utn else translatable("initial")
    yield translatable("Initial or resubmission"), again
    yield translatable("Review"), translatable("expedited") if request.expedited else translatable("standard")
    yield translatable("Anticipated date of service"), show_date(request.service_date) if request.service_date else None
    yield translatable("Codes"), f"{HCPCS_BOTOX}, {counted(request.units, 'unit')}; {CPT_INJECTION}, 1 per session"
    yield translatable("Diagnosis"), ", ".join(codes) or None
    yield translatable("Type of bill"), _TYPE_OF_BILL
    yield translatable("Place of service"), request.place_of_service.value if request.place_of_service else None


def _beneficiary(case: Case) -> Iterator[Row]:
    yield translatable("Name"), case.patient.name
    yield translatable("Medicare number (MBI)"), case.coverage.member_id if case.coverage else None
    yield translatable("Date of birth"), show_date(case.patient.born)


def _hospital(case: Case) -> Iterator[Row]:
    facility = case.facility
    yield translatable("Name"), facility.name if facility else None
    yield translatable("PTAN or CCN"), facility.ccn if facility else None
    yield translatable("NPI"), facility.npi if facility else None
    yield translatable("Address"), str(facility.address) if facility and facility.address else None
    yield translatable("Fax"), facility.fax if facility else None


def _physician(case: Case) -> Iterator[Row]:
    prescriber, practice = case.prescriber, case.practice
    yield translatable("Name"), prescriber.signature if prescriber else None
    yield translatable("NPI"), prescriber.npi if prescriber else None
    yield translatable("PTAN"), prescriber.ptan if prescriber else None
    yield translatable("Address"), str(practice.address) if practice and practice.address else None
    yield translatable("Fax"), practice.fax if practice else None


def _requester(case: Case) -> Iterator[Row]:
    practice = case.practice
    yield translatable("Name"), (practice.contact or practice.name) if practice else None
    yield translatable("Phone"), practice.phone if practice else None
    yield translatable("E-mail"), practice.email if practice else None
