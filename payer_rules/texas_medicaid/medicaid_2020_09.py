"""Texas Medicaid (TMHP), botulinum toxin types A and B: the benefit as changed on 2020-09-01."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Contact, Policy, Source

LISTED_CODE = ManualCheck(
    clause="code.1",
    says="Procedure code J0585 is a benefit when billed with one of the following diagnosis codes",
    quoted=True,
    not_read=True,
    why="words of the manual of December 2016; its list of codes was not seen, nor the current manual",
)
REST = ManualCheck(
    clause="other.1",
    says="what is asked of headache counts, failed preventives, age, prescriber, dose and interval",
    not_read=True,
    why="the current manual was not read",
)
MANAGED_CARE = ManualCheck(
    clause="plan.1",
    says="fee-for-service, or what the member's managed care organization asks, such as prior authorization, is met",
    why="the procedures of an organization may differ from fee-for-service and from each other: ask the organization",
)

INITIAL = AllOf(
    clause="initial",
    says="first treatment",
    criteria=(LISTED_CODE, REST, MANAGED_CARE),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued treatment",
    criteria=(
        LISTED_CODE,
        ManualCheck(
            clause="continuation.1",
            says="whether anything is asked of the response before treatment goes on",
            not_read=True,
            why="the current manual was not read",
        ),
        REST,
        MANAGED_CARE,
    ),
)

POLICY = Policy(
    payer="texas_medicaid",
    payer_name="Texas Medicaid",
    names=("TMHP", "Texas Medicaid (TMHP)"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("TX",),
    effective=date(2020, 9, 1),
    source=Source(
        number="TMPPM 9.2.39.15 (archive of 2016)",
        title="Botulinum Toxin Type A and B Benefits to Change for Texas Medicaid, Effective September 1, 2020",
        revision="posted 2020-08-07, effective 2020-09-01",
        url=(
            "https://www.tmhp.com/news/"
            "2020-08-07-botulinum-toxin-type-and-b-benefits-change-texas-medicaid-effective-september-1"
        ),
        read_on="2026-11-23",
        read_from=(
            "stored copies of the notice and of section 9.2.39.15 of the manual of December 2016, without codes; on "
            "2026-11-26 again, with the table of contents of the handbook of August 2021"
        ),
        confidence=Confidence.MEDIUM,
        note="the notice changes the payment of waste only; the manual that is in effect was not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the list of diagnosis codes",
        "the manual that is in effect",
        "headache counts, failed preventives, age, prescriber, dose, injection sites and interval",
        "anything asked before treatment goes on",
        "how long an authorization lasts, where one is needed",
        "documents to send",
    ),
    notes=(
        "Waste: modifier JW on a separate claim line, from 2020-09-01.",
        "J0585 is the code of the benefit.",
        "The manual of December 2016 (TMPPM 9.2.39.15) already restricts J0585 by diagnosis.",
        "Since 2021 or before it is section 7.11 of the Outpatient Drug Services Handbook: docslib.org/doc/5815377.",
        "The contents of that handbook (August 2021) name prior authorization under other drugs, and not under 7.11.",
    ),
    contact=Contact(
        department="TMHP Contact Center",
        phone="800-925-9126",
        read_on="2026-11-23",
        source=(
            "https://www.tmhp.com/news/"
            "2020-08-07-botulinum-toxin-type-and-b-benefits-change-texas-medicaid-effective-september-1"
        ),
    ),
    mechanism=Mechanism.DIAGNOSIS_EDIT,
    mechanism_note="a claim edit by diagnosis in fee-for-service; managed care organizations have their own procedures",
)
