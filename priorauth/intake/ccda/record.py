"""Gathers what the entries of one document say, in FHIR's terms, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from priorauth.intake.ccda.document import Document, Section
from priorauth.intake.ccda.values import SSN_ROOT, Raw, Unreadable
from priorauth.intake.ccda.xml import Element
from priorauth.intake.fhir.chart import Chart, Library, charts
from priorauth.intake.fhir.faults import Fault
from priorauth.intake.fhir.files import Entry
from priorauth.intake.fhir.load import check
from priorauth.intake.fhir.resources import Place
from priorauth.intake.fhir.supply import SURELY_ON

PATIENT = {"reference": "Patient/1"}


class Where(NamedTuple):
    """One entry of a document, or a part of its header, and what stands around it."""

    name: str
    """What notes call it: "Problems, entry 2 (line 345)"."""
    section: str
    around: tuple[Element, ...]
    """The element itself and those around it, the innermost first, as far as they can name an author."""

    def inside(self, element: Element) -> Where:
        """Return the place of an element inside this one."""
        return self._replace(around=(element, *self.around))


class Record:
    """What one document says of its patient."""

    def __init__(self, document: Document, as_of: date) -> None:
        self.document = document
        self.as_of = as_of
        self.notes: list[str] = []
        self.faults: list[Fault] = []
        self._library = Library()
        self._count = 0

    @property
    def known_to(self) -> date:
        """The last day that the document can speak of: the day it was made, if before the day of the case."""
        dated = self.document.dated
        return min(self.as_of, dated.high) if dated else date.min

    @property
    def is_recent(self) -> bool:
        """True where what the document calls active can be taken to be so on the day of the case."""
        return self.as_of - self.known_to <= SURELY_ON

    @property
    def has_toxin_treatments(self) -> bool:
        """True where any procedure or administration of a toxin was found."""
        return any(one.kind in ("Procedure", "MedicationAdministration") for one in self._library.resources)

    def add(self, kind: str, fields: Raw, where: Where, element: Element) -> str:
        """Add a resource that an element was put into, and return the reference to it."""
        self._count += 1
        resource_id = "1" if kind == "Patient" else str(self._count)
        raw = {"resourceType": kind, "id": resource_id, **fields}
        checked = check(Entry(raw, kind, self.document.title, where.name))
        if isinstance(checked, Fault):
            self.faults.append(checked)
        elif checked is not None:
            self._library.add(checked.standing_at(self._place(where, element)))
        return f"{kind}/{resource_id}"

    def note(self, where: Where, says: str) -> None:
        """Keep a sentence for the office, which begins with the place."""
        self.notes.append(f"{self.document.title}, {where.name} {says}")

    def not_read(self, where: Where | None, expected: str) -> None:
        """Keep that something could not be read, so that a fact may be missing."""
        place = f"{self.document.title}, {where.name}" if where else self.document.title
        self.faults.append(Fault(place, expected))

    def each(self, section: Section, read: Callable[[Where, Element], None]) -> None:
        """Hand over each entry of a section; one that cannot be read stops no other."""
        if section.element.first("subject") is not None:
            self.notes.append(f"{self.document.title}, {section.name} is about somebody else: left out.")
            return
        for number, entry in enumerate(section.element.all("entry"), start=1):
            name = f"{section.name}, entry {number} (line {entry.line})"
            where = Where(name, section.name, (section.element,))
            for act in () if entry.is_null else _acts(entry):
                self.guard(where.inside(act), read, act)

    def guard(self, where: Where, read: Callable[..., None], *what: object) -> None:
        """Read one thing; where it cannot be read, a fault is kept."""
        try:
            read(where, *what)
        except Unreadable as error:
            self.not_read(where, str(error))

    def chart(self) -> Chart:
        """Return the chart of the patient, who was added before."""
        (found,), _ = charts(self._library, self.document.file, self.as_of)
        return found._replace(faults=tuple(self.faults), notes=tuple(self.notes))

    def _place(self, where: Where, element: Element) -> Place:
        return Place(
            document=f"{self.document.title}, {where.section}",
            title=f"{self.document.title}, {where.name}",
            reference=_identity(element.all("id")),
        )


def _acts(holder: Element) -> Iterator[Element]:
    for one in holder.children:
        if one.name == "organizer":
            for component in one.all("component"):
                yield from _acts(component)
        else:
            yield one


def _identity(ids: Iterable[Element]) -> str | None:
    for one in ids:
        if one.get("root") == SSN_ROOT:
            continue
        if parts := [part for part in (one.get("root"), one.get("extension")) if part and not one.is_null]:
            return " ".join(parts)
    return None
