"""Holds every quote of a case against the attached document that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from priorauth.case.attached import attached_file
from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence, Text
from priorauth.case.model import CasePart
from priorauth.clinical.model import Model
from priorauth.errors import CaseFileError, ExhibitMissing
from priorauth.intake.attached.quotes import find_quote
from priorauth.intake.attached.text import DocumentText, read_text


class QuoteFinding(Model):
    """One place where the case and an attached document do not agree, or a person must look."""

    field: Text
    """Where in the case, such as "trials.0.evidence.0", or "documents.0"."""
    text: Text
    """What is wrong and what to do; no word of the chart."""


def check_quotes(case: CasePart, folder: Path) -> tuple[QuoteFinding, ...]:
    """Return what a person must look at so that every quote stands on the page that the case names.

    ``folder`` is where the case file lies. Quotes from documents without a file are not checked.
    """
    findings: list[QuoteFinding] = []
    texts: dict[str, tuple[Document, DocumentText]] = {}
    for index, document in enumerate(case.documents):
        if document.file is None:
            continue
        try:
            texts[document.id] = document, read_text(attached_file(document, folder), f"document {document.id}")
        except (CaseFileError, ExhibitMissing) as error:
            findings.append(QuoteFinding(field=f"documents.{index}", text=str(error)))
    for field, evidence in _evidence_of(case, ""):
        if evidence.quote and evidence.document in texts:
            findings += _held_against(field, evidence, *texts[evidence.document])
    return tuple(findings)


def _held_against(field: str, evidence: Evidence, document: Document, text: DocumentText) -> Iterator[QuoteFinding]:
    quote, named = evidence.quote or "", evidence.page
    where = f"page {named} of {document.id}" if named else document.id
    found = find_quote(text, quote, named)
    if found is None:
        blank = text.pages_without_text
        if named in blank or len(blank) == len(text.pages):
            yield QuoteFinding(field=field, text=f"{where} has no text layer: compare the quote with the page.")
        else:
            yield QuoteFinding(field=field, text=f"the quote is not on {where}. Correct the quote, or the document.")
    elif named is not None and found != named:
        yield QuoteFinding(field=field, text=f"the quote is not on {where}; it is on page {found}. Correct the page.")
    elif document.recognized or text.recognized:
        yield QuoteFinding(field=field, text=f"{where} was read by OCR: compare the quote with the page.")


def _evidence_of(value: object, path: str) -> Iterator[tuple[str, Evidence]]:
    if isinstance(value, Evidence):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _evidence_of(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _evidence_of(item, f"{path}.{index}")
