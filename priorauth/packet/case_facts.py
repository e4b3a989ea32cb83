"""The facts of a case as short labelled values, for payers' forms: a small closed list of names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.case.people import Address
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX, describe_diagnosis, is_chronic_migraine
from priorauth.clinical.injection import vials_for
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.packet import history
from priorauth.packet.letter import specialty_of
from priorauth.packet.request_block import bills_the_drug
from priorauth.packet.sources import Enclosures

Row = tuple[str, str, object]


class CaseFact(Model):
    """One fact of a case, by a name that a mapping file can use."""

    name: str
    """Such as "patient.born"."""
    label: str
    value: str | None
    """As a form shows it, dates as 03/17/1984; None where the case does not say."""


def case_facts(case: Case) -> dict[str, CaseFact]:
    """Return every fact that a form can ask for, by name; the names are the same for every case."""
    rows = (*_people(case), *_providers(case), *_request(case), *_clinical(Counted(case)))
    return {name: CaseFact(name=name, label=label, value=_shown(value)) for name, label, value in rows}


def _people(case: Case) -> Iterator[Row]:
    patient, coverage, practice = case.patient, case.coverage, case.practice
    address = (practice and practice.address) or Address()
    yield "patient.name", "Patient name", patient.name
    yield "patient.given", "Patient first name", patient.given
    yield "patient.family", "Patient last name", patient.family
    yield "patient.born", "Patient date of birth", patient.born
    yield "patient.sex", "Patient sex", patient.sex
    yield "coverage.payer", "Health plan name", coverage and coverage.payer
    yield "coverage.member_id", "Member ID", coverage and coverage.member_id
    yield "coverage.group", "Group number", coverage and coverage.group
    yield "coverage.plan", "Plan", coverage and coverage.plan
    yield "coverage.subscriber", "Subscriber", coverage and coverage.subscriber
    yield "practice.name", "Practice name", practice and practice.name
    yield "practice.address", "Practice address", practice and practice.address and str(practice.address)
    yield "practice.city", "Practice city", address.city
    yield "practice.state", "Practice state", address.state
    yield "practice.postal_code", "Practice ZIP code", address.postal_code
    yield "practice.phone", "Practice phone", practice and practice.phone
    yield "practice.fax", "Practice fax", practice and practice.fax
    yield "practice.tin", "Tax ID (TIN)", practice and practice.tin
    yield "practice.npi", "Practice NPI", practice and practice.npi
    yield "practice.contact", "Contact person", practice and practice.contact
    yield "practice.email", "Practice e-mail", practice and practice.email


def _providers(case: Case) -> Iterator[Row]:
    prescriber, facility = case.prescriber, case.facility
    yield "prescriber.name", "Prescriber name", prescriber and prescriber.signature
    yield "prescriber.npi", "Prescriber NPI", prescriber and prescriber.npi
    yield "prescriber.ptan", "Prescriber PTAN", prescriber and prescriber.ptan
    yield "prescriber.taxonomy", "Taxonomy code", prescriber and prescriber.taxonomy
    yield "prescriber.specialty", "Specialty", specialty_of(prescriber)
    yield "prescriber.phone", "Prescriber phone", prescriber and prescriber.phone
    yield "facility.name", "Facility name", facility and facility.name
    yield "facility.ccn", "Facility CCN or PTAN", facility and facility.ccn
    yield "facility.npi", "Facility NPI", facility and facility.npi
    yield "facility.address", "Facility address", facility and facility.address and str(facility.address)
    yield "facility.fax", "Facility fax", facility and facility.fax


def _request(case: Case) -> Iterator[Row]:
    request, vials = case.request, vials_for(case.request.units, case.request.ndc) if bills_the_drug(case) else None
    yield "request.kind", "Kind of request", request.kind.value
    yield "request.date", "Date of request", request.as_of
    yield "request.state", "State", request.state
    yield "request.service_date", "Date of service", request.service_date
    yield "request.place_of_service", "Place of service", request.place_of_service and request.place_of_service.value
    yield "request.units", "Units", request.units
    yield "request.sites", "Injection sites", request.sites
    yield "request.interval", "Frequency", f"every {request.interval}"
    yield "request.treatments", "Number of treatments", request.treatments
    yield "request.span", "Duration of authorization", request.span and str(request.span)
    yield "request.benefit", "Benefit", request.benefit and request.benefit.value
    yield "request.drug_source", "Drug source", request.drug_source and request.drug_source.value
    yield "request.ndc", "NDC", request.ndc or (", ".join(vials.ndcs) if vials else None)
    yield "request.wasted", "Units discarded (JW)", vials and vials.wasted
    yield "request.expedited", "Expedited or urgent", "yes" if request.expedited else "no"
    yield "request.expedited_reason", "Reason for expedited review", request.expedited_reason
    yield "request.previous_utn", "Previous UTN", request.previous_utn
    yield "code.drug", "HCPCS code", HCPCS_BOTOX
    yield "code.procedure", "CPT procedure code", CPT_INJECTION
    yield "drug.name", "Drug name", "Botox (onabotulinumtoxinA)"


def _clinical(case: Counted) -> Iterator[Row]:
    codes = dict.fromkeys(one.code for one in case.case.diagnoses if is_chronic_migraine(one.code))
    enclosed = Enclosures(())
    trials = (_joined(row.drug, row.dose, row.dates, row.outcome) for row in history.trial_rows(case, enclosed))
    scores = (f"{row.instrument} {row.total} on {_shown(row.on)} ({row.band})" for row in history.score_rows(case))
    sessions = (
        _joined(row.on, f"{row.units} units" if row.units else None, row.response) for row in history.session_rows(case)
    )
    yield "diagnosis.code", "Diagnosis code (ICD-10)", ", ".join(codes)
    yield "diagnosis.text", "Diagnosis", "; ".join(filter(None, map(describe_diagnosis, codes)))
    yield "headache.days", "Headache days per month", _months(case, Counting.HEADACHE_DAY)
    yield "headache.long_days", "Days with headache of 4 hours or more", _months(case, Counting.LONG_HEADACHE_DAY)
    yield "headache.migraine_days", "Migraine days per month", _months(case, Counting.MIGRAINE_DAY)
    yield "trials", "Preventive medicines tried", "; ".join(trials)
    yield "ruled_out", "Contraindications", "; ".join(f"{one.what}: {one.reason}" for one in history.ruled_out(case))
    yield (
        "acute",
        "Acute medicines",
        "; ".join(_joined(one.drug, _monthly(one.days)) for one in history.acute_rows(case)),
    )
    yield "scores", "Disability scores", "; ".join(scores)
    yield "treatments", "Earlier Botox treatments", "; ".join(sessions)
    yield "response", "Response to treatment", "; ".join(history.changes(case))


def _months(case: Counted, unit: Counting) -> str:
    figures = case.figures(unit)
    return "; ".join(f"{month:%m/%Y}: {figures[month].count}" for month in sorted(figures)[-history.MONTHS_COMPARED :])


def _monthly(days: str | None) -> str | None:
    return f"{days} days a month" if days else None


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _shown(value: object) -> str | None:
    if isinstance(value, date):
        return f"{value:%m/%d/%Y}"
    # nothing of the list, an empty list, and an absent fact are the same to a form: nothing to write
    return str(value) if value not in (None, "", False) else None
