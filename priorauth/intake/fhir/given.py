"""Procedures, claims and administrations that gave, or billed, a botulinum toxin, brought into one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from priorauth.clinical.calendar import DateRange
from priorauth.clinical.injection import whole_vials
from priorauth.clinical.terms import Toxin
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.claims import Claim, ClaimLine, ExplanationOfBenefit
from priorauth.intake.fhir.clinical_resources import MedicationAdministration, Procedure
from priorauth.intake.fhir.datatypes import Period, Quantity
from priorauth.intake.fhir.dates import is_after
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.purpose import Purpose, read_purpose
from priorauth.intake.fhir.resources import Resource
from priorauth.intake.fhir.toxin_codes import billed_product, is_injection, named_product
from priorauth.intake.fhir.uses import medicine_of

# R4: nothing was given, or the entry is void; any other status but "completed" leaves open what was given
_NOT_GIVEN = ("preparation", "not-done", "entered-in-error")
_REQUESTS = ("preauthorization", "predetermination")
_VOID = ("cancelled", "draft", "entered-in-error")
_UNITS = ("u", "[u]", "unit", "units", "{unit}", "{units}")
_DISCARDED, _NONE_DISCARDED = "JW", "JZ"


class Given(NamedTuple):
    """What one resource says of one toxin on one day."""

    source: Resource
    on: DateRange
    product: Toxin | None
    """None where the code names the injection only."""
    purpose: Purpose
    said: str | None
    units: int | None = None
    """Units injected."""
    wasted: int | None = None


class Billed(NamedTuple):
    """One line of a claim that bills a toxin or its injection."""

    line: ClaimLine
    on: DateRange | None
    product: Toxin | None
    purpose: Purpose


def read_given(chart: Chart, notes: Notes) -> Iterator[Given]:
    """Yield what was given up to the day of the case, source by source; the same session may come several times.

    What may have been given, though its day or its status leaves that open, is said to be missing.
    """
    for procedure in chart.of(Procedure):
        yield from _from_procedure(procedure, chart, notes)
    for administration in chart.of(MedicationAdministration):
        yield from _from_administration(administration, chart, notes)
    for claim in (*chart.of(ExplanationOfBenefit), *chart.of(Claim)):
        yield from _from_claim(claim, chart, notes)


def _from_procedure(procedure: Procedure, chart: Chart, notes: Notes) -> Iterator[Given]:
    product, injected = billed_product(procedure.code), is_injection(procedure.code)
    if product is None and not injected:
        return
    on = procedure.performed_date_time or _start(procedure.performed_period)
    purpose = read_purpose(chart, procedure.reason_code, procedure.reason_reference)
    if _counts(procedure, procedure.status, on, chart, notes) and on is not None:
        yield Given(procedure, on, product, _purpose(purpose, injected), procedure.code.said)


def _from_administration(given: MedicationAdministration, chart: Chart, notes: Notes) -> Iterator[Given]:
    concept = medicine_of(given, chart)
    product = named_product(concept)
    if product is None:
        return
    on = given.effective_date_time or _start(given.effective_period)
    purpose = read_purpose(chart, given.reason_code, given.reason_reference)
    if purpose.for_migraine is None and "cosmetic" in concept.words.lower():
        purpose = Purpose(False, concept.said)
    if _counts(given, given.status, on, chart, notes) and on is not None:
        units = _whole(given.dosage.dose) if given.dosage and product is Toxin.BOTOX else None
        yield Given(given, on, product, purpose, concept.said, units)


def _counts(source: Resource, status: str | None, on: DateRange | None, chart: Chart, notes: Notes) -> bool:
    if status in _NOT_GIVEN or is_after(on, chart.as_of):
        return False
    if status == "completed" and on is not None:
        return True
    why = "names no day" if status == "completed" else "is not marked as completed"
    notes.missing(f"{source.title}, a toxin treatment, {why}: left out.")
    return False


def _from_claim(claim: Claim, chart: Chart, notes: Notes) -> Iterator[Given]:
    # a preauthorization asks for a treatment; it says nothing of one that was given
    if claim.status in _VOID or claim.use in _REQUESTS:
        return
    by_day: dict[tuple[DateRange, Toxin | None], list[Billed]] = {}
    for billed in _billed(claim, claim.item, chart):
        if is_after(billed.on, chart.as_of):
            continue
        if billed.on is None or (claim.status, claim.use) != ("active", "claim"):
            why = "names no day" if billed.on is None else "is not marked as an active claim"
            notes.missing(f"{claim.title} bills a toxin treatment and {why}: left out.")
        else:
            by_day.setdefault((billed.on, billed.product), []).append(billed)
    for (on, product), lines in by_day.items():
        units, wasted = _amounts(claim, lines, notes) if product is Toxin.BOTOX else (None, None)
        said = next((one.line.product_or_service.said for one in lines if one.line.product_or_service.said), None)
        yield Given(claim, on, product, agreed(one.purpose for one in lines), said, units, wasted)


def _billed(claim: Claim, lines: Iterable[ClaimLine], chart: Chart) -> Iterator[Billed]:
    for line in lines:
        product, injected = billed_product(line.product_or_service), is_injection(line.product_or_service)
        if product or injected:
            on = line.serviced_date or _whole_period(line.serviced_period) or _whole_period(claim.billable_period)
            yield Billed(line, on, product, _purpose(_diagnosed(claim, line, chart), injected))
        yield from _billed(claim, line.detail, chart)


def _diagnosed(claim: Claim, line: ClaimLine, chart: Chart) -> Purpose:
    pointed_at = [one for one in claim.diagnosis if one.sequence in line.diagnosis_sequence]
    purposes = (
        read_purpose(
            chart,
            [one.diagnosis_codeable_concept] if one.diagnosis_codeable_concept else [],
            [one.diagnosis_reference] if one.diagnosis_reference else [],
        )
        for one in pointed_at or claim.diagnosis
    )
    return agreed(purposes)


def agreed(purposes: Iterable[Purpose]) -> Purpose:
    """Return the purpose that all of these state, or an unknown one where they state different ones or none."""
    known = [one for one in purposes if one.for_migraine is not None or one.said]
    answers = {one.for_migraine for one in known}
    said = next((one.said for one in known if one.said), None)
    return Purpose(answers.pop() if len(answers) == 1 else None, said)


def _purpose(purpose: Purpose, injected: bool) -> Purpose:
    if not injected:
        return purpose
    # the code is for chronic migraine and nothing else; where the reason says otherwise, nothing is known
    return Purpose(None if purpose.for_migraine is False else True, purpose.said)


def _amounts(claim: Claim, lines: list[Billed], notes: Notes) -> tuple[int | None, int | None]:
    """Return the units injected and wasted, as far as a claim tells them apart.

    Drug that was discarded is billed on a line of its own (JW), and JZ says that there was none. Without either,
    whole vials may or may not all have been injected; anything else cannot have been billed but for the injection.
    """
    discarded = [one.line for one in lines if _has_modifier(one.line, _DISCARDED)]
    injected = [one.line for one in lines if not _has_modifier(one.line, _DISCARDED)]
    units, wasted = _total(injected), _total(discarded)
    if discarded:
        return units, wasted
    if all(_has_modifier(line, _NONE_DISCARDED) for line in injected):
        return units, 0
    if units is None or not whole_vials(units):
        return units, None
    notes.append(f"{claim.title} bills whole vials and does not say what was discarded: units left out.")
    return None, None


def _total(lines: list[ClaimLine]) -> int | None:
    counts = [_whole_number(line.quantity) for line in lines]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _has_modifier(line: ClaimLine, modifier: str) -> bool:
    return any(coding.code == modifier for one in line.modifier for coding in one.coding)


def _whole(dose: Quantity | None) -> int | None:
    if dose is None or (dose.code or dose.unit or "").lower() not in _UNITS:
        return None
    return _whole_number(dose)


def _whole_number(quantity: Quantity | None) -> int | None:
    value = quantity.value if quantity else None
    return int(value) if value is not None and value > 0 and value == int(value) else None


def _start(period: Period | None) -> DateRange | None:
    return period.start if period else None


def _whole_period(period: Period | None) -> DateRange | None:
    if period is None or period.start is None:
        return None
    end = period.end or period.start
    return DateRange(low=period.start.low, high=max(period.start.high, end.high))
