"""A reading is old a year and a day after it; a verification counts for the policy as it was then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.policy.data import fingerprint
from priorauth.policy.model import Policy
from priorauth.policy.verified import Verification, old_from, standing
from tests.policies import a_policy

POLICY = a_policy()


def verified(on: str, *, agrees: bool = True, policy: Policy = POLICY, **fields: Any) -> Verification:
    return Verification(
        policy=policy.id,
        by="A. Biller",
        on=date.fromisoformat(on),
        agrees=agrees,
        policy_sha256=fingerprint(policy),
        **fields,
    )


@pytest.mark.parametrize(
    ("read_on", "expected"),
    [
        ("2026-06-10", date(2027, 6, 11)),
        ("2026-06", date(2027, 6, 2)),
        ("2026", date(2027, 1, 2)),
        ("2024-02-29", date(2025, 3, 1)),
    ],
    ids=["a day", "a month: its first day", "a year: its first day", "February 29"],
)
def test_a_reading_is_old_from_a_day_on(read_on: str, expected: date) -> None:
    assert old_from(a_policy(read_on=read_on)) == expected


@pytest.mark.parametrize(("day", "is_old"), [(date(2027, 6, 10), False), (date(2027, 6, 11), True)])
def test_a_year_to_the_day_is_not_old_and_a_day_more_is(day: date, *, is_old: bool) -> None:
    assert standing(POLICY).is_old_on(day) is is_old


@pytest.mark.parametrize(("day", "is_old"), [(date(2027, 8, 1), False), (date(2027, 8, 2), True)])
def test_a_verification_that_agrees_counts_as_a_reading(day: date, *, is_old: bool) -> None:
    assert standing(POLICY, [verified("2026-08-01")]).is_old_on(day) is is_old


@pytest.mark.parametrize(
    "made",
    [
        verified("2027-06-01", agrees=False),
        verified("2026-06-01"),
        verified("2027-06-01", policy=a_policy(read_on="2026-06-09")),
        verified("2027-06-01", policy=a_policy(payer="other")),
    ],
    ids=["it differed", "before the reading", "of the policy before it was changed", "of another policy"],
)
def test_other_verifications_make_no_reading_younger(made: Verification) -> None:
    assert standing(POLICY, [made]).old_from == date(2027, 6, 11)


def test_the_last_verification_counts_whatever_the_order_of_the_record() -> None:
    late, early = verified("2026-08-02", agrees=False), verified("2026-08-01")

    assert standing(POLICY, [late, early]).last is late
    assert standing(POLICY, [early, late]).differs
    assert not standing(POLICY, [late, verified("2026-08-03")]).differs


def test_of_two_on_one_day_the_one_recorded_later_counts() -> None:
    slip, right = verified("2026-08-01", agrees=False), verified("2026-08-01")

    assert not standing(POLICY, [slip, right]).differs
    assert standing(POLICY, [right, slip]).differs


def test_a_policy_that_was_changed_since_is_told_apart() -> None:
    before = a_policy(read_on="2026-06-09")

    assert standing(POLICY, [verified("2026-08-01", policy=before)]).changed_since
    assert not standing(POLICY, [verified("2026-08-01")]).changed_since
    assert not standing(POLICY).changed_since
