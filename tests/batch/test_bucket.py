"""An object store as output: a packet counts only when it is whole, whatever a worker was doing when it died."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import fsspec
import orjson
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from priorauth import prepare_packet
from priorauth.batch.bucket import Bucket
from priorauth.batch.store import open_store
from priorauth.errors import OutputError, StoreError, SystemLibraryMissing
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import Packet
from priorauth.packet.held import read_packet
from priorauth.packet.signing import make_signature
from tests.batch.batches import named

NIGHT = "memory://night"


@pytest.fixture(scope="module")
def packets() -> dict[str, Packet]:
    """One case as it was, and as it is; the later packet lacks a file of the earlier one."""
    before, after = prepare_packet(named("a", "aetna_initial_ready")), prepare_packet(named("a"))
    assert {file.path for file in before.files} - {file.path for file in after.files}
    return {"before": before, "after": after}


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


@pytest.fixture
def bucket() -> Bucket:
    made = Bucket(NIGHT)
    _hold(made, "run-1")
    return made


def _hold(bucket: Bucket, run: str) -> None:
    fsspec.filesystem("memory").pipe_file("/night/.batch/run", run.encode())
    with bucket.at_work(run):
        pass


def _objects() -> dict[str, bytes]:
    return {name: file.getvalue() for name, file in MemoryFileSystem.store.items()}


class _Died(BaseException):
    pass


def _dies_after(writes: int, patch: pytest.MonkeyPatch) -> None:
    """Let the process die when it has written or removed so many objects."""
    left = [writes]

    def once_more(real: object) -> object:
        def call(self: object, *given: object, **named: object) -> object:
            if not left[0]:
                raise _Died
            left[0] -= 1
            return real(self, *given, **named)  # type: ignore[operator]

        return call

    for name in ("pipe_file", "rm_file"):
        patch.setattr(MemoryFileSystem, name, once_more(getattr(MemoryFileSystem, name)))


def test_a_packet_that_was_put_is_done_and_any_other_is_not(bucket: Bucket, packets: dict[str, Packet]) -> None:
    bucket.put(packets["after"], "abc")
    assert bucket.is_done("a", "abc")
    assert not bucket.is_done("a", "abd")
    assert not bucket.is_done("a", "ab")
    assert not bucket.is_done("b", "abc")


def test_the_objects_are_the_files_of_a_folder(bucket: Bucket, packets: dict[str, Packet], tmp_path: Path) -> None:
    bucket.put(packets["after"], "abc")
    folder = open_store(str(tmp_path))
    with folder.held(0, "run-1"):
        folder.put(packets["after"], "abc")

    local = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    stored = {name.removeprefix("/night/"): content for name, content in _objects().items()}
    assert {name for name in stored if not name.startswith(".batch/")} == {
        name for name in local if not name.startswith(".batch/")
    }
    assert {name: content for name, content in stored.items() if name != ".batch/run"} == {
        name: content for name, content in local.items() if name not in (".batch/run", ".batch/workers")
    }


def test_a_worker_that_dies_anywhere_leaves_a_case_that_is_not_done_or_is_whole(packets: dict[str, Packet]) -> None:
    undisturbed = Bucket(NIGHT)
    _hold(undisturbed, "run-1")
    undisturbed.put(packets["after"], "new")
    expected, died = _objects(), 0

    for writes in range(100):
        MemoryFileSystem.store.clear()
        bucket = Bucket(NIGHT)
        _hold(bucket, "run-1")
        bucket.put(packets["before"], "old")
        with pytest.MonkeyPatch.context() as patch:
            _dies_after(writes, patch)
            try:
                bucket.put(packets["after"], "new")
            except _Died:
                died += 1
            else:
                break
        assert not bucket.is_done("a", "new")
        assert bucket.is_done("a", "old") == (writes == 0)
        bucket.put(packets["after"], "new")
        assert _objects() == expected, f"died after {writes} writes"

    assert died > len(packets["after"].files)


def test_a_worker_that_dies_anywhere_loses_no_sign_off() -> None:
    signature = {"by": "Ana Example", "credentials": "MD", "on": "2026-06-11"}
    case = named("a", "aetna_initial_ready")
    before = prepare_packet(case, signature=signature)
    # what a run makes of it when only the prices changed
    after, died = prepare_packet(case, signature=signature, prices=PriceTable(vial_200=Decimal(1200))), 0

    for writes in range(100):
        MemoryFileSystem.store.clear()
        bucket = Bucket(NIGHT)
        _hold(bucket, "run-1")
        bucket.put(before, "old")
        with pytest.MonkeyPatch.context() as patch:
            _dies_after(writes, patch)
            try:
                bucket.put(after, "new")
            except _Died:
                died += 1
            else:
                break
        with bucket.held(0, "run-1"), bucket.earlier("a") as folder:
            assert read_packet(folder / "a").signature_for(after) == make_signature(signature), f"died after {writes}"
        _hold(bucket, "run-1")
        assert bucket.put(after, "new") == ""
        assert bucket.is_done("a", "new")
        assert [name for name in _objects() if "/.batch/signed/" in name] == []

    assert died > 2 * len(before.files)


@pytest.mark.parametrize("path", ["../../evil.pdf", "/evil.pdf"])
def test_a_manifest_that_was_tampered_with_writes_nothing_elsewhere(bucket: Bucket, path: str) -> None:
    packet = prepare_packet(named("a", "aetna_initial_ready"), signature={"by": "Ana Example", "on": "2026-06-11"})
    bucket.put(packet, "abc")
    files = fsspec.filesystem("memory")
    manifest = orjson.loads(files.cat_file("/night/a/manifest.json"))
    manifest["files"][0]["path"] = path
    files.pipe_file("/night/a/manifest.json", orjson.dumps(manifest))
    files.pipe_file(f"/night/a/{path}", b"evil")

    with bucket.held(0, "run-1"), bucket.earlier("a") as folder:
        names = {one.relative_to(bucket.scratch).as_posix() for one in bucket.scratch.rglob("evil*")}
        assert (names, Path("/evil.pdf").exists(), (folder / "a" / "manifest.json").exists()) == (set(), False, True)


def test_a_packet_that_lost_or_changed_an_object_is_not_done(bucket: Bucket, packets: dict[str, Packet]) -> None:
    files = fsspec.filesystem("memory")
    bucket.put(packets["after"], "abc")
    files.pipe_file("/night/a/office/review.json", b"")
    assert not bucket.is_done("a", "abc")

    bucket.put(packets["after"], "abc")
    assert bucket.is_done("a", "abc")
    files.pipe_file("/night/a/manifest.json", b"{}")
    assert not bucket.is_done("a", "abc")


def test_what_is_no_packet_of_a_batch_is_left_alone(bucket: Bucket, packets: dict[str, Packet]) -> None:
    fsspec.filesystem("memory").pipe_file("/night/a/thesis.txt", b"mine")
    with pytest.raises(OutputError, match="night/a is no packet of a batch"):
        bucket.put(packets["after"], "abc")
    bucket.withdraw("a")
    assert set(_objects()) == {"/night/a/thesis.txt", "/night/.batch/run"}


def test_a_packet_can_be_withdrawn(bucket: Bucket, packets: dict[str, Packet]) -> None:
    bucket.put(packets["before"], "abc")
    bucket.withdraw("a")
    assert set(_objects()) == {"/night/.batch/run"}


def test_a_later_run_takes_the_store_over_and_workers_of_the_earlier_one_stop(
    bucket: Bucket, packets: dict[str, Packet]
) -> None:
    later = Bucket(NIGHT)
    with later.held(0, "run-2"):
        later.put(packets["after"], "abc")
        with pytest.raises(StoreError, match="another batch writes there now"):
            bucket.put(packets["before"], "old")
        with pytest.raises(StoreError, match="another batch writes there now"), bucket.at_work("run-1"):
            pass
        assert later.is_done("a", "abc")
    assert "/night/.batch/run" not in _objects()


def test_a_text_file_is_uploaded_when_it_is_whole(bucket: Bucket) -> None:
    with bucket.held(0, "run-2"):
        with pytest.raises(TypeError), bucket.whole_file("summary.csv") as file:
            file.writelines(["half", 1])  # type: ignore[list-item]
        assert "/night/summary.csv" not in _objects()
        with bucket.whole_file("summary.csv") as file:
            file.write("whole\n")
    assert _objects() == {"/night/summary.csv": b"whole\n"}


def test_the_local_folder_of_a_worker_is_removed_and_that_of_a_killed_one_by_the_next(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "priorauth-batch-of_killed").mkdir()
    (tmp_path / "other").mkdir()
    with bucket.at_work("run-1"):
        assert {path.name for path in tmp_path.iterdir()} == {"other", bucket.scratch.name}
        with Bucket(NIGHT).at_work("run-1"):
            assert bucket.scratch.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize(
    "address",
    ["s3://AKIAINVENTED:secret-word@night/out", "https://host/out?sig=secret-word", "ftp://me:secret-word@host/out"],
)
def test_an_address_with_a_password_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreError, match="holds a password or a key") as refused:
        open_store(address)
    assert "secret-word" not in str(refused.value)


def test_what_the_library_of_a_store_says_is_not_repeated(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, path: str, **given: object) -> bytes:
        raise PermissionError("secret-word is no valid key")

    monkeypatch.setattr(MemoryFileSystem, "cat_file", refuse)
    with pytest.raises(StoreError) as refused:
        bucket.is_done("a", "abc")
    assert str(refused.value) == (
        "memory://night cannot be used (no permission). Check the address and the credentials, then run again."
    )
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://night", "is seen by one process only"),
        ("nosuch://night", "nosuch://night is no address of a store"),
    ],
)
def test_an_address_that_cannot_serve_is_refused(address: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        open_store(address)


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    with open_store(f"file://{tmp_path}/out").held(0, "run-1"):
        assert (tmp_path / "out" / ".batch").is_dir()


def test_without_its_library_an_address_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(SystemLibraryMissing, match=r"pip install 'priorauth\[cluster\]'"):
        open_store("s3://night/out")


def test_a_file_of_a_packet_can_be_opened_to_be_merged(bucket: Bucket, packets: dict[str, Packet]) -> None:
    bucket.put(packets["before"], "abc")
    (draft,) = (file.content for file in packets["before"].files if file.path == "office/packet_draft.pdf")
    assert bucket.pdf("a", "for_payer/packet.pdf", "office/packet_draft.pdf").read() == draft
    with pytest.raises(FileNotFoundError):
        bucket.pdf("b", "for_payer/packet.pdf")
