"""The facts of a case: one closed list, and nothing where the case says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.case.read import make_case
from priorauth.packet.case_facts import FACTS, values_for_forms
from tests.builders import a_case
from tests.samples import NAMES, sample, sample_data


def changed(**request: Any) -> Case:
    data = sample_data("aetna_initial_ready")
    data["request"] |= request
    return make_case(data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("patient.name", "Maria Sample"),
        ("patient.born", "03/17/1984"),
        ("coverage.member_id", "W123456789"),
        ("practice.city", "Middletown"),
        ("practice.tin", "12-3456789"),
        ("requester.name", "Riverbend Headache Clinic"),
        ("prescriber.name", "Ana Example, MD"),
        ("prescriber.npi", "1234567893"),
        ("prescriber.specialty", "Neurology"),
        ("facility.name", None),
        ("request.kind", "initial"),
        ("request.date", "06/10/2026"),
        ("request.service_date", "06/24/2026"),
        ("request.place_of_service", "11"),
        ("request.drug_source", "buy_and_bill"),
        ("request.units", "155"),
        ("request.wasted", "45"),
        ("request.review", "standard"),
        ("request.expedited", "no"),
        ("request.expedited_reason", None),
        ("request.ndc", "00023-3921-02"),
        ("denial.reference", None),
        ("code.drug", "J0585"),
        ("code.procedure", "64615"),
        ("diagnosis.code", "G43.709"),
        ("diagnosis.since", "February 2024"),
        ("headache.days", "03/2026: 19; 04/2026: 21; 05/2026: 20"),
        ("scores", "MIDAS 58 on 06/03/2026 (grade IV, severe disability); HIT-6 66 on 06/03/2026 (severe impact)"),
        ("treatments", None),
    ],
)
def test_facts_of_a_case_as_forms_take_them(name: str, expected: str | None) -> None:
    assert values_for_forms(sample("aetna_initial_ready"))[name] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("patient.born", "March 17, 1984"),
        ("request.place_of_service", "11, office"),
        ("request.drug_source", "buy and bill"),
        ("request.kind", "initial"),
        ("facility.name", None),
    ],
)
def test_facts_of_a_case_as_our_pages_write_them(name: str, expected: str | None) -> None:
    assert FACTS[name].in_words(Counted(sample("aetna_initial_ready"))) == expected


def test_the_list_is_the_same_for_every_case() -> None:
    assert all(list(values_for_forms(sample(name))) == list(FACTS) for name in NAMES)


def test_no_two_facts_have_the_same_label() -> None:
    labels = [fact.label for fact in FACTS.values()]

    assert len(labels) == len(set(labels))


def test_what_a_case_does_not_say_is_empty_and_never_a_word_for_nothing() -> None:
    values = values_for_forms(a_case())

    assert not {"None", "", "()", "[]"} & {value for value in values.values() if value is not None}
    assert values["practice.phone"] is None


def test_nothing_discarded_is_a_number() -> None:
    assert values_for_forms(changed(units=200))["request.wasted"] == "0"
    assert values_for_forms(changed(drug_source="specialty_pharmacy"))["request.wasted"] is None


@pytest.mark.parametrize(("expedited", "expected"), [(True, "daily vomiting"), (False, None)])
def test_a_reason_for_haste_counts_only_where_haste_is_asked_for(expedited: bool, expected: str | None) -> None:
    values = values_for_forms(changed(expedited=expedited, expedited_reason="daily vomiting"))

    assert values["request.expedited_reason"] == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_holds_more_than_a_field_takes(name: str) -> None:
    known = Counted(sample(name))
    limited = [fact for fact in FACTS.values() if fact.limit]

    assert len(limited) > 20
    assert [fact.name for fact in limited if fact.limit and len(fact.on_form(known) or "") > fact.limit.most] == []
