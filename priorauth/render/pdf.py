"""Lays out HTML as PDF with WeasyPrint: bundled fonts only, no network, and any logged warning is a failure."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import PurePosixPath
from threading import get_ident
from types import MappingProxyType
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from cssselect2 import ElementWrapper

from priorauth.errors import RenderError, SystemLibraryMissing
from priorauth.packet.files import DrawnBy
from priorauth.packet.look import PLAIN, Look, OwnTemplate
from priorauth.render.conformance import claim_both, claim_nothing
from priorauth.render.language import speaking, spoken
from priorauth.render.own_templates import blamed
from priorauth.render.seen import Seen, seen_on
from priorauth.render.templates import OURS, fill, templates_folder

try:
    from weasyprint import CSS, HTML, Attachment, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from priorauth.render import memoised
except OSError as error:
    raise SystemLibraryMissing(
        "Pango is not installed, and without it no PDF can be made. Install it with "
        "`apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, `dnf install pango` or "
        "`brew install pango`."
    ) from error

ASSETS = "asset:"
PICTURES = "picture:"
NO_PICTURES: Mapping[str, str | bytes] = MappingProxyType({})
_BROKEN_ATTRIBUTE = re.compile(r'="[^"<]*[\t\n\r]')
_TYPES = {".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
_JPEG, _A_JPEG = "image/jpeg", b"\xff\xd8"
_POINTS = 0.75
"""In a pixel of CSS."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document."""

    content: bytes
    pages: int
    places: dict[str, int]
    """The page on which each marked element begins, by its mark; 1 is the first."""
    rooms: dict[str, Room]
    """What is free below each marked element, within the margins of its page."""
    seen: tuple[Seen, ...] = ()
    """What can be read on each page; kept only where templates of the clinic's own were used."""
    drawn_by: DrawnBy | None = None
    """What drew it, where that was open."""


class Room(NamedTuple):
    """A part of a page, in points from its lower left corner."""

    left: float
    low: float
    right: float
    high: float


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
            return URLFetcherResponse(url, _bytes(picture), {"Content-Type": _type(picture)})
        name = PurePosixPath(url.removeprefix(ASSETS).lstrip("/"))
        path = templates_folder() / "style" / name
        allowed = url.startswith(ASSETS) and ".." not in name.parts and name.suffix in _TYPES
        if not allowed or not path.is_file():
            raise ValueError(f"{url} is not a bundled font or image")
        # a stylesheet is a template, too
        content = fill(f"{OURS}style/{name}").encode() if name.suffix == ".css" else path.read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES[name.suffix]})


def lay_out(
    html: str,
    *stylesheets: str,
    look: Look = PLAIN,
    pictures: Mapping[str, str | bytes] = NO_PICTURES,
    attached: Attached | None = None,
    whole: bool = True,
) -> Pdf:
    """Lay out HTML with stylesheets of templates/style, such as "letter.css", as PDF/A-3a and PDF/UA-1.

    ``look`` says on what paper, and holds stylesheets of the clinic's own. ``pictures`` holds SVG (text), PNG and JPEG
    (bytes) by name; the HTML shows one as ``<img src="picture:name" alt="…"/>``.
    With ``whole`` false the document claims neither, because pages of other programs will be drawn into it.
    The same HTML always gives the same bytes.

    Raises:
        RenderError: WeasyPrint logged a warning, or something points at anything but a bundled file.
    """
    known, styles = fonts(), [style_of(name, look) for name in (*stylesheets, f"paper_{look.paper}.css")]
    with memoised.at_work(known, styles) if memoised.usable() else nullcontext(), _strict(look.templates):
        root = parsed(html, Assets(pictures))
        document = root.render(font_config=known, stylesheets=styles)
        content = document.write_pdf(
            pdf_variant="pdf/a-3a",
            finisher=claim_both if whole else claim_nothing,
            attachments=[_attachment(attached)] if attached else [],
        )
    return Pdf(
        content=content,
        pages=len(document.pages),
        places=_places(document),
        rooms=_rooms(document),
        seen=tuple(seen_on(page) for page in document.pages) if look.templates else (),
    )


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


def end_packet() -> None:
    """Drop from memory what only the packet said that is done now."""
    memoised.end_packet()
    if (fast := sys.modules.get("priorauth.render.fast")) is not None:
        fast.end_packet()


class Parsed(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document read by the XML parser of Python, some ten times as fast as the one for all of HTML."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        self.base_url, self.url_fetcher, self.media_type = ASSETS, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def parsed(html: str, fetcher: URLFetcher) -> HTML:
    """Return a document that was read, but not laid out."""
    # XML makes a space of a line break inside an attribute, HTML does not
    if not _BROKEN_ATTRIBUTE.search(html):
        try:
            return Parsed(fromstring(html), fetcher)
        except (ParseError, UnicodeEncodeError):
            pass
    return HTML(string=html, base_url=ASSETS, url_fetcher=fetcher)


def _places(document: Document) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for mark in page.anchors:
            places.setdefault(mark, number)  # an element that goes on has its mark on every page
    return places


def _rooms(document: Document) -> dict[str, Room]:
    rooms: dict[str, Room] = {}
    for page in document.pages:
        area = page._page_box
        left, right = area.content_box_x(), area.content_box_x() + area.width
        low = area.content_box_y() + area.height
        for mark, (_, _, _, bottom) in page.anchors.items():
            edges = (left, page.height - low, right, page.height - bottom)
            rooms.setdefault(mark, Room(*(edge * _POINTS for edge in edges)))
    return rooms


def _bytes(picture: str | bytes) -> bytes:
    return picture.encode() if isinstance(picture, str) else picture


def _type(picture: str | bytes) -> str:
    if isinstance(picture, str):
        return _TYPES[".svg"]
    return _JPEG if picture.startswith(_A_JPEG) else _TYPES[".png"]


@cache
def fonts() -> FontConfiguration:
    """Return the one configuration of fonts that all our documents share."""
    return FontConfiguration()


def style_of(name: str, look: Look) -> CSS:
    """Return a stylesheet of templates/style as a look and the language have it, read once."""
    return _style(name, spoken(), tuple(one for one in look.templates if one.name == f"style/{name}"))


@lru_cache(maxsize=64)
def _style(name: str, language: str, own: tuple[OwnTemplate, ...]) -> CSS:
    # read once per process and language, whose words stand in the margins: the fonts are the costly part
    with speaking(language), _strict(own):
        text = fill(f"style/{name}", look=Look(templates=own))
        return CSS(string=text, base_url=ASSETS, url_fetcher=Assets(NO_PICTURES), font_config=fonts())


@contextmanager
def _strict(own: tuple[OwnTemplate, ...]) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    keeper = _Keeper(logging.WARNING)
    for logger in loggers:
        logger.addHandler(keeper)
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(
            f"{blamed(str(error.__cause__ or error), own)}The page layout was stopped: {error.__cause__ or error}. "
            "Templates may use bundled fonts and images only, nothing from the network or the disk."
        ) from None
    finally:
        for logger in loggers:
            logger.removeHandler(keeper)
    if keeper.messages:
        said = keeper.messages[0].rstrip(".")
        raise RenderError(f"{blamed(said, own)}The page layout reported: {said}. Nothing was written.")


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
