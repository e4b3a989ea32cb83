"""SMC 692/11 for NHS Scotland, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.nhs_scotland.national_2017_02 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    attested,
    chart,
    month_counts,
)
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    NOT_DOCUMENTED,
    NOT_MET,
    adult,
    by_hand,
    confirmations,
    counts_before,
    counts_now,
    failures,
    overuse,
    product,
    trials,
    tried,
    whole,
)

FAILED = tried("propranolol", "topiramate", "amitriptyline", oral=True)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    *whole("restriction"),
    *product("1"),
    *adult("2"),
    *trials("5", 3, oral=True),
    *failures("5", intolerance=False, contraindication=False),
    ("5", {"trials.0.oral": False}, NOT_MET, "one of them not taken by mouth"),
    ("5", {"trials.0.oral": LEFT_OUT}, NOT_DOCUMENTED, "route of one not documented"),
    *overuse("6", 0),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        headaches={"months": month_counts(LATEST)},
        trials=FAILED,
        attestations=[attested("overuse_addressed")],
    ),
    rows=(*FOR_BOTH, *counts_now("3", "headache_days", 15), *counts_now("4", "migraine_days", 8)),
)
# counted before the first treatment; the months since then do not bear on it
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": [*month_counts(BASELINE), *month_counts(LATEST, headache=5, migraine=3, long=5)]},
        trials=FAILED,
        toxin_treatments=TWO_TREATMENTS,
        attestations=[attested("overuse_addressed")],
        confirmations=confirmations(POLICY.id, "7"),
    ),
    rows=(
        *FOR_BOTH,
        *counts_before("3", "headache_days", 15),
        *counts_before("4", "migraine_days", 8),
        *by_hand(POLICY.id, "7"),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
