"""What the tests of the installed policies have seen of each clause, as data that ride beside the policies.

A package of policies may hold a ``coverage.csv`` beside its modules; ours is written by ``make coverage``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files

from priorauth.clinical.terms import RequestKind
from priorauth.policy.registry import GROUP

FILE = "coverage.csv"
KEYS = ("policy", "request", "clause")
"""The first columns; the others are named for a verdict each, and count rows."""

Counts = Mapping[tuple[RequestKind, str, str], int]
"""How many rows of tests have seen a verdict, by kind of request, clause and verdict."""


@cache
def seen_by_tests() -> Mapping[str, Counts]:
    """Return what was seen of every installed policy whose package says so, by the policy's id."""
    found: dict[str, dict[tuple[RequestKind, str, str], int]] = {}
    for point in entry_points(group=GROUP):
        file = files(point.module.partition(".")[0]).joinpath(FILE)
        if file.is_file():
            for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                policy, request, clause = (row.pop(name) for name in KEYS)
                counts = {(RequestKind(request), clause, verdict): int(rows) for verdict, rows in row.items()}
                found.setdefault(policy, {}).update(counts)
    return found
