"""Western Health Advantage: the indication of the label; the criteria after it are looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.western_health_advantage.commercial_2026_11 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import BASELINE, LATEST, TWO_TREATMENTS, Change, chart, month_counts
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
)

ASKED_FIRST = ("initial.1", "initial.2", "people.1", "dose.1")
ASKED_AGAIN = ("continuation.1", "people.1", "dose.1")

NEW_TO_BOTOX = chart(
    headaches={"months": month_counts(LATEST, long=15)}, confirmations=answers(POLICY.id, *ASKED_FIRST)
)
TREATED = chart(
    request={"kind": "continuation"},
    headaches={"months": [*month_counts(BASELINE, long=15), *month_counts(LATEST, headache=5, migraine=3, long=5)]},
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# asked in the same words of both kinds of request
PRODUCT: tuple[Row, ...] = (
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
)
# the age is asked in the same words of both kinds of request
ADULT: tuple[Row, ...] = (
    ("adult.1", {}, MET, "18 today"),
    ("adult.1", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
)


def days(months: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows on the days of long headache; both kinds of request ask the same of different months."""
    return (
        ("days.1", {}, MET, "15 days of 4 hours"),
        ("days.1", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
        ("days.1", {"headaches.months.2.days_of_4_hours": "14-15"}, NOT_DOCUMENTED, "14 to 15"),
        ("days.1", {"headaches.months": month_counts(months, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
        ("days.1", {"headaches.months": month_counts(months, migraine=None, long=15)}, MET, "migraine days not asked"),
    )


COUNTED_BEFORE: tuple[Row, ...] = (
    *days(BASELINE),
    (
        "days.1",
        {"headaches.months": month_counts(LATEST, long=15)},
        NOT_DOCUMENTED,
        "counted only since the first treatment",
    ),
)
COUNTED_NOW: tuple[Row, ...] = (
    *days(LATEST),
    (
        "days.1",
        {"toxin_treatments": TWO_TREATMENTS, "headaches.months": TREATED["headaches"]["months"]},
        NOT_MET,
        "already better on Botox: the latest months are judged",
    ),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *PRODUCT,
        *ADULT,
        *COUNTED_NOW,
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *PRODUCT,
        *ADULT,
        *COUNTED_BEFORE,
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
