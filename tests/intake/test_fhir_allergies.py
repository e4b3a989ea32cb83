from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Evidence
from priorauth.case.treatment import Intolerance
from priorauth.clinical.calendar import DateRange
from tests.intake.records import RXNORM, Resource, allergy, case_of, concept, import_one

CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"


def test_an_intolerance_to_a_preventive(tmp_path: Path) -> None:
    reactions = [
        {"manifestation": [{"text": "Paresthesia"}, {"text": "Word finding difficulty"}]},
        {"manifestation": []},
    ]
    (found,) = case_of(tmp_path, allergy("Topiramate", reaction=reactions, onsetDateTime="2023-07")).intolerances
    assert found == Intolerance(
        drug="topiramate",
        reaction="Paresthesia, Word finding difficulty",
        noted=DateRange.model_validate("2023-07"),
        evidence=(
            Evidence(
                document="FHIR AllergyIntolerance",
                dated=date(2023, 8, 1),
                quote="Topiramate",
                reference="AllergyIntolerance/a1",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "drugs"),
    [
        ({}, ["propranolol"]),
        ({"code": concept(RXNORM, "8787")}, ["propranolol"]),
        ({"code": {"text": "Beta-blockers"}, "reaction": [{"substance": concept(RXNORM, "8787")}]}, ["propranolol"]),
        ({"code": {"text": "Beta-blockers"}}, []),
        ({"code": {"text": "Penicillin"}}, []),
        ({"code": {"text": "No known allergy"}}, []),
        ({"verificationStatus": concept(VERIFICATION, "refuted")}, []),
        ({"verificationStatus": concept(VERIFICATION, "entered-in-error")}, []),
        ({"verificationStatus": None, "clinicalStatus": None}, ["propranolol"]),
        ({"recordedDate": "2026-06-02"}, []),
        ({"recordedDate": None}, ["propranolol"]),
    ],
)
def test_which_reactions_count(tmp_path: Path, fields: dict[str, Any], drugs: list[str]) -> None:
    imported = import_one(tmp_path, allergy("Propranolol", **fields))
    assert [one.drug for one in imported.case.intolerances] == drugs
    assert not any("AllergyIntolerance" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"verificationStatus": concept(VERIFICATION, "unconfirmed")}, "unconfirmed"),
        ({"clinicalStatus": concept(CLINICAL, "resolved")}, "marked as resolved"),
        ({"clinicalStatus": concept(CLINICAL, "inactive")}, "marked as inactive"),
    ],
)
def test_a_doubtful_reaction_is_told_to_the_office(tmp_path: Path, fields: Resource, why: str) -> None:
    imported = import_one(tmp_path, allergy("Propranolol", **fields))
    assert imported.case.intolerances == ()
    assert f"AllergyIntolerance/a1 (propranolol) is {why}: left out." in imported.notes


def test_a_reaction_to_the_toxin_is_told_to_the_office(tmp_path: Path) -> None:
    imported = import_one(tmp_path, allergy("onabotulinumtoxinA"))
    assert [one.drug for one in imported.case.intolerances] == ["onabotulinumtoxinA"]
    assert "AllergyIntolerance/a1 is a reaction to a botulinum toxin: check that Botox may be given." in imported.notes
