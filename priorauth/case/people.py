"""The people and organisations of a request: patient, coverage, practice, prescriber."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, StringConstraints, model_validator

from priorauth.case.evidence import Fact, Text
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.codes import is_valid_npi
from priorauth.clinical.model import Model

State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Taxonomy = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{9}X$")]
Ccn = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{6}$")]
Tin = Annotated[str, StringConstraints(pattern=r"^\d{2}-?\d{7}$")]


def _check_npi(value: str) -> str:
    if not is_valid_npi(value):
        raise ValueError("expected a National Provider Identifier: ten digits with a valid check digit")
    return value


Npi = Annotated[str, AfterValidator(_check_npi)]


class Address(Model):
    """A postal address."""

    lines: tuple[Text, ...] = ()
    city: Text | None = None
    state: State | None = None
    postal_code: Text | None = None

    def __str__(self) -> str:
        """Show the address on one line."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        return ", ".join(part for part in (*self.lines, self.city, region) if part)


class Patient(Fact):
    """Who is to be treated."""

    given: Text
    family: Text
    born: date
    deceased: bool = False
    """True where the record says so, with or without a day."""
    died: DateRange | None = None
    sex: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.died and self.died.high < self.born:
            raise ValueError("died is before born")
        return self

    def has_died_by(self, day: date) -> bool:
        """Tell whether the patient is dead, or may be, on ``day``: a death is never overlooked."""
        return self.died.low <= day if self.died else self.deceased

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given} {self.family}"


class Coverage(Fact):
    """The plan that is asked to pay."""

    payer: Text
    """The payer's name as the card or the record prints it."""
    member_id: Text | None = None
    group: Text | None = None
    plan: Text | None = None
    subscriber: Text | None = None


class Practice(Fact):
    """The clinic that asks."""

    name: Text
    address: Address | None = None
    phone: Text | None = None
    fax: Text | None = None
    tin: Tin | None = None
    npi: Npi | None = None
    contact: Text | None = None
    """Who in the practice answers questions on a request."""
    email: Text | None = None


class Facility(Fact):
    """The hospital where the treatment takes place, if it is not the practice."""

    name: Text
    ccn: Ccn | None = None
    """Its Medicare number (PTAN or CCN), of six characters."""
    npi: Npi | None = None
    address: Address | None = None
    fax: Text | None = None


class Prescriber(Fact):
    """The clinician who signs."""

    name: Text
    credentials: Text | None = None
    npi: Npi | None = None
    ptan: Text | None = None
    """Medicare number of the clinician."""
    taxonomy: Taxonomy | None = None
    """NUCC provider taxonomy code."""
    specialty: Text | None = None
    phone: Text | None = None
    """Call-back number for a peer-to-peer."""
    consulted: Text | None = None
    """Specialist consulted, with specialty, where the prescriber is not one."""

    @property
    def signature(self) -> str:
        """Name with credentials."""
        return ", ".join(part for part in (self.name, self.credentials) if part)
