"""A second implementation of three policies, in CQL and run by an engine that others wrote, against ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NamedTuple

import pytest

from priorauth.case.model import Case
from priorauth.clinical.ranges import Range
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.cql.agreement import FOLDER, LIBRARIES, Difference, Verdicts, by_cql, by_us, differences, groups
from tests.cql.charts import charts
from tests.payer_rules.aetna import test_commercial_2026_01 as aetna
from tests.payer_rules.general import test_any_2018_01 as general
from tests.payer_rules.table import Table
from tests.payer_rules.unitedhealthcare import test_commercial_2026_01 as unitedhealthcare

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None or not (FOLDER / "node_modules").is_dir(),
    reason="the CQL engine is not there: install Node 20 or later, then run `npm ci --prefix tests/cql`",
)

SEEDS = {RequestKind.INITIAL: 1, RequestKind.CONTINUATION: 2}
CHARTS_EACH = 1050
TABLES: tuple[Table, ...] = (*aetna.TABLES, *unitedhealthcare.TABLES, *general.TABLES)

MET, NOT_MET, NOT_DOCUMENTED = "met", "not_met", "not_documented"
Pair = tuple[str, str]
"""Our verdict, and that of the CQL library."""


class Dispute(NamedTuple):
    """A difference that is known, in which charts it may show, and how."""

    why: str
    clauses: set[str]
    pairs: set[Pair]
    when: Callable[[Case], bool]


# Where the two differ, and it is meant: ours asks for what the other decides. Nothing else may differ.
DISPUTED: tuple[Dispute, ...] = (
    Dispute(
        "a count without a lower or an upper end can decide the response all the same: we call it not documented",
        {"continuation.1", "2.c"},
        {(NOT_DOCUMENTED, MET), (NOT_DOCUMENTED, NOT_MET)},
        lambda case: any(one.low is None or one.high is None for one in counts_of(case)),
    ),
)


def counts_of(case: Case) -> list[Range]:
    months = case.headaches.months
    known = [(one.headache_days, one.migraine_days, one.days_of_4_hours) for one in months]
    return [count for counts in known for count in counts if count is not None]


class Comparison(NamedTuple):
    cases: list[Case]
    ours: list[Verdicts]
    cql: list[Verdicts]

    @property
    def differences(self) -> list[tuple[Case, Difference]]:
        held = zip(self.cases, self.ours, self.cql, strict=True)
        return [(case, one) for case, ours, cql in held for one in differences(case, ours, cql)]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    assert NODE is not None
    cases = [case for kind, seed in SEEDS.items() for case in charts(seed, kind.value, CHARTS_EACH)]
    return Comparison(cases, [by_us(case) for case in cases], by_cql(NODE, cases))


def is_disputed(case: Case, one: Difference) -> bool:
    return any(
        one.clause in dispute.clauses and (one.ours, one.cql) in dispute.pairs and dispute.when(case)
        for dispute in DISPUTED
    )


def test_every_verdict_of_every_clause_is_the_same(comparison: Comparison) -> None:
    assert len(comparison.cases) >= 2000
    assert [one for case, one in comparison.differences if not is_disputed(case, one)] == []


def test_the_charts_show_each_clause_with_every_verdict_of_its_table(comparison: Comparison) -> None:
    """What the hand-written tables of the three policies show of a clause, the charts drawn by lot show too."""
    seen = {
        (policy, case.request.kind, clause, verdict)
        for case, ours in zip(comparison.cases, comparison.ours, strict=True)
        for name, policy in LIBRARIES.items()
        for clause, verdict in ours[name].items()
    }
    assert expected(TABLES) - seen == set()


def expected(tables: tuple[Table, ...]) -> set[tuple[str, RequestKind, str, str]]:
    return {
        (table.policy.id, table.kind, clause, Verdict(verdict).value)
        for table in tables
        for clause, _, verdict, _ in table.rows
        if clause not in groups(table.policy.id, table.kind)
    }
