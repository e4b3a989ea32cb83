"""The largest realistic chart: twelve trials with long outcomes, and a diary of twenty-four months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from priorauth.case.model import Case
from priorauth.case.read import make_case
from tests.samples import sample_data

_DRUGS = (
    ("topiramate", 100, "paresthesia, word-finding difficulty and loss of weight"),
    ("propranolol", 160, "fatigue, dizziness and a resting pulse of 48"),
    ("amitriptyline", 75, "sedation, dry mouth and a weight gain of 9 kg"),
    ("venlafaxine", 150, "raised blood pressure and sweating"),
    ("valproate", 1000, "tremor and hair loss"),
    ("candesartan", 16, "light-headedness on standing"),
    ("metoprolol", 100, "cold hands and shortness of breath on stairs"),
    ("nortriptyline", 75, "constipation and palpitations"),
    ("verapamil", 240, "ankle swelling and constipation"),
    ("gabapentin", 1800, "drowsiness at work"),
    ("lisinopril", 20, "dry cough at night"),
    ("memantine", 20, "confusion in the mornings"),
)
_FIRST = date(2018, 1, 8)


def largest(payer: str, kind: str) -> Case:
    """The largest realistic case of a kind of request, made of the payer's sample, such as of "aetna"."""
    data = sample_data(f"{payer}_{kind}_ready")
    as_of = date.fromisoformat(data["request"]["as_of"])
    data["id"] = f"largest-{kind}"
    data["trials"] = [_trial(index, *row) for index, row in enumerate(_DRUGS)]
    _document(data, "diary")["pages"] = 24
    first = date(as_of.year - 2, as_of.month, 1)
    treated = min((one["on"] for one in data.get("toxin_treatments", ())), default="9999-12-31")
    if kind == "continuation":
        data["toxin_treatments"] = _sessions(data["toxin_treatments"])
        treated = data["toxin_treatments"][0]["on"]
    days = [first + timedelta(days=index) for index in range((as_of.replace(day=1) - first).days)]
    data["headaches"] = {
        **{name: value for name, value in data["headaches"].items() if name != "months"},
        "diaries": [
            {
                "days": [_day(day, better=day.isoformat() >= treated) for day in days],
                "evidence": [{"document": "diary", "page": page} for page in range(1, 25)],
            }
        ],
    }
    return make_case(data)


def _document(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["documents"] if one["id"] == name)
    return found


def _trial(index: int, drug: str, dose: int, effects: str) -> dict[str, Any]:
    started = _FIRST + timedelta(days=200 * index)
    outcome = "intolerance" if index % 2 else "inadequate_response"
    return {
        "drug": drug,
        "dose": {"amount": dose},
        "dose_reached": "target",
        "oral": True,
        "started": started.isoformat(),
        "stopped": (started + timedelta(days=98)).isoformat(),
        "for_migraine": True,
        "outcome": outcome,
        **({"side_effects": [effects]} if index % 2 else {"reason_stopped": "no fewer headache days by the diary"}),
        "evidence": [{"document": "medicines", "page": 1 + index % 2}],
    }


def _sessions(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Three more before the first of the sample, twelve weeks apart."""
    first = date.fromisoformat(known[0]["on"])
    return [*({**known[0], "on": (first - timedelta(weeks=12 * index)).isoformat()} for index in (3, 2, 1)), *known]


def _day(day: date, *, better: bool) -> dict[str, Any]:
    aches = day.day % 3 == 0 if better else day.day % 3 != 0
    return {
        "day": day.isoformat(),
        "headache": aches,
        **({"migraine": day.day % 2 == 0, "hours": 3 if day.day % 5 == 0 else 6} if aches else {}),
    }
