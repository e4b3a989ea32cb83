"""The process that judges and prepares cases, started by the pool.

It speaks with the pool through one open socket, and writes nothing to a terminal or a log. It ends by itself when
the pool is gone, after the case in hand.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
from enum import Enum
from multiprocessing.connection import Connection
from typing import NamedTuple

from priorauth.batch.desk import Desk, Settings
from priorauth.batch.folder import Folder
from priorauth.batch.rows import Item, Row
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
    folder = Folder(settings.out)
    folder.at_work()
    # what a killed worker leaves there is cleared at the next start
    tempfile.tempdir = str(folder.scratch)
    _limit(settings.memory * _MB)
    desk = Desk(settings)
    try:
        desk.warm()
    except PriorAuthError as error:
        pool.send(error)
        return
    except OSError as error:
        pool.send(OutputError(f"{settings.out} cannot be written ({error.strerror}). Free some space, then run again."))
        return
    pool.send(None)
    gc.collect()
    gc.freeze()
    # a case makes tens of thousands of objects and leaves none behind: looked for less often, they cost less
    gc.set_threshold(50_000, 20, 100)
    while True:
        pool.send(_done(desk, pool.recv()))


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
