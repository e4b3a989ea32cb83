"""The page numbers that a packet prints, and those on which things really stand, as read back from the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfReader

Pages = tuple[str, ...]
"""The words of every page, white space folded."""


def pages_of(content: bytes) -> Pages:
    """Read a packet back."""
    return folded(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def folded(texts: Iterable[str]) -> Pages:
    """Fold the white space of every page."""
    return tuple(re.sub(r"\s+", " ", text) for text in texts)


def listed_in_index(pages: Pages) -> dict[str, str]:
    """The page of each exhibit by its letter, as the index says."""
    index = next(page for page in pages if "Where to find what" in page)
    return dict(re.findall(r"\b([A-Z]) (?:[^→]*?) (?:all|\d+ of \d+) (\d+)(?= |$)", index.split("From page")[1]))


def begins_on(pages: Pages) -> dict[str, str]:
    """The page on which each exhibit begins."""
    return {
        letter: str(number)
        for number, page in reversed(list(enumerate(pages, start=1)))
        for letter in re.findall(r"Exhibit ([A-Z]): ", page)
    }


def pins(pages: Pages) -> list[tuple[str, str, str]]:
    """Every pin of the crosswalk: exhibit, its page, and the page of the packet."""
    return [pin for page in pages for pin in re.findall(r"([A-Z]) p\. (\d+)[–,\d ]* → page (\d+)", page)]


def leads_astray(pin: tuple[str, str, str], pages: Pages) -> bool:
    """Tell whether that page of the exhibit stands elsewhere."""
    letter, page, number = pin
    return re.search(rf"Exhibit {letter}: [^|]*?, page {page} of \d+", pages[int(number) - 1]) is None
