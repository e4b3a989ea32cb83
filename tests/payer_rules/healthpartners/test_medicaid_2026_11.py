"""HealthPartners for Minnesota Health Care Programs: dose reached, and rebound mitigation unless inappropriate."""

from __future__ import annotations

import pytest

from payer_rules.healthpartners.medicaid_2026_11 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    attested,
    chart,
    confirmed,
    diagnosis,
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

ASKED_FIRST = ("initial.2.b", "initial.3.a", "dose.1")
ASKED_AGAIN = ("continuation.1", "dose.1")

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST, long=15)},
    trials=[trial("topiramate", dose_reached="highest_tolerated")],
    attestations=[attested("rebound_mitigation_tried")],
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
    "headaches.months": [
        *month_counts(BASELINE, long=15),
        *month_counts(LATEST, headache=10, migraine=5, long=5),
    ],
}
INAPPROPRIATE: Change = {"attestations": [attested("rebound_mitigation_inappropriate")]}
NEITHER: Change = {
    "attestations": [
        attested("rebound_mitigation_tried", holds=False),
        attested("rebound_mitigation_inappropriate", holds=False),
    ]
}
NO_REVIEW: Change = {
    "confirmations": [
        *answers(POLICY.id, "initial.2.b", "dose.1"),
        confirmed(POLICY.id, "initial.3.a", holds=False),
    ]
}
NOT_EACH_CLASS: Change = {
    "confirmations": [
        *answers(POLICY.id, "initial.3.a", "dose.1"),
        confirmed(POLICY.id, "initial.2.b", holds=False),
    ]
}

COUNTS: tuple[Row, ...] = (
    ("initial.1", {}, MET, "15 days of 4 hours"),
    ("initial.1", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
    ("initial.1", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    ("initial.1", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    ("initial.1", {"headaches": {"frequencies": [stated("attack", per_month=15)]}}, NOT_DOCUMENTED, "15 attacks"),
    ("initial.1", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

DOSES: tuple[Row, ...] = (
    ("initial.2", {}, MET, "highest tolerated dose, and each class looked up"),
    ("initial.2", NOT_EACH_CLASS, NOT_MET, "highest tolerated dose, but not of each class"),
    ("initial.2.a", {}, MET, "highest tolerated dose"),
    ("initial.2.a", {"trials.0.dose_reached": "maximum"}, MET, "maximum dose"),
    ("initial.2.a", {"trials.0.dose_reached": "target"}, NOT_MET, "usual target dose only"),
    ("initial.2.a", {"trials.0.dose_reached": LEFT_OUT}, NOT_DOCUMENTED, "dose not documented"),
    ("initial.2.a", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("initial.2.a", {"trials.0.for_migraine": False}, NOT_MET, "topiramate for epilepsy"),
    ("initial.2.a", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    (
        "initial.2.a",
        {
            "trials": [
                trial("topiramate", dose_reached="target"),
                trial("topiramate", dose_reached="maximum", for_migraine=False),
            ]
        },
        NOT_MET,
        "purpose from one trial and dose from another",
    ),
)

OVERUSE: tuple[Row, ...] = (
    ("initial.3", {}, MET, "reviewed, and mitigation tried"),
    ("initial.3", NO_REVIEW, NOT_MET, "mitigation tried, but no comprehensive review"),
    ("initial.3", NEITHER, NOT_MET, "reviewed, but no mitigation"),
    ("initial.3", {"attestations": []}, NOT_DOCUMENTED, "reviewed, and nothing stated of mitigation"),
    ("initial.3.b", {}, MET, "tried"),
    ("initial.3.b", INAPPROPRIATE, MET, "inappropriate"),
    ("initial.3.b", NEITHER, NOT_MET, "neither tried nor inappropriate"),
    ("initial.3.b.i", {}, MET, "tried, and headaches persist"),
    ("initial.3.b.i", NEITHER, NOT_MET, "not tried"),
    ("initial.3.b.i", {"attestations": []}, NOT_DOCUMENTED, "nothing stated"),
    ("initial.3.b.i", {"attestations": [attested("overuse_addressed")]}, NOT_DOCUMENTED, "overuse addressed only"),
    ("initial.3.b.ii", INAPPROPRIATE, MET, "inappropriate to maintain function"),
    ("initial.3.b.ii", NEITHER, NOT_MET, "not inappropriate"),
    ("initial.3.b.ii", {}, NOT_DOCUMENTED, "nothing stated"),
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("age.1", {}, MET, "18 today"),
    ("age.1", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
    ("prescriber.1", {}, MET, "neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "2084N0402X"}, MET, "child neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "208VP0000X"}, NOT_DOCUMENTED, "pain physician"),
    (
        "prescriber.1",
        {"prescriber.taxonomy": "207Q00000X", "prescriber.consulted": "B. Example MD"},
        BY_HAND,
        "family physician who consulted someone: a neurologist?",
    ),
    ("prescriber.1", {"prescriber.taxonomy": LEFT_OUT}, NOT_DOCUMENTED, "specialty not documented"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *COUNTS,
        *DOSES,
        *OVERUSE,
        *FOR_BOTH,
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*whole(POLICY.id, "continuation", *ASKED_AGAIN), *by_hand(POLICY.id, *ASKED_AGAIN), *FOR_BOTH),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
