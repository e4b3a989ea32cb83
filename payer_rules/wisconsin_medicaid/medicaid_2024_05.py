"""Wisconsin Medicaid (ForwardHealth), topic 15097 on Botox: the Online Handbook as printed on 2024-05-04."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, RequestKind
from priorauth.policy.criteria import Age, AllOf, DiagnosedBy, DoseAsked, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "the visible text is cut off before it"

APPROVED_CODE = ManualCheck(
    clause="code.1",
    says="only reimbursable without PA when submitted with one of the approved ICD diagnosis codes",
    quoted=True,
    not_read=True,
    why="a list of approved codes exists and was not seen",
)
ADULT = Age(clause="age.1", says="The member is 18 years of age or older.", quoted=True, at_least=18)
ORDERED = DiagnosedBy(
    clause="people.1",
    says="The service is ordered by the provider who has evaluated and diagnosed the member",
    quoted=True,
    the_prescriber=True,
)
GIVEN = ManualCheck(
    clause="people.2",
    says="given by a Medicaid-enrolled nurse practitioner, PA or physician familiar with and experienced in Botox",
    why="the case does not hold who injects, nor enrolment and experience",
)
DOSE = DoseAsked(
    clause="dose.1",
    says="The dosing range is no greater than 200 units per treatment.",
    quoted=True,
    units_at_most=200,
)
REST = ManualCheck(
    clause="other.1",
    says="what is asked of headache counts, failed preventives, medication overuse, interval and injection sites",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="first request",
    criteria=(APPROVED_CODE, ADULT, ORDERED, GIVEN, DOSE, REST),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="continued treatment",
    criteria=(
        APPROVED_CODE,
        ADULT,
        ORDERED,
        GIVEN,
        DOSE,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, when it is judged, and whether treatment must be requested again",
            not_read=True,
            why=WHY,
        ),
        REST,
    ),
)

POLICY = Policy(
    payer="wisconsin_medicaid",
    payer_name="Wisconsin Medicaid (ForwardHealth)",
    names=("Wisconsin Medicaid", "ForwardHealth"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("WI",),
    effective=date(2024, 5, 4),
    undated=True,
    source=Source(
        number="Topic #15097",
        title="Prior Authorization for OnabotulinumtoxinA (Botox), ForwardHealth Online Handbook",
        revision="printed on 2024-05-04; its first day in effect was not seen",
        url=(
            "https://www.forwardhealth.wi.gov/WIPortal/Subsystem/KW/Print.aspx?ia=1&p=1&sa=50&s=3&c=11"
            "&nt=Prior+Authorization+for+OnabotulinumtoxinA+(Botox)&adv=Y"
        ),
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page, printed on 05/04/2024, up to its third criterion",
        confidence=Confidence.MEDIUM,
        note="the payer's own page, read in part",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the list of approved diagnosis codes",
        "headache counts, hours and duration",
        "failed preventives",
        "medication overuse and use together with a CGRP drug",
        "interval and injection sites",
        "how long an authorization lasts",
        "renewal criteria",
        "billing codes and modifiers",
    ),
    ambiguous=("that a prior authorization is needed without an approved code is implied, not said",),
    notes=(
        "For Botox given by the prescribing practice (physician-administered).",
        "Not covered for SeniorCare.",
        "For members of HMOs and most special managed care programs it is billed to fee-for-service.",
    ),
    mechanism=Mechanism.DIAGNOSIS_EDIT,
    mechanism_note=(
        "paid without prior authorization when an approved diagnosis code is on the claim; otherwise a prior "
        "authorization is needed"
    ),
)
