"""National Government Services LCD L33646, Botulinum Toxins (Medicare): the revision in effect from 2021-05-01."""

from datetime import date

from priorauth.clinical.terms import DocumentKind, LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, Attached, ManualCheck, ResponseDocumented
from priorauth.policy.model import Confidence, Contact, Policy, Source

WHY = "only the documentation checklist was read, not the LCD itself"

CODES = ManualCheck(
    clause="list.1",
    says="A covered diagnosis",
    quoted=True,
    not_read=True,
    why="article A52848 lists the codes, and the list was not seen",
)
PLANNED = ManualCheck(
    clause="list.2",
    says="Dosage and frequency of planned injections",
    quoted=True,
    why="the request holds them; whether the chart does too is for a person to see",
)
SITES = ManualCheck(
    clause="list.3",
    says="Specific site(s) injected (refer to your MAC's LCD/LCA)",
    quoted=True,
    why="the request counts the sites and does not name them",
)
GUIDANCE = ManualCheck(
    clause="list.4",
    says=(
        "support the medical necessity when electromyography procedures performed [...] to determine the proper "
        "injection site(s) (when applicable)"
    ),
    quoted=True,
    why="the case does not hold how the injection is guided",
)
MANAGEMENT = AllOf(
    clause="list.6",
    says="Documentation of the management of a chronic migraine diagnosis.",
    quoted=True,
    criteria=(
        Attached(
            clause="list.6.a",
            says="the medical record",
            document=DocumentKind.OFFICE_NOTE,
        ),
        ManualCheck(
            clause="list.6.b",
            says=(
                "A medical record must include a history of migraine and experiencing frequent headaches on most days "
                "of the month"
            ),
            quoted=True,
            why="most days of the month is no number: it is not read as 15",
        ),
    ),
)
TRADITIONAL = ManualCheck(
    clause="list.7",
    says=(
        "traditional treatments such as medication, physical therapy, and other appropriate methods have been tried "
        "and proven unsuccessful (when applicable)"
    ),
    quoted=True,
    why="neither number nor length of the treatments is given, nor when it applies; physical therapy counts",
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
    says="the documentation checklist, and the criteria of the LCD",
    criteria=(
        CODES,
        PLANNED,
        SITES,
        GUIDANCE,
        MANAGEMENT,
        TRADITIONAL,
        ManualCheck(
            clause="initial.1",
            says="what is asked of headache days, migraine days, hours and duration",
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
    says="the documentation checklist, and the renewal criteria of the LCD",
    criteria=(
        CODES,
        PLANNED,
        SITES,
        GUIDANCE,
        ResponseDocumented(
            clause="list.5",
            says=(
                "the documentation should include the clinical effectiveness of two consecutive treatments that "
                "preceded the anticipated procedure"
            ),
            quoted=True,
            in_each_of_last=2,
            reading="each of the last two must have helped; what holds for a second treatment is not said",
        ),
        MANAGEMENT,
        TRADITIONAL,
        ManualCheck(
            clause="continuation.1",
            says="no limit of this serotype after treatment failures in a row, possibly for one year",
            not_read=True,
            why="a third party's summary tells of it; the words of the LCD were not seen",
        ),
        ManualCheck(
            clause="continuation.2",
            says="what is asked of the response, and which criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
        DOSE,
    ),
)

POLICY = Policy(
    payer="medicare",
    payer_name="Medicare (National Government Services)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "National Government Services",
        "NGS",
        "NGS J6",
        "NGS JK",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="ngs_l33646",
    states=("CT", "IL", "MA", "ME", "MN", "NH", "NY", "RI", "VT", "WI"),
    states_note="J6 is IL, MN and WI, JK is CT, MA, ME, NH, NY, RI and VT: restated from NGS's pages in 2026-11",
    effective=date(2021, 5, 1),
    source=Source(
        number="LCD L33646",
        title="Botulinum Toxins",
        revision="2021-05-01, the latest revision seen; documentation checklist undated",
        url="https://ngsmedicare.com/web/ngs/prior-authorization-details?selectedArticleId=2730955",
        read_on="2026-11-26",
        read_from=(
            "stored copies of the checklist, undated, read up to the postal address; of the head of the LCD at "
            "codemap.com (revision of 05/01/2021); and of a third party's summary of the LCD"
        ),
        confidence=Confidence.MEDIUM,
        note="the checklist says that it is not all inclusive; the LCD itself was not read",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself, and whether a revision of 2026 replaced it",
        "whether one of L39831, L39835, L39856 or L39908, whose contractors were not seen, replaced it",
        "headache counts, hours and duration",
        "failed preventives, and when a traditional treatment has failed",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria, other than the two treatments",
        "the ICD-10-CM codes of article A52848",
    ),
    ambiguous=(
        "before the second treatment there are no two earlier ones: what holds then is not said",
        "most days of the month is not a number",
        "physical therapy counts as a traditional treatment",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "Surgical center: none, outside of the demonstration in some states. J6: IL, MN, WI; JK: the other states.",
        "J0585 with codes other than 64612 and 64615 needs no request.",
        "One injection is paid for each anatomically defined site.",
        "The summary of the LCD asks for failure or intolerance of conventional therapies where that is required.",
        "An exempt provider sends history, failed methods, effectiveness and orders for review: NGS article 3177183.",
        "L39831, L39835, L39856 and L39908 are LCDs titled Botulinum Toxin Injections, of contractors not seen.",
        "A third party's summaries of those four: objective scales, earlier drugs for migraine, dose limits, 12 weeks.",
    ),
    contact=Contact(
        department="NGSConnex, esMD content type 8.5, or P.O. Box 7108, Indianapolis",
        fax="JK 317-841-4530, J6 317-841-4528",
        read_on="2026-11-23",
        source="https://ngsmedicare.com/web/ngs/prior-authorization-details?selectedArticleId=2730955",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
