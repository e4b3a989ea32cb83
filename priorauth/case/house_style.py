"""How a clinic wants its papers: paper, letterhead, and a few words that claim nothing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from priorauth.case.evidence import Text
from priorauth.clinical.model import Model


class Paper(StrEnum):
    """The size of every page."""

    LETTER = "letter"
    A4 = "a4"


class Salutation(StrEnum):
    """Whom the letter speaks to; an appeal says "of appeals" where the first is chosen."""

    REVIEWER = "reviewer"
    DEAR_REVIEWER = "dear_reviewer"
    MEDICAL_DIRECTOR = "medical_director"


class Closing(StrEnum):
    """The words above the signature."""

    NONE = "none"
    RESPECTFULLY = "respectfully"
    SINCERELY = "sincerely"
    THANK_YOU = "thank_you"


class PatientNamed(StrEnum):
    """How the first sentence names the patient; the box above it always has the full name."""

    NAME = "name"
    NAMED_ABOVE = "named_above"


class Wording(Model):
    """Words that a clinic may choose. None of them changes what the letter claims."""

    salutation: Salutation = Salutation.REVIEWER
    closing: Closing = Closing.NONE
    patient: PatientNamed = PatientNamed.NAME


class Letterhead(Model):
    """What stands beside the practice's name and numbers."""

    logo: Path | None = None
    """A PNG, JPEG or SVG file; a relative path is meant from where the profile lies."""
    logo_text: Text | None = None
    """What the logo shows, for readers who cannot see it; "Logo of" and the practice's name where none is given."""
