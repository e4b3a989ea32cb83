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
CMS_AND_NORIDIAN = (
    "cms.gov OPD page, update of 2024-11-14; med.noridianmedicare.com/web/jea/cert-reviews/pre-claim/"
    "authorization-process, read 2026-11-26"
)
NORIDIAN_CLAIM = (
    "med.noridianmedicare.com/web/jea/cert-reviews/pre-claim/part-a-opd-prior-authorization-claim-submission, "
    "read 2026-11-26"
)
NORIDIAN_JF = "med.noridianmedicare.com/web/jfb/cert-reviews/pre-claim/opd/authorization-process, read 2026-11-26"
CGS_OPD = "cgsmedicare.com/parta/mr/opd.html, read 2026-11-26"
NOVITAS_FAQ = "novitas-solutions.com, content 00230903, read 2026-11-26"
BOTH_FAQS = (
    "medicare.fcso.com/Prior_authorization/0466250.asp of 2024-11-19 and novitas-solutions.com, content 00230903, "
    "read 2026-11-26"
)
NGS_PHYSICIAN = "ngsmedicare.com article 2588588, read 2026-11-26"
NGS_EXEMPT = "ngsmedicare.com article 3177183, read 2026-11-26"
CMS_CENTERS = "cms.gov page of the demonstration, update of 2025-11-20, and ASCA of 2025-11-21, read 2026-11-26"
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
            source=CMS_AND_NORIDIAN,
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
        Statement(
            says=(
                "Only hospital outpatient departments with type of bill 13x that are paid under the OPPS. The hospital "
                "answers for the request; a physician may send it on its behalf."
            ),
            source=CGS_OPD,
            grade=Grade.HIGH,
        ),
        Statement(
            says="CMS asks for no form of its own.",
            source=CGS_OPD,
            grade=Grade.HIGH,
        ),
        Statement(
            says="The request comes before the treatment, never after it, also where Medicare pays second.",
            source=BOTH_FAQS,
            grade=Grade.HIGH,
        ),
        Statement(
            says="Some contractor pages still give 10 business days: CGS, First Coast (2024-11-19), Noridian JF.",
            source="cgsmedicare.com, medicare.fcso.com and med.noridianmedicare.com, read 2026-11-26",
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "Novitas: no second request within the 120 days of an affirmed one, unless its contact center expires "
                "the first; a moved date gets no extension but a new request."
            ),
            source=NOVITAS_FAQ,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "The 14 characters of the UTN go on the claim. A claim without a UTN, or with a non-affirmed one, is "
                "denied."
            ),
            source=NORIDIAN_CLAIM,
            grade=Grade.HIGH,
        ),
        Statement(
            says="Claims tied to the service, such as the physician's, are not paid where the service is not.",
            source=NGS_PHYSICIAN,
            grade=Grade.HIGH,
        ),
        Statement(
            says="J0585 without 64612 or 64615 needs no request (CGS, NGS, Noridian); one that is sent is rejected.",
            source="cgsmedicare.com/parta/pa/subs/bti.html; CGS 2023; NGS articles 2730955, 2588588; read 2026-11-26",
            grade=Grade.HIGH,
        ),
        Statement(
            says="A non-affirmed request can be resubmitted without limit, each time with a new UTN.",
            source=NORIDIAN_JF,
            grade=Grade.HIGH,
        ),
        Statement(
            says="A claim with a non-affirmed decision is denied; that denial can be appealed.",
            source=NORIDIAN_CLAIM,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "A provider with at least 10 requests and 90 % affirmed in a year is exempt for 12 months; while it "
                "is exempt, its requests are rejected."
            ),
            source=NGS,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "An exempt provider answers a yearly request for records (reason code 58BTP): history and physical, "
                "failed traditional methods when applicable, effectiveness, physician's orders."
            ),
            source=NGS_EXEMPT,
            grade=Grade.HIGH,
        ),
    ),
    not_seen=(
        "the Operational Guide itself, other than the table of contents of its edition of 2020-06-15",
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
            says="The outpatient programme reaches only the hospital outpatient department, not the office.",
            source=BOTH_FAQS,
            grade=Grade.HIGH,
        ),
        Statement(
            says="Office treatments of 2023-01-01 to 2025-08-06 are reviewed after payment (SMRC project 01-150).",
            source="noridiansmrc.com/current-projects/01-150, read 2026-11-26",
            grade=Grade.HIGH,
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
            source=CMS_CENTERS,
            grade=Grade.HIGH,
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
            source=CMS_CENTERS,
            grade=Grade.HIGH,
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
