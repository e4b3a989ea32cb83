"""Writes the sample cases of priorauth/samples: two charts, and one change a file. All patients are invented.

Each file is named for where it lands: payer, request kind, readiness, and what decides.
Run it after a change here: ``python scripts/samples.py``. A test holds the files against it.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "priorauth" / "samples"
Json = dict[str, Any]

NOTE, DIARY, MEDICINES, INJECTIONS, NOTICE = "note", "diary", "medicines", "injections", "notice"


def evidence(document: str, page: int, quote: str | None = None) -> list[Json]:
    """Return evidence in one attached document."""
    return [{"document": document, "page": page} | ({"quote": quote} if quote else {})]


def document(name: str, kind: str, title: str, dated: str, pages: int) -> Json:
    """Return one attached document."""
    return {"id": name, "kind": kind, "title": title, "dated": dated, "signed": True, "pages": pages}


def month(name: str, days: int, headache: int, long: int, migraine: int, page: int) -> Json:
    """Return the counts of one fully recorded calendar month."""
    return {
        "month": name,
        "headache_days": headache,
        "days_of_4_hours": long,
        "migraine_days": migraine,
        "days_recorded": days,
        "evidence": evidence(DIARY, page),
    }


def attested(about: str, on: str) -> Json:
    """Return one statement of the prescriber."""
    return {"about": about, "holds": True, "by": "Ana Example, MD", "on": on, "evidence": evidence(NOTE, 4)}


def trial(drug: str, started: str, stopped: str, dose: int, outcome: str, page: int, **more: object) -> Json:
    """Return one preventive trial for migraine."""
    return {
        "drug": drug,
        "started": started,
        "stopped": stopped,
        "dose": {"amount": dose},
        "oral": True,
        "for_migraine": True,
        "outcome": outcome,
        "evidence": evidence(MEDICINES, page),
        **more,
    }


PRACTICE = {
    "name": "Riverbend Headache Clinic",
    "address": {"lines": ["14 Mill Street"], "city": "Middletown", "state": "CT", "postal_code": "06457"},
    "phone": "860-555-0142",
    "fax": "860-555-0143",
    "tin": "12-3456789",
    "npi": "1245319599",
}
PRESCRIBER = {
    "name": "Ana Example",
    "credentials": "MD",
    "npi": "1234567893",
    "taxonomy": "2084N0400X",
    "specialty": "Neurology",
    "phone": "860-555-0144",
}
ACUTE = [
    {"drug": "sumatriptan", "days_per_month": 8, "stated_on": "2026-06-03", "evidence": evidence(NOTE, 2)},
    {"drug": "naproxen", "days_per_month": 6, "stated_on": "2026-06-03", "evidence": evidence(NOTE, 2)},
]

INITIAL: Json = {
    "id": "sample-initial",
    "request": {
        "kind": "initial",
        "as_of": "2026-06-10",
        "payer": "Aetna",
        "line_of_business": "commercial",
        "state": "CT",
        "place_of_service": "11",
        "service_date": "2026-06-24",
        "treatments": 4,
        "span": "12 months",
        "benefit": "medical",
        "drug_source": "buy_and_bill",
    },
    "patient": {"given": "Maria", "family": "Sample", "born": "1984-03-17", "sex": "female"},
    "coverage": {"payer": "Aetna", "member_id": "W123456789", "group": "0098765", "plan": "Open Choice PPO"},
    "practice": PRACTICE,
    "prescriber": PRESCRIBER,
    "diagnoses": [
        {
            "code": "G43.709",
            "text": "Chronic migraine without aura",
            "since": "2024-02",
            "evidence": evidence(NOTE, 1, "Chronic migraine since February 2024"),
        }
    ],
    "headaches": {
        "months": [
            month("2026-03", 31, 19, 16, 12, 1),
            month("2026-04", 30, 21, 17, 11, 2),
            month("2026-05", 31, 20, 16, 13, 3),
        ]
    },
    "trials": [
        trial("topiramate", "2025-01-06", "2025-04-14", 100, "inadequate_response", 1, dose_reached="target"),
        trial("propranolol", "2025-05-05", "2025-08-18", 160, "inadequate_response", 1, dose_reached="target"),
        trial("amitriptyline", "2024-10-07", "2024-11-04", 50, "intolerance", 2, side_effects=["sedation"]),
    ],
    "acute_medicines": ACUTE,
    "scores": [
        {"instrument": "MIDAS", "total": 58, "on": "2026-06-03", "evidence": evidence(NOTE, 3)},
        {"instrument": "HIT-6", "total": 66, "on": "2026-06-03", "evidence": evidence(NOTE, 3)},
    ],
    "documents": [
        document(NOTE, "office_note", "Office note", "2026-06-03", 4),
        document(DIARY, "headache_diary", "Headache diary", "2026-05-31", 3),
        document(MEDICINES, "medication_record", "Medication record", "2026-06-03", 2),
    ],
    "attestations": [
        attested(about, "2026-06-03")
        for about in (
            "five_migraine_attacks",
            "not_better_explained",
            "label_dosing",
            "no_label_contraindication",
            "overuse_addressed",
        )
    ],
}


def extra(muscle: str, left: int, right: int, reason: str) -> Json:
    """Return sites of one muscle beyond the fixed ones."""
    return {"muscle": muscle, "left": left, "right": right, "reason": reason, "evidence": evidence(NOTE, 4, reason)}


def session(on: str, response: str, page: int) -> Json:
    """Return one earlier treatment for migraine."""
    return {
        "on": on,
        "units": 155,
        "wasted": 45,
        "for_migraine": True,
        "improved": True,
        "response": response,
        "adverse_effects": [],
        "evidence": evidence(INJECTIONS, page),
    }


CONTINUATION: Json = INITIAL | {
    "id": "sample-continuation",
    "request": INITIAL["request"] | {"kind": "continuation", "as_of": "2026-05-06", "service_date": "2026-05-20"},
    "headaches": {
        "months": [
            month("2025-06", 30, 20, 17, 12, 1),
            month("2025-07", 31, 22, 18, 13, 1),
            month("2025-08", 31, 21, 17, 12, 1),
            month("2026-02", 28, 10, 6, 5, 2),
            month("2026-03", 31, 9, 6, 4, 2),
            month("2026-04", 30, 9, 5, 4, 3),
        ]
    },
    "acute_medicines": [dict(one, stated_on="2026-04-29", days_per_month=4) for one in ACUTE],
    "toxin_treatments": [
        session("2025-09-10", "fewer headache days from the fourth week", 1),
        session("2025-12-03", "headache days halved by diary", 2),
        session("2026-02-25", "improvement held for eleven weeks", 3),
    ],
    "scores": [
        {"instrument": "MIDAS", "total": 62, "on": "2025-08-27", "evidence": evidence(NOTE, 3)},
        {"instrument": "MIDAS", "total": 18, "on": "2026-04-29", "evidence": evidence(NOTE, 3)},
        {"instrument": "HIT-6", "total": 67, "on": "2025-08-27", "evidence": evidence(NOTE, 3)},
        {"instrument": "HIT-6", "total": 56, "on": "2026-04-29", "evidence": evidence(NOTE, 3)},
    ],
    "documents": [
        document(NOTE, "office_note", "Office note", "2026-04-29", 4),
        document(DIARY, "headache_diary", "Headache diary", "2026-04-30", 3),
        document(MEDICINES, "medication_record", "Medication record", "2026-04-29", 2),
        document(INJECTIONS, "injection_record", "Injection records", "2026-02-25", 3),
    ],
    "attestations": [
        attested(about, "2026-04-29")
        for about in (
            "five_migraine_attacks",
            "not_better_explained",
            "label_dosing",
            "no_label_contraindication",
            "overuse_addressed",
        )
    ],
}

NOTICE_OF_DENIAL = document(NOTICE, "letter", "Notice of denial", "2026-06-16", 1)


def denied(reason: str, **more: object) -> Json:
    """Return a denial of June 16, 2026, that the clinic had two days later."""
    return {
        "kind": "clinical",
        "reason": reason,
        "dated": "2026-06-16",
        "received": "2026-06-18",
        "clock_starts": "received",
        "reference": "PA-2026-118204",
        "appeal_to": "Appeals Unit, fax 800-555-0190",
        "evidence": evidence(NOTICE, 1, reason),
        **more,
    }


def answering(kind: str, denial: Json) -> Json:
    """Return what turns the first request into its appeal or its resubmission."""
    return {
        "request.kind": kind,
        "request.of": "initial",
        "request.as_of": "2026-06-22",
        "request.service_date": "2026-07-08",
        "documents": [*INITIAL["documents"], NOTICE_OF_DENIAL],
        "denial": denial,
    }


HOURS_DENIED = denied(
    "The records do not show headaches lasting four hours or longer on eight days each month.", clause="initial.2"
)
FREQUENCY_DENIED = denied("The records do not show headaches on 15 days or more each month.", clause="initial.1")
RESPONSE_DENIED = denied(
    "No reduction in headache frequency on treatment is documented.",
    clause="continuation.1",
    dated="2026-05-11",
    received="2026-05-13",
)
INCOMPLETE = denied(
    "Incomplete: the member identification number does not match, and no headache record is enclosed.",
    kind="administrative",
    corrections=[
        {"was": "the member ID of another plan", "now": "the member ID of the current card, above"},
        {"was": "no headache record was enclosed", "now": "the headache diary of three months is enclosed"},
    ],
)
PAYERS = {
    "aetna": {},
    "uhc": {
        "request.payer": "UHC",
        "coverage": {"payer": "UnitedHealthcare", "member_id": "900123456", "group": "707070", "plan": "Choice Plus"},
    },
    "general": {
        "request.payer": "Lakeshore Mutual",
        "coverage": {"payer": "Lakeshore Mutual", "member_id": "LM4455667", "group": "12"},
    },
    # treated in the outpatient department of a hospital, which Medicare asks to be told beforehand
    "medicare": {
        "request.payer": "Medicare",
        "request.line_of_business": "medicare",
        "request.place_of_service": "22",
        "coverage": {"payer": "Medicare", "member_id": "1EG4TE5MK73"},
        "facility": {
            "name": "Riverbend Hospital",
            "ccn": "07001A",
            "npi": "1245319599",
            "fax": "860-555-0190",
            "address": {"lines": ["1 Mill Street"], "city": "Middletown", "state": "CT", "postal_code": "06457"},
        },
    },
}

# what changes, by the sample's name; a path ends in the value to set, None takes the key away
CHANGES: dict[str, Json] = {
    "aetna_initial_ready": {},
    "uhc_initial_ready": {},
    "general_initial_ready": {},
    "aetna_continuation_ready": {},
    "uhc_continuation_ready": {},
    "general_continuation_ready": {},
    "aetna_initial_ready_expedited": {
        "request.expedited": True,
        "request.expedited_reason": "The patient has been away from work for three weeks because of headache.",
    },
    "aetna_appeal_ready": answering("appeal", HOURS_DENIED),
    "aetna_appeal_ready_continuation": {
        "request.kind": "appeal",
        "request.of": "continuation",
        "request.as_of": "2026-05-18",
        "request.service_date": "2026-05-27",
        "documents": [*CONTINUATION["documents"], NOTICE_OF_DENIAL | {"dated": "2026-05-11"}],
        "denial": RESPONSE_DENIED,
    },
    "aetna_appeal_not_met_episodic": answering("appeal", FREQUENCY_DENIED)
    | {"headaches.months.1.headache_days": 14, "headaches.months.1.days_of_4_hours": 12},
    "uhc_resubmission_ready": answering("resubmission", INCOMPLETE),
    "aetna_exception_ready": {
        "request.kind": "step_therapy_exception",
        "request.of": "initial",
        "trials": [INITIAL["trials"][0], INITIAL["trials"][2]],
    },
    "aetna_initial_gap_hours": {f"headaches.months.{n}.days_of_4_hours": None for n in range(3)},
    "aetna_initial_gap_trial_dates": {"trials.0.started": "2025", "trials.0.stopped": "2025"},
    "aetna_initial_gap_purpose": {"trials.1.for_migraine": None},
    "aetna_initial_gap_statement": {"attestations": INITIAL["attestations"][1:]},
    "aetna_initial_gap_member_id": {"coverage.member_id": None},
    "aetna_initial_gap_intolerance_by_hand": {
        "trials.1.stopped": "2025-06-02",
        "trials.1.outcome": "intolerance",
        "trials.1.side_effects": ["fatigue"],
    },
    "uhc_initial_gap_vague_frequency": {
        "headaches": {
            "frequencies": [
                {
                    "counting": "headache_day",
                    "per_week": "3-4",
                    "stated_on": "2026-06-03",
                    "held_for": "6 months",
                    "evidence": evidence(NOTE, 1, "headaches 3-4 days a week for six months"),
                }
            ]
        }
    },
    "uhc_initial_gap_dose_by_hand": {
        "request.units": 195,
        "request.sites": 39,
        "request.extra_sites": [
            extra("temporalis", 1, 1, "pain begins over both temples"),
            extra("occipitalis", 0, 2, "the right back of the head is tender"),
            extra("trapezius", 2, 2, "the neck is tight and tender on both sides"),
        ],
    },
    "medicare_initial_gap_outpatient": {},
    "aetna_continuation_gap_no_baseline": {"headaches.months": CONTINUATION["headaches"]["months"][3:]},
    "uhc_continuation_gap_planned_date": {"request.service_date": None},
    "aetna_initial_not_met_age": {"patient.born": "2009-03-17"},
    "aetna_initial_not_met_headache_days": {
        "headaches.months.1.headache_days": 14,
        "headaches.months.1.days_of_4_hours": 12,
    },
    "aetna_initial_not_met_one_class": {
        "trials": INITIAL["trials"][:2],
        "trials.1.drug": "divalproex sodium",
        "trials.1.dose.amount": 1000,
    },
    "aetna_initial_not_met_trial_too_short": {"trials": INITIAL["trials"][:2], "trials.1.stopped": "2025-07-03"},
    "aetna_initial_not_met_other_illness": {
        "trials": INITIAL["trials"][:2],
        "trials.1.for_migraine": False,
        "trials.1.prescribed_for": "high blood pressure",
    },
    "aetna_initial_not_met_code": {"diagnoses.0.code": "G43.E09", "diagnoses.0.text": "Chronic migraine with aura"},
    "aetna_initial_not_met_dose": {"request.units": 205},
    "uhc_initial_not_met_product": {"request.product": "Xeomin"},
    "uhc_initial_not_met_deceased": {"patient.died": "2026-06-05"},
    "aetna_continuation_not_met_no_response": {f"headaches.months.{n}.headache_days": 21 for n in (3, 4, 5)},
    "aetna_continuation_not_met_units_in_84_days": {
        "toxin_treatments": [
            *CONTINUATION["toxin_treatments"],
            session("2026-04-22", "cervical dystonia treated elsewhere", 3)
            | {"units": 300, "wasted": 0, "for_migraine": False, "indication": "cervical dystonia"},
        ],
        "request.service_date": "2026-06-24",
    },
    "uhc_continuation_not_met_too_early": {"request.service_date": "2026-05-19"},
    "general_continuation_not_met_one_treatment": {"toxin_treatments": CONTINUATION["toxin_treatments"][:1]},
}


def sample(name: str) -> Json:
    """Return the sample case of this name."""
    payer, kind, *_ = name.split("_")
    changes = PAYERS[payer] | CHANGES[name]
    about = changes.get("request.of", kind)
    case = deepcopy(INITIAL if about == "initial" else CONTINUATION)
    case["id"] = name.replace("_", "-")
    for path, value in changes.items():
        _set(case, path.split("."), value)
    return case


def _set(target: Any, path: list[str], value: object) -> None:  # noqa: ANN401 - any JSON value
    *way, last = (int(step) if step.isdigit() else step for step in path)
    for step in way:
        target = target[step]
    if value is None:
        target.pop(last, None)
    else:
        target[last] = deepcopy(value)


def main() -> None:
    """Write every sample."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name in CHANGES:
        text = json.dumps(sample(name), indent=2, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
