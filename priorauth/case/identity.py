"""Whom a document says it is about: read off the document itself, to be held against the case."""

from __future__ import annotations

from datetime import date

from priorauth.case.evidence import Text
from priorauth.clinical.model import Model


class StatedIdentity(Model):
    """The patient as one document names them. What it does not name is left out."""

    name: Text | None = None
    born: date | None = None
    member_id: Text | None = None
