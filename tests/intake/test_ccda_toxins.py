"""Botulinum toxin treatments from procedures and medicines; none is invented, none that may have been is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.case.botox import ToxinTreatment
from priorauth.clinical.terms import Toxin
from tests.intake.documents import (
    CPT,
    GIVEN,
    HCPCS,
    HYPERTENSION,
    MEDICINES,
    MIGRAINE,
    PROCEDURES,
    SNOMED,
    at,
    case_of,
    code,
    dose,
    during,
    import_sections,
    indication,
    medicine,
    procedure,
    related,
    section,
)

INJECTION = code(CPT, "64615", "Injection")
DRUG = code(HCPCS, "J0585", "Botox, per unit")


def treatments(folder: Path, *sections: str) -> tuple[ToxinTreatment, ...]:
    return case_of(folder, *sections).toxin_treatments


def test_an_injection_and_its_drug_are_one_session(tmp_path: Path) -> None:
    (found,) = treatments(tmp_path, section(PROCEDURES, procedure(INJECTION), procedure(DRUG)))

    assert (str(found.on), found.product, found.for_migraine) == ("March 2, 2026", Toxin.BOTOX, True)
    assert {one.document for one in found.evidence} == {
        "Continuity of Care Document (C-CDA) of May 28, 2026, Procedures"
    }


def test_the_code_may_be_a_translation(tmp_path: Path) -> None:
    translated = code(SNOMED, "1", "Injection", code(CPT, "64615", tag="translation"))

    assert len(treatments(tmp_path, section(PROCEDURES, procedure(translated)))) == 1


def test_digits_of_another_code_system_are_no_injection(tmp_path: Path) -> None:
    assert treatments(tmp_path, section(PROCEDURES, procedure(code(SNOMED, "64615")))) == ()


@pytest.mark.parametrize("kind", ["procedure", "act", "observation"])
def test_a_procedure_may_be_written_in_three_ways(tmp_path: Path, kind: str) -> None:
    entry = procedure(INJECTION).replace("<procedure", f"<{kind}").replace("</procedure", f"</{kind}")

    assert len(treatments(tmp_path, section(PROCEDURES, entry))) == 1


@pytest.mark.parametrize(
    ("entry", "is_missing"),
    [
        (procedure(INJECTION, attributes='negationInd="true"'), False),
        (procedure(INJECTION).replace('"EVN"', '"INT"'), False),
        (procedure(INJECTION, status="cancelled"), False),
        (procedure(INJECTION, at("20260602")), False),
        (procedure(INJECTION, status="aborted"), True),
        (procedure(INJECTION, status="active"), True),
        (procedure(INJECTION, ""), True),
        (procedure(code(SNOMED, "1", "Injection of botulinum toxin")), True),
        (procedure(code(SNOMED, "1", "Chemodenervation of muscle")), True),
        (procedure(code(SNOMED, "1", "Colonoscopy")), False),
    ],
)
def test_what_was_not_done_is_none_and_what_may_have_been_is_missing(
    tmp_path: Path, entry: str, is_missing: bool
) -> None:
    case = case_of(tmp_path, section(PROCEDURES, entry))

    assert case.toxin_treatments == ()
    assert bool(case.not_read) is is_missing


@pytest.mark.parametrize(
    ("words", "product"),
    [("Injection of onabotulinumtoxinA", Toxin.BOTOX), ("Dysport injection", Toxin.DYSPORT)],
)
def test_under_another_code_the_name_of_the_product_counts(tmp_path: Path, words: str, product: Toxin) -> None:
    (found,) = treatments(tmp_path, section(PROCEDURES, procedure(code(SNOMED, "1", words))))

    assert (found.product, found.for_migraine, found.units) == (product, None, None)


@pytest.mark.parametrize(("reason", "expected"), [(MIGRAINE, True), (HYPERTENSION, False)])
def test_the_reason_of_the_drug_counts(tmp_path: Path, reason: str, expected: bool) -> None:
    (found,) = treatments(tmp_path, section(PROCEDURES, procedure(DRUG, None, indication(reason))))

    assert found.for_migraine is expected


@pytest.mark.parametrize(("unit", "units"), [("[U]", 155), ("U", 155), ("mL", None), ("", None)])
def test_a_toxin_given_at_a_visit_has_its_units(tmp_path: Path, unit: str, units: int | None) -> None:
    given = medicine("Botox 200 unit vial", at("202603021015-0600"), dose("155", unit))
    (found,) = treatments(tmp_path, section(GIVEN, given))

    assert (str(found.on), found.units) == ("March 2, 2026", units)


def test_what_was_given_during_a_procedure_has_its_day(tmp_path: Path) -> None:
    given = related("COMP", medicine("Botox", "", dose("155", "[U]")))
    (found,) = treatments(tmp_path, section(PROCEDURES, procedure(INJECTION, None, given)))

    assert (str(found.on), found.units, len(found.evidence)) == ("March 2, 2026", 155, 2)


def test_an_injection_within_another_procedure_counts(tmp_path: Path) -> None:
    inner = related("COMP", procedure(INJECTION))

    assert len(treatments(tmp_path, section(PROCEDURES, procedure(code(SNOMED, "1", "Visit"), None, inner)))) == 1


def test_a_toxin_in_the_list_of_medicines_is_a_treatment_only_on_a_day(tmp_path: Path) -> None:
    on_a_day = medicine("Botox", at("20260302"))
    over_time = medicine("Botox", during("20250101"), status="active")

    assert len(treatments(tmp_path, section(MEDICINES, on_a_day))) == 1
    case = case_of(tmp_path, section(MEDICINES, over_time))
    assert case.toxin_treatments == ()
    assert case.not_read[0].endswith(
        "a botulinum toxin was taken: expected the day of each treatment: not read, so a fact may be missing."
    )


def test_a_toxin_that_is_still_to_come_lacks_nothing(tmp_path: Path) -> None:
    assert case_of(tmp_path, section(MEDICINES, medicine("Botox", during("20260602")))).not_read == ()


def test_what_stands_in_an_act_that_did_not_take_place_was_not_given(tmp_path: Path) -> None:
    given = related("COMP", medicine("Botox", at("20260302")))
    acts = [
        f'<act classCode="ACT" {said}>{given}</act>' for said in ('moodCode="INT"', 'moodCode="EVN" negationInd="1"')
    ]

    assert treatments(tmp_path, section(GIVEN, *acts), section(MEDICINES, *acts)) == ()


def test_where_treatments_have_days_the_list_of_medicines_lacks_nothing(tmp_path: Path) -> None:
    over_time = section(MEDICINES, medicine("Botox", during("20250101"), status="active"))
    imported = import_sections(tmp_path, over_time, section(PROCEDURES, procedure(INJECTION)))

    assert imported.case.not_read == ()
    assert any("only treatments with a day were taken" in note for note in imported.notes)


def test_an_order_for_a_toxin_is_no_treatment_and_no_trial(tmp_path: Path) -> None:
    case = case_of(tmp_path, section(MEDICINES, medicine("Botox", during("20250101"), mood="INT")))

    assert (case.toxin_treatments, case.trials, case.not_read) == ((), (), ())
