"""The request line by line: every code with its units, and how, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from priorauth.case.model import Case
from priorauth.clinical.calendar import Span, show_date
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX, describe_diagnosis, is_chronic_migraine
from priorauth.clinical.injection import Vials, vials_for
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Benefit, DrugSource, PlaceOfService
from priorauth.clinical.translatable import translatable
from priorauth.review.words import counted

_SOURCES = {
    DrugSource.BUY_AND_BILL: translatable("buy and bill"),
    DrugSource.SPECIALTY_PHARMACY: translatable("specialty pharmacy"),
}
_PLACES = {
    PlaceOfService.OFFICE: "office",
    PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL: "off-campus outpatient hospital",
    PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL: "on-campus outpatient hospital",
    PlaceOfService.AMBULATORY_SURGICAL_CENTER: "ambulatory surgical center",
}


class CodeLine(Model):
    """One code of the request."""

    code: str
    meaning: str
    quantity: str


class RequestBlock(Model):
    """What is asked for, as a payer's screen asks it."""

    codes: tuple[CodeLine, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value: frequency, dates, place, drug source."""


def request_block(case: Case) -> RequestBlock:
    """Return the request block of a case; what is not documented is left out."""
    return RequestBlock(codes=tuple(_codes(case)), facts=tuple(_facts(case)))


def bills_the_drug(case: Case) -> bool:
    """Tell whether the practice bills the drug itself, so that vials and waste are its own."""
    return case.request.drug_source is not DrugSource.SPECIALTY_PHARMACY


def _codes(case: Case) -> Iterator[CodeLine]:
    units = case.request.units
    yield CodeLine(
        code=HCPCS_BOTOX, meaning=translatable("onabotulinumtoxinA (Botox), per unit"), quantity=counted(units, "unit")
    )
    if bills_the_drug(case):
        yield _waste(vials_for(units, case.request.ndc))
    yield CodeLine(
        code=CPT_INJECTION,
        meaning=translatable("injection of head and neck muscles for chronic migraine, bilateral"),
        quantity=translatable("1 per session"),
    )
    for diagnosis in dict.fromkeys(one.code for one in case.diagnoses if is_chronic_migraine(one.code)):
        yield CodeLine(code=diagnosis, meaning=describe_diagnosis(diagnosis) or "", quantity="ICD-10-CM")


def _waste(vials: Vials) -> CodeLine:
    if not vials.wasted:
        return CodeLine(
            code=f"{HCPCS_BOTOX}-JZ",
            meaning=translatable("nothing discarded from single-dose vials"),
            quantity=translatable("0 units"),
        )
    return CodeLine(
        code=f"{HCPCS_BOTOX}-JW",
        meaning=translatable("discarded from single-dose vials, on its own line"),
        quantity=counted(vials.wasted, "unit"),
    )


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    request = case.request
    yield translatable("Frequency"), f"every {request.interval}"
    if request.service_date:
        yield (
            translatable("Dates asked") if request.span else translatable("First date"),
            _dates(request.service_date, request.span),
        )
    asked = [counted(request.treatments, "treatment") if request.treatments else "", str(request.span or "")]
    if any(asked):
        yield translatable("Asked for"), " over ".join(part for part in asked if part)
    if request.place_of_service:
        yield translatable("Place of service"), f"{request.place_of_service}, {_PLACES[request.place_of_service]}"
    if request.drug_source:
        yield translatable("Drug"), _SOURCES[request.drug_source]
    if bills_the_drug(case):
        yield translatable("Vials"), _vials(vials_for(request.units, request.ndc), request.ndc)
    if request.benefit:
        yield (
            translatable("Benefit"),
            {Benefit.MEDICAL: translatable("medical"), Benefit.PHARMACY: translatable("pharmacy")}[request.benefit],
        )


def _dates(first: date, span: Span | None) -> str:
    if span is None:
        return show_date(first)
    return f"{show_date(first)} to {show_date(span.after(first) - timedelta(days=1))}"


def _vials(vials: Vials, ndc: str | None) -> str:
    parts = [f"{count} × {size} units" for size, count in ((200, vials.of_200), (100, vials.of_100)) if count]
    return f"{' + '.join(parts)} (NDC {ndc or ', '.join(vials.ndcs)})"
