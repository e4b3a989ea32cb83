"""The cover sheet of Medicare's prior authorization for hospital outpatient departments, in our own layout.

CMS asks for no form of its own; the fields are those that the contractors list (process rules §1).
"""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.history import Counted
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX
from priorauth.clinical.model import Model
from priorauth.clinical.translatable import translatable
from priorauth.packet.case_facts import FACTS
from priorauth.review.words import counted

_TYPE_OF_BILL = "13X"  # the programme covers no other
_HOSPITAL = ("facility.name", "facility.ccn", "facility.npi", "facility.address", "facility.fax")
_PHYSICIAN = ("prescriber.name", "prescriber.npi", "prescriber.ptan", "practice.address", "practice.fax")
_REQUESTER = ("requester.name", "practice.phone", "practice.email")
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


def outpatient_sheet(case: Counted) -> OutpatientSheet | None:
    """Return the cover sheet for a case that the programme answers; None for every other."""
    if not case.case.request.asks_for_outpatient_cover:
        return None
    return OutpatientSheet(
        expedited_reason=FACTS["request.expedited_reason"].in_words(case),
        parts=(
            SheetPart(title=translatable("Request"), rows=tuple(_request(case))),
            SheetPart(title=translatable("Beneficiary"), rows=tuple(_beneficiary(case))),
            SheetPart(title=translatable("Hospital"), rows=tuple(_rows(case, *_HOSPITAL))),
            SheetPart(title=translatable("Physician"), rows=tuple(_rows(case, *_PHYSICIAN))),
            SheetPart(title=translatable("Requester"), rows=tuple(_rows(case, *_REQUESTER))),
        ),
    )


def _rows(case: Counted, *names: str) -> Iterator[Row]:
    for name in names:
        yield FACTS[name].under_heading, FACTS[name].in_words(case)


def _request(case: Counted) -> Iterator[Row]:
    request = case.case.request
    again = f"resubmission; previous UTN {request.previous_utn}" if request.previous_utn else translatable("initial")
    yield translatable("Initial or resubmission"), again
    yield from _rows(case, "request.review", "request.service_date")
    yield translatable("Codes"), f"{HCPCS_BOTOX}, {counted(request.units, 'unit')}; {CPT_INJECTION}, 1 per session"
    yield from _rows(case, "diagnosis.code")
    yield translatable("Type of bill"), _TYPE_OF_BILL
    place = FACTS["request.place_of_service"]
    yield place.label, place.on_form(case)


def _beneficiary(case: Counted) -> Iterator[Row]:
    yield from _rows(case, "patient.name")
    yield translatable("Medicare number (MBI)"), FACTS["coverage.member_id"].in_words(case)  # the programme's own word
    yield from _rows(case, "patient.born")
