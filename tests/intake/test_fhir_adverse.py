"""Adverse effects that are coded as conditions: evidence of an intolerance where the words name the drug."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from priorauth.case.evidence import Evidence
from priorauth.case.treatment import Intolerance
from priorauth.clinical.calendar import DateRange
from priorauth.intake.fhir.adverse_codes import covered_classes
from tests.intake.records import ICD10CM, Resource, case_of, concept, condition, import_one

SURE = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
GENERAL = "Adverse effect of other antiepileptic and sedative-hypnotic drugs, initial encounter"


def effect(code: str, words: str) -> Resource:
    return condition(concept(ICD10CM, code, words))


@pytest.mark.parametrize(
    ("code", "classes"),
    [
        ("T42.6X5A", ("antiepileptic",)),
        ("T42.6X5D", ("antiepileptic",)),
        ("T42.6X5S", ("antiepileptic",)),
        ("T44.7X5A", ("beta-blocker",)),
        ("T43.015A", ("tricyclic",)),
        ("T43.215A", ("SNRI",)),
        ("T46.4X5A", ("ACE-I",)),
        ("T46.5X5A", ("ARB", "alpha-2 agonist")),
        ("T46.1X5A", ("calcium-channel blocker",)),
        # poisoning, and taking too little
        ("T42.6X1A", ()),
        ("T42.6X6A", ()),
        # not complete, not a seventh character, not in the table
        ("T42.6X5", ()),
        ("T42.6X5B", ()),
        ("T43.225A", ()),
        ("G43.709", ()),
    ],
)
def test_which_classes_a_code_covers(code: str, classes: tuple[str, ...]) -> None:
    assert covered_classes(code) == classes


def test_an_effect_that_names_its_drug_is_an_intolerance(tmp_path: Path) -> None:
    case = case_of(tmp_path, effect("T42.6X5A", "Adverse effect of topiramate"))
    assert case.intolerances == (
        Intolerance(
            drug="topiramate",
            noted=DateRange.model_validate("2024-02-03"),
            evidence=(
                Evidence(
                    document="FHIR Condition",
                    dated=date(2024, 2, 3),
                    quote="Adverse effect of topiramate",
                    reference="Condition/c1",
                ),
            ),
        ),
    )
    assert [one.code for one in case.diagnoses] == ["T42.6X5A"]


def test_a_later_encounter_is_further_evidence(tmp_path: Path) -> None:
    later = effect("T42.6X5D", "Adverse effect of topiramate, subsequent encounter") | {"id": "c2"}
    (intolerance,) = case_of(tmp_path, effect("T42.6X5A", "Adverse effect of topiramate"), later).intolerances
    assert [one.reference for one in intolerance.evidence] == ["Condition/c1", "Condition/c2"]


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        ("T42.6X5A", GENERAL, "(T42.6X5A: antiepileptic) and does not say which: ask which it was."),
        (
            "T44.7X5A",
            "Adverse effect of topiramate",
            "(T44.7X5A: beta-blocker) and names topiramate, which is none: ask which it was.",
        ),
    ],
)
def test_an_effect_of_no_certain_drug_is_a_question(tmp_path: Path, code: str, words: str, said: str) -> None:
    imported = import_one(tmp_path, effect(code, words))
    assert imported.case.intolerances == ()
    assert f"Condition/c1 is an adverse effect of a drug {said}" in imported.notes


def test_a_doubtful_effect_is_no_evidence(tmp_path: Path) -> None:
    doubtful = effect("T42.6X5A", "Adverse effect of topiramate") | {"verificationStatus": concept(SURE, "unconfirmed")}
    assert case_of(tmp_path, doubtful).intolerances == ()
