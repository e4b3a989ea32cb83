"""What Typst wrote into a PDF: pages counted, headings found, and mended what its package for Python cannot be told.

Typst writes these objects in plain bytes, each in one way. Where they are not found as expected, the document is not
drawn by this engine. What is mended is written over in its place with as many bytes, so that the index of the file
stays true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from priorauth.render.fast.inline import NotDrawn

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)/Kids\[([^\]]*)\]")
_HEADING = re.compile(rb"<</Type/StructElem/S/H\d/(?:(?!endobj).)*?/Pg (\d+) 0 R>>\s*endobj", re.DOTALL)
_CELL = re.compile(rb"/S/TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U(\d+)x(\d+)y0\)\])>>")
_DATES = re.compile(
    rb"(?<=\))/ModDate\(D:\d+Z\)/CreationDate\(D:\d+Z\)|<xmp:ModifyDate>[^<]*</xmp:ModifyDate>"
    rb"<xmp:CreateDate>[^<]*</xmp:CreateDate>|<xmpMM:History>.*?</xmpMM:History>"
)
_CLAIMS = re.compile(rb"<pdf(?:a|ua)id:(\w+)>\w+</pdf(?:a|ua)id:\1>")


def pages_of(pdf: bytes) -> list[int]:
    """Return the numbers of the objects that are pages, in their order."""
    if (found := _PAGES.search(pdf)) is None:
        raise NotDrawn("a PDF whose pages are not found")
    return [int(number) for number in found[2].split()[::3]]


def headings_on(pdf: bytes, count: int) -> list[int]:
    """Return the page of every heading, in their order; 1 is the first page."""
    pages = {number: place for place, number in enumerate(pages_of(pdf), start=1)}
    found = [pages[int(number)] for number in _HEADING.findall(pdf)]
    if len(found) != count:
        raise NotDrawn("headings that are not found in the PDF")
    return found


def name_rows(pdf: bytes, heads: Sequence[Sequence[int]]) -> bytes:
    """Tag the cells that name rows as heads: Typst's package for Python has no word for them.

    ``heads`` holds, for each table, the columns of these cells from the first row to the last.
    """
    tables = sorted({int(found[2]) for found in _CELL.findall(pdf)})
    if len(tables) != len(heads):
        raise NotDrawn("tables that are not found in the PDF")
    wanted = {(table, columns[0]) for table, columns in zip(tables, heads, strict=True) if columns}
    written = dict.fromkeys(wanted, 0)

    def named(found: re.Match[bytes]) -> bytes:
        cell = int(found[3]), int(found[4])
        if cell not in wanted:
            return found[0]
        written[cell] += 1
        return b"/S/TH" + found[1] + b"/Scope/Row".ljust(len(found[2])) + b">>"

    named_pdf = _CELL.sub(named, pdf)
    if any(written[table, columns[0]] != len(columns) for table, columns in zip(tables, heads, strict=True) if columns):
        raise NotDrawn("rows whose names are not found in the PDF")
    return named_pdf


def without_dates(pdf: bytes) -> bytes:
    """Blank the day that Typst was told for PDF/A: our documents hold no day but those that they speak of."""
    return _DATES.sub(_blank, pdf)


def without_claims(pdf: bytes) -> bytes:
    """Blank the claims of PDF/A and PDF/UA: pages of other programs are to be drawn into the document."""
    return _CLAIMS.sub(_blank, pdf)


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])
