"""Commercial plans: first decisions and appeals, under the Affordable Care Act and for group plans under ERISA."""

from priorauth.clinical.terms import LineOfBusiness
from priorauth.policy.process import Answerable, AppealLevel, Clock, Grade, ProcessRule, Statement, TimeLimit

COMMERCIAL_PLANS = (LineOfBusiness.COMMERCIAL,)
ACA = "45 CFR 147.136(d), and secondary summaries"
ERISA = "29 CFR 2560.503-1; dol.gov; Meritain table"
PLEDGE = "pharmadossier.com; navigatingpayerchallenges.com"

COMMERCIAL = ProcessRule(
    key="commercial_plans",
    title="Commercial plans under the Affordable Care Act",
    lines_of_business=COMMERCIAL_PLANS,
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
            what="first decision after the service",
            who=Answerable.PAYER,
            count=30,
            unit=Clock.DAYS,
            starts="the request",
            source=ACA,
            grade=Grade.MEDIUM,
        ),
    ),
    appeals=(
        AppealLevel(
            level=1,
            name="internal appeal",
            file=TimeLimit(
                what="file the internal appeal",
                who=Answerable.CLINIC,
                count=180,
                unit=Clock.DAYS,
                starts="the notice of denial",
                source=ACA,
                grade=Grade.MEDIUM,
            ),
            decisions=(
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
                    what="decide the internal appeal after the service",
                    who=Answerable.PAYER,
                    count=60,
                    unit=Clock.DAYS,
                    starts="the appeal",
                    source=ACA,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide an urgent internal appeal",
                    who=Answerable.PAYER,
                    count=72,
                    unit=Clock.HOURS,
                    starts="the appeal",
                    source=ACA,
                    grade=Grade.MEDIUM,
                ),
            ),
        ),
        AppealLevel(
            level=2,
            name="external review",
            file=TimeLimit(
                what="ask for the external review",
                who=Answerable.CLINIC,
                count=4,
                unit=Clock.MONTHS,
                starts="the notice of the final internal decision",
                source=ACA,
                grade=Grade.MEDIUM,
                conflict="an old healthcare.gov copy says 60 days",
            ),
            decisions=(
                TimeLimit(
                    what="decide the external review",
                    who=Answerable.PAYER,
                    count=45,
                    unit=Clock.DAYS,
                    starts="the request for it",
                    source=ACA,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide an urgent external review",
                    who=Answerable.PAYER,
                    count=72,
                    unit=Clock.HOURS,
                    starts="the request for it",
                    source=ACA,
                    grade=Grade.MEDIUM,
                ),
            ),
            statements=(
                Statement(says="The decision of the external review is binding.", source=ACA, grade=Grade.MEDIUM),
            ),
        ),
    ),
    background=(
        Statement(
            says=(
                "Insurers pledged in June 2025 to honour an authorization after a change of plan in 2026, and to "
                "answer in real time in 2027; it is voluntary."
            ),
            source=PLEDGE,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="About eight states let providers with a good record go exempt, as of early 2026.",
            source=PLEDGE,
            grade=Grade.MEDIUM,
        ),
    ),
)
GROUP_PLANS = ProcessRule(
    key="commercial_group_plans",
    title="Group plans under ERISA (not Medicare, Medicaid, FEHB or government plans)",
    lines_of_business=COMMERCIAL_PLANS,
    limits=(
        TimeLimit(
            what="urgent first decision",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="the request",
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="first decision before the service, and 15 days more where the plan extends it",
            who=Answerable.PAYER,
            count=15,
            unit=Clock.DAYS,
            starts="the request",
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="first decision after the service, and 15 days more where the plan extends it",
            who=Answerable.PAYER,
            count=30,
            unit=Clock.DAYS,
            starts="the request",
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="complete an incomplete claim",
            who=Answerable.CLINIC,
            count=45,
            unit=Clock.DAYS,
            starts="not said",
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="tell the clinic of an urgent request that was sent wrongly",
            who=Answerable.PAYER,
            count=24,
            unit=Clock.HOURS,
            starts="the request",
            source=ERISA,
            grade=Grade.MEDIUM,
        ),
    ),
    appeals=(
        AppealLevel(
            level=1,
            name="appeal under the plan",
            decisions=(
                TimeLimit(
                    what="decide an urgent appeal",
                    who=Answerable.PAYER,
                    count=72,
                    unit=Clock.HOURS,
                    starts="the appeal",
                    source=ERISA,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide an appeal before the service",
                    who=Answerable.PAYER,
                    count=30,
                    unit=Clock.DAYS,
                    starts="the appeal",
                    source=ERISA,
                    grade=Grade.MEDIUM,
                ),
                TimeLimit(
                    what="decide an appeal after the service",
                    who=Answerable.PAYER,
                    count=60,
                    unit=Clock.DAYS,
                    starts="the appeal",
                    source=ERISA,
                    grade=Grade.MEDIUM,
                ),
            ),
        ),
    ),
)
RULES = (COMMERCIAL, GROUP_PLANS)
