"""NICE TA260, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.nice.national_2026_11 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, attested, chart, month_counts
from tests.payer_rules.table import Table
from tests.payer_rules.usual_rows import (
    adult,
    before_and_now,
    counts_now,
    early_or_response,
    failures,
    overuse,
    product,
    stopped_below,
    trials,
    tried,
    whole,
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        headaches={"months": month_counts(LATEST)},
        trials=tried("propranolol", "topiramate", "amitriptyline"),
        attestations=[attested("overuse_addressed")],
    ),
    rows=(
        *whole("1.1"),
        *product("product"),
        *adult("1.1.a"),
        *counts_now("1.1.b", "headache_days", 15),
        *counts_now("1.1.c", "migraine_days", 8),
        *trials("1.1.d", 3),
        *failures("1.1.d", intolerance=True, contraindication=True),
        *overuse("1.1.e", 0),
    ),
)
# 20 headache days before, 14 after the second treatment: 30 % fewer; 15 in March, so not yet episodic for three months
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": before_and_now((20, 20, 20), (14, 14))["headaches.months"]},
        toxin_treatments=TWO_TREATMENTS,
    ),
    rows=(
        *whole("1.2"),
        *product("product"),
        *early_or_response(
            "1.2.a",
            "1.2.a.1",
            "1.2.a.2",
            one_short=before_and_now((17, 17, 17), (12, 12)),
            needs="30 %",
        ),
        *stopped_below("1.2.b", "1.2.b.1", 15),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
