"""BCBSMA 006: the preferred toxins; the criteria for migraine are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.bcbs_ma.commercial_2018_06 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart, confirmed
from tests.payer_rules.table import Row, Table

MET, NOT_MET, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("initial.1", "initial.2", "people.1", "dose.1")
ASKED_AGAIN = ("continuation.1", "people.1", "dose.1")

NEW_TO_BOTOX = chart(confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# asked in the same words of both kinds of request
PREFERRED: tuple[Row, ...] = (
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Xeomin"}, BY_HAND, "Xeomin, not preferred"),
    ("product.1.a", {}, MET, "Botox"),
    ("product.1.a", {"request.product": "Dysport"}, MET, "Dysport"),
    ("product.1.a", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1.a", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("product.1.a", {"request.product": "Daxxify"}, NOT_MET, "Daxxify, which the list does not hold"),
    ("product.1.b", {}, BY_HAND, "not asked of Botox"),
    ("product.1.b", {"confirmations": answers(POLICY.id, "product.1.b")}, MET, "a preferred one failed"),
    ("product.1.b", {"confirmations": [confirmed(POLICY.id, "product.1.b", holds=False)]}, NOT_MET, "none failed"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *PREFERRED),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*whole(POLICY.id, "continuation", *ASKED_AGAIN), *by_hand(POLICY.id, *ASKED_AGAIN), *PREFERRED),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
