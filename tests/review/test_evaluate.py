"""Every kind of criterion has a judge; groups combine; a person's confirmation counts where it was asked for."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from priorauth.clinical.terms import Toxin
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    AtLeast,
    Criterion,
    DoseAsked,
    Group,
    Ichd3ChronicMigraine,
    Leaf,
    ManualCheck,
    NoneOf,
    PlanStated,
    ProductIs,
)
from priorauth.review.evaluate import JUDGES
from priorauth.review.verdict import Verdict
from tests.builders import clause, confirmed, judge

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND


def test_every_kind_of_criterion_has_a_judge() -> None:
    assert set(JUDGES) | {Ichd3ChronicMigraine} == set(get_args(Leaf))
    assert set(get_args(Group)) == {AllOf, AnyOf, AtLeast, NoneOf}


def leaf(verdict: Verdict, number: str) -> Criterion:
    """Return a criterion that a bare case answers with this verdict."""
    found: dict[Verdict, Criterion] = {
        MET: clause(DoseAsked, number, units_at_most=155),
        NOT_MET: clause(ProductIs, number, any_of=(Toxin.XEOMIN,)),
        NOT_DOCUMENTED: clause(PlanStated, number),
        BY_HAND: clause(ManualCheck, number, why="a judgement in the note"),
    }
    return found[verdict]


def leaves(*verdicts: Verdict) -> tuple[Criterion, ...]:
    return tuple(leaf(verdict, f"1.{number}") for number, verdict in enumerate(verdicts))


GROUPS: list[Any] = [
    pytest.param(AllOf, {}, (MET, MET), MET, id="all of: both met"),
    pytest.param(AllOf, {}, (MET, BY_HAND), BY_HAND, id="all of: one by hand"),
    pytest.param(AllOf, {}, (BY_HAND, NOT_DOCUMENTED), NOT_DOCUMENTED, id="all of: one not documented"),
    pytest.param(AllOf, {}, (NOT_DOCUMENTED, NOT_MET), NOT_MET, id="all of: one not met"),
    pytest.param(AnyOf, {}, (NOT_MET, MET), MET, id="any of: one met"),
    pytest.param(AnyOf, {}, (NOT_MET, BY_HAND), BY_HAND, id="any of: one by hand"),
    pytest.param(AnyOf, {}, (NOT_MET, NOT_MET), NOT_MET, id="any of: none"),
    pytest.param(AtLeast, {"needed": 2}, (MET, MET, NOT_MET), MET, id="two of three: two met"),
    pytest.param(AtLeast, {"needed": 2}, (MET, BY_HAND, NOT_MET), BY_HAND, id="two of three: one met, one by hand"),
    pytest.param(AtLeast, {"needed": 2}, (MET, NOT_MET, NOT_MET), NOT_MET, id="two of three: one met"),
    pytest.param(NoneOf, {}, (NOT_MET, NOT_MET), MET, id="none of: none holds"),
    pytest.param(NoneOf, {}, (NOT_MET, MET), NOT_MET, id="none of: one holds"),
    pytest.param(NoneOf, {}, (NOT_MET, BY_HAND), BY_HAND, id="none of: one by hand"),
    pytest.param(NoneOf, {}, (NOT_MET, NOT_DOCUMENTED), NOT_DOCUMENTED, id="none of: one not documented"),
    pytest.param(NoneOf, {}, (MET, NOT_DOCUMENTED), NOT_MET, id="none of: one holds, one not documented"),
]


@pytest.mark.parametrize(("kind", "fields", "verdicts", "expected"), GROUPS)
def test_groups(kind: Any, fields: dict[str, Any], verdicts: tuple[Verdict, ...], expected: Verdict) -> None:
    finding = judge(clause(kind, criteria=leaves(*verdicts), **fields))
    assert finding.verdict is expected
    assert tuple(child.verdict for child in finding.findings) == verdicts


def test_a_finding_carries_the_clause_as_the_policy_has_it() -> None:
    criterion = DoseAsked(
        clause="3.1.c", page=7, says="155 units", quoted=True, reading="units injected", units_at_most=1
    )
    finding = judge(criterion)
    assert (finding.clause, finding.page, finding.says) == ("3.1.c", 7, "155 units")
    assert (finding.quoted, finding.reading, finding.kind) == (True, "units injected", "dose_asked")
    assert finding.because.startswith("155 units")


LATER, EARLIER = date(2026, 4, 16), date(2026, 4, 1)
CONFIRMATIONS: list[Any] = [
    pytest.param((confirmed(),), MET, id="confirmed"),
    pytest.param((confirmed(holds=False),), NOT_MET, id="denied"),
    pytest.param((), BY_HAND, id="nobody looked"),
    pytest.param((confirmed("2"),), BY_HAND, id="another clause"),
    pytest.param((confirmed(policy="example_health/medicaid_2026_01"),), BY_HAND, id="another policy"),
    pytest.param((confirmed(on=LATER),), BY_HAND, id="confirmed on a later day"),
    pytest.param((confirmed(on=EARLIER), confirmed(holds=False)), NOT_MET, id="the latest answer counts: denied"),
    pytest.param((confirmed(on=EARLIER, holds=False), confirmed()), MET, id="the latest answer counts: confirmed"),
    pytest.param((confirmed(), confirmed(holds=False)), NOT_MET, id="two answers on one day: the denial counts"),
]


@pytest.mark.parametrize(("confirmations", "expected"), CONFIRMATIONS)
def test_confirmation_of_what_software_cannot_check(confirmations: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(leaf(BY_HAND, "1"), confirmations=confirmations).verdict is expected


@pytest.mark.parametrize("verdict", [MET, NOT_MET, NOT_DOCUMENTED])
@pytest.mark.parametrize("holds", [True, False])
def test_a_confirmation_changes_no_verdict_that_the_case_decides(verdict: Verdict, holds: bool) -> None:
    assert judge(leaf(verdict, "1"), confirmations=(confirmed(holds=holds),)).verdict is verdict


def test_a_confirmation_in_one_case_is_none_in_the_next() -> None:
    criterion = leaf(BY_HAND, "1")
    assert judge(criterion).verdict is BY_HAND
    assert judge(criterion, confirmations=(confirmed(),)).verdict is MET
    assert judge(criterion).verdict is BY_HAND


def test_a_confirmation_names_who_looked_and_when() -> None:
    because = judge(leaf(BY_HAND, "1"), confirmations=(confirmed(),)).because
    assert "B. Example" in because
    assert "April 15, 2026" in because
    with_note = confirmed().model_copy(update={"note": "page 3 of the note"})
    assert "page 3 of the note" in judge(leaf(BY_HAND, "1"), confirmations=(with_note,)).because


def test_a_confirmed_exclusion_holds() -> None:
    """Who confirms that an excluding condition is present does not open the way."""
    excluded = clause(NoneOf, "1", criteria=(leaf(BY_HAND, "1.a"),))
    assert judge(excluded, confirmations=(confirmed("1.a"),)).verdict is NOT_MET
    assert judge(excluded, confirmations=(confirmed("1.a", holds=False),)).verdict is MET
    assert judge(excluded, confirmations=(confirmed("1"),)).verdict is BY_HAND
