"""The query sheets: the questions of the gaps, one sheet for each person who can answer. They suggest no answer."""

from __future__ import annotations

from datetime import date

from priorauth.case.model import Case
from priorauth.case.people import Practice
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Whom
from priorauth.review.finding import Review

# what the office must find out itself stands on its checklist
_ASKED = (Whom.CLINICIAN, Whom.PATIENT, Whom.PHARMACY, Whom.PAYER)


class QuerySheet(Model):
    """The questions to one person or place, with space to answer by pen."""

    whom: Whom
    case_id: str
    patient_name: str
    born: date
    member_id: str | None
    """For the payer only: nobody else needs it."""
    dated: date
    practice: Practice | None
    questions: tuple[str, ...]


def query_sheets(case: Case, review: Review) -> tuple[QuerySheet, ...]:
    """Return a sheet for everybody who is asked something, in the order of the gaps; none where nothing is open."""
    asked = [(ask.whom, ask.question) for gap in review.gaps for ask in gap.asks]
    asked += [(flag.whom, flag.text) for flag in review.flags if flag.opens]
    by_whom = {whom: tuple(dict.fromkeys(text for who, text in asked if who is whom)) for whom in _ASKED}
    return tuple(_sheet(case, whom, questions) for whom, questions in by_whom.items() if questions)


def _sheet(case: Case, whom: Whom, questions: tuple[str, ...]) -> QuerySheet:
    coverage = case.coverage if whom is Whom.PAYER else None
    return QuerySheet(
        whom=whom,
        case_id=case.id,
        patient_name=case.patient.name,
        born=case.patient.born,
        member_id=coverage.member_id if coverage else None,
        dated=case.request.as_of,
        practice=case.practice,
        questions=questions,
    )
