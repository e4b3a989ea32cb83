"""Every kind of lint finding: how serious it is, who mends it, and what to do.

docs/how-to/lint-a-case.md has a section for each; a test holds page and table together.
"""

from __future__ import annotations

from typing import Literal

from priorauth.clinical.model import Model
from priorauth.clinical.terms import Whom


class Kind(Model):
    """What all findings of one code have in common."""

    severity: Literal["stop", "mend", "look"]
    whom: Whom
    todo: str
    criterion: str | None = None
    """The kind of criterion whose finding says the same, where a policy asks for it."""


KINDS = {
    "identity-born": Kind(
        severity="stop",
        whom=Whom.OFFICE,
        todo="Take the document of another patient out; if it is this patient's, correct the birth date that is wrong.",
    ),
    "identity-name": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Take the document of another patient out; if the name has changed, say so in a note to the document.",
    ),
    "identity-member-id": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Look at the card, and correct the number that is wrong.",
    ),
    "patient-died": Kind(
        severity="stop",
        whom=Whom.OFFICE,
        todo="Send nothing; if the chart is wrong, correct it there.",
    ),
    "patient-minor": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Decide whether the request is meant; the US label is for adults.",
    ),
    "payer-differs": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Find out who insures the patient, and correct the coverage or the request.",
    ),
    "conflict-open": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Find out which is right, and record it with priorauth case decide.",
    ),
    "policy-none": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Name the policy with --policy, or complete the request; until then nothing is held against a policy.",
    ),
    "request-old": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Bring the case up to date, and set the day of the request to today.",
    ),
    "planned-date-passed": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Plan another day, or ask how the payer takes requests after the fact.",
    ),
    "code-none-chronic": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Look at the problem list: which diagnosis is treated?",
    ),
    "code-episodic-beside-chronic": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Take the code that is not right off the problem list.",
    ),
    "code-excludes1": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="ICD-10-CM allows only one of the two on a claim: decide which.",
    ),
    "code-excludes1-other": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Do not put both on the claim for this treatment.",
    ),
    "code-not-billable": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Choose the billable code: intractable or not, with or without status migrainosus.",
    ),
    "code-not-valid": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Choose a code that is valid on the day of service.",
    ),
    "code-two-chronic": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Decide which one the request is for, and take the other off.",
    ),
    "code-aura-by-payer": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Look whether the payer's list holds G43.E- codes; some lists still hold G43.7- only.",
    ),
    "code-against-text": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Correct the code or the words of the diagnosis; never change a code for the payer's sake.",
    ),
    "date-before-birth": Kind(severity="mend", whom=Whom.OFFICE, todo="Correct the date, or the birth date."),
    "date-in-future": Kind(severity="mend", whom=Whom.OFFICE, todo="Correct the date, or the day of the request."),
    "trial-stop-planned": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="If the drug is still taken, mark the trial as ongoing.",
    ),
    "trial-twice": Kind(severity="mend", whom=Whom.OFFICE, todo="Keep one of the two, with the evidence of both."),
    "trial-overlap": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="If these are steps of one course, join them; if one date is wrong, correct it.",
    ),
    "trial-purpose": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Find out what the drug was given for, and correct the field that is wrong.",
    ),
    "trial-other-illness": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="It does not count for migraine; leave it, or correct it if the note says migraine.",
    ),
    "trial-route": Kind(severity="mend", whom=Whom.CLINICIAN, todo="Correct the route, or the words of the order."),
    "trial-strength": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Look whether the dose is meant: a half tablet, or a slip?",
    ),
    "drug-read-as": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="If it is that drug, enter it as “ingredient” of the trial; elsewhere correct the spelling.",
    ),
    "drug-unknown": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Find out which ingredient it is; until then it counts for nothing.",
    ),
    "drug-look-alike": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="It counts for nothing here; if another product is meant, correct the words.",
    ),
    "cgrp-together": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Many payers do not pay for both: say in the note why both are needed, or since when it is stopped.",
        criterion="not_taking",
    ),
    "overuse": Kind(severity="look", whom=Whom.CLINICIAN, todo="Say in the note how the overuse is addressed."),
    "request-dose": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Ask for the units injected, 5 at each site; what stays in the vial is billed as waste.",
    ),
    "request-above-protocol": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Justify the dose in the note, or ask for 155 to 195 units.",
    ),
    "request-dose-changed": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="If the change is meant, say why in the note.",
    ),
    "toxin-waste": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Look at the injection record: units injected and units discarded make whole vials.",
    ),
    "toxin-waste-missing": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Enter what was discarded, also where it was nothing.",
    ),
    "session-twice": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="64615 is billed once for a session: keep one entry, with all its units.",
    ),
    "interval-short": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Plan a day at least 12 weeks after the last treatment.",
        criterion="interval",
    ),
    "interval-history": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="If the dates are right, say in the note why the treatment came early.",
    ),
    "toxin-units": Kind(
        severity="mend",
        whom=Whom.CLINICIAN,
        todo="Lower the dose or move the day: many payers allow 400 units in 84 days, for all illnesses together.",
        criterion="units_within",
    ),
    "toxin-units-open": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Enter day and units of every treatment of the last 84 days, for whatever illness.",
        criterion="units_within",
    ),
    "toxin-other-product": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Units of different toxins never add up: judge the sum by hand.",
    ),
    "ndc-cosmetic": Kind(severity="stop", whom=Whom.OFFICE, todo="Ask for Botox; Botox Cosmetic is another product."),
    "ndc-unknown": Kind(severity="look", whom=Whom.OFFICE, todo="Compare the code with the carton."),
    "document-not-as-asked": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Attach the document as the policy asks for it.",
        criterion="attached",
    ),
    "note-unsigned": Kind(severity="mend", whom=Whom.CLINICIAN, todo="Sign the note.", criterion="attached"),
    "note-old": Kind(
        severity="look",
        whom=Whom.CLINICIAN,
        todo="Attach a note of the last 12 months.",
        criterion="attached",
    ),
    "attestation-old": Kind(severity="look", whom=Whom.CLINICIAN, todo="State it again, with the day."),
    "document-twice": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Keep one of the two, and let the evidence name it.",
    ),
    "document-unused": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Name it as evidence, or leave it out: the payer needs no page that proves nothing.",
    ),
    "document-unknown": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Add the document to the case, or correct its name in the evidence.",
    ),
    "quote-without-page": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Add the page, so that the quote can be found again.",
    ),
    "file-missing": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Put the file back where it was, or attach it anew with priorauth import documents.",
    ),
    "file-unreadable": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Print or scan the document to a new PDF, and attach that.",
    ),
    "quote-not-there": Kind(
        severity="mend",
        whom=Whom.OFFICE,
        todo="Correct the quote, or the document that it is taken from.",
    ),
    "quote-other-page": Kind(severity="mend", whom=Whom.OFFICE, todo="Correct the page."),
    "quote-without-text": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Compare the quote with the page by eye.",
    ),
    "quote-by-ocr": Kind(
        severity="look",
        whom=Whom.OFFICE,
        todo="Compare the quote with the page by eye: a machine may have misread it.",
    ),
}
