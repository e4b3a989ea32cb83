"""Palmetto GBA LCD L33458, Chemodenervation (Medicare): revision 24, in effect from 2021-05-27."""

from datetime import date

from priorauth.clinical.terms import Counting, LineOfBusiness, RequestKind, Toxin
from priorauth.policy.criteria import Age, AllOf, HeadacheDays, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only the head of the LCD and a third party's summary were read"
LONG_HEADACHES = "15 or more days a month with headache of 4 hours or more"

ADULT = Age(
    clause="adult.1",
    says="adults",
    at_least=18,
    reading="no age is given; adult is read as 18 years of age or older",
)
INTRACTABLE = ManualCheck(
    clause="intractable.1",
    says="the migraine meets the criteria of intractability",
    not_read=True,
    why="what makes it intractable was not seen, nor whether a clinical definition or an ICD-10-CM code is meant",
)
PRODUCT = ProductIs(
    clause="product.1",
    says="Botox: for headache no other toxin is FDA-approved",
    any_of=(Toxin.BOTOX,),
)
CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes",
    not_read=True,
    why="article A56646 was not read",
)
PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of the prescriber and of use together with a CGRP drug",
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
        ADULT,
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="4 hours or more on each of the 15 days",
        ),
        INTRACTABLE,
        PRODUCT,
        CODES,
        ManualCheck(
            clause="initial.1",
            says="what is asked of migraine days and duration",
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
        ADULT,
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading="not limited to first requests, so asked again; days are counted before the first treatment",
        ),
        INTRACTABLE,
        PRODUCT,
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
    payer_name="Medicare (Palmetto GBA)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "Palmetto",
        "Palmetto GBA",
        "Palmetto JJ",
        "Palmetto JM",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="palmetto_l33458",
    states=("AL", "GA", "NC", "SC", "TN", "VA", "WV"),
    states_note=(
        "JJ is AL, GA and TN, JM is NC, SC, VA and WV: CMS's page on A/B MAC jurisdictions as reprinted at "
        "iprostatecancer.com, read 2026-11-26"
    ),
    effective=date(2021, 5, 27),
    source=Source(
        number="LCD L33458",
        title="Chemodenervation",
        revision="R24, effective 2021-05-27",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?LCDId=33458",
        read_on="2026-11-26",
        read_from=(
            "stored copies of the head of the LCD (of 2024) and of its revisions R21 to R24, and of a third party's "
            "summary, undated"
        ),
        confidence=Confidence.MEDIUM,
        note="the criteria are those of the summary verity.backworkai.com/policy/L33458, not read in the LCD",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the criteria of intractability",
        "migraine days and duration",
        "failed preventives",
        "prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes of article A56646",
        "the records to send",
        "whether a revision of 2026 replaced it (a proposed DL33458 is listed)",
        "whether one of L39831, L39835, L39856 or L39908, whose contractors were not seen, replaced it",
    ),
    ambiguous=(
        "intractable is also a part of ICD-10-CM codes (G43.7x1 against G43.7x0): which of the two is meant",
        "whether the 15 days are asked for again once treatment has helped",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "Units of one toxin are not those of another.",
        "R22 (2019-10-10) moved every code to article A56646; R24 changed citations only.",
        "L39831, L39835, L39856 and L39908 are LCDs titled Botulinum Toxin Injections, of contractors not seen.",
        "A third party's summaries of those four: objective scales, earlier drugs for migraine, dose limits, 12 weeks.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
