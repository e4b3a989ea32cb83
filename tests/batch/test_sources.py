"""Every kind of input hands over its cases one after the other, and says where each stands without naming a file."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest

from priorauth.batch.sources import find_sources
from priorauth.errors import CaseFileError
from tests.batch.batches import OPTIONS

BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "resource": {
                "resourceType": "Patient",
                "id": "p1",
                "birthDate": "1984-03-17",
                "name": [{"family": "Sample", "given": ["Maria"]}],
            }
        }
    ],
}


def _found(path: Path) -> list[tuple[str, bytes]]:
    (source,) = find_sources([path], OPTIONS)
    return [(one.within, one.content) for one in source]


def test_a_case_file_is_one_case(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    assert _found(tmp_path / "a.json") == [("", b"{}")]


def test_a_folder_is_read_by_name_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name, content in (("b.json", b"2"), ("a.json", b"1"), (".c.json", b"3"), ("notes.txt", b"4")):
        (tmp_path / name).write_bytes(content)

    assert _found(tmp_path) == [("file 1", b"1"), ("file 2", b"2")]


@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.gz"])
def test_ndjson_is_a_case_a_line_and_blank_lines_are_none(tmp_path: Path, name: str) -> None:
    content = b'{"id": 1}\n\n{"id": 2}\n'
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)

    assert _found(tmp_path / name) == [("line 1", b'{"id": 1}\n'), ("line 3", b'{"id": 2}\n')]


def test_a_folder_of_ndjson_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.ndjson").write_bytes(b"2\n")
    (tmp_path / "a.ndjson").write_bytes(b"1\n")

    assert _found(tmp_path) == [("file 1, line 1", b"1\n"), ("file 2, line 1", b"2\n")]


def test_a_damaged_file_is_a_fault_after_the_cases_before_it(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b'{"id": %d}\n' % number for number in range(3000)))
    (tmp_path / "a.ndjson.gz").write_bytes(whole[: len(whole) // 2])
    (source,) = find_sources([tmp_path / "a.ndjson.gz"], OPTIONS)

    *before, last = source
    assert [one.fault for one in before] == [""] * len(before)
    assert last.fault == "The file ends here: it is damaged (EOFError)."


def test_a_bundle_gives_its_patients(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(orjson.dumps(BUNDLE))
    ((place, content),) = _found(tmp_path / "record.json")

    assert place == "patient 1"
    assert orjson.loads(content)["patient"]["family"] == "Sample"


def test_a_bundle_among_case_files_gives_its_patients(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "b.json").write_bytes(orjson.dumps(BUNDLE))

    assert [place for place, _ in _found(tmp_path)] == ["file 1", "file 2, patient 1"]


def test_a_bulk_export_gives_its_patients(tmp_path: Path) -> None:
    (tmp_path / "Patient.000.ndjson").write_bytes(orjson.dumps(BUNDLE["entry"][0]["resource"]))  # type: ignore[index]
    assert [place for place, _ in _found(tmp_path)] == ["patient 1"]


def test_a_record_that_cannot_be_read_is_a_fault_that_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "Doe.json").write_bytes(b'{"resourceType": "Bundle", "entry": 1}')
    (source,) = find_sources([tmp_path / "Doe.json"], OPTIONS)
    (one,) = source

    assert "Doe" not in one.fault
    assert one.fault.startswith("The file, field entry: expected a list.")


def test_a_document_that_is_no_ccda_is_a_fault_that_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "Doe.xml").write_text("<html/>")
    for path in (tmp_path, tmp_path / "Doe.xml"):
        (source,) = find_sources([path], OPTIONS)
        (one,) = source

        assert (one.within, one.exit_code) == ("patient 1", 3)
        assert one.fault
        assert "Doe" not in one.fault


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), "Input 1 is a folder without a case"),
        (("notes.txt",), "Input 1 is a folder without a case"),
        (("a.json", "b.ndjson"), "Input 1 holds both"),
    ],
)
def test_a_folder_that_is_not_clear_is_refused(tmp_path: Path, files: tuple[str, ...], expected: str) -> None:
    for name in files:
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(CaseFileError, match=expected):
        find_sources([tmp_path], OPTIONS)


@pytest.mark.parametrize(("name", "expected"), [("gone.json", "cannot be read"), ("a.docx", "is of no known kind")])
def test_what_is_not_there_or_not_known_is_refused(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(CaseFileError, match=f"Input 1 {expected}"):
        find_sources([tmp_path / name], OPTIONS)


@pytest.mark.parametrize(("name", "expected"), [("a.ndjson", 2), ("a.json", 1), ("a.ndjson.gz", None)])
def test_sources_count_their_cases_where_they_can(tmp_path: Path, name: str, expected: int | None) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"1\n2\n") if name.endswith("gz") else b"1\n2\n")
    (source,) = find_sources([tmp_path / name], OPTIONS)

    assert source.count() == expected


def test_a_table_gives_its_cases_and_names_every_cell_that_could_not_be_read(tmp_path: Path) -> None:
    rows = (
        "Case id,Last name,First name,Date of birth,Payer",
        "A1,Sample,Ann,3/17/1984,Aetna",
        "A2,Sample,Bo,yesterday,Aetna",
    )
    (tmp_path / "Doe.csv").write_text("\r\n".join(rows))
    (source,) = find_sources([tmp_path / "Doe.csv"], OPTIONS)
    first, *rest = source

    assert orjson.loads(first.content)["id"] == "A1"
    assert [(one.within, one.exit_code) for one in rest] == [("row 3", 13), ("case A2", 3)]
    assert "Doe" not in "".join(one.fault for one in rest)


def test_a_table_with_a_doubtful_heading_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Case id,Last name,First nme,Date of birth,Payer\r\nA1,Sample,Ann,3/17/1984,Aetna")
    (source,) = find_sources([tmp_path / "a.csv"], OPTIONS)
    (one,) = source

    assert one.fault.startswith("The file: what column C stands for is a guess.")
