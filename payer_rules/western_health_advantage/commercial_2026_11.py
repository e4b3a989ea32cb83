"""Western Health Advantage GL-135652, Botox prior authorization criteria: undated, seen on 2026-11-23."""

from datetime import date

from priorauth.clinical.terms import Counting, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import Age, AllOf, HeadacheDays, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

WHY = "the copy that was read ends after the indications, before the criteria"
LONG_HEADACHES = "greater than or equal to 15 days per month with headache lasting 4 hours a day or longer"

PRODUCT = ProductIs(
    clause="product.1",
    says="the criteria are those for Botox",
    any_of=(Toxin.BOTOX,),
)
ADULT = Age(
    clause="adult.1",
    says="Indicated for the prophylaxis of headaches in adult patients with chronic migraine",
    quoted=True,
    at_least=18,
    reading="no age is printed; adult is read as 18 years of age or older",
)
PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of the prescriber and of use together with a CGRP drug",
    not_read=True,
    why=WHY,
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of dose, injection sites and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="the indication for chronic migraine, and its criteria",
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
        ),
        ManualCheck(
            clause="initial.1",
            says="what is asked of migraine days and duration",
            not_read=True,
            why=WHY,
        ),
        ManualCheck(
            clause="initial.2",
            says="which preventives must have failed, how many, and for how long",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the indication for chronic migraine, and the renewal criteria",
    criteria=(
        PRODUCT,
        ADULT,
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading="the indication is for every request; days are counted before the first treatment",
        ),
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

POLICY = Policy(
    payer="western_health_advantage",
    payer_name="Western Health Advantage",
    names=("WHA",),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        number="GL-135652",
        title="Botox (onabotulinumtoxinA), prior authorization criteria, category EHB",
        revision="undated; 2021 or later",
        url="https://westernhealth.com/provider/prior-authorization-criteria/?category=EHB&glId=GL-135652",
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="read up to the indications, in the words of the label; the approval criteria follow after the cut",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "migraine days and duration",
        "failed preventives",
        "prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    not_covered_for=("episodic migraine (14 headache days or fewer per month)",),
)
