"""The Case: everything one clinic documents about one request; and a part of one."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from priorauth.case.botox import ToxinTreatment
from priorauth.case.conflict import Conflict
from priorauth.case.denial import Denial
from priorauth.case.documents import Attestation, Confirmation, Document, Score
from priorauth.case.evidence import ChartFact, Text, evidence_in
from priorauth.case.headache import HeadacheRecord
from priorauth.case.people import Coverage, Facility, Patient, Practice, Prescriber, Taxonomy
from priorauth.case.request import Request
from priorauth.case.treatment import (
    AcuteMedicine,
    Contraindication,
    Intolerance,
    MedicationList,
    PreventiveTrial,
)
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.codes import ICD10_PATTERN
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind

# The id becomes a folder name and stands in logs, so it must not be able to hold a name or a birth date by format.
CaseId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Icd10 = Annotated[str, StringConstraints(pattern=rf"^{ICD10_PATTERN.pattern}$")]


class Diagnosis(ChartFact):
    """One diagnosis of the problem list."""

    code: Icd10
    """ICD-10-CM code."""
    text: Text | None = None
    """The words of the chart."""
    mapped_from: Text | None = None
    """The code it was derived from, such as "SNOMED CT 124171000119105"."""
    since: DateRange | None = None
    made_by: Text | None = None
    """The clinician who made the diagnosis."""
    made_by_taxonomy: Taxonomy | None = None
    """NUCC provider taxonomy code of that clinician."""


class CasePart(Model):
    """A part of a case: what one file or one person documents. What is not here is not known."""

    id: CaseId | None = None
    request: Request | None = None
    patient: Patient | None = None
    coverage: Coverage | None = None
    practice: Practice | None = None
    prescriber: Prescriber | None = None
    facility: Facility | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    headaches: HeadacheRecord = Field(default_factory=HeadacheRecord)
    trials: tuple[PreventiveTrial, ...] = ()
    contraindications: tuple[Contraindication, ...] = ()
    intolerances: tuple[Intolerance, ...] = ()
    acute_medicines: tuple[AcuteMedicine, ...] = ()
    medication_list: MedicationList | None = None
    toxin_treatments: tuple[ToxinTreatment, ...] = ()
    scores: tuple[Score, ...] = ()
    documents: tuple[Document, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    denial: Denial | None = None
    """The refusal that an appeal or a resubmission answers."""
    conflicts: tuple[Conflict, ...] = ()
    """What the files that this was merged from say differently, until a person has decided."""
    not_read: tuple[Text, ...] = ()
    """What of the record could not be read, so that a fact may be missing: while anything stands here, nothing that
    rests on the record is taken as met. Take a line out once somebody has looked at what it names."""

    @model_validator(mode="after")
    def _evidence_is_there(self) -> Self:
        pages = {document.id: document.pages for document in self.documents if document.pages is not None}
        # most cases count no pages, and then there is nothing to look for
        for evidence in evidence_in(self) if pages else ():
            held = pages.get(evidence.document)
            if held is not None and evidence.page is not None and evidence.page > held:
                raise ValueError(
                    f"evidence names page {evidence.page} of the document {evidence.document}, which has {held}"
                )
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [document.id for document in self.documents]
        if len(ids) != len(set(ids)):
            raise ValueError("two documents have the same id")
        return self


class Case(CasePart):
    """One request with everything documented for it: the whole that a review is about."""

    id: CaseId
    """Names the packet's folder and stands in logs: never a patient's name or birth date."""
    request: Request
    patient: Patient

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> Self:
        if self.patient.born > self.request.as_of:
            raise ValueError("the patient is born after the day of the request")
        return self

    @model_validator(mode="after")
    def _has_its_denial(self) -> Self:
        answers = self.request.kind in (RequestKind.APPEAL, RequestKind.RESUBMISSION)
        if answers and self.denial is None:
            raise ValueError(f"a request of kind {self.request.kind} needs denial: what the payer's notice says")
        if self.denial is not None and self.denial.latest > self.request.as_of:
            raise ValueError("the denial is dated after the day of the request")
        return self
