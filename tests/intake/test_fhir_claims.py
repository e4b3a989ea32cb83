"""Toxin treatments in claims and administrations: units, waste, and each session once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.terms import Toxin
from tests.intake.records import (
    CPT,
    HCPCS,
    ICD10CM,
    Resource,
    administration,
    billed,
    case_of,
    claim,
    concept,
    import_one,
    procedure,
)

DYSTONIA = {"sequence": 2, "diagnosisCodeableConcept": concept(ICD10CM, "G24.3")}
MIGRAINE = {"sequence": 1, "diagnosisCodeableConcept": concept(ICD10CM, "G43.709")}


@pytest.mark.parametrize(
    ("lines", "units", "wasted"),
    [
        pytest.param([billed("J0585", 155), billed("J0585", 45, "JW")], 155, 45, id="discarded on its own line"),
        pytest.param([billed("J0585", 200, "JZ")], 200, 0, id="nothing discarded"),
        pytest.param([billed("J0585", 155)], 155, None, id="not whole vials, so all of it injected"),
        pytest.param([billed("J0585", 199)], 199, None, id="one below whole vials"),
        pytest.param([billed("J0585", 200)], None, None, id="whole vials: injected or billed with the waste"),
        pytest.param([billed("J0585", 201)], 201, None, id="one above whole vials"),
        pytest.param([billed("J0585", 100), billed("J0585", 55)], 155, None, id="two lines of one drug"),
        pytest.param([billed("J0585"), billed("J0585", 45, "JW")], None, 45, id="no quantity"),
        pytest.param([billed("J0585", 155.5, "JZ")], None, 0, id="half a unit"),
        pytest.param([billed("J0585", 0, "JZ")], None, 0, id="no unit"),
        pytest.param([billed("64615", 1)], None, None, id="the injection is one, whatever was injected"),
    ],
)
def test_units_and_waste(tmp_path: Path, lines: list[Resource], units: int | None, wasted: int | None) -> None:
    (treatment,) = case_of(tmp_path, claim(*lines)).toxin_treatments
    assert (treatment.product, treatment.units, treatment.wasted) == (Toxin.BOTOX, units, wasted)
    assert (treatment.on.low.isoformat(), treatment.on.is_exact) == ("2026-03-02", True)


def test_whole_vials_without_a_modifier_are_told_to_the_office(tmp_path: Path) -> None:
    notes = import_one(tmp_path, claim(billed("J0585", 200))).notes
    assert "Claim/cl1 bills whole vials and does not say what was discarded: units left out." in notes


def test_one_session_in_every_kind_of_record_counts_once(tmp_path: Path) -> None:
    lines = billed("64615", 1), billed("J0585", 155), billed("J0585", 45, "JW")
    case = case_of(
        tmp_path,
        procedure(concept(CPT, "64615")),
        claim(*lines),
        claim(*lines, kind="ExplanationOfBenefit", id="eob1"),
        claim(billed("64615", 1), id="cl2"),
        administration("onabotulinumtoxinA 200 UNT Injection", 155),
    )
    (treatment,) = case.toxin_treatments
    assert (treatment.units, treatment.wasted, treatment.for_migraine) == (155, 45, True)
    assert {one.document for one in treatment.evidence} == {
        "FHIR Procedure",
        "FHIR Claim",
        "FHIR ExplanationOfBenefit",
        "FHIR MedicationAdministration",
    }


@pytest.mark.parametrize(
    ("day", "counted"),
    [("2026-03-09", 1), ("2026-03-10", 2), ("2026-02-23", 1), ("2026-02-22", 2)],
)
def test_two_kinds_of_record_within_a_week_may_be_one_session_and_count_once(
    tmp_path: Path, day: str, counted: int
) -> None:
    period = {"start": day, "end": day}
    case = case_of(tmp_path, procedure(concept(CPT, "64615")), claim(billed("J0585", 155), billablePeriod=period))
    assert len(case.toxin_treatments) == counted
    assert len(case.not_read) == 2 - counted


def test_two_records_of_one_kind_are_two_sessions(tmp_path: Path) -> None:
    case = case_of(tmp_path, claim(billed("J0585", 155)), claim(billed("J0585", 45, servicedDate="2026-03-03"), id="b"))
    assert len(case.toxin_treatments) == 2


def test_two_records_that_give_different_units_give_none(tmp_path: Path) -> None:
    imported = import_one(tmp_path, claim(billed("J0585", 155)), administration("Botox", 195))
    (treatment,) = imported.case.toxin_treatments
    assert treatment.units is None
    said = "MedicationAdministration/ad1 and another record of that day give different units: left out."
    assert said in imported.notes


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("J0585", Toxin.BOTOX),
        ("J0586", Toxin.DYSPORT),
        ("J0587", Toxin.MYOBLOC),
        ("J0588", Toxin.XEOMIN),
        ("J0589", Toxin.DAXXIFY),
    ],
)
def test_products_are_kept_apart(tmp_path: Path, code: str, product: Toxin) -> None:
    (treatment,) = case_of(tmp_path, claim(billed(code, 155))).toxin_treatments
    assert treatment.product is product
    # units of different products are not interchangeable, and not all are billed one by one
    assert treatment.units == (155 if product is Toxin.BOTOX else None)


@pytest.mark.parametrize(
    ("diagnosis", "pointer", "for_migraine"),
    [
        ([MIGRAINE], [1], True),
        ([MIGRAINE], [], True),
        ([MIGRAINE, DYSTONIA], [1], True),
        ([MIGRAINE, DYSTONIA], [2], False),
        ([MIGRAINE, DYSTONIA], [], None),
        ([MIGRAINE, DYSTONIA], [1, 2], None),
        ([DYSTONIA], [], False),
        ([], [], None),
    ],
)
def test_indications_are_kept_apart(
    tmp_path: Path, diagnosis: list[Resource], pointer: list[int], for_migraine: bool | None
) -> None:
    line = billed("J0585", 155, diagnosisSequence=pointer)
    (treatment,) = case_of(tmp_path, claim(line, diagnosis=diagnosis)).toxin_treatments
    assert treatment.for_migraine is for_migraine


@pytest.mark.parametrize(
    "fields",
    [
        {"use": "preauthorization"},
        {"use": "predetermination"},
        {"status": "cancelled"},
        {"status": "draft"},
        {"status": "entered-in-error"},
        {"billablePeriod": {"start": "2026-06-02", "end": "2026-06-02"}},
    ],
)
def test_a_request_or_a_void_claim_is_no_treatment(tmp_path: Path, fields: dict[str, Any]) -> None:
    case = case_of(tmp_path, claim(billed("J0585", 155), **fields))
    assert (case.toxin_treatments, case.not_read) == ((), ())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"billablePeriod": None}, "names no day"),
        ({"use": None}, "is not marked as an active claim"),
        ({"status": None}, "is not marked as an active claim"),
    ],
)
def test_a_claim_that_leaves_the_treatment_open_is_said_to_be_missing(
    tmp_path: Path, fields: dict[str, Any], why: str
) -> None:
    case = case_of(tmp_path, claim(billed("J0585", 155), **fields))
    assert case.toxin_treatments == ()
    assert case.not_read == (f"Claim/cl1 bills a toxin treatment and {why}: left out.",)


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"servicedDate": "2026-02-27"}, "2026-02-27"),
        ({"servicedPeriod": {"start": "2026-02-26", "end": "2026-02-26"}}, "2026-02-26"),
        ({}, "2026-03-02"),
    ],
)
def test_the_day_of_the_line_goes_before_that_of_the_claim(tmp_path: Path, fields: dict[str, Any], day: str) -> None:
    (treatment,) = case_of(tmp_path, claim(billed("J0585", 155, **fields))).toxin_treatments
    assert treatment.on.low.isoformat() == day


def test_a_line_below_a_line_is_read_too(tmp_path: Path) -> None:
    group = {"productOrService": concept(HCPCS, "0636"), "detail": [billed("J0585", 155)]}
    (treatment,) = case_of(tmp_path, claim(group)).toxin_treatments
    assert treatment.units == 155


def test_other_claims_are_not_looked_at(tmp_path: Path) -> None:
    odd = claim({"productOrService": concept(HCPCS, "99213"), "servicedDate": "yesterday"})
    case = case_of(tmp_path, odd)
    assert (case.toxin_treatments, case.not_read) == ((), ())


@pytest.mark.parametrize(
    ("words", "product", "for_migraine"),
    [
        ("onabotulinumtoxinA 100 UNT Injection [Botox]", Toxin.BOTOX, None),
        ("Botox Cosmetic 50 UNT", Toxin.BOTOX, False),
        ("Dysport 500 UNT", Toxin.DYSPORT, None),
        ("rimabotulinumtoxinB 5000 UNT/ML", Toxin.MYOBLOC, None),
        ("Xeomin", Toxin.XEOMIN, None),
        ("DAXXIFY", Toxin.DAXXIFY, None),
    ],
)
def test_administrations_by_name(tmp_path: Path, words: str, product: Toxin, for_migraine: bool | None) -> None:
    (treatment,) = case_of(tmp_path, administration(words, 100)).toxin_treatments
    assert (treatment.product, treatment.for_migraine) == (product, for_migraine)
    assert treatment.units == (100 if product is Toxin.BOTOX else None)


@pytest.mark.parametrize(
    ("dose", "units"),
    [
        ({"value": 155, "code": "[U]"}, 155),
        ({"value": 155, "unit": "units"}, 155),
        ({"value": 155, "unit": "mL"}, None),
        ({"value": 155}, None),
        ({"value": 155.5, "unit": "U"}, None),
    ],
)
def test_an_administered_dose_counts_in_units_only(tmp_path: Path, dose: Resource, units: int | None) -> None:
    (treatment,) = case_of(tmp_path, administration("Botox", dosage={"dose": dose})).toxin_treatments
    assert treatment.units == units


@pytest.mark.parametrize("status", ["not-done", "entered-in-error"])
def test_what_was_not_administered_is_no_treatment(tmp_path: Path, status: str) -> None:
    assert case_of(tmp_path, administration("Botox", 155, status=status)).toxin_treatments == ()


def test_other_medicines_that_are_administered_are_no_treatment(tmp_path: Path) -> None:
    assert case_of(tmp_path, administration("ketorolac 30 MG Injection")).toxin_treatments == ()
