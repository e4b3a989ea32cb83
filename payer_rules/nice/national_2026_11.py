"""NICE TA260, Botulinum toxin type A in chronic migraine (England and Wales): undated, as seen in November 2026."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting, LineOfBusiness, Mechanism, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    ContraindicatedDrug,
    HeadacheDays,
    MedicationOveruse,
    NoneOf,
    NotTolerated,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

PRODUCT = ProductIs(
    clause="product",
    says="botulinum toxin type A",
    any_of=(Toxin.BOTOX,),
    reading="section 1 names the type and no product; only Botox counts here",
)

INITIAL = AllOf(
    clause="1.1",
    says="an option for the prophylaxis of headaches in adults with chronic migraine, only if all of this holds",
    criteria=(
        PRODUCT,
        Age(clause="1.1.a", says="adults", at_least=18, reading="no age is named; 18 years are checked"),
        HeadacheDays(clause="1.1.b", says="headaches on at least 15 days per month", per_month_at_least=15),
        HeadacheDays(
            clause="1.1.c",
            says="of which at least 8 days are with migraine",
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
        ),
        PreventiveTrials(
            clause="1.1.d",
            says="at least 3 preventive medicines have not worked, are not tolerated, or are unsuitable for safety",
            drugs_at_least=3,
            counts_if=(
                Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)),
                NotTolerated(),
                ContraindicatedDrug(),
            ),
        ),
        MedicationOveruse(clause="1.1.e", says="the condition is appropriately managed for medication overuse"),
    ),
)

CONTINUATION = AllOf(
    clause="1.2",
    says="treatment goes on unless one of the two rules to stop applies",
    criteria=(
        PRODUCT,
        AnyOf(
            clause="1.2.a",
            says="headache days are not less than 30 % fewer after two treatment cycles",
            criteria=(
                TreatmentsGiven(
                    clause="1.2.a.1",
                    says="two treatment cycles have not been given yet",
                    less_than=2,
                ),
                Response(
                    clause="1.2.a.2",
                    says="at least 30 % fewer headache days per month than before treatment",
                    percent_at_least=30,
                    after_treatments=2,
                ),
            ),
        ),
        NoneOf(
            clause="1.2.b",
            says="the condition has not changed to episodic migraine",
            criteria=(
                HeadacheDays(
                    clause="1.2.b.1",
                    says="fewer than 15 headache days per month for three consecutive months",
                    per_month_less_than=15,
                    in_each_of_last=months(3),
                    reading="the latest three calendar months",
                ),
            ),
        ),
    ),
)

POLICY = Policy(
    payer="nice",
    payer_name="NHS in England and Wales (NICE TA260)",
    names=("NICE TA260", "NHS England and Wales", "NHS England", "NHS Wales"),
    line_of_business=LineOfBusiness.NATIONAL,
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        number="TA260",
        title="Botulinum toxin type A for the prevention of headaches in adults with chronic migraine",
        revision="undated in the part read",
        url="https://nice.org.uk/guidance/TA260/chapter/1-recommendations",
        read_on="2026-11-23",
        read_from="a stored copy of section 1, read in full",
        confidence=Confidence.HIGH,
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "hours of headache",
        "duration in months",
        "a diary and the criteria of a headache society",
        "which preventives count, their classes, length and dose",
        "prescriber specialty",
        "dose, interval and sites",
        "use together with a CGRP drug",
        "how medication overuse is to be managed",
        "over how many months headache days are counted, except to stop",
    ),
    ambiguous=(
        "success is a rule to stop: becoming episodic for three months ends treatment",
        "whether the second treatment needs a response: the rule is applied from the third on",
    ),
    notes=(
        "An earlier wording asked for no response to at least three prior therapies and named neither of the others.",
        "People already treated outside these rules may go on until they and their clinician think it right to stop.",
    ),
    mechanism=Mechanism.NONE,
    mechanism_note="a positive technology appraisal with a duty to fund; local systems differ",
)
