"""The words of an order: ingredient, how it is known, strength, salt, release, form, route."""

from __future__ import annotations

import pytest

from priorauth.clinical.orders import read_order

# words, ingredient, match, strength, salt, release, form, oral
ORDERS = [
    ("topiramate sprinkle 25 mg", "topiramate", "name", "25 mg", None, None, "sprinkle", True),
    ("propranolol HCl ER 80 mg capsule", "propranolol", "name", "80 mg", "hcl", "extended release", "capsule", True),
    ("divalproex sodium DR", "divalproex sodium", "name", None, "sodium", "delayed release", None, None),
    ("venlafaxine XR 75 mg tab", "venlafaxine", "name", "75 mg", None, "extended release", "tablet", True),
    ("metoprolol succinate", "metoprolol", "name", None, "succinate", None, None, None),
    ("Aimovig 140 mg/mL autoinjector", "erenumab", "name", "140 mg", None, None, "injection", False),
    ("Nurtec ODT 75 mg", "rimegepant", "name", "75 mg", None, "orally disintegrating", None, True),
    ("clonidine 0.1 mg patch", "clonidine", "name", "0.1 mg", None, None, "patch", False),
    ("Botox 200 units", "onabotulinumtoxinA", "name", "200 units", None, None, None, None),
    ("propranolol 40 to 80 mg", "propranolol", "name", "40–80 mg", None, None, None, None),
    ("propranolol 40-80 mg", "propranolol", "name", None, None, None, None, None),
    ("sumatriptan-naproxen 85-500 mg tab", "naproxen / sumatriptan", "name", None, None, None, "tablet", True),
    ("topirimate 50 mg BID", "topiramate", "spelling", "50 mg", None, None, None, None),
    ("timolol 0.5 % eye drops", None, None, None, None, None, None, None),
    ("zzz 5 mg tablet", None, None, "5 mg", None, None, "tablet", True),
]


@pytest.mark.parametrize(
    ("words", "ingredient", "match", "strength", "salt", "release", "form", "oral"),
    ORDERS,
    ids=[row[0] for row in ORDERS],
)
def test_an_order_is_read_by_its_words(
    words: str,
    ingredient: str | None,
    match: str | None,
    strength: str | None,
    salt: str | None,
    release: str | None,
    form: str | None,
    oral: bool | None,
) -> None:
    order = read_order(words)
    assert (order.medicine and order.medicine.name, order.match and order.match.value) == (ingredient, match)
    said = f"{order.strength} {order.unit}" if order.strength else None
    assert (said, order.salt, order.release, order.form, order.oral) == (strength, salt, release, form, oral)


@pytest.mark.parametrize(
    ("words", "rxcui", "match", "ingredient"),
    [
        ("a brand of its own", "8787", "code", "propranolol"),
        ("topiramate", "8787", "code", "propranolol"),
        ("topiramate", "999999999", "name", "topiramate"),
        ("Qsymia", "38404", None, None),
    ],
)
def test_a_verified_code_comes_before_the_words_but_not_before_a_look_alike(
    words: str, rxcui: str, match: str | None, ingredient: str | None
) -> None:
    order = read_order(words, rxcui=rxcui)
    assert (order.match and order.match.value, order.medicine and order.medicine.name) == (match, ingredient)


def test_a_look_alike_says_that_it_is_one() -> None:
    assert [read_order(words).is_look_alike for words in ("Silenor 6 mg", "doxepin 25 mg")] == [True, False]
