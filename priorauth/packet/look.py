"""How a packet looks for one clinic: paper, logo, chosen words, templates of its own. What is hashed is signed, too."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from priorauth.case.house_style import Closing, Paper, PatientNamed, Salutation, Wording
from priorauth.case.profile import Profile
from priorauth.clinical.model import Model
from priorauth.errors import SettingsError
from priorauth.packet.pictures import Picture, make_picture

TemplateName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)+(\.html\.j2|\.svg\.j2|\.css)$")]


class OwnTemplate(Model):
    """One file of the clinic's own, which takes the place of ours of the same name, or is used by one that does."""

    name: TemplateName
    text: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


class LookRecord(Model):
    """What the manifest says of a look, and all that a template sees of it."""

    paper: Paper = Paper.LETTER
    salutation: Salutation = Salutation.REVIEWER
    closing: Closing = Closing.NONE
    patient: PatientNamed = PatientNamed.NAME
    logo_sha256: str | None = None
    logo_text: str | None = None
    """What the logo shows; None where there is none."""


class Look(Model):
    """How a packet looks."""

    paper: Paper = Paper.LETTER
    wording: Wording = Wording()
    logo: Picture | None = None
    logo_text: str | None = None
    templates: tuple[OwnTemplate, ...] = ()
    """By name."""

    @property
    def record(self) -> LookRecord:
        """What the manifest says of it."""
        return LookRecord(
            paper=self.paper,
            **dict(self.wording),
            logo_sha256=self.logo.sha256 if self.logo else None,
            logo_text=self.logo_text,
        )

    @property
    def templates_sha256(self) -> dict[str, str]:
        """The SHA-256 of each file of the clinic's own, by its name."""
        return {one.name: one.sha256 for one in self.templates}


PLAIN = Look()


def look_of(profile: Profile, templates: tuple[OwnTemplate, ...] = ()) -> Look:
    """Return the look that a profile asks for; reads the file of its logo.

    Raises:
        SettingsError: the logo's file cannot be read.
        PictureRefused: it is no picture that can be used.
    """
    head, practice = profile.letterhead, profile.practice
    logo = None if head.logo is None else _logo(head.logo)
    text = head.logo_text or f"Logo of {practice.name if practice else 'the practice'}"
    return Look(
        paper=profile.paper,
        wording=profile.wording,
        logo=logo,
        logo_text=text if logo else None,
        templates=tuple(sorted(templates, key=lambda one: one.name)),
    )


def look_again(record: LookRecord, logo: bytes | None, templates: tuple[OwnTemplate, ...]) -> Look:
    """Return the look that a manifest describes, with the files that lie beside it.

    Raises:
        PictureRefused: the logo is no picture that can be used.
    """
    return Look(
        paper=record.paper,
        wording=Wording(salutation=record.salutation, closing=record.closing, patient=record.patient),
        logo=None if logo is None else make_picture(logo, "The logo"),
        logo_text=record.logo_text,
        templates=templates,
    )


def _logo(path: Path) -> Picture:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{path}: the logo cannot be read ({error.strerror}). Put the file there, or correct logo in the profile."
        ) from error
    return make_picture(content, f"The logo {path}")
