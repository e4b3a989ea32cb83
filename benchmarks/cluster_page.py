"""Writes docs/explanation/batch-cost.md from what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.cluster import Figures, Took

MILLION, NIGHT, CORES = 1_000_000, 10, 16
# the load of a machine on which nothing else runs, a moment after it was started upon
_QUIET = 1.0


def page(figures: Figures) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# What a large batch costs\n"
    yield "<!-- Made by benchmarks/cluster.py. Do not edit: run `python -m benchmarks.cluster`. -->\n"
    yield "How time and room grow with cases and workers, and what a night of a million cases would take."
    yield f"Measured on {figures.machine}."
    yield from _how_far_to_trust(figures)
    yield from _measured(figures)
    yield from _formula(figures)
    yield from _night(figures)


def _how_far_to_trust(figures: Figures) -> Iterator[str]:
    if figures.load > _QUIET:
        yield f"**The machine was busy with other work (load {figures.load:.0f})**: take these figures as rough,"
        yield "and the ratios of the clock as no more than noise."
    yield "All workers, the scheduler and the store shared the cores of this one machine, so more workers than cores"
    yield "cannot be quicker. Measure anew on your own machines. No test looks at a time.\n"


def _measured(figures: Figures) -> Iterator[str]:
    yield "## Measured: what one case more takes\n"
    yield "| workers | a packet: worker | a packet: program | clock | a verdict: worker | a verdict: program | clock |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for packet, verdict in zip(figures.packets, figures.verdicts, strict=True):
        cells = (*_row(packet, figures.packets[0]), *_row(verdict, figures.verdicts[0]))
        yield _line(str(packet.workers), list(cells))
    yield "\nMilliseconds of the processor; the clock as a ratio to one worker (0.5: twice as fast)."
    yield '"Program" is the one process that reads the cases, decides and writes the summary, with the scheduler in it.'
    yield "It looks around several times a second, so what it takes for a packet grows with the time that it waits."
    yield "Packets go to a store over S3.\n"
    more = (f"{took.work / figures.packets[0].work:.2f} with {took.workers}" for took in figures.packets[1:])
    yield f"Of the processor a packet took {' and '.join(more)} times what it took with one worker, all on the"
    yield "same cores. Workers on machines of their own were not measured.\n"
    yield f"Beside that, a worker takes {figures.start:.1f} s of the processor before its first case.\n"
    yield f"A packet takes {figures.stored / 1e6:.2f} MB in {figures.objects:.0f} objects, and {figures.requests:.0f}"
    yield f"requests to the store. Between program and workers go {figures.sent / 1000:.0f} kB for a case: its data"
    yield "twice (to judge it, to prepare it), and its rows.\n"


def _row(took: Took, alone: Took) -> Iterator[str]:
    yield f"{took.work * 1000:.1f}"
    yield f"{took.driver * 1000:.1f}"
    yield f"{took.clock / alone.clock:.2f}"


def _formula(figures: Figures) -> Iterator[str]:
    yield "## The formula\n"
    yield "For `n` cases, of which a share `p` gets a packet, on `c` cores that work:\n"
    yield "```text"
    yield "hours on the workers = n × (verdict + p × packet) / c / 3600"
    yield "hours of the program = n × (its verdict + p × its packet) / 3600     no number of workers shortens this"
    yield "bytes stored         = n × p × bytes of a packet"
    yield "bytes transferred    = n × (bytes of a case + p × bytes of a packet)"
    yield "requests             = n × p × requests of a packet"
    yield "```\n"
    yield "with, in seconds and bytes, what was measured with one worker:\n"
    yield "| verdict | packet | its verdict | its packet | bytes of a case | bytes of a packet | requests |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    verdict, packet, of_verdict, of_packet = _of_one_worker(figures)
    yield (
        f"| {verdict:.4f} | {packet:.2f} | {of_verdict:.4f} | {of_packet:.4f} | {figures.sent:,} | {figures.stored:,} |"
        f" {figures.requests:.0f} |\n"
    )


def _of_one_worker(figures: Figures) -> tuple[float, float, float, float]:
    verdict, packet = figures.verdicts[0], figures.packets[0]
    return verdict.work, packet.work, verdict.driver, packet.driver


def _night(figures: Figures) -> Iterator[str]:
    verdict, packet, of_verdict, of_packet = _of_one_worker(figures)
    yield "## On paper: a million cases in a night\n"
    yield f"A night is {NIGHT} hours; a machine has {CORES} cores of the kind that was measured. Not run, reckoned.\n"
    yield "| | verdicts only | every case a packet | one case in five a packet |"
    yield "| --- | --- | --- | --- |"
    shares = (0.0, 1.0, 0.2)
    hours = [MILLION * (verdict + share * packet) / 3600 for share in shares]
    program = [MILLION * (of_verdict + share * of_packet) / 3600 for share in shares]
    machines = [ceil(hour / CORES / NIGHT) for hour in hours]
    yield _line("time of one core", [_time(hour) for hour in hours])
    yield _line(f"machines of {CORES} cores", [f"{count:,}" for count in machines])
    yield _line(
        "by the clock on them",
        [_time(hour / CORES / count) for hour, count in zip(hours, machines, strict=True)],
    )
    yield _line("time of the program", [_time(hour) for hour in program])
    yield _line("stored", [f"{MILLION * share * figures.stored / 1e9:,.0f} GB" for share in shares])
    yield _line("objects", [f"{share * figures.objects:.0f} million" for share in shares])
    yield _line("requests", [f"{share * figures.requests:.0f} million" for share in shares])
    yield _line(
        "transferred", [f"{MILLION * (figures.sent + share * figures.stored) / 1e9:,.0f} GB" for share in shares]
    )
    yield ""
    slow = [hour > NIGHT for hour in program]
    yield "**The program is one process.** " + (
        "Where it takes longer than the night, split the input in two, and give each run an `--out` of its own."
        if any(slow)
        else "It keeps up with all of these; past its hours, split the input and give each run an `--out` of its own."
    )


def _time(hours: float) -> str:
    return f"{hours:,.1f} hours" if hours >= 1 else f"{hours * 60:.0f} min"


def _line(name: str, values: list[str]) -> str:
    return f"| {name} | {' | '.join(values)} |"
