"""Noridian JE: the documentation lists clause by clause, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.noridian_je_l35170_2026_02 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, Change, chart, diagnosis, month_counts
from tests.payer_rules.medicare.rows import BOTH_HELPED, attached, benefit_of_the_last, document
from tests.payer_rules.table import Row, Table

LISTED = ("record.1", "codes.1", "record.2", "record.3", "record.4", "record.5", "record.8")
ASKED_FIRST = (*LISTED, "initial.1", "initial.2", "people.1", "dose.1")
ASKED_AGAIN = (*LISTED, "continuation.1", "people.1", "dose.1")
NOTE = document("office_note", signed=True)
INJECTIONS = document("injection_record")

NEW_TO_BOTOX = chart(documents=[NOTE], confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    toxin_treatments=BOTH_HELPED,
    documents=[INJECTIONS, NOTE],
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

COUNTED: Change = {
    "diagnoses": [diagnosis("G43.709")],
    "headaches": {"months": month_counts(LATEST)},
    "confirmations": [],
}
SIGNED: tuple[Row, ...] = (
    *attached("record.6", "office_note", NOTE),
    ("record.6", {"documents": [document("office_note")]}, Verdict.NOT_DOCUMENTED, "a note without a signature"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        ("record.4", COUNTED, Verdict.CHECK_BY_HAND, "15 headache days a month do not make most days"),
        *SIGNED,
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *benefit_of_the_last("response.1"),
        *attached("record.7", "injection_record", INJECTIONS),
        *SIGNED,
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
