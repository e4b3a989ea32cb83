"""What is taken for the attacks, as far as an order or statement says that it is being taken."""

from __future__ import annotations

from priorauth.case.treatment import AcuteMedicine
from priorauth.clinical.medicines import acute, preventive
from priorauth.intake.fhir.chart import cite
from priorauth.intake.fhir.dosage import is_only_as_needed
from priorauth.intake.fhir.drugs import recognise
from priorauth.intake.fhir.uses import Use


def read_acute_medicines(uses: list[Use], notes: list[str]) -> tuple[AcuteMedicine, ...]:
    """Return the acute medicines in use on the day of the case, without days per month: no order states them.

    One given for something else is left out. One given for no stated reason stays, with a note: overuse counts
    every analgesic, and the question how often it is taken must be asked.
    """
    by_drug: dict[str, list[Use]] = {}
    for use in uses:
        medicine = recognise(use.concept, acute) if use.ongoing else None
        if medicine is None or use.purpose.for_migraine is False:
            continue
        # a drug that is also a preventive counts here only where it is taken as needed
        if recognise(use.concept, preventive) is None or is_only_as_needed(use.dosages):
            by_drug.setdefault(medicine.name, []).append(use)
    return tuple(_acute_medicine(drug, known, notes) for drug, known in by_drug.items())


def _acute_medicine(drug: str, uses: list[Use], notes: list[str]) -> AcuteMedicine:
    if not any(use.purpose.said for use in uses):
        notes.append(f"{uses[0].source.title} gives no reason: check that {drug} is taken for headache.")
    return AcuteMedicine(drug=drug, evidence=tuple(cite(use.source, use.began, use.concept.said) for use in uses))
