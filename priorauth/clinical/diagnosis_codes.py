"""What an ICD-10-CM code of headache says by itself: whether it is billable, since when, and beside which others.

Source: diagnosis_codes.csv (ICD-10-CM tabular of April 2026). Only what was verified there is used.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from priorauth.clinical.tables import table

# Families of which the table holds every billable code; of the others nothing is said.
_WHOLE_FAMILIES = ("G43.0", "G43.1", "G43.4", "G43.7", "G43.8", "G43.9", "G43.E")
# Family, then intractable or not, then with status migrainosus (1) or without (9)
_PARTS = re.compile(r"G43\.([01479E])([01])([19])")
_AURA = {"0": False, "7": False, "1": True, "E": True}
_EXCLUDED = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]+)?-?")


class CodeFacts(NamedTuple):
    """What a code of migraine says; None where it says nothing of it."""

    chronic: bool
    aura: bool | None
    intractable: bool
    status: bool


def code_facts(code: str) -> CodeFacts | None:
    """Return what a code of migraine says in its characters, or None for other codes."""
    found = _PARTS.fullmatch(code)
    if found is None:
        return None
    family, intractable, status = found.groups()
    return CodeFacts(family in "7E", _AURA.get(family), intractable == "1", status == "1")


def is_wrong_migraine_code(code: str) -> bool:
    """Tell whether a code lies in a family of migraine that our table holds whole, and is not billable there."""
    row = _rows().get(code)
    return code.startswith(_WHOLE_FAMILIES) and (row is None or row["billable_leaf"] != "yes")


def valid_from(code: str) -> date | None:
    """Return the first day on which a code was valid, where that was verified."""
    row = _rows().get(code)
    return date.fromisoformat(row["valid_from"]) if row and row["valid_from_verified"] == "yes" else None


def are_apart(first: str, second: str) -> bool:
    """Tell whether the tabular sets two codes apart by Excludes1, as the row of either says."""
    return _excludes(first, second) or _excludes(second, first)


def _excludes(code: str, other: str) -> bool:
    row = _rows().get(code)
    listed = _EXCLUDED.findall(row["excludes1_conflicts"]) if row else []
    return any(other.startswith(one[:-1]) if one.endswith("-") else other == one for one in listed)


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table("diagnosis_codes") if row["verified"] == "yes"}
