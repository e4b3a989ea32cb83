"""What every criterion carries: the clause it stands for, and the payer's words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveInt, StringConstraints

from priorauth.clinical.model import Model

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]


class Clause(Model):
    """One numbered piece of a policy's text."""

    clause: Annotated[str, Field(min_length=1)]
    """The payer's own number, or ours where its numbering was not seen (see ``Policy.numbering``)."""
    page: PositiveInt | None = None
    says: Words
    """At most 160 characters of the payer's wording, or our paraphrase of it."""
    quoted: bool = False
    """True when ``says`` is the payer's own wording, False when it is our paraphrase."""
    reading: str | None = None
    """Where the text allows two readings: which one, the stricter, is checked here."""


Numbering = Literal["payer", "ours"]
