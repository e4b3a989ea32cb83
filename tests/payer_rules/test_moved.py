"""The bounds that are moved to see whether a table notices."""

from __future__ import annotations

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import Outcome, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AtLeast,
    Criterion,
    DrugClass,
    HeadacheDays,
    ManualCheck,
    PrescriberIs,
    PreventiveTrials,
    ProductIs,
    Response,
    Tried,
)
from tests.payer_rules.moved import moved

ADULT = Age(clause="1", says="18 years of age or older", at_least=18)
ASKED = ManualCheck(clause="2", says="asked for", why="a judgement")


def names(criterion: Criterion) -> list[str]:
    return [what for what, _ in moved(criterion)]


def test_numbers_move_by_one_either_way() -> None:
    assert names(ADULT) == ["at_least > 17", "at_least > 19"]
    assert [other for _, other in moved(ADULT)] == [
        Age(clause="1", says="18 years of age or older", at_least=17),
        Age(clause="1", says="18 years of age or older", at_least=19),
    ]


def test_spans_percentages_and_flags_move() -> None:
    days = HeadacheDays(clause="1", says="15 days", per_month_at_least=15, in_each_of_last=months(3))
    assert {"in_each_of_last > 2 months", "in_each_of_last > 4 months"} <= set(names(days))
    assert "before_treatment True" in names(days)
    response = Response(clause="1", says="30 % fewer", percent_at_least=30)
    assert {"percent_at_least > 29", "percent_at_least > 31"} <= set(names(response))
    assert names(PrescriberIs(clause="1", says="a neurologist", taxonomies=("2084N0400X",))) == [
        "taxonomies without 2084N0400X",
        "or_consulting True",
    ]


def test_what_the_language_refuses_is_no_move() -> None:
    """One of several bounds, and at least zero, are no criteria."""
    assert "any_reduction False" not in names(Response(clause="1", says="any reduction", any_reduction=True))
    assert names(Age(clause="1", says="one year old", at_least=1)) == ["at_least > 2"]


def test_each_drug_class_and_way_is_dropped() -> None:
    classes = (
        DrugClass(name="beta-blocker", drugs=("propranolol", "nadolol")),
        DrugClass(name="antiepileptic", drugs=("topiramate",)),
    )
    trials = PreventiveTrials(
        clause="1",
        says="two drugs of two classes, 8 weeks each",
        drugs_at_least=2,
        classes_at_least=2,
        classes=classes,
        counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=weeks(8)),),
    )
    assert names(trials) == [
        "drugs_at_least > 3",
        "classes_at_least > 1",
        "one_in_each_class True",
        "classes without beta-blocker",
        "classes beta-blocker drugs without propranolol",
        "classes beta-blocker drugs without nadolol",
        "classes without antiepileptic",
        "classes antiepileptic drugs without topiramate",
        "counts_if tried outcomes without inadequate_response",
        "counts_if tried outcomes inadequate_response > intolerance",
        "counts_if tried outcomes inadequate_response > effective",
        "counts_if tried outcomes inadequate_response > ongoing",
        "counts_if tried lasting_at_least > 7 weeks",
        "counts_if tried lasting_at_least > 9 weeks",
        "counts_if tried oral True",
        "for_migraine False",
    ]


def test_words_of_closed_lists_are_exchanged() -> None:
    assert "any_of Botox > Xeomin" in names(ProductIs(clause="1", says="Botox", any_of=(Toxin.BOTOX,)))


def test_groups_are_read_the_other_way() -> None:
    group = AllOf(clause="0", says="both", criteria=(ADULT, ASKED))
    assert names(group) == ["all_of read as AnyOf"]
    assert names(AtLeast(clause="0", says="one of two", needed=1, criteria=(ADULT, ASKED))) == ["needed > 2"]


def test_words_and_reasons_are_no_bounds() -> None:
    assert names(ASKED) == []
