"""Notes and other documents that the record points at; what stands in them is not read."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.documents import Document
from priorauth.clinical.calendar import months
from priorauth.clinical.terms import DocumentKind
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.clinical_resources import DocumentReference
from priorauth.intake.fhir.datatypes import Reference
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.resources import Organization, Practitioner, PractitionerRole

LOINC = "http://loinc.org"
# US Core's clinical note types, and what payers ask for by those names
_KINDS = {
    "11506-3": DocumentKind.OFFICE_NOTE,  # progress note
    "11488-4": DocumentKind.OFFICE_NOTE,  # consultation note
    "34117-2": DocumentKind.OFFICE_NOTE,  # history and physical
    "18748-4": DocumentKind.IMAGING,  # diagnostic imaging study
    "11502-2": DocumentKind.LABORATORY,  # laboratory report
}
_TITLES = {
    DocumentKind.OFFICE_NOTE: "Office note",
    DocumentKind.IMAGING: "Imaging report",
    DocumentKind.LABORATORY: "Laboratory report",
}
_RECENT = months(12)
_SIGNED = ("final", "amended")


def read_documents(chart: Chart, notes: Notes) -> tuple[Document, ...]:
    """Return the documents of the last 12 months before the day of the case, latest first.

    Each is listed with the letter as an enclosure, so those of no known kind, without an exact day, or older are
    only counted in a note. The number of pages is not known.
    """
    current = [one for one in chart.of(DocumentReference) if one.status == "current" and _day_is_not_after(one, chart)]
    wanted = sorted(_wanted(current, chart), key=lambda document: (document.dated, document.id), reverse=True)
    if left_out := len(current) - len(wanted):
        notes.append(f"Documents of other kinds, without a day, or older than 12 months: {left_out}; left out.")
    return tuple(wanted)


def _day_is_not_after(one: DocumentReference, chart: Chart) -> bool:
    return one.when is None or one.when.low <= chart.as_of


def _wanted(found: list[DocumentReference], chart: Chart) -> Iterator[Document]:
    earliest, seen = _RECENT.before(chart.as_of), set[str]()
    for one in found:
        kind = _kind(one)
        when = one.when
        if kind is None or when is None or not when.is_exact or when.low < earliest or one.id is None:
            continue
        if (document_id := f"fhir-{one.id}") not in seen:
            seen.add(document_id)
            yield Document(
                id=document_id,
                kind=kind,
                title=(one.type.said if one.type else None) or _TITLES[kind],
                dated=when.low,
                author=next(_authors(one, chart), None),
                signed=_is_signed(one),
            )


def _kind(one: DocumentReference) -> DocumentKind | None:
    codes = one.type.codes(LOINC) if one.type else []
    return next((_KINDS[code] for code in codes if code in _KINDS), None)


def _is_signed(one: DocumentReference) -> bool | None:
    """Tell whether it is signed: final, with somebody who vouches for it; None where only one of the two is said."""
    if one.doc_status in _SIGNED and one.authenticator is not None:
        return True
    return False if one.doc_status == "preliminary" else None


def _authors(one: DocumentReference, chart: Chart) -> Iterator[str]:
    for author in one.author:
        if name := _name(author, chart) or author.display:
            yield name


def _name(author: Reference, chart: Chart) -> str | None:
    role = chart.library.find(author, PractitionerRole)
    person = chart.library.find(role.practitioner if role else author, Practitioner)
    if person is not None:
        named = next((name for name in person.name if name.family), None)
        return f"{named.given_names} {named.family}".strip() if named else None
    organization = chart.library.find(author, Organization)
    return organization.name if organization else None
