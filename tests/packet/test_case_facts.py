"""The facts that forms can ask for: one closed list, and nothing where the case says nothing."""

from __future__ import annotations

import pytest

from priorauth.packet.case_facts import case_facts
from tests.builders import a_case
from tests.samples import NAMES, sample


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("patient.name", "Maria Sample"),
        ("patient.born", "03/17/1984"),
        ("coverage.member_id", "W123456789"),
        ("prescriber.npi", "1234567893"),
        ("prescriber.specialty", "Neurology"),
        ("request.kind", "initial"),
        ("request.service_date", "06/24/2026"),
        ("request.units", "155"),
        ("request.wasted", "45"),
        ("request.expedited", "no"),
        ("request.expedited_reason", None),
        ("request.ndc", "00023-3921-02"),
        ("code.drug", "J0585"),
        ("code.procedure", "64615"),
        ("diagnosis.code", "G43.709"),
        ("headache.days", "03/2026: 19; 04/2026: 21; 05/2026: 20"),
        ("scores", "MIDAS 58 on 06/03/2026 (grade IV, severe disability); HIT-6 66 on 06/03/2026 (severe impact)"),
        ("treatments", None),
    ],
)
def test_facts_of_a_case(name: str, expected: str | None) -> None:
    assert case_facts(sample("aetna_initial_ready"))[name].value == expected


def test_the_list_is_the_same_for_every_case() -> None:
    names = list(case_facts(a_case()))

    assert len(names) == len(set(names))
    assert all(list(case_facts(sample(name))) == names for name in NAMES)


def test_what_a_case_does_not_say_is_empty_and_never_a_word_for_nothing() -> None:
    values = [fact.value for fact in case_facts(a_case()).values() if fact.value is not None]

    assert not {"None", "", "()", "[]"} & set(values)
    assert case_facts(a_case())["practice.phone"].value is None
