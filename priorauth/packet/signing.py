"""The sign-off: until a named clinician has read a packet and signed it off, everything for the payer is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from priorauth.case.evidence import Text
from priorauth.case.model import Case
from priorauth.case.read import explain
from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model
from priorauth.errors import SignOffRefused
from priorauth.packet.pictures import Picture, make_picture
from priorauth.review.finding import Readiness, Review

Draft = Literal["gaps", "unsigned"]


class Signature(Model):
    """What a clinician gives to sign a packet off."""

    by: Text
    """Name of the clinician, as the case has it."""
    credentials: Text | None = None
    """Such as "MD"; those of the case's prescriber where none are given."""
    on: date
    despite_gaps: Text | None = None
    """Why the packet goes out with gaps. It stays in the office."""
    image: bytes | None = None
    """A picture of the signature, PNG or SVG."""


class SignOff(Model):
    """The record of a sign-off."""

    by: str
    credentials: str | None
    on: date
    content_sha256: str
    """What was signed: case, policy, documents, templates and versions, as the manifest lists them."""
    despite_gaps: str | None
    """Why the packet went out with gaps; never shown to the payer."""
    image_sha256: str | None

    @property
    def name(self) -> str:
        """Name with credentials."""
        return ", ".join(part for part in (self.by, self.credentials) if part)


class Signing(Model):
    """A sign-off with the picture that is drawn."""

    record: SignOff
    picture: Picture | None


class SignedBy(Model):
    """What a document for the payer shows of a sign-off."""

    name: str
    on: date
    content_sha256: str
    has_image: bool


def make_signature(data: Signature | Mapping[str, Any]) -> Signature:
    """Return a signature of plain data.

    Raises:
        SignOffRefused: a field is missing or not as expected.
    """
    try:
        return data if isinstance(data, Signature) else Signature.model_validate(data)
    except ValidationError as error:
        raise SignOffRefused(
            explain(error, "signature").removesuffix(" See `priorauth schema case` for what is expected.")
        ) from None


def sign_off(signature: Signature, case: Case, review: Review, content_sha256: str) -> SignOff:
    """Return the record of a sign-off.

    Raises:
        SignOffRefused: this packet cannot be signed off, or not like this.
    """
    _refuse_unfit(signature, review)
    prescriber = case.prescriber
    if prescriber and _plain(prescriber.name) != _plain(signature.by):
        raise SignOffRefused(
            "The letter speaks for the prescriber that the case names, and another name signs. Let that clinician "
            "sign, or correct the prescriber of the case."
        )
    if signature.on < case.request.as_of:
        raise SignOffRefused(
            f"The sign-off is dated {show_date(signature.on)}, before the day of the request "
            f"({show_date(case.request.as_of)}). Give the day on which the clinician read the packet."
        )
    picture = picture_of(signature)
    return SignOff(
        by=signature.by,
        credentials=signature.credentials or (prescriber.credentials if prescriber else None),
        on=signature.on,
        content_sha256=content_sha256,
        despite_gaps=signature.despite_gaps,
        image_sha256=picture.sha256 if picture else None,
    )


def picture_of(signature: Signature) -> Picture | None:
    """Return the picture of a signature, or None where there is none.

    Raises:
        PictureRefused: it is no picture that can be used.
    """
    return None if signature.image is None else make_picture(signature.image, "The picture of the signature")


def shown(signed: SignOff | None) -> SignedBy | None:
    """Return what a document for the payer shows of a sign-off."""
    if signed is None:
        return None
    return SignedBy(
        name=signed.name, on=signed.on, content_sha256=signed.content_sha256, has_image=signed.image_sha256 is not None
    )


def draft_for(review: Review, signed: SignOff | SignedBy | None) -> Draft | None:
    """Tell why documents are drafts; None once they are signed off."""
    if signed is not None:
        return None
    return "unsigned" if review.readiness is Readiness.READY else "gaps"


def _refuse_unfit(signature: Signature, review: Review) -> None:
    if review.readiness is Readiness.NOT_MET:
        raise SignOffRefused("The policy is not met, so there is no letter to sign off.")
    if review.readiness is Readiness.GAPS and signature.despite_gaps is None:
        raise SignOffRefused(
            "Gaps are open: close them first. To send the packet as it is, give the reason with --despite-gaps; "
            "it stays in the office."
        )
    if review.readiness is Readiness.READY and signature.despite_gaps is not None:
        raise SignOffRefused("Nothing is open, so there is no gap to give a reason for. Leave out --despite-gaps.")


def _plain(name: str) -> str:
    return " ".join(name.replace(".", " ").split()).casefold()
