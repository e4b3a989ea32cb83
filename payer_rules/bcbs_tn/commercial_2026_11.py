"""BlueCross BlueShield of Tennessee, OnabotulinumtoxinA (Medical Policy Manual): undated, seen on 2026-11-23."""

from datetime import date

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, ManualCheck, ProductIs
from priorauth.policy.model import Authorization, Confidence, Policy, Source

WHY = "the copy that was read keeps the headings and leaves out the lists of criteria"

PRODUCT = ProductIs(
    clause="product.1",
    says="the page is about Botox; each other toxin has a page of its own",
    any_of=(Toxin.BOTOX,),
)
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
    says="may be granted for treatment of chronic migraine prophylaxis when all of the following criteria are met",
    quoted=True,
    criteria=(
        PRODUCT,
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
    says="continuation of therapy, whose wording for migraine was not read",
    criteria=(
        PRODUCT,
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
    payer="bcbs_tn",
    payer_name="BlueCross BlueShield of Tennessee",
    names=(
        "BCBST",
        "BCBS Tennessee",
        "BCBS TN",
        "Blue Cross Blue Shield of Tennessee",
        "Blue Cross of Tennessee",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        title="OnabotulinumtoxinA (Botox), BlueCross BlueShield of Tennessee Medical Policy Manual",
        revision="undated",
        url="https://www.bcbst.com/mpmanual/!SSL!/WebHelp/OnabotulinumtoxinA.htm",
        read_on="2026-11-23",
        read_from="the beginning of a stored copy of the page",
        confidence=Confidence.MEDIUM,
        note="the copy keeps the headings and leaves out the lists of criteria",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "headache counts, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria: the page on Xeomin asks for all requirements of a first request and for benefit",
        "how long a renewed authorization lasts",
        "diagnosis codes, documents to send and where a request goes",
    ),
    ambiguous=("6 months and two injection cycles are both a limit: the one reached first is the stricter",),
    notes=(
        "An authorization for chronic migraine is for 6 months (two injection cycles); other uses get 12 months.",
        "Cosmetic use is excluded. The member's health plan overrides the policy.",
    ),
    authorization={RequestKind.INITIAL: Authorization(lasts_at_most=months(6), treatments_at_most=2)},
)
