"""Holds charts against the CQL libraries and against our own evaluator, and says where the two differ."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from priorauth.case.model import Case
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Group, Ichd3ChronicMigraine, walk
from priorauth.policy.registry import policy_by_id
from priorauth.review.conclude import review
from priorauth.review.finding import Finding
from tests.cql.facts import facts_of

FOLDER = Path(__file__).parent
LIBRARIES = {
    "Aetna": "aetna/commercial_2026_01",
    "UnitedHealthcare": "unitedhealthcare/commercial_2026_01",
    "General": "general/any_2018_01",
}

Verdicts = dict[str, dict[str, str]]
"""By library, the verdict on each clause."""


class Difference(NamedTuple):
    """One clause of one chart on which the two do not agree."""

    case: str
    kind: RequestKind
    policy: str
    clause: str
    ours: str | None
    cql: str | None


def by_cql(node: str, cases: list[Case]) -> list[Verdicts]:
    """Return what the CQL libraries say of each chart, several processes sharing the work."""
    shares = cpu_count() or 1
    size = -(-len(cases) // shares)
    parts = [cases[start : start + size] for start in range(0, len(cases), size)]
    with ThreadPoolExecutor(shares) as pool:
        return [one for part in pool.map(lambda part: _run(node, part), parts) for one in part]


def _run(node: str, cases: list[Case]) -> list[Verdicts]:
    charts = [{"kind": case.request.kind, "facts": facts_of(case)} for case in cases]
    with TemporaryDirectory() as folder:
        answers = Path(folder, "answers.json")
        done = subprocess.run(
            (node, "--max-semi-space-size=64", "run.mjs", str(answers)),
            cwd=FOLDER,
            input=json.dumps(charts),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found: list[Verdicts] = json.loads(answers.read_text(encoding="utf-8"))
        return found


def by_us(case: Case) -> Verdicts:
    """Return what our own evaluator says of a chart."""
    return {name: _by_clause(review(case, policy_by_id(policy)).finding) for name, policy in LIBRARIES.items()}


def _by_clause(finding: Finding) -> dict[str, str]:
    found = {finding.clause: finding.verdict.value}
    for child in finding.findings:
        found.update(_by_clause(child))
    return found


def differences(case: Case, ours: Verdicts, cql: Verdicts) -> Iterator[Difference]:
    """Yield every clause on which the two sides differ, or that only one of them knows.

    Where the clauses below a group differ, the group's own difference follows from theirs and is not listed.
    """
    for name, policy in LIBRARIES.items():
        found = list(_differences(case, policy, ours[name], cql[name]))
        above = groups(policy, case.request.kind)
        below = [one for one in found if one.clause not in above]
        yield from below or found


def _differences(case: Case, policy: str, ours: dict[str, str], cql: dict[str, str]) -> Iterator[Difference]:
    for clause in sorted({*ours, *cql}):
        left, right = ours.get(clause), cql.get(clause)
        if left != right:
            yield Difference(case.id, case.request.kind, policy, clause, left, right)


def groups(policy: str, kind: RequestKind) -> set[str]:
    """Return the clauses of a policy whose verdict follows from the clauses below them."""
    criteria = walk(policy_by_id(policy).requests[kind])
    return {one.clause for one in criteria if isinstance(one, Group | Ichd3ChronicMigraine)}
