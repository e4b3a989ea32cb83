"""Medicines: those a patient takes or took, those ordered, and those given at a visit."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.clinical.medicines import preventive
from priorauth.intake.ccda.acts import is_active, reasons, related, status, took_place, written
from priorauth.intake.ccda.authors import Authors
from priorauth.intake.ccda.dosage import is_frequency, read_dosage, read_quantity
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Interval, Raw, concept, interval
from priorauth.intake.ccda.xml import Element
from priorauth.intake.fhir.datatypes import CodeableConcept
from priorauth.intake.fhir.dates import is_after, read_date
from priorauth.intake.fhir.drugs import TOXIN, recognise
from priorauth.intake.fhir.toxin_codes import named_product

_ORDERED = ("INT", "RQO")
# C-CDA's act status, as FHIR's order and statement call it
_STATUS = {
    "active": "active",
    "completed": "completed",
    "aborted": "stopped",
    "cancelled": "cancelled",
    "suspended": "on-hold",
    "held": "on-hold",
    "obsolete": "stopped",
}


class Medicines:
    """The medicines of one document."""

    def __init__(self, record: Record, authors: Authors, problems: dict[str, Raw]) -> None:
        self._record = record
        self._authors = authors
        self._problems = problems
        self._days_open: list[Where] = []

    def read_entry(self, where: Where, act: Element) -> None:
        """Read one entry of the list of medicines."""
        for one in administrations_in(act):
            self._record.guard(where.inside(one), self._read, one)

    def read_given(self, where: Where, act: Element, on: str | None = None) -> None:
        """Read medicines that were given, such as at a procedure of the day ``on``."""
        for one in administrations_in(act):
            self._record.guard(where.inside(one), self._give, one, on)

    def finish(self) -> None:
        """Say of the toxins in the list of medicines what is open, once it is known what was given."""
        for where in self._days_open:
            if self._record.has_toxin_treatments:
                self._record.note(where, "lists a botulinum toxin; only treatments with a day were taken.")
            else:
                self._record.not_read(where, "a botulinum toxin was taken: expected the day of each treatment")

    def _read(self, where: Where, act: Element) -> None:
        if not took_place(act, "EVN", *_ORDERED):
            return
        known, when = self._medicine(act), _course(act)
        is_toxin = _is_toxin(known)
        if act.get("moodCode") in _ORDERED:
            self._add_order(act, known, when, where)
        elif is_toxin and when.low is not None and (when.is_point or when.low == when.high):
            self._add_given(act, known, when.low, where)
        elif is_toxin:
            if when.low is None or not is_after(read_date(when.low), self._record.as_of):
                self._days_open.append(where)
        else:
            self._add_statement(act, known, when, where)

    def _give(self, where: Where, act: Element, on: str | None) -> None:
        if took_place(act) and _is_toxin(known := self._medicine(act)):
            self._add_given(act, known, _course(act).low or on, where)

    def _add_order(self, act: Element, known: Raw | None, when: Interval, where: Where) -> None:
        goes_on = status(act) == "active" and not self._has_passed(when.high) and self._record.is_recent
        fields = self._common(act, known) | {
            "intent": "order",
            "status": _status(act, goes_on),
            "authoredOn": when.low or written(act),
            "dosageInstruction": read_dosage(act),
            "requester": self._authors.of(where),
        }
        self._add("MedicationRequest", fields, where, act)

    def _add_statement(self, act: Element, known: Raw | None, when: Interval, where: Where) -> None:
        says_so = status(act) == "active" or (status(act) == "completed" and is_active(act))
        # an end that lies after the day of the document was planned when it was written, and nobody knows it came
        is_planned = when.high is not None and read_date(when.high).low > self._record.known_to
        goes_on = says_so and not when.is_point and self._record.is_recent and not self._has_passed(when.high)
        period = {"start": when.low, "end": None if is_planned else when.high}
        known_days = {name: on for name, on in period.items() if on}
        fields = self._common(act, known) | {
            "status": _status(act, goes_on),
            "dosage": read_dosage(act),
            "dateAsserted": written(act),
            **({"effectiveDateTime": when.low} if when.is_point else {"effectivePeriod": known_days}),
        }
        self._add("MedicationStatement", fields, where, act)

    def _add_given(self, act: Element, known: Raw | None, on: str | None, where: Where) -> None:
        fields = self._common(act, known) | {
            "status": "completed" if status(act) == "completed" else "in-progress",
            "effectiveDateTime": on,
            "dosage": {"dose": read_quantity(act.first("doseQuantity"))},
        }
        self._add("MedicationAdministration", fields, where, act)

    def _add(self, kind: str, fields: Raw, where: Where, act: Element) -> None:
        self._record.add(kind, {name: value for name, value in fields.items() if value}, where, act)

    def _common(self, act: Element, known: Raw | None) -> Raw:
        return {
            "subject": PATIENT,
            "medicationCodeableConcept": known,
            "reasonCode": reasons(act, self._record.document.narrative, self._problems),
        }

    def _medicine(self, act: Element) -> Raw | None:
        product = act.first("consumable", "manufacturedProduct")
        for kind in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            material = product.first(kind) if product is not None else None
            if material is not None:
                names = [one.text for one in material.all("name")]
                return concept(material.first("code"), self._record.document.narrative, *names)
        return None

    def _has_passed(self, high: str | None) -> bool:
        return high is not None and read_date(high).low <= self._record.as_of


def administrations_in(act: Element) -> Iterator[Element]:
    """Yield the medicines of an entry: itself, or those inside it."""
    if act.name == "substanceAdministration":
        yield act
    elif took_place(act):
        yield from (one for one in related(act, "COMP", "SUBJ", "REFR") if one.name == "substanceAdministration")


def _status(act: Element, goes_on: bool) -> str:
    if goes_on:
        return "active"
    said = _STATUS.get(status(act) or "", "unknown")
    # listed as being taken, which the document cannot say of the day of the case
    return "unknown" if said == "active" else said


def _course(act: Element) -> Interval:
    """Return from when to when; the other times of an administration say how often."""
    return next((interval(one) for one in act.all("effectiveTime") if not is_frequency(one)), Interval())


def _is_toxin(known: Raw | None) -> bool:
    named = CodeableConcept.model_validate(known or {})
    medicine = recognise(named, preventive)
    return named_product(named) is not None or (medicine is not None and medicine.drug_class == TOXIN)
