"""From findings to readiness and ordered gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.terms import RequestKind
from priorauth.errors import NoPolicyInEffect
from priorauth.policy.criteria import Criterion
from priorauth.policy.model import Policy
from priorauth.policy.process import ProcessRule
from priorauth.policy.registry import name_found_by
from priorauth.policy.verified import Verification, standing
from priorauth.review.denials import denial_flags, denial_gaps
from priorauth.review.evaluate import evaluate
from priorauth.review.exception import flags_of_exception, with_exception
from priorauth.review.finding import Finding, Flag, Gap, PolicyUsed, Readiness, Review
from priorauth.review.needs import Needs
from priorauth.review.sending import process_flags
from priorauth.review.standing import flags_of_standing
from priorauth.review.verdict import Ask, Verdict

_ORDER = (Verdict.NOT_MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND)


def review(
    case: Case, policy: Policy, process: tuple[ProcessRule, ...] = (), *, verifications: Iterable[Verification] = ()
) -> Review:
    """Hold a case against a policy. Pure: the same case, policy and process rules always give the same review.

    ``verifications`` are the clinic's own: who compared which policy with the payer's text.

    Raises:
        NoPolicyInEffect: the policy has no rule for this kind of request.
    """
    return next(review_each(case, (policy,), process, verifications=verifications))


def review_each(
    case: Case,
    policies: Iterable[Policy],
    process: tuple[ProcessRule, ...] = (),
    *,
    verifications: Iterable[Verification] = (),
) -> Iterator[Review]:
    """Hold a case against several policies, one after the other. What is of the case alone is counted once.

    Raises:
        NoPolicyInEffect: a policy has no rule for this kind of request.
    """
    counted, verified = Counted(case), tuple(verifications)
    needs = Needs(counted)
    for policy in policies:
        asked = criterion_for(case, policy)
        finding, of_kind = _judged(asked, counted, policy.id)
        stands = standing(policy, verified)
        of_standing = flags_of_standing(stands, policy, counted.as_of)
        raised = (*of_kind, *needs.flags(policy), *process_flags(case, policy, process), *of_standing)
        gaps = (*open_gaps(finding), *denial_gaps(case, asked, process), *needs.details)
        yield Review(
            case_id=case.id,
            request_kind=case.request.kind,
            as_of=case.request.as_of,
            policy=describe(policy, found_as=name_found_by(policy, case.request.payer), last=stands.last),
            readiness=conclude(finding, gaps, raised),
            finding=finding,
            gaps=gaps,
            flags=raised,
            priorauth_version=_version(),
        )


def finding_of(asked: Criterion, counted: Counted, policy_id: str) -> Finding:
    """Hold what a policy asks against a case, with what a step-therapy exception asks to be excepted from."""
    return _judged(asked, counted, policy_id)[0]


def _judged(asked: Criterion, counted: Counted, policy_id: str) -> tuple[Finding, tuple[Flag, ...]]:
    finding = evaluate(asked, counted, policy_id)
    if counted.case.request.kind is not RequestKind.STEP_THERAPY_EXCEPTION:
        return finding, tuple(denial_flags(counted.case, finding))
    eased = with_exception(asked, finding, counted, policy_id)
    return eased, tuple(flags_of_exception(finding, eased))


def criterion_for(case: Case, policy: Policy) -> Criterion:
    """Return what a policy asks of this kind of request.

    Raises:
        NoPolicyInEffect: it has no rule for this kind of request.
    """
    kind = case.request.judged_as
    if kind not in policy.requests:
        held = ", ".join(policy.requests)
        raise NoPolicyInEffect(f"{policy.id} has no rule for a request of kind {kind}; it has: {held}.")
    return policy.requests[kind]


def conclude(finding: Finding, gaps: tuple[Gap, ...], raised: tuple[Flag, ...]) -> Readiness:
    """Return the readiness: not met where a clause fails or a flag stops, gaps where anything is open."""
    if finding.verdict is Verdict.NOT_MET or any(flag.stops for flag in raised):
        return Readiness.NOT_MET
    is_open = finding.verdict.is_open or gaps or any(flag.opens for flag in raised)
    return Readiness.GAPS if is_open else Readiness.READY


def open_gaps(finding: Finding) -> tuple[Gap, ...]:
    """Return a gap for every finding that stands in the way, most serious first, else in the document's order."""
    found = _gaps(finding)
    return tuple([gap for verdict in _ORDER for gap in found if gap.verdict is verdict])


# policies are few and never change
@lru_cache(maxsize=1_000)
def describe(policy: Policy, *, found_as: str | None = None, last: Verification | None = None) -> PolicyUsed:
    """Return which revision of which document a policy is, by which name it was found, and who last compared it."""
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
        found_as=found_as,
        verified_on=last and last.on,
        verified_by=last and last.by,
    )


@cache
def _version() -> str:
    return version("priorauth")


def _gaps(finding: Finding) -> list[Gap]:
    if not finding.verdict.is_open:
        return []
    if not finding.findings:
        return [_gap(finding, finding.verdict, finding.asks)]
    alive = [child for child in finding.findings if child.verdict is not Verdict.NOT_MET]
    if finding.kind == "none_of":
        # here a child that holds is what is wrong; it is shown with the verdict of the exclusion
        return [_gap(child, finding.verdict, _asks(child)) for child in alive]
    is_missed = finding.verdict is Verdict.NOT_MET or finding.kind not in ("any_of", "at_least")
    return [gap for child in (finding.findings if is_missed else alive) for gap in _gaps(child)]


def _gap(one: Finding, verdict: Verdict, asks: tuple[Ask, ...]) -> Gap:
    return Gap(clause=one.clause, page=one.page, says=one.says, verdict=verdict, because=one.because, asks=asks)


def _asks(finding: Finding) -> tuple[Ask, ...]:
    return tuple(one for leaf in finding.leaves() for one in leaf.asks)
