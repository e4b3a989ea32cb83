"""How a medicine is taken: how much, how often, when needed, by which route. None of these is when it was taken."""

from __future__ import annotations

import re

from priorauth.intake.ccda.acts import related
from priorauth.intake.ccda.values import Raw, concept
from priorauth.intake.ccda.xml import Element

# HL7's timing events that come once a day: before, at or after one meal; before sleep; on waking
_ONCE_A_DAY = ("HS", "WAKE", "ACM", "ACD", "ACV", "CM", "CD", "CV", "PCM", "PCD", "PCV")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_ONCE = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}


def is_frequency(time: Element) -> bool:
    """Tell whether an effectiveTime says how often, not from when to when."""
    return any(time.first(part) is not None for part in ("period", "event", "comp"))


def read_dosage(act: Element) -> list[Raw]:
    """Return the instructions of an administration, as FHIR's Dosage; none where there are none."""
    times = [one for one in act.all("effectiveTime") if is_frequency(one)]
    dose = None if _is_stepped(act) else read_dose(act.first("doseQuantity"))
    fields = {
        "timing": _timing(times) if times else None,
        "asNeededBoolean": any(not one.is_null for one in act.all("precondition")) or None,
        "route": concept(act.first("routeCode"), {}),
        "doseAndRate": [dose] if dose else None,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    return [known] if known else []


def read_dose(dose: Element | None) -> Raw | None:
    """Return a dose, which may be a range."""
    if dose is None:
        return None
    ends = {name: read_quantity(end) for name in ("low", "high") if (end := dose.first(name)) is not None}
    if ends:
        return {"doseRange": ends}
    return {"doseQuantity": quantity} if (quantity := read_quantity(dose)) else None


def read_quantity(element: Element | None) -> Raw:
    """Return a number with its unit; nothing where what should be the number is none, since no dose is certain then."""
    if element is None or _NUMBER.fullmatch(element.get("value") or "") is None:
        return {}
    unit = element.get("unit")
    return {"value": element.get("value")} | ({"unit": unit} if unit else {})


def _timing(times: list[Element]) -> Raw:
    # of several times it is not said whether they add up
    return _repeat(times[0]) if len(times) == 1 else {}


def _repeat(time: Element) -> Raw:
    event = time.first("event")
    if event is not None:
        return _ONCE if event.get("code") in _ONCE_A_DAY else {}
    period = time.first("period")
    low, high = (period.first("low"), period.first("high")) if period is not None else (None, None)
    shortest = read_quantity(low if low is not None else period)
    if not shortest or shortest.get("unit") not in ("h", "d"):
        return {}
    if high is not None and not read_quantity(high):
        return {}
    longest = {"periodMax": read_quantity(high)["value"]} if high is not None else {}
    return {"repeat": {"frequency": 1, "period": shortest["value"], "periodUnit": shortest["unit"]} | longest}


def _is_stepped(act: Element) -> bool:
    """Tell whether the dose is given in steps, of which no single one is the dose."""
    inside = (one for one in related(act, "COMP") if one.name == "substanceAdministration")
    return any(one.first("doseQuantity") is not None for one in inside)
