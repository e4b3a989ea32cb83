"""HealthPartners version C: three of four classes, each with its own sign of failure; no CGRP antibody beside."""

from __future__ import annotations

import pytest

from payer_rules.healthpartners.commercial_2026_11 import POLICY
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
    diagnosis,
    documented,
    month_counts,
    stated,
    trial,
)
from tests.payer_rules.healthpartners.trial_rows import FAILED, TRIALS
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("dose.1", "other.1")
ASKED_AGAIN = ("continuation.1", "dose.1", "other.1")
REVIEWED = documented(reviewed_on="2026-05-29", drugs=["sumatriptan"])

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST, long=15)},
    trials=FAILED,
    medication_list=REVIEWED,
    attestations=[attested("trained_in_injection")],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    trials=FAILED,
    toxin_treatments=TWO_TREATMENTS,
    medication_list=REVIEWED,
    attestations=[attested("trained_in_injection")],
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


def still_taken(drug: str) -> Change:
    """Add a drug that is being taken."""
    return {"trials": [*FAILED, trial(drug, stopped=None, ongoing=True, outcome="ongoing")]}


COUNTS: tuple[Row, ...] = (
    ("initial.1", {}, MET, "15 days of 4 hours"),
    ("initial.1", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
    ("initial.1", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    ("initial.1", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    (
        "initial.1",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each="2-4")]}},
        NOT_DOCUMENTED,
        "2 to 4 hours on each of 15 days",
    ),
    ("initial.1", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("prescriber.1", {}, MET, "neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "208VP0000X"}, MET, "pain physician: no specialty is named"),
    ("prescriber.1", {"prescriber.taxonomy": "207Q00000X"}, NOT_MET, "family physician"),
    (
        "prescriber.1",
        {"prescriber.taxonomy": "207Q00000X", "prescriber.consulted": "B. Example MD, neurology"},
        NOT_MET,
        "family physician who consulted a neurologist",
    ),
    ("prescriber.1", {"prescriber.taxonomy": LEFT_OUT}, NOT_DOCUMENTED, "specialty not documented"),
    ("prescriber.2", {}, MET, "training stated"),
    ("prescriber.2", {"attestations.0.holds": False}, NOT_MET, "training denied"),
    ("prescriber.2", {"attestations": []}, NOT_DOCUMENTED, "nobody states the training"),
    ("prescriber.2", {"attestations.0.about": "label_dosing"}, NOT_DOCUMENTED, "something else stated"),
    ("together.1", {}, MET, "none on the reviewed list"),
    ("together.1", still_taken("erenumab"), NOT_MET, "erenumab is being taken"),
    ("together.1", still_taken("Ajovy"), NOT_MET, "Ajovy is being taken"),
    ("together.1", still_taken("galcanezumab"), NOT_MET, "galcanezumab is being taken"),
    ("together.1", {"medication_list.drugs": ["Aimovig"]}, NOT_MET, "Aimovig on the list"),
    ("together.1", still_taken("eptinezumab"), MET, "eptinezumab is not named"),
    ("together.1", {"trials": [*FAILED, trial("erenumab")]}, MET, "erenumab was stopped"),
    ("together.1", {"medication_list": LEFT_OUT}, NOT_DOCUMENTED, "no list was reviewed"),
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Xeomin"}, MET, "Xeomin"),
    ("product.1", {"request.product": "Dysport"}, MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *COUNTS,
        *TRIALS,
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
