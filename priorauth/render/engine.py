"""Who draws a document: WeasyPrint, or Typst where it gives the same pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from priorauth.errors import RenderError
from priorauth.packet.files import MADE_FAST_BY, EngineName
from priorauth.packet.look import PLAIN, Look
from priorauth.render import pdf
from priorauth.render.language import BASE, spoken
from priorauth.render.pdf import NO_PICTURES, Assets, Attached, Pdf, fonts, parsed, style_of

if TYPE_CHECKING:
    from priorauth.render.fast import Looks


class Engine:
    """Makes a PDF of HTML and stylesheets. This one is WeasyPrint, which draws every document."""

    def lay_out(
        self,
        html: str,
        *stylesheets: str,
        look: Look = PLAIN,
        pictures: Mapping[str, str | bytes] = NO_PICTURES,
        attached: Attached | None = None,
        whole: bool = True,
    ) -> Pdf:
        """Lay out a document; the parameters are those of :func:`priorauth.render.pdf.lay_out`.

        Raises:
            RenderError: a warning, or something points at anything but a bundled file.
        """
        return pdf.lay_out(html, *stylesheets, look=look, pictures=pictures, attached=attached, whole=whole)


class Fast(Engine):
    """Typst; and WeasyPrint for each document that Typst would not draw alike.

    The sameness was shown on our own templates in English and on US Letter: whatever else a clinic chose, and every
    other language, WeasyPrint draws.
    """

    def lay_out(
        self,
        html: str,
        *stylesheets: str,
        look: Look = PLAIN,
        pictures: Mapping[str, str | bytes] = NO_PICTURES,
        attached: Attached | None = None,
        whole: bool = True,
    ) -> Pdf:
        """Lay out a document, and tell in the answer who did.

        Raises:
            RenderError: a warning, or something points at anything but a bundled file.
        """
        from priorauth.render.fast import NotDrawn, Order, draw

        if look == PLAIN and spoken() == BASE:
            order = Order(parsed(html, Assets(pictures)), stylesheets, pictures, whole, attached)
            with suppress(NotDrawn):
                return draw(html, order, looks_of(stylesheets))
        made = super().lay_out(html, *stylesheets, look=look, pictures=pictures, attached=attached, whole=whole)
        return replace(made, drawn_by="weasyprint")


REFERENCE = Engine()
_asked: ContextVar[Engine] = ContextVar("who draws", default=REFERENCE)


def engine_named(name: EngineName) -> Engine:
    """Return the engine of this name.

    Raises:
        RenderError: the fast one is not installed.
    """
    if name == "weasyprint":
        return REFERENCE
    if any(find_spec(package) is None for package in MADE_FAST_BY):
        raise RenderError("The fast engine is not installed. Install it with `pip install 'priorauth[fast]'`.")
    return _fast()


def engine_asked() -> Engine:
    """Return the engine that documents are being drawn with."""
    return _asked.get()


@contextmanager
def drawing_with(engine: Engine) -> Iterator[None]:
    """Draw every document with one engine until the end of the block; no other thread or task is touched."""
    before = _asked.set(engine)
    try:
        yield
    finally:
        _asked.reset(before)


@cache
def _fast() -> Engine:
    return Fast()


@cache
def looks_of(stylesheets: tuple[str, ...]) -> Looks:
    """Return what our own stylesheets say of elements, in English and on US Letter."""
    from priorauth.render.fast import Looks

    return Looks([style_of(name, PLAIN) for name in (*stylesheets, f"paper_{PLAIN.paper}.css")], fonts())
