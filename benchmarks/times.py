"""Times of the processor, in microseconds: other programs on the machine disturb them less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import process_time_ns
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class Times:
    """How long each of many calls took."""

    known: list[float] = field(default_factory=list)

    def take(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call it, and keep how long that took."""
        began = process_time_ns()
        answer = call(*args, **kwargs)
        self.known.append((process_time_ns() - began) / 1000)
        return answer

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.known)

    @property
    def seconds(self) -> float:
        """All of them together."""
        return sum(self.known) / 1_000_000

    def __str__(self) -> str:
        """Show the median with the first and the last tenth: "120 (100–180)"."""
        tenths = quantiles(self.known, n=10)
        return f"{self.middle:.0f} ({tenths[0]:.0f}–{tenths[-1]:.0f})"
