"""Proposals are measured on passages that were labelled before: how many are right, and how many facts are found."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.intake.notes.labelled import SETS, Labelled, passages, proposed

LEAST_PRECISION = 0.95
PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "reading-notes.md"
ALL = [passage for name in SETS for passage in passages(name)]


class Measured(NamedTuple):
    """Proposals that state nothing but what a label states; those that state more; facts found whole; facts."""

    right: int
    wrong: int
    whole: int
    facts: int


def measure(name: str) -> Measured:
    counts: Counter[str] = Counter()
    for passage in passages(name):
        found = proposed(passage)
        right = sum(any(kind == label and said <= fields for label, fields in passage.facts) for kind, said in found)
        counts.update(
            right=right, wrong=len(found) - right, whole=len(set(found) & passage.facts), facts=len(passage.facts)
        )
    return Measured(counts["right"], counts["wrong"], counts["whole"], counts["facts"])


@pytest.mark.parametrize("name", SETS)
def test_of_the_proposals_at_least_95_in_100_are_right(name: str) -> None:
    found = measure(name)
    assert found.right / (found.right + found.wrong) >= LEAST_PRECISION


@pytest.mark.parametrize("name", SETS)
def test_the_page_records_what_is_measured(name: str) -> None:
    """The figures of the last column: right of proposed, and found of labelled."""
    found = measure(name)
    title = name.replace("_", " ")
    row = re.search(rf"^\| {title} \|.*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE)
    assert row is not None
    assert row[0].endswith(f"| {found.right} of {found.right + found.wrong} | {found.whole} of {found.facts} |")


def test_passages_are_many_and_numbered_once() -> None:
    assert len(ALL) >= 150
    assert len({passage.number for passage in ALL}) == len(ALL)


@pytest.mark.parametrize(
    "trap",
    [
        "negation",
        "family history",
        "drug for another illness",
        "planned, not tried",
        "effective but stopped",
        '"done okay with"',
        '"2-3 a week" is no monthly count',
        "attacks, not days",
        '"no more than" is an upper end',
        "historical and current count",
        "date of something else",
        "dose of another drug",
        "copied forward",
        "allergies list",
        "abbreviation of a drug",
        "unticked box",
        "about",
    ],
)
def test_every_trap_is_among_the_passages(trap: str) -> None:
    assert any(passage.trap == trap for passage in ALL)


WITHOUT_FACTS = [passage for passage in ALL if not passage.facts]


@pytest.mark.parametrize("passage", WITHOUT_FACTS, ids=[str(one.number) for one in WITHOUT_FACTS])
def test_where_nothing_is_stated_nothing_is_proposed(passage: Labelled) -> None:
    assert proposed(passage) == {}
