"""CareSource PASSE (Arkansas), before 2024-07-09: two preventives, the rest still to be read."""

from __future__ import annotations

import pytest

from payer_rules.caresource_passe.medicaid_2023_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.caresource_passe.passe_rows import TWO_TRIALS
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart, trial
from tests.payer_rules.table import Table
from tests.payer_rules.usual_rows import by_hand, confirmations, product, whole

FIRST, FURTHER = ("2", "4", "5"), ("6", "5")

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        trials=[trial("propranolol"), trial("topiramate")], confirmations=confirmations(POLICY.id, "3", *FIRST)
    ),
    rows=(*whole("initial"), *product("1"), *TWO_TRIALS, *by_hand(POLICY.id, *FIRST)),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, *FURTHER),
    ),
    rows=(*whole("continuation"), *product("1"), *by_hand(POLICY.id, *FURTHER)),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
