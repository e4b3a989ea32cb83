"""The facts of a request for a program: what the packet's own pages say, and nothing that they do not.

They lie inside the packet's PDF as a file. Whatever is open, doubted or for the office alone is not among them.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from priorauth.case.history import Counted
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.packet import history
from priorauth.packet.case_facts import FACTS
from priorauth.packet.crosswalk import CrosswalkRow
from priorauth.packet.exhibits import Exhibit
from priorauth.packet.letter import Chronic, LetterContents
from priorauth.packet.request_block import RequestBlock

# the fields of the data inside the PDF, by the facts of the table
_PATIENT = {
    "name": "patient.name",
    "born": "patient.born",
    "member_id": "coverage.member_id",
    "group": "coverage.group",
    "plan": "coverage.plan",
}
_SENDER = {
    "practice": "practice.name",
    "practice_npi": "practice.npi",
    "practice_tin": "practice.tin",
    "phone": "practice.phone",
    "fax": "practice.fax",
    "prescriber": "prescriber.name",
    "prescriber_npi": "prescriber.npi",
    "taxonomy": "prescriber.taxonomy",
}


class FactsOfPatient(Model):
    """Whom the request is for."""

    name: str
    born: date
    member_id: str | None
    group: str | None
    plan: str | None


class FactsOfSender(Model):
    """Who asks."""

    practice: str | None
    practice_npi: str | None
    practice_tin: str | None
    phone: str | None
    fax: str | None
    prescriber: str | None
    prescriber_npi: str | None
    taxonomy: str | None


class FactsOfPolicy(Model):
    """What the request answers."""

    payer: str
    title: str
    number: str | None
    revision: str
    is_payer: bool
    """False where the criteria are those of the label, no payer's."""


class FactsOfExhibit(Model):
    """One exhibit, as the index lists it."""

    letter: str
    title: str


class PacketFacts(Model):
    """The packet as data."""

    facts_version: Literal[1] = 1
    """Raised when a field changes its meaning or goes."""
    reference: str
    kind: RequestKind
    dated: date
    draft: bool
    """True where the pages are marked as a draft: nothing may be decided on them."""
    expedited_reason: str | None
    patient: FactsOfPatient
    sender: FactsOfSender
    policy: FactsOfPolicy
    request: RequestBlock
    diagnosis: Chronic
    months: history.MonthTable
    trials: tuple[history.TrialRow, ...]
    ruled_out: tuple[history.Ruled, ...]
    acute: tuple[history.AcuteRow, ...]
    scores: tuple[history.ScoreRow, ...]
    treatments: tuple[history.SessionRow, ...]
    criteria: tuple[CrosswalkRow, ...]
    """Every clause that is answered, as the crosswalk prints it."""
    exhibits: tuple[FactsOfExhibit, ...]


def packet_facts(
    case: Counted, letter: LetterContents, criteria: tuple[CrosswalkRow, ...], exhibits: tuple[Exhibit, ...]
) -> PacketFacts:
    """Return the facts that a packet shows: those of its letter, its crosswalk and its index."""
    return PacketFacts(
        reference=letter.case_id,
        kind=letter.kind,
        dated=letter.dated,
        draft=letter.draft is not None,
        expedited_reason=letter.expedited_reason,
        patient=FactsOfPatient.model_validate(_values(case, _PATIENT)),
        sender=FactsOfSender.model_validate(_values(case, _SENDER)),
        policy=_policy(letter),
        request=letter.request,
        diagnosis=_diagnosis(letter),
        months=letter.months,
        trials=letter.trials,
        ruled_out=letter.ruled_out,
        acute=letter.acute,
        scores=letter.scores,
        treatments=letter.sessions,
        criteria=criteria,
        exhibits=tuple(FactsOfExhibit(letter=one.letter, title=one.title) for one in exhibits),
    )


def _values(case: Counted, names: dict[str, str]) -> dict[str, object]:
    return {field: FACTS[name].value(case) for field, name in names.items()}


def _diagnosis(letter: LetterContents) -> Chronic:
    # an appeal does not tell since when: it answers the reason of the denial alone
    told = letter.kind is not RequestKind.APPEAL
    return letter.diagnosis if told else letter.diagnosis.model_copy(update={"since": None})


def _policy(letter: LetterContents) -> FactsOfPolicy:
    return FactsOfPolicy(
        payer=letter.payer_name,
        title=letter.policy_title,
        number=letter.policy_number,
        revision=letter.policy_revision,
        is_payer=letter.is_payer,
    )
