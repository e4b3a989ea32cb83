"""What two files say differently of one fact: kept side by side until a person has decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue

from priorauth.case.evidence import Text
from priorauth.clinical.model import Model


class Claim(Model):
    """What one file says."""

    file: Text
    value: JsonValue


class Conflict(Model):
    """One field of a case on which files differ. The case holds the first claim until a person decides."""

    field: Text
    """Where it stands, such as "patient.born" or "trials.0.outcome"."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)]
