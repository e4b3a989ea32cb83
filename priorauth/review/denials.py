"""What an appeal or a resubmission needs beside the policy, and when a denial stands."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.model import Case
from priorauth.clinical.terms import DenialKind, RequestKind, Whom
from priorauth.policy.criteria import Criterion, walk
from priorauth.policy.process import ProcessRule, appeal_contact
from priorauth.review.finding import Finding, Flag, Gap
from priorauth.review.verdict import Verdict, ask

_WHERE_TO = "Which fax number or address takes the appeal, by the notice of denial?"


def denial_gaps(case: Case, criterion: Criterion, process: tuple[ProcessRule, ...] = ()) -> Iterator[Gap]:
    """Yield a gap for everything that an appeal or a resubmission must say of the denial, and the case lacks."""
    kind, denial = case.request.kind, case.denial
    if denial is None or kind not in (RequestKind.APPEAL, RequestKind.RESUBMISSION):
        return
    if denial.reference is None:
        yield _gap("reference number of the denial", "Which reference number stands on the notice of denial?")
    if kind is RequestKind.RESUBMISSION and not denial.corrections:
        yield _gap("correction", "What was missing or wrong in the request, and what is right?")
    if kind is RequestKind.APPEAL:
        if denial.clause not in {one.clause for one in walk(criterion)}:
            yield _gap("clause of the denial", "Which clause of the policy does the reason of the denial rest on?")
        if denial.appeal_to is None:
            yield _gap("addressee of the appeal", "Where does the notice of denial say that an appeal goes?")
        elif not denial.can_be_addressed and appeal_contact(process, denial.level + 1) is None:
            yield _gap("number or address of the appeal", _WHERE_TO)


def denial_flags(case: Case, finding: Finding) -> Iterator[Flag]:
    """Yield what the office must know before it answers a denial; an appeal that the chart does not support stops."""
    if case.denial is None or case.request.kind is not RequestKind.APPEAL:
        return
    if case.denial.kind is DenialKind.ELIGIBILITY:
        yield Flag(
            text="The denial is about eligibility, which no chart answers: put the coverage right, and resubmit.",
            whom=Whom.OFFICE,
            stops=True,
        )
    if case.denial.kind is DenialKind.ADMINISTRATIVE:
        yield Flag(
            text="The denial is administrative: a corrected resubmission may answer it without an appeal.",
            whom=Whom.OFFICE,
        )
    if finding.verdict is Verdict.NOT_MET:
        why = next((one.because for one in finding.deciding_leaves() if one.verdict is Verdict.NOT_MET), None)
        yield Flag(
            text=f"The denial stands: the policy is not met{f' ({why})' if why else ''}, so no appeal is written.",
            whom=Whom.CLINICIAN,
            stops=True,
        )


def _gap(says: str, question: str) -> Gap:
    return Gap(
        clause=None,
        says=says,
        verdict=Verdict.NOT_DOCUMENTED,
        because="the answer to a denial needs it",
        asks=(ask(Whom.OFFICE, question),),
    )
