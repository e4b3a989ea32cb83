"""FHIR R4's claims, cut down to the lines that bill a botulinum toxin, and to who is asked to pay."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from priorauth.intake.fhir.datatypes import CodeableConcept, Element, Period, Quantity, Reference, Words
from priorauth.intake.fhir.dates import FhirDate
from priorauth.intake.fhir.resources import Coverage, OfPatient, Organization, keeping
from priorauth.intake.fhir.toxin_codes import bills_toxin


def _toxin_lines(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
    # a record holds thousands of other lines, which no case needs
    return [item for item in value if bills_toxin(item)] if isinstance(value, list) else value


class Insurance(Element):
    """One coverage that a claim was settled under."""

    focal: bool | None = None
    coverage: Reference | None = None


class ClaimDiagnosis(Element):
    """One diagnosis of a claim, to which its lines point by number."""

    sequence: int | None = None
    diagnosis_codeable_concept: CodeableConcept | None = None
    diagnosis_reference: Reference | None = None


class ClaimLine(Element):
    """One line of a claim; a line may be made up of others."""

    diagnosis_sequence: tuple[int, ...] = ()
    product_or_service: CodeableConcept = Field(default_factory=CodeableConcept)
    modifier: tuple[CodeableConcept, ...] = ()
    serviced_date: FhirDate | None = None
    serviced_period: Period | None = None
    quantity: Quantity | None = None
    detail: Annotated[tuple[ClaimLine, ...], BeforeValidator(_toxin_lines)] = ()


class Claim(OfPatient):
    """A claim, or a request that looks like one."""

    status: Words | None = None
    use: Words | None = None
    created: FhirDate | None = None
    billable_period: Period | None = None
    diagnosis: tuple[ClaimDiagnosis, ...] = ()
    item: Annotated[tuple[ClaimLine, ...], BeforeValidator(_toxin_lines)] = ()


class ExplanationOfBenefit(Claim):
    """A settled claim; some records name the payer only here."""

    contained: Annotated[
        tuple[Annotated[Coverage | Organization, Field(discriminator="resource_type")], ...],
        keeping("Coverage", "Organization"),
    ] = ()
    insurance: tuple[Insurance, ...] = ()
