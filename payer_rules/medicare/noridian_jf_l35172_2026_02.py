"""Noridian JF LCD L35172, Botulinum Toxin Injections (Medicare): in effect from 2026-02-22."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only notices on the LCD and its billing article were read, not the LCD itself"

CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes, and for which toxin",
    not_read=True,
    why="article A57186 lists the codes by toxin, and the list was not seen",
)
MOST_DAYS = ManualCheck(
    clause="record.1",
    says="headaches on most days of the month, as in Noridian JE",
    why="most days of the month is no number: it is not read as 15",
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
    clause="record.2",
    says="which records are to be sent",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="the criteria of the LCD",
    criteria=(
        CODES,
        MOST_DAYS,
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
        DOCUMENTS,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the renewal criteria of the LCD",
    criteria=(
        CODES,
        MOST_DAYS,
        ManualCheck(
            clause="continuation.1",
            says="what is asked of the response, and which criteria of a first request are asked again",
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
    payer_name="Medicare (Noridian JF)",
    names=(
        "Medicare FFS",
        "Medicare Part B",
        "Original Medicare",
        "Noridian",
        "Noridian Healthcare Solutions",
        "Noridian JF",
    ),
    line_of_business=LineOfBusiness.MEDICARE,
    document="noridian_jf_l35172",
    states=("AK", "AZ", "ID", "MT", "ND", "OR", "SD", "UT", "WA", "WY"),
    states_note="restated from the LCD's list of contractors in 2026-11",
    effective=date(2026, 2, 22),
    source=Source(
        number="LCD L35172",
        title="Botulinum Toxin Injections",
        revision="LCD effective 2026-02-22; billing article A57186 R13, effective 2026-04-09",
        url="https://med.noridianmedicare.com/web/jfa/article-detail/-/view/10529/billing-and-coding-botulinum-toxin-injections-a57186-r13-effective-april-9-2026",
        read_on="2026-11-26",
        read_from="stored copies of the notice on A57186 and of the prior authorization page of JF Part A",
        confidence=Confidence.MEDIUM,
        note="notices without the text of the LCD; the LCD and its article have dates and revisions of their own",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself",
        "headache counts, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes of article A57186",
        "the records to send",
    ),
    ambiguous=("most days of the month is not a number",),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "64612 and 64615 need a request only together with J0585, J0586, J0587 or J0588. JW or JZ for waste.",
        "A57186 R10 took effect on 2025-10-01, titled Botulinum Toxins Type A and B; it was not read.",
        "A57186 R13 changed the text on cosmetic use and on JW and JZ, and names the toxin in each group of codes.",
        "Its notice names no change to the codes for chronic migraine.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
