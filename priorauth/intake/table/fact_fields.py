"""The sheets of which a patient can have many rows: one fact each."""

from __future__ import annotations

import re
from typing import Any

from priorauth.case.botox import ToxinTreatment
from priorauth.case.documents import Attestation, Document, Score
from priorauth.case.headache import Frequency, MonthCount
from priorauth.case.model import Diagnosis
from priorauth.case.treatment import AcuteMedicine, Contraindication, Intolerance, PreventiveTrial
from priorauth.clinical.calendar import TimeUnit
from priorauth.clinical.medicines import preventive
from priorauth.clinical.terms import Attested, Counting, Outcome
from priorauth.intake.table import expect as e
from priorauth.intake.table import words
from priorauth.intake.table.field import Field, Kind, Values, plain_maker

F = Field
_ICD10 = e.ICD10
_DRUG = e.text_like("the name of one drug")
OUTCOME = e.one_of(
    words.OUTCOMES,
    ("inadequate response", "not tolerated", "effective", "ongoing"),
    ' ("failed" alone does not say whether it did not help or was not tolerated)',
)
_REACHED = e.one_of(words.DOSES_REACHED, ("target", "maximum", "highest tolerated"))
_TOXIN = e.one_of(words.TOXINS, ("Botox", "Dysport", "Myobloc", "Xeomin", "Daxxify"))
_COUNTS = {"headache_days", "migraine_days", "days_of_4_hours", "attacks", "hours"}
_COUNTED = {
    "headache_days": Counting.HEADACHE_DAY,
    "migraine_days": Counting.MIGRAINE_DAY,
    "days_of_4_hours": Counting.LONG_HEADACHE_DAY,
    "attacks": Counting.ATTACK,
}


def _make_trial(values: Values, carried: Values) -> PreventiveTrial:
    """Make a trial; a stop that cannot be read is a stop, so the drug is not taken to go on."""
    parts = re.split(r"[,;/&+\n]| and ", values["drug"])
    if len({medicine.name for part in parts if (medicine := preventive(part))}) > 1:
        raise ValueError("two drugs")
    known = dict(values)
    if "dose" in known and "dose_mg" in known:
        raise ValueError("two doses")
    if "dose_mg" in known:
        known["dose"] = known.pop("dose_mg")
    if known.get("outcome") is Outcome.ONGOING and "stopped" in known and known["stopped"] is None:
        del known["outcome"]
    known["ongoing"] = known.get("stopped") == e.ONGOING or known.get("outcome") is Outcome.ONGOING
    if known.get("stopped") == e.ONGOING:
        del known["stopped"]
    if words.normal(known.get("prescribed_for", "")) in words.FOR_MIGRAINE:
        known.setdefault("for_migraine", True)
    return PreventiveTrial(**known, **carried)


def _make_month(values: Values, carried: Values) -> list[MonthCount]:
    """Make the counts of a month; a month without any count says nothing."""
    return [MonthCount(**values, **carried)] if _COUNTS & values.keys() else []


def _make_frequencies(values: Values, carried: Values) -> list[Frequency]:
    common: Values = {name: values[name] for name in ("held_for", "since", "hours_each") if name in values}
    if "stated_on" in values:
        common["stated_on"] = values["stated_on"]
    elif carried["evidence"] and carried["evidence"][0].dated:
        common["stated_on"] = carried["evidence"][0].dated
    counts = {_COUNTED[name]: count for name, count in values.items() if name in _COUNTED}
    if "how_often" in values:
        if values.get("counting") in {None, *counts}:
            raise ValueError("what is counted is open, or counted twice")
        counts[values["counting"]] = values["how_often"]
    if not counts:
        raise ValueError("no count")
    return [Frequency(counting=counting, **_per(count), **common, **carried) for counting, count in counts.items()]


def _per(count: Any) -> Values:  # noqa: ANN401 - a Count
    return {"per_week" if count.per is TimeUnit.WEEKS else "per_month": count.range}


DIAGNOSIS = Kind(
    "diagnosis", "Diagnoses", "this diagnosis",
    (
        F("code", "ICD-10 code", _ICD10, ("icd10", "icd 10", "icd-10-cm", "diagnosis code", "icd code", "code"), True),
        F("text", "Diagnosis", e.TEXT, ("diagnosis description", "description", "problem"), help="The chart's words."),
        F("since", "Since", e.DATES, ("onset", "onset date", "diagnosed on", "diagnosis date", "date diagnosed")),
    ),
    plain_maker(Diagnosis), sheets=("diagnosis", "problem list", "problems", "dx"), limits=True,
)  # fmt: skip
MONTH = Kind(
    "month", "Headache months", "this month",
    (
        F("month", "Month", e.MONTH, ("calendar month", "month year"), True),
        F("headache_days", "Headache days", e.DAYS,
          ("days with headache", "number of headache days", "days with any headache"),
          help="Days with any headache. Leave it empty where it was not counted: empty is unknown, 0 is none."),
        F("migraine_days", "Migraine days", e.DAYS, ("days with migraine", "number of migraine days")),
        F("days_of_4_hours", "Days of 4 hours or more", e.DAYS,
          ("days >= 4 hours", "days 4+ hours", "4+ hours days", "days with 4+ hours", "days 4 or more hours",
           "days with headache 4 hours or more", "headache days 4 hours or more", "headache days >= 4 hours",
           "headache days lasting 4 hours or more")),
        F("attacks", "Attacks", e.ATTACKS, ("number of attacks", "attack count"), help="Attacks are not days."),
        F("hours", "Hours of headache", e.HOURS, ("total hours", "headache hours", "cumulative hours")),
        F("days_recorded", "Days recorded", e.NUMBER, ("days with an entry", "diary days", "days filled in"),
          vital=True, help="Days of the month that have an entry in the diary."),
    ),
    _make_month, "counts that fit into the month and into the days recorded",
    ("months", "headache days", "headache counts", "monthly counts", "headache log", "diary summary"),
)  # fmt: skip
FREQUENCY = Kind(
    "frequency", "Frequency", "this statement of frequency",
    (
        F("counting", "What is counted", e.one_of(
            words.COUNTINGS, ("headache days", "migraine days", "days of 4 hours or more", "attacks")), vital=True),
        F("how_often", "How often", e.HOW_OFTEN, ("frequency",), vital=True,
          help='As the chart says it: "18-20/month", "3-4/week".'),
        F("headache_days", "Headache days per month", e.FREQUENCY, ("monthly headache days", "mhd")),
        F("migraine_days", "Migraine days per month", e.FREQUENCY, ("monthly migraine days", "mmd")),
        F("days_of_4_hours", "Days of 4 hours or more per month", e.FREQUENCY,
          ("monthly days of 4 hours or more", "days >= 4 hours per month")),
        F("attacks", "Attacks per month", e.ATTACK_FREQUENCY, ("monthly attacks", "migraine attacks per month")),
        F("stated_on", "Stated on", e.DAY, ("frequency stated on", "headache days stated on", "as reported on"),
          vital=True),
        F("held_for", "For how long", e.LENGTH, ("held for", "for the past", "duration of frequency")),
        F("since", "Frequency since", e.DATES, ("since",)),
        F("hours_each", "Hours each", e.HOURS, ("hours per headache", "headache duration hours", "hours per attack")),
    ),
    _make_frequencies, "what is counted, how often, and the day it was stated",
    ("frequencies", "headache frequency"),
)  # fmt: skip
TRIAL = Kind(
    "trial", "Trials", "this trial",
    (
        F("drug", "Drug", _DRUG, ("medicine", "medicine name", "drug name", "preventive", "preventive medicine",
                                  "agent", "generic name"), True),
        F("started", "Started", e.DATES, ("start", "start date", "date started", "started on", "begin date", "from")),
        F("stopped", "Stopped", e.STOPPED, ("stop", "stop date", "end", "end date", "date stopped", "stopped on",
                                            "ended", "discontinued", "date discontinued", "to", "until")),
        F("lasted", "Lasted", e.LENGTH, ("duration", "length", "length of trial", "trial duration", "how long"),
          help='What the chart says, such as "8 weeks". It is not needed where both dates are known.'),
        F("dose", "Highest dose", e.DOSE, ("dose", "max dose", "maximum dose", "dosage", "highest daily dose",
                                           "daily dose", "dose per day"),
          help='With its unit. "50 mg BID" is 100 mg a day; an amount alone is that of a whole day.'),
        F("dose_mg", "Highest dose (mg/day)", e.MILLIGRAMS, ("dose mg", "daily dose mg", "mg day", "max dose mg",
                                                            "dose mg day")),
        F("dose_reached", "Dose reached", _REACHED, ("target dose reached",)),
        F("oral", "Oral", e.YES_OR_NO, ("by mouth", "is oral")),
        F("for_migraine", "For migraine", e.YES_OR_NO, ("used for migraine", "prescribed for migraine")),
        F("prescribed_for", "Prescribed for", e.TEXT, ("indication", "purpose", "used for")),
        F("outcome", "Outcome", OUTCOME, ("result", "response", "trial outcome")),
        F("side_effects", "Side effects", e.LIST, ("adverse effects", "adverse events", "reactions")),
        F("reason_stopped", "Reason stopped", e.TEXT, ("reason", "reason for stopping", "reason for discontinuation",
                                                       "why stopped", "reason discontinued")),
    ),
    _make_trial, "one drug, one dose, dates in order, and not both stopped and ongoing",
    ("preventives", "preventive trials", "prior medications", "medications tried", "meds tried", "medication trials",
     "failed medications", "trials and failures", "prior meds"),
)  # fmt: skip
CONTRAINDICATION = Kind(
    "contraindication", "Contraindications", "this contraindication",
    (
        F("drug", "Contraindicated drug", _DRUG, ("drug", "medicine")),
        F("drug_class", "Contraindicated class", e.TEXT, ("class", "drug class", "medicine class")),
        F("reason", "Why it cannot be given", e.TEXT, ("reason", "why", "contraindication", "condition"), True),
    ),
    plain_maker(Contraindication), "a drug or a class, and not both", ("contraindicated",),
)  # fmt: skip
INTOLERANCE = Kind(
    "intolerance", "Intolerances", "this intolerance",
    (
        F("drug", "Drug not tolerated", _DRUG, ("drug", "medicine", "allergen", "substance"), True),
        F("reaction", "Reaction", e.TEXT, ("reactions",)),
        F("noted", "Noted", e.DATES, ("date noted", "noted on", "recorded on")),
    ),
    plain_maker(Intolerance), sheets=("allergies", "allergy list", "drug allergies"),
)  # fmt: skip
ACUTE = Kind(
    "acute", "Acute medicines", "this acute medicine",
    (
        F("drug", "Acute medicine", _DRUG, ("drug", "medicine", "medicine name", "rescue medicine", "abortive"), True),
        F("days_per_month", "Days taken per month", e.DAYS_A_MONTH, ("days per month", "use days per month",
                                                                     "days used per month")),
        F("stated_on", "Use stated on", e.DAY, ("stated on", "as of")),
    ),
    plain_maker(AcuteMedicine), "days that fit into a month",
    ("acute", "rescue medications", "abortives", "acute medications", "acute meds"), limits=True,
)  # fmt: skip
BOTOX = Kind(
    "botox", "Botox visits", "this treatment",
    (
        F("on", "Date of injection", e.DATES, ("date", "injection date", "treatment date", "date of service", "dos",
                                               "visit date", "botox date", "last botox date",
                                               "last injection date", "last botox injection"), True),
        F("product", "Toxin", _TOXIN, ("product", "toxin product"), vital=True),
        F("units", "Units injected", e.UNITS, ("units", "total units", "dose units", "units given")),
        F("wasted", "Units wasted", e.UNITS, ("waste", "wastage", "units discarded", "jw units")),
        F("for_migraine", "For migraine", e.YES_OR_NO, ("given for migraine",)),
        F("indication", "Given for", e.TEXT, ("indication",)),
        F("improved", "Improved", e.YES_OR_NO, ("patient improved",), help="Needs the chart's words on the response."),
        F("response", "Response", e.TEXT, ("response in the chart", "response to treatment")),
        F("adverse_effects", "Adverse effects", e.LIST, ("side effects", "adverse events")),
    ),
    plain_maker(ToxinTreatment), "the words of the response wherever improved is filled in",
    ("botox", "botox history", "injections", "injection history", "botox injections", "toxin treatments", "procedures"),
    limits=True,
)  # fmt: skip
SCORE = Kind(
    "score", "Scores", "this score",
    (
        F("instrument", "Instrument", e.one_of(words.INSTRUMENTS, ("MIDAS", "HIT-6")),
          ("score name", "scale", "questionnaire"), True),
        F("total", "Total score", e.NUMBER, ("total", "score", "score total"), True),
        F("on", "Scored on", e.DAY, ("date", "score date", "date scored"), True),
    ),
    plain_maker(Score), "a total that the instrument can give", ("midas", "hit-6", "midas and hit-6", "questionnaires"),
)  # fmt: skip
DOCUMENT = Kind(
    "document", "Documents", "this document",
    (
        F("id", "Document id", e.text_like("a short name, used once for each patient"), ("id", "short name"), True),
        F("kind", "Kind of document", e.one_of(words.DOCUMENT_KINDS, (
            "office note", "headache diary", "injection record", "medication record", "letter", "imaging", "laboratory",
            "form", "other")), ("document kind", "document type", "type"), True),
        F("title", "Title", e.TEXT, ("document title", "document name"), True),
        F("dated", "Dated", e.DAY, ("date", "date of document")),
        F("author", "Author of document", e.TEXT, ("author", "written by")),
        F("signed", "Signed", e.YES_OR_NO, ("is signed",)),
        F("pages", "Pages", e.NUMBER, ("number of pages", "page count")),
    ),
    lambda values, carried: Document(**values), sheets=("attachments", "exhibits"),
)  # fmt: skip
ATTESTATION = Kind(
    "attestation", "Attestations", "this statement",
    (
        F("about", "Statement", e.one_of(words.ATTESTED, tuple(one.value.replace("_", " ") for one in Attested)),
          ("attestation", "about"), True),
        F("holds", "Holds", e.YES_OR_NO, ("true", "attested", "answer"), True),
        F("by", "Stated by", e.TEXT, ("attested by", "by", "clinician"), True),
        F("on", "Stated on", e.DAY, ("date", "attested on", "date stated"), True),
    ),
    plain_maker(Attestation), sheets=("attestation", "statements"), limits=True,
)  # fmt: skip

FACTS = (DIAGNOSIS, MONTH, FREQUENCY, TRIAL, CONTRAINDICATION, INTOLERANCE, ACUTE, BOTOX, SCORE, DOCUMENT, ATTESTATION)
