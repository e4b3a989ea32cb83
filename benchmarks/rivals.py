"""Each way of making a packet's PDFs that is measured, behind one small adapter."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.packets import Page
from priorauth.render import memoised
from priorauth.render.engine import Fast
from priorauth.render.pdf import ASSETS, Assets, end_packet, lay_out
from priorauth.render.templates import fill, templates_folder

STYLE = templates_folder() / "style"


class Absent(Exception):
    """A rival is not installed; the message says how to install it."""


class Rival(Protocol):
    """One way of making PDFs."""

    name: str
    version: str
    about: str
    """What it does less than the first, if anything."""

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""

    def close(self) -> None:
        """End what it started."""


class Here:
    """A way that starts nothing."""

    about = ""
    version = ""

    def close(self) -> None:
        """Nothing was started."""


class Plain(Here):
    """WeasyPrint as its manual shows it: every document is one call, and nothing is shared between calls."""

    name = "WeasyPrint, one call for each document"

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        return [self._one(page) for page in packet]

    def _one(self, page: Page) -> bytes:
        fonts, fetcher = FontConfiguration(), Assets(page.pictures)
        sheets = [
            CSS(string=fill(f"style/{name}"), base_url=ASSETS, url_fetcher=fetcher, font_config=fonts)
            for name in (*page.stylesheets, "paper_letter.css")
        ]
        html = HTML(string=page.html, base_url=ASSETS, url_fetcher=fetcher)
        made: bytes = html.write_pdf(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
        return made


class Ours(Here):
    """Our own layout, as a worker of a batch uses it."""

    def __init__(self, *, keeps: bool) -> None:
        self.name = "ours, with what documents share kept" if keeps else "ours, without"
        self.keeps = keeps

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        with _kept(self.keeps), settled():
            made = [
                lay_out(
                    page.html, *page.stylesheets, pictures=page.pictures, attached=page.attached, whole=page.whole
                ).content
                for page in packet
            ]
            end_packet()
        return made


class OursFast(Here):
    """Our fast engine: Typst, and WeasyPrint for what it leaves."""

    name = "ours, `--engine fast`"

    def __init__(self) -> None:
        self.engine, self.left = Fast(), 0

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        made = []
        with settled():
            for page in packet:
                pdf = self.engine.lay_out(
                    page.html, *page.stylesheets, pictures=page.pictures, attached=page.attached, whole=page.whole
                )
                self.left += pdf.drawn_by != "typst"
                made.append(pdf.content)
            end_packet()
        return made


@contextmanager
def settled() -> Iterator[None]:
    """Leave what a worker has loaded out of the search for garbage, as a worker of a batch does."""
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
