"""Draws our documents with Typst, several times as fast as WeasyPrint, where both give the same pages.

It takes the HTML that the templates give, and the stylesheets' own lengths. What it does not know, it does not draw
(``NotDrawn``), and WeasyPrint does. It is used with the versions and stylesheets on which the sameness was shown
(tests/render/test_fast.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import typst
from fontTools.ttLib import TTFont
from weasyprint import HTML

from priorauth.render.fast.document import Document, Paper
from priorauth.render.fast.inline import NotDrawn, quoted
from priorauth.render.fast.looks import Looks
from priorauth.render.fast.tags import headings_on, name_rows, pages_of, without_claims, without_dates
from priorauth.render.fast.widths import width
from priorauth.render.language import BASE, speaking
from priorauth.render.pdf import Attached, Pdf
from priorauth.render.templates import OURS, fill, templates_folder

__all__ = ["Drawn", "Looks", "NotDrawn", "Order", "draw", "end_packet", "usable"]

PROVEN = "0.15.2"
_STANDARDS: list[Any] = ["a-3a", "ua-1"]
_LETTER, _OFFICE = (13, 17, 15, 17), (15, 16, 17, 16)
_PAPERS = {
    ("letter.css",): Paper(_LETTER, ""),
    ("letter.css", "packet.css"): Paper(_LETTER, ""),
    ("checklist.css",): Paper(_OFFICE, "Office only – never send to the payer · "),
    ("checklist.css", "office.css"): Paper(_OFFICE, "Office · "),
}
# the parts of a stylesheet that say something of pages, or write text, stand in base.typ and in inline.py once more
_OF_PAGES = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}|[^\n{}]*::[^{}]*\{[^{}]*\}")
_SHEETS = ("checklist.css", "letter.css", "office.css", "packet.css", "paper_letter.css")
_PAGES_PROVEN = "250def0a7eded355"


def usable(stylesheets: tuple[str, ...]) -> bool:
    """Tell whether Typst and what the stylesheets say of pages are those on which the sameness was shown."""
    return _version() == PROVEN and stylesheets in _PAPERS and pages_said() == _PAGES_PROVEN


@cache
def _version() -> str:
    return version("typst")


@cache
def pages_said() -> str:
    """Return a digest of what the stylesheets say of pages, and of text that they write themselves."""
    with speaking(BASE):
        filled = [fill(f"{OURS}style/{name}") for name in _SHEETS]
    said = [_OF_PAGES.findall(text) for text in filled]
    return sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn."""

    html: HTML
    stylesheets: tuple[str, ...]
    pictures: Mapping[str, str | bytes]
    whole: bool
    """Whether it is to claim PDF/A-3a and PDF/UA-1."""
    attached: Attached | None = None


def draw(text: str, order: Order, looks: Looks) -> Pdf:
    """Draw a document; the same HTML always gives the same bytes. Of ``rooms`` it has those of sheets for the chart.

    Raises:
        NotDrawn: it holds what this engine does not know, or Typst warned.
    """
    if not usable(order.stylesheets):
        raise NotDrawn("another version of Typst, or other pages, than those that were compared")
    if " style=" in text or not letters() >= {*text, *(letter for one in order.pictures.values() for letter in one)}:
        raise NotDrawn("a style of its own, or a letter that is not in our fonts")
    document = Document(looks.of(order.html), _PAPERS[order.stylesheets], order.pictures, _attached(order.attached))
    content = _compiled(document.code(order.html.etree_element))
    on = headings_on(content, document.headings)
    places = {name: on[heading] + later for name, (heading, later) in document.marks.items()}
    content = without_dates(name_rows(content, document.heads))
    return Pdf(
        content=content if order.whole else without_claims(content),
        pages=len(pages_of(content)),
        places=places,
        rooms=document.rooms,
        drawn_by="typst",
    )


def _compiled(code: str) -> bytes:
    try:
        content, warnings = _compiler().compile_with_warnings(code.encode(), format="pdf", pdf_standards=_STANDARDS)
    except typst.TypstError:
        # "from None": the message quotes the document
        raise NotDrawn("what Typst refuses") from None
    if warnings or not isinstance(content, bytes):
        raise NotDrawn("what Typst warns of")
    # a file ends with the end of a line: PDF/A asks it of what stands before an object, and a seal is appended
    return content if content.endswith(b"\n") else content + b"\n"


def end_packet() -> None:
    """Drop from memory what only the packet said that is done now."""
    width.cache_clear()


@cache
def letters() -> frozenset[str]:
    """Return every letter that all our fonts have, and the white space between them."""
    fonts = (templates_folder() / "style" / "fonts").glob("*.ttf")
    known = [frozenset(map(chr, TTFont(path).getBestCmap())) for path in fonts]
    return frozenset.intersection(*known) | set("\n\t\r")


def _attached(one: Attached | None) -> str:
    if one is None:
        return ""
    # the file's date is that of the document, and the date of the document is taken out again
    day = f"datetime(year:{one.dated.year},month:{one.dated.month},day:{one.dated.day})"
    said = f'relationship:"data",mime-type:"application/json",description:{quoted(one.description)}'
    return f"#set std.document(date:{day})\n#pdf.attach({quoted(one.name)},bytes({quoted(one.content)}),{said})\n"


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(templates_folder() / "style" / "fonts")],
    )
    return typst.Compiler(font_paths=fonts)
