"""The documents of synthetic packets as the templates fill them, before any engine sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch

from benchmarks.cases import make_charts
from priorauth.api import prepare_packet
from priorauth.case.read import make_case
from priorauth.packet.files import Packet
from priorauth.render.engine import Engine
from priorauth.render.pdf import Attached, Pdf, Room

LETTERS = "abcdefghijklmnoprstuvwz"


@dataclass(frozen=True)
class Page:
    """One document."""

    html: str
    stylesheets: tuple[str, ...]
    pictures: Mapping[str, str | bytes] = field(default_factory=dict)
    attached: Attached | None = None
    whole: bool = True


class Noting(Engine):
    """Draws nothing, and keeps what it was to draw."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def lay_out(self, html: str, *stylesheets: str, **given: Any) -> Pdf:  # noqa: ANN401
        """Keep the document."""
        given.pop("look", None)
        self.pages.append(Page(html, stylesheets, **given))
        return Pdf(content=b"", pages=1, places=defaultdict(lambda: 1), rooms=defaultdict(lambda: Room(0, 0, 1, 1)))


def packets(count: int, seed: int) -> Iterator[list[Page]]:
    """Yield the documents of ``count`` packets with a letter, each of another patient."""
    chance, found = Random(seed), 0
    for chart in charts(count * 4, chance, seed):
        pages, packet = _pages(chart)
        if found < count and any(file.kind.endswith("letter") for file in packet.files):
            found += 1
            yield pages


def charts(count: int, chance: Random, seed: int) -> Iterator[dict[str, Any]]:
    """Yield charts of patients who each have a name and a number of their own."""
    for chart in make_charts(count, seed):
        chart["patient"] |= {"given": _name(chance), "family": _name(chance)}
        chart["coverage"]["member_id"] = f"W{chance.randrange(10**9):09}"
        yield chart


def _name(chance: Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randrange(4, 10))).capitalize()


def _pages(chart: dict[str, Any]) -> tuple[list[Page], Packet]:
    noting = Noting()
    with (
        patch("priorauth.render.engine.engine_named", lambda _: noting),
        patch("priorauth.render.documents.put_in", lambda *_: b""),
    ):
        return noting.pages, prepare_packet(make_case(chart))
