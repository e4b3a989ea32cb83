"""From findings to readiness, and to gaps in the order to close them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.people import Coverage, Patient
from priorauth.clinical.calendar import months
from priorauth.clinical.terms import (
    Attested,
    DrugSource,
    LineOfBusiness,
    PlaceOfService,
    RequestKind,
    Toxin,
    Whom,
)
from priorauth.errors import NoPolicyInEffect
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    AtLeast,
    AttestedBy,
    Criterion,
    DoseAsked,
    HeadacheDays,
    ManualCheck,
    NoneOf,
    PlanStated,
    ProductIs,
)
from priorauth.policy.model import Confidence, Policy, Source
from priorauth.review.conclude import describe, open_gaps, review, review_each
from priorauth.review.finding import Readiness, Review
from priorauth.review.verdict import Verdict
from tests.builders import (
    POLICY_ID,
    a_case,
    acute,
    attested,
    clause,
    complete_details,
    confirmed,
    diagnosis,
    judge,
    month,
)

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND
READY, GAPS, FAILS = Readiness.READY, Readiness.GAPS, Readiness.NOT_MET

COMPLETE_REQUEST = {
    "place_of_service": PlaceOfService.OFFICE,
    "service_date": date(2026, 4, 20),
    "span": months(12),
    "drug_source": DrugSource.BUY_AND_BILL,
}


def a_policy(criterion: Criterion, *, is_payer: bool = True, confidence: Confidence = Confidence.HIGH) -> Policy:
    """Return a policy that asks one thing of a first request."""
    source = Source(
        title="Botulinum Toxins",
        revision="2026-01",
        url="https://example.org/417",
        read_on="2026",
        confidence=confidence,
    )
    return Policy(
        payer="example_health",
        payer_name="Example Health",
        is_payer=is_payer,
        line_of_business=LineOfBusiness.COMMERCIAL,
        effective=date(2026, 1, 1),
        source=source,
        requests={RequestKind.INITIAL: criterion},
    )


def reviewed(criterion: Criterion, **parts: Any) -> Review:
    """Return the review of a case with every administrative detail and a chronic migraine."""
    parts = {"diagnoses": (diagnosis("G43.719"),), **complete_details(), **parts}
    request = {**COMPLETE_REQUEST, **parts.pop("request", {})}
    return review(a_case(request=request, **parts), a_policy(criterion))


DOSE = clause(DoseAsked, "dose", units_at_most=155)
PRODUCT = clause(ProductIs, "product", any_of=(Toxin.XEOMIN,))
ATTACKS = clause(AttestedBy, "attacks", about=Attested.FIVE_MIGRAINE_ATTACKS)
NOTE = clause(ManualCheck, "note", why="a judgement in the note")


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param(DOSE, READY, id="met"),
        pytest.param(ATTACKS, GAPS, id="not documented"),
        pytest.param(NOTE, GAPS, id="check by hand"),
        pytest.param(PRODUCT, FAILS, id="not met"),
        pytest.param(clause(AllOf, "all", criteria=(DOSE, ATTACKS)), GAPS, id="all of: one open"),
        pytest.param(clause(AnyOf, "any", criteria=(DOSE, ATTACKS, PRODUCT)), READY, id="any of: one met"),
    ],
)
def test_readiness(criterion: Criterion, expected: Readiness) -> None:
    assert reviewed(criterion).readiness is expected


MISSING: list[Any] = [
    pytest.param({"coverage": None}, "member id", id="member id"),
    pytest.param({"request": {"service_date": None}}, "planned date", id="planned date"),
    pytest.param({"request": {"place_of_service": None}}, "place of service", id="place of service"),
    pytest.param({"request": {"drug_source": None}}, "drug source", id="drug source"),
    pytest.param({"request": {"span": None}}, "span asked", id="span asked"),
]


@pytest.mark.parametrize(("parts", "missing"), MISSING)
def test_a_missing_detail_is_a_gap_whatever_the_policy_asks(parts: dict[str, Any], missing: str) -> None:
    found = reviewed(DOSE, **parts)
    assert found.readiness is GAPS
    assert [(gap.clause, gap.says) for gap in found.gaps] == [(None, missing)]
    assert found.gaps[0].asks[0].whom is Whom.OFFICE


def test_without_practice_and_prescriber_everything_is_asked_for() -> None:
    found = reviewed(DOSE, practice=None, prescriber=None)
    assert [gap.says for gap in found.gaps] == [
        "practice",
        "practice phone",
        "practice tax id (TIN)",
        "prescriber",
        "prescriber NPI",
        "prescriber taxonomy",
    ]


def test_gaps_stand_in_the_order_to_close_them() -> None:
    plan = clause(PlanStated, "plan")
    criterion = clause(AllOf, "all", criteria=(NOTE, ATTACKS, DOSE, PRODUCT, plan))
    found = reviewed(criterion, request={"span": None, "treatments": None})
    assert [(gap.clause or gap.says, gap.verdict) for gap in found.gaps] == [
        ("product", NOT_MET),
        ("attacks", NOT_DOCUMENTED),
        ("plan", NOT_DOCUMENTED),
        ("note", BY_HAND),
        ("span asked", NOT_DOCUMENTED),
    ]


CHOICES: list[Any] = [
    pytest.param(clause(AnyOf, "any", criteria=(DOSE, ATTACKS)), [], id="any of, met: no gaps"),
    pytest.param(
        clause(AnyOf, "any", criteria=(PRODUCT, ATTACKS)), ["attacks"], id="any of, open: what can still be met"
    ),
    pytest.param(clause(AnyOf, "any", criteria=(PRODUCT,)), ["product"], id="any of, failed: all of it"),
    pytest.param(
        clause(AtLeast, "two", needed=2, criteria=(DOSE, PRODUCT, ATTACKS)), ["attacks"], id="two of three, open"
    ),
    pytest.param(clause(AtLeast, "two", needed=2, criteria=(DOSE, PRODUCT)), ["product"], id="two of two, one failed"),
    pytest.param(
        clause(AllOf, "all", criteria=(DOSE, clause(AnyOf, "any", criteria=(DOSE, NOTE)), ATTACKS)),
        ["attacks"],
        id="a choice that is met inside a group that is open",
    ),
]


@pytest.mark.parametrize(("criterion", "expected"), CHOICES)
def test_only_what_stands_in_the_way_is_a_gap(criterion: Criterion, expected: list[str]) -> None:
    assert [gap.clause for gap in open_gaps(judge(criterion))] == expected


def test_an_exclusion_is_a_gap_where_it_holds_and_asks_where_it_is_open() -> None:
    holds = clause(NoneOf, "none", criteria=(DOSE, PRODUCT))
    assert [(gap.clause, gap.verdict) for gap in open_gaps(judge(holds))] == [("dose", NOT_MET)]
    episodic = clause(HeadacheDays, "episodic", per_month_less_than=15, in_each_of_last=months(3))
    unclear = clause(NoneOf, "none", criteria=(clause(AllOf, "stop", criteria=(episodic, ATTACKS)),))
    gaps = open_gaps(judge(unclear, headaches={"months": (month("2026-03", 14),)}))
    assert [(gap.clause, gap.verdict) for gap in gaps] == [("stop", NOT_DOCUMENTED)]
    assert [ask.whom for ask in gaps[0].asks] == [Whom.CLINICIAN, Whom.CLINICIAN]


def test_every_gap_has_a_question() -> None:
    criterion = clause(AllOf, "all", criteria=(ATTACKS, NOTE, clause(PlanStated, "plan")))
    assert all(gap.asks for gap in open_gaps(judge(criterion)))


DEAD = Patient(given="Sample", family="Patient", born=date(1985, 7, 31), died="2026-04-01")
OF_AGE = Patient(given="Sample", family="Patient", born=date(2008, 4, 15))
YOUNG = Patient(given="Sample", family="Patient", born=date(2008, 4, 16))
FLAGS: list[Any] = [
    pytest.param({}, [], READY, id="nothing to see"),
    pytest.param({"patient": DEAD}, ["died"], FAILS, id="died: nothing may be sent"),
    pytest.param({"patient": YOUNG}, ["17 years old"], READY, id="under 18"),
    pytest.param({"patient": OF_AGE}, [], READY, id="18 today"),
    pytest.param({"diagnoses": ()}, ["No ICD-10-CM code"], READY, id="no chronic migraine"),
    pytest.param({"diagnoses": (diagnosis("G43.019"),)}, ["No ICD-10-CM code"], READY, id="episodic migraine only"),
    pytest.param(
        {"diagnoses": (diagnosis("G43.719"), diagnosis("G43.019"))},
        ["G43.719 (chronic) and G43.019 (not chronic) exclude each other (Excludes1)"],
        GAPS,
        id="chronic and episodic without aura",
    ),
    pytest.param(
        {"diagnoses": (diagnosis("G43.719"), diagnosis("G43.109"))},
        ["G43.719 (chronic) and G43.109 (not chronic) are both documented"],
        GAPS,
        id="chronic without and episodic with aura: no Excludes1",
    ),
    pytest.param(
        {"coverage": Coverage(payer="Another Health", member_id="X0001")},
        ["The coverage names Another Health"],
        GAPS,
        id="coverage by another payer than the request goes to",
    ),
    pytest.param({"acute_medicines": (acute("sumatriptan", 10),)}, ["Triptans on 10 days"], READY, id="overuse"),
    pytest.param({"acute_medicines": (acute("sumatriptan", "9-10"),)}, [], READY, id="overuse, perhaps"),
]


@pytest.mark.parametrize(("parts", "expected", "readiness"), FLAGS)
def test_flags(parts: dict[str, Any], expected: list[str], readiness: Readiness) -> None:
    found = reviewed(DOSE, **parts)
    assert found.readiness is readiness
    assert len(found.flags) == len(expected)
    assert all(
        words in flag.text.replace("has died", "died") for words, flag in zip(expected, found.flags, strict=True)
    )


def test_a_death_is_told_with_its_day_where_that_is_known() -> None:
    undated = Patient(given="Sample", family="Patient", born=date(1985, 7, 31), deceased=True)
    assert "April 1, 2026" in reviewed(DOSE, patient=DEAD).flags[0].text
    assert "None" not in reviewed(DOSE, patient=undated).flags[0].text
    assert reviewed(DOSE, patient=undated).readiness is FAILS


def test_a_guideline_and_a_text_read_in_part_are_flagged() -> None:
    case = a_case(request=COMPLETE_REQUEST, diagnoses=(diagnosis("G43.719"),), **complete_details())
    found = review(case, a_policy(DOSE, is_payer=False, confidence=Confidence.MEDIUM))
    assert [flag.whom for flag in found.flags] == [Whom.OFFICE, Whom.OFFICE]
    assert "no payer's rule" in found.flags[0].text
    assert "read in part" in found.flags[1].text


def test_a_kind_of_request_without_a_rule_is_an_error_that_names_the_others() -> None:
    with pytest.raises(NoPolicyInEffect, match="has no rule for a request of kind continuation; it has: initial"):
        reviewed(DOSE, request={"kind": RequestKind.CONTINUATION})


def test_confirmations_close_a_gap_of_this_policy() -> None:
    assert a_policy(NOTE).id == POLICY_ID
    assert reviewed(NOTE, confirmations=(confirmed("note"),)).readiness is READY
    assert reviewed(NOTE, confirmations=(confirmed("note", holds=False),)).readiness is FAILS
    assert reviewed(NOTE, confirmations=(confirmed("note", date(2026, 4, 16)),)).readiness is GAPS
    assert reviewed(NOTE, confirmations=(confirmed("note", policy="another/commercial_2026_01"),)).readiness is GAPS


def test_the_same_case_and_policy_give_the_same_review() -> None:
    criterion = clause(AllOf, "all", criteria=(DOSE, ATTACKS, NOTE))
    statements = (attested(Attested.FIVE_MIGRAINE_ATTACKS),)
    assert reviewed(criterion, attestations=statements) == reviewed(criterion, attestations=statements)


def test_a_review_says_which_policy_it_used() -> None:
    found = reviewed(DOSE)
    assert (found.case_id, found.as_of, found.request_kind) == ("case-1", date(2026, 4, 15), RequestKind.INITIAL)
    assert (found.policy.id, found.policy.revision, found.policy.url) == (
        "example_health/commercial_2026_01",
        "2026-01",
        "https://example.org/417",
    )


def test_several_policies_together_say_what_each_says_alone() -> None:
    """Policies of one payer and one day, which nothing but their text tells apart."""
    case = a_case(request=COMPLETE_REQUEST, diagnoses=(diagnosis("G43.719"),), **complete_details())
    policies = (a_policy(DOSE), a_policy(PRODUCT), a_policy(DOSE, is_payer=False), a_policy(NOTE), a_policy(ATTACKS))
    together = list(review_each(case, policies))
    assert [one.readiness for one in together] == [READY, FAILS, READY, GAPS, GAPS]
    assert [len(one.flags) for one in together] == [0, 0, 1, 0, 0]
    assert together == [review(case, policy) for policy in policies]


def test_a_policy_without_a_rule_for_the_request_is_refused_in_its_turn() -> None:
    case = a_case(request={"kind": RequestKind.CONTINUATION})
    with pytest.raises(NoPolicyInEffect):
        list(review_each(case, (a_policy(DOSE),)))


def test_a_revision_made_from_another_is_described_as_itself() -> None:
    first = a_policy(DOSE)
    second = first.model_copy(update={"effective": date(2027, 1, 1)})
    third = first.model_copy(update={"silent_on": ("dose",)})
    assert [(used.id, used.silent_on) for used in map(describe, (first, second, third))] == [
        ("example_health/commercial_2026_01", ()),
        ("example_health/commercial_2027_01", ()),
        ("example_health/commercial_2026_01", ("dose",)),
    ]
