"""The diagnoses that bear on a request for Botox, and since when the migraine has been chronic."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from priorauth.case.evidence import Evidence
from priorauth.case.headache import ChronicSince
from priorauth.case.model import Diagnosis
from priorauth.clinical.codes import (
    ICD10_PATTERN,
    ICD10CM,
    SNOMED,
    SNOMED_CHRONIC_MIGRAINE,
    describe_diagnosis,
    is_chronic_migraine,
)
from priorauth.intake.fhir.adverse_codes import covered_classes
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Condition
from priorauth.intake.fhir.dates import earliest, is_after
from priorauth.intake.fhir.purpose import is_migraine

_HEADACHES = ("G43", "G44", "R51")
_NEVER_TRUE = ("refuted", "entered-in-error")
_NOT_YET_SURE = ("unconfirmed", "provisional", "differential")
_OVER = ("inactive", "remission", "resolved")


class CodedCondition(NamedTuple):
    """One condition under one ICD-10-CM code that bears on the request."""

    condition: Condition
    code: str
    mapped_from: str | None


def coded_conditions(chart: Chart, notes: list[str]) -> list[CodedCondition]:
    """Return the relevant conditions that hold on the day of the case, in the order of the record.

    A refuted condition and an entry made in error never counted. One that is not confirmed, or is over, is left
    out with a note; but an adverse effect (T code) is evidence of an intolerance however long it is over.
    """
    coded = []
    for condition in chart.of(Condition):
        if not was_known(condition, chart.as_of):
            continue
        for code, mapped_from in _codes(condition, notes).items():
            if (why_not := doubt(condition, code, chart.as_of)) is None:
                coded.append(CodedCondition(condition, code, mapped_from))
            else:
                notes.append(f"{condition.title} is {why_not}: left out.")
    return coded


def read_diagnoses(conditions: list[CodedCondition]) -> tuple[Diagnosis, ...]:
    """Return one diagnosis per code; a problem recorded again at each visit is one diagnosis with much evidence."""
    by_code: dict[str, list[CodedCondition]] = {}
    for one in conditions:
        by_code.setdefault(one.code, []).append(one)
    return tuple(_diagnosis(code, recorded) for code, recorded in by_code.items())


def read_chronic_since(conditions: list[CodedCondition]) -> ChronicSince | None:
    """Return the earliest onset that a condition of chronic migraine states, or None."""
    chronic = [one.condition for one in conditions if is_chronic_migraine(one.code)]
    since = earliest(condition.onset_date_time for condition in chronic)
    if since is None:
        return None
    dated = [condition for condition in chronic if condition.onset_date_time]
    return ChronicSince(since=since, evidence=tuple(_cite(condition) for condition in dated))


def _diagnosis(code: str, recorded: list[CodedCondition]) -> Diagnosis:
    direct = any(one.mapped_from is None for one in recorded)
    return Diagnosis(
        code=code,
        text=next((one.condition.code.said for one in recorded if one.condition.code.said), None),
        mapped_from=None if direct else recorded[0].mapped_from,
        since=earliest(one.condition.onset_date_time for one in recorded),
        evidence=tuple(_cite(one.condition) for one in recorded),
    )


def _cite(condition: Condition) -> Evidence:
    return cite(condition, condition.recorded_date or condition.onset_date_time, condition.code.said)


def was_known(condition: Condition, as_of: date) -> bool:
    """Tell whether a condition was on record on a day and was not refuted or entered in error."""
    sure = condition.verification_status.first_code if condition.verification_status else None
    later = is_after(condition.recorded_date, as_of) or is_after(condition.onset_date_time, as_of)
    return sure not in _NEVER_TRUE and not later


def _codes(condition: Condition, notes: list[str]) -> dict[str, str | None]:
    """Return the ICD-10-CM codes that bear on the request, each with the code it was mapped from."""
    recorded = [dotted(code) for code in condition.code.codes(ICD10CM)]
    snomed = [code for code in condition.code.codes(SNOMED) if code in SNOMED_CHRONIC_MIGRAINE]
    if relevant := [code for code in recorded if _is_relevant(code)]:
        if snomed and not any(is_chronic_migraine(code) for code in relevant):
            notes.append(f"{condition.title} is chronic migraine in SNOMED CT only: its ICD-10-CM code was taken.")
        return dict.fromkeys(relevant)
    if not snomed and (is_migraine(condition.code) or "migrain" in condition.code.words.lower()):
        notes.append(f"{condition.title} is a migraine without a usable ICD-10-CM code: left out.")
    return {SNOMED_CHRONIC_MIGRAINE[code]: f"SNOMED CT {code}" for code in snomed}


def dotted(code: str) -> str:
    """Return an ICD-10-CM code with its point: "G43709" is G43.709."""
    code = code.upper()
    return code if "." in code or len(code) <= 3 else f"{code[:3]}.{code[3:]}"


def _is_relevant(code: str) -> bool:
    if ICD10_PATTERN.fullmatch(code) is None:
        return False
    return code.startswith(_HEADACHES) or bool(covered_classes(code)) or describe_diagnosis(code) is not None


def doubt(condition: Condition, code: str, as_of: date) -> str | None:
    """Return why a condition cannot be relied on: it is not confirmed, or over; None where it can."""
    sure = condition.verification_status.first_code if condition.verification_status else None
    if sure in _NOT_YET_SURE:
        return f"{sure}, not confirmed"
    return "marked as over" if not code.startswith("T") and _is_over(condition, as_of) else None


def _is_over(condition: Condition, as_of: date) -> bool:
    ended = condition.abatement_date_time
    if ended is not None:
        return not is_after(ended, as_of)
    return condition.clinical_status is not None and condition.clinical_status.first_code in _OVER
