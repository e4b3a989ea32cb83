"""Mercy Care's form, question by question: three drugs of two classes, three months each."""

from __future__ import annotations

from datetime import date

import pytest

from payer_rules.mercy_care.medicaid_2026_11 import POLICY
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

ASKED_FIRST = ("form.1", "form.3", "other.1")
ASKED_AGAIN = ("continuation.1", "form.1", "form.3", "other.1")

THREE_MONTHS = 90
"""Days from 6 January to 6 April 2025."""
NOTE = {"id": "note-1", "kind": "office_note", "title": "Office note of 29 May 2026", "dated": "2026-05-29"}

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST, long=15)},
    trials=[
        trial("topiramate", days=THREE_MONTHS),
        trial("propranolol", days=THREE_MONTHS),
        trial("metoprolol", days=THREE_MONTHS, outcome="intolerance"),
    ],
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    toxin_treatments=TWO_TREATMENTS,
    documents=[NOTE],
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


def third(*trials: Data) -> Change:
    """Put other trials in the place of metoprolol, beside topiramate and propranolol."""
    return {"trials": [*NEW_TO_BOTOX["trials"][:2], *trials]}


def drugs(*names: str) -> Change:
    """Put trials of these drugs in the place of all three."""
    return {"trials": [trial(name, days=THREE_MONTHS) for name in names]}


COUNTS: tuple[Row, ...] = (
    ("initial.1", {}, MET, "15 days of 4 hours"),
    ("initial.1", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
    ("initial.1", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    ("initial.1", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    ("initial.1", {"headaches": {"diaries": [diary(LATEST, headache=15, blank=0)]}}, NOT_DOCUMENTED, "no hours"),
    (
        "initial.1",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each=4)]}},
        MET,
        "4 hours on each of 15 days",
    ),
    ("initial.1", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

LISTED: tuple[Row, ...] = (
    ("initial.2", drugs("propranolol", "metoprolol", "topiramate"), MET, "three drugs of two classes"),
    ("initial.2", drugs("timolol", "atenolol", "topiramate"), MET, "timolol and atenolol"),
    ("initial.2", drugs("nadolol", "atenolol", "topiramate"), MET, "nadolol"),
    ("initial.2", drugs("divalproex sodium", "topiramate", "propranolol"), MET, "divalproex"),
    ("initial.2", drugs("valproic acid", "topiramate", "propranolol"), MET, "valproic acid"),
    ("initial.2", drugs("amitriptyline", "topiramate", "propranolol"), MET, "amitriptyline"),
    ("initial.2", drugs("venlafaxine", "topiramate", "propranolol"), MET, "venlafaxine"),
    ("initial.2", drugs("lisinopril", "topiramate", "propranolol"), MET, "lisinopril"),
    ("initial.2", drugs("candesartan", "topiramate", "propranolol"), MET, "candesartan"),
    ("initial.2", drugs("losartan", "topiramate", "propranolol"), MET, "losartan"),
    ("initial.2", drugs("valsartan", "topiramate", "propranolol"), MET, "valsartan"),
    ("initial.2", drugs("diltiazem", "topiramate", "propranolol"), MET, "diltiazem"),
    ("initial.2", drugs("nifedipine", "topiramate", "propranolol"), MET, "nifedipine"),
    ("initial.2", drugs("nimodipine", "topiramate", "propranolol"), MET, "nimodipine"),
    ("initial.2", drugs("verapamil", "topiramate", "propranolol"), MET, "verapamil"),
    ("initial.2", drugs("gabapentin", "topiramate", "propranolol"), NOT_MET, "gabapentin: not on the form"),
    ("initial.2", drugs("nortriptyline", "topiramate", "propranolol"), NOT_MET, "nortriptyline: not on the form"),
    ("initial.2", drugs("erenumab", "topiramate", "propranolol"), NOT_MET, "erenumab: not on the form"),
    ("initial.2", drugs("study drug", "topiramate", "propranolol"), BY_HAND, "a drug that our table lacks"),
    ("initial.2", drugs("propranolol", "metoprolol", "atenolol"), NOT_MET, "three drugs of one class"),
    ("initial.2", drugs("topiramate", "propranolol"), NOT_MET, "two drugs of two classes"),
    ("initial.2", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
)

TRIAL: tuple[Row, ...] = (
    ("initial.2", {}, MET, "three months to the day, one not tolerated"),
    ("initial.2", third(trial("metoprolol", days=89)), NOT_MET, "a day short of three months"),
    ("initial.2", third(trial("metoprolol", days=89, outcome="intolerance")), NOT_MET, "the same, not tolerated"),
    ("initial.2", third(trial("metoprolol", days=30, outcome="intolerance")), NOT_MET, "a month, not tolerated"),
    (
        "initial.2",
        third(trial("metoprolol", days=60), trial("metoprolol", days=60, started=date(2025, 6, 1))),
        NOT_MET,
        "twice 60 days do not add up",
    ),
    (
        "initial.2",
        third(trial("metoprolol", days=30), trial("metoprolol", days=120, outcome="effective")),
        NOT_MET,
        "outcome from one trial and length from another",
    ),
    ("initial.2", {"trials.2.started": "2025-01", "trials.2.stopped": "2025-04"}, NOT_DOCUMENTED, "month precision"),
    ("initial.2", {"trials.1.outcome": "effective"}, NOT_MET, "effective"),
    ("initial.2", {"trials.1.outcome": "ongoing"}, NOT_MET, "ongoing"),
    ("initial.2", {"trials.1.outcome": LEFT_OUT}, NOT_DOCUMENTED, "outcome not documented"),
    ("initial.2", {"trials.1.for_migraine": False}, NOT_MET, "propranolol for blood pressure"),
    ("initial.2", {"trials.1.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    (
        "initial.2",
        {**third(), "contraindications": [documented(drug="amitriptyline", reason="glaucoma")]},
        NOT_MET,
        "a contraindication is asked for elsewhere on the form",
    ),
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("form.2", {}, MET, "a chart note goes along"),
    ("form.2", {"documents": []}, NOT_DOCUMENTED, "no chart note"),
    ("form.2", {"documents.0.kind": "laboratory"}, NOT_DOCUMENTED, "laboratory results only"),
    ("form.2", {"documents.0.dated": LEFT_OUT}, MET, "no age of the note is asked for"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *COUNTS,
        *LISTED,
        *TRIAL,
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
