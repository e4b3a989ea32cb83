"""Google's and Azure's stores as output, each by an emulator on this machine: the bytes and the resume of a folder."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from priorauth.batch import remote
from priorauth.batch.address import connected
from priorauth.batch.bucket import Bucket
from priorauth.batch.records import Found
from priorauth.batch.remote import beside
from priorauth.batch.report import REPORT
from priorauth.batch.sources import find_sources
from priorauth.errors import StoreError
from tests.batch import emulators
from tests.batch.batches import OPTIONS, left_in, lines, named, run
from tests.batch.clusters import ended, wait_for
from tests.batch.emulators import stored

SPELLINGS = {
    "google": ["gs://night/{}", "gcs://night/{}"],
    "azure": ["az://night/{}", "abfs://night/{}", "abfss://night@devstoreaccount1.dfs.core.windows.net/{}"],
}
OF_THE_FOLDER_ALONE = {".batch/run", ".batch/workers", REPORT}


@pytest.fixture(scope="module", params=["google", "azure"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One store; this process and those that it starts can use it."""
    if request.param == "azure" and not shutil.which(emulators.AZURITE):
        pytest.skip(f"{emulators.AZURITE} is not installed: npm install --global azurite")
    start = getattr(emulators, request.param)
    with start(tmp_path_factory.mktemp("store") / "log") as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield request.param


def _written(store: str, prefix: str) -> dict[str, bytes]:
    scheme = SPELLINGS[store][0].partition(":")[0]
    found = stored(scheme, f"night/{prefix}")
    return {name: content for name, content in found.items() if name not in OF_THE_FOLDER_ALONE}


def _of_a_folder(source: Path, out: Path) -> dict[str, bytes]:
    run(source, out)
    return {name: content for name, content in left_in(out).items() if name not in OF_THE_FOLDER_ALONE}


def test_a_batch_that_was_killed_in_the_middle_ends_with_the_bytes_of_a_folder(store: str, tmp_path: Path) -> None:
    cases = [*(named(f"case-{number}") for number in range(9)), named("ready", "aetna_initial_ready")]
    source, out = lines(tmp_path / "cases.ndjson", cases), SPELLINGS[store][0].format("killed")
    command = [sys.executable, "-m", "priorauth", "batch", str(source), "--payer-from-case", "--out", out, "--quiet"]
    process = subprocess.Popen(
        [*command, "--jobs", "1"], env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    wait_for(lambda: len([name for name in _written(store, "killed") if "/manifest.json" in name]) >= 3, process)
    process.kill()
    assert ended(process) == (-9, "")

    # each run writes the name of the place in another way
    for spelling in SPELLINGS[store]:
        done = run(source, spelling.format("killed"))
        assert done.progress.kept >= 2
    assert done.progress == (10, 10, 0)
    assert _written(store, "killed") == _of_a_folder(source, tmp_path / "local")


def test_only_the_case_that_changed_is_written_again(store: str, tmp_path: Path) -> None:
    cases = {"kept": named("kept"), "changed": named("changed", "aetna_initial_ready"), "ready": named("ready")}
    source, out = lines(tmp_path / "cases.ndjson", cases.values()), SPELLINGS[store][-1].format("changed")
    run(source, out)
    before = _written(store, "changed")

    cases["changed"] = named("changed")
    lines(source, cases.values())
    assert run(source, out).progress == (3, 2, 0)
    assert _written(store, "changed") == _of_a_folder(source, tmp_path / "local")
    assert any(name not in _written(store, "changed") for name in before)


@pytest.mark.parametrize("number", [0, 1])
def test_cases_and_their_documents_are_read_from_there(store: str, number: int) -> None:
    address = SPELLINGS[store][number].format("in")
    files, root = connected(address, address)
    files.pipe({f"{root}/a.ndjson": b"1\n2\n", f"{root}/b.ndjson.gz": gzip.compress(b"3\n")})
    files.pipe({f"{root}/n/1.pdf": b"a note"})

    for given, expected in ((address, [b"1\n", b"2\n", b"3\n"]), (f"{address}/a.ndjson", [b"1\n", b"2\n"])):
        (source,) = find_sources([given], OPTIONS)
        found = list(source)
        assert [one.content for one in found] == expected
        assert [_beside(one, "n/1.pdf") for one in found] == [b"a note"] * len(expected)


def test_an_object_that_is_replaced_by_one_as_long_while_it_is_read_is_seen(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_BLOCK", 30)
    address = SPELLINGS[store][0].format("replaced.ndjson")
    files, path = connected(address, address)
    files.pipe({path: b'{"id": 0}\n' * 100})
    (source,) = find_sources([address], OPTIONS)
    cases = iter(source)
    first = [next(cases) for _ in range(3)]
    files.pipe({path: b'{"id": 7}\n' * 100})

    (last,) = cases
    assert [one.content for one in first] == [b'{"id": 0}\n'] * 3
    assert last.fault == "The file ends here: it was replaced while it was read. Run the same command again."


def _beside(found: Found, path: str) -> bytes:
    assert found.folder is not None
    read = beside(found.folder)
    assert not isinstance(read, Path)
    return read(path)


@pytest.mark.parametrize("number", [0, 1])
def test_a_bucket_that_is_not_there_is_said_before_the_first_case(store: str, tmp_path: Path, number: int) -> None:
    address = SPELLINGS[store][number].format("out").replace("night", "nowhere", 1)
    with pytest.raises(StoreError) as refused:
        run(lines(tmp_path / "cases.ndjson", [named("a")]), address)
    assert str(refused.value) == (
        f"{address} cannot be used (there is no such place). Check the address and the credentials, then run again."
    )


# the emulator of Google's store takes every key
@pytest.mark.parametrize("store", ["azure"], indirect=True)
def test_a_key_that_is_not_valid_is_said_and_not_repeated(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = os.environ["AZURE_STORAGE_CONNECTION_STRING"].replace(emulators.AZURE_KEY, "d3Jvbmc=")
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", wrong)
    with pytest.raises(StoreError, match=r"^az://night/out cannot be used \(no permission\)\. Check the"):
        Bucket("az://night/out").is_done("a", "abc")

    monkeypatch.delenv("AZURE_STORAGE_CONNECTION_STRING")
    with pytest.raises(StoreError, match=r"^az://night/out cannot be used \(no account, or no credentials\)\. Give"):
        Bucket("az://night/out")
