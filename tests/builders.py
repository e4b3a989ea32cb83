"""Small parts of a case, each with its evidence, for tests that look at one fact at a time.

Every case is judged on 15 April 2026, so January to March 2026 are its latest full months. Anything that the case
model reads in a short form can be given in it: ``trial("topiramate", started="2025-01", lasted="2 months")``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from priorauth.case.botox import ToxinTreatment
from priorauth.case.documents import Attestation, Confirmation, Document, Score
from priorauth.case.evidence import Evidence
from priorauth.case.headache import ChronicSince, Diary, DiaryDay, Frequency, HeadacheRecord, MonthCount
from priorauth.case.history import Counted
from priorauth.case.model import Case, Diagnosis
from priorauth.case.people import Coverage, Patient, Practice, Prescriber
from priorauth.case.request import Request
from priorauth.case.treatment import AcuteMedicine, Contraindication, Intolerance, MedicationList, PreventiveTrial
from priorauth.clinical.terms import Attested, Counting, DocumentKind, Instrument, RequestKind
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import Criterion
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding

AS_OF = date(2026, 4, 15)
NOTE = (Evidence(document="Office note", dated=date(2026, 4, 2), author="A. Example MD", page=2),)
POLICY_ID = "example_health/commercial_2026_01"

C = TypeVar("C", bound=Clause)


def clause(kind: type[C], number: str = "1", **bounds: Any) -> C:
    """Return a criterion of one kind with these bounds."""
    return kind(clause=number, says="what the clause asks", **bounds)


def judge(criterion: Criterion, case: Case | None = None, **parts: Any) -> Finding:
    """Hold a criterion against a case, or against a case made of ``parts``."""
    return evaluate(criterion, Counted(case or a_case(**parts)), POLICY_ID)


def counted(**parts: Any) -> Counted:
    """Return a case made of ``parts``, with everything counted."""
    return Counted(a_case(**parts))


def a_case(*, request: dict[str, Any] | None = None, headaches: dict[str, Any] | None = None, **parts: Any) -> Case:
    """Return a case that holds these parts and nothing else; ``request`` and ``headaches`` name their own fields."""
    return Case(
        id="case-1",
        request=a_request(**(request or {})),
        patient=parts.pop("patient", Patient(given="Sample", family="Patient", born=date(1985, 7, 31))),
        headaches=HeadacheRecord(**(headaches or {})),
        **parts,
    )


def a_request(**fields: Any) -> Request:
    """Return a first request, or what ``fields`` make of it."""
    return Request(**{"kind": RequestKind.INITIAL, "as_of": AS_OF, "payer": "Example Health", **fields})


def complete_details() -> dict[str, Any]:
    """Return the parts that every request needs whatever the policy, but for the fields of the request."""
    return {
        "coverage": Coverage(payer="Example Health", member_id="X0001"),
        "practice": Practice(name="Sample Neurology", phone="555-0100", tin="12-3456789"),
        "prescriber": Prescriber(name="A. Example", npi="1234567893", taxonomy="2084N0400X"),
    }


def trial(drug: str, days: int | None = None, **fields: Any) -> PreventiveTrial:
    """Return a preventive trial for migraine; ``days`` gives it exact dates that far apart."""
    started = date(2025, 1, 6)
    dates = {} if days is None else {"started": started, "stopped": started + timedelta(days=days)}
    return PreventiveTrial(**{"drug": drug, "for_migraine": True, "evidence": NOTE, **dates, **fields})


def contraindicated(drug: str | None = None, *, drug_class: str | None = None) -> Contraindication:
    """Return a contraindication to a drug or to a class."""
    return Contraindication(drug=drug, drug_class=drug_class, reason="asthma", evidence=NOTE)


def not_tolerated(drug: str, **fields: Any) -> Intolerance:
    """Return an entry of the allergy list."""
    return Intolerance(drug=drug, evidence=NOTE, **fields)


def reviewed_list(*drugs: str, on: date = AS_OF) -> MedicationList:
    """Return a medication list that was reviewed on a day."""
    return MedicationList(reviewed_on=on, drugs=drugs, evidence=NOTE)


def acute(drug: str, days_per_month: Any = None, on: date | None = None) -> AcuteMedicine:
    """Return a medicine taken for the attacks, on so many days as was stated on a day."""
    return AcuteMedicine(drug=drug, days_per_month=days_per_month, stated_on=on, evidence=NOTE)


def month(name: str, headache_days: Any = None, **counts: Any) -> MonthCount:
    """Return what a note says of one calendar month, such as ``month("2026-03", 18)``."""
    return MonthCount(month=name, headache_days=headache_days, evidence=NOTE, **counts)


def diary(start: str, marks: str, **per_headache_day: Any) -> Diary:
    """Return a diary from a day on, one mark a day: ``x`` headache, ``m`` migraine, ``.`` none, ``?`` left blank.

    ``per_headache_day`` adds a field, such as ``hours=5``, to each day with a headache.
    """
    first = date.fromisoformat(start)
    days = [_diary_day(first + timedelta(days=n), mark, per_headache_day) for n, mark in enumerate(marks)]
    return Diary(days=tuple(entry for entry in days if entry is not None), evidence=NOTE)


def stated(counting: Counting = Counting.HEADACHE_DAY, *, on: date = AS_OF, **fields: Any) -> Frequency:
    """Return a statement of frequency, such as ``stated(per_month="18-20", held_for="6 months")``."""
    return Frequency(counting=counting, stated_on=on, evidence=NOTE, **fields)


def chronic_since(since: Any) -> ChronicSince:
    """Return since when the chart says the headache has been chronic."""
    return ChronicSince(since=since, evidence=NOTE)


def diagnosis(code: str, **fields: Any) -> Diagnosis:
    """Return one diagnosis of the problem list."""
    return Diagnosis(code=code, evidence=NOTE, **fields)


def treated(on: Any, units: int | None = 155, *, for_migraine: bool | None = True, **fields: Any) -> ToxinTreatment:
    """Return one earlier session of botulinum toxin."""
    return ToxinTreatment(on=on, units=units, for_migraine=for_migraine, evidence=NOTE, **fields)


def attested(about: Attested, on: date = AS_OF, *, holds: bool = True) -> Attestation:
    """Return what a clinician states."""
    return Attestation(about=about, holds=holds, by="A. Example MD", on=on)


def confirmed(number: str = "1", on: date = AS_OF, *, holds: bool = True, policy: str = POLICY_ID) -> Confirmation:
    """Return a person's answer to a clause."""
    return Confirmation(policy=policy, clause=number, holds=holds, by="B. Example", on=on)


def score(instrument: Instrument, total: int, on: date = AS_OF) -> Score:
    """Return a total score."""
    return Score(instrument=instrument, total=total, on=on, evidence=NOTE)


def document(kind: DocumentKind, dated: date | None = AS_OF, *, signed: bool | None = None) -> Document:
    """Return a document of the chart."""
    return Document(id=f"{kind}-1", kind=kind, title=f"Sample {kind}", dated=dated, signed=signed)


def _diary_day(day: date, mark: str, per_headache_day: dict[str, Any]) -> DiaryDay | None:
    if mark == "?":
        return None
    if mark == ".":
        return DiaryDay(day=day, headache=False)
    return DiaryDay(day=day, headache=True, migraine=True if mark == "m" else None, **per_headache_day)
