"""Scottish Medicines Consortium 692/11, botulinum toxin A (Botox): the advice of 2017-02-13."""

from datetime import date

from priorauth.clinical.terms import Counting, LineOfBusiness, Outcome, RequestKind, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    HeadacheDays,
    ManualCheck,
    MedicationOveruse,
    PreventiveTrials,
    ProductIs,
    Tried,
)
from priorauth.policy.model import Confidence, Policy, Source

BEFORE_TREATMENT = (
    "the advice has no rule of its own for further treatment, so its restriction is applied again; days are counted "
    "before the first treatment"
)

PRODUCT = ProductIs(clause="1", says="Botox", any_of=(Toxin.BOTOX,))
ADULT = Age(clause="2", says="adults", at_least=18, reading="no age is named; 18 years are checked")
TRIALS = PreventiveTrials(
    clause="5",
    says="the condition has failed to respond to three or more prior oral prophylactic treatments",
    drugs_at_least=3,
    counts_if=(Tried(outcomes=(Outcome.INADEQUATE_RESPONSE,), oral=True),),
    reading="a drug that was not tolerated, or not possible, is not mentioned and does not count",
)
OVERUSE = MedicationOveruse(clause="6", says="medication overuse has been appropriately managed")

INITIAL = AllOf(
    clause="restriction",
    says="accepted for restricted use in adults with chronic migraine",
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(clause="3", says="headaches on at least 15 days per month", per_month_at_least=15),
        HeadacheDays(
            clause="4",
            says="of which at least 8 days are with migraine",
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
        ),
        TRIALS,
        OVERUSE,
    ),
)

CONTINUATION = AllOf(
    clause="restriction",
    says="no rule of its own for further treatment: the same restriction again",
    reading=BEFORE_TREATMENT,
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(
            clause="3",
            says="headaches on at least 15 days per month",
            per_month_at_least=15,
            before_treatment=True,
            reading=BEFORE_TREATMENT,
        ),
        HeadacheDays(
            clause="4",
            says="of which at least 8 days are with migraine",
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            before_treatment=True,
            reading=BEFORE_TREATMENT,
        ),
        TRIALS,
        OVERUSE,
        ManualCheck(
            clause="7",
            says="a rule on when to stop, should the detailed advice have one",
            why="the advice has none; the detailed advice behind it was not read",
            not_read=True,
        ),
    ),
)

POLICY = Policy(
    payer="nhs_scotland",
    payer_name="NHS Scotland",
    names=("Scottish Medicines Consortium", "SMC"),
    line_of_business=LineOfBusiness.NATIONAL,
    effective=date(2017, 2, 13),
    source=Source(
        number="692/11",
        title="botulinum toxin A (Botox), resubmission",
        revision="2017-02-13",
        url="https://scottishmedicines.org.uk/medicines-advice/botulinum-toxin-a-botox-resubmission-69211",
        read_on="2026-11-23",
        read_from="a stored copy of the page, read in full; not the detailed advice",
        confidence=Confidence.MEDIUM,
        note="the advice was read in full, the detailed advice behind it was not",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=(
        "intolerance and contraindication of a preventive",
        "which oral preventives count, their classes, length and dose",
        "when to stop treatment",
        "hours of headache, duration and a diary",
        "prescriber specialty",
        "dose, interval and sites",
        "use together with a CGRP drug",
    ),
    not_read=("the detailed advice (a PDF of 273 KB)",),
    notes=(
        "The counts of headache and migraine days are those of the indication under review.",
        "The submissions of 2011-04-10 and 2013-04-08 were not recommended.",
        "Health boards may ask for more: a protocol of NHS Greater Glasgow and Clyde asks for four preventives.",
    ),
    mechanism_note="advice that NHS Scotland may use the medicine; how a request is made was not read",
)
