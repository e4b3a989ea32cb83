"""The request block is complete: every code, the vials that the product code means, and who asks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.packet.request_block import request_block
from tests.packet.test_letter_traces import text_of
from tests.samples import READY, letter_html, sample, sample_data


def block(**request: Any) -> dict[str, str]:
    data = sample_data("aetna_initial_ready")
    data["request"] |= request
    asked = request_block(make_case(data))
    return {line.code: line.quantity for line in asked.codes} | dict(asked.facts)


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize(
    "field",
    [
        r"J0585 onabotulinumtoxinA \(Botox\), per unit 155 units",
        r"J0585-JW discarded .* 45 units",
        r"64615 .* 1 per session",
        r"G43\.709 Chronic migraine without aura, not intractable, without status migrainosus ICD-10-CM",
        r"Frequency: every 12 weeks",
        r"Dates asked: \w+ \d+, 2026 to \w+ \d+, 2027",
        r"Asked for: 4 treatments over 12 months",
        r"Place of service: 11, office",
        r"Drug source: buy and bill",
        r"Vials: 1 × 200 units \(NDC 00023-3921-02\)",
        r"NPI 1234567893",
        r"TIN 12-3456789",
        r"taxonomy 2084N0400X",
    ],
)
def test_every_letter_has_every_field_of_the_request(name: str, field: str) -> None:
    text = re.sub(r"\s+", " ", text_of(letter_html(sample(name)))).replace(" :", ":")

    assert re.search(field, text)


def test_a_product_code_names_the_vials_that_are_counted() -> None:
    found = block(ndc="00023-1145-01")

    assert found["Vials"] == "2 × 100 units (NDC 00023-1145-01)"
    assert found["J0585-JW"] == "45 units"


def test_nothing_discarded_is_said_with_jz() -> None:
    found = block(units=200)

    assert found["J0585-JZ"] == "0 units"
    assert "J0585-JW" not in found


@pytest.mark.parametrize(
    ("span", "label", "expected"),
    [
        ("12 months", "Dates asked", "June 24, 2026 to June 23, 2027"),
        ("120 days", "Dates asked", "June 24, 2026 to October 21, 2026"),
        (None, "First date", "June 24, 2026"),
    ],
)
def test_the_span_asked_ends_on_its_last_day(span: str | None, label: str, expected: str) -> None:
    assert block(span=span)[label] == expected


def test_a_specialty_pharmacys_vials_are_not_the_clinics_to_bill() -> None:
    found = block(drug_source="specialty_pharmacy")

    assert found["Drug source"] == "specialty pharmacy"
    assert not {"Vials", "J0585-JW", "J0585-JZ"} & found.keys()
