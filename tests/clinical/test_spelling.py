"""A misspelt medicine is read as one only where no other is near; no other drug is ever read as one of ours."""

from __future__ import annotations

import pytest

from priorauth.clinical.medicines import acute, preventive
from priorauth.clinical.spelling import read_spelling
from priorauth.clinical.tables import table
from tests.clinical.misspellings import ASKED, OTHERS, READ, pairs


def read(words: str) -> str | None:
    """Return the ingredient that words are read as, or None."""
    found = read_spelling(words).read_as
    return found.medicine.name if found else None


def asked(words: str) -> list[str]:
    """Return the ingredients to ask about."""
    return [one.medicine.name for one in read_spelling(words).near]


@pytest.mark.parametrize(("said", "ingredient"), pairs(READ))
def test_a_slip_is_read_as_the_one_drug_that_is_near(said: str, ingredient: str) -> None:
    assert read(said) == ingredient


@pytest.mark.parametrize(("said", "ingredient"), pairs(ASKED))
def test_a_name_near_two_drugs_or_far_from_any_is_asked_about_and_not_read(said: str, ingredient: str) -> None:
    assert read(said) is None
    assert ingredient in asked(said)


@pytest.mark.parametrize("said", OTHERS.split())
def test_another_drug_is_not_read_as_one_of_ours(said: str) -> None:
    assert read(said) is None


def test_no_name_of_another_drug_in_rxnorm_is_read_as_one_of_ours() -> None:
    names = [row["name"] for row in table("other_names")]
    assert len(names) > 1_900
    assert [name for name in names if read(name)] == []


def test_the_lists_hold_enough_to_prove_the_bounds() -> None:
    assert len(pairs(READ)) + len(pairs(ASKED)) + len(OTHERS.split()) >= 250
    assert [said for said, _ in pairs(READ) + pairs(ASKED) if preventive(said) or acute(said)] == []


# words, read as, asked about: each bound on both sides
BOUNDS: list[tuple[str, str | None, list[str]]] = [
    ("topirimate", "topiramate", []),
    ("toperimate", "topiramate", []),
    ("toperimete", None, ["topiramate"]),
    ("imitrax", "sumatriptan", []),
    ("imetrax", None, []),
    ("botux", None, ["onabotulinumtoxinA"]),
    ("zopiramate", None, ["topiramate"]),
    ("notriptyline", None, ["nortriptyline", "protriptyline", "amitriptyline"]),
]


@pytest.mark.parametrize(("said", "as_one", "near"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_one_slip_from_six_letters_two_from_eight_the_first_letter_right_and_no_rival(
    said: str, as_one: str | None, near: list[str]
) -> None:
    assert read(said) == as_one
    assert set(near) <= set(asked(said)) | ({as_one} - {None})


@pytest.mark.parametrize(
    ("words", "ingredient"),
    [
        ("topirimate 50 mg twice daily", "topiramate"),
        ("Propanolol ER 80 MG capsule", "propranolol"),
        ("Lamictil ODT", "lamotrigine"),
        ("sumitriptan (Imitrax) 50 mg", "sumatriptan"),
        ("topirimate or lamisil", None),
        ("propanolol or metroprolol", None),
        ("phentermine-topirimate", None),
        ("timolal eye drops", None),
        ("Qsimia", None),
        ("topiramate", None),
        ("tablets twice daily for migraine headache", None),
        ("", None),
    ],
)
def test_an_order_is_read_by_its_one_misspelt_name(words: str, ingredient: str | None) -> None:
    assert read(words) == ingredient


def test_what_is_known_as_it_stands_is_not_read_and_asks_nothing() -> None:
    assert [read_spelling(words).possible for words in ("topiramate", "Zofran", "Imitrex 50 mg")] == [(), (), ()]


def test_the_match_shows_the_word_and_the_name_it_is_near() -> None:
    found = read_spelling("Topomax 100 mg").read_as
    assert found is not None
    assert (found.said, found.name, found.medicine.name, found.slips) == ("topomax", "topamax", "topiramate", 1)


def test_what_was_read_is_kept_for_a_bounded_number_of_names() -> None:
    assert read_spelling.cache_info().maxsize == 2_000
