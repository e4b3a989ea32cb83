"""What the rows of test_hard_shapes are made of: clauses of the policies that are held, and parts of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from priorauth.clinical.terms import Outcome, RequestKind
from priorauth.policy.criteria import (
    Criterion,
    walk,
)
from priorauth.policy.registry import policy_by_id
from priorauth.review.verdict import Verdict
from tests.builders import (
    diary,
    month,
    treated,
    trial,
)

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED
NO_RESPONSE = {"outcome": Outcome.INADEQUATE_RESPONSE}
AGAIN = {"kind": RequestKind.CONTINUATION}
PLANNED = date(2026, 4, 20)
BASELINE, NOW = ("2025-07", "2025-08", "2025-09"), ("2026-01", "2026-02", "2026-03")
TWICE = (treated("2025-10-07"), treated("2025-12-30"))


def of(policy: str, number: str, kind: RequestKind = RequestKind.INITIAL) -> Criterion:
    """Return one clause of a policy that is held."""
    return next(one for one in walk(policy_by_id(policy).requests[kind]) if one.clause == number)


def failed(*drugs: str, lasting: int = 90, **fields: Any) -> tuple[Any, ...]:
    """Return trials without response, each so many days long."""
    return tuple(trial(drug, lasting, **{**NO_RESPONSE, **fields}) for drug in drugs)


def counts(names: tuple[str, ...], **count: Any) -> tuple[Any, ...]:
    """Return the same counts in each of these months."""
    return tuple(month(name, **count) for name in names)


def course(before: dict[str, Any], now: dict[str, Any], given: tuple[Any, ...] = TWICE) -> dict[str, Any]:
    """Return counts before the first treatment and now, and the treatments between them."""
    headaches = {"months": (*counts(BASELINE, **before), *counts(NOW, **now))}
    return {"headaches": headaches, "toxin_treatments": given, "request": AGAIN}


def half_year(low: int, high: int) -> tuple[Any, ...]:
    """Return six months of headache days, by turns the one and the other."""
    names = ("2025-10", "2025-11", "2025-12", *NOW)
    return tuple(month(name, count) for name, count in zip(names, (low, high) * 3, strict=True))


def diaries(before: int, now: int) -> dict[str, Any]:
    """Return diaries of the months before the first treatment and of now, with so many headache days each."""
    marks = "".join(("x" * before).ljust(length, ".") for length in (31, 31, 30))
    marks_now = "".join(("x" * now).ljust(length, ".") for length in (31, 28, 31))
    both = (diary("2025-07-01", marks), diary("2026-01-01", marks_now))
    return {"headaches": {"diaries": both}, "toxin_treatments": TWICE, "request": AGAIN}


def responses(*improved: bool | None) -> dict[str, Any]:
    """Return earlier treatments, of each of which the chart says whether it helped."""
    given = zip(("2025-10-07", "2025-12-30")[-len(improved) :], improved, strict=True)
    treatments = (treated(on, improved=helped, response=None if helped is None else "as told") for on, helped in given)
    return {"toxin_treatments": tuple(treatments), "request": AGAIN}


def given(*treatments: tuple[str, int | None, bool]) -> dict[str, Any]:
    """Return earlier treatments by day, units and whether for migraine, beside 200 units planned."""
    known = tuple(treated(on, units, for_migraine=migraine) for on, units, migraine in treatments)
    return {"toxin_treatments": known, "request": {"units": 200, "service_date": PLANNED}}


UHC_CS, AETNA, MHCP = "unitedhealthcare/medicaid_2026_01", "aetna/commercial_2026_01", "healthpartners/medicaid_2026_11"
HEALTHPARTNERS, BCBS_NC, LNI = (
    "healthpartners/commercial_2026_11",
    "bcbs_nc/commercial_2020_01",
    "washington_lni/workers_compensation_2018_10",
)

Row = tuple[str, str, Criterion, dict[str, Any], Verdict]
"""Shape, side, criterion, the parts of the case, expected verdict."""


def rows(shape: str, criterion: Criterion, *sides: tuple[str, dict[str, Any], Verdict]) -> tuple[Row, ...]:
    """Return the rows of one shape."""
    return tuple((shape, side, criterion, parts, expected) for side, parts, expected in sides)


def medicines(*trials: Any, **parts: Any) -> dict[str, Any]:
    """Return a case with these trials."""
    return {"trials": trials, **parts}


def in_months(names: tuple[str, ...], **count: Any) -> dict[str, Any]:
    """Return a case with the same counts in each of these months."""
    return {"headaches": {"months": counts(names, **count)}}
