"""While a part of the record could not be read, nothing that rests on the record is met."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import Attested
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    AttestedBy,
    Criterion,
    DiagnosisCode,
    DoseAsked,
    Interval,
    NoneOf,
)
from priorauth.policy.registry import policy_by_id
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from priorauth.review.verdict import Verdict
from tests.builders import a_case, attested, clause, confirmed, diagnosis, judge

MET, NOT_MET, BY_HAND = Verdict.MET, Verdict.NOT_MET, Verdict.CHECK_BY_HAND
LOST = ("Procedure.000.ndjson, line 3 (Procedure): not read, so a fact may be missing.",)
CHRONIC = clause(DiagnosisCode, any_of=("G43.709",))
EPISODIC = clause(DiagnosisCode, "2", any_of=("G43.009",))
FACTS: dict[str, Any] = {
    "diagnoses": (diagnosis("G43.709"),),
    "attestations": (attested(Attested.OVERUSE_ADDRESSED),),
}


@pytest.mark.parametrize(
    ("criterion", "whole", "in_part"),
    [
        pytest.param(CHRONIC, MET, BY_HAND, id="met"),
        pytest.param(EPISODIC, NOT_MET, NOT_MET, id="not met"),
        pytest.param(clause(Interval, at_least=weeks(12)), MET, BY_HAND, id="no treatment on record"),
        pytest.param(clause(NoneOf, criteria=(EPISODIC,)), MET, BY_HAND, id="an exclusion that is not on record"),
        pytest.param(clause(NoneOf, criteria=(CHRONIC,)), NOT_MET, NOT_MET, id="an exclusion that is on record"),
        pytest.param(
            clause(NoneOf, criteria=(clause(NoneOf, criteria=(CHRONIC,)),)), MET, BY_HAND, id="an exclusion twice"
        ),
        pytest.param(clause(AllOf, criteria=(CHRONIC, EPISODIC)), NOT_MET, NOT_MET, id="all of"),
        pytest.param(clause(AnyOf, criteria=(CHRONIC, EPISODIC)), MET, BY_HAND, id="any of"),
        pytest.param(clause(Age, at_least=18), MET, MET, id="the age rests on the birth date"),
        pytest.param(clause(DoseAsked, units_at_most=200), MET, MET, id="the dose rests on the request"),
        pytest.param(clause(AttestedBy, about=Attested.OVERUSE_ADDRESSED), MET, MET, id="a person's word"),
    ],
)
def test_a_verdict_is_never_better_for_what_is_missing(criterion: Criterion, whole: Verdict, in_part: Verdict) -> None:
    assert judge(criterion, **FACTS).verdict is whole
    assert judge(criterion, **FACTS, not_read=LOST).verdict is in_part


def test_the_reason_says_so() -> None:
    finding = judge(CHRONIC, **FACTS, not_read=LOST)
    assert finding.because == "G43.709 is documented; but a part of the record could not be read"


def test_a_person_may_confirm_the_clause() -> None:
    finding = judge(CHRONIC, **FACTS, not_read=LOST, confirmations=(confirmed("1"),))
    assert finding.verdict is MET
    assert "could not be read" not in finding.because


def test_the_office_is_told_where_to_look_and_nothing_is_ready() -> None:
    reviewed = review(a_case(**FACTS, not_read=LOST), policy_by_id("aetna/commercial_2026_01"))
    (gap,) = [gap for gap in reviewed.gaps if gap.says == "the whole record"]
    assert gap.because == LOST[0]
    assert [one.question for one in gap.asks] == ["What does the part of the record say that could not be read?"]
    assert reviewed.readiness is not Readiness.READY
