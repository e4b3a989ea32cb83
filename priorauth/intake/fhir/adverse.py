"""Adverse effects of preventives that are coded as conditions (ICD-10-CM T codes), as evidence of an intolerance.

Such a code names a class of drugs. Which drug it was only the words of the record can say.
"""

from __future__ import annotations

from priorauth.case.treatment import Intolerance
from priorauth.clinical.medicines import Medicine, preventive
from priorauth.intake.fhir.adverse_codes import covered_classes
from priorauth.intake.fhir.chart import cite
from priorauth.intake.fhir.diagnoses import CodedCondition
from priorauth.intake.fhir.drugs import recognise
from priorauth.intake.fhir.notes import Notes


def read_adverse_effects(conditions: list[CodedCondition], notes: Notes) -> tuple[Intolerance, ...]:
    """Return an intolerance for each adverse effect whose condition names the drug; a note asks for the others."""
    found: dict[str, list[CodedCondition]] = {}
    for one in conditions:
        if not (classes := covered_classes(one.code)):
            continue
        medicine = recognise(one.condition.code, preventive)
        if medicine is not None and medicine.drug_class in classes:
            found.setdefault(medicine.name, []).append(one)
        else:
            notes.append(_question(one, classes, medicine))
    return tuple(_intolerance(drug, recorded) for drug, recorded in found.items())


def _question(one: CodedCondition, classes: tuple[str, ...], named: Medicine | None) -> str:
    known = " or ".join(classes)
    why = f"names {named.name}, which is none" if named else "does not say which"
    return f"{one.condition.title} is an adverse effect of a drug ({one.code}: {known}) and {why}: ask which it was."


def _intolerance(drug: str, recorded: list[CodedCondition]) -> Intolerance:
    first = recorded[0].condition
    return Intolerance(
        drug=drug,
        noted=first.onset_date_time or first.recorded_date,
        evidence=tuple(
            cite(one.condition, one.condition.recorded_date or one.condition.onset_date_time, one.condition.code.said)
            for one in recorded
        ),
    )
