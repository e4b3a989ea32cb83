"""Lays out HTML as PDF with WeasyPrint: bundled fonts only, no network, and any logged warning is a failure."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import PurePosixPath
from threading import get_ident
from types import MappingProxyType

from priorauth.errors import RenderError, SystemLibraryMissing
from priorauth.render.conformance import claim_both, claim_nothing
from priorauth.render.templates import templates_folder

try:
    from weasyprint import CSS, HTML, Attachment, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as error:
    raise SystemLibraryMissing(
        "Pango is not installed, and without it no PDF can be made. Install it with "
        "`apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, `dnf install pango` or "
        "`brew install pango`."
    ) from error

ASSETS = "asset:"
PICTURES = "picture:"
NO_PICTURES: Mapping[str, str | bytes] = MappingProxyType({})
_TYPES = {".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document."""

    content: bytes
    pages: int
    places: dict[str, int]
    """The page on which each marked element begins, by its mark; 1 is the first."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside a PDF, which holds the PDF's own facts as data."""

    name: str
    description: str
    content: str
    dated: date


class Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives WeasyPrint the bundled fonts and the packet's own pictures, and refuses every other address."""

    def __init__(self, pictures: Mapping[str, str | bytes]) -> None:
        super().__init__(fail_on_errors=True)
        self.pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what ``url`` names: ``asset:fonts/Name.ttf`` of templates/style, or ``picture:name``, made beforehand.

        Raises:
            ValueError: the address is anything else; WeasyPrint then stops the rendering.
        """
        if url.startswith(PICTURES) and (picture := self.pictures.get(url.removeprefix(PICTURES))) is not None:
            content, suffix = (picture.encode(), ".svg") if isinstance(picture, str) else (picture, ".png")
            return URLFetcherResponse(url, content, {"Content-Type": _TYPES[suffix]})
        name = PurePosixPath(url.removeprefix(ASSETS).lstrip("/"))
        path = templates_folder() / "style" / name
        allowed = url.startswith(ASSETS) and ".." not in name.parts and name.suffix in _TYPES
        if not allowed or not path.is_file():
            raise ValueError(f"{url} is not a bundled font or image")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[name.suffix]})


def lay_out(
    html: str,
    *stylesheets: str,
    pictures: Mapping[str, str | bytes] = NO_PICTURES,
    attached: Attached | None = None,
    whole: bool = True,
) -> Pdf:
    """Lay out HTML with stylesheets of templates/style, such as "letter.css", as PDF/A-3a and PDF/UA-1.

    ``pictures`` holds SVG (text) and PNG (bytes) by name; the HTML shows one as ``<img src="picture:name" alt="…"/>``.
    With ``whole`` false the document claims neither, because pages of other programs will be drawn into it.
    The same HTML always gives the same bytes.

    Raises:
        RenderError: WeasyPrint logged a warning, or something points at anything but a bundled file.
    """
    fonts, styles = _style(stylesheets)
    with _strict():
        parsed = HTML(string=html, base_url=ASSETS, url_fetcher=Assets(pictures))
        document = parsed.render(font_config=fonts, stylesheets=styles)
        content = document.write_pdf(
            pdf_variant="pdf/a-3a",
            finisher=claim_both if whole else claim_nothing,
            attachments=[_attachment(attached)] if attached else [],
        )
    return Pdf(content=content, pages=len(document.pages), places=_places(document))


def _attachment(attached: Attached) -> Attachment:
    # without dates of its own an attachment takes the clock's, and no two runs give the same bytes
    dated = datetime.combine(attached.dated, time(), UTC)
    return Attachment(
        string=attached.content,
        name=attached.name,
        description=attached.description,
        relationship="Data",
        created=dated,
        modified=dated,
    )


def _places(document: Document) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for mark in page.anchors:
            places.setdefault(mark, number)  # an element that goes on has its mark on every page
    return places


@cache
def _style(stylesheets: tuple[str, ...]) -> tuple[FontConfiguration, list[CSS]]:
    # read once per process: the fonts are the costly part
    fonts = FontConfiguration()
    texts = [(templates_folder() / "style" / name).read_text(encoding="utf-8") for name in stylesheets]
    with _strict():
        return fonts, [
            CSS(string=one, base_url=ASSETS, url_fetcher=Assets(NO_PICTURES), font_config=fonts) for one in texts
        ]


@contextmanager
def _strict() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    keeper = _Keeper(logging.WARNING)
    for logger in loggers:
        logger.addHandler(keeper)
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(
            f"The page layout was stopped: {error.__cause__ or error}. Templates may use bundled fonts and images "
            "only, nothing from the network or the disk."
        ) from None
    finally:
        for logger in loggers:
            logger.removeHandler(keeper)
    if keeper.messages:
        raise RenderError(f"The page layout reported: {keeper.messages[0]}. Nothing was written.")


class _Keeper(logging.Handler):
    """Keeps what is logged, so that a warning can become a failure."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []
        self.thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        if record.thread == self.thread:  # another thread's document is another packet's matter
            self.messages.append(record.getMessage())
