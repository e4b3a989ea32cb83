"""A bulk export: many patients, their resources spread over files in no order, and one bad line among them."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exports import write_export
from priorauth.case.model import Case
from priorauth.errors import CaseFileError
from priorauth.intake.fhir import Imported, read_fhir
from tests.intake.records import (
    CPT,
    OPTIONS,
    VALID_NPI,
    Resource,
    bundle,
    concept,
    condition,
    observation,
    order,
    patient,
    practitioner,
    procedure,
    write,
)

SIX = tuple(f"p{number}" for number in range(6))


def lines(*resources: Resource) -> bytes:
    return b"".join(orjson.dumps(resource) + b"\n" for resource in resources)


def of(patient_id: str, resource: Resource, resource_id: str) -> Resource:
    return resource | {"id": resource_id, "subject": {"reference": f"Patient/{patient_id}"}}


def records(patient_id: str) -> list[Resource]:
    return [
        patient(id=patient_id),
        of(patient_id, condition(), f"c-{patient_id}"),
        of(patient_id, order(), f"m1-{patient_id}"),
        of(patient_id, order(authoredOn="2025-02-08"), f"m2-{patient_id}"),
        of(patient_id, procedure(concept(CPT, "64615")), f"x-{patient_id}"),
    ]


def spread(folder: Path, resources: list[Resource], seed: int) -> None:
    """Write resources over two part files for each type, one of them gzipped, in an order drawn from the seed."""
    shuffled = Random(seed).sample(resources, len(resources))
    for kind in {one["resourceType"] for one in resources}:
        known = [one for one in shuffled if one["resourceType"] == kind]
        (folder / f"{kind}.000.ndjson").write_bytes(lines(*known[::2]))
        (folder / f"{kind}.001.ndjson.gz").write_bytes(gzip.compress(lines(*known[1::2])))


def imported(path: Path) -> tuple[list[Imported], list[str]]:
    refused: list[str] = []
    return list(read_fhir(path, OPTIONS, lambda error: refused.append(str(error)))), refused


def cases(path: Path) -> list[Case]:
    return [one.case for one in imported(path)[0]]


def one_patient_with(folder: Path, **files: bytes) -> Case:
    (folder / "Patient.000.ndjson").write_bytes(lines(patient()))
    for name, content in files.items():
        (folder / f"{name}.000.ndjson").write_bytes(content)
    (case,) = cases(folder)
    return case


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_files_and_lines_changes_nothing(tmp_path: Path, seed: int) -> None:
    everything = [resource for patient_id in SIX for resource in records(patient_id)]
    spread(tmp_path, everything, seed)
    found = cases(tmp_path)
    alone = [cases(write(tmp_path / "one.json", bundle(*records(patient_id))))[0] for patient_id in SIX]
    assert [one.patient.evidence[0].reference for one in found] == [f"Patient/{one}" for one in SIX]
    assert [one.model_dump(exclude={"trials"}) for one in found] == [
        one.model_dump(exclude={"trials"}) for one in alone
    ]
    assert [[(trial.started, len(trial.evidence)) for trial in one.trials] for one in found] == [
        [(trial.started, len(trial.evidence)) for trial in one.trials] for one in alone
    ]


def test_what_patients_share_is_found_for_each(tmp_path: Path) -> None:
    asserter = {"asserter": {"reference": "Practitioner/dr1"}}
    (tmp_path / "Condition.000.ndjson").write_bytes(
        lines(of("p1", condition(**asserter), "c1"), of("p2", condition(**asserter), "c2"))
    )
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p2")))
    (tmp_path / "Practitioner.000.ndjson").write_bytes(lines(practitioner()))
    assert [one.prescriber and one.prescriber.npi for one in cases(tmp_path)] == [VALID_NPI, VALID_NPI]


def test_a_medication_is_found_for_each(tmp_path: Path) -> None:
    medicine = {"resourceType": "Medication", "id": "med", "code": {"text": "Topiramate 50 MG"}}
    case = one_patient_with(
        tmp_path,
        Medication=lines(medicine),
        MedicationRequest=lines(order(None, medicationReference={"reference": "Medication/med"})),
    )
    assert [one.drug for one in case.trials] == ["topiramate"]


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/p1"},
        {"reference": "Patient/p1/_history/3"},
        {"reference": "https://server.example/fhir/Patient/p1"},
        {"reference": "https://server.example/fhir/Patient/p1/_history/3"},
        {"reference": "Patient?identifier=urn:mrn|7"},
        {"identifier": {"system": "urn:mrn", "value": "7"}},
    ],
)
def test_a_patient_may_be_named_in_several_ways(tmp_path: Path, subject: Resource) -> None:
    known = patient(identifier=[{"system": "urn:mrn", "value": "7"}])
    (tmp_path / "all.ndjson").write_bytes(lines(condition(subject=subject), known))
    (case,) = cases(tmp_path)
    assert [one.code for one in case.diagnoses] == ["G43.719"]


def test_an_identifier_that_two_patients_claim_names_nobody(tmp_path: Path) -> None:
    twins = [patient(id=name, identifier=[{"system": "urn:mrn", "value": "7"}]) for name in ("p1", "p2")]
    claimed = condition(subject={"identifier": {"system": "urn:mrn", "value": "7"}})
    (tmp_path / "all.ndjson").write_bytes(lines(*twins, claimed))
    found, _ = imported(tmp_path)
    assert [one.case.diagnoses for one in found] == [(), ()]
    assert "Resources that name no patient of this file: 1; left out." in found[0].notes


def test_two_different_patients_of_one_id_become_no_case_and_stop_no_other(tmp_path: Path) -> None:
    (tmp_path / "all.ndjson").write_bytes(lines(patient(), patient(gender="male"), patient(id="p2")))
    found, refused = imported(tmp_path)
    assert [one.case.patient.evidence[0].reference for one in found] == ["Patient/p2"]
    assert [one.partition(". ")[0] for one in refused] == [
        "all.ndjson, line 2 (Patient), field id: another Patient of this export has it too"
    ]


def test_a_patient_that_stands_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "all.ndjson").write_bytes(lines(patient(), patient()))
    assert len(cases(tmp_path)) == 1


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (lines(patient(id="p2", birthDate="long ago")), "Patient.001.ndjson, line 1 (Patient), field birthDate:"),
        (lines(patient(id="p2", birthDate="1980")), "field birthDate: expected a full date"),
        (lines(patient(id="p2", birthDate="2026-06-02")), "field birthDate: expected a day that is not after"),
        (lines(patient(id="p2", name=[])), "field name: expected a given and a family name."),
        (lines(patient(id=None)), "Patient.001.ndjson, line 1 (Patient), field id: is missing."),
        (b'{"resourceType": "Patient", "id"\n', "Patient.001.ndjson, line 1, not JSON"),
    ],
)
def test_a_patient_who_cannot_become_a_case_is_reported_and_the_others_go_on(
    tmp_path: Path, bad: bytes, sentence: str
) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p3")))
    (tmp_path / "Patient.001.ndjson").write_bytes(bad)
    found, (refused,) = imported(tmp_path)
    assert [one.case.patient.evidence[0].reference for one in found] == ["Patient/p1", "Patient/p3"]
    assert sentence in refused
    assert all(one.case.not_read == () for one in found)


def test_without_a_hearer_the_first_refusal_is_raised_after_the_last_case(tmp_path: Path) -> None:
    (tmp_path / "all.ndjson").write_bytes(lines(patient(name=[]), patient(id="p2"), patient(id="p3", name=[])))
    reading = read_fhir(tmp_path, OPTIONS)
    assert next(reading).case.patient.evidence[0].reference == "Patient/p2"
    with pytest.raises(CaseFileError) as caught:
        next(reading)
    assert "Patient/p1, field name" in str(caught.value)
    assert str(caught.value).endswith("Patients who could not become a case beside this one: 1.")


def test_a_bad_resource_is_left_out_of_its_patient_only(tmp_path: Path) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p2")))
    (tmp_path / "Condition.000.ndjson").write_bytes(
        lines(condition(), of("p1", condition(onsetDateTime="long ago"), "c2"), of("p2", condition(), "c3"))
    )
    first, second = cases(tmp_path)
    assert [[one.code for one in case.diagnoses] for case in (first, second)] == [["G43.719"], ["G43.719"]]
    (sentence,) = first.not_read
    assert sentence.startswith("Condition.000.ndjson, line 2 (Condition), field onsetDateTime: expected a date such as")
    assert sentence.endswith(": not read, so a fact may be missing.")
    assert second.not_read == ()


@pytest.mark.parametrize(
    "bad",
    [
        b'{"resourceType": "Procedure", "id"\n',
        lines({"id": "x9"}),
        b"42\n",
        lines(procedure(concept(CPT, "64615"), subject="Patient/p1")),
        lines(procedure(concept(CPT, "64615"), subject=[], id="Jane Example")),
    ],
)
def test_a_line_that_may_be_anybodys_is_missing_for_all(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p2")))
    (tmp_path / "Procedure.000.ndjson").write_bytes(bad)
    found = cases(tmp_path)
    assert [len(case.not_read) for case in found] == [1, 1]
    assert all(case.not_read[0].startswith("Procedure.000.ndjson, line 1") for case in found)
    assert "Jane" not in found[0].not_read[0]


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    case = one_patient_with(tmp_path, Procedure=b"{\n" * 5)
    assert [one.partition(":")[0] for one in case.not_read] == [
        "Procedure.000.ndjson, line 1, not JSON",
        "Procedure.000.ndjson, line 2, not JSON",
        "Procedure.000.ndjson, line 3, not JSON",
        f"{tmp_path.name}, 2 more lines or resources that are not FHIR R4",
    ]


def test_a_clinician_or_coverage_that_cannot_be_read_hides_no_fact(tmp_path: Path) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p2")))
    (tmp_path / "Practitioner.000.ndjson").write_bytes(lines(practitioner(name="Ada")))
    found, _ = imported(tmp_path)
    said = "Practitioner.000.ndjson, line 1 (Practitioner), field name: expected a list: not read"
    assert [any(note.startswith(said) for note in one.notes) for one in found] == [True, False]
    assert [one.case.not_read for one in found] == [(), ()]


@pytest.mark.parametrize(
    ("issue", "missing"),
    [
        ([{"severity": "error", "diagnostics": "Jane Example: no Procedure"}], 1),
        ([{"severity": "warning"}, {"severity": "fatal"}], 1),
        ([{"severity": "warning"}], 0),
        ([{"severity": "information"}, 3], 0),
        ({}, 0),
    ],
)
def test_what_the_server_could_not_export_is_missing_for_all(tmp_path: Path, issue: Any, missing: int) -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": issue}
    case = one_patient_with(tmp_path, OperationOutcome=lines(outcome))
    said = "OperationOutcome.000.ndjson, line 1 (OperationOutcome), the server could not export everything"
    assert [one.partition(":")[0] for one in case.not_read] == [said] * missing


def test_observations_that_no_case_needs_are_never_missing(tmp_path: Path) -> None:
    height: dict[str, Any] = {"code": "height", "valueQuantity": 1}
    case = one_patient_with(tmp_path, Observation=lines(observation("HIT-6", 60) | height))
    assert (case.scores, case.not_read) == ((), ())


def test_a_damaged_file_stops_everything_before_any_case(tmp_path: Path) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient()))
    (tmp_path / "Procedure.000.ndjson.gz").write_bytes(gzip.compress(lines(observation("HIT-6", 60)))[:-9])
    with pytest.raises(CaseFileError, match=r"^Procedure\.000\.ndjson\.gz: damaged gzip file\."):
        next(read_fhir(tmp_path, OPTIONS))


def deleted_files() -> set[Path]:
    targets = (link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink())
    return {target for target in targets if target.name.endswith(" (deleted)")}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists the open files of a process")
def test_an_export_leaves_no_file_behind_even_while_it_is_read(tmp_path: Path) -> None:
    large = {"text": {"div": "x" * 1_000_000}}
    (tmp_path / "Patient.000.ndjson").write_bytes(lines(patient(), patient(id="p2")))
    (tmp_path / "Condition.000.ndjson").write_bytes(
        lines(*(condition(id=f"c{number}") | large for number in range(20)))
    )
    before = deleted_files()
    reading = read_fhir(tmp_path, OPTIONS)
    next(reading)
    # it is held open, and has no name any more
    (held,) = deleted_files() - before
    assert not held.with_name(held.name.removesuffix(" (deleted)")).exists()
    list(reading)
    assert deleted_files() == before


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("priorauth.intake.fhir.spool._LAYOUT", "PRAGMA max_page_count = 1; CREATE TABLE line (x);")
    (tmp_path / "all.ndjson").write_bytes(lines(patient()))
    with pytest.raises(CaseFileError) as caught:
        next(read_fhir(tmp_path, OPTIONS))
    assert str(caught.value).startswith("The temporary file of this import cannot be kept.")
    assert str(caught.value.__cause__) == "database or disk is full"


def exported(folder: Path, patients: int) -> int:
    folder.mkdir()
    return write_export(folder, patients)


def test_an_export_takes_far_less_memory_than_it_holds(tmp_path: Path) -> None:
    """How little it grows from 1,000 to 10,000 patients is measured by benchmarks/reading.py."""
    size = exported(tmp_path / "many", 40)
    # the first patient brings models and tables into memory, which stay
    exported(tmp_path / "one", 1)
    list(read_fhir(tmp_path / "one", OPTIONS))
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_fhir(tmp_path / "many", OPTIONS)) == 40
        assert tracemalloc.get_traced_memory()[1] < size / 2
    finally:
        tracemalloc.stop()


@settings(max_examples=60, deadline=None)
@given(order_of=st.permutations(range(10)), ids=st.lists(st.sampled_from(SIX), min_size=10, max_size=10))
def test_each_resource_goes_to_the_patient_it_names(
    tmp_path_factory: pytest.TempPathFactory, order_of: list[int], ids: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("export")
    owned = [of(patient_id, condition(), f"c{number}") for number, patient_id in enumerate(ids)]
    (folder / "a.ndjson").write_bytes(lines(*(owned[number] for number in order_of)))
    (folder / "b.ndjson").write_bytes(lines(*(patient(id=patient_id) for patient_id in SIX)))
    counted = {
        case.patient.evidence[0].reference: sum(len(one.evidence) for one in case.diagnoses) for case in cases(folder)
    }
    assert counted == {f"Patient/{patient_id}": ids.count(patient_id) for patient_id in SIX}
