"""What a call costs: time of the processor, in all processes that work for it, and time by the clock."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
_SESSION, _USER, _SYSTEM = 3, 11, 12


@dataclass
class Cost:
    """What each of many calls cost, in milliseconds."""

    session: int | None = None
    """Another program's session of processes, which works for the calls."""
    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    def take(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call it, and keep what that cost."""
        processor, clock = self._processor(), perf_counter()
        answer = call(*args, **kwargs)
        self.clock.append((perf_counter() - clock) * 1000)
        self.processor.append((self._processor() - processor) * 1000)
        return answer

    def ratios(self, first: Cost) -> tuple[float, float, float]:
        """Return how many times cheaper than another way this is: the median, the least and the most."""
        found = [one / own for one, own in zip(first.processor, self.processor, strict=True)]
        return median(found), min(found), max(found)

    def _processor(self) -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = process_time() + ended.ru_utime + ended.ru_stime
        return own if self.session is None else own + _used_by(self.session)


def _used_by(session: int) -> float:
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended
        if int(said[_SESSION]) == session:
            ticks += int(said[_USER]) + int(said[_SYSTEM])
    return ticks / os.sysconf("SC_CLK_TCK")
