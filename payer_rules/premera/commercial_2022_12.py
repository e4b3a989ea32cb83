"""Premera 5.01.512, Botulinum Toxins (commercial): prior authorization from 2022-12-01."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only the news that announce the policy were read, not the policy itself"

PRODUCT = ProductIs(
    clause="product.1",
    says="for headache, toxins are investigational, except Botox to prevent chronic migraine",
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
    says="prior authorization by the criteria of policy 5.01.512",
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
    says="prior authorization by the criteria of policy 5.01.512",
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
    payer="premera",
    payer_name="Premera Blue Cross",
    names=(
        "Premera",
        "Premera BCBS",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2022, 12, 1),
    source=Source(
        number="5.01.512",
        title="Botulinum Toxins, as announced in the provider news",
        revision="provider news of September 2022 and May 2023",
        url="https://www.premera.com/ak/provider/news/reminders-updates/botulinum-prior-authorization/",
        read_on="2026-11-23",
        read_from="a stored copy of the news of September 1, 2022; the news of May 2023 were read in 2026-11",
        confidence=Confidence.MEDIUM,
        note=(
            "the exact address of the news of May 2023 was not kept; what they added (clause product.1, Daxxify) is "
            "not told apart by date"
        ),
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
        "diagnosis codes, documents to send and where a request goes",
        "editions after May 2023",
    ),
    not_covered_for=("headache other than chronic migraine (investigational)",),
    notes=(
        "From 2022-12-01 Botox, Dysport, Myobloc and Xeomin need prior authorization.",
        "From the same day they are on the medical benefit, and no longer on the pharmacy benefit.",
        "The page of the news is the one for Alaska. Daxxify is investigational as of May 2023.",
    ),
)
