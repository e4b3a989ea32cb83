"""Washington State L&I, the revision from 2017-12-01, with its rule to stop, clause by clause."""

from __future__ import annotations

import pytest

from payer_rules.washington_lni.workers_compensation_2017_12 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import Change
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import MET, NOT_DOCUMENTED, NOT_MET, by_hand, confirmations, whole
from tests.payer_rules.washington_lni.lni_rows import BOTH, FIRST, FURTHER, new_to_botox, treated_twice

PLACE = "headaches.months.4.headache_days"
EPISODIC: tuple[Row, ...] = (
    ("stop.1", {}, MET, "15 headache days in the latest month"),
    ("stop.1", {PLACE: 14}, NOT_MET, "14 in the latest month: treatment stops"),
    ("stop.1", {PLACE: "14-15"}, NOT_DOCUMENTED, "14 to 15 in the latest month"),
    ("stop.1.a", {}, NOT_MET, "15 in the latest month"),
    ("stop.1.a", {PLACE: 14}, MET, "14 in the latest month, 15 in the one before"),
    ("stop.1.a", {PLACE: "14-15"}, NOT_DOCUMENTED, "14 to 15 in the latest month"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=new_to_botox(confirmations(POLICY.id, "htcc.1")),
    rows=(*whole("initial"), *FIRST, *BOTH, *by_hand(POLICY.id, "htcc.1")),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=treated_twice(confirmations(POLICY.id, "htcc.1")),
    rows=(*whole("continuation"), *FURTHER, *EPISODIC, *BOTH, *by_hand(POLICY.id, "htcc.1")),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
