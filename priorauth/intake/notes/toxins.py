"""Reads toxin treatments: the day, the product, the units, the waste, and what they were for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from priorauth.case.botox import ToxinTreatment
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Toxin
from priorauth.intake.notes.context import states, was_never_taken
from priorauth.intake.notes.drugs import TOXIN, toxin
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading, made
from priorauth.intake.notes.sentences import Section
from priorauth.intake.prose import DATE, day

_GIVEN = re.compile(
    r"\b(?:given|injected|administered|received|performed|injections?|sessions?|treatments?|last"
    r"|first|had|underwent|used|procedure)\b",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:due|schedul\w+|approv\w+|denied|denial|expir\w+|authoriz\w+|mri|ct|seen|visit|cosmetic"
    r"|since|before|after|until"
    r"|cancel\w+|missed|no[- ]show|declined|planned|ordered|shipped|delivered|lot|exp"
    r"|consent\w*|order\w*|prescri\w+|refill\w*|form|letter|dated|wear\w*|lapse|dob|born|birth)\b",
    re.IGNORECASE,
)
_DATE = re.compile(DATE, re.IGNORECASE)
_TODAY = re.compile(r"\btoday(?:'s)?\b", re.IGNORECASE)
_UNITS = re.compile(r"(?<![\w.,/-])(?P<units>\d{1,3})\s*(?:units?\b|U\b|u\b)(?=(?P<behind>[^,;.]{0,25}))")
# the day on which a vial expires is no day of a treatment
_LOT = re.compile(
    rf"\blot\s*(?:no\.?|number|#)?\s*:?\s*[\w-]+|\bexp(?:ir(?:y|es|ation)(?: date)?)?\.?\s*:?\s*{DATE}", re.IGNORECASE
)
_VIAL = re.compile(r"^\s*(?:single[- ]use )?vials?\b|^\s*(?:per|each|/|x)", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"[\s(:,–-]{0,4}(?P<amount>\d{1,3}\s*(?:units?|U)\b)", re.IGNORECASE)
_WASTED = re.compile(r"^\s*(?:(?:was|were) )?(?:wasted|discarded|waste)\b", re.IGNORECASE)
_MIGRAINE = re.compile(
    r"\bfor (?:the )?(?:treatment of |prevention of )?(?:her |his |their )?(?:chronic )?migraines?\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"\bfor (?:the )?(?:treatment of )?(?:her |his |their )?(?P<illness>cervical dystonia|spasticity"
    r"|blepharospasm|hemifacial spasm|hyperhidrosis"
    r"|overactive bladder|bruxism|tmj|strabismus|sialorrhea|spasmodic dysphonia|achalasia)\b",
    re.IGNORECASE,
)
_FIRST_YEAR = 1989
"""Before, no botulinum toxin was on the market: such a date is another date."""
_NO_TOXIN = {Section.FAMILY, Section.ALLERGIES, Section.PLAN, Section.ASIDE}


def toxin_treatments(passage: Passage) -> Iterator[Reading]:
    """Yield the toxin treatments that a sentence says were given on a day or in a month."""
    text = _LOT.sub(" ", passage.text)
    named = TOXIN.search(text)
    if passage.section in _NO_TOXIN or (named is None and passage.section is not Section.TOXIN):
        return
    if not states(text) or was_never_taken(text) or _NOT_GIVEN.search(text):
        return
    if not (_GIVEN.search(text) or passage.section is Section.TOXIN or _is_dated_dose(text)):
        return
    products = {toxin(one[0]) for one in TOXIN.finditer(text)} or {Toxin.BOTOX}
    if len(products) == 1:
        yield from _treatments(passage, text, products.pop())


def _is_dated_dose(text: str) -> bool:
    return _UNITS.search(text) is not None and _DATE.search(text) is not None


def _treatments(passage: Passage, text: str, product: Toxin) -> Iterator[Reading]:
    dates = list(_DATE.finditer(text))
    if not dates and _TODAY.search(text) and _UNITS.search(text):
        today = DateRange(low=passage.note.dated, high=passage.note.dated)
        yield from _treatment(passage, product, today, text)
    for found in dates:
        on = day(found[0])
        # with one date the whole sentence is about it; with several, only the amount right behind each
        about = text if len(dates) == 1 else _amount_behind(text, dates, found)
        if on is not None and on.low.year >= _FIRST_YEAR and on.high <= passage.note.dated:
            yield from _treatment(passage, product, on, about)


def _amount_behind(text: str, dates: list[re.Match[str]], one: re.Match[str]) -> str:
    # an amount before the first date may belong to any of them
    found = None if _UNITS.search(text, 0, dates[0].start()) else _RIGHT_BEHIND.match(text, one.end())
    return found["amount"] if found else ""


def _treatment(passage: Passage, product: Toxin, on: DateRange, about: str) -> Iterator[Reading]:
    facts: dict[str, Any] = {**_amounts(about), **_purpose(passage.text)}
    fact = made(ToxinTreatment, product=product, on=on, evidence=passage.evidence(), **facts)
    if fact is None:
        return
    looks = [] if TOXIN.search(passage.text) else ["the product stands in the heading"]
    yield Reading(
        kind=FactKind.TOXIN_TREATMENT,
        says=_says(fact),
        fact=fact,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join(("a toxin, that it was given, and a date stand together", *looks)),
    )


def _amounts(about: str) -> dict[str, int]:
    injected: set[int] = set()
    wasted: set[int] = set()
    for found in _UNITS.finditer(about):
        if _VIAL.match(found["behind"]):
            continue
        (wasted if _WASTED.match(found["behind"]) else injected).add(int(found["units"]))
    known = (("units", injected), ("wasted", wasted))
    return {name: next(iter(amounts)) for name, amounts in known if len(amounts) == 1}


def _purpose(text: str) -> dict[str, Any]:
    migraine, other = _MIGRAINE.search(text) is not None, _OTHER.search(text)
    if migraine:
        return {} if other else {"for_migraine": True}
    if other is None or "migraine" in text.lower():
        return {}  # "for cervical dystonia and migraine" is for both
    return {"for_migraine": False, "indication": other["illness"].lower()}


def _says(fact: ToxinTreatment) -> str:
    parts = [
        f"{fact.product} on {fact.on}",
        f"{fact.units} units" if fact.units else "",
        f"{fact.wasted} units wasted" if fact.wasted else "",
        "for migraine" if fact.for_migraine else (f"for {fact.indication}" if fact.indication else ""),
    ]
    return ", ".join(part for part in parts if part)
