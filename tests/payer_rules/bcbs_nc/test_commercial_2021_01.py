"""Blue Cross NC of 2021, whose criteria were not read: every one is looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.bcbs_nc.commercial_2021_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart
from tests.payer_rules.table import Table

ASKED_FIRST = ("initial.1", "initial.2", "cgrp.1", "people.1", "dose.1")
ASKED_AGAIN = ("continuation.1", "cgrp.1", "people.1", "dose.1")

NEW_TO_BOTOX = chart(confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)


INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST)),
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
