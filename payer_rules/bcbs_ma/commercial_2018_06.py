"""Blue Cross Blue Shield of Massachusetts 006, Botulinum Toxin Injections: undated, seen on 2018-06-10."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, AnyOf, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Contact, Policy, Source

WHY = "the copy that was read ends before the criteria for migraine"

PRODUCT = AnyOf(
    clause="product.1",
    says="To obtain a Non-Preferred toxin one must try and fail at least one preferred toxin.",
    quoted=True,
    criteria=(
        ProductIs(
            clause="product.1.a",
            says="Botox or Dysport, which are preferred",
            any_of=(Toxin.BOTOX, Toxin.DYSPORT),
            reading="whether Dysport is covered for migraine was not read",
        ),
        ManualCheck(
            clause="product.1.b",
            says="a preferred toxin was tried and failed",
            why="for a toxin that is not preferred; the case does not tell why a toxin was changed",
        ),
    ),
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
    says="prior authorization on the pharmacy benefit",
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
    says="prior authorization on the pharmacy benefit",
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
    payer="bcbs_ma",
    payer_name="Blue Cross Blue Shield of Massachusetts",
    names=(
        "BCBSMA",
        "BCBS Massachusetts",
        "BCBS MA",
        "Blue Cross of Massachusetts",
        "Blue Cross MA",
    ),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2018, 6, 10),
    undated=True,
    source=Source(
        number="006",
        title="Botulinum Toxin Injections (Pharmacy Medical Policy)",
        revision="undated copy, posted on 10 June 2018",
        url=(
            "https://vdocuments.site/"
            "006-botulinum-toxin-injections-toxin-injections-table-of-contents-policy-commercial.html"
        ),
        read_on="2026-11-23",
        read_from="the beginning of a third party's copy of the 15-page document",
        confidence=Confidence.MEDIUM,
        note="a historical copy; the edition in effect today was not read",
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
        "editions after 2018, and the part for Medicare members",
    ),
    notes=(
        "Covered only under the pharmacy benefit program; managed care (HMO and POS), PPO and indemnity members.",
        "Botox and Dysport are preferred, Myobloc and Xeomin not preferred; all need prior authorization.",
        "Dysport before Botox is asked only for limb spasticity and cervical dystonia, so not for migraine.",
    ),
    contact=Contact(
        department="BCBSMA Clinical Pharmacy Operations",
        phone="800-366-7778",
        form="Prior Authorization Form, on the last page of the policy",
        read_on="2026-11-23",
        source=(
            "https://vdocuments.site/"
            "006-botulinum-toxin-injections-toxin-injections-table-of-contents-policy-commercial.html"
        ),
    ),
)
