"""One resource that cannot be read stops nothing, and nothing is met while it may hide a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from priorauth.clinical.terms import RequestKind
from priorauth.intake.fhir import read_fhir
from priorauth.policy.registry import all_policies
from priorauth.review.conclude import review
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict
from tests.intake.records import (
    CPT,
    ICD10CM,
    MIGRAINE,
    OPTIONS,
    Resource,
    administration,
    allergy,
    billed,
    bundle,
    case_of,
    claim,
    concept,
    condition,
    coverage,
    fill,
    import_one,
    observation,
    order,
    patient,
    practitioner,
    procedure,
    statement,
    write,
)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (condition() | {"code": "G43.719"}, "(Condition), field code: expected an object"),
        (
            observation("HIT-6", 60, valueQuantity={"value": 1e300}),
            "(Observation), field valueQuantity.value: Input should be less than or equal to 1000000000",
        ),
        (order(authoredOn="2025-13-01"), "(MedicationRequest), field authoredOn: expected a date such as"),
        (
            procedure(concept(CPT, "64615"), on="March 2, 2026"),
            "(Procedure), field performedDateTime: expected a date such as",
        ),
        (order(id="Jane Example"), "(MedicationRequest), field id: expected letters, digits, points and hyphens"),
    ],
)
def test_it_is_named_in_the_case_and_in_the_notes(tmp_path: Path, bad: Resource, sentence: str) -> None:
    imported = import_one(tmp_path, bad, condition(id="c9"))
    assert [one.code for one in imported.case.diagnoses] == ["G43.719"]
    (said,) = imported.case.not_read
    assert said.startswith(f"record.json, Bundle.entry[1] {sentence}")
    assert said.endswith(": not read, so a fact may be missing.")
    assert said in imported.notes
    assert "Jane" not in said


@pytest.mark.parametrize("bad", [coverage(period="always"), practitioner(name="Ada")])
def test_what_decides_nothing_is_a_note_only(tmp_path: Path, bad: Resource) -> None:
    imported = import_one(tmp_path, bad)
    assert imported.case.not_read == ()
    assert any("not read, so a fact may be missing" in note for note in imported.notes)


@pytest.mark.parametrize(("subject", "counts"), [("Patient/p1", [1, 0]), ("Patient/p2", [0, 1]), ("Group/7", [0, 0])])
def test_it_belongs_to_the_patient_it_names(tmp_path: Path, subject: str, counts: list[int]) -> None:
    bad = condition(onsetDateTime="long ago", subject={"reference": subject})
    path = write(tmp_path / "two.json", bundle(patient(), patient(id="p2"), bad))
    assert [len(one.case.not_read) for one in read_fhir(path, OPTIONS)] == counts


@pytest.mark.parametrize("entry", [3, {"resource": {"id": "x"}}, {"resource": [1]}])
def test_an_entry_that_is_no_resource_may_be_anybodys(tmp_path: Path, entry: Any) -> None:
    content = bundle(patient(), patient(id="p2"))
    content["entry"].append(entry)
    path = tmp_path / "two.json"
    path.write_bytes(orjson.dumps(content))
    assert [len(one.case.not_read) for one in read_fhir(path, OPTIONS)] == [1, 1]


def test_an_order_that_names_no_medicine_may_hide_one(tmp_path: Path) -> None:
    case = case_of(tmp_path, order(None))
    assert case.not_read == ("MedicationRequest/m1 does not say which medicine it is: left out.",)


RECORD = (
    condition(onsetDateTime="2024-05"),
    condition(concept(ICD10CM, "G43.009"), id="c2"),
    condition(concept(ICD10CM, "J45.909"), id="c3"),
    order(reasonCode=[MIGRAINE]),
    statement("Topiramate", "2025-01-10", "2025-02-20", id="s0", reasonCode=[MIGRAINE]),
    order(status="active", id="m2", authoredOn="2025-03-01", reasonCode=[MIGRAINE]),
    statement("Propranolol", "2024-01-01", "2024-05-06", reasonCode=[MIGRAINE]),
    statement("Erenumab", "2026-01-01", id="s2", status="active", reasonCode=[MIGRAINE]),
    fill("Topiramate", "2025-03-02", 30),
    allergy("Amitriptyline"),
    procedure(concept(CPT, "64615"), on="2026-05-20"),
    claim(billed("J0585", 155), billed("J0585", 45, "JW")),
    administration("Botox", 300, effectiveDateTime="2026-04-20"),
    observation("MIDAS", 60),
    observation("MIDAS", 80, id="o2", effectiveDateTime="2026-05-25"),
)


def all_met(finding: Finding) -> Iterator[str]:
    if finding.verdict is Verdict.MET:
        yield finding.clause
    for child in finding.findings:
        yield from all_met(child)


def met_clauses(folder: Path, *resources: Resource) -> dict[str, set[str]]:
    (imported,) = read_fhir(write(folder / "record.json", bundle(patient(), *resources)), OPTIONS)
    held = [policy for policy in all_policies() if RequestKind.INITIAL in policy.requests]
    return {policy.id: set(all_met(review(imported.case, policy).finding)) for policy in held}


@pytest.mark.parametrize("lost", range(len(RECORD)), ids=lambda place: str(RECORD[place]["resourceType"]))
def test_no_clause_of_any_policy_is_met_for_what_could_not_be_read(tmp_path: Path, lost: int) -> None:
    whole = met_clauses(tmp_path, *RECORD)
    broken = RECORD[lost] | {"id": "not an id"}
    in_part = met_clauses(tmp_path, *(broken if place == lost else one for place, one in enumerate(RECORD)))
    assert all(clauses <= whole[policy] for policy, clauses in in_part.items())


def test_a_whole_record_leaves_nothing_unread(tmp_path: Path) -> None:
    assert case_of(tmp_path, condition(), order(), procedure(concept(CPT, "64615"))).not_read == ()
