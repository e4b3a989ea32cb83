"""First Coast LCD L33274, Botulinum Toxins (Medicare): no effective date seen, reported in force on 2026-01-08."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, HeadacheDays, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only a third party's summaries were read, not the LCD itself"
HEADACHE = "15 or more headache days a month"

LABEL = ManualCheck(
    clause="label.1",
    says="the use is one of those on the FDA label of this very product",
    why="the summary of the LCD says so and gives no counts: lay the chart beside the label of Botox",
)
PRODUCT_NAMED = ManualCheck(
    clause="record.2",
    says="the record names the specific product, since the toxins are not interchangeable",
    why="the request names it; whether the chart does too is for a person to see",
)
CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes, and for which toxin",
    not_read=True,
    why=WHY,
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
DOCUMENTS = ManualCheck(
    clause="record.1",
    says="which records are to be sent",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine by its counts, and further criteria",
    criteria=(
        HeadacheDays(clause="days.1", says=HEADACHE, per_month_at_least=15),
        LABEL,
        PRODUCT_NAMED,
        CODES,
        ManualCheck(
            clause="initial.1",
            says="what is asked of migraine days, hours and duration",
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
        DOCUMENTS,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the same chronic migraine, and the renewal criteria",
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=HEADACHE,
            per_month_at_least=15,
            before_treatment=True,
            reading="not limited to first requests, so asked again; days are counted before the first treatment",
        ),
        LABEL,
        PRODUCT_NAMED,
        CODES,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which other criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
        DOCUMENTS,
    ),
)

POLICY = Policy(
    payer="medicare",
    payer_name="Medicare (First Coast)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "First Coast",
        "First Coast Service Options",
        "FCSO",
        "First Coast JN",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="first_coast_l33274",
    states=("FL", "PR", "VI"),
    states_note=(
        "JN is Florida, Puerto Rico and the U.S. Virgin Islands: CMS's page on A/B MAC jurisdictions as reprinted at "
        "iprostatecancer.com, read 2026-11-26"
    ),
    effective=date(2026, 1, 8),
    undated=True,
    source=Source(
        number="LCD L33274",
        title="Botulinum Toxins",
        revision="undated; article A59940 for the proposed DL33274, late 2025",
        url="https://verity.backworkai.com/policy/A59940",
        read_on="2026-11-26",
        read_from=(
            "a stored copy of the summary of L33274 at verity.backworkai.com/policy/L33274, undated; the summary of "
            "A59940 was read in 2026-11"
        ),
        confidence=Confidence.MEDIUM,
        note=(
            "third parties' summaries; no effective date was seen, so the day of 2026-01-08 stands for it, when a "
            "medical society reported the LCD as recently put in force"
        ),
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself and its effective date",
        "migraine days, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes",
        "the records to send",
    ),
    ambiguous=("whether the 15 days are asked for again once treatment has helped",),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "Surgical center in Florida: a demonstration, voluntary, for services from 2026-01-19.",
        "An earlier revision of L33274 took effect on 2021-03-21: head of the LCD on cms.gov, copy of 2024.",
        "The LCD of 2018-11-15 was that of jurisdiction JN: Florida, Puerto Rico and the Virgin Islands.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
