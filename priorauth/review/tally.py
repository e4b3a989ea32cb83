"""Tells whether the drugs that count are enough: so many drugs, of so many classes, or one of each class."""

from __future__ import annotations

from typing import NamedTuple

from priorauth.policy.trials import PreventiveTrials
from priorauth.review import words
from priorauth.review.verdict import Judgement, Verdict


class DrugJudgement(NamedTuple):
    """Whether one drug, or one contraindicated class, counts.

    A drug that was not recognised stands in a class of its own, by its own name.
    """

    drug: str
    drug_class: str
    judgement: Judgement
    recognised: bool = True
    """False where our table does not know the drug, so that it may belong to any class."""
    by_hand: bool = False
    """True where a person can settle it by looking, whatever else about the drug is not documented."""


def say_tally(criterion: PreventiveTrials, drugs: tuple[DrugJudgement, ...]) -> str:
    """Say "1 drug of 1 class for certain, 2 drugs of 2 classes asked for"."""
    count, classes = _count([drug for drug in drugs if drug.judgement.verdict is Verdict.MET])
    asked = words.counted(criterion.drugs_at_least, "drug")
    if criterion.one_in_each_class:
        asked = f"one in each of {words.counted(len(criterion.classes), 'class', 'classes')}"
    elif criterion.classes_at_least > 1:
        asked += f" of {words.counted(criterion.classes_at_least, 'class', 'classes')}"
    found = words.counted(count, "drug") + (f" of {words.counted(classes, 'class', 'classes')}" if count else "")
    return f"{found} for certain, {asked} asked for"


def tally(criterion: PreventiveTrials, drugs: tuple[DrugJudgement, ...]) -> Verdict:
    """Return the verdict on all drugs together."""
    sure = [drug for drug in drugs if drug.judgement.verdict is Verdict.MET]
    possible = [drug for drug in drugs if drug.judgement.verdict is not Verdict.NOT_MET]
    if _is_enough(criterion, sure):
        return Verdict.MET
    if not _is_enough(criterion, possible):
        return Verdict.NOT_MET
    undocumented = any(drug.judgement.verdict is Verdict.NOT_DOCUMENTED for drug in possible)
    return Verdict.NOT_DOCUMENTED if undocumented else Verdict.CHECK_BY_HAND


def a_person_can_settle(criterion: PreventiveTrials, drugs: tuple[DrugJudgement, ...]) -> bool:
    """Tell whether the drugs that count, and those that a person can settle by looking, are enough together."""
    return _is_enough(criterion, [one for one in drugs if one.by_hand or one.judgement.verdict is Verdict.MET])


def _is_enough(criterion: PreventiveTrials, drugs: list[DrugJudgement]) -> bool:
    if criterion.one_in_each_class:
        missing = {one.name for one in criterion.classes} - {drug.drug_class for drug in drugs}
        # each drug that was not recognised may be the one of a class that is missing
        if len(missing) > len({drug.drug for drug in drugs if not drug.recognised}):
            return False
    count, classes = _count(drugs)
    return count >= criterion.drugs_at_least and classes >= criterion.classes_at_least


def _count(drugs: list[DrugJudgement]) -> tuple[int, int]:
    classes = {drug.drug_class for drug in drugs}
    # a class that is contraindicated as a whole stands for one drug, and for none beside a drug of that class
    by_name = {drug.drug for drug in drugs if not drug.drug.endswith("(class)")}
    covered = {drug.drug_class for drug in drugs if drug.drug in by_name}
    whole = {drug.drug_class for drug in drugs if drug.drug not in by_name} - covered
    return len(by_name) + len(whole), len(classes)
