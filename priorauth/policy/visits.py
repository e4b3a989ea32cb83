"""Criteria on people, product, dose and the course of treatments."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import PositiveInt, model_validator

from priorauth.clinical.calendar import Span
from priorauth.clinical.terms import Attested, DocumentKind, PlaceOfService, Toxin
from priorauth.policy.clause import Clause


class Age(Clause):
    """The patient's age in completed years on the day of the request."""

    kind: Literal["age"] = "age"
    at_least: PositiveInt


class PrescriberIs(Clause):
    """The prescriber is a specialist, or consulted one."""

    kind: Literal["prescriber_is"] = "prescriber_is"
    taxonomies: tuple[str, ...] = ()
    """NUCC codes that count; empty where the policy names none and every specialist of our table counts."""
    or_consulting: bool = False


class DiagnosedBy(Clause):
    """Who made the diagnosis of chronic migraine. Exactly one of the two is set."""

    kind: Literal["diagnosed_by"] = "diagnosed_by"
    taxonomies: tuple[str, ...] = ()
    """NUCC codes of the specialties that count."""
    the_prescriber: bool = False
    """True where it must be the clinician who prescribes."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.taxonomies) == self.the_prescriber:
            raise ValueError(f"clause {self.clause}: taxonomies or the_prescriber is needed, and not both")
        return self


class AttestedBy(Clause):
    """A named clinician states this."""

    kind: Literal["attested"] = "attested"
    about: Attested


class ProductIs(Clause):
    """The product asked for."""

    kind: Literal["product_is"] = "product_is"
    any_of: tuple[Toxin, ...]


class DoseAsked(Clause):
    """Units injected at one treatment, as asked for."""

    kind: Literal["dose_asked"] = "dose_asked"
    units_at_most: PositiveInt


class SitesAsked(Clause):
    """Injection sites at one treatment, as asked for."""

    kind: Literal["sites_asked"] = "sites_asked"
    sites: PositiveInt


class UnitsWithin(Clause):
    """Toxin units in any window of so many days, the treatment asked for included."""

    kind: Literal["units_within"] = "units_within"
    units_at_most: PositiveInt
    days: PositiveInt
    all_indications: bool = True
    """True: every indication counts; False: only treatments for migraine."""


class VialsWithin(Clause):
    """Vials of one size in any window of so many days, the treatment asked for included."""

    kind: Literal["vials_within"] = "vials_within"
    vial_units: Literal[100, 200]
    vials_at_most: PositiveInt
    days: PositiveInt
    all_indications: bool = True
    """True: every indication counts; False: only treatments for migraine."""


class Interval(Clause):
    """Time from the last treatment to the planned one."""

    kind: Literal["interval"] = "interval"
    at_least: Span


class TreatmentsGiven(Clause):
    """How many treatments for migraine have been given so far."""

    kind: Literal["treatments_given"] = "treatments_given"
    at_least: PositiveInt | None = None
    less_than: PositiveInt | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.less_than is None):
            raise ValueError(f"clause {self.clause}: at_least or less_than is needed, and not both")
        return self


class ResponseDocumented(Clause):
    """Each of the last treatments has a documented benefit; no number is asked."""

    kind: Literal["response_documented"] = "response_documented"
    in_each_of_last: PositiveInt = 1


class Attached(Clause):
    """A document of this kind goes along."""

    kind: Literal["attached"] = "attached"
    document: DocumentKind
    signed: bool = False
    within_last: Span | None = None


class PlaceIs(Clause):
    """Where the injection takes place."""

    kind: Literal["place_is"] = "place_is"
    any_of: tuple[PlaceOfService, ...]


class PlanStated(Clause):
    """The request says how often and for how long treatment is planned."""

    kind: Literal["plan_stated"] = "plan_stated"


class SpanAsked(Clause):
    """The authorization asked for is no longer than this."""

    kind: Literal["span_asked"] = "span_asked"
    at_most: Span


class ManualCheck(Clause):
    """A clause that no software can check, or whose text could not be read; a person confirms it."""

    kind: Literal["manual_check"] = "manual_check"
    why: str
    not_read: bool = False
    """True where the payer's own text could not be read: read it before sending."""
