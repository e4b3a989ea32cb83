"""Pictures that a clinic brings: a signature, a logo. Small, and drawn without anything from outside."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Literal
from xml.etree.ElementTree import ParseError, XMLParser

from priorauth.clinical.model import Model
from priorauth.errors import PictureRefused

LARGEST_FILE = 256 * 1024
MOST_PIXELS = 4_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_HEADER = slice(16, 24)
# text would be set in whatever fonts the machine has; scripts and embedded pages are no part of a drawing
_NOT_DRAWN = {"text", "script", "foreignObject", "image", "use", "style", "animate", "set"}


class Picture(Model):
    """A picture that has been looked at."""

    content: bytes
    suffix: Literal[".png", ".jpg", ".svg"]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return sha256(self.content).hexdigest()


def make_picture(content: bytes, what: str) -> Picture:
    """Return a picture; ``what`` is what errors call it, such as "The logo".

    Raises:
        PictureRefused: it is too large, neither PNG, JPEG nor SVG, a JPEG made for a printing press, or an SVG that
            holds more than a drawing.
    """
    if len(content) > LARGEST_FILE:
        raise PictureRefused(f"{what} has more than {LARGEST_FILE // 1024} KB. Make it smaller.")
    if content.startswith(_PNG):
        return _png(content, what)
    if content.startswith(_JPEG):
        return _jpeg(content, what)
    return _svg(content, what)


def _png(content: bytes, what: str) -> Picture:
    size = content[_HEADER]
    width, height = int.from_bytes(size[:4], "big"), int.from_bytes(size[4:], "big")
    _refuse_large(width * height, what)
    return Picture(content=content, suffix=".png")


def _jpeg(content: bytes, what: str) -> Picture:
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as image:
            size, mode = image.width * image.height, image.mode
            _refuse_large(size, what)
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PictureRefused(f"{what} begins like a JPEG and cannot be read as one. Save it anew.") from None
    if mode not in ("L", "RGB"):
        raise PictureRefused(f"{what} is a JPEG for a printing press (CMYK). Save it as RGB, or as PNG.")
    return Picture(content=content, suffix=".jpg")


def _refuse_large(pixels: int, what: str) -> None:
    if not 0 < pixels <= MOST_PIXELS:
        raise PictureRefused(f"{what} has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller.")


def _svg(content: bytes, what: str) -> Picture:
    names = _elements(content, what)
    if not names or names[0] != "svg":
        raise PictureRefused(f"{what} is neither PNG, JPEG nor SVG. Save it as one of them.")
    if found := sorted(_NOT_DRAWN & set(names)):
        raise PictureRefused(f"{what} holds <{found[0]}>. Save it as an SVG of paths only, or as PNG.")
    return Picture(content=content, suffix=".svg")


class _Names:
    """Keeps the name of every element of an SVG; what declares entities or a document type is refused."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.outside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep one element."""
        self.names.append(tag.rpartition("}")[2])
        self.outside |= any(
            "href" in name or "url(" in value.replace("url(#", "") for name, value in attributes.items()
        )

    def close(self) -> None:
        """Finish; the names are kept."""


def _elements(content: bytes, what: str) -> list[str]:
    target = _Names()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return []
    if "<!" in text.replace("<!--", ""):
        raise PictureRefused(f"{what} declares a document type, or holds raw data. Save it as a plain SVG, or as PNG.")
    try:
        parser = XMLParser(target=target)
        parser.feed(text)
        parser.close()
    except (ParseError, ValueError):
        return []
    if target.outside:
        raise PictureRefused(f"{what} points at something outside of it. Save it as an SVG of paths only, or as PNG.")
    return target.names
