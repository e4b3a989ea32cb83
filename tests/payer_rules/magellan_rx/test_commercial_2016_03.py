"""Magellan Rx IC-0238 of 2016: six months, 4 hours, two oral preventives; 400 units in 84 days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payer_rules.magellan_rx.commercial_2016_03 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import (
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    Data,
    chart,
    confirmed,
    diagnosis,
    documented,
    month_counts,
    trial,
)
from tests.payer_rules.magellan_rx.limit_rows import (
    ADULT_WITH_HEADACHES,
    IMPROVED_ELSEWHERE,
    OVERALL_400,
    VIALS,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("initial.5.b", "other.1")
ASKED_AGAIN = ("continuation.1", "other.1")

TWO_MONTHS = 59
"""Days from 6 January to 6 March 2025."""


def failed(drug: str, *, days: int = TWO_MONTHS, **fields: Any) -> Data:
    """Return a trial by mouth of two months."""
    return trial(drug, days=days, **{"oral": True, **fields})


NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={
        "chronic_since": documented(since="2025-12-01"),
        "months": month_counts(LATEST, long=15),
    },
    trials=[failed("topiramate"), failed("divalproex sodium")],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)


def second(*trials: Data) -> Change:
    """Put other trials in the place of divalproex."""
    return {"trials": [failed("topiramate"), *trials]}


NOT_ON_THE_LIST: Change = {
    "confirmations": [
        *answers(POLICY.id, "other.1"),
        confirmed(POLICY.id, "initial.5.b", holds=False),
    ]
}

DISEASE: tuple[Row, ...] = (
    ("initial.3", {}, MET, "4 hours on each of 15 days"),
    ("initial.3", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
    ("initial.3", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    ("initial.3", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("initial.4", {}, MET, "six months to the day"),
    ("initial.4", {"headaches.chronic_since.since": "2025-12-02"}, NOT_MET, "a day short of six months"),
    ("initial.4", {"headaches.chronic_since.since": "2025"}, NOT_DOCUMENTED, "since some day of last year"),
    ("initial.4", {"headaches.chronic_since": LEFT_OUT}, NOT_DOCUMENTED, "no beginning documented"),
)

TRIALS: tuple[Row, ...] = (
    ("initial.5", {}, MET, "two drugs, and their place on the list looked up"),
    ("initial.5", NOT_ON_THE_LIST, NOT_MET, "two drugs, one of them not on the list"),
    ("initial.5.a", {}, MET, "two months to the day, two drugs of one class"),
    ("initial.5.a", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("initial.5.a", second(), NOT_MET, "one drug"),
    ("initial.5.a", second(failed("Topamax")), NOT_MET, "one drug under two names"),
    ("initial.5.a", second(failed("propranolol", days=58)), NOT_MET, "a day short of two months"),
    (
        "initial.5.a",
        second(failed("propranolol", days=40), failed("propranolol", days=40, started=date(2025, 6, 1))),
        NOT_MET,
        "twice 40 days do not add up",
    ),
    ("initial.5.a", second(failed("propranolol", oral=False)), NOT_MET, "not taken by mouth"),
    ("initial.5.a", second(failed("propranolol", oral=None)), NOT_DOCUMENTED, "route not documented"),
    ("initial.5.a", second(failed("propranolol", for_migraine=False)), NOT_MET, "for blood pressure"),
    ("initial.5.a", second(failed("propranolol", outcome="intolerance")), NOT_MET, "not tolerated"),
    ("initial.5.a", second(failed("propranolol", outcome="effective")), NOT_MET, "effective"),
    ("initial.5.a", second(failed("propranolol", outcome="ongoing")), NOT_MET, "ongoing"),
    ("initial.5.a", second(failed("propranolol", outcome=None)), NOT_DOCUMENTED, "outcome not documented"),
    (
        "initial.5.a",
        {**second(), "contraindications": [documented(drug="propranolol", reason="asthma")]},
        NOT_MET,
        "a contraindication is not counted",
    ),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *ADULT_WITH_HEADACHES,
        *DISEASE,
        *TRIALS,
        *VIALS,
        *OVERALL_400,
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *VIALS,
        *OVERALL_400,
        ("limit.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
