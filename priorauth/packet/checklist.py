"""The contents of the office checklist: every clause with its verdict, and the gaps in the order to close them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from priorauth.case.model import Case
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.packet.filing import Filing, filings
from priorauth.packet.signing import SignOff
from priorauth.packet.sources import name_sources
from priorauth.policy.model import Contact, Policy
from priorauth.policy.process import ProcessRule
from priorauth.policy.registry import follows_medicare
from priorauth.review.finding import Finding, Flag, Gap, PolicyUsed, Readiness, Review
from priorauth.review.lint.finding import LintFinding, Severity
from priorauth.review.lint.lint import beside_review, lint
from priorauth.review.verdict import JUDGED, Verdict


class ClauseRow(Model):
    """One clause as the checklist prints it."""

    depth: int
    is_group: bool
    needed: bool
    """False for an alternative that is not needed, because another one is met."""
    clause: str
    page: int | None
    says: str
    quoted: bool
    reading: str | None
    verdict: Verdict
    because: str
    sources: tuple[str, ...]


class Tally(Model):
    """How many clauses came out one way."""

    verdict: Verdict
    count: int


class ChecklistContents(Model):
    """Everything the checklist says. It stays in the office."""

    case_id: str
    patient_name: str
    kind: RequestKind
    about: RequestKind
    dated: date
    readiness: Readiness
    letter_written: bool
    signed: SignOff | None
    policy: PolicyUsed
    tallies: tuple[Tally, ...]
    flags: tuple[Flag, ...]
    gaps: tuple[Gap, ...]
    lint: tuple[LintFinding, ...]
    """What does not fit together in the case, but for what flags and gaps say already."""
    to_mend: int
    """How many of these are to be mended before anything is sent."""
    clauses: tuple[ClauseRow, ...]
    ambiguous: tuple[str, ...]
    notes: tuple[str, ...]
    contact: Contact | None
    process: tuple[ProcessRule, ...]
    filings: tuple[Filing, ...]
    """For an appeal: the levels that may be the one to file."""


def checklist_contents(
    case: Case,
    policy: Policy,
    review: Review,
    process: tuple[ProcessRule, ...],
    *,
    letter_written: bool,
    signed: SignOff | None = None,
    documents: Mapping[str, bytes] | None = None,
) -> ChecklistContents:
    """Return the contents of the checklist for a reviewed case, with the process rules that hold for its plan.

    ``documents`` holds attached files by document id, in which the quotes of the case are looked for.
    """
    leaves = [leaf.verdict for leaf in review.finding.deciding_leaves()]
    found = lint(case, asked=policy.requests[case.request.judged_as], review=review, documents=documents)
    linted = beside_review(found, review)
    return ChecklistContents(
        case_id=case.id,
        patient_name=case.patient.name,
        kind=case.request.kind,
        about=case.request.judged_as,
        dated=case.request.as_of,
        readiness=review.readiness,
        letter_written=letter_written,
        signed=signed,
        policy=review.policy,
        tallies=tuple(Tally(verdict=one, count=leaves.count(one)) for one in Verdict if one in JUDGED or one in leaves),
        flags=review.flags,
        gaps=review.gaps,
        lint=linted,
        to_mend=sum(one.severity is Severity.MEND for one in linted),
        clauses=tuple(_rows(review.finding, case, depth=0, needed=True)),
        ambiguous=policy.ambiguous,
        notes=policy.notes,
        contact=None if follows_medicare(policy, case.request.line_of_business) else policy.contact,
        process=tuple(rule.on(case.request.as_of) for rule in process if rule.bears_on_a_request),
        filings=filings(case, process),
    )


def _rows(finding: Finding, case: Case, *, depth: int, needed: bool) -> Iterator[ClauseRow]:
    yield ClauseRow(
        depth=depth,
        is_group=bool(finding.findings),
        needed=needed,
        clause=finding.clause,
        page=finding.page,
        says=finding.says,
        quoted=finding.quoted,
        reading=finding.reading,
        verdict=finding.verdict,
        because=finding.because,
        sources=name_sources(finding.evidence, case),
    )
    for child in finding.findings:
        yield from _rows(child, case, depth=depth + 1, needed=needed and child in finding.deciding())
