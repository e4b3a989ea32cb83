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
from priorauth.clinical.codes import describe_taxonomy, has_aura, is_chronic_migraine
from priorauth.clinical.injection import MuscleDose
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.packet import history
from priorauth.packet.crosswalk import answered
from priorauth.packet.letter_rows import SessionsTold, TrialsTold, sessions_told, trials_told
from priorauth.packet.request_block import RequestBlock, request_block
from priorauth.packet.sources import Enclosures, Pin, cite_sources, enclosures, titled
from priorauth.policy.criteria import Ichd3ChronicMigraine
from priorauth.policy.model import Contact, Policy
from priorauth.policy.registry import follows_medicare
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding, Readiness, Review
from priorauth.review.verdict import Verdict

# Which references a letter cites. Each is verified and in force, or `citation` refuses it.
_EVIDENCE = {
    RequestKind.INITIAL: ("PREEMPT2", "PREEMPT-responders", "COMPEL", "EHF-2018"),
    RequestKind.CONTINUATION: ("PREEMPT2", "COMPEL", "EHF-2018"),
}
_CLASSIFICATION = "ICHD3"
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

    draft: bool
    """True while anything is open: the letter is then marked and must not be sent."""
    close: bool
    """True where there is so much to tell that the lines stand closer, to stay at two pages."""
    kind: RequestKind
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
    trials: TrialsTold
    ruled_out: tuple[history.Ruled, ...]
    acute: tuple[history.AcuteRow, ...]
    overuse: tuple[history.OveruseRow, ...]
    sessions: SessionsTold
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


def letter_contents(case: Case, policy: Policy, review: Review) -> LetterContents:
    """Return the contents of the letter for a case under a policy."""
    counted = Counted(case)
    request = case.request
    enclosed = enclosures(case, review.finding)
    follows = follows_medicare(policy, request.line_of_business)
    answers = tuple(_answers(review.finding, enclosed))
    trials = trials_told(counted, history.trial_rows(counted, enclosed), (one.because or "" for one in answers))
    sessions = sessions_told(history.session_rows(counted))
    return LetterContents(
        draft=review.readiness is not Readiness.READY,
        close=bool(trials.others or sessions.before),
        kind=request.kind,
        case_id=case.id,
        dated=request.as_of,
        practice=case.practice,
        prescriber=case.prescriber,
        specialty=specialty_of(case.prescriber),
        payer_name=request.payer if follows or not policy.is_payer else policy.payer_name,
        # the contractor whose criteria a plan follows is not the one that decides on the request
        contact=None if follows else policy.contact,
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
        ruled_out=history.ruled_out(counted),
        acute=history.acute_rows(counted),
        overuse=history.overuse_rows(counted),
        sessions=sessions,
        muscles=history.muscle_rows(counted),
        extra_sites=history.extra_rows(counted, enclosed),
        is_payer=policy.is_payer,
        follows=policy.payer_name if follows else None,
        policy_title=policy.source.title,
        policy_number=policy.source.number,
        policy_revision=policy.source.revision,
        answers=answers,
        citations=tuple(citation(key) for key in (*_EVIDENCE[request.kind], _CLASSIFICATION)),
        enclosures=tuple(_listed(enclosed)),
    )


def specialty_of(prescriber: Prescriber | None) -> str | None:
    """Return the specialty as the record words it, or as its taxonomy code says; None where neither is known."""
    if prescriber is None:
        return None
    return prescriber.specialty or (describe_taxonomy(prescriber.taxonomy) if prescriber.taxonomy else None)


def _chronic(case: Counted) -> Chronic:
    codes = tuple(dict.fromkeys(one.code for one in case.case.diagnoses if is_chronic_migraine(one.code)))
    since = case.record.chronic_since.since if case.record.chronic_since else None
    if since is None:
        dated = (one.since for one in case.case.diagnoses if is_chronic_migraine(one.code) and one.since)
        since = next(dated, None)
    return Chronic(codes=codes, aura=has_aura(codes[0]) if codes else None, since=str(since) if since else None)


def _ichd3(case: Counted, enclosed: Enclosures) -> tuple[Answer, ...]:
    criterion = Ichd3ChronicMigraine(
        clause="ICHD-3 1.3",
        says="chronic migraine",
        before_treatment=case.case.request.kind is RequestKind.CONTINUATION,
    )
    points = evaluate(criterion, case, policy_id="").findings
    return tuple(answer for point in points for answer in _answers(point, enclosed))


def _answers(finding: Finding, enclosed: Enclosures) -> Iterator[Answer]:
    # what is not met, not documented or not yet checked stays in the office
    if finding.verdict is Verdict.MET and finding.kind == ICHD3:
        yield Answer(says=finding.says, quoted=finding.quoted, because=None, sources=())
    elif finding.findings:
        for child in answered(finding):
            yield from _answers(child, enclosed)
    elif finding.verdict is Verdict.MET:
        sources = cite_sources(finding.evidence, enclosed)
        yield Answer(says=finding.says, quoted=finding.quoted, because=finding.because, sources=sources)


def _listed(enclosed: Enclosures) -> Iterator[str]:
    for document in enclosed.documents:
        pages = f", {document.pages} page{'' if document.pages == 1 else 's'}" if document.pages else ""
        yield f"{enclosed.letters[document.id]} {titled(document)}{pages}"
