"""Blue Cross NC from 2020-01-14: a CGRP antagonist first and never together; the rest is looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.bcbs_nc.commercial_2020_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LEFT_OUT, TWO_TREATMENTS, Change, chart, documented, trial
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

ASKED_FIRST = ("initial.1", "initial.2", "people.1", "dose.1")
ASKED_AGAIN = ("continuation.1", "people.1", "dose.1")

STOPPED = [trial("erenumab", days=90)]
REVIEWED = documented(reviewed_on="2026-05-29", drugs=["sumatriptan"])

NEW_TO_BOTOX = chart(
    trials=STOPPED,
    medication_list=REVIEWED,
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    trials=STOPPED,
    medication_list=REVIEWED,
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

STILL_TAKEN: Change = {"trials.0.stopped": LEFT_OUT, "trials.0.ongoing": True}
CONTRAINDICATED: Change = {
    "trials": [],
    "contraindications": [documented(drug_class="CGRP antagonist", reason="Raynaud phenomenon")],
}
ALLERGY_LIST: Change = {"trials": [], "intolerances": [documented(drug="galcanezumab", reaction="rash")]}

# asked in the same words of both kinds of request
CGRP: tuple[Row, ...] = (
    ("cgrp.1", {}, MET, "erenumab, inadequate response"),
    ("cgrp.1", {"trials": [trial("fremanezumab")]}, MET, "fremanezumab"),
    ("cgrp.1", {"trials": [trial("galcanezumab")]}, MET, "galcanezumab"),
    ("cgrp.1", {"trials": [trial("Aimovig 70 mg")]}, MET, "a brand of erenumab"),
    ("cgrp.1", {"trials": [trial("eptinezumab")]}, BY_HAND, "eptinezumab: the notice names examples"),
    ("cgrp.1", {"trials": [trial("atogepant")]}, BY_HAND, "atogepant: the notice names examples"),
    ("cgrp.1", {"trials": [trial("topiramate"), trial("propranolol")]}, NOT_MET, "two preventives, no CGRP antagonist"),
    ("cgrp.1", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("cgrp.1", {"trials": [trial("erenumab", days=1)]}, MET, "one day: no length is asked for"),
    ("cgrp.1", {"trials.0.outcome": "intolerance"}, MET, "not tolerated"),
    ("cgrp.1", ALLERGY_LIST, MET, "an allergy list alone"),
    ("cgrp.1", {"trials.0.outcome": "effective"}, NOT_MET, "effective"),
    ("cgrp.1", {"trials.0.outcome": "ongoing"}, NOT_MET, "ongoing"),
    ("cgrp.1", {"trials.0.outcome": LEFT_OUT}, NOT_DOCUMENTED, "outcome not documented"),
    ("cgrp.1", {"trials.0.for_migraine": False}, NOT_MET, "given for cluster headache"),
    ("cgrp.1", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    ("cgrp.1", CONTRAINDICATED, NOT_DOCUMENTED, "a contraindication, which the notice does not mention"),
    ("cgrp.2", {}, MET, "erenumab stopped, nothing else on the list"),
    ("cgrp.2", STILL_TAKEN, NOT_MET, "erenumab still taken"),
    ("cgrp.2", {"medication_list.drugs": ["Qulipta"]}, NOT_MET, "another one on the list"),
    ("cgrp.2", {"trials.0.stopped": LEFT_OUT}, NOT_DOCUMENTED, "no stop date"),
    ("cgrp.2", {"medication_list": LEFT_OUT}, NOT_DOCUMENTED, "no list was reviewed"),
    ("cgrp.2", {"trials.0.stopped": "2026-05-31"}, MET, "stopped yesterday: no time between is asked for"),
    (
        "cgrp.2",
        {"acute_medicines": [documented(drug="Nurtec ODT", days_per_month=4)]},
        NOT_MET,
        "rimegepant for the attacks",
    ),
    (
        "cgrp.2",
        {"acute_medicines": [documented(drug="Ubrelvy 50 mg", days_per_month=4)]},
        NOT_MET,
        "ubrogepant for the attacks: a CGRP antagonist too",
    ),
    ("cgrp.2", {"medication_list.drugs": ["Zavzpret"]}, NOT_MET, "zavegepant on the list"),
    ("cgrp.2", {"acute_medicines": [documented(drug="sumatriptan", days_per_month=4)]}, MET, "a triptan"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *CGRP),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*whole(POLICY.id, "continuation", *ASKED_AGAIN), *by_hand(POLICY.id, *ASKED_AGAIN), *CGRP),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
