"""FHIR R4's resources of people, payers and places, and the base of all resources, cut down to the fields used.

A class is named as the resource type, and a field ``birth_date`` is FHIR's ``birthDate``: errors name both as
the export has them.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field

from priorauth.intake.fhir.datatypes import (
    CodeableConcept,
    ContactPoint,
    Element,
    HumanName,
    Id,
    Identifier,
    Period,
    PostalAddress,
    Reference,
    Words,
)
from priorauth.intake.fhir.dates import FhirDate


def keeping(*kinds: str) -> BeforeValidator:
    """Return a validator that lets these kinds of contained resources through, and drops what is not used."""

    def keep(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
        if not isinstance(value, list):
            return value
        return [one for one in value if isinstance(one, dict) and one.get("resourceType") in kinds]

    return BeforeValidator(keep)


class Place(NamedTuple):
    """Where the facts of a resource stand, if not in a FHIR record: other readers put theirs into FHIR's terms."""

    document: str
    """The document, as evidence names it."""
    title: str
    """What notes to the office call it: never a person's name."""
    reference: str | None


class Resource(Element):
    """Base of all resources."""

    id: Id | None = None
    # no private attribute: pydantic would set one up for each resource of a chart, also where nobody uses it
    _place: ClassVar[Place | None] = None

    def standing_at(self, place: Place) -> Self:
        """Return this resource, whose facts stand somewhere else than in a FHIR record."""
        self.__dict__["_place"] = place
        return self

    @property
    def cited_as(self) -> Place:
        """Where its facts stand, as evidence and notes say it."""
        return self._place or Place(f"FHIR {self.kind}", self.path or f"A {self.kind} without an id", self.path)

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
        return self.cited_as.title

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
    contained: Annotated[tuple[Organization, ...], keeping("Organization")] = ()
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


class Participant(Element):
    """Somebody who took part in an encounter."""

    individual: Reference | None = None


class Encounter(OfSubject):
    """A visit; used only for who saw the patient, and where."""

    participant: tuple[Participant, ...] = ()
    service_provider: Reference | None = None


class Medication(Resource):
    """A medicine that an order points at."""

    code: CodeableConcept = Field(default_factory=CodeableConcept)
