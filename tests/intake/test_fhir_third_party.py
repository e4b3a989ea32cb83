"""Records that others made: Synthea patients with chronic migraine, and a bulk export without any."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from priorauth.case.people import Coverage
from priorauth.case.read import parse_case
from priorauth.intake.fhir import Imported, ImportOptions, read_fhir

SHARED = Path(__file__).parents[2].parent / "shared" / "fhir"
BUNDLES = sorted((SHARED / "synthea_r4_migraine").glob("*.json.gz"))
BULK_EXPORT = SHARED / "synthea_bulk10_ndjson"
OPTIONS = ImportOptions(as_of=date(2020, 7, 1))

# the drugs of the 32 records that are preventives, and what the record gives them for
PREVENTIVES: dict[str, set[bool | None]] = {"verapamil": {None}, "metoprolol": {False}, "memantine": {False}}

needs_bundles = pytest.mark.skipif(not BUNDLES, reason="the Synthea bundles are not at ../shared/fhir")
needs_export = pytest.mark.skipif(not BULK_EXPORT.is_dir(), reason="the bulk export is not at ../shared/fhir")


def read_bundle(path: Path) -> Imported:
    (imported,) = read_fhir(path, OPTIONS)
    return imported


# the files are named after the patients; the part after the last "_" is the resource id
@needs_bundles
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.name.split("_")[-1][:8])
def test_a_synthea_patient_with_chronic_migraine(path: Path) -> None:
    imported = read_bundle(path)
    case = imported.case
    (diagnosis,) = [one for one in case.diagnoses if one.code == "G43.719"]
    assert diagnosis.mapped_from == "SNOMED CT 124171000119105"
    assert [one.document for one in diagnosis.evidence] == ["FHIR Condition"]
    assert case.headaches.chronic_since is not None
    assert (case.headaches.diaries, case.headaches.months, case.headaches.frequencies) == ((), (), ())
    assert all(one.outcome is None and one.dose is None and one.stopped is None for one in case.trials)
    assert all(one.for_migraine in PREVENTIVES[one.drug] for one in case.trials)
    assert (case.toxin_treatments, case.scores, case.intolerances) == ((), (), ())
    assert isinstance(case.coverage, Coverage)
    assert case.request.payer in {"medicare", "medicaid", "private"}
    # Synthea numbers its clinicians "260", "610" …: none is an NPI
    assert (case.prescriber, case.practice) == (None, None)
    assert any("has no valid NPI: left out." in note for note in imported.notes)


@needs_bundles
@pytest.mark.parametrize("path", BUNDLES[:4], ids=lambda path: path.name.split("_")[-1][:8])
def test_notes_and_ids_name_nobody(path: Path) -> None:
    imported = read_bundle(path)
    said = " ".join((imported.case.id, *imported.notes))
    person = imported.case.patient
    assert not any(word in said for word in (person.given, person.family, str(person.born)))


@needs_bundles
@pytest.mark.parametrize("path", BUNDLES[:4], ids=lambda path: path.name.split("_")[-1][:8])
def test_a_case_can_be_written_and_read_again(path: Path) -> None:
    case = read_bundle(path).case
    assert parse_case(case.model_dump_json(exclude_defaults=True).encode(), "case.json") == case


@needs_bundles
def test_the_synthea_patients_together() -> None:
    cases = [read_bundle(path).case for path in BUNDLES]
    assert len({case.id for case in cases}) == 32
    assert sum(case.patient.died is not None for case in cases) == 14
    # one of them died after the day of the case
    assert max(case.patient.died.low for case in cases if case.patient.died) == date(2020, 7, 13)
    drugs = [trial.drug for case in cases for trial in case.trials]
    assert {drug: drugs.count(drug) for drug in drugs} == {"verapamil": 7, "metoprolol": 6, "memantine": 1}


@needs_export
def test_a_bulk_export_without_migraine() -> None:
    cases = [imported.case for imported in read_fhir(BULK_EXPORT, ImportOptions(as_of=date(2024, 8, 6)))]
    assert [case.id for case in cases][:2] == ["fhir-5a527013d9ca", "fhir-3697c86cddb9"]
    assert len({case.id for case in cases}) == 13
    assert not any(one.code.startswith("G43") for case in cases for one in case.diagnoses)
    assert not any(case.headaches.chronic_since for case in cases)
    # 238 orders of lisinopril, renewed each year or sooner, are one course for each of the two who take it
    trials = [(one.drug, one.ongoing, one.for_migraine) for case in cases for one in case.trials]
    assert trials == [("lisinopril", True, False), ("lisinopril", True, False), ("metoprolol", True, None)]
