"""Medicare fee-for-service: hospital outpatient programme, office, surgical centers, and programmes beside them."""

from datetime import date

from priorauth.clinical.terms import LineOfBusiness, Mechanism, PlaceOfService
from priorauth.policy.model import Contact
from priorauth.policy.process import Answerable, Clock, Grade, ProcessRule, Statement, TimeLimit, Validity

MEDICARE = (LineOfBusiness.MEDICARE,)
HOSPITAL = (PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL, PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL)
CENTER = (PlaceOfService.AMBULATORY_SURGICAL_CENTER,)
JANUARY_STATES = ("CA", "FL", "GA", "MD", "NY", "PA", "TN")
FEBRUARY_STATES = ("AZ", "OH", "TX")
DEMONSTRATION_STATES = ("AZ", "CA", "FL", "GA", "MD", "NY", "OH", "PA", "TN", "TX")
CMS_OPD = "cms.gov OPD page, update of 2024-11-14; cgsmedicare.com/partb/pubs/news/2024/12/cope168401.html"
REGULATION = "CMS-1717-FC; 42 CFR 419.80-419.83; checkoutapi.com/regulations/42/419.83; omb.report ICR 202405-0938-022"
CGS_PROCESS = "cgsmedicare.com/parta/pa/subs/prior_auth_process.html"
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
NORIDIAN = "med.noridianmedicare.com/es/web/jea/cert-reviews/pre-claim"
NGS = "ngsmedicare.com articles 2990761 and 3073648; visanteinc"
NGS_FIELDS = "ngsmedicare.com article 2730329; Noridian's submission page; FCSO's cover sheet instructions"
DEMONSTRATION = "cms.gov page of the demonstration, update of 2025-11-20, and ASCA of 2025-11-21, read 2026-11-26"

FIVE_YEARS = Statement(
    says=("Five years, 41 codes, botulinum toxin among them; place of service 24, type of service F, specialty 49."),
    source=DEMONSTRATION,
    grade=Grade.MEDIUM,
)
FIRST_PLANNED = Statement(says="It was first planned for 2025-12-15.", source=DEMONSTRATION, grade=Grade.MEDIUM)
OUTSIDE = Statement(
    says="The outpatient programme does not reach surgical centers: no request is sent.",
    source="NGS",
    grade=Grade.MEDIUM,
)

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
            count=10,
            unit=Clock.BUSINESS_DAYS,
            starts="the request",
            since=date(2020, 7, 1),
            until=date(2025, 1, 1),
            source=CMS_OPD,
            grade=Grade.HIGH,
        ),
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
            source=CMS_AND_NORIDIAN,
            grade=Grade.MEDIUM,
        ),
    ),
    validity=Validity(
        calendar_days=120,
        first_day_counts=True,
        service_dates=1,
        reading="Noridian counts the day of the decision as day one, CMS says from the decision; the shorter is taken",
        source=NORIDIAN,
        grade=Grade.HIGH,
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
                "A resubmission cites the most recent UTN; their number is not limited. Name and birth date must "
                "match exactly (FCSO)."
            ),
            source=CMS_OPD,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "The hospital answers for the request; a physician may send it on its behalf. CMS asks for no "
                "form of its own: no form is mandatory, and cover sheets exist."
            ),
            source=CGS_OPD,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "Supply: patient's name, Medicare number and birth date; facility's name, PTAN or CCN, NPI, address "
                "and fax; physician's name, NPI, PTAN, address and fax; who asks, with phone and e-mail."
            ),
            source=NGS_FIELDS,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "Supply too: planned date of service, HCPCS, diagnosis, type of bill and units (through esMD these "
                "are mandatory), first or repeated request with the UTN before, and expedited with its reason."
            ),
            source=NGS_FIELDS,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "Rejected: data that are missing, wrong or in conflict, no planned date, sent after the service, not "
                "legible."
            ),
            source="CGS, 2023-07-27",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="J0585 without 64612 or 64615 needs no request (CGS, NGS, Noridian); one that is sent is rejected.",
            source="cgsmedicare.com/parta/pa/subs/bti.html; CGS 2023; NGS articles 2730955, 2588588; read 2026-11-26",
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
            says="The request comes before the treatment, never after it, also where Medicare pays second.",
            source=BOTH_FAQS,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "Novitas: no second request within the 120 days of an affirmed one, unless its contact center "
                "expires the first; a moved date gets no extension but a new request."
            ),
            source=NOVITAS_FAQ,
            grade=Grade.HIGH,
        ),
    ),
    background=(
        Statement(
            says=(
                "Type of bill 13x only, paid under the OPPS; the physician's office, surgical centers and "
                "critical access hospitals are outside."
            ),
            source=CGS_OPD,
            grade=Grade.HIGH,
        ),
        Statement(
            says="Triggered by J0585, J0586, J0587 or J0588 billed together with 64612 or 64615.",
            source=REGULATION,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "An affirmed claim can still be denied on technical or other grounds, and CMS may suspend the process."
            ),
            source=REGULATION,
            grade=Grade.HIGH,
        ),
        Statement(
            says="The decision letter goes to the requester, optionally by fax, and to the patient.",
            source="CGS",
            grade=Grade.MEDIUM,
        ),
        Statement(
            says=(
                "The 14 characters of the UTN go on the claim. A claim without a UTN, or with a non-affirmed one, "
                "is denied."
            ),
            source=NORIDIAN_CLAIM,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "A non-affirmed request can be resubmitted without limit, each time with a new UTN; only after a "
                "claim is denied for it can that denial be appealed."
            ),
            source=NORIDIAN_JF,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "Exemption: from January 1 for 12 months with 60 days of notice, for all services of the programme; "
                "ten claims are reviewed after payment, with letters about August 1."
            ),
            source=NGS,
            grade=Grade.MEDIUM,
        ),
        Statement(
            says="An older scheme assessed exemptions twice a year.", source="Palmetto, 2021", grade=Grade.MEDIUM
        ),
        Statement(
            says="Some contractor pages still give 10 business days: CGS, First Coast (2024-11-19), Noridian JF.",
            source="cgsmedicare.com, medicare.fcso.com and med.noridianmedicare.com, read 2026-11-26",
            grade=Grade.HIGH,
        ),
        Statement(
            says="Claims tied to the service, such as the physician's, are not paid where the service is not.",
            source=NGS_PHYSICIAN,
            grade=Grade.HIGH,
        ),
        Statement(
            says=(
                "An exempt provider answers a yearly request for records (reason code 58BTP): history and "
                "physical, failed traditional methods when applicable, effectiveness, orders."
            ),
            source=NGS_EXEMPT,
            grade=Grade.HIGH,
        ),
    ),
    contacts=(
        Contact(
            department="NGS: NGSConnex, esMD content type 8.5, or PO Box 7108, Indianapolis",
            fax="JK 317-841-4530, J6 317-841-4528",
            read_on="2026-11",
            source="https://ngsmedicare.com/web/ngs/prior-authorization-details?selectedArticleId=2730955",
        ),
    ),
    not_seen=(
        "the Operational Guide itself, other than the table of contents of its edition of 2020-06-15",
        "current letters on exemption",
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
            says=(
                "The outpatient programme reaches only the hospital outpatient department, not the office: no "
                "request is sent."
            ),
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
    states=JANUARY_STATES,
    places=CENTER,
    service_from=date(2026, 1, 19),
    mechanism=Mechanism.VOLUNTARY,
    statements=(
        Statement(
            says="Voluntary, otherwise the claim is reviewed before payment; requests from 2026-01-05.",
            source=DEMONSTRATION,
            grade=Grade.HIGH,
        ),
    ),
    background=(
        FIVE_YEARS,
        FIRST_PLANNED,
    ),
)
CENTERS_BEFORE_JANUARY = ProcessRule(
    key="medicare_surgical_center_before_january_2026",
    title="Surgical center, before the demonstration",
    lines_of_business=MEDICARE,
    states=JANUARY_STATES,
    places=CENTER,
    service_until=date(2026, 1, 19),
    mechanism=Mechanism.NONE,
    statements=(OUTSIDE,),
)
CENTERS_FEBRUARY = ProcessRule(
    key="medicare_surgical_center_from_february_2026",
    title="Prior-authorization demonstration in ambulatory surgical centers",
    lines_of_business=MEDICARE,
    states=FEBRUARY_STATES,
    places=CENTER,
    service_from=date(2026, 2, 16),
    mechanism=Mechanism.VOLUNTARY,
    statements=(
        Statement(
            says="Voluntary, otherwise the claim is reviewed before payment; requests from 2026-02-02.",
            source=DEMONSTRATION,
            grade=Grade.HIGH,
        ),
    ),
    background=(
        FIVE_YEARS,
        FIRST_PLANNED,
    ),
)
CENTERS_BEFORE_FEBRUARY = ProcessRule(
    key="medicare_surgical_center_before_february_2026",
    title="Surgical center, before the demonstration",
    lines_of_business=MEDICARE,
    states=FEBRUARY_STATES,
    places=CENTER,
    service_until=date(2026, 2, 16),
    mechanism=Mechanism.NONE,
    statements=(OUTSIDE,),
)
CENTERS_ELSEWHERE = ProcessRule(
    key="medicare_surgical_center_elsewhere",
    title="Surgical center, in a state without the demonstration",
    lines_of_business=MEDICARE,
    states_excluded=DEMONSTRATION_STATES,
    places=CENTER,
    mechanism=Mechanism.NONE,
    statements=(
        Statement(
            says=(
                "The outpatient programme does not reach surgical centers, nor does the demonstration this state: no "
                "request is sent."
            ),
            source="NGS; cms.gov",
            grade=Grade.MEDIUM,
        ),
    ),
)
RULES = (
    OUTPATIENT_HOSPITAL,
    OFFICE,
    CENTERS_JANUARY,
    CENTERS_BEFORE_JANUARY,
    CENTERS_FEBRUARY,
    CENTERS_BEFORE_FEBRUARY,
    CENTERS_ELSEWHERE,
)
