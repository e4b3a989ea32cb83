"""What a review says: a finding for every criterion, gaps with questions, flags, and the readiness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from priorauth.case.evidence import Evidence
from priorauth.clinical.model import Model, Record
from priorauth.clinical.terms import LineOfBusiness, RequestKind, Whom
from priorauth.clinical.translatable import translatable
from priorauth.policy.clause import Numbering
from priorauth.policy.model import Confidence
from priorauth.review.verdict import Ask, Verdict


class Readiness(StrEnum):
    """Our conclusion. The determination is the payer's; approval is never predicted."""

    READY = "ready"
    GAPS = "gaps"
    NOT_MET = "not_met"

    @property
    def words(self) -> str:
        """The words a checklist prints."""
        return {
            Readiness.READY: translatable("Ready to send"),
            Readiness.GAPS: translatable("Gaps to close first"),
            Readiness.NOT_MET: translatable("Not to be sent"),
        }[self]


# every case has a dozen of them, and to check what was made right here would be a tenth of its review
@dataclass(frozen=True, slots=True)
class Finding(Record):
    """One criterion held against the case."""

    clause: str
    page: int | None
    says: str
    quoted: bool
    reading: str | None
    kind: str
    """The kind of criterion, such as "headache_days" or "all_of"."""
    verdict: Verdict
    because: str
    """Why, in plain words, made while deciding."""
    evidence: tuple[Evidence, ...] = ()
    asks: tuple[Ask, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Findings of the criteria below, for a group."""

    def leaves(self) -> Iterator[Finding]:
        """Yield the findings that have none below, in the document's order."""
        if not self.findings:
            yield self
        for finding in self.findings:
            yield from finding.leaves()

    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings below without the alternatives that are not needed, because another one is met."""
        if self.kind in ("any_of", "at_least") and not self.verdict.is_open:
            return tuple(finding for finding in self.findings if not finding.verdict.is_open)
        return self.findings

    def deciding_leaves(self) -> Iterator[Finding]:
        """Yield the leaves that decide, in the document's order."""
        if not self.findings:
            yield self
        for finding in self.deciding():
            yield from finding.deciding_leaves()


class Gap(Model):
    """Something to do before sending, and who can do it."""

    clause: str | None
    """The clause it opens, or None for what every request needs."""
    page: int | None = None
    says: str
    verdict: Verdict
    because: str
    asks: tuple[Ask, ...]


class Flag(Model):
    """Something about the case that a person must see before anything is sent."""

    text: str
    whom: Whom
    stops: bool = False
    """True when nothing may be sent at all."""
    opens: bool = False
    """True when it must be cleared up before anything is sent."""
    code: str | None = None
    """The code under which `priorauth lint` raises it too."""
    field: str | None = None
    """Where in the case it stands, such as "diagnoses"."""


class PolicyUsed(Model):
    """Which revision of which document the case was held against."""

    id: str
    payer_name: str
    is_payer: bool
    line_of_business: LineOfBusiness
    number: str | None
    title: str
    revision: str
    effective: date
    url: str
    read_on: str
    confidence: Confidence
    numbering: Numbering
    silent_on: tuple[str, ...]
    not_read: tuple[str, ...]
    found_as: str | None = None
    """The name by which the request finds the payer, where that is not the payer's own name."""
    verified_on: date | None = None
    """When somebody of the clinic last compared the policy with the payer's text; see the flags."""
    verified_by: str | None = None


class Review(Model):
    """The answer to "does what we have documented meet what this payer asks?"."""

    review_version: Literal[1] = 1
    """Raised when a field changes its meaning or goes."""
    case_id: str
    request_kind: RequestKind
    as_of: date
    policy: PolicyUsed
    readiness: Readiness
    finding: Finding
    gaps: tuple[Gap, ...]
    """In the order to close them: not met, not documented, check by hand, then what every request needs."""
    flags: tuple[Flag, ...]
    priorauth_version: str
