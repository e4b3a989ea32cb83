"""Rows that the revisions of Magellan Rx IC-0238 share: age, headache days, vials."""

from __future__ import annotations

from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    TWO_TREATMENTS,
    Change,
    diary,
    month_counts,
    stated,
    treated,
    treated_days_before,
)
from tests.payer_rules.table import Row

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

SMALL_VIALS = "00023-1145-01"
"""Product code of the 100-unit vial."""

# already on Botox elsewhere, and better on it
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [
        *month_counts(BASELINE, long=15),
        *month_counts(LATEST, headache=10, migraine=5, long=5),
    ],
}

ADULT: tuple[Row, ...] = (
    ("initial.1", {}, MET, "18 today"),
    ("initial.1", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
)
ADULT_WITH_HEADACHES: tuple[Row, ...] = (
    *ADULT,
    ("initial.2", {}, MET, "15 headache days"),
    ("initial.2", {"headaches.months": month_counts(LATEST, long=8)}, MET, "15 headache days, 8 of them long"),
    ("initial.2", {"headaches.months": month_counts(LATEST, headache=14)}, NOT_MET, "14 headache days"),
    ("initial.2", {"headaches.months": month_counts(LATEST, headache="14-16")}, NOT_DOCUMENTED, "14 to 16"),
    ("initial.2", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    ("initial.2", {"headaches": {"diaries": [diary(LATEST, headache=14, blank=1)]}}, NOT_DOCUMENTED, "a blank day"),
    ("initial.2", {"headaches": {"frequencies": [stated("attack", per_month=15)]}}, NOT_DOCUMENTED, "15 attacks"),
    ("initial.2", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

OTHER_ILLNESS: Change = {"toxin_treatments": [treated_days_before(83, units=40, for_migraine=False)]}

VIALS: tuple[Row, ...] = (
    ("limit.2", {}, MET, "155 units from one 200-unit vial"),
    ("limit.2", {"request.units": 100, "request.ndc": SMALL_VIALS}, MET, "100 units from one 100-unit vial"),
    ("limit.2", {"request.units": 101, "request.ndc": SMALL_VIALS}, NOT_MET, "101 units from 100-unit vials"),
    ("limit.2", {"toxin_treatments": [treated_days_before(84)]}, MET, "the last one 84 days ago"),
    ("limit.2", {"toxin_treatments": [treated_days_before(83)]}, NOT_DOCUMENTED, "vials used 83 days ago"),
    ("limit.2", OTHER_ILLNESS, NOT_DOCUMENTED, "vials used for another illness 83 days ago"),
    ("limit.3", OTHER_ILLNESS, NOT_DOCUMENTED, "vials used for another illness 83 days ago"),
    ("limit.3", {"request.units": 400}, MET, "two 200-unit vials"),
    ("limit.3", {"request.units": 501}, NOT_MET, "three 200-unit vials"),
    ("limit.3", {"toxin_treatments": [treated_days_before(84)]}, MET, "the last one 84 days ago"),
    ("limit.3", {"toxin_treatments": [treated_days_before(83)]}, NOT_DOCUMENTED, "vials used 83 days ago"),
    ("limit", {}, MET, "within every limit"),
    ("limit", {"request.units": 501}, NOT_MET, "above a limit"),
)

# of the revisions from 2018 on
FOR_MIGRAINE_200: tuple[Row, ...] = (
    ("limit.1", {}, MET, "155 units"),
    ("limit.1", {"request.units": 200}, MET, "200 units"),
    ("limit.1", {"request.units": 201}, NOT_MET, "201 units"),
    ("limit.1", {"toxin_treatments": [treated_days_before(60, units=45)]}, MET, "200 units in 84 days"),
    ("limit.1", {"toxin_treatments": [treated_days_before(60, units=46)]}, NOT_MET, "201 units in 84 days"),
    ("limit.1", {"toxin_treatments": [treated_days_before(84, units=46)]}, MET, "46 of them 84 days ago"),
    ("limit.1", {"toxin_treatments": [treated_days_before(83, units=46)]}, NOT_MET, "46 of them 83 days ago"),
    (
        "limit.1",
        {"toxin_treatments": [treated_days_before(60, units=46, for_migraine=False)]},
        MET,
        "46 of them for another illness",
    ),
    ("limit.1", {"toxin_treatments": [treated("2026-04-01", units=None)]}, NOT_DOCUMENTED, "earlier units not known"),
)

OVERALL_400: tuple[Row, ...] = (
    ("limit.1", {}, MET, "155 units"),
    ("limit.1", {"toxin_treatments": [treated_days_before(60, units=245)]}, MET, "400 units in 84 days"),
    ("limit.1", {"toxin_treatments": [treated_days_before(60, units=246)]}, NOT_MET, "401 units in 84 days"),
    ("limit.1", {"toxin_treatments": [treated_days_before(84, units=246)]}, MET, "246 of them 84 days ago"),
    ("limit.1", {"toxin_treatments": [treated_days_before(83, units=246)]}, NOT_MET, "246 of them 83 days ago"),
    (
        "limit.1",
        {"toxin_treatments": [treated_days_before(60, units=246, for_migraine=False)]},
        NOT_MET,
        "246 of them for another illness",
    ),
    ("limit.1", {"toxin_treatments": [treated("2026-04-01", units=None)]}, NOT_DOCUMENTED, "earlier units not known"),
)
