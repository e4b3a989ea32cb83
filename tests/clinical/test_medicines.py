"""From the words or the RxNorm code of an order to one ingredient and its class."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.clinical.medicines import acute, is_look_alike, is_taken_beside, preventive
from priorauth.clinical.tables import table

# ingredient, class that payers count, and words by which a chart may name it
PREVENTIVES: list[tuple[str, str, tuple[str, ...]]] = [
    ("propranolol", "beta-blocker", ("propranolol", "Inderal LA", "InnoPran XL", "Inderal", "propranolol ER 80 mg")),
    ("metoprolol", "beta-blocker", ("metoprolol succinate", "Lopressor", "Toprol-XL", "Toprol XL 50 MG")),
    ("timolol", "beta-blocker", ("timolol 10 mg tablet", "Blocadren")),
    ("atenolol", "beta-blocker", ("atenolol", "Tenormin")),
    ("nadolol", "beta-blocker", ("nadolol 40 mg", "Corgard")),
    ("nebivolol", "beta-blocker", ("nebivolol", "Bystolic")),
    ("pindolol", "beta-blocker", ("pindolol", "Visken")),
    ("bisoprolol", "beta-blocker", ("bisoprolol fumarate", "Zebeta", "Ziac")),
    ("topiramate", "anticonvulsant", ("topiramate", "Topamax 50 mg BID", "Trokendi XR", "Qudexy XR", "Eprontia")),
    ("divalproex sodium", "anticonvulsant", ("divalproex sodium", "divalproex DR", "Depakote ER", "valproate", "VPA")),
    ("divalproex sodium", "anticonvulsant", ("valproic acid", "Depakene", "Stavzor")),
    ("gabapentin", "anticonvulsant", ("gabapentin", "Neurontin", "Gralise")),
    ("pregabalin", "anticonvulsant", ("pregabalin", "Lyrica")),
    ("levetiracetam", "anticonvulsant", ("levetiracetam", "Keppra")),
    ("zonisamide", "anticonvulsant", ("zonisamide", "Zonegran")),
    ("carbamazepine", "anticonvulsant", ("carbamazepine", "Tegretol")),
    ("lamotrigine", "anticonvulsant", ("lamotrigine", "Lamictal")),
    ("amitriptyline", "antidepressant", ("amitriptyline", "Elavil 25 mg qhs")),
    ("nortriptyline", "antidepressant", ("nortriptyline", "Pamelor")),
    ("protriptyline", "antidepressant", ("protriptyline", "Vivactil")),
    ("doxepin", "antidepressant", ("doxepin 25 mg", "Sinequan")),
    ("imipramine", "antidepressant", ("imipramine", "Tofranil")),
    ("desipramine", "antidepressant", ("desipramine", "Norpramin")),
    ("venlafaxine", "antidepressant", ("venlafaxine XR", "Effexor XR", "Effexor")),
    ("duloxetine", "antidepressant", ("duloxetine", "Cymbalta")),
    ("desvenlafaxine", "antidepressant", ("desvenlafaxine", "Pristiq")),
    ("milnacipran", "antidepressant", ("milnacipran", "Savella")),
    ("fluoxetine", "antidepressant", ("fluoxetine", "Prozac")),
    ("fluvoxamine", "antidepressant", ("fluvoxamine", "Luvox")),
    ("candesartan", "ACE-I/ARB", ("candesartan", "Atacand")),
    ("telmisartan", "ACE-I/ARB", ("telmisartan", "Micardis")),
    ("losartan", "ACE-I/ARB", ("losartan", "Cozaar")),
    ("valsartan", "ACE-I/ARB", ("valsartan", "Diovan")),
    ("lisinopril", "ACE-I/ARB", ("lisinopril", "Zestril")),
    ("verapamil", "calcium-channel blocker", ("verapamil SR", "Calan SR", "Calan", "Isoptin")),
    ("nimodipine", "calcium-channel blocker", ("nimodipine", "Nymalize")),
    ("nifedipine", "calcium-channel blocker", ("nifedipine", "Procardia XL", "Adalat")),
    ("diltiazem", "calcium-channel blocker", ("diltiazem", "Cardizem", "Cartia XT")),
    ("flunarizine", "calcium-channel blocker", ("flunarizine", "Sibelium")),
    ("cyproheptadine", "other", ("cyproheptadine", "Periactin")),
    ("memantine", "other", ("memantine", "Namenda")),
    ("clonidine", "other", ("clonidine", "Catapres")),
    ("guanfacine", "other", ("guanfacine", "Intuniv")),
    ("acetazolamide", "other", ("acetazolamide", "Diamox")),
    ("tizanidine", "other", ("tizanidine", "Zanaflex")),
    ("pizotifen", "other", ("pizotifen", "Sandomigran")),
    ("erenumab", "CGRP", ("erenumab-aooe", "Aimovig 140 mg/mL")),
    ("fremanezumab", "CGRP", ("fremanezumab-vfrm", "Ajovy")),
    ("galcanezumab", "CGRP", ("galcanezumab-gnlm", "Emgality")),
    ("eptinezumab", "CGRP", ("eptinezumab-jjmr", "Vyepti")),
    ("atogepant", "CGRP", ("atogepant", "Qulipta 60 mg")),
    ("rimegepant", "CGRP", ("rimegepant", "Nurtec ODT")),
    ("onabotulinumtoxinA", "botulinum toxin", ("onabotulinumtoxinA", "Botox 200 units", "BOTOX")),
]


@pytest.mark.parametrize(
    ("name", "counted_as", "said"), PREVENTIVES, ids=[f"{row[0]}: {row[2][0]}" for row in PREVENTIVES]
)
def test_a_preventive_is_known_by_generic_brand_and_old_name(name: str, counted_as: str, said: tuple[str, ...]) -> None:
    found = [preventive(words) for words in said]
    assert [(one and one.name, one and one.counted_as) for one in found] == [(name, counted_as)] * len(said)


def test_every_preventive_of_the_table_stands_in_these_rows() -> None:
    names = {row["generic_name"] for row in table("preventives") if row["payer_class_bucket"] != "supplement"}
    assert names - {"valproate (ingredient)"} == {name for name, _, _ in PREVENTIVES}


LOOK_ALIKES = [
    "Qsymia",
    "phentermine-topiramate ER",
    "timolol maleate 0.5 % ophthalmic solution",
    "timolol 0.5 % ophth soln",
    "timolol eye drops",
    "timolol 0.25 % gtts OU",
    "Timoptic",
    "Istalol",
    "dorzolamide-timolol",
    "brimonidine-timolol",
    "Silenor 6 mg",
    "Botox Cosmetic 50 units",
    "amitriptyline 2 % cream",
    "topical gabapentin",
]


@pytest.mark.parametrize("words", LOOK_ALIKES)
def test_a_look_alike_is_no_preventive(words: str) -> None:
    assert preventive(words) is None


# the product that is excluded, and the nearest that counts
BOTH_SIDES = [
    ("Qsymia 7.5-46 mg", "Trokendi XR 50 mg"),
    ("timolol 0.5 % ophthalmic solution", "timolol 10 mg tablet"),
    ("timolol maleate 0.25 %", "timolol maleate 10 mg"),
    ("Silenor 3 mg", "doxepin 10 mg"),
    ("doxepin 6 mg tablet", "doxepin 10 mg/mL, 60 mg"),
    ("doxepin 3 mg", "doxepin 30 mg"),
    ("topical diclofenac", "diclofenac 50 mg"),
    ("diclofenac 1 % gel", "diclofenac potassium 50 mg tablet"),
    ("diclofenac epolamine patch", "Cambia 50 mg"),
    ("Voltaren gel", "Cataflam"),
    ("aspirin 81 mg", "aspirin 325 mg"),
    ("ASA 81", "Bayer 500 mg"),
    ("Ecotrin 81 mg daily", "aspirin 81 mg as needed for headache"),
    ("baby aspirin", "aspirin 811 mg"),
    ("low-dose aspirin", "Bufferin"),
    ("Botox Cosmetic 50 units", "Botox 100 units"),
]


@pytest.mark.parametrize(("excluded", "counts"), BOTH_SIDES)
def test_a_product_is_excluded_and_its_neighbour_is_not(excluded: str, counts: str) -> None:
    assert (preventive(excluded), acute(excluded), is_look_alike(excluded)) == (None, None, True)
    assert preventive(counts) or acute(counts)
    assert not is_look_alike(counts)


@pytest.mark.parametrize(
    "words",
    ["", "magnesium oxide", "riboflavin", "CoQ10", "sumatriptan", "penicillin", "topira", "a", "calanque", "unbotox"],
)
def test_what_is_no_preventive(words: str) -> None:
    assert preventive(words) is None


@pytest.mark.parametrize(("words", "name"), [("nortriptyline", "nortriptyline"), ("desvenlafaxine", "desvenlafaxine")])
def test_a_name_inside_a_longer_name_does_not_count(words: str, name: str) -> None:
    found = preventive(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("rxcui", "name"),
    [
        pytest.param("8787", "propranolol", id="ingredient"),
        pytest.param("82084", "propranolol", id="precise ingredient"),
        pytest.param("40254", "divalproex sodium", id="valproate is divalproex"),
        pytest.param("11118", "divalproex sodium", id="valproic acid is divalproex"),
        pytest.param("2045613", "erenumab", id="antibody"),
        pytest.param("860189", "onabotulinumtoxinA", id="Botox"),
        pytest.param("1202", None, id="atenolol's code was not verified"),
        pytest.param("167", None, id="acetazolamide's code was not verified"),
        pytest.param("1712", None, id="botulinum toxin type A covers every brand"),
        pytest.param("321988", None, id="escitalopram, in circulation as venlafaxine"),
        pytest.param("0", None, id="no code"),
    ],
)
def test_rxnorm_codes_count_only_where_they_were_verified(rxcui: str, name: str | None) -> None:
    found = preventive(rxcui=rxcui)
    assert (found and found.name) == name


def test_no_code_stands_for_two_preventives() -> None:
    owners: dict[str, set[str]] = {}
    for row in table("preventives"):
        found = preventive(rxcui=row["rxcui"]) if row["rxcui"] else None
        if found is not None:
            owners.setdefault(row["rxcui"], set()).add(found.name)
    assert {code: names for code, names in owners.items() if len(names) != 1} == {}


def test_a_look_alike_stays_one_whatever_its_code() -> None:
    assert preventive("Qsymia", rxcui="38404") is None


# words, ingredient, days a month from which overuse begins
ACUTE: list[Any] = [
    ("sumatriptan 100 mg", "sumatriptan", 10),
    ("Imitrex", "sumatriptan", 10),
    ("Maxalt-MLT", "rizatriptan", 10),
    ("sumatriptan-naproxen", "naproxen / sumatriptan", 10),
    ("ibuprofen 800 mg", "ibuprofen", 15),
    ("Aleve", "naproxen", 15),
    ("aspirin", "aspirin", 15),
    ("Tylenol 500 mg", "acetaminophen", 15),
    ("acetaminophen-ibuprofen", "acetaminophen / ibuprofen", 15),
    ("Excedrin Migraine", "acetaminophen / aspirin / caffeine", 10),
    ("aspirin-acetaminophen-caffeine", "acetaminophen / aspirin / caffeine", 10),
    ("acetaminophen-caffeine", "acetaminophen / caffeine", 10),
    ("Fioricet", "butalbital (any combination)", 10),
    ("butalbital-acetaminophen-caffeine 50-325-40", "butalbital (any combination)", 10),
    ("hydrocodone-acetaminophen 5-325", "hydrocodone", 10),
    ("oxycodone-acetaminophen", "oxycodone", 10),
    ("acetaminophen-codeine #3", "codeine", 10),
    ("Tylenol #3", "codeine", 10),
    ("Tylenol with codeine", "codeine", 10),
    ("tramadol-acetaminophen", "tramadol", 10),
    ("ergotamine-caffeine", "caffeine / ergotamine", 10),
    ("DHE", None, None),
    ("Migranal", "dihydroergotamine", 10),
    ("Ubrelvy", "ubrogepant", None),
    ("Nurtec ODT", "rimegepant", None),
    ("Reyvow", "lasmiditan", None),
    ("topical diclofenac", None, None),
    ("propranolol", None, None),
    ("ondansetron", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("words", "name", "overuse_days"), ACUTE, ids=[row[0] or "nothing" for row in ACUTE])
def test_an_acute_medicine_has_the_strictest_limit_of_its_ingredients(
    words: str, name: str | None, overuse_days: int | None
) -> None:
    found = acute(words)
    assert (found and found.name, found and found.overuse_days) == (name, overuse_days)


@pytest.mark.parametrize(
    ("words", "expected"), [("Zofran", True), ("metoclopramide", True), ("sumatriptan", False), ("herbal tea", False)]
)
def test_an_antiemetic_is_taken_beside_and_is_none_for_the_headache(words: str, expected: bool) -> None:
    assert is_taken_beside(words) is expected
