"""The seal: an electronic signature inside a PDF for the payer, made with a clinician's certificate (PAdES B-B)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import computed_field

from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model
from priorauth.packet.signing import SignOff


class Seal(Model):
    """What the manifest keeps of the seal of one file. The time stands in the file itself."""

    subject: str
    """Whom the certificate names, such as "CN=Ana Example,C=US"."""
    certificate_sha256: str
    unsealed_bytes: int
    """The file begins with these bytes of the file as it was before: nothing of it is changed by a seal."""
    unsealed_sha256: str


class SealCheck(Model):
    """What was found out about the seal of one file."""

    path: str
    subject: str | None
    """Whom the certificate names; None where there is no seal that can be read."""
    sealed_at: datetime | None
    """By the clock of the signer's computer: nobody else confirms it."""
    intact: bool
    """True where the bytes that were sealed are the same still, and the seal is one of this certificate."""
    appended: bool
    """True where something was added to the file after the seal."""
    as_recorded: bool
    """True where the certificate is the one that the manifest names."""
    valid_until: datetime | None
    valid_when_sealed: bool
    expired: bool
    """True where the certificate is over by now."""
    self_signed: bool
    trusted: bool | None
    """Whether the certificate leads to one that was given as trusted; None where none was given."""
    names_signer: bool
    """True where the certificate names whoever the sign-off names."""

    @property
    def refused(self) -> bool:
        """True where the file must not go out, or must not be relied on."""
        whole = self.intact and not self.appended and self.as_recorded and self.valid_when_sealed
        return not whole or self.trusted is False

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no property below a decorator
    @property
    def says(self) -> tuple[str, ...]:
        """The same in sentences, the ones that matter most first."""
        return tuple(self._faults()) + tuple(self._notes())

    def _faults(self) -> Iterator[str]:
        if self.subject is None:
            yield f"{self.path}: no seal in it can be read."
            return
        if not self.intact:
            yield f"{self.path}: bytes changed after it was sealed."
        if self.appended:
            yield f"{self.path}: something was added after it was sealed."
        if not self.as_recorded:
            yield f"{self.path}: it is sealed with another certificate than the manifest names."
        if not self.valid_when_sealed:
            yield f"{self.path}: its certificate was not valid on the day of the seal."
        if self.trusted is False:
            yield f"{self.path}: its certificate leads to none of those that you trust."

    def _notes(self) -> Iterator[str]:
        if self.subject is None:
            return
        when = f" on {show_date(self.sealed_at.date())} at {self.sealed_at:%H:%M} UTC" if self.sealed_at else ""
        yield f"{self.path}: sealed by {self.subject}{when}, by the clock of the signer's computer."
        if self.intact and not self.appended:
            yield f"{self.path}: no byte changed since."
        if self.expired and self.valid_until:
            yield f"{self.path}: the certificate expired on {show_date(self.valid_until.date())}."
        if self.self_signed:
            yield f"{self.path}: the certificate vouches for itself, and nobody else does."
        if self.trusted:
            yield f"{self.path}: the certificate leads to one that you trust."
        if self.trusted is None:
            yield f"{self.path}: whether the certificate can be trusted was not looked at; name --trust FILE for that."
        if not self.names_signer:
            yield f"{self.path}: the certificate does not name the clinician who signed off."


class PacketCheck(Model):
    """What `verify-packet` found out about a packet."""

    case_id: str
    signoff: SignOff | None
    changes: tuple[str, ...]
    """A sentence for everything that is not as it was made; empty for a packet that is whole."""
    seals: tuple[SealCheck, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """The sentences because of which the packet must not go out."""
        return (*self.changes, *(says for seal in self.seals if seal.refused for says in seal.says))


def names(subject_name: str, signer: str) -> bool:
    """Tell whether a certificate's name is a signer's: all words of the shorter are words of the longer.

    So "Example Ana M." is "Ana Example", and "Riverbend Clinic" is not.
    """
    one, other = (set(name.replace(".", " ").replace(",", " ").casefold().split()) for name in (subject_name, signer))
    # one word alone names nobody: a family name is borne by many
    return min(len(one), len(other)) > 1 and (one <= other or other <= one)
