"""The exhibits: documents of the chart that go along, and our own pages that lay out what they show.

Documents come first, so that their letters are the same in a letter that is sent alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from priorauth.case.documents import Document
from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting
from priorauth.clinical.translatable import translatable
from priorauth.packet.history import acute_rows
from priorauth.packet.sources import Enclosures, Pin, letter_of, titled

Content = Literal["document", "headache_record", "trials", "scores", "plan", "treatments"]
_TITLES: dict[Content, str] = {
    "headache_record": translatable("Headache record, month by month"),
    "trials": translatable("Preventive and acute medicines"),
    "scores": translatable("Disability scores"),
    "treatments": translatable("Treatments so far, and response"),
    "plan": translatable("Injection plan"),
}
OWN = tuple(_TITLES)
"""Our own exhibits, in their order."""
# millimetres: what a page holds, what a heading and the head of a table take, and a row
_PAGE, _HEADINGS, _A_ROW = 225.0, 24.0, 5.5


class Exhibit(Model):
    """One exhibit of a packet."""

    letter: str
    content: Content
    title: str
    document: str | None = None
    """Id of the document, for one of the chart."""
    pages: tuple[int, ...] = ()
    """Its pages that go along, by its own numbers; empty for our own pages, and where its file is not at hand."""
    of: int | None = None
    """How many pages the document has."""
    joins: bool = False
    """True where it follows on the page of the exhibit before it."""
    stamped: tuple[str, ...] = ()
    """The letters that its pages are stamped with: its own, or the first and last of exhibits that share a page."""
    apart: bool = False
    """True where the office adds the pages itself, because the file is not at hand."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """The marks that pins can point at, such as "B" and "B-3"."""
        return (self.letter, *(f"{self.letter}-{page}" for page in self.pages))


def exhibits(
    case: Counted,
    enclosed: Enclosures,
    pins: Collection[Pin],
    at_hand: Mapping[str, int],
    shown: Collection[Content] = OWN,
) -> tuple[Exhibit, ...]:
    """Return the exhibits of a packet in their order.

    ``pins`` says which pages of a document something rests on: only those go along, or the whole document where a
    pin names no page. ``at_hand`` holds how many pages each document has whose file can be put in. Of our own pages,
    those ``shown`` go along where something is documented.
    """
    documents = [_document(one, enclosed, pins, at_hand.get(one.id)) for one in enclosed.documents]
    return (*documents, *_joined(case, len(documents), shown))


def _joined(case: Counted, first: int, shown: Collection[Content]) -> Iterator[Exhibit]:
    letters = {
        content: letter_of(first + index) for index, content in enumerate(one for one in _own(case) if one in shown)
    }
    for group in _groups(case, letters):
        ends = dict.fromkeys((letters[group[0]], letters[group[-1]]))
        for content in group:
            yield Exhibit(
                letter=letters[content],
                content=content,
                title=_TITLES[content],
                joins=content != group[0],
                stamped=tuple(ends),
            )


def _groups(case: Counted, contents: Iterable[Content]) -> Iterator[list[Content]]:
    group: list[Content] = []
    filled = 0.0
    for content in contents:
        height = _height(case, content)
        if group and filled + height > _PAGE:
            yield group
            group, filled = [], 0.0
        group.append(content)
        filled += height
    if group:
        yield group


def _height(case: Counted, content: Content) -> float:
    """Return about how much of a page an exhibit fills; the record and the plan never share one."""
    known = case.case
    rows = {
        "trials": 3 * len(case.trials) + len(known.contraindications) + len(known.intolerances),
        "scores": len(known.scores),
        "treatments": 2 * len(case.migraine_treatments),
    }
    acute = len(known.acute_medicines) + 5 if content == "trials" else 0
    return _PAGE if content not in rows else _HEADINGS + _A_ROW * (rows[content] + acute)


def _document(document: Document, enclosed: Enclosures, pins: Collection[Pin], held: int | None) -> Exhibit:
    letter = enclosed.letters[document.id]
    whole = tuple(range(1, (held or 0) + 1))
    return Exhibit(
        letter=letter,
        content="document",
        title=titled(document),
        stamped=(letter,),
        document=document.id,
        pages=(_pages_needed(letter, pins) or whole) if held else (),
        of=held or document.pages,
        apart=held is None,
    )


def _pages_needed(letter: str, pins: Collection[Pin]) -> tuple[int, ...]:
    at_it = [pin for pin in pins if pin.exhibit == letter]
    if any(not pin.pages for pin in at_it):
        return ()
    return tuple(sorted({page for pin in at_it for page in pin.pages}))


def _own(counted: Counted) -> Iterator[Content]:
    case: Case = counted.case
    if any(counted.figures(one) for one in Counting):
        yield "headache_record"
    if counted.trials or case.contraindications or case.intolerances or acute_rows(counted):
        yield "trials"
    if any(score.on <= counted.as_of for score in case.scores):
        yield "scores"
    if counted.migraine_treatments:
        yield "treatments"
    yield "plan"
