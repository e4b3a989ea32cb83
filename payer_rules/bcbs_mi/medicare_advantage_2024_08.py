"""BCBSM and BCN, step therapy for botulinum toxins (Medicare Advantage): in effect from 2024-08-05."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Contact, Policy, Source

WHY = "the notice is about the step through Xeomin only; the criteria for Botox stand elsewhere"

PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of age, of the prescriber and of use together with a CGRP drug",
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
    says="prior authorization by criteria that the notice does not hold",
    criteria=(
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, migraine days, hours and duration",
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
    says="prior authorization by criteria that the notice does not hold",
    criteria=(
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
    payer="bcbs_mi",
    payer_name="Blue Cross Blue Shield of Michigan and Blue Care Network",
    names=(
        "Blue Cross Blue Shield of Michigan",
        "BCBS Michigan",
        "Blue Care Network",
        "BCBSM",
        "BCN",
        "BCN Advantage",
        "Medicare Plus Blue",
        "BCBS Michigan",
        "BCBS MI",
        "Blue Cross of Michigan",
    ),
    line_of_business=LineOfBusiness.MEDICARE_ADVANTAGE,
    only_by_name=True,
    effective=date(2024, 8, 5),
    source=Source(
        title="Step therapy requirement added for botulinum toxins for Medicare Advantage members, starting Aug. 5",
        revision="The Record, July 2024",
        url="https://bcbsm.com/content/dam/microsites/corpcomm/provider/the_record/2024/jul/Record_0724cc.html",
        read_on="2026-11-23",
        read_from="a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="a notice of one change; the criteria for Botox were not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "headache counts, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "how long an authorization lasts",
        "diagnosis codes and documents to send",
        "the rules for commercial members",
    ),
    notes=(
        "Xeomin must be tried and failed before Botox, but not for chronic migraine or for urinary conditions.",
        "Medicare Plus Blue and BCN Advantage members; medical benefit, for dates of service from 2024-08-05.",
        "It is asked for where a provider gives the drug, as in offices and outpatient facilities.",
        "It is asked for on a CMS-1500 claim or 837P, and on a UB04 claim or 837I for bill type 013X.",
    ),
    contact=Contact(
        department="NovoLogix online tool",
        read_on="2026-11-23",
        source="https://bcbsm.com/content/dam/microsites/corpcomm/provider/the_record/2024/jul/Record_0724cc.html",
    ),
)
