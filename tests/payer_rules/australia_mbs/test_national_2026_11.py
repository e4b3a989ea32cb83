"""Medicare Benefits Schedule item 18377, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.australia_mbs.national_2026_11 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import BASELINE, LATEST, TWO_TREATMENTS, Change, Data, chart, month_counts
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    adult,
    before_and_now,
    by_hand,
    confirmations,
    early_or_response,
    failures,
    interval,
    product,
    trials,
    tried,
    whole,
)

FAILED = tried("propranolol", "topiramate", "amitriptyline")
LATEST_SIX = ("2025-12", "2026-01", "2026-02", *LATEST)
SIX_BEFORE = ("2025-06", "2025-07", "2025-08", *BASELINE)
# 15 headache days before, 7 and 8 after the second treatment: 50 % fewer
HALVED: list[Data] = [
    *month_counts(SIX_BEFORE[:3]),
    *before_and_now((15, 15, 15), (7, 8))["headaches.months"],
]
TREATED_ELSEWHERE: Change = {"toxin_treatments": TWO_TREATMENTS, "headaches.months": HALVED}


def averaged(clause: str, field: str, bound: int) -> tuple[Row, ...]:
    """Return the rows on the average of the chart's first six months."""
    first, second = f"headaches.months.0.{field}", f"headaches.months.1.{field}"
    return (
        (clause, {}, MET, f"{bound} days in each of six months"),
        (clause, {first: bound - 1}, NOT_MET, "one day fewer in the first of them"),
        (clause, {first: bound - 1, second: bound + 1}, MET, "one day fewer and one more: the same average"),
        (clause, {first: f"{bound - 1}-{bound}"}, NOT_DOCUMENTED, "perhaps one day fewer"),
        (clause, {"headaches.months": HALVED[1:]}, NOT_DOCUMENTED, "five months before treatment"),
        (clause, {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    )


# asked of each treatment
FOR_BOTH: tuple[Row, ...] = (
    *whole("item"),
    *product("product"),
    *adult("a"),
    *trials("b.1", 3),
    *failures("b.1", intolerance=True, contraindication=True),
    *averaged("b.2", "headache_days", 15),
    *averaged("b.3", "migraine_days", 8),
    *by_hand(POLICY.id, "c"),
    *interval("cycle"),
)

# 30, 30 and 29 headache days before, 15 after the second treatment: 49.4 % fewer
ALMOST_HALVED = before_and_now((30, 30, 29), (15, 15))
NEW_HERE: tuple[Row, ...] = (
    ("limit", {}, MET, "never given before"),
    ("limit", TREATED_ELSEWHERE, MET, "given twice elsewhere, and 50 % fewer headache days"),
    ("limit", {**TREATED_ELSEWHERE, **ALMOST_HALVED}, NOT_MET, "given twice elsewhere, and 49 % fewer headache days"),
    ("limit.1", {}, MET, "never given before"),
    ("limit.1", {"toxin_treatments": TWO_TREATMENTS[:1]}, MET, "given once elsewhere"),
    ("limit.1", {"toxin_treatments": TWO_TREATMENTS}, NOT_MET, "given twice elsewhere"),
    (
        "limit.1",
        {"toxin_treatments": [TWO_TREATMENTS[0], {**TWO_TREATMENTS[1], "for_migraine": None}]},
        NOT_DOCUMENTED,
        "what the second treatment was for is not documented",
    ),
    ("limit.2", {}, NOT_DOCUMENTED, "never given before"),
    ("limit.2", TREATED_ELSEWHERE, MET, "50 % fewer"),
    ("limit.2", {**TREATED_ELSEWHERE, **ALMOST_HALVED}, NOT_MET, "49 % fewer"),
    (
        "limit.2",
        {**TREATED_ELSEWHERE, "toxin_treatments": TWO_TREATMENTS[:1], **before_and_now((20, 20, 20), (4, 4))},
        NOT_MET,
        "judged too early: given once elsewhere",
    ),
    ("b.2", TREATED_ELSEWHERE, MET, "already better on Botox: the months before treatment are judged"),
    ("b.3", TREATED_ELSEWHERE, MET, "already better on Botox: the months before treatment are judged"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        headaches={"months": month_counts(LATEST_SIX)},
        trials=FAILED,
        confirmations=confirmations(POLICY.id, "c"),
    ),
    rows=(*FOR_BOTH, *NEW_HERE),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": HALVED},
        trials=FAILED,
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, "c"),
    ),
    rows=(*FOR_BOTH, *early_or_response("limit", "limit.1", "limit.2", one_short=ALMOST_HALVED, needs="50 %")),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
