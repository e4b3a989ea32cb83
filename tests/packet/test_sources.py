"""A source is named so that it can be found: document, date, pages."""

from __future__ import annotations

import pytest

from priorauth.case.evidence import Evidence
from priorauth.packet.sources import Enclosures, cite_sources, letter_of, name_sources, titled
from tests.samples import sample

CASE = sample("aetna_initial_ready")  # A office note, B headache diary, C medication record
ENCLOSED = Enclosures(CASE.documents)


def _pages(document: str, *pages: int | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(document=document, page=page) for page in pages)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (_pages("diary", 1, 2, 3), ("B p. 1–3",)),
        (_pages("diary", 3, 1, 1), ("B p. 1, 3",)),
        (_pages("note", 4) + _pages("diary", 2), ("A p. 4", "B p. 2")),
        (_pages("medicines", None), ("C",)),
        (_pages("Letter of Dr. Far", 2), ("Letter of Dr. Far p. 2",)),
        ((), ()),
    ],
    ids=["a run", "a gap", "two documents", "no page", "not attached", "nothing"],
)
def test_enclosures_are_cited_by_letter(evidence: tuple[Evidence, ...], expected: tuple[str, ...]) -> None:
    assert tuple(map(str, cite_sources(evidence, ENCLOSED))) == expected


def test_the_office_reads_titles_and_dates() -> None:
    assert name_sources(_pages("diary", 1, 2), CASE) == ("Headache diary, May 31, 2026 p. 1–2",)


@pytest.mark.parametrize(("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")])
def test_enclosure_letters_go_on_after_z(index: int, expected: str) -> None:
    assert letter_of(index) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Office note", "Office note, June 3, 2026"),
        ("Office note, June 3, 2026", "Office note, June 3, 2026"),
        ("Note on the call of June 2, 2026", "Note on the call of June 2, 2026, June 3, 2026"),
    ],
)
def test_a_title_names_its_day_once(title: str, expected: str) -> None:
    document = CASE.documents[0].model_copy(update={"title": title})

    assert titled(document) == expected
