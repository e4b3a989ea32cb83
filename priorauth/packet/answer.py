"""What a letter answers, and with which sections: an appeal answers the reason of the denial, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.denial import Denial
from priorauth.case.evidence import evidence_in
from priorauth.case.model import Case
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet.crosswalk import answered
from priorauth.packet.exhibits import Content
from priorauth.packet.sources import Enclosures, Pin, cite_sources, enclosures
from priorauth.policy.clause import Numbering
from priorauth.policy.model import Policy
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict

# which section shows what a criterion of each kind rests on; what is missing here needs no section of its own
_SHOWN_BY = {
    "headache_days": "record",
    "chronic_for": "record",
    "diary_kept": "record",
    "score_documented": "scores",
    "ichd3_chronic_migraine": "diagnosis",
    "preventive_trials": "medicines",
    "contraindicated": "medicines",
    "not_taking": "medicines",
    "acute_medicine_days": "medicines",
    "medication_overuse": "medicines",
    "response": "course",
    "response_documented": "course",
    "treatments_given": "course",
    "interval": "course",
    "dose_asked": "plan",
    "sites_asked": "plan",
    "units_within": "plan",
    "vials_within": "plan",
}
# our own exhibits that lay out what each section rests on
_LAID_OUT_IN: dict[str, tuple[Content, ...]] = {
    "course": ("headache_record", "treatments"),
    "diagnosis": ("headache_record",),
    "record": ("headache_record",),
    "scores": ("scores",),
    "medicines": ("trials",),
    "plan": ("plan",),
}
_SUPPORT = ("course", "diagnosis", "record", "scores", "medicines", "plan")
_BEFORE = {
    RequestKind.RESUBMISSION: ("corrections",),
    RequestKind.STEP_THERAPY_EXCEPTION: ("exception",),
}
_ORDINALS = (translatable("first"), translatable("second"), translatable("third"), translatable("fourth"))


class CorrectionRow(Model):
    """One thing that was put right since the denial."""

    was: str
    now: str


class ClauseQuoted(Model):
    """The clause that a denial rests on, as the letter quotes it."""

    says: str
    quoted: bool
    number: str | None
    """The payer's own number; None where the number is ours."""
    page: int | None


class DenialAnswered(Model):
    """The denial, as the letter speaks of it."""

    dated: date
    reference: str | None
    reason: str
    level: str
    """The level of appeal that the letter opens, such as "first"."""
    clause: ClauseQuoted | None
    corrections: tuple[CorrectionRow, ...]
    sources: tuple[Pin, ...]
    appeal_to: str | None


def to_answer(case: Case, finding: Finding) -> Finding:
    """Return the part of the finding that a letter answers: all of it, but for an appeal that names its clause."""
    if case.request.kind is not RequestKind.APPEAL or case.denial is None or case.denial.clause is None:
        return finding
    return _answering(finding, case.denial.clause) or finding


def enclosed_with(case: Case, answering: Finding) -> Enclosures:
    """Return the documents that go along: with an appeal, the notice and what the answer rests on, and no more."""
    if case.request.kind is not RequestKind.APPEAL:
        return enclosures(case, answering)
    cited = {one.document for one in (*evidence_in(case.denial), *evidence_in(answering))}
    return Enclosures(tuple(document for document in case.documents if document.id in cited))


def sections_of(case: Case, answering: Finding) -> tuple[str, ...]:
    """Return the sections of a letter between its opening and its signature, by the names of their templates."""
    kind, about = case.request.kind, case.request.judged_as
    if kind is RequestKind.APPEAL:
        shown = {_SHOWN_BY.get(kind_of) for kind_of in _kinds(answering)}
        return ("denial", "criteria", *(one for one in _SUPPORT if one in shown), "appeal_asks")
    course = ("course",) if about is RequestKind.CONTINUATION else ()
    return (*_BEFORE.get(kind, ()), *course, *_SUPPORT[1:], "criteria", f"{about}_evidence")


def exhibits_with(sections: tuple[str, ...]) -> tuple[Content, ...]:
    """Return which of our own exhibits go along with a letter of these sections."""
    return tuple(dict.fromkeys(content for one in sections for content in _LAID_OUT_IN.get(one, ())))


def denial_answered(case: Case, policy: Policy, finding: Finding, enclosed: Enclosures) -> DenialAnswered | None:
    """Return the denial as a letter speaks of it, or None where the request answers none."""
    denial = case.denial
    if denial is None or case.request.kind not in (RequestKind.APPEAL, RequestKind.RESUBMISSION):
        return None
    return DenialAnswered(
        dated=denial.dated,
        reference=denial.reference,
        reason=denial.reason,
        level=_ORDINALS[denial.level] if denial.level < len(_ORDINALS) else f"level {denial.level + 1}",
        clause=_quoted(denial, finding, policy.numbering),
        corrections=tuple(CorrectionRow(was=one.was, now=one.now) for one in denial.corrections),
        sources=cite_sources(denial.evidence, enclosed),
        appeal_to=denial.appeal_to,
    )


def _answering(finding: Finding, clause: str) -> Finding | None:
    # the clause itself where it is met, else the nearest one above it that is: an alternative may meet that
    if finding.clause == clause:
        return finding
    for child in _children(finding):
        found = _answering(child, clause)
        if found is not None:
            return found if found.verdict is Verdict.MET or finding.verdict is not Verdict.MET else finding
    return None


def _children(finding: Finding) -> tuple[Finding, ...]:
    # of an exclusion, what does not apply answers; it is worded so by the crosswalk
    ruled_out = answered(finding) if finding.kind == "none_of" else ()
    return ruled_out or finding.findings


def _kinds(finding: Finding) -> Iterator[str]:
    yield finding.kind
    for child in finding.findings:
        yield from _kinds(child)


def _quoted(denial: Denial, finding: Finding, numbering: Numbering) -> ClauseQuoted | None:
    named = next((one for one in _every(finding) if one.clause == denial.clause), None)
    if named is None:
        return None
    number = named.clause if numbering == "payer" else None
    return ClauseQuoted(says=named.says, quoted=named.quoted, number=number, page=named.page)


def _every(finding: Finding) -> Iterator[Finding]:
    yield finding
    for child in finding.findings:
        yield from _every(child)
