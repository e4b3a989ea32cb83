from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.fhir import read_fhir
from tests.intake.records import (
    OPTIONS,
    Resource,
    bundle,
    condition,
    import_one,
    patient,
    write,
)


def ndjson(*resources: Resource) -> bytes:
    return b"".join(orjson.dumps(resource) + b"\n" for resource in resources)


def codes(path: Path) -> list[list[str]]:
    return [[one.code for one in imported.case.diagnoses] for imported in read_fhir(path, OPTIONS)]


def fault(path: Path) -> str:
    with pytest.raises(CaseFileError) as caught:
        list(read_fhir(path, OPTIONS))
    assert caught.value.__cause__ is None or not isinstance(caught.value.__cause__, ValueError)
    assert caught.value.__context__ is None or isinstance(caught.value.__context__, OSError | EOFError)
    return str(caught.value)


def test_bundle(tmp_path: Path) -> None:
    imported = import_one(tmp_path, condition())
    assert imported.case.id == "fhir-f64551fcd6f0"
    assert imported.case.request.payer == "unknown"
    assert [one.code for one in imported.case.diagnoses] == ["G43.719"]


@pytest.mark.parametrize("kind", ["transaction", "searchset", "batch"])
def test_the_type_of_bundle_does_not_matter(tmp_path: Path, kind: str) -> None:
    content = bundle(patient(), condition()) | {"type": kind}
    content["entry"].append({"request": {"method": "DELETE", "url": "Condition/9"}})
    assert codes(write(tmp_path / "record.json", content)) == [["G43.719"]]


@pytest.mark.parametrize("name", ["record.json.gz", "record.json"])
def test_gzip_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(orjson.dumps(bundle(patient(), condition()))))
    assert codes(path) == [["G43.719"]]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b"\xef\xbb\xbf" + orjson.dumps(bundle(patient(), condition())))
    assert codes(path) == [["G43.719"]]


def test_folder_of_a_bulk_export(tmp_path: Path) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(ndjson(patient(id="p2"), patient()))
    (tmp_path / "Condition.000.ndjson.gz").write_bytes(gzip.compress(b"\n" + ndjson(condition())))
    (tmp_path / "Device.000.ndjson").write_bytes(ndjson({"resourceType": "Device", "id": 5}))
    (tmp_path / "log.ndjson").write_bytes(b'{"eventId": "kickoff"}\n')
    (tmp_path / "manifest.json").write_bytes(b"{}")
    assert codes(tmp_path) == [["G43.719"], []]


def test_one_ndjson_file_may_hold_all(tmp_path: Path) -> None:
    path = tmp_path / "export.ndjson"
    path.write_bytes(ndjson(condition(), patient()))
    assert codes(path) == [["G43.719"]]


def test_a_resource_that_stands_twice_counts_once(tmp_path: Path) -> None:
    case = import_one(tmp_path, condition(), condition()).case
    assert [len(one.evidence) for one in case.diagnoses] == [1]


def test_patients_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    others = condition(id="c2", subject={"reference": "Patient/a"})
    path = write(tmp_path / "two.json", bundle(patient(), patient(id="a"), others))
    assert codes(path) == [["G43.719"], []]


def test_what_names_no_patient_is_said_once_and_left_out(tmp_path: Path) -> None:
    stray = condition(subject={"reference": "Patient/nobody"})
    path = write(tmp_path / "two.json", bundle(patient(), patient(id="a"), stray, condition(id="c2", subject={})))
    first, second = read_fhir(path, OPTIONS)
    assert "Resources that name no patient of this file: 2; left out." in first.notes
    assert not any("name no patient" in note for note in second.notes)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "record.json, line 1: not JSON."),
        (b'{"resourceType": "Bundle",\n "entry": [}', "record.json, line 2: not JSON."),
        (b"[]", 'record.json, field resourceType: expected "Bundle".'),
        (b'{"resourceType": "Patient"}', 'record.json, field resourceType: expected "Bundle".'),
        (b'{"resourceType": "Bundle"}', "record.json: holds no Patient."),
        (b'{"resourceType": "Bundle", "entry": {}}', "record.json, field entry: expected a list."),
        (b'{"resourceType": "Bundle", "entry": [3]}', "record.json, Bundle.entry[0], expected an object."),
        (
            b'{"resourceType": "Bundle", "entry": [{"resource": {}}]}',
            "record.json, Bundle.entry[0], field resourceType",
        ),
        (b'{"resourceType": "Bundle", "entry": [{"resource": [1]}]}', "record.json, Bundle.entry[0], field resourceT"),
        (b"\x1f\x8b\x08\x00", "record.json: damaged gzip file."),
        (b"\x1f\x8bJane Example", "record.json: damaged gzip file."),
        (gzip.compress(b"{}", mtime=0)[:-4], "record.json: damaged gzip file."),
        (gzip.compress(b'{"a": 1}' * 99, mtime=0)[:14] + b"\xff" * 20, "record.json: damaged gzip file."),
    ],
)
def test_what_is_no_bundle_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    assert fault(path).startswith(sentence)


@pytest.mark.parametrize(
    ("resource", "place"),
    [
        (patient(birthDate="April 5, 1980"), "(Patient), field birthDate: expected a date such as"),
        (patient(birthDate="1980-02-31"), "(Patient), field birthDate: expected a date such as"),
        (patient(birthDate=19800405), "(Patient), field birthDate: expected a date such as"),
        (patient(name="Jane Example"), "(Patient), field name: expected a list."),
        (patient(name=[{"given": [{"x": 1}]}]), "(Patient), field name.0.given.0: expected text."),
        (patient(id="Jane Example"), "(Patient), field id: expected letters, digits, points and hyphens."),
        (patient(deceasedBoolean="Jane"), "(Patient), field deceasedBoolean: Input should be a valid boolean"),
    ],
)
def test_a_patient_that_is_not_r4_is_named_by_place_and_field(tmp_path: Path, resource: Resource, place: str) -> None:
    message = fault(write(tmp_path / "record.json", bundle(patient(), resource)))
    assert message.startswith(f"record.json, Bundle.entry[1] {place}")
    assert message.endswith("Correct it in the record and export it anew, or take that resource out.")
    assert "Jane" not in message
    assert "1980" not in message


def test_a_file_without_any_patient_that_can_be_read_names_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / "export.ndjson"
    path.write_bytes(b"42\n")
    assert fault(path).startswith("export.ndjson, line 1, field resourceType: expected a FHIR resource")


@pytest.mark.parametrize(("most", "fits"), [(400, True), (399, False)])
def test_a_bundle_may_be_so_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fits: bool) -> None:
    content = orjson.dumps(bundle(patient()))
    path = tmp_path / "record.json"
    path.write_bytes(gzip.compress(content + b" " * (400 - len(content))))
    monkeypatch.setattr("priorauth.intake.fhir.files.BUNDLE_BYTES", most)
    if fits:
        assert codes(path) == [[]]
    else:
        assert fault(path).startswith("record.json: larger than 0 MB. Export so much as NDJSON")


@pytest.mark.parametrize(("most", "fits"), [(400, True), (399, False)])
def test_a_line_may_be_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fits: bool) -> None:
    line = orjson.dumps(patient())
    path = tmp_path / "export.ndjson"
    path.write_bytes(b"\n" + line + b" " * (399 - len(line)) + b"\n")
    monkeypatch.setattr("priorauth.intake.fhir.files.LINE_BYTES", most)
    if fits:
        assert codes(path) == [[]]
    else:
        assert fault(path).startswith("export.ndjson, line 2: longer than 0 MB.")


def test_what_is_not_used_is_not_looked_at(tmp_path: Path) -> None:
    goal = {"resourceType": "Goal", "id": 7, "subject": "nobody"}
    height = {"resourceType": "Observation", "code": "height", "valueQuantity": 1}
    contained = condition(contained=[{"resourceType": "Basic", "id": 3}], unknownField={"a": [1]})
    case = import_one(tmp_path, goal, height, contained).case
    assert [one.code for one in case.diagnoses] == ["G43.719"]


def test_a_missing_path_says_so(tmp_path: Path) -> None:
    assert fault(tmp_path / "nowhere.json").endswith(
        "nowhere.json: cannot be read (No such file or directory). Check the path of the export."
    )


def test_a_folder_without_ndjson_says_what_was_expected(tmp_path: Path) -> None:
    write(tmp_path / "record.json", bundle(patient()))
    assert "holds no NDJSON file" in fault(tmp_path)


def test_two_servers_in_one_file_are_refused(tmp_path: Path) -> None:
    urls = {0: "https://one.example/Patient/p1", 1: "https://two.example/Patient/p1"}
    path = write(tmp_path / "record.json", bundle(patient(), patient(), full_urls=urls))
    assert fault(path).startswith("record.json: a Patient has no id, or two have the same.")
