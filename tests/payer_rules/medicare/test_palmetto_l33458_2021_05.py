"""Palmetto GBA: 15 days of 4 hours, intractability, Botox, and criteria that are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.medicare.palmetto_l33458_2021_05 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, chart, diagnosis, month_counts, stated
from tests.payer_rules.medicare.rows import before_and_since, count_again, first_count
from tests.payer_rules.table import Row, Table

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET

FOR_BOTH = ("intractable.1", "codes.1", "people.1", "dose.1", "record.1")
ASKED_FIRST = (*FOR_BOTH, "initial.1", "initial.2")
ASKED_AGAIN = (*FOR_BOTH, "continuation.1")
COUNTED = {"headache": 16, "migraine": 8, "long": 15}

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

INTRACTABLE_CODE: Change = {"diagnoses": [diagnosis("G43.719")], "confirmations": []}
FIXED: tuple[Row, ...] = (
    ("adult.1", {}, MET, "18 today"),
    ("adult.1", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
    ("intractable.1", INTRACTABLE_CODE, Verdict.CHECK_BY_HAND, "a code that says intractable is no criterion"),
)


def each_lasting(hours: str) -> Change:
    """Change the chart to a statement of 15 headache days a month, each of so many hours."""
    return {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each=hours)]}}


HOURS: tuple[Row, ...] = (
    ("days.1", each_lasting("4"), MET, "4 hours on each of 15 days"),
    ("days.1", each_lasting("3"), NOT_MET, "3 hours on each of 15 days"),
    ("days.1", each_lasting("3-5"), Verdict.NOT_DOCUMENTED, "3 to 5 hours on each of 15 days"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *first_count("days.1", "days_of_4_hours", COUNTED, 15),
        *HOURS,
        *FIXED,
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
        *FIXED,
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
