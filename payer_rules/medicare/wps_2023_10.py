"""WPS LCD L34635, Botulinum Toxin Type A & Type B (Medicare): the copy of 2023-10-01, until L39909."""

from datetime import date

from priorauth.clinical.calendar import months, weeks
from priorauth.clinical.terms import Counting, DocumentKind, LineOfBusiness, RequestKind
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    Attached,
    HeadacheDays,
    Interval,
    ManualCheck,
    ResponseDocumented,
)
from priorauth.policy.model import Confidence, Policy, Source

WHY = "that part of the text was not seen"
AGAIN = "not limited to first requests, so asked again; days are counted before the first treatment"
HEADACHE = "15 or more headache days a month, for at least 3 months"
MIGRAINE = "8 or more of them with migraine features, for at least 3 months"

RECORD = Attached(
    clause="record.1",
    says="the record that shows the 15 headache days and the 8 days with migraine features",
    document=DocumentKind.OFFICE_NOTE,
)
CODES = ManualCheck(
    clause="codes.1",
    says="a covered diagnosis: which ICD-10-CM codes, and for which toxin",
    not_read=True,
    why="article A57474 lists the codes, and the list was not seen",
)
AMINOGLYCOSIDE = ManualCheck(
    clause="exclusion.1",
    says="the patient takes no aminoglycoside",
    why="article A57474 names the class and none of its drugs; look at the list of medicines",
)
ACCEPTED_DOSE = ManualCheck(
    clause="dose.1",
    says="the accepted dose, or more with its justification in the record",
    not_read=True,
    why="the number of units that is accepted was not seen",
)
INTERVAL = Interval(
    clause="dose.2",
    says="injections are usually not necessary more often than every 12 weeks",
    at_least=weeks(12),
    reading="the text says usually; 12 weeks are checked as the shortest interval",
)
PEOPLE = ManualCheck(
    clause="people.1",
    says="what is asked of age, of the prescriber, of the injection sites and of use together with a CGRP drug",
    not_read=True,
    why=WHY,
)

INITIAL = AllOf(
    clause="initial",
    says="chronic migraine by its counts, and further criteria",
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=HEADACHE,
            per_month_at_least=15,
            in_each_of_last=months(3),
        ),
        HeadacheDays(
            clause="days.2",
            says=MIGRAINE,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            in_each_of_last=months(3),
        ),
        RECORD,
        CODES,
        AMINOGLYCOSIDE,
        ACCEPTED_DOSE,
        INTERVAL,
        ManualCheck(
            clause="initial.1",
            says="what is asked of hours of headache and of a diary",
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
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="the same chronic migraine, no two failures in a row, and the renewal criteria",
    criteria=(
        HeadacheDays(
            clause="days.1",
            says=HEADACHE,
            per_month_at_least=15,
            in_each_of_last=months(3),
            before_treatment=True,
            reading=AGAIN,
        ),
        HeadacheDays(
            clause="days.2",
            says=MIGRAINE,
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            in_each_of_last=months(3),
            before_treatment=True,
            reading=AGAIN,
        ),
        RECORD,
        CODES,
        AMINOGLYCOSIDE,
        ACCEPTED_DOSE,
        INTERVAL,
        AnyOf(
            clause="response.1",
            says="coverage may end after two treatments in a row that failed at an adequate dose",
            reading="it is taken to end; a benefit of the last treatment shows that two in a row did not fail",
            criteria=(
                ResponseDocumented(clause="response.1.a", says="the last treatment had a benefit"),
                ManualCheck(
                    clause="response.1.b",
                    says="the last two treatments did not both fail at an adequate dose",
                    why="neither an adequate dose nor a satisfactory response is given in numbers",
                ),
            ),
        ),
        ManualCheck(
            clause="continuation.1",
            says="what else is asked of the response, and which other criteria of a first request are asked again",
            not_read=True,
            why=WHY,
        ),
        PEOPLE,
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
    effective=date(2023, 10, 1),
    ended=date(2026, 2, 15),
    source=Source(
        number="LCD L34635",
        title="Botulinum Toxin Type A & Type B",
        revision="2023-10-01, reviewed 2023-09-19",
        url="https://genhealth.ai/policy/cms/9c16b08f-botulinum-toxin-type-a-type-b",
        read_on="2026-11",
        read_from="a third party's copy, and on 2026-11-23 the summaries of L34635 and A57474 on verity.backworkai.com",
        confidence=Confidence.MEDIUM,
        note="the end is inferred from the start of L39909",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "hours and a diary",
        "failed preventives",
        "age, prescriber and use together with a CGRP drug",
        "the accepted dose and the injection sites",
        "renewal criteria, other than that coverage may end",
        "the ICD-10-CM codes of article A57474",
    ),
    ambiguous=(
        "coverage may end after two failures, so it need not",
        "whether the 15 and the 8 days are asked for again once treatment has helped",
    ),
    notes=(
        "Hospital outpatient department (type of bill 13x): prior authorization is a condition of payment.",
        "Office: this national programme asks for no prior authorization; records are reviewed after payment.",
        "One request covers one date of service; its tracking number (UTN) is valid for 120 calendar days.",
        "A migraine day is a calendar day on which a migraine begins, goes on or comes back.",
        "EMG guidance (92265, 95873, 95874) is payable where it is needed. JW or JZ for waste.",
        "Modifier 25 marks a separate office visit. J0585 is listed.",
    ),
    mechanism_note="in a hospital outpatient department; none in the office, whose records are reviewed after payment",
)
