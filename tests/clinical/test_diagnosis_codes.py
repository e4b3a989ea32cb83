"""What a code of migraine says by itself."""

from __future__ import annotations

from datetime import date

import pytest

from priorauth.clinical.diagnosis_codes import are_apart, code_facts, is_wrong_migraine_code, valid_from


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("G43.709", (True, False, False, False)),
        ("G43.701", (True, False, False, True)),
        ("G43.719", (True, False, True, False)),
        ("G43.E11", (True, True, True, True)),
        ("G43.009", (False, False, False, False)),
        ("G43.119", (False, True, True, False)),
        ("G43.909", (False, None, False, False)),
        ("G43.70", None),
        ("G43.829", None),
        ("R51.9", None),
    ],
)
def test_chronic_aura_intractable_and_status_stand_in_the_code(
    code: str, facts: tuple[bool, bool | None, bool, bool] | None
) -> None:
    assert code_facts(code) == facts


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("G43.7", True),
        ("G43.70", True),
        ("G43.705", True),
        ("G43.E", True),
        ("G43.709", False),
        ("G43.E09", False),
        ("G43.D0", False),
        ("R51.9", False),
        ("I10", False),
    ],
)
def test_a_code_of_a_whole_family_that_the_table_lacks_is_not_billable(code: str, wrong: bool) -> None:
    assert is_wrong_migraine_code(code) is wrong


@pytest.mark.parametrize(
    ("code", "first"), [("G43.E09", date(2023, 10, 1)), ("G43.709", None), ("R51.9", None), ("I10", None)]
)
def test_only_a_verified_first_day_is_known(code: str, first: date | None) -> None:
    assert valid_from(code) == first


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("G43.709", "G43.009", True),
        ("G43.009", "G43.709", True),
        ("G43.E09", "G43.109", True),
        ("G43.709", "G44.00", True),
        ("G43.709", "G43.109", False),
        ("G43.709", "R51.9", False),
        ("G44.209", "R51.9", True),
        ("G43.709", "G44.40", False),
        ("I10", "J45.909", False),
    ],
)
def test_excludes1_holds_both_ways(first: str, second: str, apart: bool) -> None:
    assert are_apart(first, second) is apart
    assert are_apart(second, first) is apart
