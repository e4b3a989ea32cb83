"""Allergies and intolerances to preventives, and to the toxin itself."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.treatment import Intolerance
from priorauth.clinical.medicines import Medicine, preventive
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import AllergyIntolerance
from priorauth.intake.fhir.datatypes import CodeableConcept
from priorauth.intake.fhir.dates import is_after
from priorauth.intake.fhir.drugs import TOXIN, recognise

_NEVER_TRUE = ("refuted", "entered-in-error")
_OVER = ("inactive", "resolved")


def read_intolerances(chart: Chart, notes: list[str]) -> tuple[Intolerance, ...]:
    """Return the reactions to preventives that were known on the day of the case.

    One that is unconfirmed or over is left out with a note: an intolerance can stand in for a trial, so it must
    not be claimed on a doubtful entry.
    """
    found = []
    for allergy in chart.of(AllergyIntolerance):
        medicine = _medicine(allergy)
        sure = allergy.verification_status.first_code if allergy.verification_status else None
        if medicine is None or sure in _NEVER_TRUE or is_after(allergy.recorded_date, chart.as_of):
            continue
        if why_not := _doubt(allergy, sure):
            notes.append(f"{allergy.title} ({medicine.name}) is {why_not}: left out.")
            continue
        if medicine.drug_class == TOXIN:
            notes.append(f"{allergy.title} is a reaction to a botulinum toxin: check that Botox may be given.")
        found.append(_intolerance(allergy, medicine))
    return tuple(found)


def _doubt(allergy: AllergyIntolerance, sure: str | None) -> str | None:
    status = allergy.clinical_status.first_code if allergy.clinical_status else None
    if status in _OVER:
        return f"marked as {status}"
    return "unconfirmed" if sure == "unconfirmed" else None


def _intolerance(allergy: AllergyIntolerance, medicine: Medicine) -> Intolerance:
    manifestations = (one.said for reaction in allergy.reaction for one in reaction.manifestation)
    noted = allergy.onset_date_time or allergy.recorded_date
    return Intolerance(
        drug=medicine.name,
        reaction=", ".join(dict.fromkeys(said for said in manifestations if said)) or None,
        noted=noted,
        evidence=(cite(allergy, allergy.recorded_date or noted, allergy.code.said),),
    )


def _medicine(allergy: AllergyIntolerance) -> Medicine | None:
    found = (recognise(concept, preventive) for concept in _substances(allergy))
    return next((medicine for medicine in found if medicine), None)


def _substances(allergy: AllergyIntolerance) -> Iterator[CodeableConcept]:
    yield allergy.code
    yield from (reaction.substance for reaction in allergy.reaction if reaction.substance)
