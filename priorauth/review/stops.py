"""What must not leave the office: a document of another patient, a request for the cosmetic product."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.model import Case
from priorauth.clinical.codes import is_cosmetic_ndc
from priorauth.clinical.terms import Whom
from priorauth.review.finding import Flag


def stop_flags(case: Case) -> Iterator[Flag]:
    """Yield a flag that stops the request for each of them. No name and no birth date is repeated."""
    for number, document in enumerate(case.documents):
        stated = document.patient
        if stated is not None and stated.born is not None and stated.born != case.patient.born:
            yield Flag(
                code="identity-born",
                field=f"documents.{number}.patient.born",
                text=f"The document {document.id} names another birth date than the case.",
                whom=Whom.OFFICE,
                stops=True,
            )
    if case.request.ndc is not None and is_cosmetic_ndc(case.request.ndc):
        yield Flag(
            code="ndc-cosmetic",
            field="request.ndc",
            text="The product code is the one of Botox Cosmetic.",
            whom=Whom.OFFICE,
            stops=True,
        )
