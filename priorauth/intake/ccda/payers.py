"""Who pays: the policies of the section on payers."""

from __future__ import annotations

import re

from priorauth.intake.ccda.acts import related, status, took_place
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Raw, interval
from priorauth.intake.ccda.xml import Element

_PAYER_TEMPLATE = "2.16.840.1.113883.10.20.22.4.87"
_ORDER = re.compile(r"[0-9]{1,3}")
_VOID = ("aborted", "cancelled", "nullified", "suspended")


class Payers:
    """The coverages of one document."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def read_entry(self, where: Where, act: Element) -> None:
        """Read the policies of one coverage; some documents write the coverage as a definition (DEF)."""
        if act.name != "act" or not took_place(act, "EVN", "DEF") or status(act) in _VOID:
            return
        for link in act.all("entryRelationship"):
            order = link.first("sequenceNumber")
            for policy in link.all("act"):
                self._record.guard(where.inside(policy), self._read, policy, order)

    def _read(self, where: Where, policy: Element, order: Element | None) -> None:
        if not took_place(policy) or status(policy) in _VOID:
            return
        covered = next((one for one in policy.all("participant") if one.get("typeCode") == "COV"), None)
        first = order if order is not None else policy.first("sequenceNumber")
        fields: Raw = {
            "beneficiary": PATIENT,
            "status": "active",
            "order": _order(first),
            "payor": [{"display": name} for name in _payer_names(policy)],
            "class": [{"type": {"coding": [{"code": "plan"}]}, "name": plan} for plan in _plans(policy)],
        }
        if covered is not None:
            lasted = interval(covered.first("time"))
            fields["period"] = {name: on for name, on in (("start", lasted.low), ("end", lasted.high)) if on}
            fields["subscriberId"] = _member_id(covered)
        self._record.add("Coverage", {name: value for name, value in fields.items() if value}, where, policy)


def _order(first: Element | None) -> int | None:
    said = (first.get("value") if first is not None else None) or ""
    return int(said) if _ORDER.fullmatch(said) else None


def _payer_names(policy: Element) -> list[str]:
    names = []
    for performer in policy.all("performer"):
        code = performer.first("assignedEntity", "code")
        is_payer = code is not None and code.get("code") == "PAYOR"
        if is_payer or any(one.get("root") == _PAYER_TEMPLATE for one in performer.all("templateId")):
            names += [one.text for one in performer.all("assignedEntity", "representedOrganization", "name")]
    return [name for name in names if name]


def _plans(policy: Element) -> list[str]:
    """Return the names of the plan: a definition that the policy refers to holds it as its text."""
    defined = (one for one in related(policy, "REFR") if one.name == "act" and one.get("moodCode") == "DEF")
    names = (text.text for one in defined for text in one.all("text") if text.first("reference") is None)
    return [name for name in names if name]


def _member_id(covered: Element) -> str | None:
    ids = (one.get("extension") for one in covered.all("participantRole", "id") if not one.is_null)
    return next((one for one in ids if one), None)
