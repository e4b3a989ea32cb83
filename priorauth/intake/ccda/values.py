"""C-CDA's data types, put into FHIR's terms: concepts, days, intervals, names, addresses, telephone numbers."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from priorauth.clinical.calendar import DateRange
from priorauth.clinical.codes import NPI_SYSTEM, NUCC
from priorauth.intake.ccda.xml import Element

Raw = dict[str, Any]

NPI_ROOT = "2.16.840.1.113883.4.6"
SSN_ROOT = "2.16.840.1.113883.4.1"
_NUCC_ROOT = "2.16.840.1.113883.6.101"
_TIME = re.compile(
    r"(?P<year>[0-9]{4})(?:-?(?P<month>[0-9]{2})(?:-?(?P<day>[0-9]{2})(?:T?[0-9:.]{2,})?)?)?(?:Z|[+-][0-9:]{2,5})?"
)
# what a reference into the narrative leads to is a name only as long as it is short: it may be a whole row
_LONGEST_NAME = 150
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Unreadable(Exception):
    """Something in an entry is not what C-CDA allows there; the message says what was expected, and no value."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: expected {expected}")


class Interval(NamedTuple):
    """An effectiveTime: from when to when, each as FHIR writes dates."""

    low: str | None = None
    high: str | None = None
    has_unknown_end: bool = False
    """True where it has ended, or may have, on a day that is not known."""
    is_point: bool = False
    """True for one point in time."""


def flag(element: Element, attribute: str) -> bool:
    """Return a yes or no, such as negationInd; no where it is not there.

    Raises:
        Unreadable: it is neither.
    """
    said = element.get(attribute)
    if said is None:
        return False
    if said not in _FLAGS:
        raise Unreadable(attribute, '"true" or "false"')
    return _FLAGS[said]


def day(element: Element | None) -> str | None:
    """Return the local day, month or year of a point in time, as FHIR writes it; None where none is given.

    Raises:
        Unreadable: there is a value, and it is no time.
    """
    said = element.get("value") if element is not None else None
    if element is None or said is None:
        return None
    found = _TIME.fullmatch(said)
    parts = [part for part in (found["year"], found["month"], found["day"]) if part] if found else []
    try:
        DateRange.model_validate("-".join(parts))
    except ValueError:
        # "from None": the value may be a birth date
        raise Unreadable(element.name, "a time such as 20240315") from None
    return "-".join(parts)


def interval(time: Element | None) -> Interval:
    """Return what an effectiveTime says, be it a point or an interval."""
    if time is None:
        return Interval()
    if point := day(time):
        return Interval(low=point, is_point=True)
    high = time.first("high")
    return Interval(
        low=day(time.first("low")),
        high=day(high),
        # NI and NA say that there is no end to tell; UNK says that there is one
        has_unknown_end=high is not None and high.get("nullFlavor") == "UNK",
    )


def concept(code: Element | None, narrative: dict[str, Element], *names: str) -> Raw | None:
    """Return a code with its translations and its words as a CodeableConcept; None where it says nothing."""
    codings = [coding for one in (code, *code.all("translation")) if (coding := _coding(one))] if code else []
    original = code.first("originalText") if code else None
    text = next((name for name in (words(original, narrative), *names) if name), None)
    if not codings and text is None:
        return None
    return {"coding": codings} | ({"text": text} if text else {})


def _coding(code: Element) -> Raw:
    root = code.get("codeSystem")
    fields = {
        "system": _system(root) if root else None,
        "code": code.get("code"),
        "display": code.get("displayName"),
    }
    return {name: value for name, value in fields.items() if value} if fields["code"] or fields["display"] else {}


def _system(root: str) -> str:
    return NUCC if root == _NUCC_ROOT else f"urn:oid:{root}"


def words(element: Element | None, narrative: dict[str, Element]) -> str | None:
    """Return the words of an element, or those that it points at in the narrative, where they can be a name."""
    if element is None:
        return None
    reference = element.first("reference")
    target = narrative.get((reference.get("value") or "").removeprefix("#")) if reference else None
    # the words that are written out count before those they point at
    text = element.text or (target.text if target else "")
    return text if 0 < len(text) <= _LONGEST_NAME else None


def identifiers(holder: Element) -> list[Raw]:
    """Return the ids of an element, the National Provider Identifier under FHIR's name for it."""
    found = ((one.get("root"), one.get("extension")) for one in holder.all("id") if not one.is_null)
    return [
        {"system": NPI_SYSTEM if root == NPI_ROOT else f"urn:oid:{root}", "value": extension}
        for root, extension in found
        if root and extension
    ]


def identities(act: Element) -> list[str]:
    """Return the ids of an act, each as one word."""
    return [
        f"{one.get('root')}|{one.get('extension') or ''}"
        for one in act.all("id")
        if one.get("root") and not one.is_null
    ]


def name(element: Element) -> Raw:
    """Return a person's name; nicknames and names at birth are left out of it."""
    uses = {None: None, "L": "official", "ASGN": "usual"}
    use = uses.get(element.get("use"), "nickname")
    fields = {
        "use": use,
        "family": next(iter(_parts(element, "family")), None),
        "given": _parts(element, "given"),
        "suffix": _parts(element, "suffix"),
    }
    return {key: value for key, value in fields.items() if value}


def _parts(element: Element, part: str) -> list[str]:
    found = [one for one in element.all(part) if one.text and one.get("qualifier") != "CL"]
    # a name at birth counts only where there is no other
    return [one.text for one in found if one.get("qualifier") != "BR"] or [one.text for one in found]


def address(element: Element) -> Raw:
    """Return a postal address."""
    fields = {
        "line": [one.text for one in element.all("streetAddressLine") if one.text],
        "city": _text(element.first("city")),
        "state": _text(element.first("state")),
        "postalCode": _text(element.first("postalCode")),
    }
    return {key: value for key, value in fields.items() if value}


def telecoms(holder: Element) -> list[Raw]:
    """Return the telephone and fax numbers of an element."""
    kinds = {"tel": "phone", "fax": "fax"}
    found = ((one.get("value") or "").partition(":") for one in holder.all("telecom"))
    return [{"system": kinds[kind], "value": number.strip()} for kind, _, number in found if kind in kinds and number]


def _text(element: Element | None) -> str | None:
    return (element.text or None) if element is not None else None
