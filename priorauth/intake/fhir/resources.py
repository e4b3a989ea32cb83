"""The resources of FHIR R4 that a case is made of, cut down to the fields it is made of.

A class is named as the resource type, and a field ``birth_date`` is FHIR's ``birthDate``: errors name both as
the export has them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from priorauth.intake.fhir.dates import FhirDate
from priorauth.intake.fhir.datatypes import (
    CodeableConcept,
    ContactPoint,
    Dosage,
    Element,
    HumanName,
    Id,
    Identifier,
    Period,
    PostalAddress,
    Quantity,
    Reference,
    Words,
)


def _only_used(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
    if not isinstance(value, list):
        return value
    used = ("Coverage", "Medication", "Organization")
    return [one for one in value if isinstance(one, dict) and one.get("resourceType") in used]


class Resource(Element):
    """Base of all resources."""

    id: Id | None = None
    contained: Annotated[tuple[Contained, ...], BeforeValidator(_only_used)] = ()

    @property
    def kind(self) -> str:
        """The resource type, such as "Condition"."""
        return type(self).__name__

    @property
    def path(self) -> str | None:
        """The reference to this resource, such as "Condition/123"."""
        return f"{self.kind}/{self.id}" if self.id else None

    @property
    def title(self) -> str:
        """What notes to the office call it: never a person's name."""
        return self.path or f"A {self.kind} without an id"

    @property
    def about(self) -> Reference | None:
        """The patient whose record it belongs to; None for the resources that patients share."""
        return None


class Identified(Resource):
    """Base of the resources that others may name by an identifier."""

    identifier: tuple[Identifier, ...] = ()


class OfSubject(Resource):
    """Base of the resources that name the patient as their subject."""

    subject: Reference | None = None

    @property
    def about(self) -> Reference | None:
        """The subject."""
        return self.subject


class OfPatient(Resource):
    """Base of the resources that name the patient as such."""

    patient: Reference | None = None

    @property
    def about(self) -> Reference | None:
        """The patient."""
        return self.patient


class Patient(Identified):
    """The person the record is about."""

    name: tuple[HumanName, ...] = ()
    gender: Words | None = None
    birth_date: FhirDate | None = None
    deceased_boolean: bool | None = None
    deceased_date_time: FhirDate | None = None


class Practitioner(Identified):
    """A clinician."""

    name: tuple[HumanName, ...] = ()
    telecom: tuple[ContactPoint, ...] = ()


class PractitionerRole(Identified):
    """What a clinician does at one organization."""

    practitioner: Reference | None = None
    organization: Reference | None = None
    code: tuple[CodeableConcept, ...] = ()
    specialty: tuple[CodeableConcept, ...] = ()
    telecom: tuple[ContactPoint, ...] = ()


class Organization(Identified):
    """A clinic, a payer or another organization."""

    resource_type: Literal["Organization"]
    name: Words | None = None
    telecom: tuple[ContactPoint, ...] = ()
    address: tuple[PostalAddress, ...] = ()


class CoverageClass(Element):
    """A group, a plan or another class of a coverage."""

    type: CodeableConcept | None = None
    value: Words | None = None
    name: Words | None = None


class Coverage(Identified):
    """Who pays for the patient."""

    resource_type: Literal["Coverage"]
    status: Words | None = None
    beneficiary: Reference | None = None
    subscriber_id: Words | None = None
    payor: tuple[Reference, ...] = ()
    period: Period | None = None
    order: int | None = None
    classes: Annotated[tuple[CoverageClass, ...], Field(alias="class")] = ()

    @property
    def about(self) -> Reference | None:
        """The beneficiary."""
        return self.beneficiary


class Insurance(Element):
    """One coverage that an explanation of benefit was settled under."""

    focal: bool | None = None
    coverage: Reference | None = None


class ExplanationOfBenefit(OfPatient):
    """A settled claim; some records name the payer only here."""

    status: Words | None = None
    created: FhirDate | None = None
    billable_period: Period | None = None
    insurance: tuple[Insurance, ...] = ()


class Participant(Element):
    """Somebody who took part in an encounter."""

    individual: Reference | None = None


class Encounter(OfSubject):
    """A visit; used only for who saw the patient, and where."""

    participant: tuple[Participant, ...] = ()
    service_provider: Reference | None = None


class Condition(OfSubject):
    """A problem or a diagnosis."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    code: CodeableConcept = CodeableConcept()
    encounter: Reference | None = None
    onset_date_time: FhirDate | None = None
    abatement_date_time: FhirDate | None = None
    recorded_date: FhirDate | None = None
    recorder: Reference | None = None
    asserter: Reference | None = None


class Medication(Resource):
    """A medicine that an order points at."""

    resource_type: Literal["Medication"]
    code: CodeableConcept = CodeableConcept()


class OfMedicine(OfSubject):
    """Base of the resources that say which medicine it is in the same way."""

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


class Reaction(Element):
    """What happened on exposure."""

    substance: CodeableConcept | None = None
    manifestation: tuple[CodeableConcept, ...] = ()


class AllergyIntolerance(OfPatient):
    """An allergy or intolerance."""

    clinical_status: CodeableConcept | None = None
    verification_status: CodeableConcept | None = None
    code: CodeableConcept = CodeableConcept()
    onset_date_time: FhirDate | None = None
    recorded_date: FhirDate | None = None
    reaction: tuple[Reaction, ...] = ()


class Procedure(OfSubject):
    """Something that was done to the patient."""

    status: Words | None = None
    code: CodeableConcept = CodeableConcept()
    performed_date_time: FhirDate | None = None
    performed_period: Period | None = None
    reason_code: tuple[CodeableConcept, ...] = ()
    reason_reference: tuple[Reference, ...] = ()


class Observation(OfSubject):
    """Something that was measured or asked."""

    status: Words | None = None
    code: CodeableConcept = CodeableConcept()
    effective_date_time: FhirDate | None = None
    effective_instant: FhirDate | None = None
    value_quantity: Quantity | None = None
    value_integer: int | None = None


Contained = Annotated[Coverage | Medication | Organization, Field(discriminator="resource_type")]
