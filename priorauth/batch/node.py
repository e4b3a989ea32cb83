"""What a worker of a cluster does for a run. It judges nothing itself: processes of its own do, with their limits.

Nothing is raised here and nothing of a case is logged: Dask writes what a function raised, and what it was given, into
its log. What crosses the cluster is sealed for the same reason.
"""

from __future__ import annotations

import asyncio
import pickle
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

from priorauth.batch.desk import Settings
from priorauth.batch.likeness import likeness
from priorauth.batch.pool import Answer, Pool
from priorauth.batch.rows import Row
from priorauth.batch.scratch import clear_scratch
from priorauth.batch.store import open_store
from priorauth.batch.worker import Task
from priorauth.errors import ClusterError, PriorAuthError
from priorauth.packet.files import EngineName

NOT_BEGUN = "not begun"
"""What a worker answers that knows nothing of the run: it was started anew."""
_IDLE = 30.0
_TICK = 0.25

_nodes: dict[str, Node] = {}


T = TypeVar("T")


class Sealed(Generic[T]):
    """Something on its way through a cluster that shows nothing of itself in a log or on a page."""

    def __init__(self, held: T) -> None:
        self._held = pickle.dumps(held)

    def open(self) -> T:
        """Return what it holds."""
        # only what a run has sealed comes through its own cluster
        held: T = pickle.loads(self._held)
        return held


async def tell(writes: bool, engine: EngineName) -> dict[str, str] | str:
    """Return what decides the bytes of a packet here, or why nothing can be made here."""
    try:
        return await asyncio.to_thread(likeness, writes=writes, engine=engine)
    except PriorAuthError as error:
        return str(error)
    except Exception as error:  # Dask would log it
        return f"{type(error).__name__} while it told its versions"


async def begin(sealed: Sealed[Settings], seconds: float) -> str:
    """Take up a run; returns why it cannot be done here, or nothing."""
    try:
        settings = sealed.open()
        await asyncio.to_thread(_look_at_store, settings)
    except PriorAuthError as error:
        return str(error)
    except Exception as error:  # Dask would log it
        return f"{type(error).__name__} while it took up the run"
    for run, node in list(_nodes.items()):
        if node.is_idle:
            del _nodes[run]
    _nodes.setdefault(settings.run, Node(settings, seconds))
    return ""


def work(run: str, sealed: Sealed[Task]) -> Sealed[tuple[Row, ...]] | PriorAuthError | str:
    """Do a task; returns its rows, or why this worker cannot do it."""
    node = _nodes.get(run)
    if node is None:
        return NOT_BEGUN
    try:
        return Sealed(tuple(node.rows(sealed.open())))
    except PriorAuthError as error:
        return error
    except Exception as error:  # its message may hold patient data
        return ClusterError(f"{type(error).__name__} while it worked on a case.")


async def end(run: str) -> None:
    """End a run: its processes end, and nothing is left of them."""
    node = _nodes.pop(run, None)
    if node is not None:
        await asyncio.to_thread(node.end)


class Node:
    """The processes that a worker has for a run: as many as it has tasks in hand, kept for the next."""

    def __init__(self, settings: Settings, seconds: float) -> None:
        self._settings, self._seconds = settings, seconds
        self._pools: list[Pool] = []
        self._free: list[Pool] = []
        self._lock = threading.Lock()
        self._last = time.monotonic()
        self._has_ended = False

    @property
    def is_idle(self) -> bool:
        """True where no process is left."""
        return not self._pools

    def rows(self, task: Task) -> Iterator[Row]:
        """Yield the row of every case of a task.

        Raises:
            PriorAuthError: no process can start here, or the run has ended meanwhile.
        """
        pool = self._take()
        is_fit = False
        try:
            waiting = deque([task])
            while waiting:
                answer = self._answer(pool, waiting.popleft())
                waiting.extend(answer.again)
                yield from answer.known
            is_fit = True
        finally:
            self._give_back(pool, is_fit=is_fit)

    def end(self) -> None:
        """End all processes, and remove what they had of a case."""
        self._has_ended = True
        self._drop(0.0)
        clear_scratch()

    def _answer(self, pool: Pool, task: Task) -> Answer:
        is_given = False
        while not self._has_ended:
            if pool.has_room and not is_given:
                pool.give(task)
                is_given = True
            for answer in pool.answers(_TICK):
                return answer
        raise ClusterError("The run has ended.")

    def _take(self) -> Pool:
        with self._lock:
            self._last = time.monotonic()
            if self._free:
                return self._free.pop()
            if not self._pools:
                threading.Thread(target=self._watch, daemon=True).start()
            pool = Pool(self._settings, 1, self._seconds).__enter__()
            self._pools.append(pool)
            return pool

    def _give_back(self, pool: Pool, *, is_fit: bool) -> None:
        with self._lock:
            self._last = time.monotonic()
            if is_fit and not self._has_ended:
                self._free.append(pool)
                return
            self._pools.remove(pool)
        pool.__exit__()

    def _watch(self) -> None:
        # the run may have been killed, and then nobody says that it has ended
        while self._pools:
            time.sleep(_TICK)
            self._drop(_IDLE)

    def _drop(self, idle: float) -> None:
        """End the processes that wait for work, where none was given for so many seconds."""
        with self._lock:
            if time.monotonic() - self._last < idle:
                return
            free, self._free = self._free, []
            self._pools = [pool for pool in self._pools if pool not in free]
        for pool in free:
            pool.__exit__()


def _look_at_store(settings: Settings) -> None:
    with open_store(settings.out).at_work(settings.run):
        pass
