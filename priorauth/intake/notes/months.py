"""Reads the counts of calendar months that a note names with their year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from priorauth.case.headache import MonthCount
from priorauth.clinical.ranges import Range
from priorauth.clinical.terms import Counting
from priorauth.intake.notes.context import is_negated
from priorauth.intake.notes.frequency import PATTERNS, counting_of, is_no_statement
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import FactKind, Reading, made
from priorauth.intake.prose import AMOUNT, MONTH_YEAR, amount, day, is_vague

_IN_MONTH = re.compile(rf"(?P<month>{MONTH_YEAR})", re.IGNORECASE)
_COUNT_OF_MONTH = re.compile(rf"(?P<count>{AMOUNT})\s+(?P<what>(?:headache|HA|migraine)\s+days?)\b", re.IGNORECASE)
_LIST_OF_MONTHS = re.compile(
    r"^(?P<what>(?:headache|HA|migraine)\s+days?)(?:\s+(?:by|per|from|in)\s+(?:the\s+)?(?:diary|month|calendar))*\s*:",
    re.IGNORECASE,
)
_ITEM_OF_MONTH = re.compile(rf"(?P<month>{MONTH_YEAR})\s*[-–:=]\s*(?P<count>\d{{1,2}})(?![\w/-]|\.\d)", re.IGNORECASE)
_NOT_WHOLE = re.compile(
    r"\b(?:through|thru|so far|incomplete|partial(?:ly)?|until|as of|first (?:half|two|2|\d+ days)|up to)\b",
    re.IGNORECASE,
)
_FIELDS = {Counting.HEADACHE_DAY: "headache_days", Counting.MIGRAINE_DAY: "migraine_days"}


def month_counts(passage: Passage) -> Iterator[Reading]:
    """Yield the counts of calendar months that are named with their year and over."""
    if is_no_statement(passage) or _NOT_WHOLE.search(passage.text):
        return
    for month, counts in _months(passage.text):
        found = day(month)
        evidence = passage.evidence()
        if found is None or evidence is None or found.high >= passage.note.dated or not counts:
            continue
        fact = made(MonthCount, month=f"{found.low:%Y-%m}", evidence=evidence, **counts)
        if fact is not None:
            shown = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
            yield Reading(
                kind=FactKind.MONTH,
                says=f"{found}: {shown}",
                fact=fact,
                why="a month with its year, and a count of days",
            )


def _months(text: str) -> Iterator[tuple[str, dict[str, Range]]]:
    header = _LIST_OF_MONTHS.match(text)
    if header is not None:
        name = _FIELDS[counting_of(header)]
        for item in _ITEM_OF_MONTH.finditer(text):
            count = amount(item["count"])
            if count is not None:
                yield item["month"], {name: count}
        return
    named = list(_IN_MONTH.finditer(text))
    ends = [*(one.start() for one in named[1:]), len(text)]
    if named and not any(pattern.search(text) for pattern in PATTERNS):
        for one, end in zip(named, ends, strict=True):
            yield one["month"], dict(_counts_of_month(text[one.end() : end]))


def _counts_of_month(text: str) -> Iterator[tuple[str, Range]]:
    for found in _COUNT_OF_MONTH.finditer(text):
        if is_negated(text[: found.start()]) or is_vague(text, *found.span("count")):
            continue
        count = amount(found["count"])
        if count is not None:
            yield _FIELDS[counting_of(found)], count
