"""The clinician who asks and the practice, where the record links them to the chronic migraine or to Botox.

Nothing is guessed: of the many clinicians in a record only these count, in this order: who ordered Botox; who
asserted or recorded the chronic migraine; who alone saw the patient at the visit where it was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from priorauth.case import people
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.codes import NPI_SYSTEM, NUCC, describe_taxonomy, is_chronic_migraine, is_valid_npi
from priorauth.clinical.medicines import preventive
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Condition, MedicationRequest
from priorauth.intake.fhir.datatypes import ContactPoint, Identifier, PostalAddress, Reference
from priorauth.intake.fhir.dates import is_after
from priorauth.intake.fhir.diagnoses import CodedCondition
from priorauth.intake.fhir.drugs import TOXIN, recognise
from priorauth.intake.fhir.resources import Encounter, Organization, Practitioner, PractitionerRole
from priorauth.intake.fhir.uses import medicine_of

NO_SIGNER = "No clinician with a valid NPI is linked to the chronic migraine or to Botox: prescriber left out."
_TAXONOMY = re.compile(r"[0-9A-Z]{9}X")
_TIN = re.compile(r"[0-9]{2}-?[0-9]{7}")
_TIN_SYSTEM = "urn:oid:2.16.840.1.113883.4.4"
_STATE = re.compile(r"[A-Z]{2}")


class Link(NamedTuple):
    """A resource of the patient, and the clinicians it names in one role."""

    resource: Condition | MedicationRequest
    references: tuple[Reference, ...]


class Signer(NamedTuple):
    """A clinician with a valid NPI, what links him or her to the request, and the role, where only one is known."""

    practitioner: Practitioner
    npi: str
    role: PractitionerRole | None
    linked_by: Condition | MedicationRequest


def find_signer(chart: Chart, conditions: list[CodedCondition], notes: list[str]) -> Signer | None:
    """Return the first clinician whom the record links to the request without a doubt, or None with a note."""
    for link in (*_orders_of_toxin(chart), *_recorders(chart, _chronic(conditions))):
        found = {signer.npi: signer for signer in _signers(link, chart, notes)}
        if len(found) == 1:
            return next(iter(found.values()))
    notes.append(NO_SIGNER)
    return None


def read_prescriber(signer: Signer) -> people.Prescriber:
    """Return the signer as the prescriber."""
    name = next(name for name in signer.practitioner.name if name.family)
    role = signer.role
    taxonomy = _taxonomy(role) if role else None
    specialties = [concept.said for concept in role.specialty if concept.said] if role else []
    telecom = (*(role.telecom if role else ()), *signer.practitioner.telecom)
    return people.Prescriber(
        name=f"{name.given_names} {name.family}",
        credentials=", ".join(part for part in name.suffix if part) or None,
        npi=signer.npi,
        taxonomy=taxonomy,
        specialty=(describe_taxonomy(taxonomy) if taxonomy else None) or next(iter(specialties), None),
        phone=_number(telecom, "phone"),
        evidence=(cite(signer.practitioner), cite(signer.linked_by)),
    )


def read_practice(signer: Signer, chart: Chart) -> people.Practice | None:
    """Return the organization of the signer's role, else that of the visit which links the signer."""
    visit = chart.library.find(signer.linked_by.encounter, Encounter)
    places = (signer.role.organization if signer.role else None, visit.service_provider if visit else None)
    found = (chart.library.find(place, Organization) for place in places)
    return next((_practice(one, one.name) for one in found if one and one.name), None)


def _practice(organization: Organization, name: str) -> people.Practice:
    tins = (one.value for one in organization.identifier if one.system == _TIN_SYSTEM)
    return people.Practice(
        name=name,
        address=next((_address(address) for address in organization.address), None),
        phone=_number(organization.telecom, "phone"),
        fax=_number(organization.telecom, "fax"),
        tin=next((tin for tin in tins if tin and _TIN.fullmatch(tin)), None),
        npi=_npi(organization.identifier),
        evidence=(cite(organization),),
    )


def _address(address: PostalAddress) -> people.Address:
    return people.Address(
        lines=tuple(line for line in address.line if line),
        city=address.city or None,
        state=address.state if address.state and _STATE.fullmatch(address.state) else None,
        postal_code=address.postal_code or None,
    )


def _chronic(conditions: list[CodedCondition]) -> list[Condition]:
    chronic = [one.condition for one in conditions if is_chronic_migraine(one.code)]
    return sorted(chronic, key=lambda one: _age(one.recorded_date or one.onset_date_time))


def _orders_of_toxin(chart: Chart) -> Iterator[Link]:
    orders = sorted(chart.of(MedicationRequest), key=lambda order: _age(order.authored_on))
    for order in orders:
        medicine = recognise(medicine_of(order, chart), preventive)
        counts = order.status != "entered-in-error" and not is_after(order.authored_on, chart.as_of)
        if medicine and medicine.drug_class == TOXIN and counts and order.requester:
            yield Link(order, (order.requester,))


def _recorders(chart: Chart, conditions: list[Condition]) -> Iterator[Link]:
    for condition in conditions:
        yield from (Link(condition, (one,)) for one in (condition.asserter, condition.recorder) if one)
    for condition in conditions:
        if visit := chart.library.find(condition.encounter, Encounter):
            yield Link(condition, tuple(one.individual for one in visit.participant if one.individual))


def _age(when: DateRange | None) -> int:
    """Return a number that puts the latest first and the undated last."""
    return 1 if when is None else -when.low.toordinal()


def _signers(link: Link, chart: Chart, notes: list[str]) -> Iterator[Signer]:
    for reference in link.references:
        role = chart.library.find(reference, PractitionerRole)
        practitioner = chart.library.find(role.practitioner if role else reference, Practitioner)
        if practitioner is None:
            continue
        npi = _npi(practitioner.identifier)
        if npi is None:
            notes.append(f"{practitioner.title} has no valid NPI: left out.")
        elif not any(name.family for name in practitioner.name):
            notes.append(f"{practitioner.title} has no name: left out.")
        else:
            yield Signer(practitioner, npi, role or chart.library.only_role_of(practitioner), link.resource)


def _npi(identifiers: Iterable[Identifier]) -> str | None:
    values = (one.value for one in identifiers if one.system == NPI_SYSTEM)
    return next((value for value in values if value and is_valid_npi(value)), None)


def _taxonomy(role: PractitionerRole) -> str | None:
    codes = {code for concept in (*role.specialty, *role.code) for code in concept.codes(NUCC)}
    return codes.pop() if len(codes) == 1 and all(_TAXONOMY.fullmatch(code) for code in codes) else None


def _number(telecom: Iterable[ContactPoint], system: str) -> str | None:
    return next((one.value for one in telecom if one.system == system and one.value), None)
