"""Reads how often and for how long the head aches: counts per month and per week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from priorauth.case.headache import Frequency
from priorauth.clinical.calendar import DateRange, Length
from priorauth.clinical.ranges import Range, between
from priorauth.clinical.terms import Counting
from priorauth.intake.notes.context import clauses, is_earlier, is_negated, states
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading, made
from priorauth.intake.notes.sentences import Section, Sentence
from priorauth.intake.prose import AMOUNT, DATE, LENGTH, MONTH_NAME, amount, day, is_vague, length

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
PATTERNS: tuple[re.Pattern[str], ...] = tuple(
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
"""Every way in which a count per month or week is written."""
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
# "reduced by 10 headache days a month" counts a change; "reduced to 10" counts days
_CHANGED_BY = re.compile(
    r"\b(?:reduc\w+|decreas\w+|improv\w+|drop\w*|declin\w+|increas\w+|rose|fell|gain\w*|difference)\b(?!.*\bto\s*$)",
    re.IGNORECASE,
)
_ONLY_SOME = re.compile(
    r"\b(?:treat(?:s|ed|ing)?|miss(?:es|ed|ing)?|los(?:es|t|ing)|sever\w+|disabling)\s*$", re.IGNORECASE
)
_ARE_SOME = re.compile(
    r"\s*(?:fewer|less|lower|more)\b"
    r"|\s*(?:(?:that |which )?(?:are|were)\s+(?:severe|disabling|bad|moderate|mild)|with aura)\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:averag(?:e|es|ed|ing)|mean|on average)\b", re.IGNORECASE)
_HOURS = re.compile(
    rf"\b(?:lasting|lasts?|duration(?: of)?)\s*:?\s+(?P<hours>{AMOUNT})\s*(?:hours?|hrs?|h)\b(?P<longer>\s+or\s+(?:more"
    rf"|longer))?",
    re.IGNORECASE,
)
_HOURS_NOT_OF_EACH = re.compile(
    r"\b(?:most|some|often|usually|typically|can|may|occasionally|with (?:treatment|medication"
    r"|\w*triptans?)|treated|up to|sometimes|average|(?:\d+|\w+) of (?:them|these|those|which))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^(?:each|they|these|those|the|most|some)?\s*(?:{_ACHE}|attacks?|they|each|these)\b", re.IGNORECASE
)
_OTHER_TIMES = re.compile(
    rf"\b(?:in|during|by|for)\s+(?:(?:19|20)\d{{2}}|{MONTH_NAME})\b|\b(?:around|with|during) (?:her )?(?:menses"
    rf"|periods?)\b"
    r"|\b(?:every (?:other|second|third)|alternate) month",
    re.IGNORECASE,
)
_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}

_NOT_TAKEN = {Section.FAMILY, Section.ALLERGIES, Section.ASIDE, Section.PLAN}
_OPENS = re.compile(r"(?:\w+\s*:\s*)?")


@dataclass(frozen=True, slots=True)
class _Statement:
    """One count of a clause, and where in it the count ends."""

    counting: Counting
    per: str
    count: Range
    clause: str
    end: int


def frequencies(passage: Passage) -> Iterator[Reading]:
    """Yield the statements of how often the head aches now, per month or per week."""
    if is_no_statement(passage):
        return
    stated = [one for clause in clauses(passage.text) for one in _stated_now(clause)]
    units = [(one.counting, one.per) for one in stated]
    if len(units) != len(set(units)):
        return  # two counts of one unit in one sentence: which one holds is not for us to say
    for one in stated:
        reading = _reading(passage, one, alone=len(stated) == 1)
        if reading is not None:
            yield reading


def is_no_statement(passage: Passage) -> bool:
    """Tell whether a sentence cannot be a count of this patient's: by its section, its subject or its mood."""
    return passage.section in _NOT_TAKEN or not states(passage.text)


def counting_of(found: re.Match[str]) -> Counting:
    """Return the unit that the words found as ``what`` count: a "headache" that is counted is an attack, not a day."""
    what = found["what"].lower()
    in_days = "day" in what or re.match(r"d\b", what) is not None or found.groupdict().get("days") is not None
    if not in_days:
        return Counting.ATTACK
    return Counting.MIGRAINE_DAY if "migraine" in what else Counting.HEADACHE_DAY


def _stated_now(clause: str) -> Iterator[_Statement]:
    if is_earlier(clause) or _OTHER_TIMES.search(clause):
        return
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for found in pattern.finditer(clause):
            first, last = found.span()
            if not any(first < end and start < last for start, end in taken):
                taken.append((first, last))
                yield from _counted(clause, found)


def _counted(clause: str, found: re.Match[str]) -> Iterator[_Statement]:
    """Yield a count, one of another unit right before it, and one "of which" right behind it."""
    before_it = clause[: found.start("count")]
    if is_negated(before_it) or _CHANGED_BY.search(before_it) or _ONLY_SOME.search(before_it):
        return
    if _ARE_SOME.match(clause, found.end()):
        return
    per = "per_week" if found["per"].lower().startswith("w") else "per_month"
    before, of_which = _OTHER_UNIT.search(clause, 0, found.start()), _OF_WHICH.match(clause, found.end())
    counts = [(counting_of(one), one.span("count")) for one in (before, found) if one is not None]
    if of_which is not None:
        counts.append((Counting.MIGRAINE_DAY, of_which.span("first" if of_which["first"] else "second")))
    for counting, (first, last) in counts:
        count = None if is_vague(clause, first, last) else amount(clause[first:last])
        if count is not None:
            yield _Statement(counting, per, count, clause, found.end())


def _reading(passage: Passage, one: _Statement, *, alone: bool) -> Reading | None:
    hours, further = _hours(passage) if alone else (None, ())
    fact = made(
        Frequency,
        counting=one.counting,
        **{one.per: one.count},
        stated_on=passage.note.dated,
        held_for=_held(one),
        since=_since(one, passage),
        hours_each=hours,
        evidence=passage.evidence(*further),
    )
    if fact is None:
        return None
    looks = ["an average: single months may lie below"] if _AVERAGE.search(one.clause) else []
    looks += ["the hours stand in the next sentence"] if further else []
    return Reading(
        kind=FactKind.FREQUENCY,
        says=_says(fact),
        fact=fact,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join((f"a number, what it counts ({one.counting.plural}) and how often stand together", *looks)),
    )


def _says(fact: Frequency) -> str:
    count, often = (fact.per_month, "a month") if fact.per_month else (fact.per_week, "a week")
    parts = [
        f"{count} {fact.counting.plural} {often}",
        f"for {fact.held_for}" if fact.held_for else "",
        f"since {fact.since}" if fact.since else "",
        f"{fact.hours_each} hours each" if fact.hours_each else "",
    ]
    return ", ".join(part for part in parts if part)


def _held(one: _Statement) -> Length | None:
    found = _HELD.search(one.clause)
    if found is None or not _is_of_the_count(one, found):
        return None
    if found["plain"] and not one.clause[one.end : found.start()].isspace():
        return None
    words = (found["length"] or found["plain"]).lower().split()
    if words[0] in _WORD_NUMBERS:
        words[0] = str(_WORD_NUMBERS[words[0]])
    return length(" ".join(words))


def _since(one: _Statement, passage: Passage) -> DateRange | None:
    found = _SINCE.search(one.clause)
    since = day(found["day"]) if found and _is_of_the_count(one, found) else None
    return since if since is not None and since.high <= passage.note.dated else None


def _is_of_the_count(one: _Statement, found: re.Match[str]) -> bool:
    # "migraine for the past 10 years, 20 headache days a month": the years are not of the count
    return found.start() >= one.end or _OPENS.fullmatch(one.clause, 0, found.start()) is not None


def _hours(passage: Passage) -> tuple[Range | None, tuple[Sentence, ...]]:
    """Return the hours of each headache, and the following sentence where they stand in it."""
    here = _hours_in(passage.text)
    if here is not None or not passage.after:
        return here, ()
    following = passage.after[0]
    goes_on = _GOES_ON.match(following.text) and states(following.text) and not is_earlier(following.text)
    hours = _hours_in(following.text) if goes_on else None
    return hours, (following,) if hours is not None else ()


def _hours_in(text: str) -> Range | None:
    found = _HOURS.search(text)
    if found is None or is_vague(text, *found.span("hours")):
        return None
    start = max(text.rfind(sign, 0, found.start()) for sign in (",", ";", ".")) + 1
    around = text[start:].replace("untreated", "").replace("without treatment", "")
    hours = None if _HOURS_NOT_OF_EACH.search(around) else amount(found["hours"])
    return between(hours.low, None, f"{found['hours']} hours or more") if hours and found["longer"] else hours
