"""Label and ICHD-3 1.3, for a payer whose policy is not held, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.general.any_2018_01 import POLICY
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
    documented,
    month_counts,
    stated,
    treated,
    treated_days_before,
)
from tests.payer_rules.table import Row, Table

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED

NEW_TO_BOTOX = chart(
    diagnoses=[diagnosis("G43.709")],
    headaches={"chronic_since": documented(since="2026-02-28"), "months": month_counts(LATEST, long=15)},
    attestations=[
        attested("no_label_contraindication"),
        attested("five_migraine_attacks"),
        attested("not_better_explained"),
    ],
)
# 20 headache days before, 14 after the second treatment: 30 % fewer
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": [*month_counts(BASELINE, headache=20), *month_counts(LATEST[1:], headache=14)]},
    toxin_treatments=TWO_TREATMENTS,
    attestations=[attested("no_label_contraindication")],
)

# on Botox elsewhere: once chronic, now better
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [
        *month_counts(BASELINE, long=15),
        *month_counts(LATEST, headache=10, migraine=5, long=5),
    ],
}

CHRONIC_MIGRAINE: tuple[Row, ...] = (
    ("1", {}, MET, "every clause met"),
    ("1", {"request.units": 156}, NOT_MET, "every clause met but one"),
    ("1.c", {}, MET, "ICHD-3 1.3 A to D"),
    ("1.c", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    ("1.c A1", {}, MET, "15 in each of three months"),
    ("1.c A1", {"headaches.months.1.headache_days": 14}, NOT_MET, "one month of 14"),
    ("1.c A1", {"headaches.months.1": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    ("1.c A1", {"headaches": {"diaries": [diary(LATEST, headache=14, blank=1)]}}, NOT_DOCUMENTED, "blank days"),
    (
        "1.c A1",
        {"headaches": {"frequencies": [stated("headache_day", per_week="3-4")]}},
        NOT_DOCUMENTED,
        "3-4 days a week",
    ),
    ("1.c A2", {}, MET, "three months and a day"),
    ("1.c A2", {"headaches.chronic_since.since": "2026-03-01"}, NOT_MET, "three months to the day"),
    ("1.c A2", {"headaches.chronic_since": LEFT_OUT}, NOT_DOCUMENTED, "no beginning documented"),
    ("1.c A2", {"headaches.chronic_since.since": "2026-02/2026-03"}, NOT_DOCUMENTED, "February or March"),
    ("1.c B", {}, MET, "five attacks stated"),
    ("1.c B", {"attestations.1.holds": False}, NOT_MET, "five attacks denied"),
    ("1.c B", {"attestations.1": LEFT_OUT}, NOT_DOCUMENTED, "nobody states five attacks"),
    ("1.c C", {}, MET, "8 migraine days in each of three months"),
    ("1.c C", {"headaches.months.0.migraine_days": 7}, NOT_MET, "one month of 7"),
    ("1.c C", {"headaches.months.0.migraine_days": LEFT_OUT}, NOT_DOCUMENTED, "two months counted"),
    ("1.c D", {}, MET, "stated that nothing explains it better"),
    ("1.c D", {"attestations.2.holds": False}, NOT_MET, "something explains it better"),
    ("1.c D", {"attestations.2": LEFT_OUT}, NOT_DOCUMENTED, "nobody has ruled it out"),
    ("1.d", {}, MET, "15 days of 4 hours"),
    ("1.d", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "14 days of 4 hours"),
    ("1.d", {"headaches.months.2.days_of_4_hours": "14-15"}, NOT_DOCUMENTED, "14 to 15 days of 4 hours"),
    ("1.d", {"headaches.months": month_counts(LATEST, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    ("1.d", IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
)


def before_and_now(before: int, now: int) -> Change:
    """Change the headache days of every month before the first treatment and after the second."""
    return {
        "headaches.months": [*month_counts(BASELINE, headache=before), *month_counts(LATEST[1:], headache=now)],
    }


RESPONSE: tuple[Row, ...] = (
    ("2", {}, MET, "every clause met"),
    ("2", {"request.units": 156}, NOT_MET, "every clause met but one"),
    ("2.c", {}, MET, "20 before, 14 now: 30 % fewer"),
    ("2.c", before_and_now(17, 12), NOT_MET, "17 before, 12 now: 29 % fewer"),
    ("2.c", before_and_now(20, 20), NOT_MET, "as many headache days"),
    ("2.c", {"headaches.months.4.headache_days": "14-15"}, NOT_DOCUMENTED, "14 to 15 in one month"),
    ("2.c", {"headaches.months": month_counts(LATEST)}, NOT_DOCUMENTED, "nothing before treatment"),
    ("2.c", {"headaches.months": month_counts(BASELINE)}, NOT_DOCUMENTED, "nothing since the second treatment"),
    ("2.c", {"toxin_treatments": [treated_days_before(168)]}, NOT_MET, "judged too early: one treatment given"),
    ("2.c", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment"),
)


def within_the_label(product: str, age: str, safe: str, dose: str, sites: str, again: str) -> tuple[Row, ...]:
    """Return the rows on what the label asks of a first and of a further course, under their clause numbers."""
    return (
        (product, {}, MET, "Botox"),
        (product, {"request.product": "Dysport"}, NOT_MET, "Dysport"),
        (product, {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
        (product, {"request.product": "Xeomin"}, NOT_MET, "Xeomin"),
        (product, {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
        (age, {}, MET, "18 today"),
        (age, {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
        (safe, {}, MET, "stated that nothing speaks against it"),
        (safe, {"attestations.0.holds": False}, NOT_MET, "something speaks against it"),
        (safe, {"attestations.0": LEFT_OUT}, NOT_DOCUMENTED, "nobody has looked"),
        (dose, {}, MET, "155 units"),
        (dose, {"request.units": 156}, NOT_MET, "156 units"),
        (dose, {"request.units": 100}, MET, "fewer units"),
        (sites, {}, MET, "31 sites"),
        (sites, {"request.sites": 30}, NOT_MET, "30 sites"),
        (sites, {"request.sites": 32}, NOT_MET, "32 sites"),
        (again, {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
        (again, {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
        (again, {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
        (again, {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    )


INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*CHRONIC_MIGRAINE, *within_the_label("1.a", "1.b", "1.e", "1.f", "1.g", "1.h")),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*RESPONSE, *within_the_label("2.a", "2.b", "2.d", "2.e", "2.f", "2.g")),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words
