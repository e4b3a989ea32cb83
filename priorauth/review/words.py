"""Small pieces of plain English that reasons are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from priorauth.clinical.calendar import show_month
from priorauth.clinical.ranges import Number


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as "a", "a and b" or "a, b and c"."""
    known = list(words)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {last} {known[-1]}"


def sentence(words: str) -> str:
    """Begin with a capital letter, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def counted(count: Number, noun: str, plural: str | None = None) -> str:
    """Join a number and its noun: "1 treatment", "2 treatments"."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def number(value: Number) -> str:
    """Show a number with at most one decimal place."""
    return f"{value:.1f}".removesuffix(".0")


def months(firsts: Iterable[date]) -> str:
    """Show consecutive months as "March 2026", "February and March 2026" or "November 2025 to March 2026"."""
    days = sorted(firsts)
    if len(days) < 2:
        return "".join(show_month(day) for day in days)
    if days[0].year == days[-1].year and len(days) == 2:
        return f"{days[0]:%B} and {show_month(days[1])}"
    if days[0].year == days[-1].year:
        return f"{days[0]:%B} to {show_month(days[-1])}"
    return f"{show_month(days[0])} to {show_month(days[-1])}"
