"""The contents of the letter of medical necessity.

Only what the case documents, the policy says or a verified citation supports. What is missing is left out here
and becomes a gap on the checklist.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.case.people import Coverage, Patient, Practice, Prescriber
from priorauth.clinical.calendar import whole_years
from priorauth.clinical.citations import Citation, citation
from priorauth.clinical.codes import has_aura
from priorauth.clinical.injection import MuscleDose
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.packet import history
from priorauth.packet.answer import DenialAnswered, denial_answered, enclosed_with, sections_of, to_answer
from priorauth.packet.crosswalk import answered
from priorauth.packet.letter_rows import SessionsTold, TrialsTold, sessions_told, trials_told
from priorauth.packet.request_block import RequestBlock, request_block
from priorauth.packet.signing import Draft, SignedBy, draft_for
from priorauth.packet.sources import Enclosures, Pin, cite_sources, titled
from priorauth.packet.worked_out import chronic_codes, chronic_since, specialty_of
from priorauth.policy.criteria import Ichd3ChronicMigraine
from priorauth.policy.model import Contact, Policy
from priorauth.policy.registry import follows_medicare
from priorauth.review.evaluate import evaluate
from priorauth.review.exception import EXCEPTION_ASKED, excepted
from priorauth.review.finding import Finding, Review
from priorauth.review.verdict import Verdict

# Which references a letter cites. Each is verified and in force, or `citation` refuses it.
_EVIDENCE = {
    RequestKind.INITIAL: ("PREEMPT2", "PREEMPT-responders", "COMPEL", "EHF-2018"),
    RequestKind.CONTINUATION: ("PREEMPT2", "COMPEL", "EHF-2018"),
}
_CLASSIFICATION = "ICHD3"
# what each section prints; an appeal holds nothing for a section that it has not
_EMPTY: dict[str, dict[str, object]] = {
    "course": {"changes": (), "sessions": (), "sessions_told": SessionsTold(rows=(), before=0, first=None)},
    "diagnosis": {"ichd3": ()},
    "record": {"months": history.MonthTable(headings=(), rows=(), sources=())},
    "scores": {"scores": ()},
    "medicines": {
        "trials": (),
        "trials_told": TrialsTold(rows=(), others=()),
        "ruled_out": (),
        "acute": (),
        "overuse": (),
    },
    "plan": {"muscles": (), "extra_sites": ()},
    "evidence": {"citations": ()},
}
ICHD3 = "ichd3_chronic_migraine"


class Answer(Model):
    """One criterion that the case meets, with the reason and where it is documented."""

    says: str
    quoted: bool
    because: str | None
    """Why it is met; None where the letter answers it point by point under the diagnosis."""
    sources: tuple[Pin, ...]


class Chronic(Model):
    """The diagnosis in the words of its codes."""

    codes: tuple[str, ...]
    aura: bool | None
    since: str | None


class LetterContents(Model):
    """Everything the letter says, decided before a template sees it."""

    draft: Draft | None
    """Why the letter is a draft; None once it is signed off. A draft is marked, and must not be sent."""
    signed: SignedBy | None
    close: bool
    """True where there is so much to tell that the lines stand closer, to stay at two pages."""
    kind: RequestKind
    about: RequestKind
    """Initial or continuation: what an appeal, a resubmission or an exception is about."""
    sections: tuple[str, ...]
    """What stands between opening and signature, by the names of the templates."""
    denial: DenialAnswered | None
    exceptions: tuple[Answer, ...]
    """The clauses that an exception is asked from, each with the ground."""
    case_id: str
    dated: date
    practice: Practice | None
    prescriber: Prescriber | None
    specialty: str | None
    payer_name: str
    contact: Contact | None
    patient: Patient
    age: int
    coverage: Coverage | None
    expedited_reason: str | None
    request: RequestBlock
    units: int
    sites: int
    interval: str
    diagnosis: Chronic
    ichd3: tuple[Answer, ...]
    months: history.MonthTable
    changes: tuple[str, ...]
    scores: tuple[history.ScoreRow, ...]
    trials: tuple[history.TrialRow, ...]
    trials_told: TrialsTold
    """The same as the letter tells them: some by row, the others in a line."""
    ruled_out: tuple[history.Ruled, ...]
    acute: tuple[history.AcuteRow, ...]
    overuse: tuple[history.OveruseRow, ...]
    sessions: tuple[history.SessionRow, ...]
    sessions_told: SessionsTold
    muscles: tuple[MuscleDose, ...]
    extra_sites: tuple[history.ExtraRow, ...]
    is_payer: bool
    follows: str | None
    """The Medicare contractor whose criteria a Medicare Advantage plan applies."""
    policy_title: str
    policy_number: str | None
    policy_revision: str
    answers: tuple[Answer, ...]
    citations: tuple[Citation, ...]
    enclosures: tuple[str, ...]


def letter_contents(case: Case, policy: Policy, review: Review, signed: SignedBy | None = None) -> LetterContents:
    """Return the contents of the letter for a case under a policy; a draft until it is signed off."""
    answering = to_answer(case, review.finding)
    enclosed = enclosed_with(case, answering)
    whole = _whole(case, policy, review, enclosed, signed)
    if case.request.kind is not RequestKind.APPEAL:
        return whole
    return _answering_only(whole, tuple(_answers(answering, enclosed)))


def _answering_only(whole: LetterContents, answers: tuple[Answer, ...]) -> LetterContents:
    # an appeal answers the reason of the denial: what bears on nothing it answers is left out
    left_out = [empty for section, empty in _EMPTY.items() if section not in whole.sections]
    changed = {name: value for empty in left_out for name, value in empty.items()}
    return whole.model_copy(update=changed | {"answers": answers})


def _whole(case: Case, policy: Policy, review: Review, enclosed: Enclosures, signed: SignedBy | None) -> LetterContents:
    counted = Counted(case)
    request = case.request
    follows = follows_medicare(policy, request.line_of_business)
    answers = tuple(_answers(review.finding, enclosed))
    trials, sessions = history.trial_rows(counted, enclosed), history.session_rows(counted)
    exceptions = tuple(_exception(one, enclosed) for one in excepted(review.finding))
    told = trials_told(counted, trials, (one.because or "" for one in (*answers, *exceptions)))
    briefly = sessions_told(sessions)
    return LetterContents(
        draft=draft_for(review, signed),
        signed=signed,
        close=bool(told.others or briefly.before),
        kind=request.kind,
        about=request.judged_as,
        sections=sections_of(case, to_answer(case, review.finding)),
        denial=denial_answered(case, policy, review.finding, enclosed),
        exceptions=exceptions,
        case_id=case.id,
        dated=request.as_of,
        practice=case.practice,
        prescriber=case.prescriber,
        specialty=specialty_of(case.prescriber),
        payer_name=request.payer if follows or not policy.is_payer else policy.payer_name,
        # the contractor whose criteria a plan follows is not the one that decides on the request, and a policy's
        # contact takes requests: where an appeal goes, the notice of denial says
        contact=None if follows or request.kind is RequestKind.APPEAL else policy.contact,
        patient=case.patient,
        age=whole_years(case.patient.born, request.as_of),
        coverage=case.coverage,
        expedited_reason=request.expedited_reason if request.expedited else None,
        request=request_block(case),
        units=request.units,
        sites=request.sites,
        interval=str(request.interval),
        diagnosis=_chronic(counted),
        ichd3=_ichd3(counted, enclosed),
        months=history.month_table(counted, enclosed),
        changes=history.changes(counted),
        scores=history.score_rows(counted),
        trials=trials,
        trials_told=told,
        ruled_out=history.ruled_out(counted),
        acute=history.acute_rows(counted),
        overuse=history.overuse_rows(counted),
        sessions=sessions,
        sessions_told=briefly,
        muscles=history.muscle_rows(counted),
        extra_sites=history.extra_rows(counted, enclosed),
        is_payer=policy.is_payer,
        follows=policy.payer_name if follows else None,
        policy_title=policy.source.title,
        policy_number=policy.source.number,
        policy_revision=policy.source.revision,
        answers=answers,
        citations=tuple(citation(key) for key in (*_EVIDENCE[request.judged_as], _CLASSIFICATION)),
        enclosures=tuple(_listed(enclosed)),
    )


def _chronic(case: Counted) -> Chronic:
    codes = chronic_codes(case.case)
    return Chronic(codes=codes, aura=has_aura(codes[0]) if codes else None, since=chronic_since(case))


def _ichd3(case: Counted, enclosed: Enclosures) -> tuple[Answer, ...]:
    criterion = Ichd3ChronicMigraine(
        clause="ICHD-3 1.3",
        says="chronic migraine",
        before_treatment=case.case.request.judged_as is RequestKind.CONTINUATION,
    )
    points = evaluate(criterion, case, policy_id="").findings
    return tuple(answer for point in points for answer in _answers(point, enclosed))


def _answers(finding: Finding, enclosed: Enclosures) -> Iterator[Answer]:
    # what is not met, not documented or not yet checked stays in the office
    if finding.verdict is Verdict.MET and finding.kind == ICHD3:
        yield Answer(says=finding.says, quoted=finding.quoted, because=None, sources=())
    elif finding.verdict is Verdict.EXCEPTION_ASKED and not finding.findings:
        return  # asked for in a section of its own: the clause is not met
    elif finding.findings:
        for child in answered(finding):
            yield from _answers(child, enclosed)
    elif finding.verdict is Verdict.MET:
        yield _answer(finding, enclosed)


def _answer(finding: Finding, enclosed: Enclosures) -> Answer:
    sources = cite_sources(finding.evidence, enclosed)
    return Answer(says=finding.says, quoted=finding.quoted, because=finding.because, sources=sources)


def _exception(finding: Finding, enclosed: Enclosures) -> Answer:
    ground = _answer(finding, enclosed)
    return ground.model_copy(update={"because": finding.because.removeprefix(EXCEPTION_ASKED)})


def _listed(enclosed: Enclosures) -> Iterator[str]:
    for document in enclosed.documents:
        pages = f", {document.pages} page{'' if document.pages == 1 else 's'}" if document.pages else ""
        yield f"{enclosed.letters[document.id]} {titled(document)}{pages}"
