"""The redline in words: what a new revision changed, and nothing else."""

from __future__ import annotations

from datetime import date

from priorauth.clinical.calendar import weeks
from priorauth.clinical.terms import RequestKind
from priorauth.policy.criteria import Age, AllOf, HeadacheDays, Interval
from priorauth.policy.diff import diff
from priorauth.policy.model import Policy
from priorauth.policy.registry import policy_by_id

AETNA = policy_by_id("aetna/commercial_2026_01")


def _revised(**changes: object) -> Policy:
    return AETNA.model_copy(update=changes)


def _of(*criteria: Age | HeadacheDays | Interval) -> dict[RequestKind, AllOf]:
    return {RequestKind.INITIAL: AllOf(clause="1", says="all", criteria=criteria)}


ADULT = Age(clause="1.a", says="adults", at_least=18)
DAYS = HeadacheDays(clause="1.b", says="15 days", per_month_at_least=15)


def test_a_policy_does_not_differ_from_itself() -> None:
    assert diff(AETNA, AETNA) == ()


def test_a_moved_bound_is_named() -> None:
    other = HeadacheDays(clause="1.b", says="15 days", per_month_at_least=14)

    (change,) = diff(_revised(requests=_of(ADULT, DAYS)), _revised(requests=_of(ADULT, other)))

    assert str(change) == "initial, clause 1.b: per month at least: 15 → 14"


def test_a_bound_that_appears_is_named() -> None:
    other = HeadacheDays(clause="1.b", says="15 days", per_month_at_least=15, before_treatment=True)

    (change,) = diff(_revised(requests=_of(DAYS)), _revised(requests=_of(other)))

    assert str(change) == "initial, clause 1.b: before treatment: nothing → yes"


def test_new_and_gone_clauses_are_named() -> None:
    new = Interval(clause="1.c", says="every 12 weeks", at_least=weeks(12))
    changes = diff(_revised(requests=_of(ADULT, DAYS)), _revised(requests=_of(DAYS, new)))

    assert [str(change) for change in changes] == [
        "initial, clause 1.a: gone: adults",
        "initial, clause 1.c: new: every 12 weeks",
    ]


def test_the_number_of_alternatives_needed_is_compared() -> None:
    changes = diff(_revised(requests=_of(ADULT)), _revised(requests=_of(ADULT, DAYS)))

    assert str(changes[0]) == "initial, clause 1: needs: all of 1 → all of 2"


def test_dates_and_silences_are_compared() -> None:
    changes = diff(_revised(silent_on=("a diary",)), _revised(silent_on=("the dose",), effective=date(2027, 1, 1)))

    assert [str(change) for change in changes] == [
        "in effect from: was: 2026-01-01 → 2027-01-01",
        "silent on: gone: a diary",
        "silent on: new: the dose",
    ]
