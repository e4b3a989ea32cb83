"""Wisconsin Medicaid, topic 15097: age and units are checked, the list of codes and the rest by hand."""

from __future__ import annotations

import pytest

from payer_rules.wisconsin_medicaid.medicaid_2024_05 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand, whole
from tests.payer_rules.charts import TWO_TREATMENTS, Change, chart, confirmed, diagnosis
from tests.payer_rules.table import Row, Table

ASKED_FIRST = ("code.1", "people.2", "other.1")
ASKED_AGAIN = ("code.1", "people.2", "continuation.1", "other.1")

NEW_TO_BOTOX = chart(
    diagnoses=[{**diagnosis("G43.709"), "made_by": "A. Example MD"}],
    confirmations=answers(POLICY.id, *ASKED_FIRST),
)
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[{**diagnosis("G43.709"), "made_by": "A. Example MD"}],
    toxin_treatments=TWO_TREATMENTS,
    confirmations=answers(POLICY.id, *ASKED_AGAIN),
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("age.1", {}, Verdict.MET, "18 today"),
    ("age.1", {"patient.born": "2008-06-02"}, Verdict.NOT_MET, "18 tomorrow"),
    ("people.1", {}, Verdict.MET, "diagnosed by the clinician who prescribes"),
    ("people.1", {"diagnoses.0.made_by": "B. Other MD"}, Verdict.CHECK_BY_HAND, "diagnosed by another name"),
    ("people.1", {"diagnoses.0.made_by": None}, Verdict.NOT_DOCUMENTED, "who diagnosed is not documented"),
    (
        "people.1",
        {
            "diagnoses.0.made_by": "B. Other MD",
            "confirmations": [*answers(POLICY.id, *ASKED_AGAIN), confirmed(POLICY.id, "people.1", holds=False)],
        },
        Verdict.NOT_MET,
        "looked up: it was another clinician",
    ),
    ("dose.1", {"request.units": 200}, Verdict.MET, "200 units"),
    ("dose.1", {"request.units": 201}, Verdict.NOT_MET, "201 units"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*whole(POLICY.id, "initial", *ASKED_FIRST), *by_hand(POLICY.id, *ASKED_FIRST), *FOR_BOTH),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*whole(POLICY.id, "continuation", *ASKED_AGAIN), *by_hand(POLICY.id, *ASKED_AGAIN), *FOR_BOTH),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
