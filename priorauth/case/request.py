"""What is asked of the payer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import PositiveInt, StringConstraints, model_validator

from priorauth.case.evidence import Fact, Text
from priorauth.case.people import State
from priorauth.case.plan import ExtraSites, check_extra_sites
from priorauth.clinical.calendar import Span, weeks
from priorauth.clinical.injection import FIXED_SITES, FIXED_UNITS
from priorauth.clinical.terms import (
    Benefit,
    DrugSource,
    LineOfBusiness,
    PlaceOfService,
    RequestKind,
    Toxin,
)

# as the process rule of the programme says; a test holds the two against each other
_OUTPATIENT = (PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL, PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL)
_WITH_A_RULE = (RequestKind.INITIAL, RequestKind.CONTINUATION)
Ndc = Annotated[str, StringConstraints(pattern=r"^\d{5}-\d{4}-\d{2}$")]
Utn = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{14}$")]


class Approval(Fact):
    """What the payer has already decided in favour of this request, such as a provisional affirmation of Medicare."""

    decided_on: date
    number: Text | None = None
    """The payer's number, such as the unique tracking number (UTN) of Medicare."""
    valid_until: date | None = None
    """The last day it holds, where the notice names one."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.decided_on:
            raise ValueError("valid_until is before decided_on")
        return self


class Request(Fact):
    """One request for one patient to one payer, as of one day."""

    kind: RequestKind
    of: RequestKind | None = None
    """For an appeal, a resubmission or a step-therapy exception: the kind of the request that it is about."""
    as_of: date
    """The day the case is judged on; nothing here looks at the clock."""
    payer: Text
    plan: Text | None = None
    line_of_business: LineOfBusiness | None = None
    state: State | None = None
    place_of_service: PlaceOfService | None = None
    product: Toxin = Toxin.BOTOX
    units: PositiveInt = FIXED_UNITS
    """Units injected per treatment; units billed as waste are computed from the vials."""
    sites: PositiveInt = FIXED_SITES
    extra_sites: tuple[ExtraSites, ...] = ()
    """Which of the sites are beyond the 31 fixed ones, and why."""
    interval: Span = weeks(12)
    service_date: date | None = None
    """Planned day of the next injection."""
    treatments: PositiveInt | None = None
    span: Span | None = None
    """How long an authorization is asked for."""
    benefit: Benefit | None = None
    drug_source: DrugSource | None = None
    ndc: Ndc | None = None
    approval: Approval | None = None
    exempt_until: date | None = None
    """Last day on which the provider is exempt from prior authorization: till then a request is rejected."""
    previous_utn: Utn | None = None
    """Tracking number of the decision that a resubmission to Medicare's outpatient programme answers."""
    expedited: bool = False
    expedited_reason: Text | None = None

    @property
    def judged_as(self) -> RequestKind:
        """The kind of request whose rule judges this one: initial or continuation."""
        return self.of or self.kind

    @model_validator(mode="after")
    def _is_of_a_kind(self) -> Self:
        if self.kind in _WITH_A_RULE and self.of is not None:
            raise ValueError(f"of says what an appeal is about; leave it out of a request of kind {self.kind}")
        if self.kind not in _WITH_A_RULE and self.of not in _WITH_A_RULE:
            raise ValueError(f'a request of kind {self.kind} needs of: "initial" or "continuation"')
        return self

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.line_of_business is LineOfBusiness.ANY:
            raise ValueError("line_of_business names one kind of plan; leave it out where it is not known")
        if self.expedited and self.expedited_reason is None:
            raise ValueError("an expedited request needs expedited_reason: why would waiting harm the patient?")
        if self.service_date and self.service_date < self.as_of:
            raise ValueError(f"service_date {self.service_date} is before as_of {self.as_of}")
        check_extra_sites(self.extra_sites, self.units, self.sites)
        return self

    @property
    def asks_for_outpatient_cover(self) -> bool:
        """Whether Medicare's programme for hospital outpatient departments answers it, and so wants a cover sheet."""
        return self.line_of_business is LineOfBusiness.MEDICARE and self.place_of_service in _OUTPATIENT
