"""Conditions that forbid a preventive become facts; conditions that may are told to the office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.medicines import preventive
from priorauth.clinical.tables import table
from priorauth.intake.fhir.contraindications import FORBIDDEN
from tests.intake.records import ICD10CM, SNOMED, Resource, case_of, concept, condition, import_one, order

CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
SURE = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
ASTHMA = concept(ICD10CM, "J45.909", "Unspecified asthma")
BETA_BLOCKERS = ["propranolol", "nadolol", "timolol"]


def icd(code: str) -> Resource:
    return condition(concept(ICD10CM, code))


def notes_on(folder: Path, *resources: Resource) -> list[str]:
    return [note for note in import_one(folder, *resources).notes if note.startswith("Condition/c1")]


@pytest.mark.parametrize(
    ("code", "drugs"),
    [
        (ASTHMA, BETA_BLOCKERS),
        (concept(ICD10CM, "J45909"), BETA_BLOCKERS),
        (concept(SNOMED, "195967001", "Asthma"), BETA_BLOCKERS),
        (concept(ICD10CM, "J44.9"), []),
        (concept(ICD10CM, "J46"), []),
        (concept(ICD10CM, "K74.60"), ["divalproex sodium"]),
        (concept(ICD10CM, "K70.30"), ["divalproex sodium"]),
        (concept(ICD10CM, "K72.90"), ["divalproex sodium"]),
        (concept(ICD10CM, "K76.9"), []),
        (concept(ICD10CM, "E72.20"), ["divalproex sodium"]),
        (concept(ICD10CM, "E72.10"), []),
        (concept(ICD10CM, "R00.1"), []),
        (concept(ICD10CM, "Z33.1"), []),
        (concept(ICD10CM, "N20.0"), []),
    ],
)
def test_only_what_the_label_forbids_to_everybody_is_a_contraindication(
    tmp_path: Path, code: Resource, drugs: list[str]
) -> None:
    assert [one.drug for one in case_of(tmp_path, condition(code)).contraindications] == drugs


def test_it_gives_its_reason_and_its_evidence(tmp_path: Path) -> None:
    first, *_ = case_of(tmp_path, condition(ASTHMA), condition(ASTHMA, id="c2")).contraindications
    assert first.reason == "asthma (US label)"
    assert [(one.reference, one.quote) for one in first.evidence] == [
        ("Condition/c1", "Unspecified asthma"),
        ("Condition/c2", "Unspecified asthma"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"clinicalStatus": concept(CLINICAL, "resolved")},
        {"abatementDateTime": "2026-05-31"},
        {"verificationStatus": concept(SURE, "provisional")},
        {"verificationStatus": concept(SURE, "refuted")},
        {"verificationStatus": concept(SURE, "entered-in-error")},
        {"recordedDate": "2026-06-02"},
    ],
)
def test_a_doubtful_or_past_condition_forbids_nothing(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert case_of(tmp_path, condition(ASTHMA, **fields)).contraindications == ()


def test_a_drug_that_is_being_taken_is_not_said_to_be_forbidden(tmp_path: Path) -> None:
    imported = import_one(tmp_path, condition(ASTHMA), order("Propranolol 80 MG Oral Tablet", status="active"))
    assert [one.drug for one in imported.case.contraindications] == ["nadolol", "timolol"]
    assert "Condition/c1 forbids propranolol, which is being taken: ask the clinician." in imported.notes


@pytest.mark.parametrize(
    ("code", "drugs"),
    [
        ("N20.0", "topiramate"),
        ("R00.1", "beta-blockers (propranolol, nadolol, timolol non-selective)"),
        ("K76.9", "valproate / divalproex"),
        ("H40.9", "topiramate, tricyclics (amitriptyline, nortriptyline)"),
        ("Z33.1", "topiramate, valproate / divalproex"),
    ],
)
def test_what_may_be_a_contraindication_is_left_to_a_clinician(tmp_path: Path, code: str, drugs: str) -> None:
    said = f"Condition/c1 may be a contraindication to {drugs}: a clinician must say so."
    assert notes_on(tmp_path, icd(code)) == [said]


def test_a_condition_that_is_recorded_at_every_visit_is_told_once(tmp_path: Path) -> None:
    stones = [icd("N20.0") | {"id": f"c{number}"} for number in (1, 2, 3)]
    said = "Condition/c1 and 2 more may be a contraindication to topiramate: a clinician must say so."
    assert notes_on(tmp_path, *stones) == [said]


@pytest.mark.parametrize("code", ["G70.00", "L03.211", "R13.10"])
def test_what_may_forbid_the_toxin_itself_is_told(tmp_path: Path, code: str) -> None:
    said = "Condition/c1 may forbid a botulinum toxin: check that Botox may be given."
    assert said in notes_on(tmp_path, icd(code))


@pytest.mark.parametrize("code", ["Z88.8", "T78.40XA", "I10", "E66.9", "J30.9"])
def test_what_names_no_drug_or_is_a_caution_only_says_nothing(tmp_path: Path, code: str) -> None:
    assert notes_on(tmp_path, icd(code)) == []


@pytest.mark.parametrize("forbidden", FORBIDDEN, ids=lambda one: one.condition)
def test_each_rule_is_a_verified_label_contraindication_of_the_table(forbidden: Any) -> None:
    rows = [row for row in table("contraindications") if row["condition"] == forbidden.condition]
    (row,) = [row for row in rows if row["strength"].startswith("label contraindication")]
    assert row["verified"] == "yes"
    assert set(forbidden.codes) <= set(row["icd10cm_codes_or_prefixes"].split("|"))
    assert all(row["snomed_code"] == code and row["snomed_verified"].startswith("yes") for code in forbidden.snomed)
    assert all(preventive(drug) is not None for drug in forbidden.drugs)
