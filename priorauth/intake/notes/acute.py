"""Reads on how many days a medicine for the attacks is taken. Times and tablets are no days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from priorauth.case.treatment import AcuteMedicine
from priorauth.clinical.ranges import Range, between, monthly_from_weekly
from priorauth.intake.notes.context import clauses, is_earlier, is_negated, states, was_never_taken
from priorauth.intake.notes.drugs import mentions
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading
from priorauth.intake.notes.sentences import Section
from priorauth.intake.prose import AMOUNT, amount, is_vague

_DAYS = re.compile(
    rf"(?P<count>{AMOUNT})\s+days?\s*(?:per|a|each|every|/|in a)\s*(?P<per>month|mo|week|wk)\b", re.IGNORECASE
)
_NOT_A_COUNT = re.compile(r"\b(?:headaches?|migraines?|HA|max(?:imum)?)\b", re.IGNORECASE)
_NOT_TAKEN = {Section.FAMILY, Section.ALLERGIES, Section.PLAN, Section.ASIDE}
_MOST_DAYS = {"m": 31, "w": 7}


def acute_medicines(passage: Passage) -> Iterator[Reading]:
    """Yield the acute medicines whose days of use per month or week a sentence states."""
    text = passage.text
    if passage.section in _NOT_TAKEN or not states(text) or was_never_taken(text):
        return
    for clause in clauses(text):
        days = None if is_earlier(clause) else _days(clause)
        if days is not None:
            yield from _reading(passage, *days)


def _days(clause: str) -> tuple[str, str, Range] | None:
    """Return the one medicine of a clause, "m" or "w", and the days of use; None where any of it is a guess."""
    named, found = mentions(clause), list(_DAYS.finditer(clause))
    # with two drugs or two counts, which belongs to which is a guess
    if len(named) != 1 or named[0].is_preventive or len(found) != 1 or is_negated(clause[: found[0].start()]):
        return None
    days, per = amount(found[0]["count"]), found[0]["per"][0].lower()
    if days is None or is_vague(clause, *found[0].span("count")) or _NOT_A_COUNT.search(clause):
        return None
    return None if (days.high or days.low or 0) > _MOST_DAYS[per] else (named[0].name, per, days)


def _reading(passage: Passage, drug: str, per: str, days: Range) -> Iterator[Reading]:
    evidence = passage.evidence()
    if evidence is None:
        return
    a_month = monthly_from_weekly(between(days.low, days.high, f"{days} days a week")) if per == "w" else days
    fact = AcuteMedicine(drug=drug, days_per_month=a_month, stated_on=passage.note.dated, evidence=evidence)
    looks = ["counted from days a week"] if per == "w" else []
    yield Reading(
        kind=FactKind.ACUTE_MEDICINE,
        says=f"{fact.drug} on {a_month} days a month",
        fact=fact,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join(("an acute medicine and a count of days stand together", *looks)),
    )
