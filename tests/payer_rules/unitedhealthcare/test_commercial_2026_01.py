"""UnitedHealthcare 2026D0017AN for commercial plans, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.unitedhealthcare.commercial_2026_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    attested,
    chart,
    diagnosis,
    diary,
    month_count,
    month_counts,
    stated,
    treated,
    treated_days_before,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST, long=15)},
    attestations=[attested("label_dosing")],
)
# counted before the first treatment; the months since then do not bear on it
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": [*month_counts(BASELINE, long=15), *month_counts(LATEST, headache=5, migraine=3, long=5)]},
    toxin_treatments=TWO_TREATMENTS,
    attestations=[attested("label_dosing")],
)

# on Botox elsewhere: once chronic, now better
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": TREATED["headaches"]["months"],
}
# treated, yet the counts are those of the months since
COUNTED_ONLY_SINCE: Change = {"headaches.months": month_counts(LATEST, long=15)}

SILENT_ON: tuple[Row, ...] = (
    ("all", {}, MET, "every clause met"),
    ("all", {"request.product": "Xeomin"}, NOT_MET, "every clause met but one"),
    ("all", {"patient.born": "2012-06-01"}, MET, "14 years old: no age is asked for"),
    ("all", {"prescriber.taxonomy": "207Q00000X"}, MET, "family physician: no specialty is asked for"),
)


def counts(months: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows on clauses 2 to 4; both kinds of request ask the same of different months."""
    first, last = months[0], months[-1]
    one_of_three = month_counts(months[1:], long=15)
    return (
        ("4", {}, MET, "15 headache days"),
        ("4", {"headaches.months.2.headache_days": 14}, NOT_MET, "14 in the latest month"),
        ("4", {"headaches.months.0.headache_days": 14}, NOT_MET, "14 two months before"),
        ("4", {"headaches.months": month_counts((last,), long=15)}, MET, "one month: no duration is asked for"),
        ("4", {"headaches.months.2.headache_days": "14-16"}, NOT_DOCUMENTED, "14 to 16"),
        ("4", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
        ("4", {"headaches": {"diaries": [diary(months, headache=15, blank=0)]}}, MET, "15 in a full diary"),
        ("4", {"headaches": {"diaries": [diary(months, headache=14, blank=0)]}}, NOT_MET, "14 in a full diary"),
        ("4", {"headaches": {"diaries": [diary(months, headache=14, blank=1)]}}, NOT_DOCUMENTED, "a blank day"),
        ("5", {}, MET, "8 migraine days"),
        ("5", {"headaches.months.2.migraine_days": 7}, NOT_MET, "7 migraine days"),
        ("5", {"headaches.months.2.migraine_days": "7-8"}, NOT_DOCUMENTED, "7 to 8 migraine days"),
        (
            "5",
            {"headaches.months": month_counts(months, migraine=None, long=15)},
            NOT_DOCUMENTED,
            "headache days are not migraine days",
        ),
        ("6", {}, MET, "15 days of 4 hours"),
        ("6", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
        ("6", {"headaches.months": month_counts(months, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
        (
            "6",
            {"headaches.months": [month_count(first, long=None), *one_of_three]},
            MET,
            "hours recorded in the latest two months",
        ),
    )


LATEST_MONTHS: tuple[Row, ...] = (
    *counts(LATEST),
    ("4", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("5", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("6", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("4", {"headaches": {"frequencies": [stated("headache_day", per_week="3-4")]}}, NOT_DOCUMENTED, "3-4 a week"),
    ("5", {"headaches": {"frequencies": [stated("attack", per_month=8)]}}, NOT_DOCUMENTED, "8 attacks"),
    (
        "6",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each=4)]}},
        MET,
        "4 hours on each of 15 days",
    ),
    (
        "6",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each=3)]}},
        NOT_MET,
        "3 hours on each of 15 days",
    ),
)

MONTHS_BEFORE_TREATMENT: tuple[Row, ...] = (
    *counts(BASELINE),
    ("4", COUNTED_ONLY_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
    ("5", COUNTED_ONLY_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
    ("6", COUNTED_ONLY_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
)

# asked in the same words of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("1", {"diagnoses.0.code": "G43.701"}, MET, "G43.701"),
    ("1", {"diagnoses.0.code": "G43.709"}, MET, "G43.709"),
    ("1", {"diagnoses.0.code": "G43.711"}, MET, "G43.711"),
    ("1", {"diagnoses.0.code": "G43.719"}, MET, "G43.719"),
    ("1", {"diagnoses.0.code": "G43.E01"}, MET, "G43.E01, with aura"),
    ("1", {"diagnoses.0.code": "G43.E09"}, MET, "G43.E09, with aura"),
    ("1", {"diagnoses.0.code": "G43.E11"}, MET, "G43.E11, with aura"),
    ("1", {"diagnoses.0.code": "G43.E19"}, MET, "G43.E19, with aura"),
    ("1", {"diagnoses.0.code": "G43.009"}, NOT_MET, "episodic code only"),
    ("1", {"diagnoses.0.code": "G43.7"}, NOT_MET, "header code, not billable"),
    ("1", {"diagnoses": [diagnosis("G43.009"), diagnosis("G43.709")]}, MET, "chronic code beside an episodic one"),
    ("1", {"diagnoses": []}, NOT_DOCUMENTED, "no diagnosis"),
    ("7", {}, MET, "Botox"),
    ("7", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("7", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("7", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("7", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
    ("2", {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
    ("2", {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
    (
        "2",
        {"toxin_treatments": [treated_days_before(83, for_migraine=False)]},
        NOT_MET,
        "a day short of 12 weeks, the last one for another illness",
    ),
    ("2", {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
    ("2", {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    ("2", {"request.interval": "3 months"}, MET, "every 3 months asked for"),
    (
        "2",
        {"toxin_treatments": [treated_days_before(84)], "request.service_date": LEFT_OUT},
        NOT_DOCUMENTED,
        "no planned date",
    ),
    ("3", {}, MET, "155 units every 12 weeks, label dosing stated"),
    ("3", {"request.units": 195}, BY_HAND, "195 units, label dosing stated all the same"),
    ("3", {"request.sites": 39}, BY_HAND, "39 sites, label dosing stated all the same"),
    ("3", {"request.interval": "10 weeks"}, BY_HAND, "every 10 weeks, label dosing stated all the same"),
    ("3", {"attestations.0.holds": False}, NOT_MET, "label dosing denied"),
    ("3", {"attestations": []}, NOT_DOCUMENTED, "nobody states label dosing"),
    ("3", {"attestations.0.on": "2026-06-02"}, NOT_DOCUMENTED, "stated only tomorrow"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*SILENT_ON, *LATEST_MONTHS, *FOR_BOTH),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*SILENT_ON, *MONTHS_BEFORE_TREATMENT, *FOR_BOTH),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
