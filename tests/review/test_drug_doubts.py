"""Doubts stay doubts until a person settles them: a drug's form and class, what is taken beside, who diagnosed."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.people import Prescriber
from priorauth.clinical.terms import Outcome
from priorauth.policy.criteria import (
    ContraindicatedDrug,
    DiagnosedBy,
    DrugClass,
    DrugForm,
    NotTaking,
    NotTolerated,
    PreventiveTrials,
    Tried,
)
from priorauth.review.verdict import Verdict
from tests.builders import (
    acute,
    clause,
    confirmed,
    contraindicated,
    diagnosis,
    judge,
    not_tolerated,
    reviewed_list,
    trial,
)

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

FAILED = Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,))
METOPROLOL_ER = DrugClass(
    name="beta blocker",
    drugs=("metoprolol", "propranolol"),
    forms=(DrugForm(name="metoprolol", named_by=("extended release", "xl"), others_by=("tartrate",)),),
)
ONE = clause(
    PreventiveTrials,
    drugs_at_least=1,
    classes=(METOPROLOL_ER,),
    counts_if=(FAILED, NotTolerated(), ContraindicatedDrug()),
)


def _failed(*drugs: str) -> tuple[Any, ...]:
    return tuple(trial(drug, for_migraine=True, outcome=Outcome.INADEQUATE_RESPONSE) for drug in drugs)


@pytest.mark.parametrize(
    ("drug", "expected"),
    [
        ("metoprolol", BY_HAND),
        ("metoprolol succinate 50 MG Extended-Release Oral Tablet", MET),
        ("Toprol XL", MET),
        ("metoprolol tartrate 25 mg", NOT_MET),
        ("metoprolol xlarge", BY_HAND),
        ("metoprolol tartrate, later XL", BY_HAND),
        ("propranolol", MET),
        ("propranolol tartrate", MET),
    ],
)
def test_a_listed_form_is_told_from_the_others_by_the_words_of_the_order(drug: str, expected: Verdict) -> None:
    assert judge(ONE, trials=_failed(drug)).verdict is expected


def test_a_contraindication_is_one_to_every_form_and_an_intolerance_to_its_own() -> None:
    ruled_out = (contraindicated("metoprolol"),)

    assert judge(ONE, contraindications=ruled_out).verdict is MET
    assert (
        judge(ONE, intolerances=(not_tolerated("metoprolol tartrate"),), trials=_failed("sumatriptan")).verdict
        is NOT_MET
    )


def test_the_question_is_which_form_it_was() -> None:
    finding = judge(ONE, trials=_failed("metoprolol"))

    assert [one.question for one in finding.asks] == ["Which form of metoprolol was it (salt, extended release)?"]


def test_another_form_of_an_open_list_is_a_question_to_the_payer() -> None:
    open_list = METOPROLOL_ER.model_copy(update={"open_list": True, "counted_as": ("beta-blocker",)})
    asked = ONE.model_copy(update={"classes": (open_list,)})

    assert judge(asked, trials=_failed("metoprolol tartrate")).verdict is BY_HAND


EACH = clause(
    PreventiveTrials,
    drugs_at_least=2,
    classes_at_least=2,
    one_in_each_class=True,
    classes=(
        DrugClass(name="anticonvulsant", drugs=("topiramate",)),
        DrugClass(name="beta blocker", drugs=("propranolol",)),
    ),
    counts_if=(FAILED,),
)


@pytest.mark.parametrize(
    ("drugs", "expected"),
    [
        (("topiramate", "propranolol"), MET),
        (("topiramate", "study drug"), BY_HAND),
        (("study drug", "another study drug"), BY_HAND),
        (("study drug",), NOT_MET),
        (("topiramate", "gabapentin"), NOT_MET),
    ],
    ids=", ".join,
)
def test_a_drug_that_nobody_knows_may_be_the_one_of_a_missing_class(drugs: tuple[str, ...], expected: Verdict) -> None:
    assert judge(EACH, trials=_failed(*drugs)).verdict is expected


SETTLED: list[Any] = [
    pytest.param((*_failed("topiramate", "study drug"), trial("propranolol")), True, MET, id="yes"),
    pytest.param((*_failed("topiramate", "study drug"), trial("propranolol")), False, NOT_DOCUMENTED, id="no"),
    pytest.param((*_failed("topiramate", "study drug"), trial("propranolol")), None, NOT_DOCUMENTED, id="no answer"),
    pytest.param((*_failed("study drug"), trial("propranolol")), True, NOT_DOCUMENTED, id="yes, and still not enough"),
    pytest.param(_failed("topiramate", "study drug"), False, NOT_MET, id="no, and nothing else is open"),
]


@pytest.mark.parametrize(("trials", "holds", "expected"), SETTLED)
def test_an_answer_settles_a_clause_while_another_drug_is_not_documented(
    trials: Any, *, holds: bool | None, expected: Verdict
) -> None:
    answers = () if holds is None else (confirmed(holds=holds),)

    assert judge(EACH, trials=trials, confirmations=answers).verdict is expected


ANY_TWO = clause(PreventiveTrials, drugs_at_least=2, counts_if=(FAILED, ContraindicatedDrug()))


@pytest.mark.parametrize(
    ("ruled_out", "expected"),
    [
        ((contraindicated("propranolol"),), MET),
        ((contraindicated(drug_class="beta-blockers"),), BY_HAND),
        ((), NOT_MET),
    ],
    ids=["a drug", "a class", "nothing"],
)
def test_without_classes_of_the_policy_a_class_that_is_ruled_out_is_looked_at(
    ruled_out: tuple[Any, ...], expected: Verdict
) -> None:
    assert judge(ANY_TWO, trials=_failed("topiramate"), contraindications=ruled_out).verdict is expected


BARRED = clause(NotTaking, any_of=(DrugClass(name="CGRP antagonist", counted_as=("CGRP", "gepant"), open_list=True),))
REVIEWED = reviewed_list("sumatriptan")


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({}, MET),
        ({"acute_medicines": (acute("Ubrelvy"),)}, NOT_MET),
        ({"acute_medicines": (acute("sumatriptan"),)}, MET),
        ({"trials": (trial("ubrogepant", ongoing=True),)}, NOT_MET),
        ({"trials": (trial("erenumab", ongoing=True),)}, NOT_MET),
        ({"trials": (trial("ubrogepant"),)}, NOT_DOCUMENTED),
        ({"medication_list": reviewed_list("zavegepant")}, NOT_MET),
    ],
    ids=["none", "acute gepant", "triptan", "gepant ongoing", "antibody ongoing", "gepant, end unknown", "on the list"],
)
def test_a_gepant_for_the_attacks_is_a_cgrp_drug_too(taken: dict[str, Any], expected: Verdict) -> None:
    assert judge(BARRED, **{"medication_list": REVIEWED, **taken}).verdict is expected


NEUROLOGIST, FAMILY = "2084N0400X", "207Q00000X"
BY_NEUROLOGIST = clause(DiagnosedBy, taxonomies=(NEUROLOGIST,))
BY_PRESCRIBER = clause(DiagnosedBy, the_prescriber=True)


@pytest.mark.parametrize(
    ("made_by", "expected"),
    [(NEUROLOGIST, MET), (FAMILY, NOT_MET), (None, NOT_DOCUMENTED)],
)
def test_the_specialty_that_made_the_diagnosis_counts(made_by: str | None, expected: Verdict) -> None:
    known = diagnosis("G43.709", made_by_taxonomy=made_by)

    assert judge(BY_NEUROLOGIST, diagnoses=(known,)).verdict is expected
    other = diagnosis("G43.009", made_by_taxonomy=NEUROLOGIST)
    assert judge(BY_NEUROLOGIST, diagnoses=(known, other)).verdict is expected


@pytest.mark.parametrize(
    ("made_by", "expected"),
    [
        ("Ana Example, MD", MET),
        ("Dr. Example, Ana", MET),
        ("Ana Examples", BY_HAND),
        ("Ben Other", BY_HAND),
        (None, NOT_DOCUMENTED),
    ],
)
def test_the_prescriber_made_the_diagnosis(made_by: str | None, expected: Verdict) -> None:
    known = diagnosis("G43.709", made_by=made_by)

    assert judge(BY_PRESCRIBER, diagnoses=(known,), prescriber=Prescriber(name="Ana Example")).verdict is expected


def test_a_family_name_alone_does_not_tell_who_it_was() -> None:
    known = (diagnosis("G43.709", made_by="Ana Example"),)

    assert judge(BY_PRESCRIBER, diagnoses=known, prescriber=Prescriber(name="Example")).verdict is BY_HAND


def test_without_a_prescriber_it_cannot_be_told() -> None:
    known = diagnosis("G43.709", made_by="Ana Example")

    assert judge(BY_PRESCRIBER, diagnoses=(known,)).verdict is NOT_DOCUMENTED
    assert judge(BY_PRESCRIBER).verdict is NOT_DOCUMENTED
