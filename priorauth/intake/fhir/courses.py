"""From orders, statements and fills to preventive trials: one drug, one continuous course each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from priorauth.case.treatment import Dose, PreventiveTrial
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.medicines import acute, preventive
from priorauth.clinical.terms import Outcome
from priorauth.intake.fhir.chart import cite
from priorauth.intake.fhir.clinical_resources import MedicationDispense, MedicationStatement
from priorauth.intake.fhir.dates import earliest
from priorauth.intake.fhir.dosage import is_only_as_needed, is_scheduled, read_dose, read_route
from priorauth.intake.fhir.drugs import TOXIN, recognise
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.purpose import Purpose
from priorauth.intake.fhir.supply import SURELY_ON, join_supply
from priorauth.intake.fhir.uses import Use

# an order runs for a year at most; a month more for the visit at which it is renewed
_MAYBE_ON = timedelta(days=396)
_STATUS_REASON = "http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason"
_NOT_TOLERATED = {"sintol", "salg"}

Stretch = list[Use]
"""Records that follow one another so closely that the drug was surely taken all along."""


class DrugUse(NamedTuple):
    """A use whose ingredient was recognised."""

    drug: str
    use: Use


def read_trials(uses: list[Use], notes: Notes) -> tuple[PreventiveTrial, ...]:
    """Return the preventive trials, earliest first.

    Records of one drug are one course where each begins within 13 months of the last day that the earlier ones
    cover, unless the earlier ones were ended by a date or a reason. An order covers the day it was written and,
    while active, every day up to the day of the case, unless there are fills of the drug, which then decide (see
    supply.py); a statement covers its period, a fill its days of supply.
    It was surely taken all along only where those silences are 31 days or less. After a longer one the course is
    known to have begun somewhere from its first record to the first one after that silence, and is given that range:
    so neither its shortest nor its longest length claims more than was recorded. Records for migraine and records
    for another illness are never one course: years of a drug for the blood pressure are no trial for migraine.

    A trial is ongoing when a record of it is. It was stopped when its last record says so; the status "stopped"
    alone dates nothing. It has no outcome, since stopping proves neither inefficacy nor intolerance, unless the
    last order or statement gives intolerance or allergy as the coded reason.
    """
    by_drug: dict[str, list[Use]] = {}
    for one in _preventive_uses(uses, notes):
        by_drug.setdefault(one.drug, []).append(one.use)
    trials = [
        _trial(drug, course, notes)
        for drug, known in by_drug.items()
        for records in _by_purpose(join_supply(drug, known, notes))
        for course in _courses(records)
    ]
    return tuple(sorted(trials, key=lambda trial: (trial.started.low if trial.started else date.min, trial.drug)))


def _preventive_uses(uses: list[Use], notes: Notes) -> Iterator[DrugUse]:
    for use in uses:
        medicine = recognise(use.concept, preventive)
        # an order for a toxin is a request, not a trial of a preventive
        if medicine is None or medicine.drug_class == TOXIN:
            continue
        if is_only_as_needed(use.dosages):
            notes.append(f"{use.source.title} ({medicine.name}) is taken as needed: no preventive trial.")
        elif recognise(use.concept, acute) and not is_scheduled(use.dosages):
            notes.append(f"{use.source.title} ({medicine.name}) may be acute or preventive: left out.")
        else:
            yield DrugUse(medicine.name, use)


def _by_purpose(uses: list[Use]) -> list[list[Use]]:
    for_migraine = [use for use in uses if use.purpose.for_migraine]
    others = [use for use in uses if not use.purpose.for_migraine]
    return [for_migraine, others] if any(use.purpose.for_migraine is False for use in others) else [uses]


def _courses(uses: list[Use]) -> Iterator[list[Stretch]]:
    # a record without a date cannot be placed, so it joins nothing
    yield from ([[use]] for use in uses if use.began is None)
    course: list[Stretch] = []
    for stretch in _stretches(uses):
        if course and (_is_closed(course[-1]) or _silence(course[-1], stretch[0]) > _MAYBE_ON):
            yield course
            course = []
        course.append(stretch)
    if course:
        yield course


def _stretches(uses: list[Use]) -> Iterator[Stretch]:
    stretch: Stretch = []
    for use in sorted((use for use in uses if use.began), key=_surely_begun):
        if stretch and _silence(stretch, use) > SURELY_ON:
            yield stretch
            stretch = []
        stretch.append(use)
    if stretch:
        yield stretch


def _surely_begun(use: Use) -> date:
    return use.began.high if use.began else date.max


def _silence(earlier: Stretch, later: Use) -> timedelta:
    return _surely_begun(later) - max(use.covered_to or date.min for use in earlier)


def _is_closed(stretch: Stretch) -> bool:
    last = _last_word(stretch)
    if last is None:
        return False
    return bool(last.stop_reasons) or (last.ended is not None and isinstance(last.source, MedicationStatement))


def _trial(drug: str, stretches: list[Stretch], notes: Notes) -> PreventiveTrial:
    course = [use for stretch in stretches for use in stretch]
    ongoing = _is_ongoing(drug, course, notes)
    last = _last_word(course)
    reasons = last.stop_reasons if last and not ongoing else ()
    not_tolerated = any(_NOT_TOLERATED.intersection(reason.codes(_STATUS_REASON)) for reason in reasons)
    purpose = _purpose(course)
    return PreventiveTrial(
        drug=drug,
        started=_started(stretches),
        stopped=None if any(use.ongoing for use in course) else _last(course).ended,
        ongoing=ongoing,
        dose=_highest_dose(course),
        oral=_route(course),
        for_migraine=purpose.for_migraine,
        prescribed_for=purpose.said,
        outcome=Outcome.INTOLERANCE if not_tolerated else None,
        reason_stopped=next((reason.said for reason in reasons if reason.said), None),
        evidence=tuple(cite(use.source, use.began, use.concept.said) for use in course),
    )


def _started(stretches: list[Stretch]) -> DateRange | None:
    course = earliest(use.began for stretch in stretches for use in stretch)
    last = earliest(use.began for use in stretches[-1])
    if course is None or last is None or len(stretches) == 1:
        return course
    return DateRange(low=course.low, high=last.high)


def _is_ongoing(drug: str, course: list[Use], notes: Notes) -> bool:
    """Tell whether the course goes on; an order left active after a stated end proves nothing."""
    active = [use.began.high for use in course if use.ongoing and use.began]
    ends = [use.ended.low for use in course if use.ended and isinstance(use.source, MedicationStatement)]
    if active and ends and max(active) < max(ends):
        notes.append(f"{drug} has an active order, but a statement ends it: whether it is taken was left open.")
        return False
    return any(use.ongoing for use in course)


def _last(course: list[Use]) -> Use:
    return max(course, key=lambda use: (_last_day(use), use.ended is not None))


def _last_day(use: Use) -> date:
    return max((when.high for when in (use.began, use.ended) if when), default=date.min)


def _last_word(course: list[Use]) -> Use | None:
    """Return the last order or statement; a fill says nothing of how the course went."""
    said = [use for use in course if not isinstance(use.source, MedicationDispense)]
    return _last(said) if said else None


def _purpose(course: list[Use]) -> Purpose:
    """Return the purpose that any record of the course states, with words where there are some."""
    order = (True, False, None)
    return min(
        (use.purpose for use in course), key=lambda purpose: (order.index(purpose.for_migraine), not purpose.said)
    )


def _highest_dose(course: list[Use]) -> Dose | None:
    doses = [dose for use in course if (dose := read_dose(use.dosages))]
    return max(doses, key=lambda dose: dose.amount.low or 0, default=None)


def _route(course: list[Use]) -> bool | None:
    routes = {read_route(use.dosages, use.concept.words) for use in course} - {None}
    return routes.pop() if len(routes) == 1 else None
