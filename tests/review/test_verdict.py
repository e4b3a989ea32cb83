"""How verdicts combine: the order of design idea 1, said naively and held against the code for every combination."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.review.verdict import Verdict, all_of, any_of, at_least, opposite

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND
ASKED = Verdict.EXCEPTION_ASKED

Verdicts = tuple[Verdict, ...]
COMBINATIONS: list[Verdicts] = [some for count in range(1, 5) for some in product(Verdict, repeat=count)]
ANY = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)
# how far each is from "met": the further, the worse
WORSE = {
    MET: {ASKED, NOT_DOCUMENTED, BY_HAND, NOT_MET},
    ASKED: {NOT_DOCUMENTED, BY_HAND, NOT_MET},
    BY_HAND: {NOT_DOCUMENTED, NOT_MET},
    NOT_DOCUMENTED: {NOT_MET},
    NOT_MET: set[Verdict](),
}


def first_of(order: Verdicts, verdicts: Verdicts) -> Verdict:
    """Return the first of ``order`` that occurs: design idea 1 as it is written."""
    return next(verdict for verdict in order if verdict in verdicts)


def naive_at_least(needed: int, verdicts: Verdicts) -> Verdict:
    """Return what "at least so many" says: by every way in which the open ones can turn out."""
    open_ones = [verdict for verdict in verdicts if verdict in (NOT_DOCUMENTED, BY_HAND)]
    sure, asked = verdicts.count(MET), verdicts.count(ASKED)
    outcomes = {sure + asked + sum(turned) >= needed for turned in product((0, 1), repeat=len(open_ones))}
    if outcomes == {True}:
        return MET if sure >= needed else ASKED
    if outcomes == {False}:
        return NOT_MET
    return NOT_DOCUMENTED if NOT_DOCUMENTED in open_ones else BY_HAND


def test_all_of_is_not_met_then_not_documented_then_by_hand_then_met() -> None:
    order = (NOT_MET, NOT_DOCUMENTED, BY_HAND, ASKED, MET)
    assert [all_of(some) for some in COMBINATIONS] == [first_of(order, some) for some in COMBINATIONS]


def test_any_of_is_met_then_not_documented_then_by_hand_then_not_met() -> None:
    order = (MET, ASKED, NOT_DOCUMENTED, BY_HAND, NOT_MET)
    assert [any_of(some) for some in COMBINATIONS] == [first_of(order, some) for some in COMBINATIONS]


@pytest.mark.parametrize("needed", [1, 2, 3, 4])
def test_at_least_says_what_every_outcome_of_the_open_ones_says(needed: int) -> None:
    found = [at_least(needed, some) for some in COMBINATIONS]
    assert found == [naive_at_least(needed, some) for some in COMBINATIONS]


@given(ANY)
def test_at_least_generalises_all_of_and_any_of(verdicts: list[Verdict]) -> None:
    assert at_least(len(verdicts), verdicts) is all_of(verdicts)
    assert at_least(1, verdicts) is any_of(verdicts)


@given(ANY, st.integers(min_value=1, max_value=6))
def test_met_comes_from_met_children_only(verdicts: list[Verdict], needed: int) -> None:
    assert (at_least(needed, verdicts) is MET) == (verdicts.count(MET) >= needed)


@given(ANY, st.integers(min_value=1, max_value=6), st.data())
def test_making_one_child_worse_never_makes_the_whole_met(
    verdicts: list[Verdict], needed: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(min_value=0, max_value=len(verdicts) - 1))
    worse = sorted(WORSE[verdicts[place]])
    before = at_least(needed, verdicts)
    for verdict in worse:
        after = at_least(needed, [*verdicts[:place], verdict, *verdicts[place + 1 :]])
        assert before is MET or after is not MET
        assert before is not NOT_MET or after is NOT_MET


@given(ANY, st.integers(min_value=1, max_value=6))
def test_the_order_of_the_children_does_not_matter(verdicts: list[Verdict], needed: int) -> None:
    assert at_least(needed, verdicts) is at_least(needed, sorted(verdicts))


def test_an_exclusion_turns_met_and_not_met_around_and_leaves_what_is_unknown() -> None:
    assert {verdict: opposite(verdict) for verdict in Verdict} == {
        MET: NOT_MET,
        NOT_MET: MET,
        NOT_DOCUMENTED: NOT_DOCUMENTED,
        BY_HAND: BY_HAND,
        ASKED: ASKED,
    }


def test_nothing_asked_is_met_and_nothing_to_choose_from_is_not() -> None:
    assert all_of(()) is MET
    assert any_of(()) is NOT_MET
