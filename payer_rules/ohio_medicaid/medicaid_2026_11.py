"""Ohio Medicaid, Single Pharmacy Benefit Manager: no criterion for Botox was read. Undated, of November 2026."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import AllOf, ManualCheck
from priorauth.policy.model import Confidence, Policy, Source

NOT_SEEN = "the documents that were read have criteria for CGRP drugs only, none for Botox"

DOSE = ManualCheck(
    clause="3",
    says="the prescriber, the product, the dose and the interval",
    why=NOT_SEEN,
    not_read=True,
)

INITIAL = AllOf(
    clause="initial",
    says="a first request for Botox",
    criteria=(
        ManualCheck(clause="1", says="age, headache counts, hours and duration", why=NOT_SEEN, not_read=True),
        ManualCheck(clause="2", says="failed preventives", why=NOT_SEEN, not_read=True),
        DOSE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="a request to continue Botox",
    criteria=(
        ManualCheck(clause="4", says="renewal criteria", why=NOT_SEEN, not_read=True),
        DOSE,
    ),
)

POLICY = Policy(
    payer="ohio_medicaid",
    payer_name="Ohio Medicaid",
    names=("Ohio Medicaid SPBM", "Ohio SPBM", "Gainwell Ohio SPBM"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("OH",),
    effective=date(2026, 11, 23),
    undated=True,
    source=Source(
        title="Single Pharmacy Benefit Manager: public documents",
        revision="the repository as of 2024-09-23",
        url="https://github.com/gainwell-ohio/spbm",
        read_on="2026-11-26",
        read_from=(
            "the specialty drug list, the criteria for migraine prophylaxis, the pages on buy and bill and on appeals, "
            "in a stored snapshot of the repository"
        ),
        confidence=Confidence.MEDIUM,
        note="Botox stands on the specialty list; its criteria were not seen",
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "every criterion for Botox: age, headache counts, hours, duration, failed preventives, prescriber, dose",
        "renewal criteria for Botox",
        "how long an authorization of Botox lasts",
        "what the managed care plans ask of Botox that is bought and billed",
    ),
    mechanism_note="only where a pharmacy dispenses it; a practice that buys and bills asks the managed care plan",
    notes=(
        "The CGRP drugs' rule is not Botox's and is not checked: 3 preferred controllers of 30 days each.",
        "It grants 180, then 365 days, and would see a headache diary.",
        "For those drugs an earlier reading gave 15 headaches in 30 days over 90 days; the snapshot has no such count.",
        "Botox that the practice buys and bills goes to the managed care plan, not here (Rule 5160-26-13).",
        "A state hearing: within 90 calendar days of the date of the denial letter, after the plan's own appeal.",
    ),
)
