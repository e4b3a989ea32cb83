"""Highmark I-11-045: adult, prescriber and training; what was not read is looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.highmark.commercial_2023_10 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LEFT_OUT, TWO_TREATMENTS, Change, attested, chart
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("initial.1", "initial.2", "dose.1")
ASKED_AGAIN = ("continuation.1", "dose.1")

NEW_TO_BOTOX = chart(attestations=[attested("trained_in_injection")], confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    attestations=[attested("trained_in_injection")],
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# asked in the same words of both kinds of request
PRODUCT: tuple[Row, ...] = (
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
)
# the age is asked in the same words of both kinds of request
ADULT: tuple[Row, ...] = (
    ("adult.1", {}, MET, "18 today"),
    ("adult.1", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
)
PRESCRIBER: tuple[Row, ...] = (
    ("prescriber.1", {}, MET, "neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "2084N0402X"}, MET, "child neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "208VP0000X"}, NOT_DOCUMENTED, "pain physician: no neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "207Q00000X"}, NOT_DOCUMENTED, "family physician"),
    (
        "prescriber.1",
        {"prescriber.taxonomy": "207Q00000X", "prescriber.consulted": "B. Example MD, neurology"},
        BY_HAND,
        "family physician who consulted somebody: neurologist or headache specialist?",
    ),
    ("prescriber.1", {"prescriber.taxonomy": LEFT_OUT}, NOT_DOCUMENTED, "specialty not documented"),
    ("trained.1", {}, MET, "stated that the injector is trained"),
    ("trained.1", {"attestations.0.holds": False}, NOT_MET, "training denied"),
    ("trained.1", {"attestations": []}, NOT_DOCUMENTED, "nobody states the training"),
    ("trained.1", {"attestations.0.on": "2026-06-02"}, NOT_DOCUMENTED, "stated only tomorrow"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *PRODUCT, *ADULT, *PRESCRIBER),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *PRODUCT,
        *ADULT,
        *PRESCRIBER,
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
