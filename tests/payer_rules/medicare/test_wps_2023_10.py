"""WPS L34635, in effect until 2026-02-14, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.medicare.wps_2023_10 import POLICY
from payer_rules.medicare.wps_2026_02 import POLICY as NEXT
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, Change, chart, confirmed, month_counts
from tests.payer_rules.medicare.rows import (
    BOTH_HELPED,
    EARLIER,
    LAST,
    attached,
    before_and_since,
    benefit_of_the_last,
    blank_day,
    count_again,
    did_not_help,
    document,
    first_count,
    helped,
    interval,
    three_months,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, BY_HAND = Verdict.MET, Verdict.NOT_MET, Verdict.CHECK_BY_HAND

FOR_BOTH = ("codes.1", "exclusion.1", "dose.1")
ASKED_FIRST = (*FOR_BOTH, "initial.1", "initial.2", "people.1")
ASKED_AGAIN = (*FOR_BOTH, "response.1.b", "continuation.1", "people.1")
COUNTED = {"headache": 15, "migraine": 8, "long": 3}
NOTE = document("office_note")

NEW_TO_BOTOX = chart(
    headaches={"months": month_counts(LATEST, **COUNTED)},
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    headaches={"months": before_and_since(COUNTED)},
    toxin_treatments=BOTH_HELPED,
    documents=[NOTE],
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

HELPED_BEFORE: Change = {"toxin_treatments": [helped(EARLIER), did_not_help(LAST)]}
HELPED_NEVER: Change = {"toxin_treatments": [did_not_help(EARLIER), did_not_help(LAST)]}
NOBODY_LOOKED: Change = {"confirmations": []}
FAILED_TWICE: Change = {"confirmations": [confirmed(POLICY.id, "response.1.b", holds=False)]}
STOPPING: tuple[Row, ...] = (
    ("response.1", NOBODY_LOOKED, MET, "the last helped"),
    ("response.1", FAILED_TWICE, MET, "the last helped, whatever a person says of both"),
    ("response.1", {**HELPED_BEFORE, **NOBODY_LOOKED}, BY_HAND, "the last did not help, the one before did"),
    ("response.1", {**HELPED_NEVER, **NOBODY_LOOKED}, BY_HAND, "neither helped; at which dose, a person sees"),
    ("response.1", {**HELPED_NEVER, **FAILED_TWICE}, NOT_MET, "both failed at an adequate dose"),
    ("response.1", HELPED_BEFORE, MET, "the last did not help; a person has seen that not both failed"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *first_count("days.1", "headache_days", COUNTED, 15),
        *blank_day("days.1", LATEST),
        *three_months("days.1"),
        *first_count("days.2", "migraine_days", COUNTED, 8),
        *three_months("days.2"),
        *attached("record.1", "office_note", NOTE),
        *by_hand(POLICY.id, *ASKED_FIRST),
        ("dose.2", {}, MET, "never given before"),
        *interval("dose.2"),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN[:3], *ASKED_AGAIN[4:]),
        *count_again("days.1", "headache_days", COUNTED, 15),
        *three_months("days.1", before_treatment=True),
        *count_again("days.2", "migraine_days", COUNTED, 8),
        *three_months("days.2", before_treatment=True),
        *attached("record.1", "office_note", NOTE),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *interval("dose.2"),
        *STOPPING,
        *benefit_of_the_last("response.1.a"),
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words


def test_the_next_revision_begins_where_this_one_ends() -> None:
    assert POLICY.ended == NEXT.effective
