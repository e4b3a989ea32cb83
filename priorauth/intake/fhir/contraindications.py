"""Conditions that forbid a preventive, and those that may.

Source: contraindications.csv. Of its rows only a few say of everybody with the condition that the drug must not be
given: a contraindication of the US label, verified, under a code that means no more than the label does. These become
facts of the case. All others depend on degree, on time or on judgement; the office is told to ask the clinician.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from priorauth.case.treatment import Contraindication
from priorauth.clinical.codes import ICD10CM, SNOMED
from priorauth.clinical.medicines import preventive
from priorauth.clinical.tables import table
from priorauth.intake.fhir.chart import Chart, cite
from priorauth.intake.fhir.clinical_resources import Condition
from priorauth.intake.fhir.diagnoses import dotted, doubt, was_known
from priorauth.intake.fhir.drugs import recognise
from priorauth.intake.fhir.notes import Notes
from priorauth.intake.fhir.uses import Use

_TOXIN = "onabotulinumtoxinA"
# not preventives, or not to be had in the US
_OTHERS = ("triptans and ergots", "flunarizine")
# allergy to some drug: the codes do not say which
_ANY_DRUG = ("Z88.8", "T78.40XA")


class Forbidden(NamedTuple):
    """Drugs that the US label forbids in one condition of the table, and the codes that mean just that condition."""

    condition: str
    drugs: tuple[str, ...]
    codes: tuple[str, ...]
    snomed: tuple[str, ...] = ()


class Possible(NamedTuple):
    """A condition of the table that may speak against some drugs."""

    condition: str
    drugs: str
    """As the table names them: one drug, or a class."""
    codes: tuple[str, ...]
    """ICD-10-CM codes, or how they begin."""


# Left to the clinician, though the label names them: bradycardia (R00.1 is any), heart block (not with a pacemaker),
# shock and pregnancy (they pass), mitochondrial disease (the label means POLG), angioedema (of which cause?).
FORBIDDEN = (
    Forbidden("asthma", ("propranolol", "nadolol", "timolol"), ("J45",), ("195967001",)),
    Forbidden("hepatic disease or significant dysfunction", ("divalproex sodium",), ("K70", "K72.90", "K74")),
    Forbidden("urea cycle disorder", ("divalproex sodium",), ("E72.2",)),
)


def read_contraindications(chart: Chart, uses: list[Use], notes: Notes) -> tuple[Contraindication, ...]:
    """Return the drugs that a confirmed condition forbids on the day of the case; possible ones become notes.

    A drug that is being taken all the same is not said to be contraindicated.
    """
    taken = {medicine.name for use in uses if use.ongoing and (medicine := recognise(use.concept, preventive))}
    found: dict[tuple[str, str], list[Condition]] = {}
    possible: dict[str, list[str]] = {}
    for condition in chart.of(Condition):
        codes = _codes(condition)
        if not was_known(condition, chart.as_of) or doubt(condition, "", chart.as_of) is not None:
            continue
        forbidden = list(_forbidden(codes, condition.code.codes(SNOMED)))
        for drug, reason in forbidden:
            if drug in taken:
                notes.append(f"{condition.title} forbids {drug}, which is being taken: ask the clinician.")
            else:
                found.setdefault((drug, reason), []).append(condition)
        for doubt_raised in _possible(codes, {reason for _, reason in forbidden}):
            possible.setdefault(doubt_raised, []).append(condition.title)
    # a condition is often recorded at every visit
    notes.extend(
        f"{first}{f' and {len(more)} more' if more else ''} {said}" for said, (first, *more) in possible.items()
    )
    return tuple(_contraindication(drug, reason, known) for (drug, reason), known in found.items())


def _forbidden(codes: list[str], snomed: list[str]) -> Iterator[tuple[str, str]]:
    for one in FORBIDDEN:
        if any(code.startswith(one.codes) for code in codes) or set(snomed) & set(one.snomed):
            yield from ((drug, one.condition) for drug in one.drugs)


def _possible(codes: list[str], sure: set[str]) -> Iterator[str]:
    rows = [row for row in _may_forbid() if any(code.startswith(row.codes) for code in codes)]
    drugs = [row.drugs for row in rows if row.condition not in sure]
    if others := list(dict.fromkeys(drug for drug in drugs if drug != _TOXIN)):
        yield f"may be a contraindication to {', '.join(others)}: a clinician must say so."
    if _TOXIN in drugs:
        yield "may forbid a botulinum toxin: check that Botox may be given."


@cache
def _may_forbid() -> tuple[Possible, ...]:
    return tuple(
        Possible(row["condition"], row["drug_or_class"], _prefixes(row))
        for row in table("contraindications")
        if row["verified"] == "yes" and row["drug_or_class"] not in _OTHERS and _warns(row)
    )


def _warns(row: dict[str, str]) -> bool:
    strength = row["strength"]
    return "contraindication" in strength or (row["drug_or_class"] == _TOXIN and "warning" in strength)


def _prefixes(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(one for one in row["icd10cm_codes_or_prefixes"].split("|") if one and one not in _ANY_DRUG)


def _codes(condition: Condition) -> list[str]:
    return [dotted(code) for code in condition.code.codes(ICD10CM)]


def _contraindication(drug: str, reason: str, conditions: list[Condition]) -> Contraindication:
    return Contraindication(
        drug=drug,
        reason=f"{reason} (US label)",
        evidence=tuple(cite(one, one.recorded_date or one.onset_date_time, one.code.said) for one in conditions),
    )
