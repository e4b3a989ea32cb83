"""NHS Humber and North Yorkshire, Botulinum toxin A for chronic migraine: the policy in effect from 2025-06-12."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Counting, LineOfBusiness, Mechanism, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    AcuteMedicineDays,
    AllOf,
    AnyOf,
    DiagnosedBy,
    HeadacheDays,
    MedicationOveruse,
    NoneOf,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

COUNTS = "the page says chronic migraine and prints no count for it; the count of NICE TA260 is checked"

PRODUCT = ProductIs(
    clause="1",
    says="botulinum toxin A",
    any_of=(Toxin.BOTOX,),
    reading="the page names the type and no product; only Botox counts here",
)

INITIAL = AllOf(
    clause="trial",
    says="a trial is commissioned without prior approval if all of this holds",
    criteria=(
        PRODUCT,
        DiagnosedBy(
            clause="2",
            says="a neurologist has diagnosed chronic migraine",
            taxonomies=("2084N0400X", "2084N0402X"),
        ),
        HeadacheDays(
            clause="2.a",
            says="chronic migraine: 15 headache days a month",
            per_month_at_least=15,
            reading=COUNTS,
        ),
        HeadacheDays(
            clause="2.b",
            says="chronic migraine: 8 migraine days a month",
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            reading=COUNTS,
        ),
        PreventiveTrials(
            clause="3",
            says="no response to at least three pharmacological prophylaxis therapies",
            drugs_at_least=3,
            counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)),),
            reading="a drug that was not tolerated, or not possible, is not mentioned and does not count",
        ),
        MedicationOveruse(clause="4", says="medication overuse, where there is any, is appropriately managed"),
        AcuteMedicineDays(
            clause="5",
            says="acute headache medicines on no more than two days a week regularly",
            days_per_week_at_most=2,
            reading="the rationale calls it good practice; it is checked as if it were asked",
        ),
    ),
)

CONTINUATION = AllOf(
    clause="further",
    says="further treatment is commissioned without prior approval",
    reading=(
        'the page joins clauses 6 and 7 with "or"; they are the opposites of two rules to stop, so both are asked for, '
        "as in NICE TA260"
    ),
    criteria=(
        PRODUCT,
        AnyOf(
            clause="6",
            says="at least 30 % fewer headache days per month after two treatment cycles",
            criteria=(
                TreatmentsGiven(
                    clause="6.a",
                    says="two treatment cycles have not been given yet",
                    less_than=2,
                    reading="a trial is commissioned, and it is judged after two cycles",
                ),
                Response(
                    clause="6.b",
                    says="at least a 30 % reduction in headache days per month",
                    percent_at_least=30,
                    after_treatments=2,
                ),
            ),
        ),
        NoneOf(
            clause="7",
            says="there has been no change to episodic migraine",
            criteria=(
                HeadacheDays(
                    clause="7.a",
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
    payer="nhs_humber_north_yorkshire",
    payer_name="NHS Humber and North Yorkshire",
    names=("Humber and North Yorkshire", "NHS Humber and North Yorkshire / York"),
    line_of_business=LineOfBusiness.NATIONAL,
    effective=date(2025, 6, 12),
    source=Source(
        title="Botulinum toxin A for chronic migraine",
        revision="2025-06-12, to be reviewed on 2028-01-31",
        url="https://hnyppr.org.uk/web/york/w/botulinum-toxin-a-migrane-policy",
        read_on="2026-11-26",
        read_from="a stored copy of the page, read in full",
        confidence=Confidence.HIGH,
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "age",
        "a number of headache or migraine days for the diagnosis",
        "hours of headache, duration and a diary",
        "which preventives count, their classes, length and dose",
        "intolerance and contraindication of a preventive",
        "dose, interval and sites",
        "who injects",
        "use together with a CGRP drug",
    ),
    ambiguous=(
        '"or" between the two conditions of further treatment widens access beyond NICE TA260',
        "whether two days a week of acute medicines is a condition or advice",
    ),
    notes=(
        "For East Riding, Hull, North East Lincolnshire, North Lincolnshire, North Yorkshire and the Vale of York.",
        "The rationale calls 30 to 50 % fewer headache days or episodes a good response.",
    ),
    mechanism=Mechanism.NONE,
    mechanism_note="commissioned, no prior approval",
)
