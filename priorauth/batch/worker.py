"""The process that judges and prepares cases, started by the pool.

It speaks with the pool through one open socket, and writes nothing to a terminal or a log. It ends by itself when
the pool is gone, after the case in hand.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
from contextlib import ExitStack
from enum import Enum
from multiprocessing.connection import Connection
from typing import NamedTuple

from priorauth.batch.desk import Desk, Settings
from priorauth.batch.rows import Item, Row
from priorauth.batch.store import open_store
from priorauth.errors import OutputError, PriorAuthError

_MB = 1 << 20


class Work(Enum):
    """What is to be done with some cases."""

    JUDGE = "judge"
    PREPARE = "prepare"


class Task(NamedTuple):
    """Some cases for one worker."""

    work: Work
    items: tuple[Item, ...]
    rows: tuple[Row, ...] = ()
    """For PREPARE, the verdict on each."""
    tries: int = 0
    """How often a worker died over it."""


def serve(pool: Connection) -> None:
    """Take tasks from the pool until there are no more."""
    settings: Settings = pool.recv()
    _limit(settings.memory * _MB)
    with ExitStack() as until_the_end:
        try:
            desk = _desk(settings, until_the_end)
        except (PriorAuthError, OSError) as error:
            pool.send(_told(error, settings))
            return
        pool.send(None)
        gc.collect()
        gc.freeze()
        # a case makes tens of thousands of objects and leaves none behind: looked for less often, they cost less
        gc.set_threshold(50_000, 20, 100)
        while True:
            pool.send(_done(desk, pool.recv()))


def _desk(settings: Settings, until_the_end: ExitStack) -> Desk:
    store = open_store(settings.out)
    until_the_end.enter_context(store.at_work(settings.run))
    # what a killed worker leaves there is cleared at the next start
    tempfile.tempdir = str(store.scratch)
    desk = Desk(settings, store)
    desk.warm()
    return desk


def _told(error: PriorAuthError | OSError, settings: Settings) -> PriorAuthError:
    if isinstance(error, PriorAuthError):
        return error
    return OutputError(f"{settings.out} cannot be written ({error.strerror}). Free some space, then run again.")


def _done(desk: Desk, task: Task) -> list[Row]:
    if task.work is Work.JUDGE:
        return [desk.judge(item) for item in task.items]
    return [desk.prepare(item, row) for item, row in zip(task.items, task.rows, strict=True)]


def _limit(memory: int) -> None:
    # a dump of a process that died would hold patient data
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    soft = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (soft, most))


def main() -> None:
    """Serve the pool at the other end of the socket whose number is the argument."""
    try:
        serve(Connection(int(sys.argv[1])))
    except (EOFError, OSError):
        return  # the pool is gone
