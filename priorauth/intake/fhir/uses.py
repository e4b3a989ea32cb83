"""Orders, statements and fills of medicines, brought into one form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from priorauth.clinical.calendar import DateRange
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.clinical_resources import (
    MedicationDispense,
    MedicationRequest,
    MedicationStatement,
    OfMedicine,
)
from priorauth.intake.fhir.datatypes import CodeableConcept, Dosage
from priorauth.intake.fhir.dates import first_day, is_after
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.purpose import Purpose, read_purpose
from priorauth.intake.fhir.resources import Medication

# R4: a cancelled order was withdrawn before anything was taken; a draft, proposal or option was never an order.
_NEVER_ORDERED = ("entered-in-error", "draft", "cancelled")
_ORDERS = ("order", "original-order", "reflex-order", "filler-order", "instance-order")
_NEVER_TAKEN = ("entered-in-error", "intended", "not-taken")
_MOST_DAYS_OF_A_FILL = 366


class Use(NamedTuple):
    """One order, statement or fill of one medicine."""

    source: OfMedicine
    concept: CodeableConcept
    began: DateRange | None
    ended: DateRange | None
    """None where it goes on, or where nobody recorded the end."""
    covered_to: date | None
    """The last day for which this record by itself shows that the medicine was taken or ordered."""
    ongoing: bool
    dosages: tuple[Dosage, ...]
    purpose: Purpose
    stop_reasons: tuple[CodeableConcept, ...] = ()


def read_uses(chart: Chart, notes: Notes) -> list[Use]:
    """Return every medicine that was ordered, stated or handed over up to the day of the case."""
    orders = (_from_request(one, chart) for one in chart.of(MedicationRequest))
    statements = (_from_statement(one, chart, notes) for one in chart.of(MedicationStatement))
    fills = (_from_dispense(one, chart) for one in chart.of(MedicationDispense))
    uses = [use for use in (*orders, *statements, *fills) if use is not None]
    for use in uses:
        if not _is_named(use):
            notes.missing(f"{use.source.title} does not say which medicine it is: left out.")
    return uses


def medicine_of(source: OfMedicine, chart: Chart) -> CodeableConcept:
    """Return which medicine it is, by itself, through the Medication it points at, or by that pointer's words."""
    if source.medication_codeable_concept:
        return source.medication_codeable_concept
    reference = source.medication_reference
    medication = chart.library.find(reference, Medication, source.contained)
    return medication.code if medication else CodeableConcept(text=reference.display if reference else None)


def _is_named(use: Use) -> bool:
    return bool(use.concept.words or use.concept.first_code)


def _from_request(order: MedicationRequest, chart: Chart) -> Use | None:
    """Read an order: it begins on the day it was written; a status is no end, since nobody dated it."""
    if is_after(order.authored_on, chart.as_of) or order.status in _NEVER_ORDERED or order.do_not_perform:
        return None
    # US Core records what a patient reports taking as a plan
    reported = order.reported_boolean or order.reported_reference is not None
    if order.intent not in _ORDERS and not (order.intent == "plan" and reported):
        return None
    ongoing = order.status == "active"
    return Use(
        source=order,
        concept=medicine_of(order, chart),
        began=order.authored_on,
        ended=None,
        covered_to=chart.as_of if ongoing else first_day(order.authored_on),
        ongoing=ongoing,
        dosages=order.dosage_instruction,
        purpose=read_purpose(chart, order.reason_code, order.reason_reference),
        stop_reasons=(order.status_reason,) if order.status_reason and not ongoing else (),
    )


def _from_statement(statement: MedicationStatement, chart: Chart, notes: list[str]) -> Use | None:
    """Read a statement: it begins and ends as its period says; one that ends after the day of the case goes on."""
    period = statement.effective_period
    began = period.start if period else statement.effective_date_time
    if statement.status in _NEVER_TAKEN or is_after(began or statement.date_asserted, chart.as_of):
        return None
    ended = period.end if period else None
    if began and ended and ended.high < began.low:
        notes.append(f"{statement.title} ends before it begins: its end was left out.")
        ended = None
    later = is_after(ended, chart.as_of)
    ongoing = later or (ended is None and statement.status == "active")
    ended = None if later else ended
    return Use(
        source=statement,
        concept=medicine_of(statement, chart),
        began=began,
        ended=ended,
        covered_to=chart.as_of if ongoing else first_day(ended or began),
        ongoing=ongoing,
        dosages=statement.dosage,
        purpose=read_purpose(chart, statement.reason_code, statement.reason_reference),
        stop_reasons=() if ongoing else statement.status_reason,
    )


def _from_dispense(fill: MedicationDispense, chart: Chart) -> Use | None:
    """Read a fill: used up when its supply ran out, or stopped on any day before that."""
    began = fill.when_handed_over
    if fill.status != "completed" or is_after(began, chart.as_of):
        return None
    order = chart.library.find(next(iter(fill.authorizing_prescription), None), MedicationRequest)
    supply = timedelta(days=_days_of_supply(fill))
    ended = DateRange(low=began.low, high=began.high + supply) if began and supply else None
    return Use(
        source=fill,
        concept=medicine_of(fill, chart),
        began=began,
        ended=ended if ended and ended.high < chart.as_of else None,
        covered_to=began.low + supply if began else None,
        ongoing=False,
        dosages=fill.dosage_instruction or (order.dosage_instruction if order else ()),
        purpose=read_purpose(chart, order.reason_code, order.reason_reference) if order else Purpose(None, None),
    )


def _days_of_supply(fill: MedicationDispense) -> int:
    days = fill.days_supply.value if fill.days_supply else None
    return int(days) if days and 0 < days <= _MOST_DAYS_OF_A_FILL else 0
