"""The form of a payer module's tests: one table for each request kind of a policy.

``just_enough`` is a chart that meets every clause, and none by more than it must. Each row makes one change to it
and names the clause that the change moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from priorauth.case.history import Counted
from priorauth.case.read import make_case
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Criterion
from priorauth.policy.model import Policy
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import Change, Data, changed

Row = tuple[str, Change, Verdict, str]
"""Clause, what changes, expected verdict, and the change in words."""


@dataclass(frozen=True)
class Table:
    policy: Policy
    kind: RequestKind
    just_enough: Data
    rows: tuple[Row, ...]

    @property
    def criterion(self) -> Criterion:
        return self.policy.requests[self.kind]

    @property
    def ids(self) -> list[str]:
        return [f"{clause}: {words}" for clause, _, _, words in self.rows]

    @cached_property
    def charts(self) -> tuple[Counted, ...]:
        """The changed chart of each row, read and counted."""
        return tuple(Counted(make_case(changed(self.just_enough, change))) for _, change, _, _ in self.rows)

    def verdicts(self, change: Change) -> dict[str, Verdict]:
        """Return the verdict on every clause, for the chart with the change made."""
        case = Counted(make_case(changed(self.just_enough, change)))
        return by_clause(evaluate(self.criterion, case, self.policy.id))


def by_clause(finding: Finding) -> dict[str, Verdict]:
    """Return the verdict on a clause and on every clause below it."""
    found = {finding.clause: finding.verdict}
    for child in finding.findings:
        found.update(by_clause(child))
    return found
