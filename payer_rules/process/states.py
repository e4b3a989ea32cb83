"""States: forms that plans must accept, decision times of state law, step-therapy exceptions, exempt providers."""

from priorauth.clinical.terms import LineOfBusiness
from priorauth.policy.process import Answerable, AppealLevel, Clock, Grade, ProcessRule, Statement, TimeLimit

STATE_LAW = (LineOfBusiness.COMMERCIAL,)
STATE_LAW_AND_MEDICAID = (LineOfBusiness.COMMERCIAL, LineOfBusiness.MEDICAID)
OHIO_PHARMACY = "github.com/gainwell-ohio/spbm as of 2024-09-23, read 2026-11-26"
STEP_THERAPY = "triagecancer.org, aimedalliance.org, steptherapy.com, infusioncenter.org"

TEXAS = ProcessRule(
    key="state_tx",
    title="Texas",
    lines_of_business=STATE_LAW_AND_MEDICAID,
    states=("TX",),
    statements=(
        Statement(
            says=(
                "Plans must accept the forms NOFR001 (services) and NOFR002 (prescription) since 2015-09-01, "
                "Medicaid, CHIP and state employees included."
            ),
            source="28 TAC 19.1820",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="The Medicaid drug program (VDP) also wants its addenda.", source="28 TAC 19.1820", grade=Grade.MEDIUM
        ),
        Statement(
            says=(
                "The form asks for issuer, date, expedited certification, patient, prescriber with NPI and specialty, "
                "drug, strength, route, quantity, days, duration, and new or continued with start and adherence."
            ),
            source="the form",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="A provider with 90 % approved over 12 months is exempt.",
            source="Ins 4201.653; HB 3459 (2021), HB 3812 (2025)",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Medicaid: JW on a separate claim line from 2020-09-01.",
            source="tmhp.com, 2020-08-07",
            grade=Grade.MEDIUM,
        ),
    ),
    background=(
        Statement(
            says="Only about 3 % of providers held an exemption in January 2023.",
            source="Texas Department of Insurance",
            grade=Grade.MEDIUM,
        ),
    ),
)
CALIFORNIA = ProcessRule(
    key="state_ca",
    title="California",
    lines_of_business=STATE_LAW,
    states=("CA",),
    limits=(
        TimeLimit(
            what="decision, else deemed granted",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="not said",
            source="HSC 1367.241; Ins 10123.191",
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="exigent decision, else deemed granted",
            who=Answerable.PAYER,
            count=24,
            unit=Clock.HOURS,
            starts="not said",
            source="HSC 1367.241; Ins 10123.191",
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(
        Statement(
            says="Form 61-211 (rev. 12/16), also for a step-therapy exception; Medi-Cal contracts are outside.",
            source="28 CCR 1300.67.241; 10 CCR 2218.30",
            grade=Grade.MEDIUM,
        ),
    ),
)
CALIFORNIA_MEDI_CAL = ProcessRule(
    key="state_ca_medicaid",
    title="California, Medi-Cal",
    lines_of_business=(LineOfBusiness.MEDICAID,),
    states=("CA",),
    limits=(
        TimeLimit(
            what="decision",
            who=Answerable.PAYER,
            count=24,
            unit=Clock.HOURS,
            starts="not said",
            source="W&I 14133.37",
            grade=Grade.MEDIUM,
        ),
    ),
)
MICHIGAN = ProcessRule(
    key="state_mi",
    title="Michigan",
    lines_of_business=STATE_LAW,
    states=("MI",),
    limits=(
        TimeLimit(
            what="decision, else deemed granted",
            who=Answerable.PAYER,
            count=15,
            unit=Clock.DAYS,
            starts="not said",
            source="MCL 500.2212c",
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="expedited decision, else deemed granted",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="not said",
            source="MCL 500.2212c",
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(
        Statement(
            says="Form FIS 2288; not for Medicare, FEHB, out-of-state or electronic requests.",
            source="MCL 500.2212c",
            grade=Grade.MEDIUM,
        ),
    ),
)
MASSACHUSETTS = ProcessRule(
    key="state_ma",
    title="Massachusetts",
    lines_of_business=STATE_LAW,
    states=("MA",),
    statements=(
        Statement(
            says="Standard Form v1.0 (May 2016), sections A to F; may be refused for Medicare and Medicaid.",
            source="the form",
            grade=Grade.MEDIUM,
        ),
    ),
)
NEW_MEXICO = ProcessRule(
    key="state_nm",
    title="New Mexico",
    lines_of_business=STATE_LAW,
    states=("NM",),
    statements=(
        Statement(
            says='A uniform form of two pages at most; one text says that it "may" be used.',
            source="59A-2-9.8; 61-11-6.2; 26-1-18.1",
            grade=Grade.MEDIUM,
        ),
    ),
)
OREGON = ProcessRule(
    key="state_or",
    title="Oregon",
    lines_of_business=STATE_LAW,
    states=("OR",),
    limits=(
        TimeLimit(
            what="answer",
            who=Answerable.PAYER,
            count=2,
            unit=Clock.BUSINESS_DAYS,
            starts="not said",
            source="ORS 743.035",
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(Statement(says="A uniform form of two pages at most.", source="ORS 743.035", grade=Grade.MEDIUM),),
)
ARKANSAS = ProcessRule(
    key="state_ar",
    title="Arkansas",
    lines_of_business=STATE_LAW,
    states=("AR",),
    statements=(
        Statement(says="A single form; deemed approved if late.", source="a secondary chart", grade=Grade.LOW),
        Statement(says="A provider with 90 % approved is exempt.", source="23-99-1120", grade=Grade.MEDIUM),
    ),
)
ARIZONA = ProcessRule(
    key="state_az",
    title="Arizona",
    lines_of_business=STATE_LAW,
    states=("AZ",),
    limits=(
        TimeLimit(
            what="decision on a step-therapy exception",
            who=Answerable.PAYER,
            count=72,
            unit=Clock.HOURS,
            starts="not said",
            source="ARS 20-3651 to 20-3654",
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="urgent decision on a step-therapy exception",
            who=Answerable.PAYER,
            count=24,
            unit=Clock.HOURS,
            starts="not said",
            source="ARS 20-3651 to 20-3654",
            grade=Grade.MEDIUM,
        ),
    ),
    statements=(
        Statement(
            says="There are five grounds for a step-therapy exception.",
            source="ARS 20-3651 to 20-3654",
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("what the five grounds are",),
)
WYOMING = ProcessRule(
    key="state_wy",
    title="Wyoming",
    lines_of_business=STATE_LAW,
    states=("WY",),
    statements=(
        Statement(says="A failed step need not be repeated (26-55-111).", source=STEP_THERAPY, grade=Grade.MEDIUM),
        Statement(
            says="From 2026-01-01 a provider with 90 % of at least 5 requests approved over 12 months is exempt.",
            source="26-55-112",
            grade=Grade.MEDIUM,
        ),
    ),
)
WISCONSIN = ProcessRule(
    key="state_wi",
    title="Wisconsin",
    lines_of_business=STATE_LAW,
    states=("WI",),
    statements=(
        Statement(
            says="State law provides for step-therapy exceptions (632.866).", source=STEP_THERAPY, grade=Grade.MEDIUM
        ),
    ),
    not_seen=("the grounds for an exception",),
)
WEST_VIRGINIA = ProcessRule(
    key="state_wv",
    title="West Virginia",
    lines_of_business=STATE_LAW,
    states=("WV",),
    statements=(
        Statement(
            says="A provider with 90 % approved over 6 months, at least 30 requests a year, is exempt.",
            source="HB 2351 (2019), 33-25A-8s",
            grade=Grade.MEDIUM,
        ),
    ),
)
COLORADO = ProcessRule(
    key="state_co",
    title="Colorado",
    lines_of_business=STATE_LAW,
    states=("CO",),
    statements=(
        Statement(
            says="From 2026 a provider with 80 % approved over 12 months is exempt.",
            source="10-16-112.5 (HB24-1149)",
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("the state's form",),
)
VERMONT = ProcessRule(
    key="state_vt",
    title="Vermont",
    lines_of_business=STATE_LAW,
    states=("VT",),
    statements=(
        Statement(
            says="State law provides for providers with a good record to be exempt; how good was not seen.",
            source="18 VSA 9418",
            grade=Grade.LOW,
        ),
    ),
    not_seen=("the state's form",),
)
LOUISIANA = ProcessRule(
    key="state_la",
    title="Louisiana",
    lines_of_business=STATE_LAW,
    states=("LA",),
    not_seen=("the state's form",),
)
OHIO = ProcessRule(
    key="state_oh",
    title="Ohio Medicaid",
    lines_of_business=(LineOfBusiness.MEDICAID,),
    states=("OH",),
    statements=(
        Statement(
            says=(
                "A drug that a pharmacy dispenses is asked for at the Single Pharmacy Benefit Manager; one that the "
                "practice buys and bills, at the member's managed care plan (Rule 5160-26-13)."
            ),
            source=OHIO_PHARMACY,
            grade=Grade.MEDIUM,
        ),
    ),
    appeals=(
        AppealLevel(
            level=2,
            name="state hearing",
            file=TimeLimit(
                what="ask for a state hearing, once the plan's own appeal is through",
                who=Answerable.CLINIC,
                count=90,
                unit=Clock.CALENDAR_DAYS,
                starts="the date of the denial letter",
                source=OHIO_PHARMACY,
                grade=Grade.HIGH,
            ),
        ),
    ),
)
STEP_THERAPY_RULES = ProcessRule(
    key="step_therapy",
    title="Step-therapy exceptions",
    lines_of_business=STATE_LAW,
    background=(
        Statement(
            says="State law does not reach self-funded plans; the federal Safe Step Act was pending in what was read.",
            source=STEP_THERAPY,
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("the accepted grounds of each state",),
)
RULES = (
    TEXAS,
    CALIFORNIA,
    CALIFORNIA_MEDI_CAL,
    MICHIGAN,
    MASSACHUSETTS,
    NEW_MEXICO,
    OHIO,
    OREGON,
    ARKANSAS,
    ARIZONA,
    WYOMING,
    WISCONSIN,
    WEST_VIRGINIA,
    COLORADO,
    VERMONT,
    LOUISIANA,
    STEP_THERAPY_RULES,
)
