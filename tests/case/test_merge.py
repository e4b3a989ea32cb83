"""Merging: nothing is lost, nothing is decided; what contradicts stays open until a person has said which is right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.merge import decide, merge
from priorauth.case.model import CasePart
from priorauth.errors import CaseFileError
from priorauth.policy.registry import policy_by_id
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from tests.samples import NAMES, sample

NOTE: list[dict[str, Any]] = [{"document": "note"}]
LIST: list[dict[str, Any]] = [{"document": "medication list"}]


def part(**fields: Any) -> CasePart:
    return CasePart.model_validate(fields)


def joined(*parts: CasePart) -> CasePart:
    return merge([(f"{'abc'[index]}.json", one) for index, one in enumerate(parts)])


def trial(evidence: list[dict[str, Any]] = NOTE, **fields: Any) -> dict[str, Any]:
    return {"drug": "topiramate", "evidence": evidence, **fields}


def patient(**fields: Any) -> CasePart:
    return part(patient={"given": "Ann", "family": "Invented", "born": "1980-01-02", **fields})


def conflicts(whole: CasePart) -> dict[str, list[Any]]:
    return {one.field: [claim.value for claim in one.claims] for one in whole.conflicts}


def test_what_one_file_states_and_the_other_leaves_out_is_taken() -> None:
    whole = joined(patient(), part(coverage={"payer": "Aetna", "member_id": "W1"}), patient(sex="female"))

    assert (whole.patient and whole.patient.sex, whole.coverage and whole.coverage.payer) == ("female", "Aetna")
    assert whole.conflicts == ()


def test_a_contradiction_keeps_every_claim_and_the_first_stands() -> None:
    whole = joined(patient(), patient(born="1980-02-01"), patient())

    assert conflicts(whole) == {"patient.born": ["1980-01-02", "1980-02-01", "1980-01-02"]}
    assert [claim.file for claim in whole.conflicts[0].claims] == ["a.json", "b.json", "c.json"]
    assert whole.patient is not None
    assert whole.patient.born == date(1980, 1, 2)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"started": "2025-03"}, {"started": "2025-03-05"}, 1),
        ({"started": "2025-03-05"}, {"started": "2025-03-05"}, 1),
        ({"started": "2025-03-05"}, {"started": "2025-03-06"}, 2),
        ({"started": "2025-03"}, {"started": "2025-04"}, 2),
        ({"started": "2025"}, {"started": "2025-03-05"}, 2),
        ({"started": "2025-03-05"}, {}, 2),
        ({}, {"outcome": "inadequate_response"}, 2),
        ({"started": "2025-03-05"}, {"started": "2025-03-05", "drug": "Topamax"}, 1),
        ({"started": "2025-03-05"}, {"started": "2025-03-05", "drug": "propranolol"}, 2),
    ],
    ids=[
        "the day within the month",
        "the same day",
        "the next day",
        "the next month",
        "a year is too wide",
        "no start on one side",
        "no start at all",
        "brand and ingredient",
        "another drug",
    ],
)
def test_when_two_trials_are_one_course(first: dict[str, Any], second: dict[str, Any], expected: int) -> None:
    """A length of one course must never be joined with the failure of another."""
    whole = joined(part(trials=[trial(**first)]), part(trials=[trial(LIST, **second)]))

    assert len(whole.trials) == expected


def test_one_course_gets_the_facts_and_the_evidence_of_both() -> None:
    whole = joined(
        part(trials=[trial(started="2025-03", outcome="inadequate_response")]),
        part(trials=[trial(LIST, started="2025-03-05", stopped="2025-06-01", dose={"amount": 100})]),
    )

    (one,) = whole.trials
    assert one.started is not None
    assert one.started.low == one.started.high == date(2025, 3, 5)
    assert (str(one.stopped), str(one.dose), one.outcome) == ("June 1, 2025", "100 mg/day", "inadequate_response")
    assert [item.document for item in one.evidence] == ["note", "medication list"]
    assert whole.conflicts == ()


def test_outcomes_that_contradict_stay_open() -> None:
    whole = joined(
        part(trials=[trial(started="2025-03-05", outcome="effective")]),
        part(trials=[trial(LIST, started="2025-03-05", outcome="inadequate_response")]),
    )

    assert conflicts(whole) == {"trials.0.outcome": ["effective", "inadequate_response"]}


def test_what_cannot_hold_together_is_a_conflict_of_the_whole_fact() -> None:
    whole = joined(
        part(trials=[trial(started="2025-03-05", ongoing=True)]),
        part(trials=[trial(LIST, started="2025-03-05", stopped="2025-06-01")]),
    )

    assert list(conflicts(whole)) == ["trials.0"]
    assert [one.ongoing for one in whole.trials] == [True]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2026-01-10", "2026-01-10", 1),
        ("2026-01", "2026-01-10", 1),
        ("2026-01-10", "2026-01-11", 2),
    ],
)
def test_one_session_counts_once(first: str, second: str, expected: int) -> None:
    sessions = [part(toxin_treatments=[{"on": on, "units": 155, "evidence": NOTE}]) for on in (first, second)]

    assert len(joined(*sessions).toxin_treatments) == expected


def test_two_sessions_of_one_file_are_never_joined() -> None:
    twice = [{"on": "2026-01-10", "evidence": NOTE}, {"on": "2026-01-10", "units": 100, "evidence": LIST}]

    assert len(joined(part(toxin_treatments=twice), patient()).toxin_treatments) == 2


def test_counts_of_a_month_are_all_kept() -> None:
    months = [
        part(headaches={"months": [{"month": "2026-03", "headache_days": n, "evidence": NOTE}]}) for n in (14, 20)
    ]
    whole = joined(*months)

    assert [str(one.headache_days) for one in whole.headaches.months] == ["14", "20"]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_merged_with_itself_is_itself(name: str) -> None:
    case = sample(name)

    assert joined(case, case).model_dump() == case.model_dump()


@pytest.mark.parametrize("name", NAMES[:6])
@given(data=st.data())
def test_a_case_taken_apart_is_whole_again(name: str, data: st.DataObject) -> None:
    case = sample(name)
    fields = [field for field in CasePart.model_fields if getattr(case, field)]
    cut = data.draw(st.sets(st.sampled_from(fields)))
    stated = {field: getattr(case, field) for field in fields}
    first = CasePart(**{field: value for field, value in stated.items() if field in cut})
    second = CasePart(**{field: value for field, value in stated.items() if field not in cut})

    assert joined(first, second).model_dump() == case.model_dump()


def test_an_open_conflict_keeps_a_request_from_being_ready() -> None:
    case = sample("uhc_initial_ready")
    other = case.model_copy(update={"patient": case.patient.model_copy(update={"born": date(1984, 3, 18)})})
    whole = joined(case, other)
    policy = policy_by_id("unitedhealthcare/commercial_2026_01")
    reviewed = review(type(case).model_validate(whole.model_dump()), policy)

    assert reviewed.readiness is Readiness.GAPS
    assert [flag.text for flag in reviewed.flags if flag.opens] == [
        "a.json and b.json differ on patient.born: which is right?"
    ]


def test_a_decision_is_an_override_with_its_author() -> None:
    whole = joined(patient(), patient(born="1980-02-01"))
    decided = decide(whole, "patient.born", 2, by="B. Clerk", on=date(2026, 6, 1))

    assert decided.patient is not None
    assert decided.patient.born == date(1980, 2, 1)
    assert (decided.patient.origin, decided.patient.entered_by) == ("override", "B. Clerk")
    assert decided.conflicts == ()


def test_a_decision_on_a_whole_fact_takes_that_fact() -> None:
    whole = joined(
        part(trials=[trial(started="2025-03-05", ongoing=True)]),
        part(trials=[trial(LIST, started="2025-03-05", stopped="2025-06-01")]),
    )
    (one,) = decide(whole, "trials.0", 2, by="B. Clerk", on=date(2026, 6, 1)).trials

    assert (one.ongoing, str(one.stopped), one.origin) == (False, "June 1, 2025", "override")


@pytest.mark.parametrize("take", [0, 3])
def test_a_claim_that_is_not_there_is_refused(take: int) -> None:
    whole = joined(patient(), patient(born="1980-02-01"))

    with pytest.raises(CaseFileError, match=r"no claim \d on patient.born. Open conflicts: patient.born \(1 to 2\)"):
        decide(whole, "patient.born", take, by="B. Clerk", on=date(2026, 6, 1))


def test_one_id_for_two_documents_is_refused() -> None:
    first, second = (
        part(documents=[{"id": "note", "kind": "office_note", "title": "Note", "sha256": digit * 64}]) for digit in "ab"
    )

    with pytest.raises(CaseFileError, match=r"a\.json and b\.json give the id note to two different documents"):
        joined(first, second)


def test_conflicts_of_a_merged_file_are_carried_on() -> None:
    whole = joined(joined(patient(), patient(born="1980-02-01")), patient(sex="female"))

    assert list(conflicts(whole)) == ["patient.born"]
