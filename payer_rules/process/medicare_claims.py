"""Medicare fee-for-service after the treatment: waste, appeals of a claim, and a model that may reach Botox."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness
from priorauth.policy.process import Answerable, AppealLevel, Clock, Grade, ProcessRule, Statement, TimeLimit

MEDICARE = (LineOfBusiness.MEDICARE,)
WASTE_SOURCE = "cgsmedicare.com, Noridian, HHS change request"
APPEALS = "ngsmedicare.com article 2754831; cahealthadvocates"

WASTE = ProcessRule(
    key="medicare_waste",
    title="Discarded drug of a single-dose vial",
    lines_of_business=MEDICARE,
    statements=(
        Statement(
            says=(
                "JW on a line of its own for what is discarded, documented in the record; JZ when nothing is, for "
                "services from 2023-07-01."
            ),
            source=WASTE_SOURCE,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Claims without JW or JZ are returned from 2023-10-01.", source=WASTE_SOURCE, grade=Grade.MEDIUM
        ),
        Statement(says="One billing unit is one unit of toxin (CGS).", source="cgsmedicare.com", grade=Grade.MEDIUM),
        Statement(
            says="Novitas wants date, time, amount and reason of the waste.", source="Novitas", grade=Grade.MEDIUM
        ),
    ),
    background=(
        Statement(
            says=(
                "Example, our own arithmetic: 155 units from one 200-unit vial, or from two of 100, are 155 units and "
                "45 units with JW."
            ),
            source="no source: arithmetic of the vial sizes",
            grade=Grade.LOW,
        ),
    ),
)
CLAIM_APPEALS = ProcessRule(
    key="medicare_claim_appeals",
    title="Appeals of a Medicare claim",
    lines_of_business=MEDICARE,
    appeals=(
        AppealLevel(
            level=1,
            name="redetermination by the contractor",
            file=TimeLimit(
                what="file the redetermination",
                who=Answerable.CLINIC,
                count=120,
                unit=Clock.DAYS,
                starts="the notice",
                source=APPEALS,
                grade=Grade.MEDIUM,
            ),
            decisions=(
                TimeLimit(
                    what="decide the redetermination",
                    who=Answerable.PAYER,
                    count=60,
                    unit=Clock.DAYS,
                    starts="the filing",
                    source=APPEALS,
                    grade=Grade.MEDIUM,
                ),
            ),
        ),
        AppealLevel(
            level=2,
            name="reconsideration by a qualified independent contractor (QIC)",
            file=TimeLimit(
                what="file the reconsideration",
                who=Answerable.CLINIC,
                count=180,
                unit=Clock.DAYS,
                starts="the notice",
                source=APPEALS,
                grade=Grade.MEDIUM,
            ),
            decisions=(
                TimeLimit(
                    what="decide the reconsideration",
                    who=Answerable.PAYER,
                    count=60,
                    unit=Clock.DAYS,
                    starts="the filing",
                    source=APPEALS,
                    grade=Grade.MEDIUM,
                ),
            ),
        ),
        AppealLevel(
            level=3,
            name="administrative law judge",
            file=TimeLimit(
                what="file with the administrative law judge",
                who=Answerable.CLINIC,
                count=60,
                unit=Clock.DAYS,
                starts="the notice",
                source=APPEALS,
                grade=Grade.MEDIUM,
            ),
            amount="at least $190 from 2025-01-01 ($180 in 2024)",
        ),
        AppealLevel(
            level=4,
            name="Medicare Appeals Council",
            file=TimeLimit(
                what="file with the council",
                who=Answerable.CLINIC,
                count=60,
                unit=Clock.DAYS,
                starts="the notice",
                source=APPEALS,
                grade=Grade.MEDIUM,
            ),
        ),
        AppealLevel(
            level=5,
            name="federal district court",
            file=TimeLimit(
                what="file with the court",
                who=Answerable.CLINIC,
                count=60,
                unit=Clock.DAYS,
                starts="the notice",
                source=APPEALS,
                grade=Grade.MEDIUM,
            ),
            amount="$1,900 from 2025",
        ),
    ),
    not_seen=(
        "the amounts at stake for 2026",
        "whether each clock starts on the date of the notice or on its receipt",
    ),
)
WISER = ProcessRule(
    key="medicare_wiser",
    title="WISeR model",
    lines_of_business=MEDICARE,
    states=("AZ", "NJ", "OH", "OK", "TX", "WA"),
    service_from=date(2026, 1, 15),
    service_until=date(2032, 1, 1),
    background=(
        Statement(
            says="2026-01-01 to 2031-12-31; requests from 2026-01-05 for services from 2026-01-15.",
            source="a truncated list of services",
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("botulinum toxin in the list of services, which was cut off",),
)
RULES = (WASTE, CLAIM_APPEALS, WISER)
