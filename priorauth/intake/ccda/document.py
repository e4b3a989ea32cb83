"""One C-CDA document: what it is, its sections, its narrative, and who wrote what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from priorauth.clinical.calendar import DateRange, show_date
from priorauth.intake.ccda.values import Unreadable, day, identities
from priorauth.intake.ccda.xml import Element

PROBLEMS = "11450-4"
MEDICINES = "10160-0"
MEDICINES_GIVEN = "29549-3"
ALLERGIES = "48765-2"
PROCEDURES = "47519-4"
ENCOUNTERS = "46240-8"
PAYERS = "48768-6"
READ = {
    PROBLEMS: "Problems",
    MEDICINES: "Medications",
    MEDICINES_GIVEN: "Medications administered",
    ALLERGIES: "Allergies",
    PROCEDURES: "Procedures",
    ENCOUNTERS: "Encounters",
    PAYERS: "Payers",
}
"""The sections that facts are taken from."""

_NOT_READ = {
    "10154-3": "Chief complaint",
    "10157-6": "Family history",
    "10164-2": "History of present illness",
    "10183-2": "Discharge medications",
    "10187-3": "Review of systems",
    "11329-0": "General history",
    "11348-0": "Past history",
    "11369-6": "Immunizations",
    "18776-5": "Plan of treatment",
    "29299-5": "Reason for visit",
    "29545-1": "Physical examination",
    "29762-2": "Social history",
    "30954-2": "Results",
    "42348-3": "Advance directives",
    "42349-1": "Reason for referral",
    "46239-0": "Chief complaint and reason for visit",
    "46264-8": "Medical equipment",
    "47420-5": "Functional status",
    "51847-2": "Assessment and plan",
    "51848-0": "Assessment",
    "61146-7": "Goals",
    "69730-0": "Instructions",
    "75310-3": "Health concerns",
    "8648-8": "Hospital course",
    "8716-3": "Vital signs",
    "11506-3": "Progress note",
    "11488-4": "Consultation note",
    "34109-9": "Note",
    "34117-2": "History and physical note",
}
# some documents name a section by template only; without its last part the template of R1.1 and R2.1 is one
_CODE_OF_TEMPLATE = {
    "2.16.840.1.113883.10.20.22.2.5": PROBLEMS,
    "2.16.840.1.113883.10.20.22.2.5.1": PROBLEMS,
    "2.16.840.1.113883.10.20.22.2.1": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.1.1": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.38": MEDICINES_GIVEN,
    "2.16.840.1.113883.10.20.22.2.6": ALLERGIES,
    "2.16.840.1.113883.10.20.22.2.6.1": ALLERGIES,
    "2.16.840.1.113883.10.20.22.2.7": PROCEDURES,
    "2.16.840.1.113883.10.20.22.2.7.1": PROCEDURES,
    "2.16.840.1.113883.10.20.22.2.22": ENCOUNTERS,
    "2.16.840.1.113883.10.20.22.2.22.1": ENCOUNTERS,
    "2.16.840.1.113883.10.20.22.2.18": PAYERS,
}
# document types by LOINC code; a title may hold the patient's name
_DOCUMENTS = {
    "34133-9": "Continuity of Care Document",
    "11488-4": "Consultation note",
    "11506-3": "Progress note",
    "18842-5": "Discharge summary",
    "28570-0": "Procedure note",
    "34117-2": "History and physical note",
    "57133-1": "Referral note",
    "18761-7": "Transfer summary",
    "52521-2": "Care plan",
}
# only words that name no drug and no illness may follow: "No longer takes topiramate" says something
_SAYS_NONE = re.compile(
    r"(?:(?:no|none|not|nothing)\b(?:,? (?:known|information|data|entries|items|records?|recorded|on file|available|"
    r"active|current|documented|found|reported|problems?|conditions?|medications?|drugs?|allerg(?:y|ies)|procedures?|"
    r"encounters?|payers?|insurance|or|and|for this (?:patient|visit|section)|at this time))*|n/?a|unknown)[.!]?",
    re.IGNORECASE,
)


class Section(NamedTuple):
    """One section that facts are taken from."""

    code: str
    name: str
    element: Element


class Document:
    """One C-CDA document."""

    def __init__(self, root: Element, file: str) -> None:
        self.root = root
        self.file = file

    @cached_property
    def dated(self) -> DateRange | None:
        """The day the document was made, or None where it does not say."""
        try:
            said = day(self.root.first("effectiveTime"))
        except Unreadable:
            return None
        return DateRange.model_validate(said) if said else None

    @cached_property
    def title(self) -> str:
        """What evidence and notes call it, such as "Continuity of Care Document (C-CDA) of June 1, 2026"."""
        code = self.root.first("code")
        kind = _DOCUMENTS.get((code.get("code") if code else None) or "", "Clinical document")
        when = f" of {show_date(self.dated.low)}" if self.dated and self.dated.is_exact else ""
        return f"{kind} (C-CDA){when}"

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that facts are taken from, in the order of the document."""
        found = ((_section_code(one), one) for one in self._all_sections)
        return [Section(code, READ[code], one) for code, one in found if code in READ]

    @cached_property
    def narrative(self) -> dict[str, Element]:
        """The elements of the narrative that entries point at, by their ID; one that stands twice names nothing."""
        known: dict[str, Element] = {}
        twice = set()
        for element in _below(text for one in self._all_sections for text in one.all("text")):
            if identity := element.get("ID"):
                twice |= {identity} & known.keys()
                known[identity] = element
        return {identity: element for identity, element in known.items() if identity not in twice}

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the document itself."""
        return frozenset(identities(self.root))

    @property
    def replaces(self) -> frozenset[str]:
        """The ids of the documents that this one takes the place of."""
        former = (one for one in self.root.all("relatedDocument") if one.get("typeCode") == "RPLC")
        return frozenset(key for one in former for parent in one.all("parentDocument") for key in identities(parent))

    @property
    def names_not_read(self) -> list[str]:
        """The names of the sections that no fact is taken from."""
        names = [_NOT_READ.get(_section_code(one)) for one in self._all_sections if _section_code(one) not in READ]
        others = names.count(None)
        known = list(dict.fromkeys(name for name in names if name))
        return known + ([f"{others} other section{'s' if others > 1 else ''}"] if others else [])

    @property
    def is_text_only(self) -> bool:
        """True where the body is a text or a scan instead of sections."""
        return self.root.first("component", "nonXMLBody") is not None

    @cached_property
    def _all_sections(self) -> list[Element]:
        return list(_sections(self.root.all("component", "structuredBody")))


def is_silent(section: Element) -> bool:
    """Tell whether a section without entries says that there is nothing to enter, or says nothing at all."""
    words = section.first("text")
    return section.is_null or words is None or not words.text or _SAYS_NONE.fullmatch(words.text) is not None


def _sections(holders: Iterable[Element]) -> Iterator[Element]:
    for holder in holders:
        for section in holder.all("component", "section"):
            yield section
            yield from _sections((section,))


def _section_code(section: Element) -> str:
    code = section.first("code")
    said = (code.get("code") if code else None) or ""
    by_template = (_CODE_OF_TEMPLATE.get(one.get("root") or "") for one in section.all("templateId"))
    return said if said in READ or said in _NOT_READ else next((one for one in by_template if one), said)


def _below(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _below(element.children)
