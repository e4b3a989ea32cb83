"""Medicare Advantage and Medicaid: appeals, what binds them, and the rules on decision times that exclude drugs."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness
from priorauth.policy.process import Answerable, AppealLevel, Clock, Grade, ProcessRule, Statement, TimeLimit

ADVANTAGE_PLANS = (LineOfBusiness.MEDICARE_ADVANTAGE,)
MEDICAID_PLANS = (LineOfBusiness.MEDICAID,)
BOTH = (LineOfBusiness.MEDICARE_ADVANTAGE, LineOfBusiness.MEDICAID)
ADVANTAGE = "secondary summaries of the Medicare Advantage appeal rules"
SUMMARIES = "Premera, ASCO, Becker's ASC, King & Spalding summaries of CMS-4201-F"
MEDICAID = "42 CFR 438.404, older text"
INTEROPERABILITY = (
    "medplum.com/docs/compliance/cms-0057-f; cms-0057-f.com; cmspriorauth.com; clearlinkpartners; "
    "obc.memberclicks; genhealth.ai"
)
PROPOSED = "crowell.com, coronishealth, appliedpolicy, distilinfo, pcoobweeklyforpayors"

MEDICARE_ADVANTAGE = ProcessRule(
    key="medicare_advantage",
    title="Medicare Advantage (CMS-4201-F, from 2024-01-01)",
    lines_of_business=ADVANTAGE_PLANS,
    service_from=date(2024, 1, 1),
    statements=(
        Statement(
            says=(
                "The plan follows national and local coverage determinations and the criteria of Traditional "
                "Medicare, its own only where Medicare has none."
            ),
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Prior authorization serves only to confirm the diagnosis or that the service is medically necessary.",
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="An approval holds for the whole course while necessary; 90 days of transition after a plan change.",
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
    ),
    background=(
        Statement(
            says="A committee of the plan reviews its rules on use every year.", source=SUMMARIES, grade=Grade.MEDIUM
        ),
        Statement(
            says="What was approved is not denied as unnecessary later, except for good cause or fraud.",
            source=SUMMARIES,
            grade=Grade.MEDIUM,
        ),
    ),
    appeals=(
        AppealLevel(
            level=1,
            name="reconsideration by the plan",
            file=TimeLimit(
                what="ask for a reconsideration",
                who=Answerable.CLINIC,
                count=60,
                unit=Clock.DAYS,
                starts="the notice",
                source=ADVANTAGE,
                grade=Grade.MEDIUM,
                conflict="a later secondary text says 65 days",
            ),
            decisions=(
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
                    what="decide a reconsideration before the service",
                    who=Answerable.PAYER,
                    count=30,
                    unit=Clock.DAYS,
                    starts="the request",
                    source=ADVANTAGE,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide an expedited reconsideration",
                    who=Answerable.PAYER,
                    count=72,
                    unit=Clock.HOURS,
                    starts="the request",
                    source=ADVANTAGE,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide a reconsideration of a payment",
                    who=Answerable.PAYER,
                    count=60,
                    unit=Clock.DAYS,
                    starts="the request",
                    source=ADVANTAGE,
                    grade=Grade.MEDIUM,
                ),
            ),
            statements=(Statement(says="A physician may ask for it.", source=ADVANTAGE, grade=Grade.MEDIUM),),
        ),
        AppealLevel(
            level=2,
            name="independent review entity (IRE)",
            statements=(
                Statement(
                    says="A denial that is upheld goes there automatically.", source=ADVANTAGE, grade=Grade.MEDIUM
                ),
            ),
        ),
    ),
    not_seen=(
        "the regulation's own text",
        "whether 60 or 65 days hold now",
    ),
)
MEDICAID_APPEALS = ProcessRule(
    key="medicaid",
    title="Medicaid",
    lines_of_business=MEDICAID_PLANS,
    appeals=(
        AppealLevel(
            level=1,
            name="appeal to a managed-care plan",
            file=TimeLimit(
                what="appeal to a managed-care plan",
                who=Answerable.CLINIC,
                count=60,
                unit=Clock.DAYS,
                starts="the notice",
                source=MEDICAID,
                grade=Grade.MEDIUM,
            ),
            statements=(
                Statement(says="No decision in time counts as a denial.", source=MEDICAID, grade=Grade.MEDIUM),
                Statement(
                    says="Benefits go on if that is asked for within 10 days.", source=MEDICAID, grade=Grade.MEDIUM
                ),
            ),
        ),
        AppealLevel(
            level=2,
            name="fair hearing of the state",
            file=TimeLimit(
                what="ask for a fair hearing after a managed-care plan's decision (states differ)",
                who=Answerable.CLINIC,
                count=120,
                unit=Clock.DAYS,
                starts="the plan's decision",
                source=MEDICAID,
                grade=Grade.MEDIUM,
                conflict="Ohio: 90 days",
            ),
        ),
        AppealLevel(
            level=1,
            name="fee-for-service: fair hearing",
            file=TimeLimit(
                what="ask for a fair hearing in fee-for-service, typically at most",
                who=Answerable.CLINIC,
                count=90,
                unit=Clock.DAYS,
                starts="not said",
                source="one secondary source",
                grade=Grade.LOW,
            ),
        ),
    ),
    not_seen=(
        "the current limits of 42 CFR 438",
        "the clocks of each state",
    ),
)
DRUGS_EXCLUDED = ProcessRule(
    key="interoperability_rule",
    title="CMS-0057-F does not reach drugs",
    lines_of_business=BOTH,
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
    background=(
        Statement(
            says=(
                "Released 2024-01-17, effective 2024-04-08. It binds Medicare Advantage, Medicaid and CHIP "
                "(fee-for-service and managed care) and plans on the federal exchange."
            ),
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Not bound: state exchanges, stand-alone dental plans, FF-SHOP, Traditional Medicare.",
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "Its limits from 2026-01-01, not for drugs: 72 hours expedited, 7 calendar days standard; whether "
                "exchange plans must keep them differs between summaries."
            ),
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "A denial gives its specific reason, whichever way the request came; metrics are public every year, "
                "first by 2026-03-31."
            ),
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "By 2027-01-01: interfaces for patients, providers, other payers and prior authorization (Da Vinci "
                "CRD, DTR, PAS recommended)."
            ),
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Electronic prior authorization is a measure of MIPS and of the hospital programme for 2027.",
            source=INTEROPERABILITY,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "CMS-0062-P, proposed 2026-04-10, would reach drugs: 24 hours urgent, 72 hours standard, Medicaid and "
                "CHIP 24 hours, mostly from 2027-10-01. It is treated as absent until a final text is read."
            ),
            source=PROPOSED,
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("the final status of CMS-0062-P, which would extend the rules to drugs",),
)
RULES = (MEDICARE_ADVANTAGE, MEDICAID_APPEALS, DRUGS_EXCLUDED)
