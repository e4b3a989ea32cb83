"""Botulinum toxin treatments among the procedures, recognised by their billing codes.

Units stay unknown: a FHIR Procedure has no quantity, and the "1 unit" in the words of J0585 is its billing unit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from priorauth.case.botox import ToxinTreatment
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX
from priorauth.clinical.terms import Toxin
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Procedure
from priorauth.intake.fhir.dates import is_after
from priorauth.intake.fhir.purpose import Purpose, read_purpose

# procedure_codes.csv: the drug codes; a session with another toxin must not be taken for one with Botox
_PRODUCTS = {
    HCPCS_BOTOX: Toxin.BOTOX,
    "J0586": Toxin.DYSPORT,
    "J0587": Toxin.MYOBLOC,
    "J0588": Toxin.XEOMIN,
    "J0589": Toxin.DAXXIFY,
}
TOXIN_CODES = re.compile(rf"\b(?:{CPT_INJECTION}|{'|'.join(_PRODUCTS)})\b")
# the digits of a CPT code mean something else in other code systems
_CPT_SYSTEM = re.compile(r"cpt|hcpcs|2\.16\.840\.1\.113883\.6\.(?:12|285)$", re.IGNORECASE)


class Session(NamedTuple):
    """One procedure that gave, or billed, a toxin."""

    procedure: Procedure
    on: DateRange
    product: Toxin | None
    purpose: Purpose


def read_toxin_treatments(chart: Chart, notes: list[str]) -> tuple[ToxinTreatment, ...]:
    """Return the sessions up to the day of the case, earliest first.

    Procedures of one day are one session: the injection and the drug are billed under two codes.
    """
    by_day: dict[DateRange, list[Session]] = {}
    for procedure in chart.of(Procedure):
        if (session := _session(procedure, chart, notes)) is not None:
            by_day.setdefault(session.on, []).append(session)
    days = sorted(by_day, key=lambda day: (day.low, day.high))
    treatments = (_treatment(by_day[day], notes) for day in days)
    return tuple(one for one in treatments if one is not None)


def _session(procedure: Procedure, chart: Chart, notes: list[str]) -> Session | None:
    codes = _billing_codes(procedure)
    period = procedure.performed_period
    on = procedure.performed_date_time or (period.start if period else None)
    if not codes or is_after(on, chart.as_of):
        return None
    if procedure.status != "completed" or on is None:
        why = "names no day" if procedure.status == "completed" else "is not marked as completed"
        notes.append(f"{procedure.title}, a toxin treatment, {why}: left out.")
        return None
    product = next((_PRODUCTS[code] for code in codes if code in _PRODUCTS), None)
    return Session(procedure, on, product, _purpose(procedure, codes, chart))


def _purpose(procedure: Procedure, codes: list[str], chart: Chart) -> Purpose:
    purpose = read_purpose(chart, procedure.reason_code, procedure.reason_reference)
    if CPT_INJECTION not in codes:
        return purpose
    # the code is for chronic migraine and nothing else; where the reason says otherwise, nothing is known
    return Purpose(None if purpose.for_migraine is False else True, purpose.said)


def _treatment(sessions: list[Session], notes: list[str]) -> ToxinTreatment | None:
    title = sessions[0].procedure.title
    products = {one.product for one in sessions if one.product}
    if len(products) > 1:
        notes.append(f"{title} and another procedure of that day name different toxins: left out.")
        return None
    if not products:
        notes.append(f"{title} names no toxin: taken to be Botox; check that it was.")
    answers = {one.purpose.for_migraine for one in sessions} - {None}
    return ToxinTreatment(
        on=sessions[0].on,
        product=products.pop() if products else Toxin.BOTOX,
        for_migraine=answers.pop() if len(answers) == 1 else None,
        indication=next((one.purpose.said for one in sessions if one.purpose.said), None),
        evidence=tuple(cite(one.procedure, one.on, one.procedure.code.said) for one in sessions),
    )


def _billing_codes(procedure: Procedure) -> list[str]:
    return [
        coding.code
        for coding in procedure.code.coding
        if coding.code in _PRODUCTS
        or (coding.code == CPT_INJECTION and _CPT_SYSTEM.search(coding.system or "") is not None)
    ]
