"""Mapping files: what they may say, and what is proposed for a form."""

from __future__ import annotations

import pytest

from priorauth.errors import FormError
from priorauth.packet.form_map import Filling, FormField, propose_form_map, read_form_map

NOTHING: dict[str, str | None] = {}


def test_a_mapping_names_facts_ticks_and_options() -> None:
    text = """
    [fields]
    "Name" = "patient.name"
    "Office use" = ""
    "New" = { fact = "request.kind", when = "initial" }
    "Place" = { fact = "request.place_of_service", options = { "11" = "Office" } }
    """
    found = read_form_map(text, "map.toml").fields

    assert found["Name"] == Filling(fact="patient.name")
    assert found["New"].when == "initial"
    assert found["Place"].options == {"11": "Office"}
    assert found["Office use"].value(NOTHING) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[fields", "is no TOML file"),
        ("", "expected a table"),
        ("[fields]\n[other]", "expected a table"),
        ("fields = 3", "expected a table"),
        ('[fields]\n"A" = 3', "expected a table"),
        ('[fields]\n"A" = { fact = "patient.name", then = "x" }', "expected a table"),
        ('[fields]\n"A" = "patient.shoe_size"', "names the fact patient.shoe_size"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text: str, why: str) -> None:
    with pytest.raises(FormError, match=why):
        read_form_map(text, "map.toml")


@pytest.mark.parametrize(("value", "expected"), [("initial", "on"), ("continuation", None), (None, None)])
def test_a_box_is_ticked_for_its_value_alone(value: str | None, expected: str | None) -> None:
    assert Filling(fact="request.kind", when="initial").value({"request.kind": value}) == expected


def test_an_option_takes_the_forms_word() -> None:
    filling = Filling(fact="request.kind", options={"initial": "NEW"})

    assert filling.value({"request.kind": "initial"}) == "NEW"
    assert filling.value({"request.kind": "continuation"}) == "continuation"
    assert filling.value({"request.kind": None}) is None


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("txt_17", "Patient Date of Birth", '"txt_17" = "patient.born"'),
        ("DOB", None, '"DOB" = "patient.born"'),
        ("Member ID", None, '"Member ID" = "coverage.member_id"'),
        ("ID of member", None, '"ID of member" = '),
        ("Shoe size", None, '# "Shoe size" = ""'),
        ('Odd "name"', None, '# "Odd \\"name\\"" = ""'),
    ],
)
def test_a_proposal_names_a_fact_only_where_it_is_like_the_field(name: str, label: str | None, expected: str) -> None:
    text = propose_form_map([FormField(name=name, label=label, kind="text")])

    assert expected in text
    read_form_map(text, "map.toml")


def test_a_proposal_says_what_the_form_says_of_a_field() -> None:
    field = FormField(name="State", label="Where", kind="choice", options=("CT", "NY"), required=True)

    assert "# choice; required; Where; CT, NY" in propose_form_map([field])
