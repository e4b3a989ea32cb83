"""Codes of diagnoses, providers and products; scores, the injection plan, vials and citations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.citations import citation
from priorauth.clinical.codes import (
    ICD10_PATTERN,
    NDC_OF_VIAL,
    SNOMED_CHRONIC_MIGRAINE,
    describe_diagnosis,
    describe_taxonomy,
    exclude_each_other,
    has_aura,
    is_chronic_migraine,
    is_episodic_migraine,
    is_specialist,
    is_valid_npi,
)
from priorauth.clinical.injection import vials_for
from priorauth.clinical.scores import LIMITS, band
from priorauth.clinical.tables import table
from priorauth.clinical.terms import Instrument


@pytest.mark.parametrize(
    ("npi", "expected"),
    [
        pytest.param("1234567893", True, id="the registry's own example"),
        pytest.param("1234567890", False, id="wrong check digit"),
        pytest.param("1234567983", False, id="two digits swapped"),
        pytest.param("123456789", False, id="nine digits"),
        pytest.param("12345678933", False, id="eleven digits"),
        pytest.param("3234567893", False, id="begins with 3"),
        pytest.param("12345678X3", False, id="a letter"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_npi_check_digit(npi: str, expected: bool) -> None:
    assert is_valid_npi(npi) is expected


def test_one_check_digit_of_ten_is_valid() -> None:
    assert [digit for digit in "0123456789" if is_valid_npi(f"123456789{digit}")] == ["3"]


@given(st.integers(min_value=100_000_000, max_value=299_999_999))
def test_the_check_digit_is_luhns_over_80840_and_the_number(stem: int) -> None:
    """Luhn as it is taught: from the right, every second digit doubled, the digits of the products added up."""
    for check in range(10):
        digits = [int(digit) for digit in reversed(f"80840{stem}{check}")]
        products = [digit * (2 if place % 2 else 1) for place, digit in enumerate(digits)]
        total = sum(int(digit) for product in products for digit in str(product))
        assert is_valid_npi(f"{stem}{check}") is (total % 10 == 0)


CHRONIC = ["G43.701", "G43.709", "G43.711", "G43.719", "G43.E01", "G43.E09", "G43.E11", "G43.E19"]


def test_chronic_migraine_is_eight_codes() -> None:
    assert [row["code"] for row in table("diagnosis_codes") if is_chronic_migraine(row["code"])] == CHRONIC


@pytest.mark.parametrize(
    "code", ["G43.7", "G43.70", "G43.71", "G43.E", "G43.E1", "G43.019", "G43.909", "G44.229", "R51.9", ""]
)
def test_what_is_no_billable_code_of_chronic_migraine(code: str) -> None:
    assert not is_chronic_migraine(code)


@pytest.mark.parametrize(
    ("code", "episodic", "aura"),
    [
        ("G43.719", False, False),
        ("G43.E19", False, True),
        ("G43.019", True, None),
        ("G43.109", True, None),
        ("G43.909", False, None),
        ("G43.829", False, None),
    ],
)
def test_episodic_and_aura(code: str, episodic: bool, aura: bool | None) -> None:
    assert is_episodic_migraine(code) is episodic
    assert has_aura(code) is aura


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("G43.719", "G43.019", True),
        ("G43.019", "G43.719", True),
        ("G43.E19", "G43.109", True),
        ("G43.719", "G43.109", False),
        ("G43.E19", "G43.019", False),
        ("G43.719", "G43.709", False),
        ("G43.719", "G44.41", False),
    ],
)
def test_excludes1_pairs(first: str, second: str, expected: bool) -> None:
    assert exclude_each_other(first, second) is expected


@pytest.mark.parametrize("code", ["G43.719", "G43.E09", "T42.6X5A", "Z79.899", "U09.9", "F40.231", "R51", "C4A.9"])
def test_codes_of_icd_10_cm_fit_the_pattern(code: str) -> None:
    assert ICD10_PATTERN.fullmatch(code)


@pytest.mark.parametrize("code", ["", "g43.719", "G43719", "43.719", "G43.", "G43.71999", "346.70", "migraine"])
def test_what_is_no_code_of_icd_10_cm(code: str) -> None:
    assert not ICD10_PATTERN.fullmatch(code)


def test_every_snomed_code_leads_to_a_chronic_migraine() -> None:
    assert all(is_chronic_migraine(code) for code in SNOMED_CHRONIC_MIGRAINE.values())


def test_only_codes_of_the_table_are_described() -> None:
    assert describe_diagnosis("G43.719") == ("Chronic migraine without aura, intractable, without status migrainosus")
    assert describe_diagnosis("A00.0") is None


@pytest.mark.parametrize(
    ("code", "specialist", "name"),
    [
        ("2084N0400X", True, "Neurology"),
        ("208VP0014X", True, "Interventional Pain Medicine"),
        ("207Q00000X", False, "Family Medicine"),
        ("363L00000X", False, "Nurse Practitioner"),
        ("999999999X", None, None),
        ("1223G0001X", None, None),
    ],
)
def test_taxonomy(code: str, specialist: bool | None, name: str | None) -> None:
    assert is_specialist(code) is specialist
    assert describe_taxonomy(code) == name


MIDAS, HIT_6 = Instrument.MIDAS, Instrument.HIT_6


@pytest.mark.parametrize(
    ("instrument", "total", "expected"),
    [
        (MIDAS, 0, "grade I, little or no disability"),
        (MIDAS, 5, "grade I, little or no disability"),
        (MIDAS, 6, "grade II, mild disability"),
        (MIDAS, 10, "grade II, mild disability"),
        (MIDAS, 11, "grade III, moderate disability"),
        (MIDAS, 20, "grade III, moderate disability"),
        (MIDAS, 21, "grade IV, severe disability"),
        (MIDAS, 460, "grade IV, severe disability"),
        (HIT_6, 36, "little or no impact"),
        (HIT_6, 49, "little or no impact"),
        (HIT_6, 50, "some impact"),
        (HIT_6, 55, "some impact"),
        (HIT_6, 56, "substantial impact"),
        (HIT_6, 59, "substantial impact"),
        (HIT_6, 60, "severe impact"),
        (HIT_6, 78, "severe impact"),
    ],
)
def test_bands_of_the_scores(instrument: Instrument, total: int, expected: str) -> None:
    assert band(instrument, total) == expected


def test_limits_of_the_scores() -> None:
    assert LIMITS == {MIDAS: (0, 460), HIT_6: (36, 78)}


@pytest.mark.parametrize(
    ("units", "of_200", "of_100", "wasted", "modifier"),
    [
        (1, 0, 1, 99, "JW"),
        (100, 0, 1, 0, "JZ"),
        (101, 1, 0, 99, "JW"),
        (155, 1, 0, 45, "JW"),
        (195, 1, 0, 5, "JW"),
        (200, 1, 0, 0, "JZ"),
        (201, 1, 1, 99, "JW"),
        (300, 1, 1, 0, "JZ"),
        (301, 2, 0, 99, "JW"),
        (400, 2, 0, 0, "JZ"),
    ],
)
def test_vials_and_waste(units: int, of_200: int, of_100: int, wasted: int, modifier: str) -> None:
    vials = vials_for(units)
    assert (vials.of_200, vials.of_100, vials.wasted, vials.modifier) == (of_200, of_100, wasted, modifier)
    assert (vials.injected, vials.units) == (units, units + wasted)


@pytest.mark.parametrize("units", range(1, 402, 13))
def test_no_other_choice_of_vials_wastes_less_or_takes_fewer(units: int) -> None:
    choices = [(200 * big + 100 * small - units, big + small) for big in range(4) for small in range(6)]
    vials = vials_for(units)
    assert (vials.wasted, vials.of_200 + vials.of_100) == min(choice for choice in choices if choice[0] >= 0)


@pytest.mark.parametrize(
    ("units", "ndc", "of_200", "of_100", "wasted"),
    [
        (155, "00023-1145-01", 0, 2, 45),
        (155, "00023-1145-02", 0, 2, 45),
        (100, "00023-1145-01", 0, 1, 0),
        (101, "00023-3921-02", 1, 0, 99),
        (201, "00023-3921-03", 2, 0, 199),
        (201, "00023-9232-01", 1, 1, 99),
        (201, None, 1, 1, 99),
    ],
    ids=["two of 100", "other package", "one of 100", "one of 200", "two of 200", "no vial of ours", "none named"],
)
def test_a_product_code_leaves_only_its_vial_size(
    units: int, ndc: str | None, of_200: int, of_100: int, wasted: int
) -> None:
    vials = vials_for(units, ndc)
    assert (vials.of_200, vials.of_100, vials.wasted) == (of_200, of_100, wasted)


def test_vials_name_the_product_codes_that_are_used() -> None:
    assert vials_for(155).ndcs == ("00023-3921-02",)
    assert vials_for(201).ndcs == ("00023-3921-02", "00023-1145-01")
    assert all(re.fullmatch(r"\d{5}-\d{4}-\d{2}", ndc) for ndc in NDC_OF_VIAL.values())


@pytest.mark.parametrize("key", ["AAN-2016", "AAN-AHS-2012", "AHS-2018", "VADOD", "PREEMPT-MOH", "nobody-1999", ""])
def test_what_is_retired_superseded_or_unverified_cannot_be_cited(key: str) -> None:
    with pytest.raises(LookupError, match="not a verified citation in force"):
        citation(key)


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        pytest.param("PREEMPT2", "PMID 20647171", id="PMID"),
        pytest.param("ICHD3", "doi:10.1177/0333102417738202", id="DOI where no PMID was seen"),
        pytest.param("PREEMPT-pooled", "doi:10.1111/j.1526-4610.2010.01678.x", id="an unverified PMID is left out"),
        pytest.param("AHS-2024", "", id="neither was verified"),
        pytest.param("FDA-LABEL", "", id="has neither"),
    ],
)
def test_a_citation_prints_verified_identifiers_only(key: str, identifier: str) -> None:
    assert citation(key).identifier == identifier
    assert citation(key).text


def test_exactly_the_verified_rows_in_force_can_be_cited() -> None:
    citable = {row["key"] for row in table("citations") if row["verified"] == "yes" and row["status"] == "current"}
    for row in table("citations"):
        if row["key"] in citable:
            assert citation(row["key"]).text == row["citation"]
    assert len(citable) == 26
