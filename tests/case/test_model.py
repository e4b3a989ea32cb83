"""What a case refuses: unknown keys, facts without evidence, and values that no chart can mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from priorauth.case.botox import ToxinTreatment
from priorauth.case.documents import Document, Score
from priorauth.case.evidence import Evidence
from priorauth.case.headache import ChronicSince, Diary, DiaryDay, Frequency, MonthCount
from priorauth.case.model import Case, Diagnosis
from priorauth.case.people import Address, Patient, Practice, Prescriber
from priorauth.case.request import Request
from priorauth.case.treatment import (
    AcuteMedicine,
    Contraindication,
    Intolerance,
    MedicationList,
    PreventiveTrial,
)
from priorauth.clinical.terms import RequestKind
from tests.builders import NOTE, a_case, diary, trial

EVIDENCE = [{"document": "Office note"}]
REQUEST = {"kind": "initial", "as_of": "2026-04-15", "payer": "Example Health"}
PATIENT = {"given": "Sample", "family": "Patient", "born": "1985-07-31"}
CASE = {"id": "case-1", "request": REQUEST, "patient": PATIENT}


def refusal(kind: type[BaseModel], data: dict[str, Any]) -> str:
    """Return what is wrong with the data, in the words of the first fault."""
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(data)
    fault = caught.value.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"


def test_a_case_needs_an_id_a_request_and_a_patient_and_nothing_else() -> None:
    case = Case.model_validate(CASE)
    assert (case.diagnoses, case.trials, case.headaches.months, case.coverage) == ((), (), (), None)


def test_a_case_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_case().id = "case-2"  # type: ignore[misc]


UNKNOWN: list[Any] = [
    pytest.param(Case, {**CASE, "diagnosis": []}, "diagnosis", id="case"),
    pytest.param(Case, {**CASE, "patient": {**PATIENT, "gender": "F"}}, "patient.gender", id="patient"),
    pytest.param(Case, {**CASE, "headaches": {"diary": []}}, "headaches.diary", id="headache record"),
    pytest.param(PreventiveTrial, {"drug": "topiramate", "outcom": "failed"}, "outcom", id="trial"),
    pytest.param(DiaryDay, {"day": "2026-03-01", "pain": 7}, "pain", id="diary day"),
    pytest.param(Evidence, {"document": "Office note", "pg": 2}, "pg", id="evidence"),
]


@pytest.mark.parametrize(("kind", "data", "where"), UNKNOWN)
def test_a_key_that_is_not_known_is_refused(kind: type[BaseModel], data: dict[str, Any], where: str) -> None:
    assert refusal(kind, data).startswith(f"{where}: Extra inputs")


CHART_FACTS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (Diagnosis, {"code": "G43.719"}),
    (PreventiveTrial, {"drug": "topiramate"}),
    (Contraindication, {"drug": "propranolol", "reason": "asthma"}),
    (Intolerance, {"drug": "topiramate"}),
    (AcuteMedicine, {"drug": "sumatriptan"}),
    (MedicationList, {"reviewed_on": "2026-04-02", "drugs": []}),
    (Diary, {"days": []}),
    (MonthCount, {"month": "2026-03"}),
    (Frequency, {"counting": "headache_day", "per_month": 18, "stated_on": "2026-04-02"}),
    (ChronicSince, {"since": "2024"}),
    (ToxinTreatment, {"on": "2025-10-07"}),
    (Score, {"instrument": "HIT-6", "total": 66, "on": "2026-04-02"}),
]
BY_HAND = {"origin": "manual", "entered_by": "B. Example", "entered_on": "2026-04-15"}


@pytest.mark.parametrize(("kind", "data"), CHART_FACTS, ids=[kind.__name__ for kind, _ in CHART_FACTS])
def test_a_chart_fact_names_its_evidence_or_the_person_who_entered_it(
    kind: type[BaseModel], data: dict[str, Any]
) -> None:
    assert "evidence is missing" in refusal(kind, data)
    assert isinstance(kind.model_validate({**data, "evidence": EVIDENCE}), kind)
    assert isinstance(kind.model_validate({**data, **BY_HAND}), kind)


@pytest.mark.parametrize("origin", ["manual", "override"])
@pytest.mark.parametrize("missing", ["entered_by", "entered_on"])
def test_what_a_person_entered_says_who_and_when(origin: str, missing: str) -> None:
    entered = {key: value for key, value in BY_HAND.items() if key != missing} | {"origin": origin}
    found = refusal(Diagnosis, {"code": "G43.719", "evidence": EVIDENCE, **entered})
    assert f'a fact of origin "{origin}" needs entered_by and entered_on' in found


def documented(**fields: Any) -> dict[str, Any]:
    return {"evidence": EVIDENCE, **fields}


REFUSED: list[Any] = [
    pytest.param(Case, {**CASE, "id": "Sample Patient"}, "id", id="a case id with a blank"),
    pytest.param(Case, {**CASE, "id": "../up"}, "id", id="a case id that is a path"),
    pytest.param(Case, {**CASE, "id": ""}, "id", id="no case id"),
    pytest.param(Case, {**CASE, "patient": {**PATIENT, "born": "2026-04-16"}}, "born after", id="not born yet"),
    pytest.param(
        Case,
        {
            **CASE,
            "documents": [{"id": "note", "kind": "office_note", "title": "Note", "pages": 2}],
            "diagnoses": [{"code": "G43.719", "evidence": [{"document": "note", "page": 3}]}],
        },
        "names page 3 of the document note, which has 2",
        id="evidence on a page that the document lacks",
    ),
    pytest.param(Diagnosis, documented(code="G43719"), "code", id="a code without its point"),
    pytest.param(Diagnosis, documented(code="migraine"), "code", id="a word for a code"),
    pytest.param(Practice, {"name": "Sample", "npi": "1234567890"}, "check digit", id="NPI with a wrong check digit"),
    pytest.param(Prescriber, {"name": "A.", "npi": "123"}, "check digit", id="NPI too short"),
    pytest.param(Prescriber, {"name": "A.", "taxonomy": "Neurology"}, "taxonomy", id="a word for a taxonomy code"),
    pytest.param(Practice, {"name": "Sample", "tin": "123"}, "tin", id="tax id too short"),
    pytest.param(Address, {"state": "Ohio"}, "state", id="a state in full"),
    pytest.param(Patient, {**PATIENT, "died": "1980"}, "died is before born", id="died before born"),
    pytest.param(Patient, {**PATIENT, "given": "  "}, "given", id="a blank name"),
    pytest.param(Request, {**REQUEST, "kind": "renewal"}, "kind", id="a kind of request that is none"),
    pytest.param(Request, {**REQUEST, "line_of_business": "any"}, "one kind of plan", id="any line of business"),
    pytest.param(Request, {**REQUEST, "units": 0}, "units", id="no units"),
    pytest.param(Request, {**REQUEST, "ndc": "0023-1145-01"}, "ndc", id="NDC of ten digits"),
    pytest.param(Request, {**REQUEST, "expedited": True}, "expedited_reason", id="expedited without a reason"),
    pytest.param(Request, {**REQUEST, "service_date": "2026-04-14"}, "service_date", id="planned before the request"),
    pytest.param(
        PreventiveTrial, documented(drug="a", ongoing=True, stopped="2025"), "both ongoing and stopped", id="ongoing"
    ),
    pytest.param(
        PreventiveTrial, documented(drug="a", started="2025-03", stopped="2025-02"), "before it was started", id="order"
    ),
    pytest.param(PreventiveTrial, documented(drug="a", dose={"amount": "high"}), "dose.amount", id="a vague dose"),
    pytest.param(Contraindication, documented(reason="asthma"), "names a drug or a drug_class", id="of nothing"),
    pytest.param(
        Contraindication,
        documented(reason="asthma", drug="propranolol", drug_class="beta-blocker"),
        "and not both",
        id="of a drug and a class",
    ),
    pytest.param(AcuteMedicine, documented(drug="a", days_per_month=32), "days of a month", id="32 days a month"),
    pytest.param(AcuteMedicine, documented(drug="a", days_per_month=-1), "below zero", id="-1 days a month"),
    pytest.param(AcuteMedicine, documented(drug="a", days_per_month="daily"), "days_per_month", id="a word for days"),
    pytest.param(ToxinTreatment, documented(on="2025", improved=True), "needs response", id="improved without words"),
    pytest.param(ToxinTreatment, documented(on="2025", units=0), "units", id="a treatment of no units"),
    pytest.param(Score, documented(instrument="HIT-6", total=79, on="2026-04-02"), "run from 36 to 78", id="HIT-6 79"),
    pytest.param(Score, documented(instrument="HIT-6", total=35, on="2026-04-02"), "run from 36 to 78", id="HIT-6 35"),
    pytest.param(Score, documented(instrument="MIDAS", total=-1, on="2026-04-02"), "run from 0 to 460", id="MIDAS -1"),
    pytest.param(Document, {"id": "n", "kind": "office_note", "title": "t", "sha256": "x"}, "sha256", id="checksum"),
]


@pytest.mark.parametrize(("kind", "data", "why"), REFUSED)
def test_what_is_refused(kind: type[BaseModel], data: dict[str, Any], why: str) -> None:
    assert why in refusal(kind, data)


def counted(**fields: Any) -> dict[str, Any]:
    return documented(month="2026-02", **fields)


COUNTS: list[Any] = [
    pytest.param(
        DiaryDay, {"day": "2026-03-01", "headache": False, "migraine": True}, "headache-free", id="free: migraine"
    ),
    pytest.param(DiaryDay, {"day": "2026-03-01", "headache": False, "hours": 5}, "headache-free", id="free: 5 hours"),
    pytest.param(
        DiaryDay, {"day": "2026-03-01", "headache": False, "hours": 0.5}, "headache-free", id="free: half an hour"
    ),
    pytest.param(DiaryDay, {"day": "2026-03-01", "hours": 25}, "hours of a day", id="25 hours"),
    pytest.param(DiaryDay, {"day": "2026-03-01", "hours": -1}, "below zero", id="-1 hours"),
    pytest.param(Diary, documented(days=[{"day": "2026-03-01"}] * 2), "2026-03-01 is entered twice", id="day twice"),
    pytest.param(MonthCount, counted(headache_days=29), "more than the 28 days", id="29 days in February"),
    pytest.param(MonthCount, counted(migraine_days="29+"), "more than the 28 days", id="29 or more in February"),
    pytest.param(MonthCount, counted(headache_days=-1), "below zero", id="-1 days"),
    pytest.param(MonthCount, counted(attacks={"low": -1, "high": 5}), "below zero", id="-1 to 5 attacks"),
    pytest.param(MonthCount, counted(attacks=-1), "below zero", id="-1 attacks"),
    pytest.param(MonthCount, counted(headache_days=11, days_recorded=10), "10 days recorded", id="11 of 10 recorded"),
    pytest.param(MonthCount, counted(days_recorded=29), "more than the 28 days", id="29 recorded in February"),
    pytest.param(MonthCount, counted(hours=673), "more than the 672 hours", id="673 hours in February"),
    pytest.param(MonthCount, documented(month="2026-13"), "month", id="month 13"),
    pytest.param(MonthCount, counted(headache_days="frequent"), "headache_days", id="a word for days"),
]


@pytest.mark.parametrize(("kind", "data", "why"), COUNTS)
def test_counts_that_no_chart_can_mean(kind: type[BaseModel], data: dict[str, Any], why: str) -> None:
    assert why in refusal(kind, data)


def said(**fields: Any) -> dict[str, Any]:
    return documented(counting="headache_day", stated_on="2026-04-02", **fields)


FREQUENCIES: list[Any] = [
    pytest.param(said(), "per_month or per_week", id="neither a month nor a week"),
    pytest.param(said(per_month=18, per_week=4), "and not both", id="a month and a week"),
    pytest.param(said(per_month=32), "31 days of a month", id="32 days a month"),
    pytest.param(said(per_week=8), "7 days of a week", id="8 days a week"),
    pytest.param(said(per_week=-1), "below zero", id="-1 days a week"),
    pytest.param(said(per_month=18, hours_each=-1), "below zero", id="-1 hours each"),
    pytest.param(said(per_month="most days"), "per_month", id="most days"),
]


@pytest.mark.parametrize(("data", "why"), FREQUENCIES)
def test_statements_that_no_chart_can_mean(data: dict[str, Any], why: str) -> None:
    assert why in refusal(Frequency, data)


def test_attacks_may_be_more_than_the_days_there_are() -> None:
    assert Frequency.model_validate(said(per_week=10) | {"counting": "attack"}).per_week
    assert MonthCount.model_validate(counted(attacks=40)).attacks


def test_two_documents_of_a_case_have_two_ids() -> None:
    note = Document(id="note", kind="office_note", title="Office note")
    with pytest.raises(ValidationError, match="the same id"):
        a_case(documents=(note, note))


def test_what_is_left_out_is_unknown_and_what_is_empty_is_none() -> None:
    assert DiaryDay(day=date(2026, 3, 1)).acute is None
    assert DiaryDay(day=date(2026, 3, 1), acute=()).acute == ()
    assert ToxinTreatment(on="2025", evidence=NOTE).adverse_effects is None


def test_a_request_asks_for_the_labels_plan_unless_it_says_otherwise() -> None:
    request = Request(kind=RequestKind.INITIAL, as_of=date(2026, 4, 15), payer="Example Health")
    assert (request.product, request.units, request.sites, str(request.interval)) == ("Botox", 155, 31, "12 weeks")


@pytest.mark.parametrize(
    ("died", "deceased", "expected"),
    [
        pytest.param(None, False, False, id="alive"),
        pytest.param(None, True, True, id="dead, on an unknown day"),
        pytest.param("2026-04-15", False, True, id="died on that day"),
        pytest.param("2026-04-16", False, False, id="died a day later"),
        pytest.param("2026-04", False, True, id="some day of that month"),
    ],
)
def test_a_death_is_never_overlooked(died: str | None, deceased: bool, expected: bool) -> None:
    patient = Patient.model_validate({**PATIENT, "died": died, "deceased": deceased})
    assert patient.has_died_by(date(2026, 4, 15)) is expected


def test_evidence_reads_as_a_reference() -> None:
    assert str(NOTE[0]) == "Office note, April 2, 2026, A. Example MD, page 2"
    assert str(Evidence(document="Diary")) == "Diary"


def test_an_ongoing_trial_is_counted_up_to_the_day_of_the_request() -> None:
    ongoing = trial("topiramate", started="2026-01-15", ongoing=True)
    assert ongoing.course(date(2026, 4, 15)).fewest_days == 90
    planned = trial("topiramate", started="2026-01-15", stopped="2026-06")
    assert planned.course(date(2026, 4, 15)).most_days == 90
    unknown = trial("topiramate", started="2026-01-15")
    assert unknown.course(date(2026, 4, 15)).fewest_days is None


def test_a_diary_keeps_its_blank_days_blank() -> None:
    assert [entry.day.day for entry in diary("2026-03-01", "x?.m").days] == [1, 3, 4]
