"""The documents of a sample case as PDF files: each page says which it is, and holds the quotes that evidence names."""

from __future__ import annotations

import html
from functools import cache

from priorauth.case.documents import Document
from priorauth.case.evidence import evidence_in
from priorauth.case.model import Case
from priorauth.render.pdf import lay_out


def files_of(case: Case) -> dict[str, bytes]:
    """A PDF for every document of a case, by the document's id."""
    return {document.id: _laid_out(_pages(document, case)) for document in case.documents}


def _pages(document: Document, case: Case) -> str:
    leaves = [_leaf(document, number, case) for number in range(1, (document.pages or 1) + 1)]
    return '<div style="break-before: page"></div>'.join(leaves)


def _leaf(document: Document, number: int, case: Case) -> str:
    here = (one.quote for one in evidence_in(case) if (one.document, one.page) == (document.id, number) and one.quote)
    quotes = " … ".join(dict.fromkeys(here))
    return f"<p>{html.escape(document.id)} leaf {number}. {html.escape(quotes)}</p>"


@cache
def _laid_out(body: str) -> bytes:
    return lay_out(f'<html lang="en"><head><title>Chart</title></head><body>{body}</body></html>', "letter.css").content
