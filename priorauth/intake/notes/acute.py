"""Reads on how many days a medicine for the attacks is taken. Times and tablets are no days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from priorauth.case.treatment import AcuteMedicine
from priorauth.clinical.ranges import between, monthly_from_weekly
from priorauth.intake.notes.context import is_about_somebody_else, is_earlier, is_negated, is_not_so, was_never_taken
from priorauth.intake.notes.drugs import mentions
from priorauth.intake.notes.numbers import AMOUNT, amount, is_vague
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading
from priorauth.intake.notes.sentences import Section

_DAYS = re.compile(rf"(?P<count>{AMOUNT})\s+days?\s*(?:per|a|each|every|/|in a)\s*(?P<per>month|mo|week|wk)\b", re.IGNORECASE)
_NOT_TAKEN = {Section.FAMILY, Section.ALLERGIES, Section.PLAN, Section.ASIDE}
_MOST_DAYS = {"m": 31, "w": 7}


def acute_medicines(passage: Passage) -> Iterator[Reading]:
    """Yield the acute medicines whose days of use per month or week a sentence states."""
    text = passage.text
    if passage.section in _NOT_TAKEN or is_about_somebody_else(text) or is_not_so(text) or was_never_taken(text):
        return
    named = mentions(text)
    found = list(_DAYS.finditer(text))
    evidence = passage.evidence()
    # with two drugs or two counts, which belongs to which is a guess
    if len(named) != 1 or named[0].is_preventive or len(found) != 1 or is_earlier(text) or evidence is None:
        return
    days = amount(found[0]["count"])
    per = found[0]["per"][0].lower()
    if days is None or is_vague(text, *found[0].span("count")) or (days.high or days.low or 0) > _MOST_DAYS[per]:
        return
    if is_negated(text[: found[0].start()]) or re.search(r"\b(?:headaches?|migraines?|HA)\b", text, re.IGNORECASE):
        return
    a_month = monthly_from_weekly(between(days.low, days.high, f"{days} days a week")) if per == "w" else days
    fact = AcuteMedicine(drug=named[0].name, days_per_month=a_month, stated_on=passage.note.dated, evidence=evidence)
    looks = ["counted from days a week"] if per == "w" else []
    yield Reading(
        kind=FactKind.ACUTE_MEDICINE,
        says=f"{fact.drug} on {a_month} days a month",
        fact=fact,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join(("an acute medicine and a count of days stand together", *looks)),
    )
