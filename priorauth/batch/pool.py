"""The workers of this machine: hands out tasks, and notices a worker that dies or takes too long."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from priorauth.batch.desk import Settings, id_in
from priorauth.batch.rows import Row, failed
from priorauth.batch.worker import Task
from priorauth.errors import CaseStopped, PriorAuthError

_WORKER = "from priorauth.batch.worker import main; main()"
# seconds that a worker may take to start
_START = 120.0
_TRIES = 2


class Answer(NamedTuple):
    """What came of a task: its rows, or what has to be done again."""

    task: Task
    rows: tuple[Row, ...] = ()
    again: tuple[Task, ...] = ()
    fault: CaseStopped | None = None
    """Why the task's one case was given up."""

    @property
    def known(self) -> tuple[Row, ...]:
        """The rows of the task's cases, also that of a case that was given up."""
        if self.fault is None:
            return self.rows
        item = self.task.items[0]
        row = self.task.rows[0] if self.task.rows else Row(item.number, item.place, id_in(item.content))
        return (failed(row, self.fault),)


def after_loss(task: Task, why: str, *, tries: int = 1, most: int = _TRIES) -> Answer:
    """Return what is to be done after a task was lost with its worker: alone each, then again, then given up.

    ``tries`` is how many tries this loss counts for, ``most`` how many a case may have; ``why`` says what happened.
    """
    if len(task.items) > 1:  # which of them it was shows when each is alone
        return Answer(task, again=tuple(_alone(task)))
    tried = task.tries + tries
    if tried < most:
        return Answer(task, again=(task._replace(tries=tried),))
    return Answer(task, fault=CaseStopped(f"Stopped: {why}."))


class Pool:
    """A fixed number of worker processes. Use it as a context: they end with it."""

    remarks: tuple[str, ...] = ()

    def __init__(self, settings: Settings, jobs: int, seconds: float) -> None:
        self._settings, self._jobs, self._seconds = settings, jobs, seconds
        self._workers: list[_Worker] = []
        self._lost_starts = 0
        """How many workers in a row were lost before they had started; one may be killed, all means a fault."""

    def __enter__(self) -> Pool:
        """Start the workers."""
        self._workers = [_Worker(self._settings) for _ in range(self._jobs)]
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    @property
    def size(self) -> int:
        """How many tasks can be in hand at once."""
        return self._jobs

    @property
    def has_room(self) -> bool:
        """True where a worker waits for a task."""
        return any(worker.is_idle for worker in self._workers)

    @property
    def is_busy(self) -> bool:
        """True where a worker has a task in hand."""
        return any(worker.task is not None for worker in self._workers)

    def give(self, task: Task) -> None:
        """Give a task to a worker that waits."""
        worker = next(one for one in self._workers if one.is_idle)
        worker.give(task, self._seconds)

    def answers(self, patience: float) -> Iterator[Answer]:
        """Yield what was answered meanwhile; waits up to so many seconds for the first.

        Raises:
            PriorAuthError: a worker cannot start.
        """
        ready = wait([worker.end_of_pipe for worker in self._workers], patience)
        for worker in list(self._workers):
            is_late = time.monotonic() > worker.deadline
            if worker.end_of_pipe in ready or is_late:
                answer = worker.answer(is_late=worker.end_of_pipe not in ready, seconds=self._seconds)
                if worker.is_gone:
                    self._replace(worker)
                if answer is not None:
                    yield answer

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._lost_starts = 0 if worker.has_started else self._lost_starts + 1
        if self._lost_starts > _TRIES:
            raise CaseStopped("A worker could not start. Run again with fewer --jobs, or a larger --memory-limit.")
        self._workers[self._workers.index(worker)] = _Worker(self._settings)


class _Worker:
    """One process, and what it has in hand."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-c", _WORKER, str(theirs.fileno())]
        # Ctrl-C in a terminal reaches every process of its session: the workers are in another, and finish
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self.end_of_pipe = Connection(ours.detach())
        self.end_of_pipe.send(settings)
        self.task: Task | None = None
        self.has_started = False
        self.is_gone = False
        self.deadline = time.monotonic() + _START

    @property
    def is_idle(self) -> bool:
        return self.has_started and self.task is None

    def give(self, task: Task, seconds: float) -> None:
        self.task = task
        self.deadline = time.monotonic() + seconds
        with suppress(OSError):  # it died while it waited; the closed pipe says so to whoever listens
            self.end_of_pipe.send(task)

    def answer(self, *, is_late: bool, seconds: float) -> Answer | None:
        if is_late:
            return self._lost(f"it takes longer than {seconds:g} seconds (--time-limit)", tries=_TRIES)
        try:
            said = self.end_of_pipe.recv()
        except (EOFError, OSError):
            return self._lost(f"the process that worked on it died {_TRIES} times")
        task, self.task, self.deadline = self.task, None, float("inf")
        if task is not None:
            return Answer(task, tuple(said))
        self._start(said)
        return None

    def _start(self, said: object) -> None:
        if isinstance(said, PriorAuthError):
            raise said
        self.has_started = True

    def _lost(self, why: str, tries: int = 1) -> Answer | None:
        self.is_gone, task = True, self.task
        if task is None:
            return None
        return after_loss(task, why, tries=tries)

    def end(self) -> None:
        self.end_of_pipe.close()
        self._process.kill()
        self._process.wait()


def _alone(task: Task) -> Iterator[Task]:
    for index, item in enumerate(task.items):
        yield Task(task.work, (item,), task.rows[index : index + 1])
