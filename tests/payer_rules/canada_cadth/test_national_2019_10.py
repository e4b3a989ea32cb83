"""CADTH SR0584-000, clause by clause; all but the drug and the preventives is still to be read."""

from __future__ import annotations

import pytest

from payer_rules.canada_cadth.national_2019_10 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import LEFT_OUT, TWO_TREATMENTS, Change, chart, trial
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    BY_HAND,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    by_hand,
    confirmations,
    failures,
    product,
    tried,
    whole,
)

FIRST, FURTHER = ("2", "4"), ("5", "4")
NAMED = (
    "metoprolol",
    "nadolol",
    "verapamil",
    "flunarizine",
    "valproate sodium",
    "divalproex sodium",
    "gabapentin",
)
NOT_NAMED = ("atenolol", "nortriptyline", "nifedipine", "candesartan", "atogepant", "zonisamide", "memantine")


def third(drug: str) -> Change:
    """Put another drug in the place of amitriptyline."""
    return {"trials.2": trial(drug, oral=True)}


ORAL_PREVENTIVES: tuple[Row, ...] = (
    ("3", {}, MET, "three drugs"),
    ("3", {"trials": tried("propranolol", "metoprolol", "nadolol", oral=True)}, MET, "three drugs of one class"),
    ("3", {"trials.2": LEFT_OUT}, NOT_MET, "two drugs"),
    ("3", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("3", third("Inderal"), NOT_MET, "one drug under two names"),
    *(("3", third(drug), MET, f"{drug} as the third") for drug in NAMED),
    *(("3", third(drug), BY_HAND, f"{drug} as the third: not among the examples") for drug in NOT_NAMED),
    ("3", {"trials.0.oral": False}, NOT_MET, "one of them not taken by mouth"),
    ("3", {"trials.0.oral": LEFT_OUT}, NOT_DOCUMENTED, "route of one not documented"),
    ("3", {"trials.0.for_migraine": False}, NOT_MET, "one for another illness"),
    ("3", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose of one not documented"),
    ("3", {"trials.0.stopped": LEFT_OUT}, MET, "no length was read"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        trials=tried("propranolol", "topiramate", "amitriptyline", oral=True),
        confirmations=confirmations(POLICY.id, *FIRST),
    ),
    rows=(
        *whole("initial"),
        *product("1"),
        *by_hand(POLICY.id, *FIRST),
        *ORAL_PREVENTIVES,
        *failures("3", intolerance=True, contraindication=True),
    ),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        toxin_treatments=TWO_TREATMENTS,
        confirmations=confirmations(POLICY.id, *FURTHER),
    ),
    rows=(*whole("continuation"), *product("1"), *by_hand(POLICY.id, *FURTHER)),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
