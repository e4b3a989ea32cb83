"""NHS Humber and North Yorkshire, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.nhs_humber_north_yorkshire.national_2025_06 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    LATEST,
    TWO_TREATMENTS,
    Change,
    attested,
    chart,
    diagnosis,
    documented,
    month_counts,
)
from tests.payer_rules.table import Row, Table
from tests.payer_rules.usual_rows import (
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    before_and_now,
    counts_now,
    early_or_response,
    failures,
    product,
    stopped_below,
    trials,
    tried,
    whole,
)

ACUTE: tuple[Row, ...] = (
    ("5", {}, MET, "8 days a month"),
    ("5", {"acute_medicines.0.days_per_month": 9}, NOT_MET, "9 days a month"),
    ("5", {"acute_medicines.0.days_per_month": "8-9"}, NOT_DOCUMENTED, "8 to 9 days a month"),
    ("5", {"acute_medicines": []}, NOT_DOCUMENTED, "acute medicines not documented"),
)
# the page's "or" would let each of these go on
EITHER_IS_NOT_ENOUGH: tuple[Row, ...] = (
    ("further", before_and_now((20, 20, 20), (10, 10), between=14), NOT_MET, "better, and episodic for three months"),
    ("further", before_and_now((20, 20, 20), (20, 20)), NOT_MET, "not episodic, and no better"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=chart(
        headaches={"months": month_counts(LATEST)},
        trials=tried("propranolol", "topiramate", "amitriptyline"),
        acute_medicines=[documented(drug="sumatriptan", days_per_month=8)],
        attestations=[attested("overuse_addressed")],
        diagnoses=[{**diagnosis("G43.709"), "made_by": "C. Other", "made_by_taxonomy": "2084N0400X"}],
    ),
    rows=(
        *whole("trial"),
        *product("1"),
        ("2", {}, MET, "a neurologist"),
        ("2", {"diagnoses.0.made_by_taxonomy": "2084N0402X"}, MET, "a neurologist for children"),
        ("2", {"diagnoses.0.made_by_taxonomy": "207Q00000X"}, NOT_MET, "a family physician"),
        ("2", {"diagnoses.0.made_by_taxonomy": None}, NOT_DOCUMENTED, "the specialty is not documented"),
        ("2", {"diagnoses.0.code": "G43.009"}, NOT_DOCUMENTED, "a diagnosis of another migraine"),
        *counts_now("2.a", "headache_days", 15),
        *counts_now("2.b", "migraine_days", 8),
        *trials("3", 3),
        *failures("3", intolerance=False, contraindication=False),
        ("4", {}, MET, "stated to be addressed"),
        ("4", {"attestations.0.holds": False}, NOT_MET, "stated not to be addressed"),
        ("4", {"attestations": []}, MET, "a triptan on 8 days a month is no overuse"),
        ("4", {"attestations": [], "acute_medicines": []}, NOT_DOCUMENTED, "neither statement nor days"),
        *ACUTE,
    ),
)
# 20 headache days before, 14 after the second treatment: 30 % fewer; 15 in March, so not yet episodic for three months
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=chart(
        request={"kind": "continuation"},
        headaches={"months": before_and_now((20, 20, 20), (14, 14))["headaches.months"]},
        toxin_treatments=TWO_TREATMENTS,
    ),
    rows=(
        *whole("further"),
        *EITHER_IS_NOT_ENOUGH,
        *product("1"),
        *early_or_response("6", "6.a", "6.b", one_short=before_and_now((17, 17, 17), (12, 12)), needs="30 %"),
        *stopped_below("7", "7.a", 15),
    ),
)

TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
