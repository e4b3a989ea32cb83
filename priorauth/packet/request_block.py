"""The request line by line: every code with its units, and how, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.calendar import Span, show_date
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX, describe_diagnosis
from priorauth.clinical.injection import Vials
from priorauth.clinical.model import Model
from priorauth.clinical.translatable import translatable
from priorauth.packet.case_facts import FACTS, in_words
from priorauth.packet.worked_out import chronic_codes, say_vials, vials_of
from priorauth.review.words import counted


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


def _codes(case: Case) -> Iterator[CodeLine]:
    units = case.request.units
    yield CodeLine(
        code=HCPCS_BOTOX, meaning=translatable("onabotulinumtoxinA (Botox), per unit"), quantity=counted(units, "unit")
    )
    if vials := vials_of(case):
        yield _waste(vials)
    yield CodeLine(
        code=CPT_INJECTION,
        meaning=translatable("injection of head and neck muscles for chronic migraine, bilateral"),
        quantity=translatable("1 per session"),
    )
    for diagnosis in chronic_codes(case):
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
    known, request = Counted(case), case.request
    yield from in_words(known, "request.interval")
    if request.service_date:
        label = translatable("Dates asked") if request.span else translatable("First date")
        yield label, _dates(request.service_date, request.span)
    asked = [counted(request.treatments, "treatment") if request.treatments else "", str(request.span or "")]
    if any(asked):
        yield translatable("Asked for"), " over ".join(part for part in asked if part)
    yield from in_words(known, "request.place_of_service", "request.drug_source")
    if vials := vials_of(case):
        yield translatable("Vials"), f"{say_vials(vials)} (NDC {FACTS['request.ndc'].in_words(known)})"
    yield from in_words(known, "request.benefit")


def _dates(first: date, span: Span | None) -> str:
    if span is None:
        return show_date(first)
    return f"{show_date(first)} to {show_date(span.after(first) - timedelta(days=1))}"
