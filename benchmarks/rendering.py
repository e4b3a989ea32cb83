"""Measures how quickly packets become PDF, beside WeasyPrint used the plain way and beside other engines.

``python -m benchmarks.rendering`` prints what it found and writes docs/explanation/performance-rendering.md.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.cost import Cost
from benchmarks.foreign import Chromium, Fullbleed, ReportLab
from benchmarks.packets import Page, packets
from benchmarks.rendering_notes import NOTES
from benchmarks.rivals import Absent, Ours, OursFast, Plain, Rival
from benchmarks.word import Word

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "performance-rendering.md"
WARM, MEASURED, SEED = 4, 12, 2026
ASKED: tuple[Callable[[], Rival], ...] = (
    Plain,
    lambda: Ours(keeps=False),
    lambda: Ours(keeps=True),
    OursFast,
    ReportLab,
    Fullbleed,
    Chromium,
)


def present() -> Iterator[Rival]:
    """Yield every rival that is installed, and say how to install the others."""
    for make in ASKED:
        try:
            yield make()
        except Absent as absent:
            print(f"Left out: {make}. To measure it: {absent}")


def measure(known: list[Rival]) -> list[Cost]:
    """Return what each costs for a packet: one after the other, packet by packet."""
    costs = [Cost(getattr(rival, "started", None)) for rival in known]
    for number, packet in enumerate(packets(WARM + MEASURED, SEED)):
        if number == WARM:
            costs = [Cost(cost.session) for cost in costs]
        for rival, cost in zip(known, costs, strict=True):
            cost.take(rival.make, packet)
    return costs


def measure_word() -> tuple[str, Cost]:
    """Return what the mail merge costs for a packet; LibreOffice prints all of them in one call."""
    word, cost, starting, printing = Word(), Cost(), Cost(), Cost()
    try:
        made = list(packets(MEASURED, SEED))
        word.make([Page("<html><body><p>-</p></body></html>", ())])
        word.print_all()  # the first start makes its settings
        word.make([Page("<html><body><p>-</p></body></html>", ())])
        starting.take(word.print_all)
        for packet in made:
            cost.take(word.make, packet)
        printing.take(word.print_all)
    finally:
        word.close()
    for kept, start, whole in (
        (cost.processor, starting.processor[0], printing.processor[0]),
        (cost.clock, starting.clock[0], printing.clock[0]),
    ):
        kept[:] = [one + (whole - start) / MEASURED for one in kept]
    return f"{word.name} ({word.version}): {word.about}", cost


def page(rows: list[tuple[str, Cost]], left: int, drawn: int) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Performance of the layout\n"
    yield "<!-- Made by benchmarks/rendering.py. Do not edit: run `make bench`. -->\n"
    yield "How long it takes to make the PDFs of a packet: cover, letter, crosswalk and exhibits as one document, the"
    yield "letter alone, the checklist and the office papers."
    yield "No test looks at a time: these are figures of one run on one machine.\n"
    yield f"- Machine: {platform.machine()}, {os.cpu_count()} cores; load of the machine: {os.getloadavg()[0]:.1f}"
    yield f"- Python {platform.python_version()}, weasyprint {version('weasyprint')}, typst {version('typst')}"
    yield f"- {MEASURED} packets of as many synthetic patients, after {WARM} others to warm up (seed {SEED}); for each"
    yield "  packet all ways one after the other"
    yield "- Time of the processor, in all processes that work for it; in brackets the least and the most"
    yield f"- Of {drawn} documents the fast engine left {left} to WeasyPrint\n"
    yield "| way | ms a packet | by the clock | times as fast as the first |"
    yield "| --- | --- | --- | --- |"
    for name, cost in rows:
        middle, least, most = cost.ratios(rows[0][1])
        ratio = f"{middle:.2f} ({least:.2f}–{most:.2f})"
        yield f"| {name} | {_spread(cost.processor)} | {median(cost.clock):.0f} | {ratio} |"
    yield ""
    yield NOTES.rstrip()


def _spread(known: list[float]) -> str:
    return f"{median(known):.0f} ({min(known):.0f}–{max(known):.0f})"


def _name(rival: Rival) -> str:
    named = f"{rival.name} ({rival.version})" if rival.version else rival.name
    return f"{named}: {rival.about}" if rival.about else named


def main() -> None:
    """Measure, print and write the page."""
    known = list(present())
    try:
        rows = list(zip(map(_name, known), measure(known), strict=True))
    finally:
        for rival in known:
            rival.close()
    try:
        rows.append(measure_word())
    except Absent as absent:
        print(f"Left out: Word mail merge. To measure it: {absent}")
    left = next((rival.left for rival in known if isinstance(rival, OursFast)), 0)
    drawn = sum(len(packet) for packet in packets(WARM + MEASURED, SEED))
    text = "\n".join(page(rows, left, drawn)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
