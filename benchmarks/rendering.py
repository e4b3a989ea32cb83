"""Measures how quickly packets become PDF, beside WeasyPrint used the plain way.

``python -m benchmarks.rendering`` prints what it found and writes docs/explanation/performance-rendering.md.
"""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks.cases import make_charts
from benchmarks.rendering_notes import NOTES
from benchmarks.rivals import Page, Rival, rivals, settled
from benchmarks.times import Times
from priorauth.api import prepare_packet
from priorauth.case.read import make_case
from priorauth.packet.files import Packet
from priorauth.render import documents
from priorauth.render.pdf import Pdf, Room

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "performance-rendering.md"
WARM, MEASURED, SEED = 4, 12, 2026
LETTERS = "abcdefghijklmnoprstuvwz"


def packets(count: int, seed: int) -> Iterator[list[Page]]:
    """Yield the pages of ``count`` packets with a letter, each of another patient."""
    chance, found = Random(seed), 0
    for chart in make_charts(count * 4, seed):
        chart["patient"] |= {"given": _name(chance), "family": _name(chance)}
        chart["coverage"]["member_id"] = f"W{chance.randrange(10**9):09}"
        pages, packet = _pages(chart)
        if found < count and any(file.kind.endswith("letter") for file in packet.files):
            found += 1
            yield pages


def _name(chance: Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randrange(4, 10))).capitalize()


def _pages(chart: dict[str, Any]) -> tuple[list[Page], Packet]:
    pages: list[Page] = []

    def noted(html: str, *stylesheets: str, pictures: Mapping[str, str] | None = None, **_: object) -> Pdf:
        pages.append(Page(html, stylesheets, pictures or {}))
        return Pdf(content=b"", pages=1, places=defaultdict(lambda: 1), rooms=defaultdict(lambda: Room(0, 0, 1, 1)))

    with patch.object(documents, "lay_out", noted), patch.object(documents, "put_in", lambda *_: b""):
        return pages, prepare_packet(make_case(chart))


def measure(known: tuple[Rival, ...]) -> list[Times]:
    """Return how long each takes for a packet: one after the other, packet by packet."""
    times = [Times() for _ in known]
    for number, packet in enumerate(packets(WARM + MEASURED, SEED)):
        made = []
        for rival, taken in zip(known, times, strict=True):
            with settled() if rival.settles else nullcontext():
                made.append(taken.take(rival.make, packet))
        if any(one != made[0] for one in made):
            raise SystemExit("Not all made the same bytes.")
        if number < WARM:
            for taken in times:
                taken.known.clear()
    return times


def page(known: tuple[Rival, ...], times: list[Times]) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Performance of the layout\n"
    yield "<!-- Made by benchmarks/rendering.py. Do not edit: run `make bench`. -->\n"
    yield "How long it takes to make the PDFs of a packet: cover, letter, crosswalk and exhibits as one document, the"
    yield "letter alone, and the checklist. All of them tagged (PDF/UA-1), from the same HTML, to the same bytes."
    yield "No test looks at a time: these are figures of one run on one machine.\n"
    yield f"- Machine: {platform.machine()}, {os.cpu_count()} cores, one of them used"
    yield f"- Python {platform.python_version()}, weasyprint {version('weasyprint')}"
    yield f"- {MEASURED} packets of as many synthetic patients, after {WARM} others to warm up (seed {SEED}); for each"
    yield "  packet all ways one after the other"
    yield "- Processor time; in brackets the first and the last tenth\n"
    yield "| way | ms a packet | times as fast as the first |"
    yield "| --- | --- | --- |"
    for rival, taken in zip(known, times, strict=True):
        ratios = Times([plain / own for plain, own in zip(times[0].known, taken.known, strict=True)])
        yield f"| {rival.name} | {Times([one / 1000 for one in taken.known])} | {_ratio(ratios)} |"
    yield ""
    yield NOTES.rstrip()


def _ratio(ratios: Times) -> str:
    return f"{median(ratios.known):.2f} ({min(ratios.known):.2f}–{max(ratios.known):.2f})"


def main() -> None:
    """Measure, print and write the page."""
    known = rivals()
    text = "\n".join(page(known, measure(known))) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
