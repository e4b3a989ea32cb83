"""Rows on clauses that a person checks: answered yes, answered no, and not answered."""

from __future__ import annotations

from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import Data, confirmed
from tests.payer_rules.table import Row


def answers(policy: str, *clauses: str) -> list[Data]:
    """Return a person's yes to each of these clauses."""
    return [confirmed(policy, clause, holds=True) for clause in clauses]


def by_hand(policy: str, *clauses: str) -> tuple[Row, ...]:
    """Return the rows on each of these clauses, for a chart that answers all of them and nothing else."""
    return tuple(row for clause in clauses for row in _rows(policy, clause, [one for one in clauses if one != clause]))


def _rows(policy: str, clause: str, others: list[str]) -> tuple[Row, ...]:
    rest = answers(policy, *others)
    return (
        (clause, {}, Verdict.MET, "looked up: so it is"),
        (clause, {"confirmations": [*rest, confirmed(policy, clause, holds=False)]}, Verdict.NOT_MET, "not so"),
        (clause, {"confirmations": rest}, Verdict.CHECK_BY_HAND, "nobody looked it up"),
    )


def whole(policy: str, root: str, *clauses: str) -> tuple[Row, ...]:
    """Return the rows on a request as a whole, for a chart that answers these clauses and nothing else."""
    first, *others = clauses
    one_denied = [confirmed(policy, first, holds=False), *answers(policy, *others)]
    return (
        (root, {}, Verdict.MET, "every clause met"),
        (root, {"confirmations": []}, Verdict.CHECK_BY_HAND, "the text was not looked up"),
        (root, {"confirmations": one_denied}, Verdict.NOT_MET, "every clause met but one"),
    )
