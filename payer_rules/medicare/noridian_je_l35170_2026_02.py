"""Noridian JE LCD L35170, Botulinum Toxin Injections (Medicare): in effect from 2026-02-22."""

from datetime import date

from priorauth.clinical.terms import DocumentKind, LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, Attached, ManualCheck, ResponseDocumented
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only the notice of the LCD and the documentation lists were read, not the LCD itself"

NECESSITY = ManualCheck(
    clause="record.1",
    says="The clinical indication/medical necessity for the injection",
    quoted=True,
    why="a judgement on the narrative",
)
CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes, and for which toxin",
    not_read=True,
    why="article A57186 lists the codes, and the list was not seen, nor whether it holds G43.E-",
)
PLANNED = ManualCheck(
    clause="record.2",
    says="the record gives the dose, the planned frequency and the injection sites",
    why="the request holds them; whether the chart does too is for a person to see",
)
GUIDANCE = ManualCheck(
    clause="record.3",
    says="where electromyography is used, the record tells why it is needed",
    why="the case does not hold how the injection is guided",
)
HISTORY = ManualCheck(
    clause="record.4",
    says="For chronic migraine: documentation to support a history of migraines occurring most days of the month",
    quoted=True,
    why="most days of the month is no number: it is not read as 15",
    reading="Part B says migraines on most days, the outpatient list headaches: migraines are looked for",
)
TRADITIONAL = ManualCheck(
    clause="record.5",
    says="traditional treatment was tried without success, when applicable",
    why="neither number, length nor kind of treatment is given, nor when it applies",
)
CONSERVATIVE = ManualCheck(
    clause="record.8",
    says="Records of conservative measures trialed for treatment of service provided",
    quoted=True,
    why="neither number, length nor kind is given; the list excuses some other conditions from it, and not migraine",
)
SIGNED = Attached(
    clause="record.6",
    says=(
        "Signature log or signature attestation for any missing or illegible signatures within the medical record (all "
        "personnel providing services)"
    ),
    quoted=True,
    document=DocumentKind.OFFICE_NOTE,
    signed=True,
    reading="the signature itself is checked; an attestation of it would do as well",
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
    says="what the documentation lists ask for, and the criteria of the LCD",
    criteria=(
        NECESSITY,
        CODES,
        PLANNED,
        GUIDANCE,
        HISTORY,
        TRADITIONAL,
        CONSERVATIVE,
        SIGNED,
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
    says="what the documentation lists ask for, and the renewal criteria of the LCD",
    criteria=(
        NECESSITY,
        CODES,
        PLANNED,
        GUIDANCE,
        ResponseDocumented(
            clause="response.1",
            says="Records to support clinical effectiveness of the injections (for continuous treatment)",
            quoted=True,
            reading="no number is seen; the benefit of the last treatment is checked",
        ),
        HISTORY,
        TRADITIONAL,
        CONSERVATIVE,
        Attached(
            clause="record.7",
            says=(
                "Medication Administration Record (MAR) [...] documenting the quantity administered include a dose, "
                "route, and frequency given"
            ),
            quoted=True,
            document=DocumentKind.INJECTION_RECORD,
        ),
        SIGNED,
        ManualCheck(
            clause="continuation.1",
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
    payer_name="Medicare (Noridian JE)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "Noridian",
        "Noridian Healthcare Solutions",
        "Noridian JE",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="noridian_je_l35170",
    states=("AS", "CA", "GU", "HI", "MP", "NV"),
    states_note="restated from the LCD's list of contractors in 2026-11",
    effective=date(2026, 2, 22),
    source=Source(
        number="LCD L35170",
        title="Botulinum Toxin Injections",
        revision="final LCD, effective 2026-02-22",
        url="https://med.noridianmedicare.com/web/jeb/article-detail/-/view/10525/botulinum-toxin-injections-final-lcd-effective-february-22-2026",
        read_on="2026-11-26",
        read_from=(
            "stored copies of the notice of 2026-01-08 and of the Part B list, undated, "
            "med.noridianmedicare.com/web/jeb/topics/documentation-requirements/botulinum-toxin-injections; the "
            "outpatient list as restated in 2026-11"
        ),
        confidence=Confidence.MEDIUM,
        note="a notice without the text of the LCD; the documentation lists bear no date and may be older than the LCD",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself and the response to comments A60352",
        "headache counts, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes of article A57186",
    ),
    ambiguous=(
        "most days of the month is not a number; Part B counts migraines so, the outpatient list headaches",
        "the outpatient list asks for traditional treatment when applicable, the Part B list without that",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "The UTN counts from the decision, whose date is day one.",
        "Contractors 01112 and 01182 (CA), 01212 (AS, GU, HI, MP) and 01312 (NV).",
        "J0585 with 64615; JW or JZ for waste, which the record supports. An ABN goes along where there is one.",
        "One secondary source says that all five items of MIDAS are asked for at every visit; Noridian's text was not.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
