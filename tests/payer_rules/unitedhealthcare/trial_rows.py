"""Rows on clause migraine.2 of CS2026D0017AP: one agent from each of two classes, failed or ruled out."""

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
    return {"trials": [trial("topiramate")], "contraindications": [documented(**target, reason="asthma")]}


# 6 January to 6 March 2025: two calendar months to the day
TWO_MONTHS, A_DAY_SHORT = 59, 58


def agents(clause: str) -> tuple[Row, ...]:
    """Return the rows on drugs and classes, on how they count, and on the length of a trial."""
    return (*_drugs_and_classes(clause), *_ways_to_count(clause), *_length(clause))


def _drugs_and_classes(clause: str) -> tuple[Row, ...]:
    return (
        (clause, {}, MET, "topiramate and propranolol"),
        (clause, beside_topiramate(trial("amitriptyline")), MET, "amitriptyline"),
        (clause, beside_topiramate(trial("venlafaxine")), MET, "venlafaxine"),
        (clause, beside_topiramate(trial("atenolol")), MET, "atenolol"),
        (clause, beside_topiramate(trial("nadolol")), MET, "nadolol"),
        (clause, beside_topiramate(trial("timolol")), MET, "timolol"),
        (clause, beside_topiramate(trial("Inderal LA 80 mg")), MET, "a brand of propranolol"),
        (clause, beside_topiramate(trial("nortriptyline")), NOT_MET, "nortriptyline: the list is closed"),
        (clause, beside_topiramate(trial("bisoprolol")), NOT_MET, "bisoprolol: the list is closed"),
        (clause, beside_propranolol(trial("gabapentin")), NOT_MET, "gabapentin: the list is closed"),
        (clause, beside_topiramate(trial("erenumab")), NOT_MET, "erenumab: CGRP is no class here"),
        (clause, beside_topiramate(trial("candesartan")), NOT_MET, "candesartan: no class of the list"),
        (clause, beside_topiramate(trial("study drug")), BY_HAND, "a drug that our table lacks"),
        (clause, {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
        (clause, {"trials": [trial("topiramate")]}, NOT_MET, "one agent"),
        (clause, {"trials": [trial("atenolol"), trial("propranolol")]}, NOT_MET, "two agents of one class"),
        (clause, beside_topiramate(trial("Topamax")), NOT_MET, "one agent under two names"),
    )


def _ways_to_count(clause: str) -> tuple[Row, ...]:
    return (
        (clause, {"trials.1.for_migraine": False}, NOT_MET, "propranolol for blood pressure"),
        (clause, {"trials.1.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose not documented"),
        (clause, {"trials.1.outcome": "effective"}, NOT_MET, "effective: a failure is asked for"),
        (clause, {"trials.1.outcome": "ongoing"}, NOT_MET, "outcome still open"),
        (clause, {"trials.1.outcome": LEFT_OUT}, NOT_DOCUMENTED, "outcome not documented"),
        (
            clause,
            beside_topiramate(trial("propranolol", days=14, outcome="intolerance")),
            MET,
            "not tolerated after 14 days: the two months belong to a failure",
        ),
        (
            clause,
            {"trials": [trial("topiramate")], "intolerances": [documented(drug="propranolol", reaction="syncope")]},
            MET,
            "an allergy list alone",
        ),
        (clause, contraindicated(drug="propranolol"), MET, "a contraindicated agent"),
        (clause, contraindicated(drug="bisoprolol"), NOT_MET, "a contraindicated agent that is not listed"),
        (clause, contraindicated(drug_class="beta-blockers"), MET, "a contraindicated class"),
        (
            clause,
            {
                "trials": [trial("propranolol")],
                "contraindications": [documented(drug_class="anticonvulsants", reason="pregnancy")],
            },
            MET,
            "antiepileptics, under their other name",
        ),
    )


def _length(clause: str) -> tuple[Row, ...]:
    return (
        (clause, beside_topiramate(trial("propranolol", days=TWO_MONTHS)), MET, "two months to the day"),
        (clause, beside_topiramate(trial("propranolol", days=A_DAY_SHORT)), NOT_MET, "a day short of two months"),
        (
            clause,
            beside_topiramate(trial("propranolol", days=30), trial("propranolol", days=30, started=date(2025, 6, 1))),
            NOT_MET,
            "twice 30 days do not add up",
        ),
        (
            clause,
            beside_topiramate(
                trial("propranolol", days=30),
                trial("propranolol", days=90, started=date(2025, 6, 1), outcome="effective"),
            ),
            NOT_MET,
            "failed in one trial, two months in another",
        ),
        (clause, {"trials.1.stopped": LEFT_OUT}, NOT_DOCUMENTED, "no stop date"),
        (
            clause,
            {"trials.1.started": LEFT_OUT, "trials.1.stopped": LEFT_OUT, "trials.1.lasted": "2 months"},
            MET,
            "two months, as the chart states them",
        ),
        (
            clause,
            {"trials.1.started": LEFT_OUT, "trials.1.stopped": LEFT_OUT, "trials.1.lasted": "8 weeks"},
            NOT_MET,
            "8 weeks are 56 days",
        ),
    )


def forms(clause: str) -> tuple[Row, ...]:
    """Return the rows on the two drugs of which the lists name one form only."""
    return (
        (clause, beside_topiramate(trial("metoprolol")), BY_HAND, "metoprolol in an unknown form"),
        (clause, beside_topiramate(trial("metoprolol extended-release")), MET, "metoprolol extended-release"),
        (clause, beside_topiramate(trial("metoprolol ER 50 mg")), MET, "metoprolol ER"),
        (clause, beside_topiramate(trial("Toprol-XL 50 mg")), MET, "Toprol XL"),
        (clause, beside_topiramate(trial("metoprolol tartrate 25 mg")), NOT_MET, "metoprolol tartrate"),
        (clause, beside_topiramate(trial("Lopressor")), NOT_MET, "Lopressor, which is metoprolol tartrate"),
        (clause, contraindicated(drug="metoprolol"), MET, "metoprolol contraindicated, in whatever form"),
        (clause, beside_propranolol(trial("valproate")), BY_HAND, "valproate in an unknown form"),
        (clause, beside_propranolol(trial("Depakote ER 500 mg")), MET, "Depakote"),
        (clause, beside_propranolol(trial("divalproex sodium")), MET, "divalproex sodium"),
        (clause, beside_propranolol(trial("valproic acid")), NOT_MET, "valproic acid"),
        (clause, beside_propranolol(trial("Depakene")), NOT_MET, "Depakene, which is valproic acid"),
        (clause, beside_propranolol(trial("valproate sodium")), NOT_MET, "valproate sodium"),
        (
            clause,
            {"trials": [trial("topiramate")], "intolerances": [documented(drug="metoprolol tartrate")]},
            NOT_MET,
            "a form that is not listed was not tolerated",
        ),
    )
