"""FHIR R4's data types, cut down to the fields that a case is made of.

A field ``birth_date`` is FHIR's ``birthDate``, and errors name it so.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from priorauth.clinical.codes import ICD10CM, RXNORM, SNOMED
from priorauth.intake.fhir.dates import FhirDate

# FHIR allows letters, digits, "-" and "." up to 64; there are servers that also use "_" and longer ids.
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,128}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]

# Many servers name code systems by OID.
_SYSTEM_OF_OID = {
    "urn:oid:2.16.840.1.113883.6.90": ICD10CM,
    "urn:oid:2.16.840.1.113883.6.96": SNOMED,
    "urn:oid:2.16.840.1.113883.6.88": RXNORM,
}


class Element(BaseModel):
    """A piece of FHIR. Unlike our own models it ignores keys it does not know: FHIR is open."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, alias_generator=to_camel)


class Coding(Element):
    """One code of one code system."""

    system: Words | None = None
    code: Words | None = None
    display: Words | None = None


class CodeableConcept(Element):
    """A concept in words and in any number of codes."""

    coding: tuple[Coding, ...] = ()
    text: Words | None = None

    @property
    def said(self) -> str | None:
        """The words of the record: its text, else the first display."""
        return next(iter(self._phrases), None)

    @property
    def words(self) -> str:
        """Text and displays together, to search in."""
        return " | ".join(self._phrases)

    @property
    def first_code(self) -> str | None:
        """The first code, for the status fields that allow one code system only."""
        return next((coding.code for coding in self.coding if coding.code), None)

    def codes(self, system: str) -> list[str]:
        """Return the codes of one code system, in the order given."""
        known = ((_SYSTEM_OF_OID.get(coding.system or "", coding.system), coding.code) for coding in self.coding)
        return [code for its_system, code in known if code and its_system == system]

    @property
    def _phrases(self) -> list[str]:
        phrases = (self.text, *(coding.display for coding in self.coding))
        return list(dict.fromkeys(phrase for phrase in phrases if phrase))


class Identifier(Element):
    """An identifier of the outside world, such as an NPI."""

    system: Words | None = None
    value: Words | None = None
    type: CodeableConcept | None = None


class Reference(Element):
    """A pointer to another resource."""

    reference: Words | None = None
    display: Words | None = None
    identifier: Identifier | None = None


class Period(Element):
    """From one date to another."""

    start: FhirDate | None = None
    end: FhirDate | None = None


class Quantity(Element):
    """A number with a unit."""

    value: Number | None = None
    unit: Words | None = None
    code: Words | None = None


class QuantityRange(Element):
    """From one quantity to another; FHIR calls it Range."""

    low: Quantity | None = None
    high: Quantity | None = None


class HumanName(Element):
    """One name of a person."""

    use: Words | None = None
    family: Words | None = None
    given: tuple[Words | None, ...] = ()
    suffix: tuple[Words | None, ...] = ()

    @property
    def given_names(self) -> str:
        """The given names, with a space between them."""
        return " ".join(part for part in self.given if part)


class ContactPoint(Element):
    """A telephone or fax number, or another way to reach somebody."""

    system: Words | None = None
    value: Words | None = None


class PostalAddress(Element):
    """A postal address; FHIR calls it Address."""

    line: tuple[Words | None, ...] = ()
    city: Words | None = None
    state: Words | None = None
    postal_code: Words | None = None


class TimingRepeat(Element):
    """How often: so many times in so many hours, days, weeks."""

    frequency: Number | None = None
    frequency_max: Number | None = None
    period: Number | None = None
    period_max: Number | None = None
    period_unit: Words | None = None
    day_of_week: tuple[Words, ...] = ()


class Timing(Element):
    """When a medicine is taken."""

    repeat: TimingRepeat | None = None
    code: CodeableConcept | None = None


class DoseAndRate(Element):
    """How much of a medicine is taken at a time."""

    dose_quantity: Quantity | None = None
    dose_range: QuantityRange | None = None


class Dosage(Element):
    """How a medicine is taken."""

    timing: Timing | None = None
    as_needed_boolean: bool | None = None
    as_needed_codeable_concept: CodeableConcept | None = None
    route: CodeableConcept | None = None
    dose_and_rate: tuple[DoseAndRate, ...] = ()

    @property
    def is_as_needed(self) -> bool:
        """True where it is taken only when needed."""
        return bool(self.as_needed_boolean) or self.as_needed_codeable_concept is not None
