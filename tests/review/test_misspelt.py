"""A misspelt drug never meets a clause by itself, and never hides a drug that is ruled out."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.clinical.terms import Outcome
from priorauth.policy.trials import DrugClass, NotTaking, PreventiveTrials, Tried
from priorauth.review.verdict import Verdict
from tests.builders import acute, clause, judge, reviewed_list, trial

ONE_DRUG = clause(PreventiveTrials, drugs_at_least=1, counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)),))
NO_CGRP = clause(NotTaking, any_of=(DrugClass(name="CGRP drug", drugs=("fremanezumab", "erenumab")),))
FAILED: dict[str, Any] = {"days": 90, "outcome": Outcome.INADEQUATE_RESPONSE}


@pytest.mark.parametrize(
    ("drug", "verdict", "whom", "question"),
    [
        ("topiramate", Verdict.MET, None, None),
        (
            "topirimate",
            Verdict.CHECK_BY_HAND,
            "office",
            "“topirimate” was read as topiramate: is that the drug of the chart?",
        ),
        (
            "zopiramate",
            Verdict.CHECK_BY_HAND,
            "clinician",
            "Which ingredient is zopiramate? Did you mean topiramate?",
        ),
        ("xyzal", Verdict.CHECK_BY_HAND, "clinician", "Which ingredient is xyzal?"),
    ],
)
def test_only_a_name_that_is_known_or_confirmed_meets_a_clause(
    drug: str, verdict: Verdict, whom: str | None, question: str | None
) -> None:
    finding = judge(ONE_DRUG, trials=(trial(drug, **FAILED),))
    assert finding.verdict is verdict
    assert [(one.whom.value, one.question) for one in finding.asks] == ([(whom, question)] if question else [])


def test_the_reason_shows_the_words_of_the_chart_and_what_they_were_read_as() -> None:
    finding = judge(ONE_DRUG, trials=(trial("Topirimate 50 mg", **FAILED),))
    assert "“topirimate” read as topiramate, not confirmed" in finding.because


def test_a_confirmed_ingredient_counts_and_is_named() -> None:
    finding = judge(ONE_DRUG, trials=(trial("Topirimate 50 mg", ingredient="topiramate", **FAILED),))
    assert (finding.verdict, finding.because.split(" ")[0]) == (Verdict.MET, "topiramate")


@pytest.mark.parametrize(
    ("drug", "ingredient", "is_refused"),
    [
        ("topirimate", "topiramate", False),
        ("topiramate", "topiramate", False),
        ("Topamax", "topiramate", False),
        ("topiramate", "propranolol", True),
        ("timolol eye drops", "timolol", True),
        ("Qsymia", "topiramate", True),
        ("sumatriptan", "topiramate", True),
    ],
)
def test_what_the_chart_says_for_sure_cannot_be_confirmed_away(drug: str, ingredient: str, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(ValidationError, match="ingredient is another drug"):
            trial(drug, ingredient=ingredient)
    else:
        assert trial(drug, ingredient=ingredient).named == ingredient


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"medication_list": reviewed_list("lisinopril")}, Verdict.MET),
        ({"medication_list": reviewed_list("fremanezumab")}, Verdict.NOT_MET),
        ({"medication_list": reviewed_list("fremanezumb")}, Verdict.CHECK_BY_HAND),
        ({"medication_list": reviewed_list("Ajovi")}, Verdict.CHECK_BY_HAND),
        ({"medication_list": reviewed_list("topirimate")}, Verdict.MET),
        ({"medication_list": reviewed_list(), "trials": (trial("Aimovigg", ongoing=True),)}, Verdict.CHECK_BY_HAND),
        ({"medication_list": reviewed_list(), "acute_medicines": (acute("erenumub", 3),)}, Verdict.CHECK_BY_HAND),
    ],
)
def test_a_misspelt_name_does_not_hide_a_drug_that_is_ruled_out(parts: dict[str, Any], verdict: Verdict) -> None:
    assert judge(NO_CGRP, **parts).verdict is verdict
