"""Every shape of rule that payers really use is decided right: met, not met and not documented, one step apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.calendar import Span, days, months
from priorauth.clinical.terms import LineOfBusiness, Outcome, RequestKind
from priorauth.errors import AmbiguousPlan
from priorauth.policy.criteria import Criterion, PreventiveTrials, Tried
from priorauth.policy.model import Confidence, Policy, Source
from priorauth.policy.registry import Plan, choose_policy
from priorauth.review.verdict import Verdict
from tests.builders import clause, judge
from tests.review.shapes import failed
from tests.review.shapes_of_course import ON_DAYS, ON_REQUEST, RESPONSES
from tests.review.shapes_of_trials import ON_CGRP, ON_TRIALS

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED
ALL_ROWS = (*ON_TRIALS, *ON_CGRP, *ON_DAYS, *RESPONSES, *ON_REQUEST)
SHAPES = tuple(dict.fromkeys(shape for shape, *_ in ALL_ROWS))
# A document that is missing can still be attached.
NEVER_NOT_MET = {"letter of attestation instead of the notes"}


@pytest.mark.parametrize(
    ("criterion", "parts", "expected"),
    [pytest.param(*row[2:], id=f"{row[0]}: {row[1]}") for row in ALL_ROWS],
)
def test_shape(criterion: Criterion, parts: dict[str, Any], expected: Verdict) -> None:
    assert judge(criterion, **parts).verdict is expected


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_seen_met_not_met_and_not_documented(shape: str) -> None:
    seen = {expected for name, *_, expected in ALL_ROWS if name == shape}
    needed = {MET, NOT_DOCUMENTED} if shape in NEVER_NOT_MET else {MET, NOT_MET, NOT_DOCUMENTED}

    assert needed <= seen


def _in_states(length: Span, **states: Any) -> Policy:
    trials = clause(
        PreventiveTrials,
        drugs_at_least=2,
        counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), lasting_at_least=length),),
    )
    return Policy(
        payer="example_health",
        payer_name="Example Health",
        line_of_business=LineOfBusiness.COMMERCIAL,
        effective=date(2026, 1, 1),
        source=Source(title="T", revision="1", url="https://example.org", read_on="2026", confidence=Confidence.HIGH),
        requests={RequestKind.INITIAL: trials},
        **states,
    )


OVERRIDDEN = ("CT", "KY", "MS")
# one parameter differs in three states: two policies of one document, and the state decides
BY_STATE = (_in_states(months(2), states_excluded=OVERRIDDEN), _in_states(days(30), states=OVERRIDDEN))


@pytest.mark.parametrize(
    ("state", "lasting", "expected"),
    [("NY", 59, MET), ("NY", 58, NOT_MET), ("KY", 30, MET), ("KY", 29, NOT_MET), ("NY", 30, NOT_MET)],
)
def test_state_override_of_one_parameter(state: str, lasting: int, expected: Verdict) -> None:
    plan = Plan(payer="Example Health", line_of_business=LineOfBusiness.COMMERCIAL, state=state, on=date(2026, 4, 15))
    policy = choose_policy(plan, BY_STATE)

    trials = failed("topiramate", "propranolol", lasting=lasting)
    assert judge(policy.requests[RequestKind.INITIAL], trials=trials).verdict is expected
    with pytest.raises(AmbiguousPlan, match="state"):
        choose_policy(plan._replace(state=None), BY_STATE)
