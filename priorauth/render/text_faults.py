"""What must never stand in a finished document: looked for in the text as it is read back from the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

# a letter in brackets: the search for what is left to do in the code does not stop here
_FAULTS = {
    "a placeholder": r"\{\{|\}\}|\{%|%\}|\[[^\]]*[Pp]laceholder[^\]]*\]|TO[D]O|FIX[M]E|X{3}|\?\?|[Ll]orem ipsum",
    "a value of the program": r"\b(None|Undefined|nan|True|False)\b|\w\.\w+ object at|&(amp|lt|gt|quot|#\d+);",
    "a title without a name": r"\b(Dr|Mr|Ms|Mrs)\.?\s*(,|;|\)|$)",
    "a double space": r"\S[ \u00a0]{2,}\S",
    "a space before a mark": r" [,;:!?](?=\s|$)| \.(?=\s|$)",
    "two marks together": r",\s*,|;\s*;|(?<!\.)\.\.(?!\.)|,\s*\.|;\s*\.|:\s*[.,;](?=\s|$)",
    "empty brackets": r"\(\s*\)|\[\s*\]|“\s*”",
    "an open end": r"[(\[“]\s*$",
}
_PATTERNS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in _FAULTS.items()}
_SIGNED = ("I can be reached", "Signature and date", " · NPI ")
_FOOT = 48
_TEXT = 10.4
"""Points: what is larger, and semibold, is a heading."""


class Piece(NamedTuple):
    """A run of text on a page."""

    text: str
    size: float
    bold: bool
    up: float
    """Points above the lower edge."""


class Page(NamedTuple):
    """One page as it is read back."""

    text: str
    pieces: tuple[Piece, ...]


def read_back(content: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF."""
    return tuple(_page(page) for page in PdfReader(BytesIO(content)).pages)


def faults_in(pages: tuple[Page, ...]) -> list[str]:
    """Return every fault, with its page and the words around it."""
    return [
        f"page {number}: {fault}"
        for number, page in enumerate(pages, start=1)
        for fault in (*_words(page), *_form(page))
    ]


def _words(page: Page) -> Iterator[str]:
    for name, pattern in _PATTERNS.items():
        for found in pattern.finditer(page.text):
            around = page.text[max(0, found.start() - 25) : found.end() + 25].replace("\n", " ")
            yield f"{name}: …{around}…"


def _form(page: Page) -> Iterator[str]:
    there = [words for words in _SIGNED if words in page.text]
    if "Signature and date" in page.text or "I can be reached" in page.text:
        for words in _SIGNED:
            if words not in there:
                yield f"a signature whose lines stand apart: without “{words.strip()}”"
    body = [piece for piece in page.pieces if piece.up > _FOOT]
    if body:
        last = min(body, key=lambda piece: piece.up)
        if last.bold and last.size > _TEXT:
            yield f"a heading at the end of a page: {last.text.strip()}"


def _page(page: PageObject) -> Page:
    pieces: list[Piece] = []

    def keep(text: str, current: list[float], matrix: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip():
            up = current[1] * matrix[4] + current[3] * matrix[5] + current[5]
            scale = abs(current[3] * matrix[3]) or 1.0
            pieces.append(Piece(text, size * scale, "emi" in str((font or {}).get("/BaseFont")), up))

    return Page(page.extract_text(visitor_text=keep), tuple(pieces))
