"""Rows on clause initial.2 of HealthPartners' version C: three of four classes, 12 weeks and a sign of failure each."""

from __future__ import annotations

from datetime import date
from typing import Any

from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import LEFT_OUT, Change, Data, documented, trial
from tests.payer_rules.table import Row

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

TWELVE_WEEKS = 84


def failed(drug: str, *, days: int = TWELVE_WEEKS, **fields: Any) -> Data:
    """Return a trial of 12 weeks without fewer migraine days."""
    return trial(drug, days=days, **{"signs": ["no_fewer_migraine_days"], **fields})


FAILED = [failed("propranolol"), failed("verapamil"), failed("topiramate", signs=["emergency_or_hospital"])]
"""One drug of each of three classes."""


def first(*trials: Data) -> Change:
    """Put other trials in the place of propranolol."""
    return {"trials": [*trials, *FAILED[1:]]}


def second(*trials: Data) -> Change:
    """Put other trials in the place of verapamil."""
    return {"trials": [FAILED[0], *trials, FAILED[2]]}


def third(*trials: Data) -> Change:
    """Put other trials in the place of topiramate."""
    return {"trials": [*FAILED[:2], *trials]}


def contraindicated(**target: str) -> Change:
    """Put a contraindication in the place of topiramate."""
    return {"trials": FAILED[:2], "contraindications": [documented(**target, reason="kidney stones")]}


NAMED_DRUGS: tuple[Row, ...] = (
    ("initial.2", first(failed("metoprolol")), MET, "metoprolol"),
    ("initial.2", first(failed("propranolol")), MET, "propranolol"),
    ("initial.2", first(failed("timolol")), MET, "timolol"),
    ("initial.2", second(failed("verapamil")), MET, "verapamil"),
    ("initial.2", second(failed("nifedipine")), MET, "nifedipine"),
    ("initial.2", third(failed("topiramate")), MET, "topiramate"),
    ("initial.2", third(failed("divalproex sodium")), MET, "divalproex"),
    ("initial.2", third(failed("valproate")), MET, "valproate, the ingredient of divalproex"),
    ("initial.2", third(failed("gabapentin")), MET, "gabapentin"),
    ("initial.2", third(failed("amitriptyline")), MET, "amitriptyline"),
    ("initial.2", third(failed("nortriptyline")), MET, "nortriptyline"),
    ("initial.2", third(failed("doxepin")), MET, "doxepin"),
    ("initial.2", third(failed("venlafaxine")), MET, "venlafaxine"),
)

# the lists hold examples, so another drug of a class is a question
OTHER_DRUGS: tuple[Row, ...] = (
    ("initial.2", first(failed("atenolol")), BY_HAND, "atenolol"),
    ("initial.2", second(failed("diltiazem")), BY_HAND, "diltiazem"),
    ("initial.2", third(failed("zonisamide")), BY_HAND, "zonisamide"),
    ("initial.2", third(failed("duloxetine")), BY_HAND, "duloxetine"),
    ("initial.2", third(failed("candesartan")), NOT_MET, "candesartan: no class of the list"),
    ("initial.2", third(failed("erenumab")), NOT_MET, "erenumab: CGRP is no class here"),
    ("initial.2", third(failed("study drug")), BY_HAND, "a drug that our table lacks"),
)

DRUGS_AND_CLASSES: tuple[Row, ...] = (
    ("initial.2", {}, MET, "three drugs of three classes"),
    ("initial.2", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("initial.2", {"trials": FAILED[:2]}, NOT_MET, "two drugs of two classes"),
    ("initial.2", third(failed("metoprolol")), NOT_MET, "three drugs of two classes"),
    ("initial.2", third(failed("metoprolol"), failed("nifedipine")), NOT_MET, "four drugs of two classes"),
)

FAILURE: tuple[Row, ...] = (
    ("initial.2", third(failed("topiramate", signs=["no_fewer_migraine_days"])), MET, "no fewer migraine days"),
    ("initial.2", third(failed("topiramate", signs=["emergency_or_hospital"])), MET, "an emergency visit"),
    ("initial.2", third(failed("topiramate", signs=[])), NOT_DOCUMENTED, "how it failed is not documented"),
    ("initial.2", third(failed("topiramate", outcome=None)), MET, "the sign counts, not the word for the outcome"),
    ("initial.2", third(failed("topiramate", days=83)), NOT_MET, "a day short of 12 weeks"),
    (
        "initial.2",
        third(failed("topiramate", days=42), failed("topiramate", days=42, started=date(2025, 6, 1))),
        NOT_MET,
        "twice 6 weeks do not add up",
    ),
    (
        "initial.2",
        third(failed("topiramate", days=30), failed("topiramate", for_migraine=False)),
        NOT_MET,
        "purpose from one trial and length from another",
    ),
    ("initial.2", {"trials.2.stopped": LEFT_OUT}, NOT_DOCUMENTED, "no stop date"),
    ("initial.2", {"trials.2.for_migraine": False}, NOT_MET, "topiramate for epilepsy"),
    ("initial.2", {"trials.2.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
)

TOO_SHORT: tuple[Row, ...] = (
    ("initial.2", third(failed("topiramate", days=30, outcome="intolerance")), BY_HAND, "not tolerated: not read"),
    ("initial.2", third(failed("topiramate", days=30, outcome="effective")), NOT_MET, "30 days, effective"),
    ("initial.2", third(failed("topiramate", days=30, outcome="ongoing")), NOT_MET, "30 days, ongoing"),
    ("initial.2", third(failed("topiramate", days=30)), NOT_MET, "30 days, inadequate response"),
    (
        "initial.2",
        {"trials": FAILED[:2], "intolerances": [documented(drug="topiramate", reaction="word-finding trouble")]},
        BY_HAND,
        "an allergy list alone: not read",
    ),
)

CONTRAINDICATED: tuple[Row, ...] = (
    ("initial.2", contraindicated(drug="topiramate"), MET, "a contraindicated drug counts"),
    ("initial.2", contraindicated(drug="zonisamide"), BY_HAND, "a contraindicated drug that is not named"),
    ("initial.2", contraindicated(drug="metoprolol"), NOT_MET, "a contraindicated drug of the same class"),
    ("initial.2", contraindicated(drug_class="anticonvulsant"), MET, "a contraindicated class"),
)

TRIALS: tuple[Row, ...] = (
    *DRUGS_AND_CLASSES,
    *NAMED_DRUGS,
    *OTHER_DRUGS,
    *FAILURE,
    *TOO_SHORT,
    *CONTRAINDICATED,
)
