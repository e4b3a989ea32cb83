"""Whom a run on a cluster gives a case: only who is like this machine, and not for ever."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import orjson
import pytest

from priorauth.batch import cluster, node
from priorauth.batch.cluster import Cluster
from priorauth.batch.desk import Settings
from priorauth.batch.likeness import differences
from priorauth.batch.node import Sealed
from priorauth.batch.pool import Answer
from priorauth.batch.rows import Item, Row
from priorauth.batch.worker import Task, Work
from priorauth.errors import CaseStopped, ClusterError, SystemLibraryMissing
from priorauth.policy.folder import PolicyFolder
from tests.batch.batches import named

HERE = {"Python": "3.11.7", "weasyprint": "70.0"}
SETTINGS = Settings(out="/nowhere", own=PolicyFolder(), key=b"", run="run-1", made_with="", writes=False)
ONE = Task(Work.JUDGE, (Item(1, "input 1", b'{"id": "a"}'),))
TWO = Task(Work.JUDGE, (*ONE.items, Item(2, "input 2", b'{"id": "b"}')))


class Ended(Future[Any]):
    """A future of Dask's, as far as a run uses it."""

    key = ""


class Dask:
    """A scheduler whose workers answer as a test says."""

    def __init__(self) -> None:
        self.status = "running"
        self.workers = {"tcp://a": 1}
        self.tells: dict[str, object] = {}
        self.begins: dict[str, str] = {}
        self.sent: list[tuple[str, Ended]] = []
        self.sealed: list[Sealed[Task]] = []

    def nthreads(self, callback_timeout: float) -> dict[str, int]:
        return dict(self.workers)

    def run(self, call: Callable[..., object], *given: object, workers: list[str], on_error: str) -> dict[str, object]:
        if call is node.tell:
            return {worker: self.tells.get(worker, HERE) for worker in workers}
        return {worker: self.begins.get(worker, "") for worker in workers}

    def submit(
        self, work: object, run: str, sealed: Sealed[Task], *, key: str, workers: list[str], **given: object
    ) -> Ended:
        future = Ended()
        future.key = key
        self.sent.append((workers[0], future))
        self.sealed.append(sealed)
        return future

    def answer(self, said: object) -> None:
        self.sent[-1][1].set_result(said)


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> Dask:
    made = Dask()

    @contextmanager
    def connected(address: str) -> Iterator[Dask]:
        yield made

    monkeypatch.setattr(cluster, "_connected", connected)
    monkeypatch.setattr(cluster, "likeness", lambda **_: HERE)
    monkeypatch.setattr(cluster, "_LOOK_AGAIN", 0.0)
    return made


def _run() -> Cluster:
    return Cluster("tcp://scheduler:8786", SETTINGS, 120)


def _answers(run: Cluster) -> list[Answer]:
    return list(run.answers(0.01))


@pytest.mark.parametrize(
    ("there", "says"),
    [
        ({"Python": "3.11.7", "weasyprint": "70.0"}, ""),
        ({"Python": "3.11.7", "weasyprint": "70.1"}, "weasyprint 70.1 there and 70.0 here"),
        ({"Python": "3.12", "weasyprint": "9"}, "Python 3.12 there and 3.11.7 here, weasyprint 9 there and 70.0 here"),
        ({"Python": "3.11.7"}, "weasyprint none there and 70.0 here"),
        ({**HERE, "Pango": "1.50"}, "Pango 1.50 there and none here"),
    ],
)  # fmt: skip
def test_what_differs_between_two_machines_is_said_in_words(there: dict[str, str], says: str) -> None:
    assert differences(HERE, there) == says


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({**HERE, "weasyprint": "69.0"}, "weasyprint 69.0 there and 70.0 here"),
        ("Pango is not installed.", "Pango is not installed"),
        (
            ModuleNotFoundError("No module named 'priorauth'"),
            "priorauth.cluster. is not installed there, or in another",
        ),
    ],
)
def test_a_worker_that_differs_at_the_start_ends_the_run(dask: Dask, told: object, says: str) -> None:
    dask.workers, dask.tells = {"tcp://a": 1, "tcp://b": 1}, {"tcp://b": told}
    with pytest.raises(ClusterError, match=rf"Worker tcp://b is not used: {says}.*\. Nothing was run\."), _run():
        pass


def test_a_worker_that_does_not_see_the_store_ends_the_run_before_it_begins(dask: Dask) -> None:
    dask.begins = {"tcp://a": "/nowhere is not the folder of this run. Give an --out that every worker sees."}
    with (
        pytest.raises(ClusterError, match=r"tcp://a is not used: /nowhere is not the folder .* Nothing was run\."),
        _run(),
    ):
        pass


def test_a_worker_that_joins_later_and_differs_gets_no_case_and_is_told_of(dask: Dask) -> None:
    with _run() as run:
        dask.workers["tcp://b"] = 5
        dask.tells["tcp://b"] = {**HERE, "weasyprint": "69.0"}
        _answers(run)
        run.give(ONE)
        run.give(ONE)
        assert [worker for worker, _ in dask.sent] == ["tcp://a", "tcp://a"]
        assert not run.has_room
        assert run.remarks == ["Worker tcp://b is not used: weasyprint 69.0 there and 70.0 here."]


def test_a_worker_that_joins_later_and_is_alike_gets_cases(dask: Dask) -> None:
    with _run() as run:
        dask.workers["tcp://b"] = 2
        _answers(run)
        for _ in range(5):
            run.give(ONE)
        assert sorted(worker for worker, _ in dask.sent) == ["tcp://a"] * 2 + ["tcp://b"] * 3
        assert (run.size, run.has_room) == (3, False)


def test_a_worker_that_cannot_work_is_used_no_more_and_its_case_has_lost_nothing(dask: Dask) -> None:
    with _run() as run:
        run.give(ONE)
        dask.answer(CaseStopped("A worker could not start."))
        (answer,) = _answers(run)
        assert answer.again == (ONE,)
        with pytest.raises(
            ClusterError, match=r"tcp://a is not used: A worker could not start\. No other worker is there"
        ):
            _answers(run)


def test_a_case_is_given_to_three_workers_and_then_named(dask: Dask) -> None:
    with _run() as run:
        task = ONE
        for lost in ("tcp://a", "tcp://b"):
            run.give(task)
            dask.workers = {f"{lost[:-1]}{chr(ord(lost[-1]) + 1)}": 1}
            (answer,) = _answers(run)
            assert answer.known == ()
            (task,) = answer.again
        run.give(task)
        dask.workers = {"tcp://d": 1}
        (answer,) = _answers(run)

    (row,) = answer.known
    assert [worker for worker, _ in dask.sent] == ["tcp://a", "tcp://b", "tcp://c"]
    assert (row.case_id, row.exit_code, row.said) == ("a", 15, "Stopped: 3 workers of the cluster were lost over it.")


def test_cases_that_were_lost_together_are_given_again_one_by_one(dask: Dask) -> None:
    with _run() as run:
        run.give(TWO)
        dask.workers = {"tcp://b": 1}
        (answer,) = _answers(run)
    assert [[item.number for item in task.items] for task in answer.again] == [[1], [2]]


def test_a_worker_that_was_started_anew_is_asked_again_and_the_case_has_lost_nothing(dask: Dask) -> None:
    with _run() as run:
        run.give(ONE)
        dask.answer(node.NOT_BEGUN)
        (answer,) = _answers(run)
        assert answer.again == (ONE,)
        assert not run.has_room
        assert _answers(run) == []
        run.give(ONE)
        dask.answer(Sealed((Row(1, "input 1", "a"),)))
        (answer,) = _answers(run)
    assert answer.known == (Row(1, "input 1", "a"),)
    assert run.remarks == []


def _with_a_note(folder: Path | str, content: bytes) -> Task:
    case = named("a", "aetna_initial_ready")
    case["documents"][0] |= {"file": "note.pdf", "sha256": sha256(b"the note").hexdigest()}
    with fsspec.open(f"{folder}/note.pdf", "wb") as file:
        file.write(content)
    item = Item(1, "input 1", orjson.dumps(case), folder=folder)
    return Task(Work.PREPARE, (item,), (Row(1, "input 1", "a"),))


@pytest.mark.parametrize("is_address", [False, True])
def test_a_worker_is_sent_the_documents_that_it_cannot_read_itself(
    dask: Dask, tmp_path: Path, is_address: bool
) -> None:
    folder = f"memory:/{tmp_path}" if is_address else tmp_path
    with _run() as run:
        run.give(_with_a_note(folder, b"the note"))
    (item,) = dask.sealed[0].open().items
    assert (item.folder, item.documents) == (None, {"note": b"the note"})


def test_a_document_that_has_changed_fails_its_case_without_a_worker(dask: Dask, tmp_path: Path) -> None:
    with _run() as run:
        run.give(_with_a_note(tmp_path, b"another"))
        assert run.is_busy
        (answer,) = _answers(run)
        assert not run.is_busy
    assert [(row.case_id, row.exit_code) for row in answer.known] == [("a", 5)]
    assert dask.sent == []


def test_a_scheduler_that_is_gone_ends_the_run(dask: Dask) -> None:
    with _run() as run:
        dask.status = "connecting"
        with pytest.raises(ClusterError, match=r"tcp://scheduler:8786 no longer answers\. What is done stays done"):
            _answers(run)


def test_a_scheduler_without_workers_is_waited_for_and_then_said(dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_FIRST", 0.01)
    dask.workers = {}
    with pytest.raises(ClusterError, match=r"has no worker\. Start some: dask worker tcp://scheduler:8786"), _run():
        pass


def test_a_run_whose_workers_are_all_gone_waits_for_others_and_then_ends(
    dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _run() as run:
        dask.workers = {}
        assert _answers(run) == []
        monkeypatch.setattr(cluster, "_OTHERS", 0.0)
        with pytest.raises(ClusterError, match="no usable worker for 0 seconds"):
            _answers(run)


def test_what_is_sent_to_a_worker_shows_nothing_of_the_case() -> None:
    assert "input" not in f"{Sealed(ONE)!r} {Sealed(ONE)}"
    assert Sealed(ONE).open() == ONE


@pytest.mark.parametrize("address", ["scheduler:8786", "local:", "local:0", "local:x", "http://scheduler"])
def test_what_is_no_address_of_a_cluster_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match=rf"{address} is no "), Cluster(address, SETTINGS, 120):
        pass


def test_where_no_scheduler_answers_it_is_said_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with pytest.raises(ClusterError, match=r"No scheduler answers at tcp://127\.0\.0\.1:1\."):
        Cluster("tcp://127.0.0.1:1", SETTINGS, 120).__enter__()


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemLibraryMissing, match=r"Run: pip install 'priorauth\[cluster\]'"):
        Cluster("local:1", SETTINGS, 120).__enter__()
