"""EHF guideline of 2018, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.ehf.any_2018_09 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import LEFT_OUT, TWO_TREATMENTS, Change, chart
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    MET,
    NOT_MET,
    before_and_now,
    by_hand,
    confirmations,
    early_or_response,
    interval,
    product,
    stopped_below,
    trials,
    tried,
    whole,
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    *product("1"),
    ("5", {"request.units": 195}, MET, "195 units"),
    ("5", {"request.units": 196}, NOT_MET, "196 units"),
    *by_hand(POLICY.id, "6"),
    *interval("7"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        trials=tried("propranolol", "topiramate", "amitriptyline"),
        confirmations=confirmations(POLICY.id, "2", "4", "6"),
    ),
    rows=(
        *whole("start"),
        *FOR_BOTH,
        *by_hand(POLICY.id, "2", "4"),
        *trials("3", 3),
        ("3", {"trials.0.outcome": LEFT_OUT}, MET, "no outcome is asked for"),
        ("3", {"trials.0.outcome": "effective"}, MET, "a trial is asked for, not a failure"),
    ),
)
# 10 headache days before, 7 after the second treatment: 30 % fewer; 10 in March, so not yet below 10 for three months
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": before_and_now((10, 10, 10), (7, 7), between=10)["headaches.months"]},
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, "6"),
    ),
    rows=(
        *whole("go on"),
        *FOR_BOTH,
        *early_or_response("8", "8.a", "8.b", one_short=before_and_now((17, 17, 17), (12, 12)), needs="30 %"),
        *stopped_below("9", "9.a", 10),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
