"""Reads how often and how long the head aches: counts per month and per week, and counts of named months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from priorauth.case.headache import Frequency, MonthCount
from priorauth.clinical.calendar import DateRange, Length
from priorauth.clinical.ranges import Range, between
from priorauth.clinical.terms import Counting
from priorauth.intake.notes.context import clauses, is_about_somebody_else, is_earlier, is_negated, is_not_so
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading
from priorauth.intake.notes.sentences import Section
from priorauth.intake.prose import AMOUNT, DATE, LENGTH, MONTH_NAME, MONTH_YEAR, amount, day, is_vague, length

_ACHE = r"(?:headaches?|HAs?|migraines?)"
_PER = r"\s*(?:per|a|each|every|/|in a)\s*(?P<per>month|mo|week|wk)\b\.?"
_COUNTED = r"(?:headache|HA|migraine)"
_COUNT = rf"(?P<count>{AMOUNT})"
_HEAD_ACHES_ON = (
    rf"(?<!tension )(?<!type )(?<!cluster )(?<!sinus )\b(?P<what>{_ACHE})"
    r"(?:\s+(?:occur(?:s|ring)?|happen(?:s|ing)?|are|is|present|now|currently|on))*\s+"
)
_DAYS_IN_A_FORM = rf"\b(?P<what>{_COUNTED}\s+days?)\s*(?:per|/|a)\s*(?P<per>month|mo|week|wk)\b\s*(?::|=|are|is|of)\s*"
# Each pattern has the groups count, what and per: what is counted decides the unit, and a "headache" is no day.
_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"{_COUNT}\s+(?P<what>{_COUNTED}\s+days?)(?! without| free|-free){_PER}",
        rf"{_COUNT}\s+(?P<what>(?:days?|d)\s+(?:of|with)\s+{_ACHE}){_PER}",
        rf"{_HEAD_ACHES_ON}{_COUNT}\s+(?P<days>days?|d){_PER}",
        rf"{_DAYS_IN_A_FORM}{_COUNT}(?!\s*%)",
        rf"{_COUNT}\s+(?P<what>(?:(?:migraine|headache)\s+)?(?:attacks?|episodes?)){_PER}",
        rf"{_COUNT}\s+(?P<what>migraines|headaches){_PER}",
    )
)
_OTHER_UNIT = re.compile(
    rf"(?P<count>{AMOUNT})\s+(?P<what>(?:headache|HA|migraine)\s+days?)\s*(?:,|and|of which)\s*$", re.IGNORECASE
)
_OF_WHICH = re.compile(
    rf"(?:\s+on average)?\s*,?\s*(?:and\s+)?(?:of (?:which|these|those)\s+(?P<first>{AMOUNT})\s+(?:are"
    rf"|were)\s+migraine(?: days)?"
    rf"|(?P<second>{AMOUNT})\s+of (?:which|these|those|them)\s+(?:are|were)\s+migraine(?: days)?)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    rf"\b(?:for|over|during|in)\s+(?:the\s+)?(?:past|last)\s+(?P<length>{LENGTH}|\w+\s+months?)"
    rf"|\bfor\s+(?P<plain>{LENGTH})",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\bsince\s+(?P<day>{DATE})", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:averag(?:e|es|ed|ing)|mean|on average)\b", re.IGNORECASE)
_HOURS = re.compile(
    rf"\b(?:lasting|lasts?|duration(?: of)?)\s*:?\s+(?P<hours>{AMOUNT})\s*(?:hours?|hrs?|h)\b(?P<longer>\s+or\s+(?:more"
    rf"|longer))?",
    re.IGNORECASE,
)
_HOURS_NOT_OF_EACH = re.compile(
    r"\b(?:most|some|often|usually|typically|can|may|occasionally|with (?:treatment|medication"
    r"|\w*triptans?)|treated|up to|sometimes)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^(?:each|they|these|those|the|most|some)?\s*(?:{_ACHE}|attacks?|they|each|these)\b", re.IGNORECASE
)
_OTHER_TIMES = re.compile(
    rf"\b(?:in|during|by|for)\s+(?:(?:19|20)\d{{2}}|{MONTH_NAME})\b|\b(?:around|with|during) (?:her )?(?:menses"
    rf"|periods?)\b",
    re.IGNORECASE,
)
_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}

_IN_MONTH = re.compile(rf"(?P<month>{MONTH_YEAR})", re.IGNORECASE)
_COUNT_OF_MONTH = re.compile(rf"(?P<count>{AMOUNT})\s+(?P<what>(?:headache|HA|migraine)\s+days?)\b", re.IGNORECASE)
_LIST_OF_MONTHS = re.compile(
    r"^(?P<what>(?:headache|HA|migraine)\s+days?)(?:\s+(?:by|per|from|in)\s+(?:the\s+)?(?:diary|month|calendar))*\s*:",
    re.IGNORECASE,
)
_ITEM_OF_MONTH = re.compile(rf"(?P<month>{MONTH_YEAR})\s*[-–:=]\s*(?P<count>\d{{1,2}})(?![\w/-]|\.\d)", re.IGNORECASE)
_FIELDS = {Counting.HEADACHE_DAY: "headache_days", Counting.MIGRAINE_DAY: "migraine_days"}
_NOT_TAKEN = {Section.FAMILY, Section.ALLERGIES, Section.ASIDE, Section.PLAN}


def frequencies(passage: Passage) -> Iterator[Reading]:
    """Yield the statements of how often the head aches now, per month or per week."""
    if _is_no_statement(passage):
        return
    said = [(clause, _stated_now(clause)) for clause in clauses(passage.text)]
    units = [(counting, per) for _, stated in said for counting, per, _ in stated]
    if len(units) != len(set(units)):
        return  # two counts of one unit in one sentence: which one holds is not for us to say
    for clause, stated in said:
        for counting, per, count in stated:
            reading = _frequency(passage, clause, counting, per, count, alone=len(stated) == 1)
            if reading is not None:
                yield reading


def month_counts(passage: Passage) -> Iterator[Reading]:
    """Yield the counts of calendar months that are named with their year and over."""
    if _is_no_statement(passage):
        return
    for month, counts in _months(passage.text):
        found = day(month)
        evidence = passage.evidence()
        if found is None or evidence is None or found.high >= passage.note.dated or not counts:
            continue
        fact = _made(MonthCount, month=f"{found.low:%Y-%m}", evidence=evidence, **counts)
        if fact is not None:
            shown = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
            yield Reading(
                kind=FactKind.MONTH,
                says=f"{found}: {shown}",
                fact=fact,
                why="a month with its year, and a count of days",
            )


def _stated_now(clause: str) -> list[tuple[Counting, str, Range]]:
    return [] if is_earlier(clause) or _OTHER_TIMES.search(clause) else list(_statements(clause))


def _is_no_statement(passage: Passage) -> bool:
    text = passage.text
    return passage.section in _NOT_TAKEN or is_about_somebody_else(text) or is_not_so(text)


def _statements(clause: str) -> Iterator[tuple[Counting, str, Range]]:
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(clause):
            first, last = found.span()
            if any(first < end and start < last for start, end in taken):
                continue
            taken.append((first, last))
            if is_negated(clause[: found.start("count")]):
                continue
            per = "per_week" if found["per"].lower().startswith("w") else "per_month"
            yield from _counted(clause, found, per)


def _counted(clause: str, found: re.Match[str], per: str) -> Iterator[tuple[Counting, str, Range]]:
    before = _OTHER_UNIT.search(clause, 0, found.start())
    if before is not None:
        yield from _one(clause, before, per)
    yield from _one(clause, found, per)
    of_which = _OF_WHICH.match(clause, found.end())
    if of_which is not None:
        side = "first" if of_which["first"] else "second"
        count = None if is_vague(clause, *of_which.span(side)) else amount(of_which[side])
        if count is not None:
            yield Counting.MIGRAINE_DAY, per, count


def _one(clause: str, found: re.Match[str], per: str) -> Iterator[tuple[Counting, str, Range]]:
    count = None if is_vague(clause, *found.span("count")) else amount(found["count"])
    if count is not None:
        yield _counting(found), per, count


def _counting(found: re.Match[str]) -> Counting:
    what = found["what"].lower()
    in_days = "day" in what or re.match(r"d\b", what) is not None or found.groupdict().get("days") is not None
    if not in_days:
        return Counting.ATTACK
    return Counting.MIGRAINE_DAY if "migraine" in what else Counting.HEADACHE_DAY


def _frequency(
    passage: Passage, clause: str, counting: Counting, per: str, count: Range, *, alone: bool
) -> Reading | None:
    hours, further = _hours(passage) if alone else (None, ())
    evidence = passage.evidence(*further)
    if evidence is None:
        return None
    facts: dict[str, Any] = {"counting": counting, per: count, "stated_on": passage.note.dated, "evidence": evidence}
    facts |= {"held_for": _held(clause), "since": _since(clause, passage), "hours_each": hours}
    fact = _made(Frequency, **{name: value for name, value in facts.items() if value is not None})
    if fact is None:
        return None
    looks = [
        words
        for words, holds in (
            ("an average: single months may lie below", _AVERAGE.search(clause)),
            ("the hours stand in the next sentence", further),
        )
        if holds
    ]
    says = f"{count} {counting.plural} {per.replace('_', ' a ').replace('per', '').strip()}"
    says += f" for {fact.held_for}" if fact.held_for else ""
    says += f" since {fact.since}" if fact.since else ""
    says += f", {hours} hours each" if hours else ""
    return Reading(
        kind=FactKind.FREQUENCY,
        says=says,
        fact=fact,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join((f"a number, what it counts ({counting.plural}) and how often stand together", *looks)),
    )


def _held(clause: str) -> Length | None:
    found = _HELD.search(clause)
    if found is None:
        return None
    words = (found["length"] or found["plain"]).lower().split()
    if words[0] in _WORD_NUMBERS:
        words[0] = str(_WORD_NUMBERS[words[0]])
    return length(" ".join(words))


def _since(clause: str, passage: Passage) -> DateRange | None:
    found = _SINCE.search(clause)
    since = day(found["day"]) if found else None
    return since if since is not None and since.high <= passage.note.dated else None


def _hours(passage: Passage) -> tuple[Range | None, tuple[Any, ...]]:
    """Return the hours of each headache, and the following sentence where they stand in it."""
    here = _hours_in(passage.text)
    if here is not None or not passage.after:
        return here, ()
    following = passage.after[0]
    if not _GOES_ON.match(following.text) or is_about_somebody_else(following.text) or is_not_so(following.text):
        return None, ()
    hours = None if is_earlier(following.text) else _hours_in(following.text)
    return hours, (following,) if hours is not None else ()


def _hours_in(text: str) -> Range | None:
    found = _HOURS.search(text)
    if found is None or is_vague(text, *found.span("hours")):
        return None
    start = max(text.rfind(sign, 0, found.start()) for sign in (",", ";", ".")) + 1
    around = text[start:].replace("untreated", "").replace("without treatment", "")
    hours = None if _HOURS_NOT_OF_EACH.search(around) else amount(found["hours"])
    return between(hours.low, None, f"{found['hours']} hours or more") if hours and found["longer"] else hours


def _months(text: str) -> Iterator[tuple[str, dict[str, Range]]]:
    header = _LIST_OF_MONTHS.match(text)
    if header is not None:
        name = _FIELDS[_counting(header)]
        for item in _ITEM_OF_MONTH.finditer(text):
            count = amount(item["count"])
            if count is not None:
                yield item["month"], {name: count}
        return
    named = list(_IN_MONTH.finditer(text))
    ends = [*(one.start() for one in named[1:]), len(text)]
    if named and not any(pattern.search(text) for pattern in _PATTERNS):
        for one, end in zip(named, ends, strict=True):
            yield one["month"], dict(_counts_of_month(text[one.end() : end]))


def _counts_of_month(text: str) -> Iterator[tuple[str, Range]]:
    for found in _COUNT_OF_MONTH.finditer(text):
        if is_negated(text[: found.start()]) or is_vague(text, *found.span("count")):
            continue
        count = amount(found["count"])
        if count is not None:
            yield _FIELDS[_counting(found)], count


def _made(model: type[Any], **facts: Any) -> Any:  # noqa: ANN401 - any fact, or None where the case refuses it
    try:
        return model(**facts)
    except ValidationError:
        return None  # such as 45 headache days in a month: a misprint, and no fact
