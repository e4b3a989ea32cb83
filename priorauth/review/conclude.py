"""From findings to readiness and ordered gaps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.errors import NoPolicyInEffect
from priorauth.policy.criteria import Criterion
from priorauth.policy.model import Policy
from priorauth.policy.process import ProcessRule
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding, Flag, Gap, PolicyUsed, Readiness, Review
from priorauth.review.needs import flags, missing_details
from priorauth.review.sending import process_flags
from priorauth.review.verdict import Verdict

_ORDER = (Verdict.NOT_MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND)


def review(case: Case, policy: Policy, process: tuple[ProcessRule, ...] = ()) -> Review:
    """Hold a case against a policy. Pure: the same case, policy and process rules always give the same review.

    Raises:
        NoPolicyInEffect: the policy has no rule for this kind of request.
    """
    finding = evaluate(criterion_for(case, policy), Counted(case), policy.id)
    raised = (*flags(case, policy), *process_flags(case, policy, process))
    gaps = (*open_gaps(finding), *missing_details(case))
    return Review(
        case_id=case.id,
        request_kind=case.request.kind,
        as_of=case.request.as_of,
        policy=describe(policy),
        readiness=conclude(finding, gaps, raised),
        finding=finding,
        gaps=gaps,
        flags=raised,
        priorauth_version=_version(),
    )


def criterion_for(case: Case, policy: Policy) -> Criterion:
    """Return what a policy asks of this kind of request.

    Raises:
        NoPolicyInEffect: it has no rule for this kind of request.
    """
    kind = case.request.kind
    if kind not in policy.requests:
        held = ", ".join(policy.requests)
        raise NoPolicyInEffect(f"{policy.id} has no rule for a request of kind {kind}; it has: {held}.")
    return policy.requests[kind]


def conclude(finding: Finding, gaps: tuple[Gap, ...], raised: tuple[Flag, ...]) -> Readiness:
    """Return the readiness: not met where a clause fails or a flag stops, gaps where anything is open."""
    if finding.verdict is Verdict.NOT_MET or any(flag.stops for flag in raised):
        return Readiness.NOT_MET
    is_open = finding.verdict is not Verdict.MET or gaps or any(flag.opens for flag in raised)
    return Readiness.GAPS if is_open else Readiness.READY


def open_gaps(finding: Finding) -> tuple[Gap, ...]:
    """Return a gap for every finding that stands in the way, most serious first, else in the document's order."""
    gaps = [
        Gap(clause=one.clause, page=one.page, says=one.says, verdict=one.verdict, because=one.because, asks=one.asks)
        for one in _in_the_way(finding)
    ]
    return tuple(sorted(gaps, key=lambda gap: _ORDER.index(gap.verdict)))


def describe(policy: Policy) -> PolicyUsed:
    """Return which revision of which document a policy is."""
    source = policy.source
    return PolicyUsed(
        id=policy.id,
        payer_name=policy.payer_name,
        is_payer=policy.is_payer,
        line_of_business=policy.line_of_business,
        number=source.number,
        title=source.title,
        revision=source.revision,
        effective=policy.effective,
        url=source.url,
        read_on=source.read_on,
        confidence=source.confidence,
        numbering=policy.numbering,
        silent_on=policy.silent_on,
        not_read=policy.not_read,
    )


@cache
def _version() -> str:
    return version("priorauth")


def _in_the_way(finding: Finding) -> Iterator[Finding]:
    if finding.verdict is Verdict.MET:
        return
    if not finding.findings:
        yield finding
        return
    for child in _that_matter(finding):
        yield from _in_the_way(child)


def _that_matter(finding: Finding) -> tuple[Finding, ...]:
    if finding.kind == "none_of":
        # here a child that holds is what is wrong; it is shown with the verdict of the exclusion
        wrong = (child for child in finding.findings if child.verdict is not Verdict.NOT_MET)
        return tuple(_as_one(child, finding.verdict) for child in wrong)
    alive = tuple(child for child in finding.findings if child.verdict is not Verdict.NOT_MET)
    if finding.kind in ("any_of", "at_least") and finding.verdict is not Verdict.NOT_MET:
        return alive
    return finding.findings


def _as_one(finding: Finding, verdict: Verdict) -> Finding:
    asks = tuple(ask for leaf in finding.leaves() for ask in leaf.asks)
    return finding.model_copy(update={"verdict": verdict, "asks": asks, "findings": ()})
