"""Measures how quickly cases are read and judged, beside zen-engine on the same criteria.

``python -m benchmarks.evaluation`` prints what it found and writes docs/explanation/performance.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson
import zen

from benchmarks.cases import make_charts, typical_case
from benchmarks.decision_graph import aetna_initial, uhc_initial
from benchmarks.facts import Facts, facts_for_aetna, facts_for_uhc
from benchmarks.page import page
from benchmarks.times import Times
from priorauth.api import review_case
from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.case.read import make_case, parse_case
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Criterion, walk
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies, policy_by_id
from priorauth.policy.trials import PreventiveTrials
from priorauth.review.conclude import review, review_each
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "performance.md"
CASES, SEED, REPEATS = 10_000, 2026, 500
# so many cases are in memory at a time
BLOCK = 500


@dataclass
class Held:
    """One policy, and how long its reviews took."""

    policy: Policy
    full: Times = field(default_factory=Times)
    """The full case, again and again, counted afresh each time."""
    alone: Times = field(default_factory=Times)
    """Every case, counted afresh for this policy."""


@dataclass
class Every:
    """All policies that a case is held against, one after the other."""

    each: Times = field(default_factory=Times)
    """One review among them; what the case holds is counted where the first policy asks for it."""
    shares: list[float] = field(default_factory=list)
    """For each case the time for all policies, by their number."""

    def judge(self, case: Case, policies: list[Policy]) -> None:
        """Hold one case against all of them, and note the times."""
        reviews, before = review_each(case, policies), len(self.each.known)
        for _ in policies:
            self.each.take(next, reviews)
        self.shares.append(sum(self.each.known[before:]) / len(policies))


@dataclass
class Files:
    """The way of one case through a batch: bytes in, the review of the policy that answers for it, bytes out."""

    read: Times = field(default_factory=Times)
    judge: Times = field(default_factory=Times)
    write: Times = field(default_factory=Times)

    def handle(self, content: bytes) -> None:
        """Take one file all the way, and note the times."""
        case = self.read.take(parse_case, content, "case.json")
        reviewed = self.judge.take(review_case, case)
        self.write.take(reviewed.model_dump_json)


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


@dataclass
class Measured:
    """Everything that one run measures."""

    policies: list[Held]
    compared: list[Compared]
    every: Every = field(default_factory=Every)
    files: Files = field(default_factory=Files)

    def take(self, charts: list[dict[str, object]]) -> None:
        """Measure with these charts."""
        for chart in charts:
            self.files.handle(orjson.dumps(chart))
        cases = [make_case(chart) for chart in charts]
        for case in cases:
            held = [one for one in self.policies if case.request.kind in one.policy.requests]
            for one in held:
                one.alone.take(review, case, one.policy)
            self.every.judge(case, [one.policy for one in held])
        for pair in self.compared:
            pair.judge(cases)

    def take_full_case(self) -> None:
        """Hold the full case against every policy, many times."""
        case = typical_case()
        for held in self.policies:
            for _ in range(REPEATS if case.request.kind in held.policy.requests else 0):
                held.full.take(review, case, held.policy)


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description="Measure how quickly cases are read and judged.")
    parser.add_argument("--cases", type=int, default=CASES, help="how many synthetic cases")
    count = parser.parse_args().cases
    # what is made once and kept, such as validators and names, is no part of a review
    _prepare().take(list(make_charts(50, SEED + 1)))
    measured = _prepare()
    measured.take_full_case()
    charts = make_charts(count, SEED)
    while block := list(islice(charts, BLOCK)):
        measured.take(block)
    text = "\n".join(page(measured, count, SEED)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _prepare() -> Measured:
    return Measured([Held(policy) for policy in all_policies()], list(_compared()))


def _compared() -> Iterator[Compared]:
    uhc, aetna = (policy_by_id(f"{payer}/commercial_2026_01") for payer in ("unitedhealthcare", "aetna"))
    trials = next(one for one in walk(aetna.requests[RequestKind.INITIAL]) if isinstance(one, PreventiveTrials))
    yield _comparison(uhc, facts_for_uhc, uhc_initial())
    yield _comparison(aetna, lambda case: facts_for_aetna(case, trials), aetna_initial())


def _comparison(policy: Policy, facts_of: Callable[[Counted], Facts], graph: str) -> Compared:
    # compiled ahead, and the facts handed over as JSON: the quickest ways it offers
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(graph))
    return Compared(policy, policy.requests[RequestKind.INITIAL], facts_of, decision)


if __name__ == "__main__":
    main()
