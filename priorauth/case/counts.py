"""Refuses counts that no chart can mean: below zero, or more days than there are."""

from __future__ import annotations

from priorauth.clinical.ranges import Number, Range


def check_count(name: str, count: Range | None, most: Number | None = None, of: str = "") -> None:
    """Check that a count is not below zero and, where it has an upper end, can be at most ``most``.

    Raises:
        ValueError: it is neither, with what the count is called and what it was held against.
    """
    if count is None:
        return
    lowest = count.high if count.low is None else count.low
    if lowest is not None and lowest < 0:
        raise ValueError(f"{name} is below zero")
    if most is not None and count.low is not None and count.low > most:
        raise ValueError(f"{name} is {count}, more than the {most} {of}")
