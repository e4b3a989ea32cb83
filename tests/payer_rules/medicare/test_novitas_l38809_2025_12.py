"""Novitas: 15 migraine days, the record, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.novitas_l38809_2025_12 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, Change, chart, month_counts, stated
from tests.payer_rules.medicare.rows import (
    BOTH_HELPED,
    attached,
    before_and_since,
    benefit_of_the_last,
    count_again,
    document,
    first_count,
)
from tests.payer_rules.table import Row, Table

FOR_BOTH = ("record.1", "record.2", "codes.1", "people.1", "dose.1")
ASKED_FIRST = (*FOR_BOTH, "initial.1", "initial.2")
ASKED_AGAIN = (*FOR_BOTH, "continuation.1")
COUNTED = {"headache": 16, "migraine": 15, "long": 8}
INJECTIONS = document("injection_record")

NEW_TO_BOTOX = chart(
    headaches={"months": month_counts(LATEST, **COUNTED)},
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    headaches={"months": before_and_since(COUNTED)},
    toxin_treatments=BOTH_HELPED,
    documents=[INJECTIONS],
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

ATTACKS: Change = {"headaches": {"frequencies": [stated("attack", per_month=15)]}}
ANOTHER_UNIT: tuple[Row, ...] = (("days.1", ATTACKS, Verdict.NOT_DOCUMENTED, "15 attacks are not 15 migraine days"),)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *first_count("days.1", "migraine_days", COUNTED, 15),
        *ANOTHER_UNIT,
        *by_hand(POLICY.id, *ASKED_FIRST),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *count_again("days.1", "migraine_days", COUNTED, 15),
        *attached("record.3", "injection_record", INJECTIONS),
        *benefit_of_the_last("response.1"),
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
