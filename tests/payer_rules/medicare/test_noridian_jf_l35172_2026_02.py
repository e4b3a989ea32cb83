"""Noridian JF, of which notices were read: every criterion is looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.noridian_jf_l35172_2026_02 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, chart, diagnosis, month_counts
from tests.payer_rules.table import Row, Table

ASKED_FIRST = ("codes.1", "record.1", "initial.1", "initial.2", "people.1", "dose.1", "record.2")
ASKED_AGAIN = ("codes.1", "record.1", "continuation.1", "people.1", "dose.1", "record.2")
FREQUENT: Change = {"diagnoses": [diagnosis("G43.709")], "headaches": {"months": month_counts(LATEST)}}
UNANSWERED: Change = {**FREQUENT, "confirmations": []}

NEW_TO_BOTOX = chart(confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# what another payer asks for is never taken for what this one asks
NEVER_A_PASS: tuple[Row, ...] = (
    ("codes.1", UNANSWERED, Verdict.CHECK_BY_HAND, "a code of chronic migraine is no code of this list"),
    ("record.1", UNANSWERED, Verdict.CHECK_BY_HAND, "15 headache days are no answer"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *NEVER_A_PASS),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*whole(POLICY.id, "continuation", *ASKED_AGAIN), *by_hand(POLICY.id, *ASKED_AGAIN)),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
