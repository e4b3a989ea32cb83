"""A document as headings, paragraphs, tables and pictures, for rivals that have a markup of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring


class Block(NamedTuple):
    """One piece of a document."""

    kind: str
    """"heading", "text", "table", "picture" or "page" (a new one begins)."""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(html: str) -> Iterator[Block]:
    """Yield the pieces of a document, in their order."""
    body = fromstring(html).find("body")
    if body is not None:
        yield from _inside(body)


def _inside(parent: Element) -> Iterator[Block]:
    for one in parent:
        if one.tag == "section" and one is not parent[0]:
            yield Block("page")
        if one.tag in ("h1", "h2"):
            yield Block("heading", _text(one))
        elif one.tag in ("p", "li", "figcaption"):
            yield Block("text", _text(one))
        elif one.tag == "table":
            yield Block("table", rows=tuple(tuple(_text(cell) for cell in row) for row in one.iter("tr")))
        elif one.tag == "img":
            yield Block("picture", (one.get("src") or "").removeprefix("picture:"))
        else:
            yield from _inside(one)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
