"""Clinicians and their organizations, and who of them wrote an entry."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.intake.ccda.record import Record, Where
from priorauth.intake.ccda.values import Raw, address, concept, identifiers, identities, name, telecoms
from priorauth.intake.ccda.xml import Element

_ASSIGNED = ("assignedAuthor", "assignedEntity")


class Authors:
    """The clinicians of one document, each taken once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._root = record.document.root
        self._known: dict[str, str] = {}
        self.stood_in: set[str] = set()
        """The numbers of who stood in for the author of an entry: the author of the whole document, or its signer."""
        # an entry may name its author by an id only, and the header the person
        self._by_id = {key: one for one in _assigned(self._root) for key in identities(one)}

    def of(self, where: Where) -> Raw | None:
        """Return who wrote an entry: the only person the innermost author stands for; else who signed the document.

        An author holds for all that stands inside, unless something there names another.
        """
        here = next((people for one in where.around if (people := self._people(one, "author"))), [])
        if not here:
            here = self._people(self._root, "author") or self._people(self._root, "legalAuthenticator")
            self.stood_in |= {one["value"] for person in here for one in identifiers(person)}
        return {"reference": self.role(here[0], where)} if len(here) == 1 else None

    def performers(self, act: Element, where: Where) -> Iterator[Raw]:
        """Yield who performed something, such as a visit."""
        for person in self._people(act, "performer"):
            yield {"individual": {"reference": self.role(person, where)}}

    def role(self, assigned: Element, where: Where) -> str:
        """Return the reference to a person in a role, which is added to the record the first time."""
        fields = self._practitioner(assigned)
        organization = assigned.first("representedOrganization")
        key = repr((fields, organization.text if organization is not None else None))
        if key not in self._known:
            self._known[key] = self._add(assigned, fields, organization, where)
        return self._known[key]

    def place(self, element: Element, named: str, where: Where) -> str | None:
        """Return the reference to a place with this name, or None where the name is empty."""
        if not named:
            return None
        fields = {"identifier": identifiers(element), "name": named, "telecom": telecoms(element)}
        places = [address(one) for one in element.all("addr") if not one.is_null]
        return self._record.add("Organization", fields | {"address": places}, where, element)

    def _add(self, assigned: Element, fields: Raw, organization: Element | None, where: Where) -> str:
        here = where._replace(name=f"clinician (line {assigned.line})", section="clinicians")
        person = self._record.add("Practitioner", fields, here, assigned)
        specialty = concept(assigned.first("code"), {})
        place = self._organization(organization, here)
        role: Raw = {"practitioner": {"reference": person}, "specialty": [specialty] if specialty else []}
        role |= {"organization": {"reference": place}} if place else {}
        return self._record.add("PractitionerRole", role, here, assigned)

    def _organization(self, element: Element | None, where: Where) -> str | None:
        names = [one.text for one in element.all("name")] if element is not None else []
        return self.place(element, names[0], where) if element is not None and names else None

    def _practitioner(self, assigned: Element) -> Raw:
        names = [name(one) for one in assigned.all("assignedPerson", "name")]
        return {"identifier": identifiers(assigned), "name": names, "telecom": telecoms(assigned)}

    def _people(self, holder: Element, what: str) -> list[Element]:
        found = (one for kind in _ASSIGNED for one in holder.all(what, kind))
        known = (one if one.first("assignedPerson") is not None else self._named_elsewhere(one) for one in found)
        # one person who signs twice is one person
        people = {repr(self._practitioner(one)): one for one in known if one is not None}
        return list(people.values())

    def _named_elsewhere(self, assigned: Element) -> Element | None:
        return next((self._by_id[key] for key in identities(assigned) if key in self._by_id), None)


def _assigned(root: Element) -> Iterator[Element]:
    for child in root.children:
        yield from (one for one in child.children if one.name in _ASSIGNED and one.first("assignedPerson") is not None)
    for event in root.all("documentationOf", "serviceEvent", "performer", "assignedEntity"):
        if event.first("assignedPerson") is not None:
            yield event
