"""Each way of making a packet's PDFs that is measured, behind one small adapter."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from priorauth.render import memoised
from priorauth.render.pdf import ASSETS, Assets, end_packet, lay_out
from priorauth.render.templates import templates_folder

STYLE = templates_folder() / "style"


@dataclass(frozen=True)
class Page:
    """One document as a template filled it, before any engine sees it."""

    html: str
    stylesheets: tuple[str, ...]
    pictures: Mapping[str, str] = field(default_factory=dict)


class Rival(Protocol):
    """One way of making PDFs."""

    name: str
    settles: bool
    """Whether it is measured in a process that has done what a worker of a batch does before its first case."""

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""


class Plain:
    """WeasyPrint as its manual shows it: every document is one call, and nothing is shared between calls."""

    name = "WeasyPrint, one call for each document"
    settles = False

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        return [self._one(page) for page in packet]

    def _one(self, page: Page) -> bytes:
        fonts, fetcher = FontConfiguration(), Assets(page.pictures)
        sheets = [
            CSS(string=(STYLE / name).read_text("utf-8"), base_url=ASSETS, url_fetcher=fetcher, font_config=fonts)
            for name in page.stylesheets
        ]
        html = HTML(string=page.html, base_url=ASSETS, url_fetcher=fetcher)
        made: bytes = html.write_pdf(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
        return made


class Ours:
    """Our own layout, as a worker of a batch uses it."""

    settles = True

    def __init__(self, *, keeps: bool) -> None:
        self.name = "ours, with what documents share kept" if keeps else "ours, without"
        self.keeps = keeps

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        with _kept(self.keeps):
            made = [lay_out(page.html, *page.stylesheets, pictures=page.pictures).content for page in packet]
            end_packet()
        return made


@contextmanager
def settled() -> Iterator[None]:
    """Leave what a worker has loaded out of the search for garbage, as a worker of a batch does."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _kept(keeps: bool) -> Iterator[None]:
    usable = memoised.usable
    memoised.usable = lambda: keeps
    try:
        yield
    finally:
        memoised.usable = usable


def rivals() -> tuple[Rival, ...]:
    """Return every way that is measured, the plain one first."""
    return Plain(), Ours(keeps=False), Ours(keeps=True)
