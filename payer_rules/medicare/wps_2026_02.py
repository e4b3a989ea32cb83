"""WPS LCD L39909, Botulinum Toxin Injections (Medicare): in effect from 2026-02-15, instead of L34635."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

WHY = "only the notice that announces the LCD was read, not the LCD itself"

CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes, and for which toxin",
    not_read=True,
    why=WHY,
)
SCALE = ManualCheck(
    clause="record.1",
    says="You will also need to document progress with an objective scale at each visit.",
    quoted=True,
    why="the notice names neither the scale nor a cut-off; a first request needs a score to compare with",
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
    says="an objective scale, and the criteria of the LCD",
    criteria=(
        CODES,
        SCALE,
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
    says="an objective scale, and the renewal criteria of the LCD",
    criteria=(
        CODES,
        SCALE,
        ManualCheck(
            clause="record.2",
            says="a clear record of why the dose was raised or the frequency changed, where it was",
            why="the reason for a change is for a person to find in the record",
        ),
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
    payer_name="Medicare (WPS)",
    names=("Medicare FFS", "Medicare Part B", "Original Medicare", "WPS", "WPS J5", "WPS J8"),
    line_of_business=LineOfBusiness.MEDICARE,
    document="wps",
    states=("IA", "IN", "KS", "MI", "MO", "NE"),
    states_note=(
        "J5 is IA, KS, MO and NE, J8 is IN and MI: CMS's Spotlight on contract awards of 2012-09-17 "
        "(archived at cybercemetery.unt.edu), read 2026-11-26"
    ),
    effective=date(2026, 2, 15),
    source=Source(
        number="LCD L39909",
        title="Botulinum Toxin Injections",
        revision="effective 2026-02-15 (proposed as DL39909)",
        url="https://www.msho.org/aws/MSHO/page_template/show_detail/611932?model_name=news_article",
        read_on="2026-11-26",
        read_from="a stored copy of the WPS notice that MSHO reprinted on 2026-02-17; the lists in it were lost",
        confidence=Confidence.MEDIUM,
        note="a reprint of the contractor's notice, without the text of the LCD",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the LCD itself, and the details for each condition that the notice announces",
        "the scales that count, and any cut-off",
        "headache counts, hours and duration",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "dose, injection sites and interval",
        "renewal criteria",
        "the ICD-10-CM codes",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "WPS says that it developed the LCD with the other contractors; theirs are held apart from it here.",
        "In the Medicare Coverage Database from 2026-01-01.",
        "L39831, L39835, L39856 and L39908 are LCDs titled Botulinum Toxin Injections, of contractors not seen.",
        "A third party's summaries of those four: objective scales, earlier drugs for migraine, dose limits, 12 weeks.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
