"""Who does the work of a run: the processes of this machine, or a cluster. The run is the same for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from priorauth.batch.desk import Settings
from priorauth.batch.pool import Answer, Pool
from priorauth.batch.worker import Task


class Crew(Protocol):
    """Takes tasks and gives answers, in any order."""

    @property
    def remarks(self) -> Sequence[str]:
        """What happened on the way that somebody should look at."""

    @property
    def size(self) -> int:
        """How many tasks can be in hand at once; it may change while a run goes on."""

    @property
    def has_room(self) -> bool:
        """True where another task can be given."""

    @property
    def is_busy(self) -> bool:
        """True where a task is in hand."""

    def give(self, task: Task) -> None:
        """Give a task to a worker."""

    def answers(self, patience: float) -> Iterator[Answer]:
        """Yield what was answered meanwhile; waits up to so many seconds for the first."""


def crew_for(cluster: str, settings: Settings, jobs: int, seconds: float) -> AbstractContextManager[Crew]:
    """Return who works: a cluster by its address, or so many workers of this machine where there is none.

    Raises:
        SystemLibraryMissing: the libraries for a cluster are not installed.
        ClusterError: the address is none of a cluster.
    """
    if not cluster:
        return Pool(settings, jobs, seconds)
    from priorauth.batch.cluster import Cluster

    return Cluster(cluster, settings, seconds)
