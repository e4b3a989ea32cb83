"""How letters, exhibits and the checklist name the place where a fact is documented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence, evidence_in
from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date
from priorauth.clinical.model import Model
from priorauth.review.finding import Finding


class Pin(Model):
    """One place in the chart, as a packet points at it."""

    name: str
    """The letter of an exhibit, or a document that does not go along in full."""
    exhibit: str | None
    pages: tuple[int, ...]
    """Pages of that document; empty where none is named."""

    def __str__(self) -> str:
        """Show "B p. 1–3"."""
        return f"{self.name} p. {_runs(self.pages)}" if self.pages else self.name

    @property
    def anchor(self) -> str | None:
        """The mark in a packet that this points at, such as "B-1"; None where the document does not go along."""
        return self.exhibit and (f"{self.exhibit}-{self.pages[0]}" if self.pages else self.exhibit)


@dataclass(frozen=True)
class Enclosures:
    """The documents that go along, in the order of the case: A is the first."""

    documents: tuple[Document, ...]

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letter of each document, by its id."""
        return {document.id: letter_of(index) for index, document in enumerate(self.documents)}


def enclosures(case: Case, finding: Finding) -> Enclosures:
    """Return the documents that a fact of the case or a finding points at; the others stay in the chart."""
    cited = {one.document for one in (*evidence_in(case), *evidence_in(finding))}
    return Enclosures(tuple(document for document in case.documents if document.id in cited))


def titled(document: Document) -> str:
    """Return a document's title with its day, such as "Office note, June 3, 2026"."""
    day = show_date(document.dated) if document.dated else ""
    return document.title if not day or document.title.endswith(day) else f"{document.title}, {day}"


def letter_of(index: int) -> str:
    """Return the letter of the exhibit at ``index`` (0 is A, 26 is AA)."""
    turns, rest = divmod(index, len(ascii_uppercase))
    return (letter_of(turns - 1) if turns else "") + ascii_uppercase[rest]


def name_sources(evidence: Iterable[Evidence], case: Case) -> tuple[str, ...]:
    """Return each document once, in full, with its pages: "Headache diary, May 31, 2026 p. 1–3"."""
    titles = {document.id: document for document in case.documents}
    return tuple(str(pin) for pin in _pins(evidence, {}, titles))


def cite_sources(evidence: Iterable[Evidence], enclosed: Enclosures) -> tuple[Pin, ...]:
    """Return each place once, exhibits by their letter with the pages together: "B p. 1–3"."""
    return _pins(evidence, enclosed.letters, {document.id: document for document in enclosed.documents})


def _pins(evidence: Iterable[Evidence], letters: dict[str, str], documents: dict[str, Document]) -> tuple[Pin, ...]:
    pages: dict[tuple[str, str | None], set[int]] = {}
    for one in evidence:
        letter = letters.get(one.document)
        place = (letter or _name(one, documents.get(one.document)), letter)
        pages.setdefault(place, set()).update({one.page} if one.page is not None else ())
    return tuple(Pin(name=name, exhibit=letter, pages=tuple(sorted(known))) for (name, letter), known in pages.items())


def _name(evidence: Evidence, document: Document | None) -> str:
    if document is not None and document.dated is not None:
        return titled(document)
    title = document.title if document else evidence.document
    author = None if document else evidence.author
    return ", ".join(part for part in (title, show_date(evidence.dated) if evidence.dated else None, author) if part)


def _runs(pages: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
