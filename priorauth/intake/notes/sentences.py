"""Cuts the text of a note into sentences, each with its page and the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

LONG_LINE = 60
"""A line of so many characters that ends without a stop goes on in the next."""


class Section(StrEnum):
    """What a heading says of the lines below it."""

    BODY = "body"
    FAMILY = "family"
    ALLERGIES = "allergies"
    PLAN = "plan"
    CURRENT_MEDICINES = "current medicines"
    TRIED = "medicines tried"
    TRIED_FOR_MIGRAINE = "medicines tried for migraine"
    TOXIN = "toxin treatments"
    ASIDE = "aside"
    """Goals, criteria, education: nothing that the patient has or took."""


_TRIED_FOR_MIGRAINE = (
    r"(?:(?:prior|past|previous|failed) )?(?:migraine|headache) (?:preventives?|prophylactics?|preventatives?)"
    r"(?: medications?| medicines?| meds)?(?: tried| failed)?"
)
_TRIED = (
    r"(?:prior|past|previous|failed)(?: preventives?| preventatives?)?(?: medications?| medicines?| meds| trials?)?"
    r"|(?:preventives?|medications?|medicines?) (?:tried|failed)"
)
# The order decides: the first heading that fits names the section.
_HEADINGS = (
    (Section.FAMILY, r"family (?:medical )?(?:history|hx)|fh|fhx"),
    (Section.ALLERGIES, r"(?:drug |medication )?(?:allergies|allergy|intolerances)(?: and intolerances)?"),
    (Section.ASIDE, r"goals?|(?:payer )?criteria|policy|(?:patient )?education|(?:patient )?instructions"),
    (Section.PLAN, r"(?:treatment )?plan|recommendations?|orders?"),
    (Section.CURRENT_MEDICINES, r"(?:(?:current|active|home|outpatient) )?(?:medications?|medicines?|meds)"),
    (Section.TRIED_FOR_MIGRAINE, _TRIED_FOR_MIGRAINE),
    (Section.TRIED, _TRIED),
    (
        Section.TOXIN,
        r"(?:(?:prior|past|previous) )?(?:botox|onabotulinumtoxina) (?:injections?|sessions?|treatments?|history)",
    ),
)
_HEADING = re.compile(r"(?P<name>[A-Za-z][A-Za-z/ &-]{1,45}?)\s*:(?!\d)")
_ITEM = re.compile(r"\s*(?:[-•*·]|\d{1,2}[.)]\s)")
_BULLET = re.compile(r"[-•*·]\s+")
_LONGEST_PARAGRAPH = 5_000
_ENDS = re.compile(r"[.;:!?]\s*$")
# a full stop ends a sentence before a capital, a digit, a bracket or a box, but not after a short form
_STOP = re.compile(
    r"(?<!\bDr)(?<!\bvs)(?<!\bapprox)(?<!^\d)(?<!^\d\d)(?:(?<!\bNo)[.!?]\s+(?=\d)|[.!?]\s+(?=[A-Z\[(☐☒]))"
)
# sections that only let less be proposed go on over an empty line; those that let more end there
_LETS_MORE = {Section.TRIED, Section.TRIED_FOR_MIGRAINE, Section.TOXIN, Section.CURRENT_MEDICINES}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a note, white space made single."""

    text: str
    page: int
    section: Section = Section.BODY
    follows: bool = False
    """True where it stands in the same paragraph as the sentence before it."""


def sentences(pages: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of a note, page by page; a heading holds on over a page."""
    section = Section.BODY
    for number, page in enumerate(pages, start=1):
        for line in _paragraph_lines(page):
            if not line:
                section = Section.BODY if section in _LETS_MORE else section
                continue
            section = _section(line, section)
            for index, text in enumerate(_split(line)):
                yield Sentence(text, number, section, follows=index > 0)


def _section(line: str, before: Section) -> Section:
    found = _HEADING.match(line)
    if found is None:
        return before if before not in _LETS_MORE or _ITEM.match(line) else Section.BODY
    name = found["name"].strip().lower()
    return next((section for section, words in _HEADINGS if re.fullmatch(words, name)), Section.BODY)


def _split(line: str) -> list[str]:
    starts = [0, *(stop.end() for stop in _STOP.finditer(line)), len(line)]
    starts[0] = bullet.end() if (bullet := _BULLET.match(line)) else 0
    cut = (line[first:last].strip() for first, last in pairwise(starts))
    return [text for text in cut if text]


def _paragraph_lines(page: str) -> Iterator[str]:
    """Yield the lines of a page, those that were only wrapped put together again; an empty one for an empty line."""
    held, last = "", ""
    for raw in page.splitlines():
        line = " ".join(raw.split())
        goes_on = bool(held and line) and _goes_on(last, line) and len(held) < _LONGEST_PARAGRAPH
        last = line
        if goes_on:
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
        if not line:
            yield ""
    if held:
        yield held


def _goes_on(last: str, line: str) -> bool:
    if _ENDS.search(last) or _ITEM.match(line):
        return False
    return line[0].islower() or (len(last) >= LONG_LINE and _HEADING.match(line) is None)
