"""UnitedHealthcare CS2026D0017AP for the Community Plan, clause by clause, one step from the boundary."""

from __future__ import annotations

import pytest

from payer_rules.unitedhealthcare.commercial_2026_01 import POLICY as COMMERCIAL
from payer_rules.unitedhealthcare.medicaid_2026_01 import POLICY
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.errors import AmbiguousPlan, NoPolicyInEffect
from priorauth.policy.registry import Plan, choose_policy
from priorauth.review.verdict import Verdict
from tests.payer_rules.by_hand import answers, by_hand
from tests.payer_rules.charts import (
    AS_OF,
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    chart,
    diagnosis,
    month_counts,
    treated,
    treated_days_before,
    trial,
)
from tests.payer_rules.table import Row, Table
from tests.payer_rules.unitedhealthcare.trial_rows import TWO_MONTHS, agents, forms

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

RECORDS = ("initial.1.b", "initial.1.c")
NOTE = {"id": "D1", "kind": "office_note", "title": "Office note of 29 May 2026", "dated": "2026-05-29"}
TWO_FAILED = [trial("topiramate", days=TWO_MONTHS), trial("propranolol", days=TWO_MONTHS)]

NEW_TO_BOTOX = chart(
    request={"span": "6 months"},
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": month_counts(LATEST, long=15)},
    trials=TWO_FAILED,
    documents=[NOTE],
    confirmations=answers(POLICY.id, *RECORDS),
)
# counted before the first treatment; better after the last one, and nothing is said of the first
TREATED = chart(
    request={"kind": "continuation"},
    diagnoses=[diagnosis("G43.709")],
    headaches={"months": [*month_counts(BASELINE, long=15), *month_counts(LATEST, headache=5, migraine=3, long=5)]},
    trials=TWO_FAILED,
    toxin_treatments=[
        TWO_TREATMENTS[0],
        {**TWO_TREATMENTS[1], "improved": True, "response": "fewer and milder headaches"},
    ],
)


def counts(months: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows on clause migraine.1; both kinds of request ask the same of different months."""
    return (
        ("migraine.1", {}, MET, "15 headache days of 4 hours, 8 migraine days"),
        ("migraine.1", {"headaches.months.2.migraine_days": 7}, NOT_MET, "one of the three falls short"),
        ("migraine.1.a", {}, MET, "15 headache days"),
        (
            "migraine.1.a",
            {"headaches.months.2.headache_days": 14, "headaches.months.2.days_of_4_hours": 14},
            NOT_MET,
            "14 headache days",
        ),
        ("migraine.1.a", {"headaches.months.2.headache_days": "14-16"}, NOT_DOCUMENTED, "14 to 16"),
        ("migraine.1.a", {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
        ("migraine.1.a", {"headaches.months": month_counts(months[2:], long=15)}, MET, "one month: no duration asked"),
        ("migraine.1.b", {}, MET, "8 migraine days"),
        ("migraine.1.b", {"headaches.months.2.migraine_days": 7}, NOT_MET, "7 migraine days"),
        ("migraine.1.b", {"headaches.months.2.migraine_days": "7-8"}, NOT_DOCUMENTED, "7 to 8 migraine days"),
        (
            "migraine.1.b",
            {"headaches.months": month_counts(months, migraine=None, long=15)},
            NOT_DOCUMENTED,
            "headache days are not migraine days",
        ),
        ("migraine.1.c", {}, MET, "15 days of 4 hours"),
        ("migraine.1.c", {"headaches.months.2.days_of_4_hours": 14}, NOT_MET, "4 hours on 14 of the 15 days"),
        ("migraine.1.c", {"headaches.months": month_counts(months, long=None)}, NOT_DOCUMENTED, "hours not recorded"),
    )


# treated, yet the counts are those of the months since
COUNTED_SINCE: Change = {"headaches.months": month_counts(LATEST, long=15)}
COUNTED_BEFORE: tuple[Row, ...] = (
    *counts(BASELINE),
    ("migraine.1.a", COUNTED_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
    ("migraine.1.b", COUNTED_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
    ("migraine.1.c", COUNTED_SINCE, NOT_DOCUMENTED, "counted only since the first treatment"),
)
# on Botox elsewhere: once chronic, now better
IMPROVED: Change = {"toxin_treatments": TWO_TREATMENTS, "headaches.months": TREATED["headaches"]["months"]}
COUNTED_NOW: tuple[Row, ...] = (
    *counts(LATEST),
    ("migraine.1.a", IMPROVED, NOT_MET, "already better on Botox: the latest months are judged"),
    ("migraine.1.b", IMPROVED, NOT_MET, "already better on Botox: the latest months are judged"),
    ("migraine.1.c", IMPROVED, NOT_MET, "already better on Botox: the latest months are judged"),
)

FIRST: tuple[Row, ...] = (
    ("initial", {}, MET, "every clause met"),
    ("initial", {"request.units": 156}, NOT_MET, "every clause met but one"),
    ("initial", {"patient.born": "2012-06-01"}, MET, "14 years old: no age is asked for"),
    ("initial", {"prescriber.taxonomy": "207Q00000X"}, MET, "family physician: no specialty is asked for"),
    ("initial.1", {}, MET, "records complete"),
    ("initial.1", {"documents": []}, NOT_DOCUMENTED, "no record goes along"),
    ("initial.1.a", {}, MET, "an unsigned note: no signature is asked for"),
    ("initial.1.a", {"documents.0.kind": "letter"}, NOT_DOCUMENTED, "a letter is no note"),
    ("initial.1.a", {"documents": []}, NOT_DOCUMENTED, "nothing goes along"),
    *by_hand(POLICY.id, *RECORDS),
    ("initial.2", {}, MET, "6 months"),
    ("initial.2", {"request.span": "7 months"}, NOT_MET, "7 months"),
    ("initial.2", {"request.span": "12 months"}, NOT_MET, "12 months"),
    ("initial.2", {"request.span": "24 weeks"}, MET, "24 weeks are less than 6 months"),
    ("initial.2", {"request.span": "26 weeks"}, BY_HAND, "26 weeks are 182 days, 6 months 181 to 184"),
    ("initial.2", {"request.span": LEFT_OUT}, NOT_DOCUMENTED, "no span"),
    ("interval.1", {}, MET, "never given before"),
)

AGAIN: tuple[Row, ...] = (
    ("continuation", {}, MET, "every clause met"),
    ("continuation", {"request.units": 156}, NOT_MET, "every clause met but one"),
    ("continuation", {"documents": []}, MET, "no note is asked for again"),
    ("continuation", {"trials": []}, NOT_DOCUMENTED, "the criteria for chronic migraine are asked again"),
    ("continuation.1", {}, MET, "better after the last treatment; of the one before nothing is said"),
    ("continuation.1", {"toxin_treatments.1.improved": False}, NOT_MET, "no better after the last treatment"),
    ("continuation.1", {"toxin_treatments.1.improved": None}, NOT_DOCUMENTED, "not said whether better"),
    ("continuation.1", {"toxin_treatments.1": treated_days_before(84)}, NOT_DOCUMENTED, "no response documented"),
    ("continuation.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
    ("continuation.2", {}, MET, "every 12 weeks for 12 months"),
    ("continuation.2", {"request.span": LEFT_OUT, "request.treatments": 4}, MET, "every 12 weeks, 4 treatments"),
    ("continuation.2", {"request.span": LEFT_OUT}, NOT_DOCUMENTED, "no duration stated"),
    ("continuation.3", {}, MET, "12 months"),
    ("continuation.3", {"request.span": "13 months"}, NOT_MET, "13 months"),
    ("continuation.3", {"request.span": LEFT_OUT}, NOT_DOCUMENTED, "no span"),
    ("interval.1", {"toxin_treatments": []}, NOT_DOCUMENTED, "to be continued, but no earlier treatment documented"),
)

# asked in the same words of both kinds of request
FOR_BOTH: tuple[Row, ...] = (
    ("code.1", {"diagnoses.0.code": "G43.701"}, MET, "G43.701"),
    ("code.1", {"diagnoses.0.code": "G43.709"}, MET, "G43.709"),
    ("code.1", {"diagnoses.0.code": "G43.711"}, MET, "G43.711"),
    ("code.1", {"diagnoses.0.code": "G43.719"}, MET, "G43.719"),
    ("code.1", {"diagnoses.0.code": "G43.E01"}, MET, "G43.E01, with aura"),
    ("code.1", {"diagnoses.0.code": "G43.E09"}, MET, "G43.E09, with aura"),
    ("code.1", {"diagnoses.0.code": "G43.E11"}, MET, "G43.E11, with aura"),
    ("code.1", {"diagnoses.0.code": "G43.E19"}, MET, "G43.E19, with aura"),
    ("code.1", {"diagnoses.0.code": "G43.009"}, NOT_MET, "episodic code only"),
    ("code.1", {"diagnoses.0.code": "G43.7"}, NOT_MET, "header code, not billable"),
    ("code.1", {"diagnoses": []}, NOT_DOCUMENTED, "no diagnosis"),
    ("interval.1", {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
    ("interval.1", {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
    (
        "interval.1",
        {"toxin_treatments": [treated_days_before(83, for_migraine=False)]},
        NOT_MET,
        "a day short of 12 weeks, the last one for another illness",
    ),
    ("interval.1", {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
    ("interval.1", {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    ("migraine.3", {}, MET, "155 units in 31 sites"),
    ("migraine.3", {"request.units": 156}, NOT_MET, "156 units in 31 sites"),
    ("migraine.3.a", {"request.units": 155}, MET, "155 units"),
    ("migraine.3.a", {"request.units": 156}, NOT_MET, "156 units"),
    ("migraine.3.a", {"request.units": 195}, NOT_MET, "195 units, following the pain"),
    ("migraine.3.b", {}, MET, "31 sites"),
    ("migraine.3.b", {"request.sites": 30}, NOT_MET, "30 sites"),
    ("migraine.3.b", {"request.sites": 32}, NOT_MET, "32 sites"),
    ("product.1", {}, MET, "Botox"),
    ("product.1", {"request.product": "Dysport"}, NOT_MET, "Dysport"),
    ("product.1", {"request.product": "Myobloc"}, NOT_MET, "Myobloc"),
    ("product.1", {"request.product": "Xeomin"}, NOT_MET, "Xeomin, preferred, but unproven for migraine"),
    ("product.1", {"request.product": "Daxxify"}, NOT_MET, "Daxxify"),
    *agents("migraine.2"),
    *forms("migraine.2"),
)

INITIAL = Table(
    policy=POLICY,
    kind=RequestKind.INITIAL,
    just_enough=NEW_TO_BOTOX,
    rows=(*FIRST, *COUNTED_NOW, *FOR_BOTH),
)
CONTINUATION = Table(
    policy=POLICY,
    kind=RequestKind.CONTINUATION,
    just_enough=TREATED,
    rows=(*AGAIN, *COUNTED_BEFORE, *FOR_BOTH),
)
TABLES = (INITIAL, CONTINUATION)


@pytest.mark.parametrize(("clause", "change", "expected", "words"), INITIAL.rows, ids=INITIAL.ids)
def test_first_request(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert INITIAL.verdicts(change)[clause] is expected, words


@pytest.mark.parametrize(("clause", "change", "expected", "words"), CONTINUATION.rows, ids=CONTINUATION.ids)
def test_continued_treatment(clause: str, change: Change, expected: Verdict, words: str) -> None:
    assert CONTINUATION.verdicts(change)[clause] is expected, words


HELD = (COMMERCIAL, POLICY)
MEDICAID = LineOfBusiness.MEDICAID


def test_the_line_of_business_tells_the_two_policies_apart() -> None:
    plan = Plan(payer="UnitedHealthcare", line_of_business=MEDICAID, state="NY", on=AS_OF)
    assert choose_policy(plan, HELD) is POLICY
    commercial = plan._replace(line_of_business=LineOfBusiness.COMMERCIAL, state=None)
    assert choose_policy(commercial, HELD) is COMMERCIAL


@pytest.mark.parametrize(
    ("payer", "line", "state", "asked"),
    [
        ("UnitedHealthcare", None, "NY", "line_of_business (held: commercial, medicaid)"),
        ("UnitedHealthcare", MEDICAID, None, "State in the request: state"),
        ("UHC Community Plan", None, None, "line_of_business (held: medicaid) and state"),
    ],
)
def test_what_the_plan_does_not_say_is_asked(
    payer: str, line: LineOfBusiness | None, state: str | None, asked: str
) -> None:
    with pytest.raises(AmbiguousPlan) as refusal:
        choose_policy(Plan(payer=payer, line_of_business=line, state=state, on=AS_OF), HELD)
    assert asked in str(refusal.value)


@pytest.mark.parametrize("state", ["FL", "IN", "KS", "LA", "NC", "OH", "PA", "TX"])
def test_a_state_with_rules_of_its_own_is_refused(state: str) -> None:
    with pytest.raises(NoPolicyInEffect):
        choose_policy(Plan(payer="UHC Community Plan", line_of_business=MEDICAID, state=state, on=AS_OF), HELD)
