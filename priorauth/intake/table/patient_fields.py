"""What a patient has once: the request, the coverage, the clinic; and what every row can carry."""

from __future__ import annotations

from priorauth.case.evidence import Evidence
from priorauth.case.headache import ChronicSince
from priorauth.case.people import Coverage, Patient, Practice, Prescriber
from priorauth.case.request import Request
from priorauth.case.treatment import MedicationList
from priorauth.clinical.terms import LineOfBusiness, Toxin
from priorauth.intake.table import expect as e
from priorauth.intake.table import words
from priorauth.intake.table.fact_fields import FACTS
from priorauth.intake.table.field import Field, Kind, Values, plain_maker

F = Field
_NPI = e.text_like("a National Provider Identifier: ten digits with a valid check digit")
_STATE = e.text_like('two capital letters of a state, such as "CT"')
_LINES = tuple(line.value.replace("_", " ") for line in LineOfBusiness if line is not LineOfBusiness.ANY)


def _make_practice(values: Values, carried: Values) -> Practice:
    address: Values = {name: values[name] for name in ("city", "state", "postal_code") if name in values}
    if "street" in values:
        address["lines"] = (values["street"],)
    plain = {name: value for name, value in values.items() if name not in {*address, "street"}}
    return Practice(**plain, address=address or None, **carried)


def _make_key(values: Values, carried: Values) -> Values:
    return values


KEY = Kind(
    "key", "", "this row",
    (
        F("case_id", "Case id", e.text_like(
            "a case id of letters, digits, hyphens and underscores, at most 64; never a name or a birth date"),
          ("case", "case number", "request id"), help="Your own name for this request. Never a name or a birth date."),
        F("record_number", "Record number", e.TEXT, ("mrn", "medical record number", "patient id", "patient number",
                                                     "chart number", "account number", "patient identifier")),
    ),
    _make_key,
)  # fmt: skip
EVIDENCE = Kind(
    "evidence", "", "the facts of this row",
    (
        F("document", "Documented in", e.TEXT, ("source document", "chart document", "source", "document",
                                                "chart source", "where documented", "found in"),
          help="The document of the chart that says so, or its id on the sheet Documents. Not this table."),
        F("dated", "Document dated", e.DAY, ("document date", "note date", "date of note", "date documented")),
        F("author", "Document author", e.TEXT, ("note author", "documented by")),
        F("page", "Page", e.NUMBER, ("document page", "on page")),
        F("quote", "Quote", e.text_like("the chart's own words, at most 300 characters"), ("chart words", "verbatim")),
    ),
    lambda values, carried: Evidence(**values), "the document, wherever its date, author, page or words are filled in",
)  # fmt: skip
PATIENT = Kind(
    "patient", "Patients", "the patient",
    (
        F("family", "Family name", e.TEXT, ("last name", "surname", "patient last name"), True),
        F("given", "Given name", e.TEXT, ("first name", "given names", "patient first name"), True),
        F("name", "Patient name", e.NAME, ("name", "full name", "patient full name")),
        F("born", "Birth date", e.BIRTH_DATE, ("date of birth", "dob", "born", "birthdate", "patient dob"), True),
        F("sex", "Sex", e.TEXT, ("gender", "sex at birth")),
        F("deceased", "Deceased", e.YES_OR_NO, ("has died",), vital=True),
        F("died", "Died", e.DATES, ("date of death", "death date", "died on"), vital=True),
    ),
    plain_maker(Patient), "a death that is not before the birth",
    ("patients", "patient", "cases", "requests", "patient list", "worklist", "schedule", "patients requests"),
)  # fmt: skip
REQUEST = Kind(
    "request", "Patients", "the request",
    (
        F("kind", "Kind of request", e.one_of(words.REQUEST_KINDS, ("initial", "continuation", "appeal")),
          ("request kind", "request type", "authorization type", "pa type", "initial or continuation"), True),
        F("as_of", "Date of request", e.DAY, ("request date", "as of", "date of pa request"), True),
        F("payer", "Payer", e.TEXT, ("insurance", "insurer", "insurance company", "payer name", "payor", "carrier",
                                     "primary insurance"), True),
        F("plan", "Plan", e.TEXT, ("plan name", "insurance plan", "health plan")),
        F("line_of_business", "Line of business", e.one_of(words.LINES_OF_BUSINESS, _LINES), ("plan type", "lob",
                                                                                         "coverage type")),
        F("state", "State of plan", _STATE, ("state", "plan state")),
        F("place_of_service", "Place of service", e.one_of(words.PLACES_OF_SERVICE, ("11", "19", "22", "24")),
          ("pos",)),
        F("product", "Toxin asked for", e.one_of(words.TOXINS, tuple(Toxin)), ("requested product", "requested drug")),
        F("units", "Units asked for", e.NUMBER, ("requested units", "units requested")),
        F("service_date", "Planned injection date", e.DAY, ("planned injection", "next injection", "service date",
                                                       "date of service", "next botox date", "appointment date")),
        F("treatments", "Treatments asked for", e.NUMBER, ("number of treatments", "visits requested")),
        F("span", "Authorization asked for", e.SPAN, ("authorization length", "authorization span")),
        F("benefit", "Benefit", e.one_of(words.BENEFITS, ("medical", "pharmacy")), ()),
        F("drug_source", "Drug source", e.one_of(words.DRUG_SOURCES, ("buy and bill", "specialty pharmacy")), (
            "buy and bill or specialty pharmacy",)),
        F("ndc", "NDC", e.text_like('an NDC in the form "00023-1145-01"'), ("ndc number",)),
    ),
    plain_maker(Request), "a planned injection on or after the date of the request", spare="service_date",
)  # fmt: skip
COVERAGE = Kind(
    "coverage", "Patients", "the coverage",
    (
        F("member_id", "Member id", e.TEXT, ("member number", "member id number", "insurance id", "subscriber id",
                                           "policy number", "member")),
        F("group", "Group", e.TEXT, ("group number", "group id")),
        F("subscriber", "Subscriber", e.TEXT, ("subscriber name", "policy holder")),
    ),
    plain_maker(Coverage),
)  # fmt: skip
PRACTICE = Kind(
    "practice", "Clinic", "the practice",
    (
        F("name", "Practice", e.TEXT, ("practice name", "clinic", "clinic name", "facility"), True),
        F("street", "Practice street", e.TEXT, ("practice address", "clinic address")),
        F("city", "Practice city", e.TEXT, ("clinic city",)),
        F("state", "Practice state", _STATE, ("clinic state",)),
        F("postal_code", "Practice postal code", e.TEXT, ("practice zip", "clinic zip", "practice zip code")),
        F("phone", "Practice phone", e.TEXT, ("clinic phone",)),
        F("fax", "Practice fax", e.TEXT, ("clinic fax",)),
        F("tin", "Practice TIN", e.text_like('a tax number of nine digits, such as "12-3456789"'),
          ("tin", "tax id", "ein")),
        F("npi", "Practice NPI", _NPI, ("group npi", "billing npi", "clinic npi", "organization npi")),
    ),
    _make_practice, sheets=("clinic", "practice", "office", "provider"),
)  # fmt: skip
PRESCRIBER = Kind(
    "prescriber", "Clinic", "the prescriber",
    (
        F("name", "Prescriber", e.TEXT, ("prescriber name", "provider", "provider name", "physician", "doctor",
                                         "ordering provider", "rendering provider"), True),
        F("credentials", "Prescriber credentials", e.TEXT, ("credentials",)),
        F("npi", "Prescriber NPI", _NPI, ("npi", "provider npi", "physician npi", "individual npi", "rendering npi")),
        F("taxonomy", "Prescriber taxonomy", e.text_like("a provider taxonomy code of ten characters"), ("taxonomy",
                                                                                              "taxonomy code")),
        F("specialty", "Prescriber specialty", e.TEXT, ("specialty", "provider specialty")),
        F("phone", "Prescriber phone", e.TEXT, ("peer to peer phone", "call back number", "provider phone")),
    ),
    plain_maker(Prescriber),
)  # fmt: skip
CHRONIC = Kind(
    "chronic", "Patients", "since when the migraine is chronic",
    (F("since", "Chronic since", e.DATES, ("chronic migraine since", "chronic migraine onset"), True),),
    plain_maker(ChronicSince),
)  # fmt: skip
MEDICATION_LIST = Kind(
    "medication_list", "Patients", "the medication list",
    (
        F("reviewed_on", "Medication list reviewed on", e.DAY, ("medicines reviewed on", "med list reviewed"), True),
        F("drugs", "Current medicines", e.LIST, ("current medicine list", "medicine list", "taking now"), True,
          'All medicines taken now, with commas between them; "none" where there is none.'),
    ),
    plain_maker(MedicationList),
)  # fmt: skip

ONCE = (PATIENT, REQUEST, COVERAGE, CHRONIC, MEDICATION_LIST, PRACTICE, PRESCRIBER)
"""What a patient has once."""
CLINIC = (PRACTICE, PRESCRIBER)
"""What a sheet may hold for every patient at once."""
KINDS = {kind.name: kind for kind in (KEY, EVIDENCE, *ONCE, *FACTS)}
