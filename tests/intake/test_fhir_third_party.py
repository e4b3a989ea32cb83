"""Records that others made: Synthea, SMART and Da Vinci; all are read, and nothing is in a case that is not in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from priorauth.case.people import Coverage
from priorauth.case.read import parse_case
from priorauth.errors import CaseFileError
from priorauth.intake.fhir import Imported, ImportOptions, read_fhir
from tests.intake import smart

SHARED = Path(__file__).parents[2].parent / "shared" / "fhir"
BUNDLES = sorted((SHARED / "synthea_r4_migraine").glob("*.json.gz"))
BULK_EXPORT = SHARED / "synthea_bulk10_ndjson"
OPTIONS = ImportOptions(as_of=date(2020, 7, 1))

# the drugs of the 32 records that are preventives, and what the record gives them for
PREVENTIVES: dict[str, set[bool | None]] = {"verapamil": {None}, "metoprolol": {False}, "memantine": {False}}

needs_bundles = pytest.mark.skipif(not BUNDLES, reason="the Synthea bundles are not at ../shared/fhir")
PAYLOADS = sorted(
    path for folder in ("inferno_pas", "inferno_crd", "crd_ri") for path in (SHARED / folder).glob("*.json")
)

needs_smart = pytest.mark.skipif(not smart.FOLDER.is_dir(), reason="the SMART patients are not at ../shared/fhir")
needs_payloads = pytest.mark.skipif(not PAYLOADS, reason="the Da Vinci payloads are not at ../shared/fhir")
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


def read_smart(folder: Path) -> list[Imported]:
    smart.export(folder)
    # the tables end in 2012; the youngest patient of them is born in that year
    return list(read_fhir(folder, ImportOptions(as_of=date(2013, 1, 1))))


@needs_smart
def test_the_smart_patients(tmp_path: Path) -> None:
    found = read_smart(tmp_path)
    assert len({one.case.id for one in found}) == 67
    assert all(one.case.diagnoses == () and one.case.headaches.chronic_since is None for one in found)
    assert all(one.case.toxin_treatments == () and one.case.not_read == () for one in found)
    assert all(trial.outcome is None for one in found for trial in one.case.trials)
    assert not any(trial.for_migraine for one in found for trial in one.case.trials)


@needs_smart
def test_three_smart_patients_have_a_migraine_without_a_usable_code(tmp_path: Path) -> None:
    said = "is a migraine without a usable ICD-10-CM code: left out."
    told = {
        one.case.patient.evidence[0].reference
        for one in read_smart(tmp_path)
        if any(said in note for note in one.notes)
    }
    assert told == {"Patient/1951076", "Patient/1098667", "Patient/1137192"}


@needs_smart
def test_the_smart_patients_who_may_not_take_beta_blockers_have_asthma(tmp_path: Path) -> None:
    forbidden = {
        one.case.patient.evidence[0].reference: {contra.drug for contra in one.case.contraindications}
        for one in read_smart(tmp_path)
        if one.case.contraindications
    }
    rows = (smart.FOLDER / "problems.txt").read_text(encoding="utf-8").splitlines()
    asthma = {f"Patient/{row.split(chr(9))[1]}" for row in rows if "\t195967001\t" in row}
    assert forbidden == {one: {"propranolol", "nadolol", "timolol"} for one in asthma}


def bundles_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and value.get("resourceType") == "Bundle":
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from bundles_in(one)


def read_payload(path: Path, folder: Path) -> tuple[list[Imported], list[str]]:
    found, refused = list[Imported](), list[str]()
    for bundle in bundles_in(orjson.loads(path.read_bytes())):
        copy = folder / "payload.json"
        copy.write_bytes(orjson.dumps(bundle))
        try:
            found += read_fhir(copy, ImportOptions(as_of=date(2026, 6, 1)), lambda error: refused.append(str(error)))
        except CaseFileError as error:
            refused.append(str(error))
    return found, refused


@needs_payloads
@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_da_vinci_payload_holds_no_fact_of_migraine(path: Path, tmp_path: Path) -> None:
    found, refused = read_payload(path, tmp_path)
    for one in found:
        case = one.case
        assert (case.diagnoses, case.trials, case.toxin_treatments, case.scores) == ((), (), (), ())
    # hooks carry bundles of orders without a patient, one with a patient without a name, one with an order of no R4
    expected = ("holds no Patient", "field name: expected", "field dosageInstruction.0.doseAndRate: expected a list")
    assert all(any(words in sentence for words in expected) for sentence in refused)
    assert bool(found) == path.stem.endswith("_payload")
