"""Australia, Medicare Benefits Schedule item 18377 (Botox in chronic migraine): undated, as seen in November 2026."""

from datetime import date

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import Counting, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    ContraindicatedDrug,
    HeadacheDays,
    Interval,
    ManualCheck,
    NotTolerated,
    PreventiveTrials,
    ProductIs,
    Response,
    TreatmentsGiven,
    Tried,
)
from priorauth.policy.model import Authorization, Confidence, Policy, Source

PRODUCT = ProductIs(clause="product", says="Botox, for the treatment of chronic migraine", any_of=(Toxin.BOTOX,))
ADULT = Age(clause="a", says="at least 18 years of age", at_least=18)
TRIALS = PreventiveTrials(
    clause="b.1",
    says="inadequate response, intolerance or contraindication to at least 3 prophylactic migraine medications",
    drugs_at_least=3,
    counts_if=(
        Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,)),
        NotTolerated(),
        ContraindicatedDrug(),
    ),
)
HEADACHE = HeadacheDays(
    clause="b.2",
    says="an average of 15 or more headache days per month over at least 6 months before the first treatment",
    per_month_at_least=15,
    averaged_over=months(6),
    before_treatment=True,
    reading="the six calendar months before the first treatment; before it is given, the latest six",
)
MIGRAINE = HeadacheDays(
    clause="b.3",
    says="with at least 8 days of migraine",
    counting=Counting.MIGRAINE_DAY,
    per_month_at_least=8,
    averaged_over=months(6),
    before_treatment=True,
    reading="an average over the same six months, as of the headache days",
)
PBS = ManualCheck(
    clause="c",
    says="the Pharmaceutical Benefits Scheme's requirements for the toxin: prescriber, dose, medication overuse",
    why="the item refers to the scheme's rules, which were not read",
    not_read=True,
)
INTERVAL = Interval(
    clause="cycle",
    says="treatment cycles of 12 weeks each",
    at_least=weeks(12),
    reading="the length of a cycle is checked as the shortest interval",
)
TWICE = AnyOf(
    clause="limit",
    says="not more than twice, unless the response is achieved and maintained",
    reading="all treatments of the patient count, whoever paid for them",
    criteria=(
        TreatmentsGiven(clause="limit.1", says="fewer than two treatments have been given", less_than=2),
        Response(
            clause="limit.2",
            says="at least a 50 % reduction in headache days per month from baseline after 2 treatment cycles",
            percent_at_least=50,
            after_treatments=2,
        ),
    ),
)

INITIAL = AllOf(
    clause="item",
    says="item 18377: all of this",
    criteria=(PRODUCT, ADULT, TRIALS, HEADACHE, MIGRAINE, PBS, INTERVAL, TWICE),
)

CONTINUATION = AllOf(
    clause="item",
    says="item 18377: all of this, for each treatment",
    criteria=(PRODUCT, ADULT, TRIALS, HEADACHE, MIGRAINE, PBS, INTERVAL, TWICE),
)

POLICY = Policy(
    payer="australia_mbs",
    payer_name="Medicare Australia (MBS item 18377)",
    names=("MBS item 18377", "Medicare Benefits Schedule", "Australian Medicare"),
    line_of_business=LineOfBusiness.NATIONAL,
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        number="18377",
        title="Medicare Benefits Schedule: botulinum toxin type A, chronic migraine",
        revision="undated; the item is listed since 2014-03-01",
        url="https://privatehealth.gov.au/dynamic/MBSItems/BrainNervousSystem/18377",
        read_on="2026-11-26",
        read_from="a stored copy of the page, undated, which prints the item in full",
        confidence=Confidence.MEDIUM,
        note="the scheme's rules, to which the item refers, were not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "hours of headache",
        "a diary and the criteria of a headache society",
        "which preventives count, their classes, length and dose",
        "use together with a CGRP drug",
    ),
    not_read=(
        "the requirements of the Pharmaceutical Benefits Scheme: prescriber, dose, medication overuse, restarts",
    ),
    ambiguous=(
        "whether the 8 days of migraine are an average, as the headache days are, or needed in each month",
        "whether treatments given outside the scheme count towards the two",
    ),
    notes=(
        "Secondary: a neurologist injects 155 to 195 units every 12 weeks, and the response is judged by week 24.",
        "Secondary: after a break a neurologist reassesses the patient, who must meet the criteria again.",
        "Both: ausdoc.com.au/news/botox-migraine-now-pbs, migraine.org.au/pbs_covered_botox_treatment_for_migraine.",
        "Secondary examples of preventives: propranolol, amitriptyline, topiramate, pizotifen, cyproheptadine.",
    ),
    authorization={RequestKind.INITIAL: Authorization(treatments_at_most=2)},
    mechanism_note="a Medicare item claimed where its text is met; the scheme's own procedure was not read",
)
