"""CGS: 15 headaches of 4 hours, the list for a first treatment, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.cgs_l33949_2023_09 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, chart, month_counts, stated, trial
from tests.payer_rules.medicare.rows import attached, before_and_since, count_again, document, first_count
from tests.payer_rules.table import Row, Table

MET, NOT_DOCUMENTED, BY_HAND = Verdict.MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND

FOR_BOTH = ("record.1", "record.2", "codes.1", "people.1", "dose.1")
ASKED_FIRST = (*FOR_BOTH, "initial.1.b", "initial.2", "initial.3", "initial.4", "initial.5")
ASKED_AGAIN = (*FOR_BOTH, "continuation.2")
COUNTED = {"headache": 16, "migraine": 8, "long": 15}
NOTE = document("office_note")

NEW_TO_BOTOX = chart(
    headaches={"months": month_counts(LATEST, **COUNTED)},
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    headaches={"months": before_and_since(COUNTED)},
    toxin_treatments=TWO_TREATMENTS,
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

ONE_TRIAL: Change = {"trials": [trial("topiramate", days=92)], "confirmations": []}
ATTACKS: Change = {"headaches": {"frequencies": [stated("attack", per_month=15)]}}
NOTES: tuple[Row, ...] = (
    ("initial.1", {}, MET, "a note, and a current one"),
    ("initial.1", {"documents": []}, NOT_DOCUMENTED, "no note"),
    ("initial.1", {"confirmations": []}, BY_HAND, "a note, and nobody has seen whether it is current"),
    *attached("initial.1.a", "office_note", NOTE),
    ("initial.2", ONE_TRIAL, BY_HAND, "one drug of 3 months, where treatments are asked for"),
    ("days.1", ATTACKS, NOT_DOCUMENTED, "15 attacks are not 15 days of 4 hours"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *first_count("days.1", "days_of_4_hours", COUNTED, 15),
        *NOTES,
        *by_hand(POLICY.id, *ASKED_FIRST),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *count_again("days.1", "days_of_4_hours", COUNTED, 15),
        *attached("continuation.1", "office_note", NOTE),
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
