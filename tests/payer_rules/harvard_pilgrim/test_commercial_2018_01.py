"""Harvard Pilgrim about 2018: 15 headache days and one listed drug for 8 weeks; the rest is looked up by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payer_rules.harvard_pilgrim.commercial_2018_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    Data,
    chart,
    diagnosis,
    diary,
    documented,
    month_counts,
    stated,
    trial,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("initial.2", "initial.4", "other.1", "dose.1")
ASKED_AGAIN = ("continuation.1", "other.1", "dose.1")


def by_mouth(drug: str, *, days: int = 56, **fields: Any) -> Data:
    """Return a trial by mouth of eight weeks."""
    return trial(drug, days=days, **{"oral": True, **fields})


NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST)},
    trials=[by_mouth("topiramate")],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# already on Botox elsewhere, and better on it
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [*month_counts(BASELINE), *month_counts(LATEST, headache=10, migraine=5, long=5)],
}


def tried(drug: str) -> Change:
    """Put another drug in the place of topiramate."""
    return {"trials": [by_mouth(drug)]}


COUNTS: tuple[Row, ...] = (
    ("initial.1", {}, MET, "15 headache days"),
    ("initial.1", {"headaches.months.2.headache_days": 14}, NOT_MET, "14 in the latest month"),
    ("initial.1", {"headaches.months.2.headache_days": "14-16"}, NOT_DOCUMENTED, "14 to 16"),
    ("initial.1", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    ("initial.1", {"headaches": {"diaries": [diary(LATEST, headache=14, blank=1)]}}, NOT_DOCUMENTED, "a blank day"),
    ("initial.1", {"headaches": {"frequencies": [stated("attack", per_month=15)]}}, NOT_DOCUMENTED, "15 attacks"),
    ("initial.1", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

LISTED_DRUG: tuple[Row, ...] = (
    ("initial.3", tried("divalproex sodium"), MET, "divalproex"),
    ("initial.3", tried("topiramate"), MET, "topiramate"),
    ("initial.3", tried("gabapentin"), MET, "gabapentin"),
    ("initial.3", tried("amitriptyline"), MET, "amitriptyline"),
    ("initial.3", tried("venlafaxine"), MET, "venlafaxine"),
    ("initial.3", tried("atenolol"), MET, "atenolol"),
    ("initial.3", tried("metoprolol"), MET, "metoprolol"),
    ("initial.3", tried("propranolol"), MET, "propranolol"),
    ("initial.3", tried("timolol"), MET, "timolol"),
    ("initial.3", tried("nadolol"), MET, "nadolol"),
    ("initial.3", tried("nimodipine"), MET, "nimodipine"),
    ("initial.3", tried("verapamil"), MET, "verapamil"),
    ("initial.3", tried("nortriptyline"), NOT_MET, "nortriptyline: not on the list"),
    ("initial.3", tried("erenumab"), NOT_MET, "erenumab: not on the list"),
    ("initial.3", tried("study drug"), BY_HAND, "a drug that our table lacks"),
)

TRIAL: tuple[Row, ...] = (
    ("initial.3", {}, MET, "56 days are 8 weeks"),
    ("initial.3", {"trials": [by_mouth("topiramate", days=55)]}, NOT_MET, "55 days"),
    ("initial.3", {"trials.0.oral": False}, NOT_MET, "not taken by mouth"),
    ("initial.3", {"trials.0.oral": LEFT_OUT}, NOT_DOCUMENTED, "route not documented"),
    (
        "initial.3",
        {"trials": [by_mouth("topiramate", days=30), by_mouth("topiramate", days=30, started=date(2025, 6, 1))]},
        NOT_MET,
        "twice 30 days do not add up",
    ),
    ("initial.3", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("initial.3", {"trials.0.stopped": LEFT_OUT}, NOT_DOCUMENTED, "no stop date"),
    ("initial.3", {"trials.0.for_migraine": False}, NOT_MET, "topiramate for epilepsy"),
    ("initial.3", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    ("initial.3", {"trials.0.outcome": "effective"}, MET, "how it ended is looked up in initial.4"),
    (
        "initial.3",
        {"trials": [], "contraindications": [documented(drug="topiramate", reason="kidney stones")]},
        NOT_DOCUMENTED,
        "whether a contraindication counts was not read",
    ),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *COUNTS,
        *LISTED_DRUG,
        *TRIAL,
    ),
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
