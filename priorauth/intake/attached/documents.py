"""Makes documents of a case from PDFs and images: what they are, from when, by whom, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from priorauth.case.documents import Document
from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import DocumentKind
from priorauth.intake.attached.kinds import find_date, find_signature, guess_kind
from priorauth.intake.attached.patient import find_patient
from priorauth.intake.attached.text import DocumentText

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What the person who attaches a document says of it; what is left out is sought in its text."""

    kind: DocumentKind | None = None
    dated: date | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A document of a case, and what the office should know of how it was read."""

    document: Document
    notes: tuple[str, ...]


def document_id(content: bytes) -> str:
    """Return the id of a document, made from its content: the same file has the same id wherever it is read."""
    return f"doc-{sha256(content).hexdigest()[:_DIGITS]}"


def attach(content: bytes, text: DocumentText, file: str, said: Said) -> Attached:
    """Return the document that ``content`` is; ``file`` is its path from the folder of the case file.

    The title is made from kind and day: the name of a file may hold the name of the patient.
    """
    guess = None if said.kind else guess_kind(text.pages)
    kind = said.kind or guess or DocumentKind.OTHER
    dated = said.dated or find_date(text.pages)
    signature = find_signature(text.pages)
    # what a machine read off a picture signs nothing and names nobody: a person looks
    is_sure = not text.recognized
    words = kind.value.replace("_", " ").capitalize() if kind is not DocumentKind.OTHER else "Document"
    document = Document(
        id=document_id(content),
        kind=kind,
        title=f"{words}, {show_date(dated)}" if dated else words,
        dated=dated,
        author=said.author or (signature.by if is_sure and signature else None),
        signed=True if is_sure and signature else None,
        signature=signature.words if signature else None,
        pages=len(text.pages),
        file=file,
        sha256=sha256(content).hexdigest(),
        patient=find_patient(text.pages) if is_sure else None,
        recognized=text.recognized,
    )
    return Attached(document, tuple(_notes(document, text, is_guess=said.kind is None)))


def _notes(document: Document, text: DocumentText, *, is_guess: bool) -> Iterator[str]:
    if is_guess and document.kind is DocumentKind.OTHER:
        yield "its kind is not plain from its head; say --kind"
    elif is_guess:
        yield f"kind {document.kind}, guessed from its head; say --kind if that is wrong"
    if document.dated is None:
        yield "its day is not plain from its text; say --dated"
    if not text.has_text:
        yield "it has no text layer, so no quote can be found in it; --ocr reads the text off the pictures"
    elif text.pages_without_text:
        yield f"no text on {_shown(text.pages_without_text)}: no quote can be found there"
    if document.recognized:
        yield "its text was recognized by a machine (OCR): compare every quote with the page"
    if document.signed is None:
        yield "whether it is signed is not plain from its text: look, and set signed in the case"


def _shown(pages: tuple[int, ...]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"{len(pages)} pages"
