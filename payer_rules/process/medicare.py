"""Medicare fee-for-service: hospital outpatient programme, office, surgical centers, waste, claim appeals."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.policy.process import Answerable, Clock, Grade, ProcessRule, Statement, TimeLimit

MEDICARE = (LineOfBusiness.MEDICARE,)
HOSPITAL = (PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL, PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL)
CMS_OPD = "cms.gov OPD page, update of 2024-11-14; cgsmedicare.com/partb/pubs/news/2024/12/cope168401.html"
REGULATION = "42 CFR 419.80-419.83; checkoutapi.com/regulations/42/419.83"
CGS_PROCESS = "cgsmedicare.com/parta/pa/subs/prior_auth_process.html"
NORIDIAN = "med.noridianmedicare.com/es/web/jea/cert-reviews/pre-claim"
NGS = "ngsmedicare.com articles 2990761 and 3073648"
APPEALS = "ngsmedicare.com article 2754831; cahealthadvocates"

OUTPATIENT_HOSPITAL = ProcessRule(
    key="medicare_outpatient_hospital",
    title="Prior authorization for hospital outpatient department services (J0585 with 64615)",
    lines_of_business=MEDICARE,
    places=HOSPITAL,
    service_from=date(2020, 7, 1),
    mechanism=Mechanism.PRIOR_AUTHORIZATION,
    limits=(
        TimeLimit(
            what="standard decision",
            who=Answerable.PAYER,
            count=7,
            unit=Clock.CALENDAR_DAYS,
            starts="the request",
            since=date(2025, 1, 1),
            source=CMS_OPD,
            grade=Grade.HIGH,
        ),
        TimeLimit(
            what="expedited decision, with the reason why delay would endanger the patient",
            who=Answerable.PAYER,
            count=2,
            unit=Clock.BUSINESS_DAYS,
            starts="the request",
            source=CMS_OPD,
            grade=Grade.HIGH,
        ),
        TimeLimit(
            what="decision on a resubmission, which must cite the latest UTN",
            who=Answerable.PAYER,
            count=7,
            unit=Clock.CALENDAR_DAYS,
            starts="the resubmission",
            source=CMS_OPD,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="the UTN is valid, and the service date must lie within it",
            who=Answerable.CLINIC,
            count=120,
            unit=Clock.CALENDAR_DAYS,
            starts="the decision, whose date is day one",
            source=NORIDIAN,
            grade=Grade.HIGH,
        ),
    ),
    statements=(
        Statement(
            says="A condition of payment: without a provisional affirmation or an exemption the claim is denied.",
            source=REGULATION,
            grade=Grade.HIGH,
        ),
        Statement(
            says="One request covers one claim and one date of service, so every treatment needs its own.",
            source=CGS_PROCESS,
            grade=Grade.HIGH,
        ),
        Statement(says="Type of bill 13x only.", source="NGS", grade=Grade.MEDIUM),
        Statement(
            says=(
                "J0585 without 64612 or 64615: one contractor rejects the request (CGS), others say that none is "
                "required (NGS, Noridian)."
            ),
            source="CGS 2023; NGS; Noridian",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="A non-affirmed request is resubmitted; an appeal starts only after a claim is denied.",
            source="usual understanding; the exact text was not seen",
            grade=Grade.LOW,
        ),
        Statement(
            says=(
                "A provider with at least 10 requests and 90 % affirmed in a year is exempt for 12 months; while it "
                "is exempt, its requests are rejected."
            ),
            source=NGS,
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=(
        "the Operational Guide itself",
        "whether 64615 without J0585, with the drug from a specialty pharmacy, needs a request",
    ),
)
OFFICE = ProcessRule(
    key="medicare_office",
    title="Medicare in the office",
    lines_of_business=MEDICARE,
    places=(PlaceOfService.OFFICE,),
    mechanism=Mechanism.NONE,
    statements=(
        Statement(
            says="The outpatient programme does not reach the physician's office.", source="NGS", grade=Grade.MEDIUM
        ),
        Statement(
            says="Office treatments of 2023-01-01 to 2025-08-06 are reviewed after payment (SMRC project 01-150).",
            source="noridiansmrc.com/current-projects/01-150",
            grade=Grade.MEDIUM,
        ),
    ),
)
CENTERS_JANUARY = ProcessRule(
    key="medicare_surgical_center_from_january_2026",
    title="Prior-authorization demonstration in ambulatory surgical centers",
    lines_of_business=MEDICARE,
    states=("CA", "FL", "TN", "PA", "MD", "GA", "NY"),
    places=(PlaceOfService.AMBULATORY_SURGICAL_CENTER,),
    service_from=date(2026, 1, 19),
    mechanism=Mechanism.VOLUNTARY,
    statements=(
        Statement(
            says="Voluntary, otherwise the claim is reviewed before payment; requests from 2026-01-05.",
            source="cms.gov, ASCA, FCSO",
            grade=Grade.MEDIUM,
        ),
    ),
)
CENTERS_FEBRUARY = ProcessRule(
    key="medicare_surgical_center_from_february_2026",
    title="Prior-authorization demonstration in ambulatory surgical centers",
    lines_of_business=MEDICARE,
    states=("TX", "AZ", "OH"),
    places=(PlaceOfService.AMBULATORY_SURGICAL_CENTER,),
    service_from=date(2026, 2, 16),
    mechanism=Mechanism.VOLUNTARY,
    statements=(
        Statement(
            says="Voluntary, otherwise the claim is reviewed before payment; requests from 2026-02-02.",
            source="cms.gov, ASCA, FCSO",
            grade=Grade.MEDIUM,
        ),
    ),
)
WASTE = ProcessRule(
    key="medicare_waste",
    title="Discarded drug of a single-dose vial",
    lines_of_business=MEDICARE,
    statements=(
        Statement(
            says="JW on a line of its own for what is discarded, documented in the record; JZ when nothing is.",
            source="cgsmedicare.com, Noridian, HHS change request",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="Claims without JW or JZ are returned from 2023-10-01.",
            source="cgsmedicare.com, Noridian, HHS change request",
            grade=Grade.MEDIUM,
        ),
    ),
)
CLAIM_APPEALS = ProcessRule(
    key="medicare_claim_appeals",
    title="Appeals of a Medicare claim",
    lines_of_business=MEDICARE,
    limits=(
        TimeLimit(
            what="file the redetermination",
            who=Answerable.CLINIC,
            count=120,
            unit=Clock.DAYS,
            starts="the notice",
            source=APPEALS,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="decide the redetermination",
            who=Answerable.PAYER,
            count=60,
            unit=Clock.DAYS,
            starts="the filing",
            source=APPEALS,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="file with the qualified independent contractor",
            who=Answerable.CLINIC,
            count=180,
            unit=Clock.DAYS,
            starts="the notice",
            source=APPEALS,
            grade=Grade.MEDIUM,
        ),
        TimeLimit(
            what="file with the administrative law judge (at least $190 at stake in 2025)",
            who=Answerable.CLINIC,
            count=60,
            unit=Clock.DAYS,
            starts="the notice",
            source=APPEALS,
            grade=Grade.MEDIUM,
        ),
    ),
    not_seen=("the amounts at stake for 2026",),
)
RULES = (OUTPATIENT_HOSPITAL, OFFICE, CENTERS_JANUARY, CENTERS_FEBRUARY, WASTE, CLAIM_APPEALS)
