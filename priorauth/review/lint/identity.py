"""Whether every document is about the patient of the case, by what the document itself says. No name is repeated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from priorauth.case.model import Case
from priorauth.review.lint.finding import LintFinding, found


def identity_findings(case: Case) -> Iterator[LintFinding]:
    """Yield a finding for every document that names another person or member id; the review flags birth dates."""
    member_id = case.coverage.member_id if case.coverage else None
    for number, document in enumerate(case.documents):
        if document.patient is None:
            continue
        at, stated = f"documents.{number}.patient", document.patient
        if stated.name is not None and not _is_same_name(stated.name, case.patient.name):
            yield found("identity-name", f"{at}.name", f"{document.id} names another patient than the case.")
        if stated.member_id and member_id and _plain(stated.member_id) != _plain(member_id):
            yield found(
                "identity-member-id", f"{at}.member_id", f"{document.id} names another member id than the case."
            )


def _is_same_name(one: str, other: str) -> bool:
    # "SAMPLE, MARIA J." and "Maria Sample" are one: order, case, marks and a middle name are no difference
    first, second = _words(one), _words(other)
    return first <= second or second <= first


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", _unmarked(name)) if len(word) > 1}


def _unmarked(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _plain(number: str) -> str:
    return re.sub(r"[^0-9a-z]", "", number.casefold())
