"""Counts what the tables have seen of each clause, as the file that rides with the policies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module

from priorauth.policy.model import Policy
from priorauth.policy.tested import KEYS
from priorauth.review.coverage import leaves
from priorauth.review.verdict import JUDGED
from tests.payer_rules.table import Table


def tables_of(policy: Policy) -> tuple[Table, ...]:
    """Return the tables of a policy: they stand in the module of tests/payer_rules that is named like its own."""
    payer, revision = policy.id.split("/")
    module = import_module(f"tests.payer_rules.{payer}.test_{revision}")
    return tuple(table for table in module.TABLES if table.policy is policy)


def coverage_csv(held: Iterable[tuple[Policy, tuple[Table, ...]]]) -> str:
    """Return one line for each clause that is judged by itself: how many rows have seen each verdict."""
    lines = (",".join(line) for policy, tables in held for table in tables for line in _lines(policy, table))
    return "\n".join((",".join((*KEYS, *JUDGED)), *lines)) + "\n"


def _lines(policy: Policy, table: Table) -> Iterator[tuple[str, ...]]:
    seen = Counter((clause, verdict) for clause, _, verdict, _ in table.rows)
    for leaf in leaves(table.criterion):
        yield (policy.id, table.kind, leaf.clause, *(str(seen[leaf.clause, verdict]) for verdict in JUDGED))
