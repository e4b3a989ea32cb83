"""On a cluster, with an object store as output, a batch ends with the bytes of a run on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from priorauth.batch.report import REPORT
from priorauth.errors import ClusterError, StoreError
from tests.batch import clusters
from tests.batch.batches import left_in, lines, named, run
from tests.batch.clusters import SECRET, Cluster, bucket, ended, objects, wait_for

READY = "aetna_initial_ready"
OF_THE_FOLDER_ALONE = {".batch/run", ".batch/workers", REPORT}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, s3: dict[str, str]) -> Iterator[Cluster]:
    scratch = tmp_path_factory.mktemp("scratch")
    with clusters.cluster(tmp_path_factory.mktemp("cluster"), 2, {**s3, "TMPDIR": str(scratch)}) as made:
        yield made


def _local(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in left_in(out).items() if name not in OF_THE_FOLDER_ALONE}


def _stored(prefix: str) -> dict[str, bytes]:
    return {name: content for name, content in objects(prefix).items() if name not in OF_THE_FOLDER_ALONE}


def _written(prefix: str) -> dict[str, object]:
    return {name: one["LastModified"] for name, one in bucket().find(prefix, detail=True).items()}


def _left_of_cases(cluster: Cluster) -> list[Path]:
    return list(Path(cluster.environment["TMPDIR"]).glob("priorauth-*"))


def test_with_a_worker_killed_it_ends_with_the_bytes_of_this_machine(
    three: Cluster, s3: dict[str, str], tmp_path: Path
) -> None:
    cases = [*(named(f"case-{number:02}") for number in range(10)), named("case-01"), named("ready", READY)]
    source, doomed = lines(tmp_path / "cases.ndjson", [*cases, b"{"]), three.start_worker()
    wait_for(lambda: b"Registered to" in doomed.log.read_bytes())
    process = three.batch(source, "--out", "s3://night/killed")
    files = bucket()
    wait_for(lambda: len(files.find("night/killed/.batch/done")) >= 2, process)
    doomed.kill()

    assert ended(process) == (3, "")
    run(source, tmp_path / "local")
    assert _stored("night/killed") == _local(tmp_path / "local")
    wait_for(lambda: _left_of_cases(three) == [])
    patient = named("ready", READY)["patient"]
    said = three.logged() + repr(sorted(objects("night/killed")))
    assert [word for word in (SECRET, patient["family"], patient["born"], '"patient"') if word in said] == []


def test_run_again_it_does_only_what_is_missing_or_changed(s3: dict[str, str], tmp_path: Path) -> None:
    cases = {name: named(name) for name in ("kept", "changed", "gone", "begun")}
    source, out = tmp_path / "cases.ndjson", "s3://night/again"
    assert run(lines(source, cases.values()), out).progress == (4, 0, 0)
    before = objects("night/again")

    cases["changed"]["practice"] = {"name": "Other Neurology"}
    bucket().rm_file("night/again/gone/office/checklist.pdf")
    bucket().pipe_file("night/again/.batch/done/begun", b"begun\n")
    written = _written("night/again/kept")
    assert run(lines(source, [*cases.values(), named("new")]), out).progress == (5, 1, 0)

    assert {
        path: one["LastModified"] for path, one in bucket().find("night/again/kept", detail=True).items()
    } == written
    run(source, tmp_path / "local")
    assert _stored("night/again") == _local(tmp_path / "local")
    assert objects("night/again")["changed/manifest.json"] != before["changed/manifest.json"]


def test_a_worker_that_differs_is_named_and_nothing_is_run(three: Cluster, tmp_path: Path) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("a")])
    other = three.start_worker("--preload", "tests.batch.other_machine")
    wait_for(lambda: b"Registered to" in other.log.read_bytes())
    try:
        code, said = ended(three.batch(source, "--out", tmp_path / "out"))
    finally:
        other.kill()

    assert code == ClusterError.exit_code
    assert said.startswith("priorauth: Worker tcp://127.0.0.1:")
    assert said.endswith(" is not used: weasyprint 69.0 there and 70.0 here. Nothing was run.\n")
    assert not (tmp_path / "out" / "a").exists()


def test_a_bucket_that_is_not_there_is_said_before_the_first_case(s3: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^s3://nowhere/out cannot be used \(there is no such place\)\. Check the"):
        run(lines(tmp_path / "cases.ndjson", [named("a")]), "s3://nowhere/out")


def test_a_scheduler_that_vanishes_ends_the_run_and_another_run_goes_on(
    s3: dict[str, str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, out = lines(tmp_path / "c.ndjson", [named(f"case-{number}") for number in range(8)]), tmp_path / "out"
    with clusters.cluster(tmp_path_factory.mktemp("short"), 1, {}) as short:
        process = short.batch(source, "--out", out)
        wait_for(lambda: any(out.glob("case-*/manifest.json")), process)
        short.scheduler.kill()
        code, said = ended(process)

    assert code == ClusterError.exit_code
    assert said == (
        f"priorauth: The scheduler at {short.address} no longer answers. "
        "What is done stays done: run the same command again to go on.\n"
    )
    assert run(source, out).progress.kept >= 1
    run(source, tmp_path / "undisturbed")
    assert left_in(out) == left_in(tmp_path / "undisturbed")
