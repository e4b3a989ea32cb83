"""Cases behind an address: handed over as those of a folder are, in pieces, and nothing is left out without a word."""

from __future__ import annotations

import gzip
import tracemalloc
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import orjson
import pytest

from priorauth.batch import case_files, remote
from priorauth.batch.records import Found
from priorauth.batch.sources import find_sources
from priorauth.case.attached import attached_files
from priorauth.case.read import parse_case
from priorauth.errors import CaseFileError, ExhibitMissing, StoreError
from tests.batch import clusters
from tests.batch.batches import OPTIONS, left_in, lines, named, run, table
from tests.batch.clusters import bucket

TWO = b'{"id": 1}\n\n{"id": 2}\n'
PATIENT = b'{"resourceType": "Patient", "id": "p1"}\n'
AGAIN = "Run the same command again."


@pytest.fixture
def place(s3: dict[str, str], tmp_path: Path) -> str:
    """A prefix of the bucket in which nothing lies."""
    return f"s3://night/{tmp_path.name}"


def _put(address: str, content: bytes) -> str:
    bucket().pipe_file(address, content)
    return address


def _found(given: str | Path) -> list[Found]:
    (source,) = find_sources([given], OPTIONS)
    return list(source)


def _contents(given: str | Path) -> list[tuple[str, bytes]]:
    return [(one.within, one.content) for one in _found(given)]


@pytest.mark.parametrize(
    ("objects", "name", "expected"),
    [
        ({"a.json": b"{}"}, "a.json", [("", b"{}")]),
        ({"a.ndjson": TWO}, "a.ndjson", [("line 1", b'{"id": 1}\n'), ("line 3", b'{"id": 2}\n')]),
        ({"a.ndjson": b"1"}, "a.ndjson", [("line 1", b"1")]),
        ({"a.ndjson": b""}, "a.ndjson", []),
        ({"A.NDJSON.gz": gzip.compress(TWO)}, "A.NDJSON.gz", [("line 1", b'{"id": 1}\n'), ("line 3", b'{"id": 2}\n')]),
        ({"a.ndjson.gz": gzip.compress(b"1\n") * 2}, "a.ndjson.gz", [("line 1", b"1\n"), ("line 2", b"1\n")]),
        ({"b.json": b"2", "a.json": b"1", ".c.json": b"3", "d.txt": b"4"}, "", [("file 1", b"1"), ("file 2", b"2")]),
        (
            {"b.ndjson": b"2\n", "a.ndjson.gz": gzip.compress(b"1\n")},
            "",
            [("file 1, line 1", b"1\n"), ("file 2, line 1", b"2\n")],
        ),
        ({"a.ndjson": b"1\n", "below/b.ndjson": b"2\n"}, "", [("file 1, line 1", b"1\n")]),
    ],
)
def test_cases_behind_an_address_are_those_of_a_folder(
    place: str, tmp_path: Path, objects: dict[str, bytes], name: str, expected: list[tuple[str, bytes]]
) -> None:
    for path, content in objects.items():
        _put(f"{place}/{path}", content)
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)

    assert _contents(f"{place}/{name}") == expected
    assert _contents(tmp_path / name) == expected


def test_lines_are_whole_wherever_a_block_ends(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_BLOCK", 7)
    address = _put(f"{place}/a.ndjson", b"".join(b'{"id": %d}\n' % number for number in range(12)))
    assert _contents(address) == [(f"line {number + 1}", b'{"id": %d}\n' % number) for number in range(12)]


def test_a_line_that_is_too_long_is_a_fault_and_the_next_one_is_read(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_files, "_LONGEST", 2_000_000)
    content = b"1\n%s\n%s\n2\n" % (b"x" * 2_000_000, b"y" * 2_000_001)
    (tmp_path / "a.ndjson").write_bytes(content)

    for given in (_put(f"{place}/a.ndjson", content), tmp_path / "a.ndjson"):
        said = [(one.within, len(one.content), one.fault) for one in _found(given)]
        assert said == [
            ("line 1", 2, ""),
            ("line 2", 2_000_001, ""),
            ("line 3", 0, "It is longer than 64 megabytes: that is no case."),
            ("line 4", 2, ""),
        ]


def test_a_case_file_that_is_too_long_is_a_fault(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_files, "_LONGEST", 10)
    for path, content in (("a.json", b"1234567890"), ("b.json", b"12345678901")):
        _put(f"{place}/{path}", content)
        (tmp_path / path).write_bytes(content)

    for given in (place, tmp_path):
        assert [(one.within, bool(one.content), bool(one.fault)) for one in _found(given)] == [
            ("file 1", True, False),
            ("file 2", False, True),
        ]


def _torn(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _flipped(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes(255 - one for one in whole[middle : middle + 64]) + whole[middle + 64 :]


@pytest.mark.parametrize("damaged", [_torn, _flipped])
def test_a_damaged_gzip_is_a_fault_after_the_cases_before_it(place: str, tmp_path: Path, damaged: Any) -> None:
    ids = b"".join(sha256(b"%d" % number).hexdigest().encode() + b"\n" for number in range(9000))
    content = damaged(gzip.compress(ids))
    (tmp_path / "a.ndjson.gz").write_bytes(content)

    for given in (_put(f"{place}/a.ndjson.gz", content), tmp_path / "a.ndjson.gz"):
        *before, last = _found(given)
        assert 3000 < len(before) < 6000
        assert b"".join(one.content for one in before) == ids[: 65 * len(before)]
        assert last.within == f"line {len(before) + 1}"
        assert last.fault.startswith("The file ends here: it is damaged (")


def test_what_is_no_gzip_at_all_is_a_fault(place: str, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson.gz").write_bytes(TWO)
    for given in (_put(f"{place}/a.ndjson.gz", TWO), tmp_path / "a.ndjson.gz"):
        assert [(one.within, one.fault) for one in _found(given)] == [
            ("line 1", "The file ends here: it is damaged (BadGzipFile).")
        ]


def _remove(address: str) -> None:
    bucket().rm_file(address)


def _replace(address: str) -> None:
    bucket().pipe_file(address, b'{"id": 7}\n' * 100)


@pytest.mark.parametrize(
    ("meanwhile", "says"),
    [
        (_remove, f"The file ends here: it cannot be read on (it is there no more). {AGAIN}"),
        (_replace, f"The file ends here: it was replaced while it was read. {AGAIN}"),
    ],
)
def test_an_object_that_vanishes_or_is_replaced_while_it_is_read_is_a_fault(
    place: str, monkeypatch: pytest.MonkeyPatch, meanwhile: Any, says: str
) -> None:
    monkeypatch.setattr(remote, "_BLOCK", 30)
    address = _put(f"{place}/a.ndjson", b'{"id": 0}\n' * 100)
    (source,) = find_sources([address], OPTIONS)
    cases = iter(source)
    first = [next(cases) for _ in range(3)]
    meanwhile(address)

    assert [one.content for one in first] == [b'{"id": 0}\n'] * 3
    assert [(one.within, one.content, one.fault, one.exit_code) for one in cases] == [("line 4", b"", says, 7)]


def test_one_of_many_objects_that_vanishes_is_a_fault_and_the_next_one_is_read(place: str) -> None:
    for name in ("a.json", "b.json", "c.json"):
        _put(f"{place}/{name}", b"1")
    (source,) = find_sources([place], OPTIONS)
    _remove(f"{place}/b.json")

    gone = f"The file cannot be read (it is there no more). {AGAIN}"
    assert [(one.within, one.fault) for one in source] == [("file 1", ""), ("file 2", gone), ("file 3", "")]


def test_a_connection_that_is_lost_is_a_fault_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(remote, "_BLOCK", 30)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with clusters.s3_server(tmp_path / "log") as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        bucket().mkdir("cases")
        (source,) = find_sources([_put("s3://cases/a.ndjson", b'{"id": 0}\n' * 100)], OPTIONS)
        cases = iter(source)
        next(cases)

    *before, last = cases
    assert len(before) == 2
    assert (last.within, last.fault) == (
        "line 4",
        f"The file ends here: it cannot be read on (it cannot be reached). {AGAIN}",
    )
    assert capfd.readouterr() == ("", "")


NO_TABLE = "Input 1: tables and C-CDA documents are not read from an address."
NO_FHIR = "Input 1: FHIR records are not read from an address."
NOT_THERE = "Input 1 cannot be read (there is no such place). Check the address and the credentials."
NO_CASE = "Input 1 is an address without a case. Expected objects in .json or .ndjson there."
NO_KEYS = "The address of input 1 holds a password or a key. Give it by the store's own settings."
NOT_PLAIN = "The address of input 1 leads through another. Give a plain one, such as s3://bucket/night."
FETCH = "Copy it into a folder of this machine first, and give that."


@pytest.mark.parametrize(
    ("objects", "address", "says"),
    [
        ((), "s3://night/{}/a.csv", f"{NO_TABLE} {FETCH}"),
        ((), "s3://night/{}/Doe.xlsx", f"{NO_TABLE} {FETCH}"),
        ((), "s3://night/{}/Doe.XML", f"{NO_TABLE} {FETCH}"),
        (("Patient.ndjson",), "s3://night/{}", f"{NO_FHIR} {FETCH}"),
        (("a.json", "b.ndjson"), "s3://night/{}", f"{NO_FHIR} {FETCH}"),
        (("Doe.json",), "s3://night/{}/Doe.json", f"{NO_FHIR} {FETCH}"),
        (("a.txt",), "s3://night/{}", NO_CASE),
        ((), "s3://night/{}", NOT_THERE),
        ((), "s3://night/{}/Doe.json", NOT_THERE),
        ((), "s3://nowhere/Doe.json", NOT_THERE),
        ((), "nosuch://night/Doe.json", "Input 1 is no address of a store. Such as s3://bucket/night is one."),
        ((), "s3://AKIA:secret-word@night/Doe.json", NO_KEYS),
        ((), "simplecache::s3://night/Doe.json", NOT_PLAIN),
    ],
)
def test_what_cannot_be_streamed_or_is_not_there_is_refused_and_not_named(
    s3: dict[str, str], tmp_path: Path, objects: tuple[str, ...], address: str, says: str
) -> None:
    for name in objects:
        _put(f"s3://night/{tmp_path.name}/{name}", PATIENT)
    with pytest.raises((CaseFileError, StoreError)) as refused:
        find_sources([address.format(tmp_path.name)], OPTIONS)
    assert str(refused.value) == says


def test_a_bundle_among_case_files_behind_an_address_is_a_fault(place: str) -> None:
    _put(f"{place}/a.json", b"{}")
    _put(f"{place}/b.json", PATIENT)
    fault = "FHIR records are not read from an address. Copy them into a folder of this machine first."
    assert [(one.within, one.fault) for one in _found(place)] == [("file 1", ""), ("file 2", fault)]


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    assert _contents(f"file://{tmp_path}/a.json") == [("", b"{}")]


def _with_note(path: str) -> dict[str, Any]:
    case = named("a", "aetna_initial_ready")
    case["documents"][0] |= {"file": path, "sha256": sha256(b"the note").hexdigest()}
    return case


@pytest.mark.parametrize("path", ["note.pdf", "notes/note.pdf", "../note.pdf"])
def test_a_document_is_read_from_beside_its_case(place: str, path: str) -> None:
    _put(f"{place}/cases/{path}".replace("/cases/..", ""), b"the note")
    address = _put(f"{place}/cases/a.ndjson", orjson.dumps(_with_note(path)))
    (one,) = _found(address)
    assert one.folder is not None
    assert attached_files(parse_case(one.content, "a"), remote.beside(one.folder)) == {"note": b"the note"}


@pytest.mark.parametrize("path", ["gone.pdf", "../../../other/note.pdf"])
def test_a_document_that_is_not_there_or_in_another_bucket_is_missing(place: str, path: str) -> None:
    case = parse_case(orjson.dumps(_with_note(path)), "a")
    with pytest.raises(ExhibitMissing, match="document note: its file is not where the case says it is"):
        attached_files(case, remote.beside(f"{place}/cases"))


def test_a_document_that_the_store_refuses_fails_its_case_alone_and_repeats_nothing(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **named: object) -> bytes:
        raise PermissionError("secret-word is no valid key")

    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "cat_file", refuse)
    with pytest.raises(ExhibitMissing) as refused:
        attached_files(parse_case(orjson.dumps(_with_note("note.pdf")), "a"), remote.beside(place))
    assert str(refused.value) == (
        f"A document of the case cannot be read from the address of its INPUT (no permission). {AGAIN}"
    )


def test_a_batch_from_a_bucket_is_that_from_a_folder(place: str, tmp_path: Path) -> None:
    without_note = _with_note("gone.pdf") | {"id": "c"}
    source = lines(tmp_path / "cases.ndjson", [named("b"), b"{", named("a"), without_note])
    run(_put(f"{place}/cases.ndjson", source.read_bytes()), tmp_path / "remote")
    run(source, tmp_path / "local")

    remote_, local = left_in(tmp_path / "remote"), left_in(tmp_path / "local")
    assert remote_ == local
    missing = "document note: its file is not where the case says it is. Put it back, or attach it anew."
    assert [(row["place"], row["because"]) for row in table(tmp_path / "remote") if row["case_id"] == "c"] == [
        ("input 1 (line 4)", missing)
    ]


def test_no_more_is_held_of_a_long_object_than_of_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_BLOCK", 100_000)
    files = fsspec.filesystem("memory")
    peaks = []
    for name, count in (("warm", 100), ("short", 1_000), ("long", 20_000)):
        files.pipe_file(f"/cases/{name}.ndjson", b'{"id": "%s"}\n' % (b"x" * 500) * count)
        (source,) = find_sources([f"memory://cases/{name}.ndjson"], OPTIONS)
        tracemalloc.start()
        assert sum(1 for _ in source) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    files.rm("/cases", recursive=True)
    assert peaks[2] <= 1.1 * peaks[1]
