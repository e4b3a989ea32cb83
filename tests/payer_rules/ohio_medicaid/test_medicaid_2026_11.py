"""Ohio Medicaid: every criterion for Botox is still to be read."""

from __future__ import annotations

import pytest

from payer_rules.ohio_medicaid.medicaid_2026_11 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart
from tests.payer_rules.table import Table
from tests.payer_rules.usual_rows import BY_HAND, MET, by_hand, confirmations

FIRST, FURTHER = ("1", "2", "3"), ("4", "3")

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(confirmations=confirmations(POLICY.id, *FIRST)),
    rows=(
        ("initial", {}, MET, "every clause answered"),
        ("initial", {"confirmations": confirmations(POLICY.id, "1", "2")}, BY_HAND, "one clause not answered"),
        ("initial", {"trials": [], "headaches": {}}, MET, "no chart decides what was not read"),
        *by_hand(POLICY.id, *FIRST),
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
    rows=(
        ("continuation", {}, MET, "every clause answered"),
        ("continuation", {"confirmations": confirmations(POLICY.id, "4")}, BY_HAND, "one clause not answered"),
        *by_hand(POLICY.id, *FURTHER),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
