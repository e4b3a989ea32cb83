"""Priority Health Medical Drug List (employer group and MyPriority): as updated on 2026-04-02."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Contact, Policy, Source

WHY = "the list gives the coverage level only; the criteria sit in a prior authorization form that was not read"

PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of age, of the prescriber and of use together with a CGRP drug",
    not_read=True,
    why=WHY,
)
DOSE = ManualCheck(
    clause="dose.1",
    says="what is asked of toxin, dose, injection sites and interval",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="prior authorization by criteria that the list does not hold",
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
    says="prior authorization by criteria that the list does not hold",
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
    payer="priority_health",
    payer_name="Priority Health",
    names=("Priority Health Michigan", "MyPriority"),
    line_of_business=LineOfBusiness.COMMERCIAL,
    only_by_name=True,
    effective=date(2026, 4, 2),
    source=Source(
        title="Medical Drug List, Commercial (Employer Group) and MyPriority (Individual/Family)",
        revision="last updated April 2, 2026",
        url="https://github.com/spraka52/InnovationHacks2.0-PolicySync",
        read_on="2026-11-23",
        read_from="seed/priority_health_mdl_2026.pdf, pages 66 and 67, a copy of the 205-page document",
        confidence=Confidence.MEDIUM,
        note=(
            "read in full for the coverage level, which is all it holds; no effective date is printed, so the day of "
            "the update stands for it"
        ),
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    silent_on=("every clinical criterion, for a first request and for a renewal",),
    not_read=(
        "the criteria themselves, which the list does not hold",
        "how long an authorization lasts",
        "diagnosis codes that are accepted",
        "documents to send, and the form, which the online list links to",
    ),
    notes=(
        "J0585 Botox is preferred specialty with prior authorization (PA), without a site-of-service flag.",
        "Dysport, Myobloc, Xeomin and Daxxify stand at the same level; Botox Cosmetic and Jeuveau are not covered.",
        "Medical benefit; employer-group and MyPriority members.",
        "The criteria and the form are linked in the online Medical Benefit Drug List, which was not read.",
        "A drug on that list goes to the Pharmacy Department by fax, phone or electronically, and not through prism.",
    ),
    contact=Contact(
        department="Pharmacy Department",
        phone="800.466.6642",
        fax="877.974.4411",
        read_on="2026-11-26",
        source="https://www.priorityhealth.com/provider/manual/drugs",
    ),
)
