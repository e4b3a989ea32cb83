"""What a medicine or procedure was given for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from priorauth.clinical.codes import ICD10CM, SNOMED, SNOMED_CHRONIC_MIGRAINE
from priorauth.intake.fhir.chart import Chart
from priorauth.intake.fhir.clinical_resources import Condition
from priorauth.intake.fhir.datatypes import CodeableConcept, Reference

# loinc_snomed.csv, verified rows: migraine; without aura; with aura; refractory migraine and its two forms; hemiplegic
_SNOMED_MIGRAINE = {
    *SNOMED_CHRONIC_MIGRAINE,
    "37796009",
    "56097005",
    "4473006",
    "423894005",
    "423279000",
    "423683008",
    "59292006",
}
_MAY_BE_MIGRAINE = re.compile(r"migrain|headache", re.IGNORECASE)


class Purpose(NamedTuple):
    """Whether something was given for migraine, and the words of the record."""

    for_migraine: bool | None
    said: str | None


def read_purpose(chart: Chart, codes: Iterable[CodeableConcept], references: Iterable[Reference]) -> Purpose:
    """Return what the reasons of an order or procedure say.

    For migraine where a reason is coded so; not for migraine where every reason is something else; unknown where
    there is no reason, or one that only its words connect with headache.
    """
    reasons = [*codes, *_conditions(chart, references)]
    said = next((reason.said for reason in reasons if reason.said), None)
    if any(is_migraine(reason) for reason in reasons):
        return Purpose(True, said)
    if not any(reason.said or reason.first_code for reason in reasons):
        return Purpose(None, None)
    return Purpose(None if any(_MAY_BE_MIGRAINE.search(reason.words) for reason in reasons) else False, said)


def is_migraine(concept: CodeableConcept) -> bool:
    """Tell whether a concept is coded as a migraine."""
    return any(code in _SNOMED_MIGRAINE for code in concept.codes(SNOMED)) or any(
        code.upper().startswith("G43") for code in concept.codes(ICD10CM)
    )


def _conditions(chart: Chart, references: Iterable[Reference]) -> Iterator[CodeableConcept]:
    for reference in references:
        condition = chart.library.find(reference, Condition)
        if condition is not None:
            yield condition.code
        elif reference.display:
            yield CodeableConcept(text=reference.display)
