"""FHIR R4's resources that hold clinical facts, cut down to the fields used."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from priorauth.clinical.calendar import DateRange
from priorauth.intake.fhir.datatypes import CodeableConcept, Dosage, Element, Number, Period, Quantity, Reference, Words
from priorauth.intake.fhir.dates import FhirDate
from priorauth.intake.fhir.resources import Medication, OfPatient, OfSubject, keeping


class Condition(OfSubject):
    """A problem or a diagnosis."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    code: CodeableConcept = Field(default_factory=CodeableConcept)
    encounter: Reference | None = None
    onset_date_time: FhirDate | None = None
    abatement_date_time: FhirDate | None = None
    recorded_date: FhirDate | None = None
    recorder: Reference | None = None
    asserter: Reference | None = None


class OfMedicine(OfSubject):
    """Base of the resources that say which medicine it is in the same way."""

    contained: Annotated[tuple[Medication, ...], keeping("Medication")] = ()
    status: Words | None = None
    medication_codeable_concept: CodeableConcept | None = None
    medication_reference: Reference | None = None


class MedicationRequest(OfMedicine):
    """An order for a medicine."""

    intent: Words | None = None
    do_not_perform: bool | None = None
    reported_boolean: bool | None = None
    reported_reference: Reference | None = None
    authored_on: FhirDate | None = None
    encounter: Reference | None = None
    requester: Reference | None = None
    status_reason: CodeableConcept | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    reason_reference: tuple[Reference, ...] = ()
    dosage_instruction: tuple[Dosage, ...] = ()


class MedicationStatement(OfMedicine):
    """A statement that a medicine is, was or was not taken."""

    effective_date_time: FhirDate | None = None
    effective_period: Period | None = None
    date_asserted: FhirDate | None = None
    status_reason: tuple[CodeableConcept, ...] = ()
    reason_code: tuple[CodeableConcept, ...] = ()
    reason_reference: tuple[Reference, ...] = ()
    dosage: tuple[Dosage, ...] = ()


class MedicationDispense(OfMedicine):
    """A medicine handed over by a pharmacy."""

    when_handed_over: FhirDate | None = None
    days_supply: Quantity | None = None
    authorizing_prescription: tuple[Reference, ...] = ()
    dosage_instruction: tuple[Dosage, ...] = ()


class AdministeredDose(Element):
    """How much was given."""

    dose: Quantity | None = None


class MedicationAdministration(OfMedicine):
    """A medicine that was given, such as an injection at a visit."""

    effective_date_time: FhirDate | None = None
    effective_period: Period | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    reason_reference: tuple[Reference, ...] = ()
    dosage: AdministeredDose | None = None


class Reaction(Element):
    """What happened on exposure."""

    substance: CodeableConcept | None = None
    manifestation: tuple[CodeableConcept, ...] = ()


class AllergyIntolerance(OfPatient):
    """An allergy or intolerance."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    code: CodeableConcept = Field(default_factory=CodeableConcept)
    onset_date_time: FhirDate | None = None
    recorded_date: FhirDate | None = None
    reaction: tuple[Reaction, ...] = ()


class Procedure(OfSubject):
    """Something that was done to the patient."""

    status: Words | None = None
    code: CodeableConcept = Field(default_factory=CodeableConcept)
    performed_date_time: FhirDate | None = None
    performed_period: Period | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    reason_reference: tuple[Reference, ...] = ()


class Observation(OfSubject):
    """Something that was measured or asked."""

    status: Words | None = None
    code: CodeableConcept = Field(default_factory=CodeableConcept)
    effective_date_time: FhirDate | None = None
    effective_instant: FhirDate | None = None
    value_quantity: Quantity | None = None
    value_integer: int | None = None


class Answer(Element):
    """One answer of a questionnaire."""

    value_integer: int | None = None
    value_decimal: Number | None = None


class Item(Element):
    """One item of a filled-in questionnaire; an item may hold others."""

    text: Words | None = None
    answer: tuple[Answer, ...] = ()
    item: tuple[Item, ...] = ()


class QuestionnaireResponse(OfSubject):
    """A questionnaire that was filled in."""

    status: Words | None = None
    authored: FhirDate | None = None
    item: tuple[Item, ...] = ()


class DocumentContext(Element):
    """When what a document tells of took place."""

    period: Period | None = None


class DocumentReference(OfSubject):
    """A pointer to a document."""

    status: Words | None = None
    doc_status: Words | None = None
    type: CodeableConcept | None = None
    date: FhirDate | None = None
    author: tuple[Reference, ...] = ()
    authenticator: Reference | None = None
    context: DocumentContext | None = None

    @property
    def when(self) -> DateRange | None:
        """The day of the visit it tells of, else the day it was written."""
        period = self.context.period if self.context else None
        return (period.start if period else None) or self.date
