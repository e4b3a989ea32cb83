"""New York Medicaid fee-for-service, Botox Clinical Criteria Worksheet: undated, as known since November 2022."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, RequestKind, Toxin
from priorauth.policy.criteria import AllOf, ManualCheck, ProductIs
from priorauth.policy.model import Confidence, Contact, Policy, Source

WORKSHEET = "the worksheet that asks it was not read"

PRODUCT = ProductIs(clause="1", says="the worksheet is for Botox", any_of=(Toxin.BOTOX,))
DOSE = ManualCheck(
    clause="4",
    says="the prescriber, the dose and the interval, as the worksheet asks",
    why=WORKSHEET,
    not_read=True,
)
COMPLETE = ManualCheck(
    clause="6",
    says="the worksheet, without a blank field, goes with the claim, which has the HCPCS code and the NDC",
    why="worksheet and claim are filled in after the treatment and are no part of the chart",
)
INVOICE = ManualCheck(
    clause="7",
    says=(
        "invoice dated within six months prior to the date of service and/or should include the expiration date of the "
        "drug"
    ),
    quoted=True,
    why="the invoice is no part of the chart",
    reading='the text joins the two with "and/or"; both are asked for',
)

INITIAL = AllOf(
    clause="initial",
    says="a first claim, with the worksheet",
    criteria=(
        PRODUCT,
        ManualCheck(
            clause="2",
            says="age, headache counts, hours and duration, as the worksheet asks",
            why=WORKSHEET,
            not_read=True,
        ),
        ManualCheck(clause="3", says="failed preventives, as the worksheet asks", why=WORKSHEET, not_read=True),
        DOSE,
        COMPLETE,
        INVOICE,
    ),
)

CONTINUATION = AllOf(
    clause="continuation",
    says="a further claim, with the worksheet",
    criteria=(
        PRODUCT,
        ManualCheck(clause="5", says="what is asked of continued treatment", why=WORKSHEET, not_read=True),
        DOSE,
        COMPLETE,
        INVOICE,
    ),
)

POLICY = Policy(
    payer="new_york_medicaid",
    payer_name="New York State Medicaid, fee-for-service",
    names=("New York Medicaid FFS", "New York Medicaid fee-for-service", "NYS Medicaid FFS", "NY Medicaid FFS"),
    line_of_business=LineOfBusiness.MEDICAID,
    states=("NY",),
    effective=date(2022, 11, 1),
    undated=True,
    source=Source(
        title="Policies and billing guidance for practitioner administered drugs: Botox worksheet",
        revision="undated; Medicaid Update of October and November 2022",
        url="https://www.health.ny.gov/health_care/medicaid/program/practitioner_administered/ffs_practitioner_administer.htm",
        read_on="2026-11-26",
        read_from=(
            "stored copies of the page and of medicaid_ffs.htm beside it, healthweb-back.health.ny.gov, both undated; "
            "not the worksheet"
        ),
        confidence=Confidence.MEDIUM,
    ),
    numbering="ours",
    requests={RequestKind.INITIAL: INITIAL, RequestKind.CONTINUATION: CONTINUATION},
    not_read=(
        "the worksheet: every clinical criterion, such as age, headache counts, hours, duration and failed preventives",
        "prescriber, dose, interval and codes",
        "what is asked of continued treatment",
    ),
    ambiguous=('"and/or" between the age of the invoice and the expiration date of the drug',),
    notes=(
        "A worksheet with a blank field is rejected, and an illegible one delays the claim.",
        "A claim is not to be sent before the drug has been given.",
        "The invoice shows the acquisition cost with all discounts, rebates and incentives.",
        "A standard worksheet is for drugs that have none of their own.",
    ),
    contact=Contact(
        department="eMedNY, P.O. Box 4601, Rensselaer, NY 12144-4601",
        phone="1-800-343-9000",
        form="Botox Clinical Criteria Worksheet, with claim form eMedNY-150003",
        read_on="2026-11-26",
        source="https://www.health.ny.gov/health_care/medicaid/program/practitioner_administered/ffs_practitioner_administer.htm",
    ),
    mechanism=Mechanism.CLAIM_ATTACHMENT,
    mechanism_note="the worksheet goes with the claim, after the drug was given",
)
