"""The classes of ICHD-3 8.2 that a day with a medicine counts in."""

from __future__ import annotations

import pytest

from priorauth.clinical.overuse import overuse_classes

ERGOTS, TRIPTANS, ANALGESICS = ("ergots", 10), ("triptans", 10), ("non-opioid analgesics", 15)
OPIOIDS, COMBINATIONS = ("opioids", 10), ("combination analgesics", 10)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Cafergot", [ERGOTS], id="8.2.1"),
        pytest.param("Imitrex nasal spray", [TRIPTANS], id="8.2.2, any route"),
        pytest.param("acetaminophen 500 mg", [ANALGESICS], id="8.2.3 paracetamol"),
        pytest.param("aspirin", [ANALGESICS], id="8.2.3 aspirin"),
        pytest.param("naproxen", [ANALGESICS], id="8.2.3 NSAID"),
        pytest.param("acetaminophen / ibuprofen", [ANALGESICS], id="two analgesics without an adjuvant"),
        pytest.param("tramadol", [OPIOIDS], id="8.2.4"),
        pytest.param("Excedrin Migraine", [COMBINATIONS], id="8.2.5 caffeine"),
        pytest.param("Fioricet", [COMBINATIONS], id="8.2.5 butalbital"),
        pytest.param("oxycodone-acetaminophen", [OPIOIDS, COMBINATIONS], id="8.2.5 opioid, by its ingredients"),
        pytest.param("Percocet 5/325", [OPIOIDS, COMBINATIONS], id="8.2.5 opioid, by its name"),
        pytest.param("Treximet", [TRIPTANS, ANALGESICS], id="a triptan and an NSAID"),
        pytest.param("Nurtec ODT", [], id="8.2.8 is not verified"),
        pytest.param("Zofran", [], id="an antiemetic"),
        pytest.param("topiramate", [], id="a preventive"),
        pytest.param("something blue", [], id="not recognised"),
    ],
)
def test_classes_of_a_medicine(words: str, expected: list[tuple[str, int]]) -> None:
    assert list(overuse_classes(words)) == expected
