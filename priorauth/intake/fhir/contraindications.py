"""Conditions that forbid a preventive, and those that may.

Source: contraindications.csv. Of its rows only a few say of everybody with the condition that the drug must not be
given: a contraindication of the US label, verified, under a code that means no more than the label does. These become
facts of the case. All others depend on degree, on time or on judgement; the office is told to ask the clinician.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        notes.extend(_possible(condition, codes, {reason for _, reason in forbidden}))
    return tuple(_contraindication(drug, reason, known) for (drug, reason), known in found.items())


def _forbidden(codes: list[str], snomed: list[str]) -> Iterator[tuple[str, str]]:
    for one in FORBIDDEN:
        if any(code.startswith(one.codes) for code in codes) or set(snomed) & set(one.snomed):
            yield from ((drug, one.condition) for drug in one.drugs)


def _possible(condition: Condition, codes: list[str], sure: set[str]) -> Iterator[str]:
    rows = [row for row in _may_forbid() if any(_is_under(code, row) for code in codes)]
    drugs = [row["drug_or_class"] for row in rows if row["condition"] not in sure]
    if others := list(dict.fromkeys(drug for drug in drugs if drug != _TOXIN)):
        yield f"{condition.title} may be a contraindication to {', '.join(others)}: a clinician must say so."
    if _TOXIN in drugs:
        yield f"{condition.title} may forbid a botulinum toxin: check that Botox may be given."


def _may_forbid() -> Iterator[dict[str, str]]:
    for row in table("contraindications"):
        drugs, strength = row["drug_or_class"], row["strength"]
        warns = "contraindication" in strength or (drugs == _TOXIN and "warning" in strength)
        if warns and row["verified"] == "yes" and drugs not in _OTHERS:
            yield row


def _is_under(code: str, row: dict[str, str]) -> bool:
    prefixes = [one for one in row["icd10cm_codes_or_prefixes"].split("|") if one and one not in _ANY_DRUG]
    return code.startswith(tuple(prefixes))


def _codes(condition: Condition) -> list[str]:
    return [dotted(code) for code in condition.code.codes(ICD10CM)]


def _contraindication(drug: str, reason: str, conditions: list[Condition]) -> Contraindication:
    return Contraindication(
        drug=drug,
        reason=f"{reason} (US label)",
        evidence=tuple(cite(one, one.recorded_date or one.onset_date_time, one.code.said) for one in conditions),
    )
