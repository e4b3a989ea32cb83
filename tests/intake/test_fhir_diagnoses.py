from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Evidence
from priorauth.clinical.calendar import DateRange
from tests.intake.records import (
    CHRONIC_MIGRAINE,
    ICD10CM,
    MIGRAINE,
    SNOMED,
    Resource,
    case_of,
    concept,
    condition,
    import_one,
)

VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
BOTH = {"coding": [{"system": SNOMED, "code": "427419006"}, {"system": ICD10CM, "code": "G43.E09"}]}
AT_ODDS = {"coding": [{"system": SNOMED, "code": "427419006"}, {"system": ICD10CM, "code": "G43.909"}]}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (concept(ICD10CM, "G43.709"), [("G43.709", None)]),
        (concept(ICD10CM, "g43709"), [("G43.709", None)]),
        (concept("urn:oid:2.16.840.1.113883.6.90", "G43.709"), [("G43.709", None)]),
        (concept(ICD10CM, "G43.009"), [("G43.009", None)]),
        (concept(ICD10CM, "G44.41"), [("G44.41", None)]),
        (concept(ICD10CM, "R51"), [("R51", None)]),
        (concept(ICD10CM, "T42.6X5A"), [("T42.6X5A", None)]),
        (concept(ICD10CM, "F40.231"), [("F40.231", None)]),
        (CHRONIC_MIGRAINE, [("G43.719", "SNOMED CT 124171000119105")]),
        (concept(SNOMED, "427419006"), [("G43.709", "SNOMED CT 427419006")]),
        (BOTH, [("G43.E09", None)]),
        (AT_ODDS, [("G43.909", None)]),
        (concept(ICD10CM, "I10"), []),
        (concept(ICD10CM, "G43.7 chronic"), []),
        (concept("http://hl7.org/fhir/sid/icd-10", "G43.9"), []),
        (MIGRAINE, []),
        (concept(SNOMED, "38341003", "Hypertension"), []),
        ({"text": "Chronic migraine"}, []),
        ({}, []),
    ],
)
def test_which_codes_are_kept(tmp_path: Path, code: Resource, found: list[tuple[str, str | None]]) -> None:
    diagnoses = case_of(tmp_path, condition(code)).diagnoses
    assert [(one.code, one.mapped_from) for one in diagnoses] == found


def test_a_diagnosis_says_where_it_stands(tmp_path: Path) -> None:
    (diagnosis,) = case_of(tmp_path, condition(onsetDateTime="2022-05")).diagnoses
    assert diagnosis.text == "Chronic intractable migraine without aura"
    assert diagnosis.since == DateRange.model_validate("2022-05")
    assert diagnosis.evidence == (
        Evidence(
            document="FHIR Condition",
            dated=date(2024, 2, 3),
            quote="Chronic intractable migraine without aura",
            reference="Condition/c1",
        ),
    )


def test_long_words_are_quoted_in_part(tmp_path: Path) -> None:
    (diagnosis,) = case_of(tmp_path, condition({"text": "x " * 400} | concept(ICD10CM, "G43.709"))).diagnoses
    assert len(diagnosis.evidence[0].quote or "") == 299


@pytest.mark.parametrize(
    ("fields", "is_kept", "note"),
    [
        ({"verificationStatus": None, "clinicalStatus": None}, True, None),
        ({"verificationStatus": concept(VERIFICATION, "refuted")}, False, None),
        ({"verificationStatus": concept(VERIFICATION, "entered-in-error")}, False, None),
        (
            {"verificationStatus": concept(VERIFICATION, "provisional")},
            False,
            "Condition/c1 is provisional, not confirmed: left out.",
        ),
        (
            {"verificationStatus": concept(VERIFICATION, "differential")},
            False,
            "Condition/c1 is differential, not confirmed: left out.",
        ),
        ({"clinicalStatus": concept(CLINICAL, "relapse")}, True, None),
        ({"clinicalStatus": concept(CLINICAL, "resolved")}, False, "Condition/c1 is marked as over: left out."),
        ({"clinicalStatus": concept(CLINICAL, "resolved"), "abatementDateTime": "2026-06-02"}, True, None),
        ({"abatementDateTime": "2026-05-31"}, False, "Condition/c1 is marked as over: left out."),
        ({"recordedDate": "2026-06-01"}, True, None),
        ({"recordedDate": "2026-06-02"}, False, None),
        ({"recordedDate": "2026-07"}, False, None),
        ({"recordedDate": "2026"}, True, None),
        ({"recordedDate": None, "onsetDateTime": "2026-06-02"}, False, None),
        ({"recordedDate": None}, True, None),
    ],
)
def test_only_what_holds_on_the_day_is_kept(
    tmp_path: Path, fields: dict[str, Any], is_kept: bool, note: str | None
) -> None:
    imported = import_one(tmp_path, condition(**fields))
    assert bool(imported.case.diagnoses) == is_kept
    assert [one for one in imported.notes if "Condition/" in one] == ([note] if note else [])


def test_an_adverse_effect_stays_evidence_when_it_is_over(tmp_path: Path) -> None:
    over = condition(concept(ICD10CM, "T42.6X5A"), clinicalStatus=concept(CLINICAL, "resolved"))
    assert [one.code for one in case_of(tmp_path, over).diagnoses] == ["T42.6X5A"]


def test_a_problem_recorded_at_each_visit_is_one_diagnosis(tmp_path: Path) -> None:
    visits = [
        condition(onsetDateTime="2023-04-05T10:00:00+02:00"),
        condition(id="c2", onsetDateTime="2022", recordedDate="2025-01-01"),
        condition(concept(ICD10CM, "G43.719"), id="c3", recordedDate="2026-01-01"),
    ]
    (diagnosis,) = case_of(tmp_path, *visits).diagnoses
    assert diagnosis.mapped_from is None
    assert diagnosis.since == DateRange.model_validate("2022")
    assert [one.reference for one in diagnosis.evidence] == ["Condition/c1", "Condition/c2", "Condition/c3"]


@pytest.mark.parametrize(
    ("onset", "since"),
    [
        ("2021-03-04T23:30:00-08:00", "2021-03-04"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        (None, None),
    ],
)
def test_the_onset_says_since_when_it_is_chronic(tmp_path: Path, onset: str | None, since: str | None) -> None:
    record = case_of(tmp_path, condition(onsetDateTime=onset)).headaches
    assert (record.chronic_since and record.chronic_since.since) == (since and DateRange.model_validate(since))
    assert (record.diaries, record.months, record.frequencies) == ((), (), ())


def test_the_earliest_onset_counts_as_far_as_it_is_known(tmp_path: Path) -> None:
    conditions = (condition(onsetDateTime="2021"), condition(id="c2", onsetDateTime="2021-03-04"), condition(id="c3"))
    since = case_of(tmp_path, *conditions).headaches.chronic_since
    assert since is not None
    assert (since.since.low, since.since.high) == (date(2021, 1, 1), date(2021, 3, 4))
    assert [one.reference for one in since.evidence] == ["Condition/c1", "Condition/c2"]


def test_other_headaches_say_nothing_of_it(tmp_path: Path) -> None:
    episodic = condition(concept(ICD10CM, "G43.009"), onsetDateTime="2020-01-01")
    assert case_of(tmp_path, episodic).headaches.chronic_since is None


@pytest.mark.parametrize(
    ("code", "note"),
    [
        (MIGRAINE, "Condition/c1 is a migraine without a usable ICD-10-CM code: left out."),
        (AT_ODDS, "Condition/c1 is chronic migraine in SNOMED CT only: its ICD-10-CM code was taken."),
    ],
)
def test_the_office_is_told_of_codes_that_do_not_help(tmp_path: Path, code: Resource, note: str) -> None:
    assert note in import_one(tmp_path, condition(code)).notes
