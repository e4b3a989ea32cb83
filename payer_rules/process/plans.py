"""Commercial plans, Medicare Advantage and Medicaid: first decisions, appeals, and what the 2024 rules do not reach."""

from priorauth.clinical.terms import LineOfBusiness
from priorauth.policy.process import Answerable, Clock, Grade, ProcessRule, Statement, TimeLimit

ACA = "45 CFR 147.136(d), and secondary summaries"
ERISA = "29 CFR 2560.503-1; dol.gov; Meritain table"
ADVANTAGE = "secondary summaries of the Medicare Advantage appeal rules"
SUMMARIES = "Premera, ASCO, Becker's ASC, King & Spalding summaries of CMS-4201-F"
MEDICAID = "42 CFR 438.404, older text"
INTEROPERABILITY = "medplum.com/docs/compliance/cms-0057-f; cms-0057-f.com; cmspriorauth.com"

COMMERCIAL = ProcessRule(
    key="commercial_plans",
    title="Commercial plans under the Affordable Care Act",
    lines_of_business=(LineOfBusiness.COMMERCIAL,),
    limits=(
        TimeLimit(
            what="first decision before the service",
            who=Answerable.PAYER,
            count=15,
            unit=Clock.DAYS,
            starts="the request",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="urgent first decision",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="the request",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="file the internal appeal",
            who=Answerable.CLINIC,
            count=180,
            unit=Clock.DAYS,
            starts="the notice of denial",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="decide the internal appeal before the service",
            who=Answerable.PAYER,
            count=30,
            unit=Clock.DAYS,
            starts="the appeal",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="ask for the external review",
            who=Answerable.CLINIC,
            count=4,
            unit=Clock.MONTHS,
            starts="the notice of the final internal decision",
            source=ACA,
            grade=Grade.MEDIUM,
            conflict="an old healthcare.gov copy says 60 days",
        ),
        TimeLimit(
            what="decide the external review",
            who=Answerable.PAYER,
            count=45,
            unit=Clock.DAYS,
            starts="the request for it",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(
        Statement(
            says=(
                "Group plans under ERISA: 72 hours urgent; 15 days (and 15 more) before the service; 45 days for the "
                "clinic to complete an incomplete claim."
            ),
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
    ),
)
MEDICARE_ADVANTAGE = ProcessRule(
    key="medicare_advantage",
    title="Medicare Advantage (CMS-4201-F, from 2024-01-01)",
    lines_of_business=(LineOfBusiness.MEDICARE_ADVANTAGE,),
    limits=(
        TimeLimit(
            what="ask for a reconsideration",
            who=Answerable.CLINIC,
            count=60,
            unit=Clock.DAYS,
            starts="the notice",
            source=ADVANTAGE,
            grade=Grade.MEDIUM,
            conflict="a later secondary text says 65 days",
        ),
        TimeLimit(
            what="decide the reconsideration of a Part B drug",
            who=Answerable.PAYER,
            count=7,
            unit=Clock.DAYS,
            starts="the request",
            source=ADVANTAGE,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="expedited reconsideration",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="the request",
            source=ADVANTAGE,
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(
        Statement(
            says="The plan follows national and local coverage determinations, its own only where there are none.",
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="An approval holds for the whole course while necessary; 90 days of transition after a plan change.",
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
    ),
)
MEDICAID_MANAGED_CARE = ProcessRule(
    key="medicaid",
    title="Medicaid",
    lines_of_business=(LineOfBusiness.MEDICAID,),
    limits=(
        TimeLimit(
            what="appeal to a managed-care plan",
            who=Answerable.CLINIC,
            count=60,
            unit=Clock.DAYS,
            starts="the notice",
            source=MEDICAID,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="ask for a fair hearing after a managed-care plan's decision (states differ)",
            who=Answerable.CLINIC,
            count=120,
            unit=Clock.DAYS,
            starts="the plan's decision",
            source=MEDICAID,
            grade=Grade.MEDIUM,
            conflict="Ohio: 90 days; fee-for-service typically up to 90 days",
        ),
    ),
)
DRUGS_EXCLUDED = ProcessRule(
    key="interoperability_rule",
    title="CMS-0057-F does not reach drugs",
    lines_of_business=(LineOfBusiness.MEDICARE_ADVANTAGE, LineOfBusiness.MEDICAID),
    statements=(
        Statement(
            says=(
                "Its decision times exclude drugs of every kind, those a clinician gives included; whether they hold "
                "for J0585 with 64615 is not settled. Do not cite them."
            ),
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("the final status of CMS-0062-P, which would extend the rules to drugs",),
)
RULES = (COMMERCIAL, MEDICARE_ADVANTAGE, MEDICAID_MANAGED_CARE, DRUGS_EXCLUDED)
