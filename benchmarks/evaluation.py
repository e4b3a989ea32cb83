"""Measures how quickly cases are judged, beside zen-engine on the same criteria.

``python -m benchmarks.evaluation`` prints what it found and writes docs/explanation/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import process_time_ns
from typing import ParamSpec, TypeVar

import orjson
import zen

from benchmarks.cases import make_cases, typical_case
from benchmarks.decision_graph import aetna_initial, uhc_initial
from benchmarks.facts import Facts, facts_for_aetna, facts_for_uhc
from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Criterion, walk
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies, policy_by_id
from priorauth.policy.trials import PreventiveTrials
from priorauth.review.conclude import review
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "performance.md"
CASES, SEED, REPEATS = 10_000, 2026, 500
# so many cases are in memory at a time
BLOCK = 500
T = TypeVar("T")
P = ParamSpec("P")
LIBRARIES = ("priorauth", "pydantic", "zen-engine")


@dataclass
class Times:
    """Times in microseconds of the processor, so that other programs on the machine disturb them less."""

    known: list[float] = field(default_factory=list)

    def take(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call it, and keep how long that took."""
        began = process_time_ns()
        answer = call(*args, **kwargs)
        self.known.append((process_time_ns() - began) / 1000)
        return answer

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.known)

    def __str__(self) -> str:
        """Show the median with the first and the last tenth: "120 (100–180)"."""
        tenths = quantiles(self.known, n=10)
        return f"{self.middle:.0f} ({tenths[0]:.0f}–{tenths[-1]:.0f})"


@dataclass
class Held:
    """One policy: the typical case again and again, and every case that it has a rule for."""

    policy: Policy
    typical: Times = field(default_factory=Times)
    cases: Times = field(default_factory=Times)


@dataclass
class Compared:
    """One policy's initial criteria, judged by both."""

    policy: Policy
    criterion: Criterion
    facts_of: Callable[[Counted], Facts]
    graph: zen.ZenDecision
    ours: Times = field(default_factory=Times)
    ours_counted: Times = field(default_factory=Times)
    theirs: Times = field(default_factory=Times)
    facts: Times = field(default_factory=Times)
    agreed: int = 0

    def judge(self, cases: list[Case]) -> None:
        """Judge cases by both, one after the other, and note the times and on how many they agree."""
        for case in cases:
            self.ours.take(self._from_case, case)
        counted = [Counted(case) for case in cases]
        facts = [self.facts.take(self._facts, one) for one in counted]
        findings = [self.ours_counted.take(evaluate, self.criterion, one, self.policy.id) for one in counted]
        answers = [self.theirs.take(self.graph.evaluate, known) for known in facts]
        pairs = zip(findings, answers, strict=True)
        self.agreed += sum(finding.verdict.value == answer["result"]["verdict"] for finding, answer in pairs)

    def _from_case(self, case: Case) -> Finding:
        return evaluate(self.criterion, Counted(case), self.policy.id)

    def _facts(self, case: Counted) -> bytes:
        return orjson.dumps(self.facts_of(case))


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description="Measure how quickly cases are judged.")
    parser.add_argument("--cases", type=int, default=CASES, help="how many synthetic cases")
    count = parser.parse_args().cases
    policies = [Held(policy) for policy in all_policies()]
    compared = list(_compared())
    _warm_up(policies, compared)
    _measure_typical(policies)
    cases = make_cases(count, SEED)
    while block := list(islice(cases, BLOCK)):
        _measure(block, policies, compared)
    text = "\n".join(_page(count, policies, compared)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _compared() -> Iterator[Compared]:
    uhc, aetna = (policy_by_id(f"{payer}/commercial_2026_01") for payer in ("unitedhealthcare", "aetna"))
    trials = next(one for one in walk(aetna.requests[RequestKind.INITIAL]) if isinstance(one, PreventiveTrials))
    yield _comparison(uhc, facts_for_uhc, uhc_initial())
    yield _comparison(aetna, lambda case: facts_for_aetna(case, trials), aetna_initial())


def _comparison(policy: Policy, facts_of: Callable[[Counted], Facts], graph: str) -> Compared:
    # compiled ahead, and the facts handed over as JSON: the quickest ways it offers
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(graph))
    return Compared(policy, policy.requests[RequestKind.INITIAL], facts_of, decision)


def _warm_up(policies: list[Held], compared: list[Compared]) -> None:
    _measure(list(make_cases(50, SEED + 1)), policies, compared)
    for held in policies:
        held.cases.known.clear()
    for one in compared:
        one.agreed = 0
        for times in (one.ours, one.ours_counted, one.theirs, one.facts):
            times.known.clear()


def _measure_typical(policies: list[Held]) -> None:
    case = typical_case()
    for held in policies:
        for _ in range(REPEATS if case.request.kind in held.policy.requests else 0):
            held.typical.take(review, case, held.policy)


def _measure(cases: list[Case], policies: list[Held], compared: list[Compared]) -> None:
    for case in cases:
        for held in policies:
            if case.request.kind in held.policy.requests:
                held.cases.take(review, case, held.policy)
    for one in compared:
        one.judge(cases)


def _page(count: int, policies: list[Held], compared: list[Compared]) -> Iterator[str]:
    yield from _introduction(count, policies)
    yield from _table_of_policies(policies)
    yield from _table_of_engines(count, compared)


def _introduction(count: int, policies: list[Held]) -> Iterator[str]:
    judged = sum(len(held.cases.known) for held in policies)
    seconds = sum(sum(held.cases.known) for held in policies) / 1_000_000
    middle = median(time for held in policies for time in held.cases.known)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "# Performance\n"
    yield "<!-- Made by benchmarks/evaluation.py. Do not edit: run `make bench`. -->\n"
    yield "How long it takes to judge a case: the count, every finding with its reason and evidence, and the gaps."
    yield "Reading a chart and printing a packet are not in it; making a PDF takes far longer than all of this."
    yield "No test looks at a time: these are figures of one run on one machine.\n"
    yield f"- Machine: {platform.machine()}, {os.cpu_count()} cores, one of them used"
    yield f"- Python {platform.python_version()}, {libraries}"
    yield f"- {count:,} synthetic cases (seed {SEED}), initial and continuation requests in turn"
    yield "- Processor time in µs: the median, and in brackets the first and the last tenth\n"
    yield f"**{count:,} cases against {len(policies)} policies: {judged:,} reviews in {seconds:.1f} s,"
    yield f"{count / seconds:,.0f} cases a second against all of them, {judged / seconds:,.0f} reviews a second;"
    yield f"the median review took {middle:.0f} µs.**\n"


def _table_of_policies(policies: list[Held]) -> Iterator[str]:
    yield "## Every policy\n"
    yield "The full case is an initial request with a diary of 90 days, counts of the same months in a note, five"
    yield "trials and every statement. A dash: the policy has no rule for an initial request.\n"
    yield "| policy | the full case | all cases |"
    yield "| --- | --- | --- |"
    for held in policies:
        yield f"| {held.policy.id} | {held.typical if held.typical.known else '–'} | {held.cases} |"
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


if __name__ == "__main__":
    main()
