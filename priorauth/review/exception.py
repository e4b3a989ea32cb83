"""A step-therapy exception: which clause on trials it is asked from, and whether the chart gives a ground for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from priorauth.case.history import Counted
from priorauth.clinical.terms import Outcome, Whom
from priorauth.policy.criteria import Criterion, Group, NoneOf
from priorauth.policy.trials import ContraindicatedDrug, NotTolerated, PreventiveTrials, Tried, Way
from priorauth.review.evaluate import combine, evaluate
from priorauth.review.finding import Finding, Flag
from priorauth.review.verdict import Verdict

EXCEPTION_ASKED = "exception asked for: "
"""How the reason of such a finding begins: the payer must read that this is asked, not that its clause is met."""
_TRIALS = "preventive_trials"

# what such a request asks the payer to let count: never a drug that worked, or that is still being tried
_GROUNDS: tuple[Way, ...] = (
    ContraindicatedDrug(),
    NotTolerated(),
    Tried(outcomes=(Outcome.INADEQUATE_RESPONSE, Outcome.INTOLERANCE)),
)


def with_exception(criterion: Criterion, strict: Finding, case: Counted, policy_id: str) -> Finding:
    """Return the finding with every clause on trials marked that an exception is asked from.

    ``strict`` is the finding as the policy asks. A clause is excepted where it is not met as it stands, and would be
    met if drugs that are contraindicated, were not tolerated or did not work counted whatever the length and the dose.
    """
    return _marked(criterion, evaluate(_widened(criterion), case, policy_id), strict)


def excepted(finding: Finding) -> Iterator[Finding]:
    """Yield the clauses that an exception is asked from."""
    return (leaf for leaf in finding.leaves() if leaf.verdict is Verdict.EXCEPTION_ASKED)


def flags_of_exception(strict: Finding, finding: Finding) -> Iterator[Flag]:
    """Yield what the office must know of a step-therapy exception; two of the flags stop it."""
    steps = [leaf for leaf in strict.leaves() if leaf.kind == _TRIALS]
    if not steps:
        yield Flag(
            text="The policy asks for no preventive trials: there is no step to be excepted from.",
            whom=Whom.OFFICE,
            stops=True,
        )
    elif all(step.verdict is Verdict.MET for step in steps):
        yield Flag(
            text="No exception is needed: the trials that the policy asks for are met. Send the request itself.",
            whom=Whom.OFFICE,
            stops=True,
        )
    asked = {leaf.clause for leaf in excepted(finding)}
    for step in steps:
        if step.clause in asked:
            yield Flag(
                text=f"Clause {step.clause} is not met as it stands ({step.because}): an exception is asked from it.",
                whom=Whom.CLINICIAN,
            )


def _holds_steps(criterion: Criterion) -> TypeGuard[Group]:
    # a drug below a "none of" is no step: that it failed would exclude the patient
    return isinstance(criterion, Group) and not isinstance(criterion, NoneOf)


def _widened(criterion: Criterion) -> Criterion:
    if _holds_steps(criterion):
        return criterion.model_copy(update={"criteria": tuple(_widened(child) for child in criterion.criteria)})
    if isinstance(criterion, PreventiveTrials):
        return criterion.model_copy(update={"counts_if": (*criterion.counts_if, *_GROUNDS)})
    return criterion


def _marked(criterion: Criterion, eased: Finding, strict: Finding) -> Finding:
    if _holds_steps(criterion):
        triples = zip(criterion.criteria, eased.findings, strict.findings, strict=True)
        return _grouped(criterion, eased, tuple(_marked(*three) for three in triples))
    if eased.kind == _TRIALS and eased.verdict is Verdict.MET and strict.verdict is not Verdict.MET:
        because = f"{EXCEPTION_ASKED}{eased.because}"
        return replace(eased, verdict=Verdict.EXCEPTION_ASKED, because=because)
    return eased


def _grouped(group: Group, eased: Finding, findings: tuple[Finding, ...]) -> Finding:
    verdicts = [finding.verdict for finding in findings]
    asked = verdicts.count(Verdict.EXCEPTION_ASKED)
    because = f"{verdicts.count(Verdict.MET)} of {len(verdicts)} met, exception asked from {asked}"
    because = because if asked else eased.because
    return replace(eased, verdict=combine(group, verdicts), because=because, findings=findings)
