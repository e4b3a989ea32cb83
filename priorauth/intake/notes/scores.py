"""Reads the totals of MIDAS and HIT-6 that stand with a day, or that are of the day of the note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from priorauth.case.documents import Score
from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import Instrument
from priorauth.intake.notes.context import states
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import FactKind, Reading, made
from priorauth.intake.notes.sentences import Section
from priorauth.intake.prose import DATE, day

_TOTAL = re.compile(
    rf"\b(?P<name>MIDAS|HIT[- ]?6)\b(?P<between>(?:\s*(?:total|score|scale|questionnaire|today|now"
    rf"|currently|is|was|of|[:=)–-]))*)"
    rf"\s*(?P<total>\d{{1,3}})(?![\w/%+-]|\.\d|\s*(?:->|→|to|–|-|>|=>)\s*\d)(?P<behind>\s*(?:\(?\s*(?:on\s+)?(?P<day>{DATE})\)?)?)",
    re.IGNORECASE,
)
_DATE = re.compile(DATE, re.IGNORECASE)
_AND_TODAY = re.compile(r"^\s*(?:,|and|,\s*and|;)\s*(?:is |now )?(?P<total>\d{1,3}) (?:today|now)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|prior|last|before|baseline|improved|worsened|decreased|increased|from"
    r"|in (?:19|20)\d{2}|ago|initial(?:ly)?|goal|below"
    r"|above|under|over|less|more|copied)\b",
    re.IGNORECASE,
)
_DATED_BEHIND = re.compile(
    r"^\s*,?\s*(?:in|on|from|by|before|prior|last|during|as of|at|or (?:more|less|above|below|higher|lower)"
    r"|and (?:above|below"
    r"|higher|up)|indicat\w+|means)\b",
    re.IGNORECASE,
)
_NO_SCORES = {Section.PLAN, Section.ASIDE}


def scores(passage: Passage) -> Iterator[Reading]:
    """Yield the totals of disability and impact scores, each with its day."""
    text = passage.text
    if passage.section in _NO_SCORES or not states(text):
        return
    start = 0
    for found in _TOTAL.finditer(text):
        before, start = text[start : found.start()], found.end()
        behind = text[found.end() :]
        # of two scores and one date, the date may be of both
        on = _day(found, passage.note.dated) if found["day"] or not _DATE.search(behind) else None
        if on is None or _EARLIER.search(before) or _EARLIER.search(found["between"]) or _DATED_BEHIND.match(behind):
            continue
        yield from _score(passage, found["name"], found["total"], on)
        today = _AND_TODAY.match(text[found.end() :])
        if today is not None:
            yield from _score(passage, found["name"], today["total"], passage.note.dated)


def _day(found: re.Match[str], written: date) -> date | None:
    if found["day"]:
        on = day(found["day"])
        return on.low if on is not None and on.is_exact and on.high <= written else None
    # "was 68" without a day is some earlier score
    return None if re.search(r"\bwas\b", found["between"], re.IGNORECASE) else written


def _score(passage: Passage, name: str, total: str, on: date) -> Iterator[Reading]:
    instrument = Instrument.MIDAS if name.upper() == "MIDAS" else Instrument.HIT_6
    fact = made(Score, instrument=instrument, total=int(total), on=on, evidence=passage.evidence())
    if fact is not None:
        why = "the name of the score and a possible total stand together"
        yield Reading(kind=FactKind.SCORE, says=f"{instrument} {fact.total} on {show_date(on)}", fact=fact, why=why)
