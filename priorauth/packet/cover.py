"""The fax cover: who sends how many pages to whom. It names nothing of the patient: a fax can reach the wrong desk."""

from __future__ import annotations

from datetime import date

from priorauth.case.denial import fax_number_in
from priorauth.case.people import Practice, Prescriber
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet.letter import LetterContents
from priorauth.policy.model import Contact

_WHAT = {
    RequestKind.INITIAL: translatable("request for prior authorization"),
    RequestKind.CONTINUATION: translatable("request for prior authorization"),
    RequestKind.APPEAL: translatable("appeal of a denial"),
    RequestKind.RESUBMISSION: translatable("corrected request for prior authorization"),
    RequestKind.STEP_THERAPY_EXCEPTION: translatable("request for a step-therapy exception"),
}

_TO_FILL_IN = translatable("to be filled in: the notice of denial names it")


class FaxCover(Model):
    """Everything the cover says; the number of pages is counted by the layout."""

    what: str
    """What the fax is, such as "appeal"."""
    to: str
    department: str | None
    to_fax: str | None
    to_phone: str | None
    form: str | None
    """The payer's own form that must go along."""
    sender: Practice | None
    signer: Prescriber | None
    call_back: str | None
    reference: str
    sent: date
    urgent: bool
    urgent_reason: str | None
    """Why the request is urgent, as the letter says it."""


def fax_cover(letter: LetterContents, appeal_to: Contact | None = None) -> FaxCover:
    """Return the cover of a packet that holds this letter; ``appeal_to`` is where process rules send an appeal."""
    practice, prescriber = letter.practice, letter.prescriber
    contact = appeal_to if letter.kind is RequestKind.APPEAL else letter.contact
    return FaxCover(
        what=_WHAT[letter.kind],
        to=letter.payer_name,
        department=_department(letter),
        to_fax=_fax(letter, contact),
        to_phone=contact.phone if contact else None,
        form=contact.form if contact else None,
        sender=practice,
        signer=prescriber,
        call_back=(prescriber.phone if prescriber else None) or (practice.phone if practice else None),
        reference=letter.case_id,
        sent=letter.dated,
        urgent=letter.expedited_reason is not None,
        urgent_reason=letter.expedited_reason,
    )


def _department(letter: LetterContents) -> str | None:
    if letter.kind is RequestKind.APPEAL:
        return letter.denial.appeal_to if letter.denial else None
    return letter.contact.department if letter.contact else None


def _fax(letter: LetterContents, contact: Contact | None) -> str | None:
    if letter.kind is not RequestKind.APPEAL:
        return contact.fax if contact else None
    # the notice comes first: it is about this denial, and newer than any rule
    said = fax_number_in(letter.denial.appeal_to or "") if letter.denial else None
    return said or (contact.fax if contact else None) or _TO_FILL_IN
