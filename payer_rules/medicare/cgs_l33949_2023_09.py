"""CGS LCD L33949, Botulinum toxins (Medicare): no effective date seen, a billing notice from 2023-09-26."""

from datetime import date

from priorauth.clinical.terms import Counting, DocumentKind, LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, Attached, HeadacheDays, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only the documentation page was read, not the LCD itself"
LONG_HEADACHES = "Headaches/migraines ≥ 15 per month lasting 4 or more hours"

DOSAGE = ManualCheck(
    clause="record.1",
    says="Documentation on dosage and site",
    quoted=True,
    why="the request holds them; whether the chart does too is for a person to see",
)
GUIDANCE = ManualCheck(
    clause="record.2",
    says="For type A injections, documentation when electromyography is used",
    quoted=True,
    why="the case does not hold how the injection is guided",
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
    says="For initial treatment of headaches/migraines",
    quoted=True,
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            reading="the page counts headaches, the notice of 2023 headache days; read as 15 days of 4 hours or more",
        ),
        DOSAGE,
        GUIDANCE,
        AllOf(
            clause="initial.1",
            says="Current clinical evaluations, H&P, progress notes, or office visit notes",
            quoted=True,
            criteria=(
                Attached(clause="initial.1.a", says="the notes", document=DocumentKind.OFFICE_NOTE),
                ManualCheck(
                    clause="initial.1.b",
                    says="they are current",
                    why="how recent current is, is not said",
                ),
            ),
        ),
        ManualCheck(
            clause="initial.2",
            says=(
                "Documentation related to conservative treatments tried for at least 3 months and the patient’s "
                "responses to those treatments"
            ),
            quoted=True,
            why="more than one is meant and no number is given, nor whether they must be drugs",
            reading="the 3 months are asked of each treatment, not of all of them together",
        ),
        ManualCheck(
            clause="initial.3",
            says="Documentation related to the migraine’s effects on ADLs",
            quoted=True,
            why="activities of daily living are told in the notes",
        ),
        ManualCheck(
            clause="initial.4",
            says="The number and frequency of headaches which meet clinical indication guidelines",
            quoted=True,
            why="that the notes themselves give the count is for a person to see",
        ),
        CODES,
        ManualCheck(
            clause="initial.5",
            says="what is asked of migraine days and duration",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="For continuous treatment of headaches/migraines",
    quoted=True,
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=LONG_HEADACHES,
            quoted=True,
            counting=Counting.LONG_HEADACHE_DAY,
            per_month_at_least=15,
            before_treatment=True,
            reading="not limited to first requests, so asked again; days are counted before the first treatment",
        ),
        DOSAGE,
        GUIDANCE,
        Attached(
            clause="continuation.1",
            says="clinical evaluations (the first entry of the list for continuous treatment)",
            document=DocumentKind.OFFICE_NOTE,
        ),
        ManualCheck(
            clause="continuation.2",
            says="the rest of the list for continuous treatment, and what is asked of the response",
            not_read=True,
            why="the copy that was read ends in the first line of that list",
        ),
        CODES,
        PEOPLE,
        DOSE,
    ),
)

POLICY = Policy(
    payer="medicare",
    payer_name="Medicare (CGS)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "CGS",
        "CGS Administrators",
        "CGS J15",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="cgs_l33949",
    states=("KY", "OH"),
    states_note="J15 is KY and OH: CMS's contract award of 2023-11-30 (cms.gov), read 2026-11-26",
    effective=date(2023, 9, 26),
    undated=True,
    source=Source(
        number="LCD L33949",
        title="Botulinum toxins",
        revision="undated documentation page; billing notice of 2023-09-26",
        url="https://www.cgsmedicare.com/parta/pa/subs/bti.html",
        read_on="2026-11-26",
        read_from="the beginning of a stored copy of the page, undated",
        confidence=Confidence.MEDIUM,
        note="a documentation page, not the LCD; no effective date was seen, so the billing notice stands for it",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself, its effective date, and whether a revision of 2026 replaced it",
        "whether one of L39831, L39835, L39856 or L39908, whose contractors were not seen, replaced it",
        "the list for continuous treatment, and the renewal criteria",
        "migraine days and duration",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "the ICD-10-CM codes",
    ),
    ambiguous=(
        "headaches are counted on the page, headache days in the notice of 2023",
        "whether the 3 months of conservative treatment are asked of each or of all together",
        "whether the 15 headaches are asked for again once treatment has helped",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "J0585 with another administration code needs no request; the notice of 2023 says that one is rejected.",
        "The page says that it may not name every condition.",
        "J0585: one billing unit is one unit of toxin; the notice names the 100-unit vial and no other.",
        "J15 is Kentucky and Ohio: award of 2023-11-30 on cms.gov.",
        "L39831, L39835, L39856 and L39908 are LCDs titled Botulinum Toxin Injections, of contractors not seen.",
        "A third party's summaries of those four: objective scales, earlier drugs for migraine, dose limits, 12 weeks.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
