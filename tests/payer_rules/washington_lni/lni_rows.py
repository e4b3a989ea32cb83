"""Charts and rows for Washington State L&I, the same in both revisions."""

from __future__ import annotations

from calendar import monthrange
from typing import Any

from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    Data,
    attested,
    chart,
    documented,
    month_count,
    treated_days_before,
    trial,
)
from tests.payer_rules.table import Row
from tests.payer_rules.usual_rows import (
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    adult,
    attestation,
    failures,
    overuse,
    product,
    tried,
)


def in_diary(month: str, *, headache: Any = 15, **fields: Any) -> Data:
    """Return a month counted from a diary with an entry for every day."""
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    return month_count(month, headache=headache, **{"days_recorded": length, **fields})


def new_to_botox(confirmations: list[Data]) -> Data:
    return chart(
        headaches={
            "chronic_since": documented(since="2026-02-28"),
            "months": [in_diary(month) for month in LATEST],
        },
        trials=tried("topiramate", "divalproex sodium", "propranolol"),
        attestations=[
            attested("caused_by_accepted_injury"),
            attested("five_migraine_attacks"),
            attested("not_better_explained"),
            attested("overuse_addressed"),
        ],
        confirmations=confirmations,
    )


def before_and_now(before: tuple[int, int, int], now: int) -> Change:
    """Return a diary's headache days of the months before treatment, and of the two after the second treatment."""
    counted = (*zip(BASELINE, before, strict=True), *((month, now) for month in LATEST[1:]))
    return {"headaches.months": [in_diary(month, headache=days) for month, days in counted]}


def treated_twice(confirmations: list[Data]) -> Data:
    """Return a chart with a headache on each day of three months before, and on 15 days now: 50.5 % fewer."""
    return chart(
        request={"kind": "continuation"},
        headaches={"months": before_and_now((30, 31, 30), 15)["headaches.months"]},
        toxin_treatments=TWO_TREATMENTS,
        attestations=[attested("caused_by_accepted_injury")],
        confirmations=confirmations,
    )


ALREADY_BETTER: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [
        *(in_diary(month) for month in BASELINE),
        *(in_diary(month, headache=5, migraine=3, long=3) for month in LATEST),
    ],
}
CHRONIC_MIGRAINE: tuple[Row, ...] = (
    ("diagnosis.1", {}, MET, "ICHD-3 1.3 A to D"),
    ("diagnosis.1", ALREADY_BETTER, NOT_MET, "already better on Botox: the latest months are judged"),
    ("diagnosis.1 A1", {}, MET, "15 in each of three months"),
    ("diagnosis.1 A1", {"headaches.months.0.headache_days": 14}, NOT_MET, "one month of 14"),
    ("diagnosis.1 A1", {"headaches.months.0": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    ("diagnosis.1 A2", {}, MET, "three months and a day"),
    ("diagnosis.1 A2", {"headaches.chronic_since.since": "2026-03-01"}, NOT_MET, "three months to the day"),
    ("diagnosis.1 A2", {"headaches.chronic_since": LEFT_OUT}, NOT_DOCUMENTED, "no beginning documented"),
    *attestation("diagnosis.1 B", 1),
    ("diagnosis.1 C", {}, MET, "8 migraine days in each of three months"),
    ("diagnosis.1 C", {"headaches.months.2.migraine_days": 7}, NOT_MET, "one month of 7"),
    ("diagnosis.1 C", {"headaches.months.2.migraine_days": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    *attestation("diagnosis.1 D", 2),
)
DIARY: tuple[Row, ...] = (
    ("diary.1", {}, MET, "three full months"),
    ("diary.1", {"headaches.months.0": LEFT_OUT}, NOT_MET, "two full months"),
    ("diary.1", {"headaches.months": [month_count(month) for month in LATEST]}, NOT_DOCUMENTED, "no diary"),
)
TRIALS: tuple[Row, ...] = (
    ("trials.1", {}, MET, "three drugs of two classes"),
    ("trials.1", {"trials.2": trial("gabapentin")}, NOT_MET, "three drugs of one class"),
    ("trials.1", {"trials.0": LEFT_OUT}, NOT_MET, "two drugs of two classes"),
    ("trials.1", {"trials.1": trial("Topamax")}, NOT_MET, "one drug under two names"),
    ("trials.1", {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
    ("trials.1", {"trials.0.for_migraine": False}, NOT_MET, "one for another illness"),
    ("trials.1", {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose of one not documented"),
    ("trials.1", {"trials.0.stopped": LEFT_OUT}, MET, "no length is asked for"),
    *failures("trials.1", intolerance=False, contraindication=False),
)
FIRST: tuple[Row, ...] = (
    *CHRONIC_MIGRAINE,
    *DIARY,
    *TRIALS,
    *overuse("overuse.1", 3),
    ("courses.1", {}, MET, "never given before"),
)

BY_STATEMENT = [month_count(month, headache=days) for month, days in zip(BASELINE, (30, 31, 30), strict=True)]
FURTHER: tuple[Row, ...] = (
    ("response.1", {}, MET, "50.5 % fewer"),
    ("response.1", before_and_now((30, 30, 30), 15), NOT_MET, "exactly 50 % fewer"),
    ("response.1", before_and_now((20, 20, 20), 9), MET, "55 % fewer"),
    ("response.1", {"headaches.months.4.headache_days": "14-16"}, NOT_DOCUMENTED, "14 to 16 in the latest month"),
    (
        "response.1",
        {"headaches.months": [*BY_STATEMENT, *(month_count(month, headache=5) for month in LATEST[1:])]},
        NOT_DOCUMENTED,
        "counted without a diary",
    ),
    (
        "response.1",
        {"headaches.months.0": LEFT_OUT, "headaches.months.3.days_recorded": 20},
        NOT_DOCUMENTED,
        "blank days",
    ),
    ("response.1", {"toxin_treatments": TWO_TREATMENTS[:1]}, NOT_MET, "judged too early: one treatment given"),
    ("response.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
    ("courses.1", {}, MET, "two courses given"),
    ("courses.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
)

GIVEN = [treated_days_before(84 * number) for number in (5, 4, 3, 2, 1)]
BOTH: tuple[Row, ...] = (
    *product("product.1"),
    *attestation("cause.1", 0),
    *adult("age.1"),
    ("courses.1", {"toxin_treatments": GIVEN[1:]}, MET, "four courses given"),
    ("courses.1", {"toxin_treatments": GIVEN}, NOT_MET, "five courses given"),
    (
        "courses.1",
        {"toxin_treatments": [*GIVEN[:4], {**GIVEN[4], "for_migraine": None}]},
        NOT_DOCUMENTED,
        "what the fifth was for is not documented",
    ),
)
