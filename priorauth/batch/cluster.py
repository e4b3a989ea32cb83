"""A Dask cluster that does the work of a run. The run itself stays here: what becomes of a case is decided here alone.

Each task is sent to one worker by name, so it is known who had a case in hand when a worker is lost, and a worker gets
a case only after it has been found to be like this machine.
"""

from __future__ import annotations

import logging
import queue
import secrets
import signal
import threading
import time
import warnings
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from priorauth.batch import node
from priorauth.batch.desk import Settings
from priorauth.batch.likeness import differences, likeness
from priorauth.batch.node import Sealed
from priorauth.batch.pool import Answer, after_loss
from priorauth.batch.remote import beside
from priorauth.batch.rows import failed
from priorauth.batch.worker import Task, Work
from priorauth.case.attached import attached_files
from priorauth.case.read import parse_case
from priorauth.errors import ClusterError, PriorAuthError, SystemLibraryMissing

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

LOCAL = "local:"
_CONFIG = {
    "distributed.scheduler.http.routes": ["distributed.http.health"],
    "distributed.worker.http.routes": ["distributed.http.health"],
    "distributed.comm.timeouts.connect": "10s",
    "distributed.worker.profile.enabled": False,
}
_SCHEMES = ("tcp://", "tls://")
# seconds: for the scheduler to answer, for the first worker to come, for another when all are lost
_CONNECT, _FIRST, _OTHERS = 15.0, 60.0, 300.0
_LOOK_AGAIN = 1.0
# so many workers may be lost over one case; most are lost for another reason
_TRIES = 3
_GO_ON = "What is done stays done: run the same command again to go on."
_NO_PRIORAUTH = "priorauth[cluster] is not installed there, or in another version"


class _Given(NamedTuple):
    future: Future[Any]
    task: Task
    worker: str


class Cluster:
    """The workers behind a scheduler. Use it as a context: what it has begun on them ends with it."""

    def __init__(self, address: str, settings: Settings, seconds: float) -> None:
        self.remarks: list[str] = []
        self._address, self._settings, self._seconds = address, settings, seconds
        self._until_the_end = ExitStack()
        self._workers: dict[str, int] = {}
        """The tasks that each worker can have in hand, of those that are like this machine."""
        self._refused: set[str] = set()
        self._given: dict[str, _Given] = {}
        self._ended: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._at_once: list[Answer] = []
        self._looked = self._seen = 0.0
        self._is_begun = False

    def __enter__(self) -> Cluster:
        """Find the scheduler and its workers, and hold them against this machine.

        Raises:
            ClusterError: the scheduler does not answer, has no worker, or a worker differs from this machine.
        """
        with ExitStack() as entered:
            self._client = entered.enter_context(_connected(self._address))
            self._here = likeness(writes=self._settings.writes, engine=self._settings.engine)
            entered.callback(self._end)
            self._wait_for_first()
            self._until_the_end = entered.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End the run on every worker."""
        self._until_the_end.close()

    @property
    def size(self) -> int:
        """How many tasks can be in hand at once."""
        return max(1, sum(self._workers.values()))

    @property
    def has_room(self) -> bool:
        """True where a worker can be given a task; one more than it works on lies ready, so that it never waits."""
        return any(self._room(worker) > 0 for worker in self._workers)

    @property
    def is_busy(self) -> bool:
        """True where a task is in hand."""
        return bool(self._given or self._at_once)

    def give(self, task: Task) -> None:
        """Send a task to the worker that has the most room."""
        try:
            sent = _with_documents(task._replace(tries=0))
        except PriorAuthError as error:
            self._at_once.append(Answer(task, (failed(task.rows[0], error),)))
            return
        worker = max(self._workers, key=self._room)
        key = f"priorauth-{secrets.token_hex(8)}"
        with _scheduler(self._address):
            future = self._client.submit(
                node.work, self._settings.run, Sealed(sent), key=key, workers=[worker], allow_other_workers=False,
                pure=False,
            )  # fmt: skip
        self._given[key] = _Given(future, task, worker)
        future.add_done_callback(lambda ended: self._ended.put(ended.key))

    def answers(self, patience: float) -> Iterator[Answer]:
        """Yield what was answered meanwhile; waits up to so many seconds for the first.

        Raises:
            ClusterError: the scheduler or all workers are gone.
        """
        at_once, self._at_once = self._at_once, []
        yield from at_once
        if time.monotonic() - self._looked > _LOOK_AGAIN:
            yield from self._look_around()
        for key in self._ended_keys(0 if at_once else patience):
            if given := self._given.pop(key, None):
                yield self._answer(given)

    def _room(self, worker: str) -> int:
        return self._workers[worker] + 1 - sum(given.worker == worker for given in self._given.values())

    def _ended_keys(self, patience: float) -> Iterator[str]:
        try:
            yield self._ended.get(timeout=patience) if patience else self._ended.get_nowait()
            while True:
                yield self._ended.get_nowait()
        except queue.Empty:
            return

    def _answer(self, given: _Given) -> Answer:
        with _scheduler(self._address):
            said = _said(given.future)
        if isinstance(said, Sealed):
            return Answer(given.task, said.open())
        if said is None:
            self._refuse_lost_scheduler()
            return self._lost(given)
        self._workers.pop(given.worker, None)
        if said != node.NOT_BEGUN:
            self._refuse(given.worker, str(said))
        return Answer(given.task, again=(given.task,))

    def _refuse_lost_scheduler(self) -> None:
        # a client that has to connect anew is a new one to the scheduler, and its tasks are forgotten
        if self._client.status != "running":
            raise _gone(self._address)

    def _lost(self, given: _Given) -> Answer:
        why = f"{_TRIES} workers of the cluster were lost over it"
        return after_loss(given.task, why, most=_TRIES)

    def _look_around(self) -> Iterator[Answer]:
        """See who is there: cases of a worker that is gone are given to others, and a new worker is looked at."""
        self._refuse_lost_scheduler()
        with _scheduler(self._address):
            there: dict[str, int] = self._client.nthreads(callback_timeout=2 * _CONNECT)
        self._looked = time.monotonic()
        for gone in self._workers.keys() - there.keys():
            del self._workers[gone]
        for key, given in list(self._given.items()):
            if given.worker not in there:
                del self._given[key]
                given.future.cancel()
                yield self._lost(given)
        self._refused &= there.keys()
        new = {worker: tasks for worker, tasks in there.items() if worker not in self._workers.keys() | self._refused}
        if new:
            self._take_on(new)
        if new or self._workers:
            self._seen = time.monotonic()
        elif self._refused and self._is_begun:
            raise ClusterError(f"{self.remarks[-1]} No other worker is there. {_GO_ON}")
        elif time.monotonic() - self._seen > _OTHERS:
            raise ClusterError(f"{self._address} has had no usable worker for {_OTHERS:.0f} seconds. {_GO_ON}")

    def _wait_for_first(self) -> None:
        self._seen = time.monotonic()
        while True:
            for _ in self._look_around():
                pass
            if self.remarks:
                raise ClusterError(f"{self.remarks[0]} Nothing was run.")
            if self._workers:
                self._is_begun = True
                return
            if time.monotonic() - self._seen > _FIRST:
                raise ClusterError(
                    f"The scheduler at {self._address} has no worker. Start some: dask worker {self._address}"
                )
            time.sleep(_LOOK_AGAIN)

    def _take_on(self, new: dict[str, int]) -> None:
        """Take workers into the run that are like this machine and see the same store; refuse the others."""
        alike = {}
        for worker, told in self._asked(list(new), node.tell, self._settings.writes, self._settings.engine):
            differs = differences(self._here, told) if isinstance(told, dict) else str(told)
            if differs:
                self._refuse(worker, differs)
            else:
                alike[worker] = new[worker]
        for worker, why in self._asked(list(alike), node.begin, Sealed(self._settings), self._seconds):
            if why:
                self._refuse(worker, str(why))
            else:
                self._workers[worker] = alike[worker]

    def _asked(self, workers: list[str], call: Callable[..., object], *given: object) -> Iterator[tuple[str, object]]:
        if not workers:
            return
        with _scheduler(self._address):
            said = self._client.run(call, *given, workers=workers, on_error="return")
        for worker, one in said.items():
            if isinstance(one, OSError | TimeoutError):
                continue  # it is gone again; if it is not, it is asked at the next look
            yield worker, (_NO_PRIORAUTH if isinstance(one, BaseException) else one)

    def _refuse(self, worker: str, why: str) -> None:
        self._refused.add(worker)
        self.remarks.append(f"Worker {worker} is not used: {why.rstrip('.')}.")

    def _end(self) -> None:
        for given in self._given.values():
            given.future.cancel()
        if self._workers and self._client.status == "running":
            # all cases are done, or it is known already why not: a scheduler that vanishes now changes nothing
            with suppress(ClusterError), _scheduler(self._address):
                self._client.run(node.end, self._settings.run, workers=list(self._workers), on_error="return")


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise SystemLibraryMissing(
            "--cluster needs Dask, which is not installed. Run: pip install 'priorauth[cluster]'"
        ) from None
    with ExitStack() as until_the_end:
        _silence()
        until_the_end.enter_context(dask.config.set(_CONFIG))
        to = until_the_end.enter_context(_local(address)) if address.startswith(LOCAL) else _checked(address)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that versions differ is looked at below, and refused
                client = until_the_end.enter_context(Client(to, timeout=_CONNECT, set_as_default=False))
        except (OSError, ValueError, RuntimeError):
            raise ClusterError(
                f"No scheduler answers at {address}. Check the address, or start one: dask scheduler --no-dashboard"
            ) from None
        yield client


@contextmanager
def _local(address: str) -> Iterator[LocalCluster]:
    from distributed import LocalCluster

    number = address.removeprefix(LOCAL)
    if not number.isdecimal() or not int(number):
        raise ClusterError(f"{address} is no number of workers. Write {LOCAL}4, say.")
    with ExitStack() as until_the_end:
        with _ctrl_c_ignored():
            cluster = until_the_end.enter_context(
                LocalCluster(
                    n_workers=int(number),
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                    memory_limit=0,  # each process that works on a case has its own
                )
            )
        yield cluster


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C, which reaches all of a terminal: they finish."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _checked(address: str) -> str:
    if not address.startswith(_SCHEMES):
        raise ClusterError(f"{address} is no address of a cluster. Write tcp://scheduler:8786, say, or {LOCAL}4.")
    return address


@contextmanager
def _scheduler(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError):
        raise _gone(address) from None


def _gone(address: str) -> ClusterError:
    return ClusterError(f"The scheduler at {address} no longer answers. {_GO_ON}")


def _said(future: Future[Any]) -> object:
    """Return what a worker answered, or None where it was lost."""
    try:
        return future.result(timeout=_CONNECT)
    except (Exception, CancelledError):
        return None


def _with_documents(task: Task) -> Task:
    """Return a task with the documents of its case: a worker may not see the folder in which the case file lies."""
    items = tuple(item._replace(folder=None) for item in task.items)
    if task.work is Work.PREPARE and task.items[0].folder and b'"documents"' in task.items[0].content:
        case = parse_case(task.items[0].content, task.items[0].place)
        items = (items[0]._replace(documents=attached_files(case, beside(task.items[0].folder))),)
    return task._replace(items=items)


def _silence() -> None:
    # of a worker that is lost the run tells itself, in its own words
    for name in ("asyncio", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("asyncio", "distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
