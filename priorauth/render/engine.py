"""Who draws a document: WeasyPrint, or Typst where it gives the same pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from priorauth.errors import RenderError
from priorauth.packet.files import EngineName
from priorauth.render.pdf import NO_PICTURES, Assets, Attached, Pdf, fonts, lay_out, parsed, style

if TYPE_CHECKING:
    from priorauth.render.fast import Looks


class Engine:
    """Makes a PDF of HTML and stylesheets. This one is WeasyPrint, which draws every document."""

    def lay_out(
        self,
        html: str,
        *stylesheets: str,
        pictures: Mapping[str, str | bytes] = NO_PICTURES,
        attached: Attached | None = None,
        whole: bool = True,
    ) -> Pdf:
        """Lay out a document; the parameters are those of :func:`priorauth.render.pdf.lay_out`.

        Raises:
            RenderError: a warning, or something points at anything but a bundled file.
        """
        return lay_out(html, *stylesheets, pictures=pictures, attached=attached, whole=whole)


class Fast(Engine):
    """Typst; and WeasyPrint for each document that Typst would not draw alike."""

    def lay_out(
        self,
        html: str,
        *stylesheets: str,
        pictures: Mapping[str, str | bytes] = NO_PICTURES,
        attached: Attached | None = None,
        whole: bool = True,
    ) -> Pdf:
        """Lay out a document, and tell in the answer who did.

        Raises:
            RenderError: a warning, or something points at anything but a bundled file.
        """
        from priorauth.render.fast import NotDrawn, Order, draw

        order = Order(parsed(html, Assets(pictures)), stylesheets, pictures, whole, attached)
        try:
            drawn = draw(html, order, _looks(stylesheets))
        except NotDrawn:
            made = super().lay_out(html, *stylesheets, pictures=pictures, attached=attached, whole=whole)
            return Pdf(made.content, made.pages, made.places, drawn_by="weasyprint")
        return Pdf(drawn.content, drawn.pages, drawn.places, drawn_by="typst")


REFERENCE = Engine()


def engine_named(name: EngineName) -> Engine:
    """Return the engine of this name.

    Raises:
        RenderError: the fast one is not installed.
    """
    if name == "weasyprint":
        return REFERENCE
    if find_spec("typst") is None:
        raise RenderError("The fast engine is not installed. Install it with `pip install 'priorauth[fast]'`.")
    return _fast()


@cache
def _fast() -> Engine:
    return Fast()


@cache
def _looks(stylesheets: tuple[str, ...]) -> Looks:
    from priorauth.render.fast import Looks

    return Looks([style(name) for name in stylesheets], fonts())
