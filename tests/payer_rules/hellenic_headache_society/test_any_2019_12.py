"""Consensus of the Hellenic Headache Society of 2019, clause by clause."""

from __future__ import annotations

import pytest

from payer_rules.hellenic_headache_society.any_2019_12 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart
from tests.payer_rules.table import Table
from tests.payer_rules.usual_rows import by_hand, confirmations, failures, product, trials, tried, whole

FIRST, FURTHER = ("2", "4"), ("5", "4")

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        trials=tried("propranolol", "topiramate"),
        confirmations=confirmations(POLICY.id, *FIRST),
    ),
    rows=(
        *whole("start"),
        *product("1"),
        *by_hand(POLICY.id, *FIRST),
        *trials("3", 2),
        *failures("3", intolerance=True, contraindication=False),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, *FURTHER),
    ),
    rows=(*whole("go on"), *product("1"), *by_hand(POLICY.id, *FURTHER)),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
