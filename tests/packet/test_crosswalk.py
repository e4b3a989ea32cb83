"""The crosswalk answers what is met, in the payer's order, and keeps what is open in the office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from priorauth.packet.crosswalk import crosswalk
from priorauth.packet.sources import Enclosures
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict
from tests.samples import READY, contents_of, review_of, sample

MET, NOT_MET, OPEN, BY_HAND = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND


def leaf(clause: str, verdict: Verdict) -> Finding:
    return _finding(clause, verdict, "age")


def group(kind: str, verdict: Verdict, *findings: Finding) -> Finding:
    return replace(_finding(kind, verdict, kind), findings=findings)


def _finding(clause: str, verdict: Verdict, kind: str) -> Finding:
    return Finding(
        clause=clause,
        page=None,
        says=f"{clause} says",
        quoted=False,
        reading=None,
        kind=kind,
        verdict=verdict,
        because=f"{clause} because",
    )


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param(
            group("all_of", MET, leaf("1", MET), leaf("2", MET)),
            [("all_of", None), ("1", "1 because"), ("2", "2 because")],
            id="every met clause below its group",
        ),
        pytest.param(
            group("all_of", OPEN, leaf("1", MET), leaf("2", OPEN), leaf("3", BY_HAND)),
            [("all_of", None), ("1", "1 because")],
            id="what is open is left out",
        ),
        pytest.param(
            group("any_of", MET, leaf("1", NOT_MET), leaf("2", MET)),
            [("any_of", None), ("2", "2 because")],
            id="an alternative that is not needed is left out",
        ),
        pytest.param(
            group("any_of", MET, group("all_of", NOT_MET, leaf("1", MET), leaf("2", NOT_MET)), leaf("3", MET)),
            [("any_of", None), ("3", "3 because")],
            id="half of an alternative that fails is left out",
        ),
        pytest.param(
            group("none_of", MET, leaf("1", NOT_MET), leaf("2", NOT_MET)),
            [("none_of", None), ("1", "does not apply: 1 because"), ("2", "does not apply: 2 because")],
            id="an exclusion is answered by what does not apply",
        ),
        pytest.param(
            group("none_of", MET, group("all_of", NOT_MET, leaf("1", MET), leaf("2", NOT_MET))),
            [("none_of", None), ("2", "does not apply: 2 because")],
            id="half of an exclusion that holds is no answer",
        ),
        pytest.param(group("none_of", OPEN, leaf("1", NOT_MET), leaf("2", OPEN)), [], id="an open exclusion"),
        pytest.param(group("all_of", OPEN, leaf("1", OPEN)), [], id="a group with nothing to show"),
    ],
)
def test_which_clauses_are_answered(finding: Finding, expected: list[tuple[str, str | None]]) -> None:
    assert [(row.clause, row.because) for row in crosswalk(finding, Enclosures(()))] == expected


@pytest.mark.parametrize("name", READY)
def test_letter_and_crosswalk_answer_the_same(name: str) -> None:
    case = sample(name)
    rows = crosswalk(review_of(case).finding, Enclosures(case.documents))
    letter = contents_of(case)

    said = {(row.says, row.because) for row in rows if row.because is not None}
    assert {(one.says, one.because) for one in letter.answers if one.because is not None} <= said
