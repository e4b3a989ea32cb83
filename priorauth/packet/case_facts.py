"""The facts of a case, each listed once: its name, its labels, how it is got, how it is written, how long it may be.

The portal sheet, payers' forms, the cover sheet of Medicare's outpatient programme, the request block of the letter
and the data inside the PDF take theirs from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX, describe_diagnosis
from priorauth.clinical.terms import Benefit, Counting, DrugSource, PlaceOfService
from priorauth.clinical.translatable import translatable
from priorauth.packet import told
from priorauth.packet.worked_out import chronic_codes, chronic_since, specialty_of, vials_of

_PLACES = {
    PlaceOfService.OFFICE: "office",
    PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL: "off-campus outpatient hospital",
    PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL: "on-campus outpatient hospital",
    PlaceOfService.AMBULATORY_SURGICAL_CENTER: "ambulatory surgical center",
}

_SOURCES = {
    DrugSource.BUY_AND_BILL: translatable("buy and bill"),
    DrugSource.SPECIALTY_PHARMACY: translatable("specialty pharmacy"),
}
_BENEFITS = {Benefit.MEDICAL: translatable("medical"), Benefit.PHARMACY: translatable("pharmacy")}


@dataclass(frozen=True, slots=True)
class Limit:
    """The most characters that a standard gives a fact; portals and forms that follow it cut what is longer."""

    most: int
    source: str


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One fact that a case can hold, whatever the case."""

    name: str
    """Such as "patient.born"; a mapping file names it so."""
    label: str
    """What it is called where it stands alone, such as "Patient date of birth"."""
    short: str | None = None
    """What it is called under a heading that says whose it is, such as "Date of birth"."""
    get: Callable[[Counted], object] | None = None
    """How it is worked out; None for a field of the case."""
    at: str | None = None
    """Where the field of the case is, if it is not where the name says."""
    words: Callable[[Any], str] | None = None
    """How it is written in sentences, where that is not as forms have it."""
    limit: Limit | None = None
    also: tuple[str, ...] = ()
    """What payers' forms call it beside its label."""

    @property
    def under_heading(self) -> str:
        """The label under a heading that says whose it is."""
        return self.short or self.label

    def value(self, case: Counted) -> object:
        """Return the fact as data; None where the case does not say."""
        found = self.get(case) if self.get else _field(case.case, self.at or self.name)
        # nothing of a list and an absent fact are the same here: nothing to write
        return None if found == "" else found

    def on_form(self, case: Counted) -> str | None:
        """Return the fact as a form or a portal takes it, dates as 03/17/1984; None where the case does not say."""
        found = self.value(case)
        if found is None:
            return None
        return f"{found:%m/%d/%Y}" if isinstance(found, date) else str(found)

    def in_words(self, case: Counted) -> str | None:
        """Return the fact as our own pages write it, dates as March 17, 1984; None where the case does not say."""
        found = self.value(case)
        if found is None:
            return None
        if self.words:
            return self.words(found)
        return show_date(found) if isinstance(found, date) else str(found)


def values_for_forms(case: Case) -> dict[str, str | None]:
    """Return every fact as forms take it, by name; the names are the same for every case."""
    known = Counted(case)
    return {fact.name: fact.on_form(known) for fact in FACTS.values()}


def in_words(case: Counted, *names: str) -> Iterator[tuple[str, str]]:
    """Yield label and words of the facts that the case holds, in the order of ``names``."""
    for name in names:
        if words := FACTS[name].in_words(case):
            yield FACTS[name].label, words


def _field(case: Case, name: str) -> object:
    found: object = case
    for part in name.split("."):
        found = None if found is None else getattr(found, part)
    return found


def _diagnoses(case: Counted) -> str:
    return "; ".join(filter(None, map(describe_diagnosis, chronic_codes(case.case))))


def _product_codes(case: Counted) -> str | None:
    vials = vials_of(case.case)
    return case.case.request.ndc or (", ".join(vials.ndcs) if vials else None)


def _wasted(case: Counted) -> int | None:
    vials = vials_of(case.case)
    return vials.wasted if vials else None


def _requester(case: Counted) -> str | None:
    practice = case.case.practice
    return (practice.contact or practice.name) if practice else None


def _expedited_reason(case: Counted) -> str | None:
    request = case.case.request
    return request.expedited_reason if request.expedited else None


def _x12(most: int, element: str) -> Limit:
    return Limit(most, f"ASC X12 005010, {element}")


_PHONE = _x12(256, "PER04")
_NPI = Limit(10, "45 CFR 162.406")
_LAST_NAME = _x12(60, "NM103")
_NUMBER = _x12(50, "REF02")
F = CaseFact

FACTS: dict[str, CaseFact] = {
    fact.name: fact
    for fact in (
        F(
            "patient.name",
            translatable("Patient name"),
            translatable("Name"),
            also=("Member name", "Name of patient", "Beneficiary name"),
        ),
        F("patient.given", translatable("Patient first name"), translatable("First name"), limit=_x12(35, "NM104")),
        F("patient.family", translatable("Patient last name"), translatable("Last name"), limit=_LAST_NAME),
        F(
            "patient.born",
            translatable("Patient date of birth"),
            translatable("Date of birth"),
            also=("DOB", "Date of birth", "Birth date", "Member date of birth"),
        ),
        F("patient.sex", translatable("Patient sex"), translatable("Sex")),
        F("coverage.payer", translatable("Health plan name"), limit=_LAST_NAME),
        F(
            "coverage.member_id",
            translatable("Member ID"),
            limit=_x12(80, "NM109"),
            also=("Member number", "Subscriber ID", "Insurance ID", "Policy number"),
        ),
        F("coverage.group", translatable("Group number"), limit=_NUMBER),
        F("coverage.plan", translatable("Plan")),
        F("coverage.subscriber", translatable("Subscriber")),
        F("practice.name", translatable("Practice name"), translatable("Name"), limit=_LAST_NAME),
        F("practice.address", translatable("Practice address"), translatable("Address")),
        F("practice.city", translatable("Practice city"), at="practice.address.city", limit=_x12(30, "N401")),
        F("practice.state", translatable("Practice state"), at="practice.address.state"),
        F(
            "practice.postal_code",
            translatable("Practice ZIP code"),
            at="practice.address.postal_code",
            limit=_x12(15, "N403"),
        ),
        F(
            "practice.phone",
            translatable("Practice phone"),
            translatable("Phone"),
            limit=_PHONE,
            also=("Office phone", "Phone"),
        ),
        F("practice.fax", translatable("Practice fax"), translatable("Fax"), limit=_PHONE, also=("Office fax", "Fax")),
        F("practice.tin", translatable("Tax ID (TIN)"), also=("Tax ID", "TIN", "Tax identification number")),
        F("practice.npi", translatable("Practice NPI"), translatable("NPI"), limit=_NPI),
        F("practice.contact", translatable("Contact person")),
        F("practice.email", translatable("Practice e-mail"), translatable("E-mail"), limit=_PHONE),
        F("requester.name", translatable("Requester name"), translatable("Name"), _requester),
        F(
            "prescriber.name",
            translatable("Prescriber name"),
            translatable("Name"),
            at="prescriber.signature",
            also=("Physician name", "Provider name", "Requesting provider"),
        ),
        F(
            "prescriber.npi",
            translatable("Prescriber NPI"),
            translatable("NPI"),
            limit=_NPI,
            also=("NPI", "Provider NPI", "Physician NPI"),
        ),
        F("prescriber.ptan", translatable("Prescriber PTAN"), translatable("PTAN")),
        F("prescriber.taxonomy", translatable("Taxonomy code"), limit=Limit(10, "NUCC provider taxonomy")),
        F("prescriber.specialty", translatable("Specialty"), get=lambda known: specialty_of(known.case.prescriber)),
        F(
            "prescriber.phone",
            translatable("Prescriber phone"),
            translatable("Phone"),
            limit=_PHONE,
            also=("Peer-to-peer phone",),
        ),
        F("facility.name", translatable("Facility name"), translatable("Name"), limit=_LAST_NAME),
        F(
            "facility.ccn",
            translatable("Facility CCN or PTAN"),
            translatable("CCN or PTAN"),
            limit=Limit(6, "CMS certification number"),
        ),
        F("facility.npi", translatable("Facility NPI"), translatable("NPI"), limit=_NPI),
        F("facility.address", translatable("Facility address"), translatable("Address")),
        F("facility.fax", translatable("Facility fax"), translatable("Fax"), limit=_PHONE),
        F("request.kind", translatable("Kind of request"), words=lambda kind: kind.words),
        F("request.date", translatable("Date of request"), at="request.as_of"),
        F("request.state", translatable("State")),
        F(
            "request.service_date",
            translatable("Anticipated date of service"),
            also=("Date of service", "Start date"),
        ),
        F(
            "request.place_of_service",
            translatable("Place of service"),
            words=lambda place: f"{place}, {_PLACES[place]}",
            limit=Limit(2, "CMS place-of-service codes"),
        ),
        F("request.units", translatable("Units")),
        F("request.sites", translatable("Injection sites")),
        F("request.interval", translatable("Frequency"), get=lambda known: f"every {known.case.request.interval}"),
        F("request.treatments", translatable("Number of treatments")),
        F("request.span", translatable("Duration of authorization")),
        F("request.benefit", translatable("Benefit"), words=_BENEFITS.__getitem__),
        F("request.drug_source", translatable("Drug source"), words=_SOURCES.__getitem__),
        F("request.ndc", translatable("NDC"), get=_product_codes),
        F("request.wasted", translatable("Units discarded (JW)"), get=_wasted),
        F(
            "request.review",
            translatable("Review"),
            get=lambda known: translatable("expedited") if known.case.request.expedited else translatable("standard"),
            also=("Review type", "Type of review", "Urgency"),
        ),
        F(
            "request.expedited",
            translatable("Expedited or urgent"),
            get=lambda known: "yes" if known.case.request.expedited else "no",
        ),
        F("request.expedited_reason", translatable("Reason for expedited review"), get=_expedited_reason),
        F("request.previous_utn", translatable("Previous UTN"), limit=Limit(14, "CMS, unique tracking number")),
        F("denial.reference", translatable("Reference of the denial"), limit=_NUMBER),
        F(
            "code.drug",
            translatable("HCPCS code"),
            get=lambda _: HCPCS_BOTOX,
            limit=Limit(5, "HCPCS"),
            also=("HCPCS", "J code"),
        ),
        F(
            "code.procedure",
            translatable("CPT procedure code"),
            get=lambda _: CPT_INJECTION,
            limit=Limit(5, "CPT"),
            also=("CPT", "CPT code"),
        ),
        F("drug.name", translatable("Drug name"), get=lambda _: "Botox (onabotulinumtoxinA)"),
        F(
            "diagnosis.code",
            translatable("Diagnosis code (ICD-10)"),
            get=lambda known: ", ".join(chronic_codes(known.case)),
            also=("ICD-10", "ICD-10 code", "Diagnosis code"),
        ),
        F("diagnosis.text", translatable("Diagnosis"), get=_diagnoses),
        F("diagnosis.since", translatable("Chronic since"), get=chronic_since),
        F(
            "headache.days",
            translatable("Headache days per month"),
            get=lambda known: told.months(known, Counting.HEADACHE_DAY),
        ),
        F(
            "headache.long_days",
            translatable("Days with headache of 4 hours or more"),
            get=lambda known: told.months(known, Counting.LONG_HEADACHE_DAY),
        ),
        F(
            "headache.migraine_days",
            translatable("Migraine days per month"),
            get=lambda known: told.months(known, Counting.MIGRAINE_DAY),
        ),
        F("trials", translatable("Preventive medicines tried"), get=told.trials),
        F("ruled_out", translatable("Contraindications"), get=told.ruled_out),
        F("acute", translatable("Acute medicines"), get=told.acute),
        F("scores", translatable("Disability scores"), get=told.scores),
        F("treatments", translatable("Earlier Botox treatments"), get=told.treatments),
        F("response", translatable("Response to treatment"), get=told.response),
    )
}
"""Every fact by its name, in the order in which `priorauth form facts` lists them."""
