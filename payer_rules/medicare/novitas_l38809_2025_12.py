"""Novitas LCD L38809, Botulinum Toxins (Medicare): no effective date seen, its text seen from 2025-12-31."""

from datetime import date

from priorauth.clinical.terms import Counting, DocumentKind, LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, Attached, HeadacheDays, ManualCheck, ResponseDocumented
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only third parties' summaries of the billing articles were read, not the LCD itself"
MIGRAINES = "15 or more migraine days a month"

HISTORY = ManualCheck(
    clause="record.1",
    says="history of migraine",
    why="a history is for a person to find in the record",
)
CONTENTS = ManualCheck(
    clause="record.2",
    says="the record names the drug, the dose, the injection sites and the frequency",
    why="the request holds them; whether the chart does too is for a person to see",
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

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine by its counts, its record, and criteria",
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=MIGRAINES,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=15,
            reading="the summaries say migraines; read as migraine days and not as headache days, the stricter",
        ),
        HISTORY,
        CONTENTS,
        CODES,
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, hours and duration",
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
    says="the same chronic migraine, its record, and the renewal criteria",
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=MIGRAINES,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading="not limited to first requests, so asked again; days are counted before the first treatment",
        ),
        HISTORY,
        CONTENTS,
        Attached(
            clause="record.3",
            says="the record of the injections",
            document=DocumentKind.INJECTION_RECORD,
        ),
        ResponseDocumented(
            clause="response.1",
            says="the record gives the clinical response",
            reading="no number is seen; the benefit of the last treatment is checked",
        ),
        CODES,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which other criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

POLICY = Policy(
    payer="medicare",
    payer_name="Medicare (Novitas)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "Novitas",
        "Novitas Solutions",
        "Novitas JH",
        "Novitas JL",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="novitas_l38809",
    states=("AR", "CO", "DC", "DE", "LA", "MD", "MS", "NJ", "NM", "OK", "PA", "TX"),
    states_in_part={"VA": "Part B in the counties Arlington and Fairfax and in the city of Alexandria"},
    states_note=(
        "JL is DE, DC, MD, NJ, PA and the part of VA: CMS's Jurisdiction L fact sheet (cms.gov); JH is AR, CO, LA, MS, "
        "NM, OK and TX: a lexology.com report of CMS's plan for the jurisdictions; both read 2026-11-26"
    ),
    effective=date(2025, 12, 31),
    undated=True,
    source=Source(
        number="LCD L38809",
        title="Botulinum Toxins",
        revision="undated; article A59933 for the proposed DL38809, updated 2025-12-31",
        url="https://verity.backworkai.com/policy/A58423",
        read_on="2026-11-26",
        read_from="stored copies of the summaries of the articles A58423 and A59933",
        confidence=Confidence.MEDIUM,
        note="third parties' summaries; no effective date was seen, so the update of A59933 stands for it",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself and its effective date",
        "headache days, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes",
    ),
    ambiguous=(
        "15 migraine days here and 15 headache days at First Coast: possibly a slip of the summaries",
        "whether the 15 days are asked for again once treatment has helped",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "A medical society reported on 2026-01-08 that the LCD was recently put in force, with fewer ICD-10 codes.",
        "The administration code and the toxin's code go on one claim; if the drug is denied, so is the service.",
        "Waste, JW or JZ: date, time, amount and reason are recorded.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
