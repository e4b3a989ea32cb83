"""Reads what came of a drug: its benefit, its side effects, and why it was stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from priorauth.clinical.terms import Outcome

_SIDE_EFFECTS = (
    r"par[a]?esthesias?|tingling|numbness|cognitive (?:slowing|impairment|side effects?|fog|dysfunction"
    r"|changes)|brain fog"
    r"|word[- ]finding (?:difficult(?:y|ies)|trouble|problems?)|memory (?:loss|problems?|impairment)|confusion"
    r"|weight (?:gain|loss)|sedation|somnolence|drowsiness|sleepiness|fatigue|lethargy|tiredness"
    r"|dizziness|lightheadedness"
    r"|vertigo|syncope|hypotension|low blood pressure|bradycardia|palpitations|dry mouth|constipation|diarrhea|nausea"
    r"|vomiting|abdominal pain|urinary retention|hair loss|alopecia|kidney stones?|nephrolithiasis"
    r"|depression|mood (?:changes|swings)"
    r"|irritability|anxiety|insomnia|nightmares|vivid dreams|tremor|rash|hives|itching|edema|leg swelling"
    r"|blurred vision"
    r"|visual changes|hyponatremia|acidosis|elevated liver enzymes|exercise intolerance|shortness of breath|wheezing"
    r"|injection site reactions?|anaphylaxis|sexual dysfunction|loss of appetite|anorexia|taste changes|asthenia"
)
_STOP = r"(?:stopped|discontinued|d/?c'?d|dced|halted|quit|came off|taken off|failed)"
_CAUSE = r"(?:due to|because of|secondary to|2/2|owing to|on account of|given|after|from|for|with)"
_REASON_CAUSE = r"(?:due to|because of|secondary to|2/2|owing to|on account of)"
_NOT_TOLERATED = (
    r"(?:not|never|poorly) tolerated|(?:could not|couldn't|did not|didn't|unable to|would not) tolerate"
    r"|intolerable|intoleran(?:t|ce)"
)
_HARM = re.compile(
    rf"(?:\b{_STOP}\b[^.;()]{{0,40}}?\b{_CAUSE}\s+|\b(?:{_NOT_TOLERATED})\b[^.;()]{{0,40}}?(?:\b{_CAUSE}\s+|\(|:\s*)"
    rf"|\b(?:caused|causing|developed|experienced)\s+|\bside effects?\s*(?:of|:|\(|,|including)\s*|\blimited by\s+)"
    rf"(?P<list>[^.;)]*)",
    re.IGNORECASE,
)
_HARM_BARE = re.compile(rf"\b(?:{_NOT_TOLERATED})\b", re.IGNORECASE)
_SIDE_EFFECTS_AT_ALL = re.compile(
    r"\b(?:due to|because of|intolerable|with|had|from|for)\s+(?:(?!no\b|without\b)\w+\s+)?(?:side|adverse) effects?\b",
    re.IGNORECASE,
)
# "helped her sleep" and "no change in dose" say nothing of the headaches
_OTHER_AIM = re.compile(
    r"\W*(?:(?:her|his|their|the|with|for|of|in|on|to)\s+)*(?:sleep|mood|anxiety|depression|nausea|blood pressure"
    r"|weight|energy|insomnia|appetite|dose|medic\w+|regimen|plan|labs?|neuropathy|tremor|aura)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\((?P<list>[^)]*)\)")
_LAST_ITEM = re.compile(
    rf"[,:–-]\s*(?P<list>(?:{_SIDE_EFFECTS})(?:\s*(?:,|and|/|,\s*and)\s*(?:{_SIDE_EFFECTS}))*)\s*[.,;]?\s*$",
    re.IGNORECASE,
)
SIDE_EFFECT = re.compile(rf"(?<![\w-])(?:{_SIDE_EFFECTS})(?!\w)", re.IGNORECASE)
"""A side effect by one of its names."""
_FOR = re.compile(r"\b(?:for|of|help\w*) (?:her |his |their )?$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|without|denies|denied|never|nor)\b[^,;.]*$", re.IGNORECASE)

_MUCH = (
    r"(?:significant |sustained |clear |real |real-?world |adequate |sufficient |meaningful |appreciable "
    r"|much |any |clinical |noticeable )*"
)
_GOOD = r"(?:benefit|improvement|relief|response|effect|efficacy|help|change|reduction|decrease|difference)"
_NO_USE = re.compile(
    rf"\b(?:no|without|lack of|little|minimal|inadequate|insufficient|poor|limited) {_MUCH}{_GOOD}\b"
    r"|\b(?:ineffective|inefficacy|unhelpful|nonresponse|non-response)\b"
    r"|\bnot (?:at all |very |really )?(?:effective|helpful|beneficial)\b|\b(?:did not|didn't|has not"
    r"|have not|failed to|does not) (?:help|work|improve|reduce|respond)\w*",
    re.IGNORECASE,
)
_USE = re.compile(
    r"(?<!not )(?<!less )(?<!more )\b(?:effective|helpful|beneficial)\b|\b(?:helped|worked(?: well)?"
    r"|good response|well controlled)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:initial(?:ly)?|partial(?:ly)?|some(?:what)?|temporar(?:y|ily)|at first|briefly|mild(?:ly)?"
    r"|modest(?:ly)?|minimally"
    r"|for a (?:while|time)|lost (?:effect|efficacy|benefit)|wore off|stopped working|okay|ok|not enough"
    r"|not fully|a (?:bit|little))\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"\b{_STOP}\b[^.;,()]{{0,30}}?\b{_REASON_CAUSE}\s+(?P<reason>[^.,;()\d]{{2,60}}?)(?=\s+(?:and"
    rf"|then|on|in|at|after)\b|\s*[.,;()\d]|\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a text says came of a drug."""

    outcome: Outcome | None = None
    side_effects: tuple[str, ...] = ()
    reason: str | None = None
    is_mixed: bool = False
    """True where the text gives two different results, so that a person must say which one counts."""


def result(text: str, *, listed: bool) -> Result:
    """Return what ``text``, which is about one drug, says of its result.

    ``listed`` says that the text is an item of a list of drugs that were tried: there "(weight gain)" is a result.
    """
    effects = tuple(dict.fromkeys(_side_effects(text, listed=listed)))
    harmed = bool(effects) or _says(_HARM_BARE, text) or _says(_SIDE_EFFECTS_AT_ALL, text)
    useless, partly = _says(_NO_USE, text, denied=False), _says(_PARTLY, text, denied=False)
    useful = _says(_USE, _NO_USE.sub(" ", text))
    found = [
        outcome
        for outcome, holds in (
            (Outcome.INTOLERANCE, harmed),
            (Outcome.INADEQUATE_RESPONSE, useless),
            (Outcome.EFFECTIVE, useful),
        )
        if holds
    ]
    # "no benefit and nausea" may be two results
    is_mixed = len(found) > 1 or partly or (bool(found) and not harmed and _names_loose_effect(text))
    return Result(None if is_mixed or not found else found[0], effects, _reason(text, effects), is_mixed)


def _side_effects(text: str, *, listed: bool) -> list[str]:
    # the "not" of "not tolerated" denies no side effect
    plain = _HARM_BARE.sub(lambda found: " " * len(found[0]), text)
    stretches = [found.span("list") for found in _HARM.finditer(text)]
    if listed:
        stretches += [found.span("list") for pattern in (_BRACKETS, _LAST_ITEM) for found in pattern.finditer(text)]
    return [
        effect[0].lower()
        for first, last in stretches
        for effect in SIDE_EFFECT.finditer(text, first, last)
        if not _DENIED.search(plain, 0, effect.start()) and not _concern(text[first : effect.start()])
    ]


def _names_loose_effect(text: str) -> bool:
    plain = _NO_USE.sub(lambda found: " " * len(found[0]), text)
    return any(
        not _DENIED.search(plain, 0, effect.start()) and _FOR.search(plain, 0, effect.start()) is None
        for effect in SIDE_EFFECT.finditer(plain)
    )


def _concern(before: str) -> bool:
    return re.search(r"\b(?:concerns?|fear|worr\w+|risk|history|possible)\b", before, re.IGNORECASE) is not None


def _reason(text: str, effects: tuple[str, ...]) -> str | None:
    found = _REASON.search(text)
    if found is None or effects or _NO_USE.search(found["reason"]) or "side effect" in found["reason"].lower():
        return None
    return found["reason"].strip()


def _says(pattern: re.Pattern[str], text: str, *, denied: bool = True) -> bool:
    return any(
        not (denied and _DENIED.search(text, 0, found.start())) and _OTHER_AIM.match(text, found.end()) is None
        for found in pattern.finditer(text)
    )
