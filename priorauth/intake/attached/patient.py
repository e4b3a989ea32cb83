"""Reads whom a document says it is about, from what stands behind a label; in doubt, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from priorauth.case.identity import StatedIdentity
from priorauth.intake.prose import DATE, day

Part = TypeVar("Part")
_LABELS = (
    r"d\.?o\.?b\b|date of birth|birth ?date|born|mrn|member|subscriber|policy|sex|gender|age|date|phone|page|provider"
)
_NAME = re.compile(
    r"^\s*(?:patient(?:'s)? name|name of patient|patient)\s*:\s*"
    rf"(?P<name>.+?)(?=\s{{2,}}|\t|[|;(\d]|\b(?:{_LABELS})\b|$)",
    re.IGNORECASE | re.MULTILINE,
)
_BORN = re.compile(rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date)\s*:?\s*(?P<day>{DATE})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"/\d\d$")
_MEMBER = re.compile(
    r"\b(?:member|subscriber)\s*(?:id|identification|no\.?|number|#)(?:\s*(?:no\.?|number|#))?\s*:?\s*"
    r"(?P<id>[A-Z0-9][A-Z0-9-]{4,19})\b",
    re.IGNORECASE,
)
_WORD = r"[A-Z][A-Za-z'’.-]*"
# a sentence that begins with "Patient:" is no name
_IS_NAME = re.compile(rf"{_WORD},?(?: {_WORD}){{1,3}}")


def find_patient(pages: Iterable[str]) -> StatedIdentity | None:
    """Return the patient whom the pages name by label, each part only where they name one; None where none.

    A relative's or a guarantor's birth date makes two, and then none is kept.
    """
    text = "\n".join(pages)
    names = {_one_line(found["name"]) for found in _NAME.finditer(text)}
    name = _only(name for name in names if _IS_NAME.fullmatch(name))
    member_id = _only(found["id"].upper() for found in _MEMBER.finditer(text) if re.search(r"\d", found["id"]))
    stated = StatedIdentity(name=name, born=_born(text), member_id=member_id)
    return None if stated == StatedIdentity() else stated


def _born(text: str) -> date | None:
    # "03/17/24" may be of 1924 or of 2024
    days = [None if _SHORT_YEAR.search(found["day"]) else day(found["day"]) for found in _BORN.finditer(text)]
    return _only(one.low for one in days if one is not None and one.is_exact) if all(days) else None


def _only(parts: Iterable[Part]) -> Part | None:
    every = set(parts)
    return every.pop() if len(every) == 1 else None


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,.:;-")
