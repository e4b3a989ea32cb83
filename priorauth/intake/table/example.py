"""The invented patient of the template, with one request that is ready to be sent."""

from __future__ import annotations

_NOTE = {"evidence.document": "note", "evidence.page": "2"}
_DIARY = {"evidence.document": "diary"}
_LIST = {"evidence.document": "medicines", "evidence.page": "1"}
_TRIAL = {"trial.dose_reached": "target", "trial.oral": "yes", "trial.for_migraine": "yes", **_LIST}
_STATED = {
    "attestation.holds": "yes", "attestation.by": "Ana Example, MD", "attestation.on": "6/3/2026",
    "evidence.document": "note", "evidence.page": "4",
}  # fmt: skip

CASE_ID = "EXAMPLE-1"
CLINIC = "Clinic"
EXAMPLE: dict[str, tuple[dict[str, str], ...]] = {
    "Patients": ({
        "patient.family": "Sample", "patient.given": "Erin", "patient.born": "3/17/1984", "patient.sex": "female",
        "request.kind": "initial", "request.as_of": "6/10/2026", "request.payer": "Aetna",
        "request.line_of_business": "commercial", "request.state": "CT", "request.place_of_service": "11",
        "request.service_date": "6/24/2026", "request.treatments": "4", "request.span": "12 months",
        "request.benefit": "medical", "request.drug_source": "buy and bill",
        "coverage.member_id": "W123456789", "coverage.group": "0098765",
    },),
    CLINIC: ({
        "practice.name": "Riverbend Headache Clinic", "practice.street": "14 Mill Street",
        "practice.city": "Middletown", "practice.state": "CT", "practice.postal_code": "06457",
        "practice.phone": "860-555-0142", "practice.fax": "860-555-0143", "practice.tin": "12-3456789",
        "practice.npi": "1245319599", "prescriber.name": "Ana Example", "prescriber.credentials": "MD",
        "prescriber.npi": "1234567893", "prescriber.taxonomy": "2084N0400X", "prescriber.specialty": "Neurology",
        "prescriber.phone": "860-555-0144",
    },),
    "Diagnoses": ({
        "diagnosis.code": "G43.709", "diagnosis.text": "Chronic migraine without aura",
        "diagnosis.since": "February 2024", "evidence.document": "note", "evidence.page": "1",
        "evidence.quote": "Chronic migraine since February 2024",
    },),
    "Headache months": tuple(
        {
            "month.month": month, "month.headache_days": days, "month.migraine_days": migraine,
            "month.days_of_4_hours": long, "month.days_recorded": recorded, **_DIARY, "evidence.page": page,
        }
        for month, days, migraine, long, recorded, page in (
            ("March 2026", "19", "12", "16", "31", "1"),
            ("April 2026", "21", "11", "17", "30", "2"),
            ("May 2026", "20", "13", "16", "31", "3"),
        )
    ),
    "Frequency": ({
        "frequency.counting": "headache days", "frequency.how_often": "18-21/month",
        "frequency.stated_on": "6/3/2026", "frequency.held_for": "6 months", **_NOTE,
    },),
    "Trials": (
        {
            "trial.drug": "topiramate", "trial.started": "1/6/2025", "trial.stopped": "4/14/2025",
            "trial.dose": "50 mg BID", "trial.outcome": "inadequate response", **_TRIAL,
        },
        {
            "trial.drug": "propranolol", "trial.started": "5/5/2025", "trial.stopped": "8/18/2025",
            "trial.dose": "160 mg", "trial.outcome": "inadequate response", **_TRIAL,
        },
        {
            "trial.drug": "amitriptyline", "trial.started": "October 2024", "trial.lasted": "4 weeks",
            "trial.dose": "50 mg at bedtime", "trial.oral": "yes", "trial.for_migraine": "yes",
            "trial.outcome": "not tolerated", "trial.side_effects": "sedation", **_LIST, "evidence.page": "2",
        },
    ),
    "Acute medicines": tuple(
        {"acute.drug": drug, "acute.days_per_month": days, "acute.stated_on": "6/3/2026", **_NOTE}
        for drug, days in (("sumatriptan", "8"), ("naproxen", "6"))
    ),
    "Scores": tuple(
        {"score.instrument": name, "score.total": total, "score.on": "6/3/2026", **_NOTE}
        for name, total in (("MIDAS", "58"), ("HIT-6", "66"))
    ),
    "Documents": tuple(
        {
            "document.id": name, "document.kind": kind, "document.title": title, "document.dated": dated,
            "document.signed": "yes", "document.pages": pages,
        }
        for name, kind, title, dated, pages in (
            ("note", "office note", "Office note", "6/3/2026", "4"),
            ("diary", "headache diary", "Headache diary", "5/31/2026", "3"),
            ("medicines", "medication record", "Medication record", "6/3/2026", "2"),
        )
    ),
    "Attestations": tuple(
        {"attestation.about": about, **_STATED}
        for about in (
            "five migraine attacks", "not better explained", "label dosing", "no label contraindication",
            "overuse addressed",
        )
    ),
}  # fmt: skip
