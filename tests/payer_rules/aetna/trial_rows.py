"""Rows on clause initial.3 of CPB 0113: two drugs of two classes, 60 days each, or contraindicated."""

from __future__ import annotations

from datetime import date

from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import LEFT_OUT, Change, Data, documented, trial
from tests.payer_rules.table import Row

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)


def beside_topiramate(*second: Data) -> Change:
    """Put other trials in the place of propranolol."""
    return {"trials": [trial("topiramate"), *second]}


def beside_propranolol(*first: Data) -> Change:
    """Put other trials in the place of topiramate."""
    return {"trials": [*first, trial("propranolol")]}


def contraindicated(**target: str) -> Change:
    """Put a contraindication in the place of propranolol."""
    return {
        "trials": [trial("topiramate")],
        "contraindications": [documented(**target, reason="asthma")],
    }


NAMED_DRUGS: tuple[Row, ...] = (
    ("initial.3", beside_topiramate(trial("amitriptyline")), MET, "amitriptyline"),
    ("initial.3", beside_topiramate(trial("venlafaxine")), MET, "venlafaxine"),
    ("initial.3", beside_propranolol(trial("topiramate")), MET, "topiramate"),
    ("initial.3", beside_propranolol(trial("divalproex sodium")), MET, "divalproex"),
    ("initial.3", beside_propranolol(trial("valproate sodium")), MET, "valproate, the ingredient of divalproex"),
    ("initial.3", beside_topiramate(trial("propranolol")), MET, "propranolol"),
    ("initial.3", beside_topiramate(trial("metoprolol")), MET, "metoprolol"),
    ("initial.3", beside_topiramate(trial("timolol")), MET, "timolol"),
    ("initial.3", beside_topiramate(trial("atenolol")), MET, "atenolol"),
    ("initial.3", beside_topiramate(trial("nadolol")), MET, "nadolol"),
    ("initial.3", beside_topiramate(trial("fremanezumab")), MET, "fremanezumab: CGRP is a class here"),
    ("initial.3", beside_topiramate(trial("galcanezumab")), MET, "galcanezumab"),
    ("initial.3", beside_topiramate(trial("eptinezumab")), MET, "eptinezumab"),
    ("initial.3", beside_topiramate(trial("rimegepant")), MET, "rimegepant for prevention"),
    ("initial.3", beside_topiramate(trial("atogepant")), MET, "atogepant"),
    ("initial.3", beside_topiramate(trial("Inderal LA 80 mg")), MET, "a brand of propranolol"),
)

# the policy names examples ("e.g."), so another drug of a class is a question
OTHER_DRUGS: tuple[Row, ...] = (
    ("initial.3", beside_topiramate(trial("nortriptyline")), BY_HAND, "nortriptyline"),
    ("initial.3", beside_propranolol(trial("gabapentin")), BY_HAND, "gabapentin"),
    ("initial.3", beside_topiramate(trial("bisoprolol")), BY_HAND, "bisoprolol"),
    ("initial.3", beside_topiramate(trial("erenumab")), BY_HAND, "erenumab"),
    ("initial.3", beside_topiramate(trial("candesartan")), NOT_MET, "candesartan: no class of the list"),
    ("initial.3", beside_topiramate(trial("study drug")), BY_HAND, "a drug that our table lacks"),
    ("initial.3", beside_topiramate(trial("timolol ophthalmic drops")), BY_HAND, "eye drops"),
)

DRUGS_AND_CLASSES: tuple[Row, ...] = (
    ("initial.3", {}, MET, "two drugs of two classes"),
    ("initial.3", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("initial.3", {"trials": [trial("topiramate")]}, NOT_MET, "one drug"),
    ("initial.3", beside_topiramate(trial("divalproex sodium")), NOT_MET, "two drugs of one class"),
    ("initial.3", beside_topiramate(trial("Topamax")), NOT_MET, "one drug under two names"),
    (
        "initial.3",
        {"trials": [trial("valproate sodium"), trial("divalproex sodium")]},
        NOT_MET,
        "one ingredient under two names",
    ),
    (
        "initial.3",
        {"trials": [trial("topiramate")], "acute_medicines": [documented(drug="rimegepant", days_per_month=8)]},
        NOT_MET,
        "rimegepant as needed is no trial",
    ),
    (
        "initial.3",
        beside_topiramate(trial("rimegepant", for_migraine=False, prescribed_for="attacks, as needed")),
        NOT_MET,
        "rimegepant for the attacks",
    ),
)

PURPOSE_AND_OUTCOME: tuple[Row, ...] = (
    ("initial.3", {"trials.1.for_migraine": False}, NOT_MET, "propranolol for blood pressure"),
    ("initial.3", {"trials.1.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
    (
        "initial.3",
        beside_topiramate(trial("propranolol", days=59), trial("propranolol", days=400, for_migraine=False)),
        NOT_MET,
        "purpose from one trial and length from another",
    ),
    ("initial.3", {"trials.1.outcome": "effective"}, MET, "a trial is asked for, not a failure"),
    ("initial.3", {"trials.1.outcome": LEFT_OUT}, MET, "no outcome is asked for"),
    ("initial.3", beside_topiramate(trial("propranolol", days=30, outcome="intolerance")), BY_HAND, "not tolerated"),
    (
        "initial.3",
        beside_topiramate(trial("propranolol", days=59, outcome="intolerance")),
        BY_HAND,
        "not tolerated, a day short of 60",
    ),
    (
        "initial.3",
        beside_topiramate(trial("propranolol", days=59, outcome="effective")),
        NOT_MET,
        "effective, a day short of 60",
    ),
    (
        "initial.3",
        beside_topiramate(trial("propranolol", days=59, outcome="ongoing", stopped=None, lasted="59 days")),
        NOT_MET,
        "ongoing, a day short of 60",
    ),
    (
        "initial.3",
        {"trials": [trial("topiramate")], "intolerances": [documented(drug="propranolol", reaction="syncope")]},
        BY_HAND,
        "an allergy list alone: the policy is silent on intolerance",
    ),
)

LENGTH: tuple[Row, ...] = (
    ("initial.3", beside_topiramate(trial("propranolol", days=60)), MET, "60 days"),
    ("initial.3", beside_topiramate(trial("propranolol", days=59)), NOT_MET, "59 days"),
    (
        "initial.3",
        beside_topiramate(trial("propranolol", days=30), trial("propranolol", days=30, started=date(2025, 6, 1))),
        NOT_MET,
        "twice 30 days do not add up",
    ),
    (
        "initial.3",
        beside_topiramate(
            trial("propranolol", days=30, outcome="inadequate_response"),
            trial("propranolol", days=60, started=date(2025, 6, 1), outcome="effective"),
        ),
        MET,
        "failed in one trial, 60 days in another: only the length is asked for",
    ),
    ("initial.3", {"trials.1.stopped": LEFT_OUT}, NOT_DOCUMENTED, "no stop date"),
    (
        "initial.3",
        {"trials.1.started": "2025-01", "trials.1.stopped": "2025-03"},
        NOT_DOCUMENTED,
        "January to March: 28 to 89 days",
    ),
    ("initial.3", {"trials.1.started": "2025-01", "trials.1.stopped": "2025-04"}, MET, "January to April"),
    ("initial.3", {"trials.1.started": "2025-01", "trials.1.stopped": "2025-02"}, NOT_MET, "January to February"),
    (
        "initial.3",
        {"trials.1.started": LEFT_OUT, "trials.1.stopped": LEFT_OUT, "trials.1.lasted": "2 months"},
        NOT_DOCUMENTED,
        "2 months are 59 to 62 days",
    ),
    (
        "initial.3",
        {"trials.1.started": LEFT_OUT, "trials.1.stopped": LEFT_OUT, "trials.1.lasted": "8 weeks"},
        NOT_MET,
        "8 weeks are 56 days",
    ),
    ("initial.3", {"trials.1.stopped": LEFT_OUT, "trials.1.ongoing": True}, MET, "still taken"),
)

CONTRAINDICATED: tuple[Row, ...] = (
    ("initial.3", contraindicated(drug="propranolol"), MET, "a contraindicated drug counts"),
    ("initial.3", contraindicated(drug="bisoprolol"), BY_HAND, "a contraindicated drug that is not named"),
    ("initial.3", contraindicated(drug="divalproex sodium"), NOT_MET, "a contraindicated drug of the same class"),
    ("initial.3", contraindicated(drug_class="beta-blockers"), MET, "a contraindicated class counts as one drug"),
    (
        "initial.3",
        {
            "trials": [],
            "contraindications": [
                documented(drug_class="beta-blocker", reason="asthma"),
                documented(drug_class="antiepileptic", reason="pregnancy"),
            ],
        },
        MET,
        "two contraindicated classes",
    ),
)

TRIALS: tuple[Row, ...] = (
    *DRUGS_AND_CLASSES,
    *NAMED_DRUGS,
    *OTHER_DRUGS,
    *PURPOSE_AND_OUTCOME,
    *LENGTH,
    *CONTRAINDICATED,
)
