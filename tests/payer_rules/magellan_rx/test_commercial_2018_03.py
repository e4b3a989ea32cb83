"""Magellan Rx IC-0238 of 2018-03: 200 units in 84 days for migraine; most of the rest is looked up by hand."""

from __future__ import annotations

import pytest

from payer_rules.magellan_rx.commercial_2018_03 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import LATEST, TWO_TREATMENTS, Change, chart, diagnosis, month_counts
from tests.payer_rules.magellan_rx.limit_rows import ADULT_WITH_HEADACHES, FOR_MIGRAINE_200, VIALS
from tests.payer_rules.table import Table

ASKED_FIRST = ("initial.3", "initial.4", "initial.5", "other.1")
ASKED_AGAIN = ("continuation.1", "other.1")

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST)},
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(
        *whole(POLICY.id, "initial", *ASKED_FIRST),
        *by_hand(POLICY.id, *ASKED_FIRST),
        *ADULT_WITH_HEADACHES,
        *VIALS,
        *FOR_MIGRAINE_200,
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(
        *whole(POLICY.id, "continuation", *ASKED_AGAIN),
        *by_hand(POLICY.id, *ASKED_AGAIN),
        *VIALS,
        *FOR_MIGRAINE_200,
    ),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
