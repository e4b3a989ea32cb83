"""How a letter and a checklist name the place where a fact is documented."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence
from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date


def letter_of(index: int) -> str:
    """Return the letter of the enclosure at ``index`` (0 is A, 26 is AA)."""
    turns, rest = divmod(index, len(ascii_uppercase))
    return (letter_of(turns - 1) if turns else "") + ascii_uppercase[rest]


def name_sources(evidence: Iterable[Evidence], case: Case) -> tuple[str, ...]:
    """Return each document once, in full, with its pages: "Headache diary, May 31, 2026, p. 1–3"."""
    return _with_pages((_name(one, case), one.page) for one in evidence)


def cite_sources(evidence: Iterable[Evidence], case: Case) -> tuple[str, ...]:
    """Return each place once, enclosures by their letter with the pages together: "B p. 1–3"."""
    letters = {document.id: letter_of(index) for index, document in enumerate(case.documents)}
    return _with_pages((letters.get(one.document) or _name(one, case), one.page) for one in evidence)


def _name(evidence: Evidence, case: Case) -> str:
    document = _document(evidence, case)
    title = document.title if document else evidence.document
    dated = (document.dated if document else None) or evidence.dated
    author = None if document else evidence.author
    return ", ".join(part for part in (title, show_date(dated) if dated else None, author) if part)


def _with_pages(places: Iterable[tuple[str, int | None]]) -> tuple[str, ...]:
    pages: dict[str, set[int]] = {}
    for name, page in places:
        pages.setdefault(name, set())
        if page is not None:
            pages[name].add(page)
    return tuple(f"{name} p. {_runs(known)}" if known else name for name, known in pages.items())


def _document(evidence: Evidence, case: Case) -> Document | None:
    return next((one for one in case.documents if one.id == evidence.document), None)


def _runs(pages: set[int]) -> str:
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
