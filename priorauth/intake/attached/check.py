"""Holds every quote of a case against the attached document that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from priorauth.case.evidence import Evidence, Text
from priorauth.case.model import CasePart
from priorauth.clinical.model import Model
from priorauth.errors import CaseFileError
from priorauth.intake.attached.quotes import find_quote
from priorauth.intake.attached.text import DocumentText, read_text


class QuoteFault(StrEnum):
    """Why a quote cannot be relied on as it stands."""

    UNREADABLE = "unreadable"
    NOT_THERE = "not_there"
    OTHER_PAGE = "other_page"
    NO_TEXT = "no_text"
    BY_OCR = "by_ocr"


class QuoteFinding(Model):
    """One place where the case and an attached document do not agree, or a person must look."""

    fault: QuoteFault
    field: str
    """Where in the case, such as "trials.0.evidence.0", or "documents.0"."""
    text: Text
    """What is wrong; no word of the chart."""


def check_quotes(case: CasePart, documents: Mapping[str, bytes]) -> tuple[QuoteFinding, ...]:
    """Return every quote that does not stand, or cannot be seen to stand, on the page that the case names.

    ``documents`` holds PDF files and images by the id of the case's document; quotes from others are not checked.
    """
    quoted = [(field, one) for field, one in _evidence_of(case, "") if one.quote and one.document in documents]
    findings: list[QuoteFinding] = []
    texts: dict[str, DocumentText] = {}
    for index, document in enumerate(case.documents):
        if any(one.document == document.id for _, one in quoted):
            try:
                texts[document.id] = read_text(documents[document.id], f"document {document.id}")
            except CaseFileError as error:
                found = QuoteFinding(fault=QuoteFault.UNREADABLE, field=f"documents.{index}", text=str(error))
                findings.append(found)
    by_ocr = {document.id for document in case.documents if document.recognized}
    for field, one in quoted:
        if one.document in texts:
            findings += _held_against(field, one, texts[one.document], by_ocr=one.document in by_ocr)
    return tuple(findings)


def _held_against(field: str, evidence: Evidence, text: DocumentText, *, by_ocr: bool) -> Iterator[QuoteFinding]:
    named = evidence.page
    where = f"page {named} of {evidence.document}" if named else evidence.document
    found = find_quote(text, evidence.quote or "", named)
    if found is None:
        blank = text.pages_without_text
        if named in blank or len(blank) == len(text.pages):
            yield QuoteFinding(fault=QuoteFault.NO_TEXT, field=field, text=f"{where} has no text layer.")
        else:
            yield QuoteFinding(fault=QuoteFault.NOT_THERE, field=field, text=f"the quote is not on {where}.")
    elif named is not None and found != named:
        said = f"the quote is not on {where}; it is on page {found}."
        yield QuoteFinding(fault=QuoteFault.OTHER_PAGE, field=field, text=said)
    elif by_ocr or text.recognized:
        yield QuoteFinding(fault=QuoteFault.BY_OCR, field=field, text=f"{where} was read by OCR.")


def _evidence_of(value: object, path: str) -> Iterator[tuple[str, Evidence]]:
    if isinstance(value, Evidence):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _evidence_of(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _evidence_of(item, f"{path}.{index}")
