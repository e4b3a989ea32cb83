"""Aetna CPB 0113 for commercial plans, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.aetna.commercial_2026_01 import POLICY
from priorauth.clinical.terms import RequestKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.aetna.trial_rows import TRIALS
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    attested,
    chart,
    confirmed,
    diagnosis,
    diary,
    documented,
    month_count,
    month_counts,
    stated,
    treated,
    treated_days_before,
    trial,
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
    headaches={"chronic_since": documented(since="2026-02-28"), "months": month_counts(LATEST)},
    trials=[trial("topiramate"), trial("propranolol")],
    attestations=[attested("five_migraine_attacks"), attested("not_better_explained")],
)
# one headache day fewer, in one of the three months
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": [*month_counts((*BASELINE, *LATEST[:2])), *month_counts(LATEST[2:], headache=14)]},
    toxin_treatments=TWO_TREATMENTS,
)

# already on Botox elsewhere, and better on it
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [*month_counts(BASELINE), *month_counts(LATEST, headache=10, migraine=5, long=5)],
}

ADULT_WITH_CHRONIC_MIGRAINE: tuple[Row, ...] = (
    ("initial", {}, MET, "every clause met"),
    ("initial", {"request.units": 201}, NOT_MET, "every clause met but one"),
    ("initial.5", {}, MET, "18 today"),
    ("initial.5", {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
    ("initial.4", {}, MET, "ICHD-3 1.3 A to D"),
    ("initial.4", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("initial.4", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    ("initial.4 A1", {}, MET, "15 in each of three months"),
    ("initial.4 A1", {"headaches.months.0.headache_days": 14}, NOT_MET, "one month of 14"),
    ("initial.4 A1", {"headaches.months.0": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    ("initial.4 A2", {}, MET, "three months and a day"),
    ("initial.4 A2", {"headaches.chronic_since.since": "2026-03-01"}, NOT_MET, "three months to the day"),
    ("initial.4 A2", {"headaches.chronic_since.since": "2026-02"}, MET, "since some day of February"),
    ("initial.4 A2", {"headaches.chronic_since.since": "2026"}, NOT_DOCUMENTED, "since some day of this year"),
    ("initial.4 A2", {"headaches.chronic_since": LEFT_OUT}, NOT_DOCUMENTED, "no beginning documented"),
    ("initial.4 B", {}, MET, "five attacks stated"),
    ("initial.4 B", {"attestations.0.holds": False}, NOT_MET, "five attacks denied"),
    ("initial.4 B", {"attestations.0": LEFT_OUT}, NOT_DOCUMENTED, "nobody states five attacks"),
    ("initial.4 C", {}, MET, "8 migraine days in each of three months"),
    ("initial.4 C", {"headaches.months.2.migraine_days": 7}, NOT_MET, "one month of 7"),
    ("initial.4 C", {"headaches.months.2.migraine_days": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    ("initial.4 D", {}, MET, "stated that nothing explains it better"),
    ("initial.4 D", {"attestations.1.holds": False}, NOT_MET, "something explains it better"),
    ("initial.4 D", {"attestations.1.on": "2026-06-02"}, NOT_DOCUMENTED, "stated only tomorrow"),
)

COUNTS: tuple[Row, ...] = (
    ("initial.1", {}, MET, "15 headache days"),
    ("initial.1", {"headaches.months.2.headache_days": 14}, NOT_MET, "14 in the latest month"),
    ("initial.1", {"headaches.months.0.headache_days": 14}, NOT_MET, "14 two months before"),
    ("initial.1", {"headaches.months": month_counts(LATEST[2:])}, MET, "no number of months is asked for"),
    ("initial.1", {"headaches.months.2.headache_days": "14-16"}, NOT_DOCUMENTED, "14 to 16"),
    ("initial.1", {"headaches.months": month_counts(LATEST, headache=None)}, NOT_DOCUMENTED, "days not counted"),
    ("initial.1", {"headaches.months": month_counts(("2026-02",))}, NOT_DOCUMENTED, "last counted in February"),
    ("initial.1", {"headaches": {"diaries": [diary(LATEST, headache=15, blank=0)]}}, MET, "15 in a full diary"),
    ("initial.1", {"headaches": {"diaries": [diary(LATEST, headache=14, blank=0)]}}, NOT_MET, "14 in a full diary"),
    ("initial.1", {"headaches": {"diaries": [diary(LATEST, headache=14, blank=1)]}}, NOT_DOCUMENTED, "a blank day"),
    ("initial.1", {"headaches.months.2.days_recorded": 30}, MET, "15 with a blank day"),
    (
        "initial.1",
        {"headaches": {"frequencies": [stated("headache_day", per_week="3-4")]}},
        NOT_DOCUMENTED,
        "3-4 days a week",
    ),
    ("initial.1", {"headaches": {"frequencies": [stated("headache_day", per_week=4)]}}, MET, "4 days a week"),
    ("initial.1", {"headaches": {"frequencies": [stated("attack", per_month=15)]}}, NOT_DOCUMENTED, "15 attacks"),
    ("initial.1", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("initial.2", {}, MET, "8 long headaches"),
    ("initial.2", {"headaches.months.2.days_of_4_hours": 7}, NOT_MET, "7 long headaches"),
    ("initial.2", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    (
        "initial.2",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each=4)]}},
        MET,
        "4 hours on each of 15 days",
    ),
    (
        "initial.2",
        {"headaches": {"frequencies": [stated("headache_day", per_month=15, hours_each="2-4")]}},
        NOT_DOCUMENTED,
        "2 to 4 hours on each of 15 days",
    ),
    ("initial.2", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)

PRESCRIBER: tuple[Row, ...] = (
    ("prescriber.1", {}, MET, "neurologist"),
    ("prescriber.1", {"prescriber.taxonomy": "208VP0000X"}, MET, "pain physician"),
    ("prescriber.1", {"prescriber.taxonomy": "207Q00000X"}, NOT_DOCUMENTED, "family physician"),
    (
        "prescriber.1",
        {"prescriber.taxonomy": "207Q00000X", "prescriber.consulted": "B. Example MD, neurology"},
        MET,
        "family physician who consulted a neurologist",
    ),
    ("prescriber.1", {"prescriber.taxonomy": "207V00000X"}, BY_HAND, "a specialty that our table lacks"),
    ("prescriber.1", {"prescriber.taxonomy": LEFT_OUT}, NOT_DOCUMENTED, "specialty not documented"),
)
FIRST_COURSE: tuple[Row, ...] = (("dose.3", {}, MET, "never given before"),)

RESPONSE: tuple[Row, ...] = (
    ("continuation", {}, MET, "every clause met"),
    ("continuation", {"trials": []}, MET, "the first request's trials are not asked again"),
    ("continuation", {"request.units": 201}, NOT_MET, "every clause met but one"),
    ("continuation.1", {}, MET, "one headache day fewer in one of three months"),
    ("continuation.1", {"headaches.months.5.headache_days": 15}, NOT_MET, "as many headache days"),
    ("continuation.1", {"headaches.months.5.headache_days": 16}, NOT_MET, "one headache day more"),
    ("continuation.1", {"headaches.months.5.headache_days": "14-15"}, NOT_DOCUMENTED, "perhaps a day fewer"),
    ("continuation.1", {"headaches.months": month_counts(LATEST)}, NOT_DOCUMENTED, "nothing before treatment"),
    ("continuation.1", {"headaches.months": month_counts(BASELINE)}, NOT_DOCUMENTED, "nothing since treatment"),
    (
        "continuation.1",
        {"headaches.months": [*month_counts(BASELINE), month_count("2026-02", headache=10)]},
        NOT_DOCUMENTED,
        "last counted in February",
    ),
    ("continuation.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment"),
    (
        "continuation.1",
        {"toxin_treatments.0.for_migraine": False},
        NOT_DOCUMENTED,
        "last counted over three months before the first one for migraine",
    ),
    ("dose.2", {"toxin_treatments": []}, NOT_DOCUMENTED, "to be continued, but no earlier treatment documented"),
    ("dose.3", {"toxin_treatments": []}, NOT_DOCUMENTED, "to be continued, but no earlier treatment documented"),
    (
        "continuation.1",
        {"headaches.months.5": documented(month="2026-05", headache_days=15, migraine_days=7, days_of_4_hours=7)},
        NOT_MET,
        "milder, on as many days",
    ),
)

SEVENTEEN = {"patient.born": "2008-06-02"}
WITHIN_WEIGHT = {"confirmations": [confirmed(POLICY.id, "dose.5.b", holds=True)]}
ABOVE_WEIGHT = {"confirmations": [confirmed(POLICY.id, "dose.5.b", holds=False)]}

UNDER_18: tuple[Row, ...] = (
    ("dose.5", {}, MET, "18 today"),
    ("dose.5", SEVENTEEN, BY_HAND, "18 tomorrow, weight not looked at"),
    ("dose.5", {**SEVENTEEN, **WITHIN_WEIGHT}, MET, "18 tomorrow, within the limit by weight"),
    ("dose.5", {**SEVENTEEN, **ABOVE_WEIGHT}, NOT_MET, "18 tomorrow, above the limit by weight"),
    ("dose.5.a", {}, MET, "18 today"),
    ("dose.5.a", SEVENTEEN, NOT_MET, "18 tomorrow"),
    ("dose.5.b", {}, BY_HAND, "weight not looked at"),
    ("dose.5.b", WITHIN_WEIGHT, MET, "within the limit by weight"),
    ("dose.5.b", ABOVE_WEIGHT, NOT_MET, "above the limit by weight"),
)

# asked of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("code.1", {"diagnoses.0.code": "G43.701"}, MET, "G43.701"),
    ("code.1", {"diagnoses.0.code": "G43.709"}, MET, "G43.709"),
    ("code.1", {"diagnoses.0.code": "G43.711"}, MET, "G43.711"),
    ("code.1", {"diagnoses.0.code": "G43.719"}, MET, "G43.719"),
    ("code.1", {"diagnoses.0.code": "G43.E09"}, NOT_MET, "chronic migraine with aura"),
    ("code.1", {"diagnoses.0.code": "G43.009"}, NOT_MET, "episodic code only"),
    ("code.1", {"diagnoses.0.code": "G43.7"}, NOT_MET, "header code, not billable"),
    ("code.1", {"diagnoses": []}, NOT_DOCUMENTED, "no diagnosis"),
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
    ("dose.1", {"request.units": 200}, MET, "200 units"),
    ("dose.1", {"request.units": 201}, NOT_MET, "201 units"),
    ("dose.2", {"toxin_treatments": [treated_days_before(60, units=245)]}, MET, "400 units in 84 days"),
    ("dose.2", {"toxin_treatments": [treated_days_before(60, units=246)]}, NOT_MET, "401 units in 84 days"),
    ("dose.2", {"toxin_treatments": [treated_days_before(84, units=246)]}, MET, "the earlier ones 84 days ago"),
    ("dose.2", {"toxin_treatments": [treated_days_before(83, units=246)]}, NOT_MET, "the earlier ones 83 days ago"),
    (
        "dose.2",
        {"toxin_treatments": [treated_days_before(60, units=246, for_migraine=False)]},
        NOT_MET,
        "401 units, some of them for another illness",
    ),
    (
        "dose.2",
        {"toxin_treatments": [treated("2026-04-01", units=None)]},
        NOT_DOCUMENTED,
        "earlier units not documented",
    ),
    (
        "dose.2",
        {"toxin_treatments": [treated_days_before(60)], "request.service_date": LEFT_OUT},
        NOT_DOCUMENTED,
        "no planned date",
    ),
    ("dose.3", {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
    ("dose.3", {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
    ("dose.3", {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
    ("dose.3", {"toxin_treatments": [treated("2026-02")]}, MET, "last given some day of February"),
    ("dose.3", {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    (
        "dose.3",
        {"toxin_treatments": [treated_days_before(84)], "request.service_date": LEFT_OUT},
        NOT_DOCUMENTED,
        "no planned date",
    ),
    ("dose.4", {}, MET, "31 sites"),
    ("dose.4", {"request.sites": 39}, BY_HAND, "39 sites"),
    ("dose.4.a", {}, MET, "31 sites"),
    ("dose.4.a", {"request.sites": 30}, NOT_MET, "30 sites"),
    ("dose.4.a", {"request.sites": 32}, NOT_MET, "32 sites"),
    ("dose.4.b", {}, BY_HAND, "sites not compared with the label"),
    ("dose.4.b", {"confirmations": [confirmed(POLICY.id, "dose.4.b", holds=True)]}, MET, "compared: the label's"),
    ("dose.4.b", {"confirmations": [confirmed(POLICY.id, "dose.4.b", holds=False)]}, NOT_MET, "compared: others"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*ADULT_WITH_CHRONIC_MIGRAINE, *COUNTS, *TRIALS, *FIRST_COURSE, *PRESCRIBER, *FOR_BOTH),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*RESPONSE, *UNDER_18, *PRESCRIBER, *FOR_BOTH),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
