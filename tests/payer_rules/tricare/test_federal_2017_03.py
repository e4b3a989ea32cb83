"""TRICARE Policy Manual 7-27.1, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.tricare.federal_2017_03 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import BASELINE, LATEST, TWO_TREATMENTS, Change, chart, month_counts
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    MET,
    adult,
    by_hand,
    confirmations,
    counts_before,
    counts_now,
    product,
    whole,
)

SILENT_ON: tuple[Row, ...] = (("initial", {"trials": []}, MET, "no preventive is asked for"),)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        headaches={"months": month_counts(LATEST, long=15)},
        confirmations=confirmations(POLICY.id, "6"),
    ),
    rows=(
        *whole("initial"),
        *SILENT_ON,
        *product("1"),
        *adult("2"),
        *counts_now("3", "headache_days", 15),
        *counts_now("4", "days_of_4_hours", 15),
        *by_hand(POLICY.id, "6"),
    ),
)
# counted before the first treatment; the months since then do not bear on it
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": [*month_counts(BASELINE, long=15), *month_counts(LATEST, headache=5, migraine=3, long=5)]},
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, "5", "6"),
    ),
    rows=(
        *whole("continuation"),
        *product("1"),
        *adult("2"),
        *counts_before("3", "headache_days", 15),
        *counts_before("4", "days_of_4_hours", 15),
        *by_hand(POLICY.id, "5", "6"),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
