"""Writes docs/explanation/performance.md from what was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.evaluation import Compared, Files, Held, Measured

LIBRARIES = ("priorauth", "pydantic", "orjson", "zen-engine")
GOAL = 100


def page(measured: Measured, count: int, seed: int) -> Iterator[str]:
    """Yield the lines of the page."""
    yield from _introduction(count, seed)
    yield from _summary(measured, count)
    yield from _table_of_files(measured.files)
    yield from _table_of_policies(measured.policies)
    yield from _table_of_engines(count, measured.compared)


def _introduction(count: int, seed: int) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "# Performance\n"
    yield "<!-- Made by benchmarks/evaluation.py. Do not edit: run `make bench`. -->\n"
    yield "How long it takes to judge a case: the count, every finding with its reason and evidence, and the gaps."
    yield "Printing a packet is not in it; making a PDF takes far longer than all of this."
    yield "No test looks at a time: these are figures of one run on one machine.\n"
    yield f"- Machine: {platform.machine()}, {os.cpu_count()} cores, one of them used"
    yield f"- Python {platform.python_version()}, {libraries}"
    yield f"- {count:,} synthetic cases (seed {seed}), initial and continuation requests in turn"
    yield "- Processor time in µs: the median, and in brackets the first and the last tenth\n"


def _summary(measured: Measured, count: int) -> Iterator[str]:
    every, alone = measured.every, [time for held in measured.policies for time in held.alone.known]
    seconds = every.each.seconds
    slow = sum(held.alone.middle > GOAL for held in measured.policies if held.alone.known)
    yield f"**{count:,} cases against {len(measured.policies)} policies, all in one process:"
    yield f"{len(every.each.known):,} reviews in {seconds:.0f} s, {count / seconds:,.0f} cases a second against all of"
    yield f"them. The median review took {every.each.middle:.0f} µs.**\n"
    yield "What a case holds is counted once for all the policies that it is held against: by the first that asks."
    yield f"With that count shared out evenly, a review took {median(every.shares):.0f} µs (the median of the cases)."
    yield f"Counted afresh for every single policy, the median review took {median(alone):.0f} µs.\n"
    yield f"The aim is {GOAL} µs. Counted afresh, {slow} of the {len(measured.policies)} policies take longer than"
    yield "that: those that ask for many counts of headache, for trials drug by drug, or for ICHD-3 point by point.\n"


def _table_of_files(files: Files) -> Iterator[str]:
    parts = (files.read, files.judge, files.write)
    seconds = sum(part.seconds for part in parts)
    yield "## From a file to its review\n"
    yield "What a batch does for each case that is only reviewed: read and check its JSON, choose the policy, review,"
    yield f"write the review as JSON. **{len(files.read.known) / seconds:,.0f} cases a second on one core.**\n"
    yield "| step | µs |"
    yield "| --- | --- |"
    for name, part in zip(("read the case", "choose the policy and review", "write the review"), parts, strict=True):
        yield f"| {name} | {part} |"
    yield ""


def _table_of_policies(policies: list[Held]) -> Iterator[str]:
    yield "## Every policy\n"
    yield "Counted afresh for every review. The full case is an initial request with a diary of 90 days, counts of the"
    yield "same months in a note, five trials and every statement. A dash: the policy has no rule for an initial"
    yield "request.\n"
    yield "| policy | the full case | all cases |"
    yield "| --- | --- | --- |"
    for held in policies:
        yield f"| {held.policy.id} | {held.full if held.full.known else '–'} | {held.alone} |"
    yield ""


def _table_of_engines(count: int, compared: list[Compared]) -> Iterator[str]:
    yield "## Beside zen-engine\n"
    yield "[zen-engine](../decisions/0012-zen-engine-for-comparison.md), written in Rust, judges the initial criteria"
    yield "of two policies as a decision graph. It is given plain facts (counts per month, days, lengths), which our"
    yield "own counting takes from the case beforehand, and answers with verdicts. Ours also gives reasons, evidence"
    yield "and questions.\n"
    yield "| | " + " | ".join(one.policy.id for one in compared) + " |"
    yield "| --- |" + " --- |" * len(compared)
    yield "| ours, from the case | " + " | ".join(str(one.ours) for one in compared) + " |"
    yield "| ours, counted beforehand | " + " | ".join(str(one.ours_counted) for one in compared) + " |"
    yield "| taking facts for zen-engine, as JSON | " + " | ".join(str(one.facts) for one in compared) + " |"
    yield "| zen-engine, from those facts | " + " | ".join(str(one.theirs) for one in compared) + " |"
    yield "| ratio from the case: facts and zen-engine / ours | " + " | ".join(map(_ratio_whole, compared)) + " |"
    yield "| ratio counted beforehand: zen-engine / ours | " + " | ".join(map(_ratio_counted, compared)) + " |"
    yield "| same verdict | " + " | ".join(f"{one.agreed:,} of {count:,}" for one in compared) + " |\n"
    yield "A ratio above 1 says that ours is quicker."


def _ratio_whole(one: Compared) -> str:
    return f"{(one.facts.middle + one.theirs.middle) / one.ours.middle:.2f}"


def _ratio_counted(one: Compared) -> str:
    return f"{one.theirs.middle / one.ours_counted.middle:.2f}"
