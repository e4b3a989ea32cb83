"""Reads note files, PDF or plain text, into proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from priorauth.clinical.calendar import show_date
from priorauth.errors import CaseFileError
from priorauth.intake.attached.documents import document_id
from priorauth.intake.attached.kinds import find_date, find_signature
from priorauth.intake.attached.text import DocumentText, read_file, read_text
from priorauth.intake.notes.passage import Note
from priorauth.intake.notes.proposals import Proposals
from priorauth.intake.notes.read import read_notes

MOST_CHARACTERS = 1_000_000
"""Of one note. The longest chart that is printed whole stays below."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person who gives the notes says of them; what is left out is sought in each note."""

    dated: date | None = None
    author: str | None = None


def read_note_files(paths: Iterable[Path], said: Said, failed: Callable[[CaseFileError], None]) -> Proposals:
    """Return the proposals from several notes; a file that cannot be read is handed to ``failed``, the rest goes on."""
    notes = []
    for path in paths:
        try:
            notes.append(parse_note(read_file(path), path.name, said))
        except CaseFileError as error:
            failed(error)
    return read_notes(notes)


def parse_note(content: bytes, name: str, said: Said) -> tuple[Note, DocumentText]:
    """Return a note and its text; ``name`` is what errors call the file.

    Raises:
        CaseFileError: it is no PDF and no plain text, has no text layer, or does not say of which day it is.
    """
    is_pdf = b"%PDF-" in content[:1024]
    text = read_text(content, name) if is_pdf else _plain_text(content, name)
    if not text.has_text:
        raise CaseFileError(
            f"{name}: the note has no text. Make a copy with `priorauth import documents --ocr`, and read that."
        )
    if sum(map(len, text.pages)) > MOST_CHARACTERS:
        raise CaseFileError(
            f"{name}: the note has over {MOST_CHARACTERS:,} characters. Give only the visits that matter."
        )
    dated = said.dated or find_date(text.pages)
    if dated is None:
        raise CaseFileError(f"{name}: of which day the note is, is not plain from its text. Say --dated YYYY-MM-DD.")
    signature = find_signature(text.pages)
    author = said.author or (signature.by if signature else None)
    document = document_id(content) if is_pdf else f"Note of {show_date(dated)}"
    return Note(document=document, dated=dated, author=author, recognized=text.recognized), text


def _plain_text(content: bytes, name: str) -> DocumentText:
    if b"\x00" in content:
        raise CaseFileError(f"{name}: neither a PDF nor plain text. Print the note to a PDF.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what Windows programs write
    return DocumentText(tuple(text.split("\f")))
