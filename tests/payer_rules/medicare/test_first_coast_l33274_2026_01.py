"""First Coast: 15 headache days, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.first_coast_l33274_2026_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, chart, month_counts, stated
from tests.payer_rules.medicare.rows import before_and_since, blank_day, count_again, first_count
from tests.payer_rules.table import Row, Table

FOR_BOTH = ("label.1", "record.2", "codes.1", "people.1", "dose.1", "record.1")
ASKED_FIRST = (*FOR_BOTH, "initial.1", "initial.2")
ASKED_AGAIN = (*FOR_BOTH, "continuation.1")
COUNTED = {"headache": 15, "migraine": 3, "long": 3}

NEW_TO_BOTOX = chart(
    headaches={"months": month_counts(LATEST, **COUNTED)},
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    headaches={"months": before_and_since(COUNTED)},
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

VAGUE: Change = {"headaches": {"frequencies": [stated("headache_day", per_week="3-4")]}}
STATED: tuple[Row, ...] = (("days.1", VAGUE, Verdict.NOT_DOCUMENTED, "3-4 days a week"),)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *first_count("days.1", "headache_days", COUNTED, 15),
        *blank_day("days.1", LATEST),
        *STATED,
        *by_hand(POLICY.id, *ASKED_FIRST),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *count_again("days.1", "headache_days", COUNTED, 15),
        *by_hand(POLICY.id, *ASKED_AGAIN),
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
