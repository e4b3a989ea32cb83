"""Gathers what does not fit together, most serious first, and keeps what the review says from being said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from priorauth.case.model import Case
from priorauth.policy.criteria import Criterion
from priorauth.review.finding import Review
from priorauth.review.lint.dates import date_findings
from priorauth.review.lint.diagnoses import diagnosis_findings
from priorauth.review.lint.documents import document_findings
from priorauth.review.lint.drugs import drug_findings
from priorauth.review.lint.finding import LintFinding, by_severity, found
from priorauth.review.lint.identity import identity_findings
from priorauth.review.lint.kinds import KINDS
from priorauth.review.lint.quotes import quote_findings
from priorauth.review.lint.toxins import toxin_findings
from priorauth.review.needs import common_flags


def lint(
    case: Case,
    *,
    asked: Criterion | None = None,
    review: Review | None = None,
    today: date | None = None,
    documents: Mapping[str, bytes] | None = None,
) -> tuple[LintFinding, ...]:
    """Return what does not fit together in a case: what stops it first, then what to mend, then what to look at.

    ``asked`` is what a policy asks, and ``review`` the case held against it; without them nothing is said of a
    policy. ``today`` is the day that the request's own is held against; without it its age is not looked at.
    ``documents`` holds attached files by document id, in which the quotes are looked for.
    """
    every = (
        *_flagged(case, review),
        *identity_findings(case),
        *diagnosis_findings(case, asked),
        *drug_findings(case),
        *toxin_findings(case),
        *date_findings(case, today),
        *document_findings(case, review),
        *quote_findings(case, documents or {}),
    )
    return by_severity(every)


def beside_review(findings: Iterable[LintFinding], review: Review) -> tuple[LintFinding, ...]:
    """Return the findings that the flags and gaps of a review do not say already."""
    flagged = {flag.code for flag in review.flags}
    open_kinds = {leaf.kind for leaf in review.finding.deciding_leaves() if leaf.verdict.is_open}
    return tuple(one for one in findings if one.code not in flagged and KINDS[one.code].criterion not in open_kinds)


def _flagged(case: Case, review: Review | None) -> Iterator[LintFinding]:
    # what the review flags is worded there, once
    for flag in review.flags if review is not None else common_flags(case):
        if flag.code is not None:
            yield found(flag.code, flag.field or "request", flag.text)
