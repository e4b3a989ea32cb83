"""What a run says of a case that failed, and which of many codes it leaves with."""

from __future__ import annotations

import pytest

from priorauth.batch.rows import SERIOUSNESS, Outcome, Row, failed, most_serious
from priorauth.errors import PriorAuthError, UnknownPayer


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), 0),
        ((0, 0), 0),
        ((0, 10), 10),
        ((10, 11), 11),
        ((11, 13), 13),
        ((13, 3), 3),
        ((3, 4), 4),
        ((4, 5), 5),
        ((5, 15), 15),
        ((15, 6), 6),
        ((6, 7), 7),
        ((7, 8), 8),
        ((8, 1, 0), 1),
    ],
)
def test_a_run_leaves_with_the_most_serious_code(codes: tuple[int, ...], expected: int) -> None:
    assert most_serious(codes) == expected


def _codes(error: type[PriorAuthError]) -> set[int]:
    return {error.exit_code, *(code for child in error.__subclasses__() for code in _codes(child))}


def test_every_exit_code_of_an_error_has_its_place_in_the_order() -> None:
    assert _codes(PriorAuthError) <= set(SERIOUSNESS)


def test_an_error_of_ours_says_its_own_sentence() -> None:
    row = failed(Row(1, "input 1"), UnknownPayer("No policy of this payer is held."))
    assert (row.outcome, row.exit_code, row.said) == (Outcome.FAILED, 4, "No policy of this payer is held.")


def test_an_unforeseen_error_says_where_and_never_what() -> None:
    try:
        raise ValueError("Jane Doe")
    except ValueError as error:
        row = failed(Row(1, "input 1"), error)

    assert row.exit_code == 1
    assert row.said.startswith("Unforeseen ValueError in test_rows.py, line ")
    assert "Doe" not in row.said
