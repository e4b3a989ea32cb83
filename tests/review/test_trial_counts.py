"""How many drugs and how many classes count: two numbers, over closed and open lists."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.calendar import days, months
from priorauth.clinical.terms import DoseReached, Outcome
from priorauth.policy.criteria import (
    AllOf,
    Contraindicated,
    ContraindicatedDrug,
    DrugClass,
    NotTolerated,
    PreventiveTrials,
    Tried,
)
from priorauth.review.verdict import Verdict
from tests.builders import clause, contraindicated, judge, not_tolerated, trial

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND

ANTICONVULSANT = DrugClass(name="anticonvulsant", drugs=("topiramate", "divalproex sodium"))
BETA_BLOCKER = DrugClass(name="beta-blocker", drugs=("propranolol", "metoprolol"), counted_as=("beta-blocker",))
ANTIDEPRESSANT = DrugClass(name="antidepressant", drugs=("amitriptyline", "venlafaxine"))
CLOSED = (ANTICONVULSANT, BETA_BLOCKER, ANTIDEPRESSANT)
OPEN = tuple(
    DrugClass(name=one.name, drugs=one.drugs, counted_as=(one.name,), open_list=True)
    for one in (ANTICONVULSANT, BETA_BLOCKER, ANTIDEPRESSANT)
)
TRIED = Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=days(60))


def failed(*drugs: str, lasted: int = 60, **fields: Any) -> tuple[PreventiveTrial, ...]:
    """Return a failed trial of each drug."""
    return tuple(trial(drug, lasted, outcome=Outcome.INADEQUATE_RESPONSE, **fields) for drug in drugs)


def asking(drugs: int, classes: int = 1, among: tuple[DrugClass, ...] = (), **bounds: Any) -> PreventiveTrials:
    """Return the criterion "so many drugs, from so many classes"."""
    bounds = {"counts_if": (TRIED,), **bounds}
    return clause(PreventiveTrials, drugs_at_least=drugs, classes_at_least=classes, classes=among, **bounds)


COUNTS = [
    pytest.param(asking(3, 2, CLOSED), failed("topiramate", "propranolol"), NOT_MET, id="2 drugs of 3"),
    pytest.param(
        asking(3, 2, CLOSED), failed("topiramate", "divalproex", "propranolol"), MET, id="3 drugs from 2 classes"
    ),
    pytest.param(
        asking(3, 2, CLOSED),
        failed("topiramate", "propranolol", "venlafaxine"),
        MET,
        id="3 drugs from 3 classes, 2 were asked",
    ),
    pytest.param(asking(3, 3, CLOSED), failed("topiramate", "divalproex", "propranolol"), NOT_MET, id="2 classes of 3"),
    pytest.param(
        asking(2, 2, CLOSED), failed("propranolol", "metoprolol"), NOT_MET, id="2 drugs of one class, 2 classes asked"
    ),
    pytest.param(asking(2, 1, CLOSED), failed("propranolol", "metoprolol"), MET, id="2 drugs of one class, 1 asked"),
    pytest.param(asking(2, 2, CLOSED), failed("topiramate", "propranolol"), MET, id="2 drugs from 2 classes"),
    pytest.param(
        asking(2, 1, CLOSED),
        failed("Depakote ER", "valproic acid"),
        NOT_MET,
        id="divalproex and valproate are one drug",
    ),
    pytest.param(asking(2, 1, CLOSED), failed("Topamax", "topiramate 50 mg"), NOT_MET, id="brand and generic are one"),
    pytest.param(
        asking(2, 1, CLOSED), failed("Toprol-XL", "metoprolol tartrate"), NOT_MET, id="two salts of one drug are one"
    ),
    pytest.param(asking(1), failed("candesartan"), MET, id="no list: any preventive"),
    pytest.param(asking(2), failed("candesartan", "memantine"), MET, id="no list: any two preventives"),
    pytest.param(asking(1), failed("Botox"), NOT_MET, id="no list: the treatment asked for is no earlier preventive"),
    pytest.param(asking(1), failed("timolol eye drops"), BY_HAND, id="no list: eye drops are not recognised"),
    pytest.param(asking(1, among=CLOSED), failed("candesartan"), NOT_MET, id="a class the policy does not list"),
]


@pytest.mark.parametrize(("criterion", "trials", "expected"), COUNTS)
def test_drugs_and_classes_are_counted_apart(
    criterion: PreventiveTrials, trials: tuple[PreventiveTrial, ...], expected: Verdict
) -> None:
    assert judge(criterion, trials=trials).verdict is expected


LISTS = [
    pytest.param(CLOSED, "nortriptyline", NOT_MET, id="closed list: another drug of the class does not count"),
    pytest.param(OPEN, "nortriptyline", BY_HAND, id="open list: another drug of the class is checked by hand"),
    pytest.param(OPEN, "amitriptyline", MET, id="open list: a drug it names counts"),
    pytest.param(CLOSED, "amitriptyline", MET, id="closed list: a drug it names counts"),
    pytest.param(OPEN, "verapamil", NOT_MET, id="open list: a drug of another class does not count"),
    pytest.param(OPEN, "gabapentin", BY_HAND, id="open list: gabapentin as an anticonvulsant"),
    pytest.param(CLOSED, "gabapentin", NOT_MET, id="closed list: gabapentin is not among them"),
]


@pytest.mark.parametrize(("among", "drug", "expected"), LISTS)
def test_open_and_closed_lists(among: tuple[DrugClass, ...], drug: str, expected: Verdict) -> None:
    assert judge(asking(1, among=among), trials=failed(drug)).verdict is expected


def test_an_unlisted_drug_that_is_too_short_is_not_met() -> None:
    assert judge(asking(1, among=OPEN), trials=failed("nortriptyline", lasted=59)).verdict is NOT_MET


MIXED = [
    pytest.param(failed("topiramate") + failed("propranolol", lasted=59), NOT_MET, id="one counts, one is too short"),
    pytest.param((*failed("topiramate"), trial("propranolol")), NOT_DOCUMENTED, id="one counts, one is unknown"),
    pytest.param(failed("topiramate", "nortriptyline"), BY_HAND, id="one counts, one is not named by the policy"),
    pytest.param(
        (*failed("topiramate", "nortriptyline"), trial("propranolol")),
        NOT_DOCUMENTED,
        id="what is not documented comes before what is checked by hand",
    ),
    pytest.param(
        (*failed("topiramate", "metoprolol"), trial("propranolol")), MET, id="an unknown third does not matter"
    ),
]


@pytest.mark.parametrize(("trials", "expected"), MIXED)
def test_trials_of_different_verdicts(trials: tuple[PreventiveTrial, ...], expected: Verdict) -> None:
    assert judge(asking(2, 2, OPEN), trials=trials).verdict is expected


WAYS = (TRIED, NotTolerated(), ContraindicatedDrug())
REPLACED: list[Any] = [
    pytest.param({"contraindications": (contraindicated("metoprolol"),)}, MET, id="a contraindicated drug"),
    pytest.param({"contraindications": (contraindicated("nadolol"),)}, NOT_MET, id="a drug that the list lacks"),
    pytest.param({"contraindications": (contraindicated("topiramate"),)}, NOT_MET, id="the drug that was tried"),
    pytest.param({"contraindications": (contraindicated(drug_class="Beta blockers"),)}, MET, id="a whole class"),
    pytest.param({"contraindications": (contraindicated(drug_class="triptans"),)}, NOT_MET, id="another class"),
    pytest.param({"intolerances": (not_tolerated("propranolol"),)}, MET, id="a drug on the allergy list"),
    pytest.param({"intolerances": (not_tolerated("lisinopril"),)}, NOT_MET, id="a drug of no listed class"),
]


@pytest.mark.parametrize(("parts", "expected"), REPLACED)
def test_what_stands_in_for_a_second_trial(parts: dict[str, Any], expected: Verdict) -> None:
    criterion = asking(2, 2, CLOSED, counts_if=WAYS)
    assert judge(criterion, trials=failed("topiramate"), **parts).verdict is expected


@pytest.mark.parametrize(("parts", "expected"), [pytest.param(one.values[0], NOT_MET, id=one.id) for one in REPLACED])
def test_nothing_stands_in_for_a_trial_where_the_policy_does_not_say_so(
    parts: dict[str, Any], expected: Verdict
) -> None:
    assert judge(asking(2, 2, CLOSED), trials=failed("topiramate"), **parts).verdict is expected


ONE_CLASS_OUT: dict[str, Any] = {"contraindications": (contraindicated(drug_class="beta-blocker"),)}
STANDS_FOR_ONE = [
    pytest.param(1, (), MET, id="a contraindicated class stands for one drug"),
    pytest.param(2, (), NOT_DOCUMENTED, id="and for no second one: what was tried is not documented"),
    pytest.param(2, failed("propranolol"), NOT_MET, id="and for none beside a drug of that class"),
    pytest.param(2, failed("topiramate"), MET, id="but beside a drug of another class"),
    pytest.param(3, failed("topiramate", "propranolol"), NOT_MET, id="two drugs and the class of one of them are two"),
]


@pytest.mark.parametrize(("asked", "trials", "expected"), STANDS_FOR_ONE)
def test_a_contraindicated_class_stands_for_one_drug(
    asked: int, trials: tuple[PreventiveTrial, ...], expected: Verdict
) -> None:
    criterion = asking(asked, 1, CLOSED, counts_if=WAYS)
    assert judge(criterion, trials=trials, **ONE_CLASS_OUT).verdict is expected


# one agent in each class, at the maximum or the highest tolerated dose
EACH_CLASS = asking(
    3,
    3,
    CLOSED,
    one_in_each_class=True,
    counts_if=(Tried(dose=(DoseReached.MAXIMUM, DoseReached.HIGHEST_TOLERATED)),),
)
TOP: dict[str, Any] = {"dose_reached": DoseReached.MAXIMUM}


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        pytest.param(failed("topiramate", "propranolol", "amitriptyline", **TOP), MET, id="one of each class"),
        pytest.param(
            failed("topiramate", "divalproex", "propranolol", "metoprolol", **TOP), NOT_MET, id="four, one class open"
        ),
        pytest.param(
            (*failed("topiramate", "propranolol", **TOP), *failed("amitriptyline")),
            NOT_DOCUMENTED,
            id="one of each class, one dose not documented",
        ),
        pytest.param(
            (*failed("topiramate", "propranolol", **TOP), *failed("amitriptyline", dose_reached=DoseReached.TARGET)),
            NOT_MET,
            id="one of each class, one below the maximum",
        ),
    ],
)
def test_one_agent_in_each_class(trials: tuple[PreventiveTrial, ...], expected: Verdict) -> None:
    assert judge(EACH_CLASS, trials=trials).verdict is expected


def test_a_drug_that_two_classes_name_stands_for_one_of_them() -> None:
    """Venlafaxine listed as antidepressant and as SNRI is one drug of one class."""
    twice = (ANTIDEPRESSANT, DrugClass(name="SNRI", drugs=("venlafaxine", "duloxetine")), ANTICONVULSANT)
    criterion = asking(2, among=twice, one_in_each_class=True)
    assert judge(criterion, trials=failed("venlafaxine", "topiramate")).verdict is NOT_MET
    assert judge(criterion, trials=failed("venlafaxine", "duloxetine", "topiramate")).verdict is MET


# for each of two classes: failed after 2 months, or contraindicated, or not tolerated
LIMB = (
    Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=months(2)),
    NotTolerated(),
    ContraindicatedDrug(),
)
FOR_EACH = clause(
    AllOf,
    criteria=(
        clause(PreventiveTrials, "1.a", drugs_at_least=1, classes=(ANTICONVULSANT,), counts_if=LIMB),
        clause(PreventiveTrials, "1.b", drugs_at_least=1, classes=(BETA_BLOCKER,), counts_if=LIMB),
    ),
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"trials": failed("topiramate", "propranolol", lasted=59)}, MET, id="both failed after 2 months"),
        pytest.param({"trials": failed("topiramate", "propranolol", lasted=58)}, NOT_MET, id="both a day too short"),
        pytest.param(
            {"trials": failed("topiramate", lasted=59), "intolerances": (not_tolerated("propranolol"),)},
            MET,
            id="one failed, one not tolerated",
        ),
        pytest.param(
            {"trials": failed("topiramate", lasted=59), "contraindications": (contraindicated("propranolol"),)},
            MET,
            id="one failed, one contraindicated",
        ),
        pytest.param(
            {"trials": failed("topiramate", lasted=59), "intolerances": (not_tolerated("topiramate"),)},
            NOT_MET,
            id="both in the same class",
        ),
    ],
)
def test_for_each_of_two_classes_with_qualifiers_per_limb(parts: dict[str, Any], expected: Verdict) -> None:
    assert judge(FOR_EACH, **parts).verdict is expected


ALL_CLASSES = clause(Contraindicated, every_class_in=(BETA_BLOCKER, ANTIDEPRESSANT))
HEART = DrugClass(name="antihypertensive", counted_as=("beta-blocker", "calcium-channel blocker"))


@pytest.mark.parametrize(
    ("criterion", "classes", "expected"),
    [
        pytest.param(ALL_CLASSES, ("beta-blocker", "antidepressants"), MET, id="every class"),
        pytest.param(ALL_CLASSES, ("beta-blocker",), NOT_MET, id="one class is open"),
        pytest.param(ALL_CLASSES, (), NOT_MET, id="none documented"),
        pytest.param(
            clause(Contraindicated, every_class_in=(HEART,)),
            ("beta-blocker",),
            NOT_MET,
            id="a part of a class is not the class",
        ),
        pytest.param(
            clause(Contraindicated, every_class_in=(HEART,)),
            ("beta-blocker", "calcium-channel blockers"),
            MET,
            id="every part of a class is the class",
        ),
    ],
)
def test_contraindication_to_every_class(
    criterion: Contraindicated, classes: tuple[str, ...], expected: Verdict
) -> None:
    found = tuple(contraindicated(drug_class=one) for one in classes)
    assert judge(criterion, contraindications=found).verdict is expected


def test_a_contraindicated_drug_does_not_rule_out_its_class() -> None:
    criterion = clause(Contraindicated, every_class_in=(BETA_BLOCKER,))
    assert judge(criterion, contraindications=(contraindicated("propranolol"),)).verdict is NOT_MET
