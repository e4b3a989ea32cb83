"""The resources of a file, found by reference, and those of one patient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from priorauth.case.evidence import Evidence
from priorauth.clinical.calendar import DateRange
from priorauth.intake.fhir.datatypes import Reference
from priorauth.intake.fhir.faults import Fault
from priorauth.intake.fhir.resources import (
    Coverage,
    Identified,
    OfPatient,
    OfSubject,
    Patient,
    Practitioner,
    PractitionerRole,
    Resource,
)

R = TypeVar("R", bound=Resource)
_QUOTE_LENGTH = 300
_CLINICAL = (OfSubject, OfPatient, Coverage)
# what other resources point at; a record holds far more of the rest
_POINTED_AT = {
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Coverage",
    "Encounter",
    "Medication",
    "MedicationRequest",
    "Condition",
}


class Library:
    """Resources to be found by reference: those of one file, or those of one patient beside what all patients share."""

    def __init__(self, shared: Library | None = None) -> None:
        self._shared = shared
        # None marks a key that two resources claim: a guess could mix up two patients
        self._by_key: dict[str, Resource | None] = {}
        self._seen: set[str] = set()
        self.resources: list[Resource] = []

    def add(self, resource: Resource, full_url: str | None = None) -> None:
        """Add a resource, unless the file holds it twice."""
        if name := full_url or resource.path:
            if name in self._seen:
                return
            self._seen.add(name)
        self.resources.append(resource)
        if resource.kind not in _POINTED_AT:
            return
        for key in keys_of(resource, full_url):
            known = self._by_key.setdefault(key, resource)
            if known is not resource:
                self._by_key[key] = None

    def find(self, reference: Reference | None, kind: type[R], contained: Iterable[Resource] = ()) -> R | None:
        """Return the resource of this kind that a reference points at, in the file or contained, or None."""
        if reference is None:
            return None
        target = reference.reference or ""
        if target.startswith("#"):
            return next((one for one in contained if isinstance(one, kind) and one.id == target[1:]), None)
        found = (self._known_as(key) for key in keys_to(reference, kind))
        return next((one for one in found if isinstance(one, kind)), None)

    def _known_as(self, key: str) -> Resource | None:
        if key in self._by_key or self._shared is None:
            return self._by_key.get(key)
        return self._shared._known_as(key)

    def only_role_of(self, practitioner: Practitioner) -> PractitionerRole | None:
        """Return the role of a clinician, or None where the file holds none or several."""
        if self._shared is not None:
            return self._shared.only_role_of(practitioner)
        roles = self._roles.get(id(practitioner), [])
        return roles[0] if len(roles) == 1 else None

    @cached_property
    def _roles(self) -> dict[int, list[PractitionerRole]]:
        roles: dict[int, list[PractitionerRole]] = {}
        for role in self.resources:
            if isinstance(role, PractitionerRole) and (whose := self.find(role.practitioner, Practitioner)):
                roles.setdefault(id(whose), []).append(role)
        return roles


class Chart(NamedTuple):
    """What a file holds of one patient, as of one day."""

    file: str
    patient: Patient
    as_of: date
    library: Library
    resources: dict[str, list[Resource]]
    faults: tuple[Fault, ...] = ()
    """Resources that could not be read and are, or may be, this patient's."""
    notes: tuple[str, ...] = ()
    """What the office should know of the file as a whole."""

    def of(self, kind: type[R]) -> list[R]:
        """Return this patient's resources of one kind, in the order of the file."""
        return [one for one in self.resources[kind.__name__] if isinstance(one, kind)]


def charts(library: Library, file: str, as_of: date) -> tuple[list[Chart], int]:
    """Return one chart for each patient, in the order of their ids, and how many clinical resources nobody owns."""
    owned: defaultdict[int, defaultdict[str, list[Resource]]] = defaultdict(lambda: defaultdict(list))
    owners: dict[str, Patient | None] = {}
    strays = 0
    for resource in library.resources:
        about = resource.about
        if about is None:
            strays += isinstance(resource, _CLINICAL)
            continue
        # a record names the same patient thousands of times in the same words
        named = about.reference if about.identifier is None else None
        patient = owners[named] if named in owners else library.find(about, Patient)
        if named is not None:
            owners[named] = patient
        if patient is None:
            strays += isinstance(resource, _CLINICAL)
        else:
            owned[id(patient)][resource.kind].append(resource)
    patients = [one for one in library.resources if isinstance(one, Patient)]
    ordered = sorted(patients, key=lambda patient: patient.id or "")
    return [Chart(file, patient, as_of, library, owned[id(patient)]) for patient in ordered], strays


def cite(resource: Resource, when: DateRange | None = None, quote: str | None = None) -> Evidence:
    """Return the evidence that a resource is."""
    place = resource.cited_as
    return Evidence(
        document=place.document,
        dated=when.low if when and when.is_exact else None,
        quote=(quote or "").strip()[:_QUOTE_LENGTH] or None,
        reference=place.reference,
    )


def keys_of(resource: Resource, full_url: str | None = None) -> Iterator[str]:
    """Yield every key that a reference may name a resource by."""
    if full_url:
        yield full_url
    if path := resource.path:
        yield path
        # where the file gives no address, any server's may be meant: an export writes the server in references only
        if full_url is None or "://" not in full_url:
            yield f"*/{path}"
    if isinstance(resource, Identified):
        for one in resource.identifier:
            if one.system and one.value:
                yield _identifier_key(resource.kind, one.system, one.value)


def keys_to(reference: Reference, kind: type[Resource]) -> Iterator[str]:
    """Yield the keys under which the target of a reference may be known, the surest first."""
    if target := reference.reference:
        yield target
        unversioned = target.split("/_history/")[0]
        yield unversioned
        if "://" in unversioned:
            yield "/".join(("*", *unversioned.split("/")[-2:]))
    if (one := reference.identifier) and one.system and one.value:
        yield _identifier_key(kind.__name__, one.system, one.value)


def _identifier_key(kind: str, system: str, value: str) -> str:
    # the form of a conditional reference, so that both are found under one key
    return f"{kind}?identifier={system}|{value}"
