"""Reads preventive trials, and the intolerances of an allergy list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from priorauth.case.treatment import Intolerance, PreventiveTrial
from priorauth.intake.notes.context import is_negated, states, was_never_taken
from priorauth.intake.notes.courses import DRUG, course, dose, is_over, purpose, says_since
from priorauth.intake.notes.drugs import TOXIN, Mention, mentions
from priorauth.intake.notes.outcomes import Result, result
from priorauth.intake.notes.passage import Passage
from priorauth.intake.notes.proposals import Confidence, FactKind, Reading, made
from priorauth.intake.notes.sentences import Section, Sentence

_TAKEN = re.compile(
    r"\b(?:tried|trialed|trialled|trial of|took|taken|was on|were on|been on|failed|failure of"
    r"|stopped|discontinued|d/?c'?d"
    r"|started|titrated|increased|used|received|switched to|tolerated|not tolerated|ineffective"
    r"|not effective|effective|helped|helpful|worked"
    r"|(?:could not|did not|unable to) tolerate|intoleran(?:t|ce)|no (?:benefit|relief|improvement"
    r"|response|effect|reduction)|without (?:benefit|relief|improvement)"
    r"|did not help|caused|lack of efficacy|inadequate response|tried: yes)\b|(?:x|×) ?\d+ (?:weeks|months)",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:currently (?:on|taking|takes)|(?:is|remains|stays|maintained) on|taking|takes|continues?(?: on"
    r"| with| taking)?|tolerating|ongoing)\b|^on\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:stopped|discontinued|d/?c'?d|was on|were on|failed|tried|took|in the past|previously|no longer"
    r"|not (?:currently|presently|now))\b",
    re.IGNORECASE,
)
_OK = re.compile(r"\b(?:done|doing|did) (?:okay|ok|well|fine)\b", re.IGNORECASE)
_TRIED_HEADING = re.compile(
    r"^[^:]*\b(?:tried|failed|prior|past|previous)\b[^:]*:|^[^:]*\bpreventives?\b[^:]*:", re.IGNORECASE
)
_ALL_OF_THEM = re.compile(r"\b(?:both|all|each|neither|none)\b(?P<said>.*)$", re.IGNORECASE)
_CONNECTS = re.compile(r"\s*(?:[,/&+;]|and|or|then|as well as|\s)*\s*", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:restarted|resumed|again|re-?trial\w*)\b", re.IGNORECASE)
_CLAUSE = re.compile(r";|\b(?:but|however|whereas|while)\b", re.IGNORECASE)
_OF_SEVERAL = re.compile(r"\s*,?\s*(?:\(?both|\(?all|were|have|failed|had failed)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^(?:it|this|she (?:stopped|discontinued)|he (?:stopped|discontinued)|stopped|discontinued"
    r"|d/?c'?d|titrated|increased|no (?:benefit|improvement|relief)"
    r"|without|did not|not (?:tolerated|effective)|ineffective|dose|the dose|side effects?)\b",
    re.IGNORECASE,
)
_DRUG_BEHIND_VERB = re.compile(
    r"\b(?:took|tried|started|failed|switched to|stopped|discontinued|then|currently|continues|on)\b[^,;]*$",
    re.IGNORECASE,
)
_NO_TRIALS = {Section.FAMILY, Section.ALLERGIES, Section.ASIDE, Section.TOXIN}
_LISTS = {Section.TRIED, Section.TRIED_FOR_MIGRAINE}
_REACTION = re.compile(r"^\s*(?:\(\s*(?P<inner>[^)]{2,60})\)|[-–:]\s*(?P<outer>[^,;.()]{2,60}))")


@dataclass(slots=True)
class _Course:
    """One drug of a sentence, with the words that are about it."""

    drug: str
    words: str
    listed: bool
    ongoing: bool
    from_list_of_medicines: bool
    headed: bool
    """True where the heading of the list says that its drugs were for migraine."""
    further: list[Sentence] = field(default_factory=list)
    shared: str = ""


def trials(passage: Passage) -> Iterator[Reading]:
    """Yield the preventive drugs that a sentence says were taken, or are, each with what it says of them."""
    text = passage.text
    if passage.section in _NO_TRIALS or not states(text) or was_never_taken(text):
        return
    named = mentions(text)
    # what goes on in the next sentences is about this drug only where no other was named
    further = _further(passage) if len(named) == 1 else []
    for one in _courses(passage, named, further):
        reading = _reading(passage, one)
        if reading is not None:
            yield reading


def intolerances(passage: Passage) -> Iterator[Reading]:
    """Yield the preventive drugs of an allergy list, each with its reaction."""
    text = passage.text
    if passage.section is not Section.ALLERGIES or not states(text) or was_never_taken(text):
        return
    evidence = passage.evidence()
    for mention in mentions(text) if evidence else ():
        if not mention.is_preventive or is_negated(text[: mention.start]):
            continue
        found = _REACTION.match(text[mention.end :])
        reaction = (found["inner"] or found["outer"]).strip().lower() if found else None
        fact = Intolerance(drug=mention.name, reaction=reaction, evidence=evidence or ())
        why = "the drug stands in the list of allergies"
        yield Reading(
            kind=FactKind.INTOLERANCE, says=f"{mention.name}: {reaction or 'reaction not said'}", fact=fact, why=why
        )


def _courses(passage: Passage, named: list[Mention], further: list[Sentence]) -> Iterator[_Course]:
    lead = ""
    groups = list(_groups(passage.text, named))
    for index, group in enumerate(groups):
        before = passage.text[groups[index - 1][-1].end if index else 0 : group[0].start]
        lead = _own_lead(before, is_first=index == 0) or lead
        is_last = index + 1 == len(groups)
        behind = passage.text[group[-1].end : len(passage.text) if is_last else groups[index + 1][0].start]
        tail = " ".join((behind, *(one.text for one in further))) if is_last else _without_next_lead(behind)
        for mention in group:
            # what stands behind "A and B" is about B, unless its verb is one of several
            own = tail if mention is group[-1] or _OF_SEVERAL.match(tail) else ""
            course_ = _course(passage, mention, lead, own) if mention.is_preventive else None
            if course_ is not None:
                course_.further = further
                yield course_


def _groups(text: str, named: list[Mention]) -> Iterator[list[Mention]]:
    """Yield the drugs that are joined by no more than "and" or a comma."""
    group: list[Mention] = []
    for mention in named:
        if group and not _CONNECTS.fullmatch(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _own_lead(before: str, *, is_first: bool) -> str:
    clause = _CLAUSE.split(before)[-1]
    if is_first and TOXIN.search(clause) is None:
        return clause
    found = _DRUG_BEHIND_VERB.search(before)
    return found[0] if found else ""


def _without_next_lead(behind: str) -> str:
    found = _DRUG_BEHIND_VERB.search(behind)
    cut = behind[: found.start()] if found else behind
    return re.sub(r"[\s,]*(?:and|or|then)?\s*$", "", cut)


def _unharmed(lead: str) -> str:
    return re.sub(
        r"\b(?:could not|did not|unable to) tolerate|not tolerat\w+|no (?:benefit|relief|improvement"
        r"|response)(?: (?:from|with|to|on))?",
        " ",
        lead,
        flags=re.IGNORECASE,
    )


def _course(passage: Passage, mention: Mention, lead: str, behind: str) -> _Course | None:
    if is_negated(_unharmed(lead)):
        return None
    words = f"{lead}{DRUG}{behind}"
    in_medicines = passage.section is Section.CURRENT_MEDICINES
    listed = (
        passage.section in _LISTS
        or _TRIED_HEADING.match(passage.text) is not None
        or bool(re.search(r"\bfailed\b", lead, re.IGNORECASE))
    )
    taking = in_medicines or _TAKING.search(words.strip()) is not None or says_since(words)
    shared = _shared(passage.text)
    taken = listed or _TAKEN.search(words) is not None or shared is not None or is_over(words)
    if passage.section is Section.PLAN and not re.search(
        r"\b(?:failed|stopped|discontinued|tried)\b", words, re.IGNORECASE
    ):
        return None
    if _OK.search(words) or not (taken or taking):
        return None
    ongoing = taking and _OVER.search(words) is None
    headed = passage.section is Section.TRIED_FOR_MIGRAINE or re.search(
        r"\bmigraine prevent\w+\b[^:]*:", passage.text, re.IGNORECASE
    )
    return _Course(
        mention.name, words, listed, ongoing, in_medicines, bool(headed), shared=shared["said"] if shared else ""
    )


def _shared(text: str) -> re.Match[str] | None:
    """Return what is said of "both" or "all" of several drugs, behind the last of them."""
    named = mentions(text)
    return _ALL_OF_THEM.search(text, named[-1].end) if len(named) > 1 else None


def _further(passage: Passage) -> list[Sentence]:
    """Return the sentences right behind this one that go on about the same drug."""
    found = []
    for following in passage.after:
        text = following.text
        goes_on = following.follows and _GOES_ON.match(text) and not mentions(text)
        if not goes_on or not states(text) or was_never_taken(text):
            break
        found.append(following)
    return found


def _reading(passage: Passage, one: _Course) -> Reading | None:
    found = result(f"{one.words} {one.shared}", listed=one.listed)
    facts: dict[str, Any] = course(one.words, passage.note.dated) | purpose(one.words)
    if one.headed:
        facts.setdefault("for_migraine", True)
    trial = made(
        PreventiveTrial,
        drug=one.drug,
        dose=dose(one.words),
        outcome=found.outcome,
        reason_stopped=found.reason,
        side_effects=found.side_effects or None,
        ongoing=(one.ongoing and "stopped" not in facts) or None,
        evidence=passage.evidence(*one.further),
        **facts,
    )
    if trial is None:
        return None
    looks = list(_doubts(one, found))
    return Reading(
        kind=FactKind.TRIAL,
        says=_says(trial),
        fact=trial,
        confidence=Confidence.LOOK if looks else Confidence.PLAIN,
        why="; ".join(("the note says that the drug was taken, or is", *looks)),
    )


def _doubts(one: _Course, found: Result) -> Iterator[str]:
    if one.headed:
        yield "that it was for migraine stands in the heading of the list"
    if one.further:
        yield "put together from several sentences"
    if one.from_list_of_medicines:
        yield "from a list of current medicines: is it taken, and for migraine?"
    if _AGAIN.search(one.words):
        yield "it was started again: two courses may be two trials"
    if found.is_mixed:
        yield "the note says two things of the result: which one counts?"


def _says(trial: PreventiveTrial) -> str:
    dates = [f"from {trial.started}" if trial.started else "", f"to {trial.stopped}" if trial.stopped else ""]
    purpose_ = "for migraine" if trial.for_migraine else (f"for {trial.prescribed_for}" if trial.prescribed_for else "")
    parts = [
        trial.drug,
        str(trial.dose) if trial.dose else "",
        " ".join(part for part in dates if part),
        f"for {trial.lasted}" if trial.lasted else "",
        "ongoing" if trial.ongoing else "",
        purpose_,
        trial.outcome.words if trial.outcome else "",
        " and ".join(trial.side_effects),
        f"stopped: {trial.reason_stopped}" if trial.reason_stopped else "",
    ]
    return ", ".join(part for part in parts if part)
