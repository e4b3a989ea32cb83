"""Which verdicts the tests have seen, for the policies of the release and for a clinic's own on its cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.terms import RequestKind
from priorauth.errors import CaseFileError, PolicyDataError
from priorauth.policy.registry import all_policies
from priorauth.policy.tested import seen_by_tests
from priorauth.review.coverage import PolicySeen, coverage
from priorauth.review.expected import Difference, cases_folder, try_cases
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import chart, diagnosis
from tests.policies import a_policy

POLICY = a_policy()
INITIAL = RequestKind.INITIAL
MET, NOT_MET = Verdict.MET, Verdict.NOT_MET


def unseen(found: PolicySeen) -> dict[str, tuple[Verdict, ...]]:
    return {clause.clause: clause.unseen for clause in found.clauses}


def test_what_was_not_seen_is_told_and_what_cannot_be_is_not() -> None:
    assert unseen(coverage(POLICY, {})) == {"1": (MET, NOT_MET), "2": (MET, NOT_MET)}
    assert unseen(coverage(POLICY, {(INITIAL, "1", "met"): 2, (INITIAL, "2", "not_met"): 1})) == {
        "1": (NOT_MET,),
        "2": (MET,),
    }


def test_the_release_tells_what_its_tests_have_seen() -> None:
    seen = seen_by_tests()
    assert [policy.id for policy in all_policies() if coverage(policy, seen.get(policy.id, {})).unseen] == []


def folder(tmp_path: Path, table: str, **cases: Any) -> Path:
    (tmp_path / "expected.csv").write_text(table, encoding="utf-8")
    for name, data in {"adult": chart(), **cases}.items():
        (tmp_path / f"{name}.json").write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return tmp_path


def test_the_cases_of_a_policy_lie_in_a_folder_named_like_its_file(tmp_path: Path) -> None:
    assert cases_folder(tmp_path, POLICY) == tmp_path / "cases" / "example_health_commercial_2026_01"


def test_rows_that_agree_are_counted_and_rows_that_differ_named(tmp_path: Path) -> None:
    rows = (
        "case,clause,expected,change,note\n"
        "adult.json,1,met,,18 today\n"
        "adult.json,1,not met,patient.born = 2008-06-02,18 tomorrow\n"
        "adult.json,2,Not_Met,request.units = 201; patient.born = 1980-01-01,\n"
        "adult.json,0,not met,,the whole request\n"
    )
    found = try_cases(folder(tmp_path, rows), POLICY)

    assert found.agreeing == {(INITIAL, "1", MET): 1, (INITIAL, "1", NOT_MET): 1, (INITIAL, "2", NOT_MET): 1}
    assert found.differing == (Difference(row=5, case="adult.json", clause="0", expected=NOT_MET, found=MET),)
    assert str(found.differing[0]) == "row 5: adult.json, clause 0: expected not met, found met"


def test_a_change_can_take_a_field_away_or_reach_into_a_list(tmp_path: Path) -> None:
    data = chart(diagnoses=[diagnosis("G43.709")])
    rows = "case,clause,expected,change\na.json,1,met,patient.given = Other; diagnoses.0.code = G43.719\n"
    assert try_cases(folder(tmp_path, rows, a=data), POLICY).differing == ()
    rows = "case,clause,expected,change\na.json,1,met,diagnoses.0.code = none\n"
    with pytest.raises(CaseFileError, match=r"expected\.csv, row 2 \(a\.json\), field diagnoses\.0\.code: is missing"):
        try_cases(folder(tmp_path, rows, a=data), POLICY)


def test_without_a_table_nothing_was_tried(tmp_path: Path) -> None:
    assert (try_cases(tmp_path, POLICY).agreeing, try_cases(tmp_path, POLICY).differing) == ({}, ())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("adult.json,1,maybe,", "row 2, column expected: expected met or not met or not documented or check by hand"),
        ("adult.json,9,met,", "row 2, column clause: expected a clause of the policy's initial request: 0, 1, 2"),
        ("nobody.json,1,met,", "row 2, column case: expected the name of a case file"),
        (",1,met,", "row 2, column case"),
        ("../adult.json,1,met,", None),
        ("adult.json,1,met,patient.born", "row 2, column change: expected changes such as"),
        (
            "adult.json,1,met,nobody.born = 1",
            "row 2, column change: expected a place that the case has, not nobody.born",
        ),
        ("adult.json,1,met,request.kind = continuation", "row 2, column case: expected a case for a request"),
        ("adult.json,1,met,,,,more", "row 2: there are more cells than columns"),
    ],
)
def test_a_faulty_row_is_named_by_row_and_column(tmp_path: Path, row: str, words: str | None) -> None:
    place = folder(tmp_path, f"case,clause,expected,change\n{row}\n")
    if words is None:
        assert try_cases(place, POLICY).differing == ()  # only the name counts: nothing outside the folder is read
        return
    with pytest.raises(PolicyDataError) as caught:
        try_cases(place, POLICY)
    assert f"expected.csv, {words}" in str(caught.value)


def test_a_case_that_is_none_is_named(tmp_path: Path) -> None:
    rows = "case,clause,expected\nadult.json,1,met\n"
    with pytest.raises(CaseFileError, match=r"adult\.json, line 1: not JSON"):
        try_cases(folder(tmp_path, rows, adult="{"), POLICY)
