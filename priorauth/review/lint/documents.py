"""Whether documents are signed, recent, each there once, and whether the evidence leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence, evidence_in
from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import DocumentKind
from priorauth.review.finding import Review
from priorauth.review.lint.dates import OLD_AFTER
from priorauth.review.lint.finding import LintFinding, found
from priorauth.review.verdict import Verdict

_ATTACHED = "attached"


def document_findings(case: Case, review: Review | None) -> Iterator[LintFinding]:
    """Yield what is wrong with the documents, their signatures and ages, and the evidence that names them."""
    yield from _as_the_policy_asks(review)
    yield from _notes(case)
    yield from _statements(case)
    yield from _twice(case)
    yield from _evidence(case)


def _as_the_policy_asks(review: Review | None) -> Iterator[LintFinding]:
    for leaf in review.finding.deciding_leaves() if review else ():
        if leaf.kind == _ATTACHED and leaf.verdict is not Verdict.MET:
            yield found("document-not-as-asked", "documents", f"Clause {leaf.clause}: {leaf.because}.")


def _notes(case: Case) -> Iterator[LintFinding]:
    earliest = OLD_AFTER.before(case.request.as_of)
    notes = [(number, one) for number, one in enumerate(case.documents) if one.kind is DocumentKind.OFFICE_NOTE]
    for number, note in notes:
        if note.signed is False:
            yield found("note-unsigned", f"documents.{number}.signed", f"{note.id} is not signed.")
    dated = [(note.dated, number) for number, note in notes if note.dated is not None]
    if dated and max(dated)[0] < earliest:
        newest, number = max(dated)
        text = f"The latest office note is of {show_date(newest)}, more than 12 months before the request."
        yield found("note-old", f"documents.{number}.dated", text)


def _statements(case: Case) -> Iterator[LintFinding]:
    earliest = OLD_AFTER.before(case.request.as_of)
    for number, one in enumerate(case.attestations):
        is_latest = not any(other.about is one.about and other.on > one.on for other in case.attestations)
        if is_latest and one.on < earliest:
            text = f"“{one.about.statement}” was stated on {show_date(one.on)}, more than 12 months before the request."
            yield found("attestation-old", f"attestations.{number}.on", text)


def _twice(case: Case) -> Iterator[LintFinding]:
    for (_, first), (number, second) in combinations(enumerate(case.documents), 2):
        if _is_same(first, second):
            text = f"{first.id} and {second.id} are one document."
            yield found("document-twice", f"documents.{number}", text)


def _is_same(first: Document, second: Document) -> bool:
    if first.sha256 is not None and second.sha256 is not None:
        return first.sha256 == second.sha256
    described = [(one.kind, one.title.casefold(), one.dated, one.author, one.pages) for one in (first, second)]
    return first.dated is not None and described[0] == described[1]


def _evidence(case: Case) -> Iterator[LintFinding]:
    known = {document.id for document in case.documents}
    named: dict[str, list[Evidence]] = {}
    for one in evidence_in(case):
        named.setdefault(one.document, []).append(one)
    for number, document in enumerate(case.documents):
        if document.id not in named:
            yield found("document-unused", f"documents.{number}", f"No fact names {document.id} as evidence.")
    for name, places in named.items():
        if name not in known and any(place.reference is None for place in places):
            yield found("document-unknown", "documents", f"Evidence names {name}, which is no document of the case.")
        if any(place.quote and place.page is None and place.reference is None for place in places):
            yield found("quote-without-page", "documents", f"A quote from {name} names no page.")
