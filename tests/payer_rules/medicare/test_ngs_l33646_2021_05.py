"""National Government Services: the documentation checklist, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.ngs_l33646_2021_05 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, Change, chart, confirmed, month_counts
from tests.payer_rules.medicare.rows import (
    BOTH_HELPED,
    EARLIER,
    LAST,
    attached,
    did_not_help,
    document,
    helped,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

LISTED = ("list.1", "list.2", "list.3", "list.4", "list.6.b", "list.7")
ASKED_FIRST = (*LISTED, "initial.1", "initial.2", "people.1", "dose.1")
ASKED_AGAIN = (*LISTED, "continuation.1", "continuation.2", "people.1", "dose.1")
NOTE = document("office_note")

NEW_TO_BOTOX = chart(documents=[NOTE], confirmations=answers(POLICY.id, *ASKED_FIRST))
TREATED = chart(
    request={"kind": "continuation"},
    toxin_treatments=BOTH_HELPED,
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

COUNTED: Change = {"headaches": {"months": month_counts(LATEST)}, "confirmations": []}
MANAGEMENT: tuple[Row, ...] = (
    ("list.6", {}, MET, "a note, and most days in it"),
    ("list.6", {"documents": []}, NOT_DOCUMENTED, "most days, and no note"),
    *attached("list.6.a", "office_note", NOTE),
    ("list.6.b", COUNTED, BY_HAND, "15 headache days a month do not make most days"),
)
ONE_GIVEN: Change = {"toxin_treatments": [helped(LAST)]}
BOTH_PRECEDING: tuple[Row, ...] = (
    ("list.5", {}, MET, "both of the last two helped"),
    ("list.5", {"toxin_treatments": [helped(EARLIER), did_not_help(LAST)]}, NOT_MET, "the last did not help"),
    ("list.5", {"toxin_treatments": [did_not_help(EARLIER), helped(LAST)]}, NOT_MET, "the one before did not help"),
    ("list.5", {"toxin_treatments": [EARLIER, helped(LAST)]}, NOT_DOCUMENTED, "nothing of the one before"),
    ("list.5", {"toxin_treatments": [helped(EARLIER), LAST]}, NOT_DOCUMENTED, "nothing of the last"),
    ("list.5", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment"),
    ("list.5", ONE_GIVEN, BY_HAND, "the second treatment: there are no two before it"),
    ("list.5", {"toxin_treatments": [did_not_help(LAST)]}, NOT_MET, "the second treatment, and the first did not help"),
    (
        "list.5",
        {**ONE_GIVEN, "confirmations": [confirmed(POLICY.id, "list.5", holds=True)]},
        MET,
        "the second treatment, and the contractor was asked",
    ),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *MANAGEMENT),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *BOTH_PRECEDING,
        *MANAGEMENT,
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
