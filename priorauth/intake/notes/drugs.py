"""Finds the medicines that a sentence names, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from priorauth.clinical.medicines import acute, medicine_names, preventive
from priorauth.clinical.ranges import Range, exactly
from priorauth.clinical.terms import Toxin

# Short forms of headache notes. "BB" and "CCB" are classes: they name no drug, so they are not here.
_SHORT_FORMS = {"tpm": "topiramate", "vpa": "divalproex sodium", "amt": "amitriptyline", "vlf": "venlafaxine"}
_TOXINS = {
    "botox": Toxin.BOTOX,
    "onabotulinumtoxina": Toxin.BOTOX,
    "onabot": Toxin.BOTOX,
    "dysport": Toxin.DYSPORT,
    "abobotulinumtoxina": Toxin.DYSPORT,
    "xeomin": Toxin.XEOMIN,
    "incobotulinumtoxina": Toxin.XEOMIN,
    "myobloc": Toxin.MYOBLOC,
    "rimabotulinumtoxinb": Toxin.MYOBLOC,
    "daxxify": Toxin.DAXXIFY,
    "daxibotulinumtoxina": Toxin.DAXXIFY,
}
TOXIN = re.compile(rf"\b(?:{'|'.join(_TOXINS)})\b", re.IGNORECASE)
_BOTULINUM_CLASS = "botulinum toxin"
# Other treatments that stand in the same lists: what is said of them is not said of the preventive before them.
_OTHERS = re.compile(
    r"magnesium|riboflavin|vitamin b2|coq10|feverfew|melatonin|butterbur|sertraline|zoloft|escitalopram|lexapro"
    r"|citalopram|celexa|paroxetine|paxil|bupropion|wellbutrin|trazodone|mirtazapine|buspirone|quetiapine|aripiprazole|lithium"
    r"|metformin|amlodipine|hydrochlorothiazide|hctz|atorvastatin|levothyroxine|omeprazole|insulin|semaglutide"
    r"|prednisone|steroids?|medrol|dexamethasone|baclofen|cyclobenzaprine|flexeril|methocarbamol|diazepam|lorazepam"
    r"|clonazepam|hydroxyzine|oxcarbazepine|lacosamide|phenytoin|naltrexone|nerve blocks?|acupuncture|physical therapy"
    r"|massage|chiropractic|cefaly|nerivio|gammacore|relivion|birth control|ocps?"
    r"|botox|onabotulinumtoxina|xeomin|dysport",
    re.IGNORECASE,
)
_LOOK_ALIKE_WORDS = 30
"""So many characters behind a name may still say that it is an eye drop or a cream."""

_FORM = r"(?:\s+(?:er|xr|la|sr|dr|xl|cd|odt|sprinkles?|capsules?|tablets?))?"
_MG = r"(?P<low>\d{1,4}(?:\.\d{1,2})?)(?:\s*(?:-|–|to)\s*(?P<high>\d{1,4}(?:\.\d{1,2})?))?\s*mg"
_TWICE = (
    r"bid|b\.i\.d\.?|twice (?:a day|daily|per day)|two times (?:a day|daily)|2x ?(?:/day|daily)|q12h|every 12 hours"
)
_THRICE = r"tid|t\.i\.d\.?|three times (?:a day|daily)|3x ?(?:/day|daily)|q8h|every 8 hours"
_ONCE = (
    r"/ ?d(?:ay)?|per day|a day|(?:once )?(?:daily|a day)|each day|every day|qd|q\.d\.?|qday|qhs|qpm|qam|q ?hs|nightly"
    r"|at (?:bed ?time|night)|each night|every (?:night|morning|evening)|in the (?:evening|morning)|each morning"
)
_TIMES_A_DAY = ((_TWICE, 2), (_THRICE, 3), (_ONCE, 1))
_OFTEN = "|".join(f"(?P<times{times}>{words})" for words, times in _TIMES_A_DAY)
DOSE = re.compile(rf"(?<![\w.,/-]){_MG}\b{_FORM}(?:\s*(?:po|by mouth|orally))?\s*(?:{_OFTEN})?(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One medicine named in a text, and where."""

    name: str
    """The ingredient."""
    start: int
    end: int
    is_preventive: bool
    """False for an acute medicine, and for any other whose words are not about the preventive before it."""


def mentions(text: str) -> list[Mention]:
    """Return the medicines of a text in their order: preventive, acute, and others that end what is said of one."""
    found = (_mention(text, one.start(), one.end()) for one in _names().finditer(text))
    return [one for one in found if one is not None]


def toxin(name: str) -> Toxin:
    """Return the product that a name found by ``TOXIN`` means."""
    return _TOXINS[name.lower()]


def daily_dose(found: re.Match[str]) -> Range | None:
    """Return the milligrams a day of a dose found by ``DOSE``, or None where it does not say how often."""
    times = next((count for _, count in _TIMES_A_DAY if found[f"times{count}"]), None)
    if times is None or found["high"]:
        return None
    total = float(found["low"]) * times
    return exactly(int(total) if total == int(total) else total)


def _mention(text: str, start: int, end: int) -> Mention | None:
    word = text[start:end].lower()
    if _OTHERS.fullmatch(word):
        return Mention(word, start, end, is_preventive=False)
    name = _SHORT_FORMS.get(word, word)
    with_words_behind = f"{name} {text[end : end + _LOOK_ALIKE_WORDS]}"
    known = preventive(name) if _is_the_same(name, with_words_behind) else None
    if known is not None and known.drug_class == _BOTULINUM_CLASS:
        return None
    taken_for_attacks = acute(name)
    # a drug that is both (rimegepant) is taken for one or the other: the note must say so, and no pattern here does
    if known is not None and taken_for_attacks is None:
        return Mention(known.name, start, end, is_preventive=True)
    return None if taken_for_attacks is None else Mention(taken_for_attacks.name, start, end, is_preventive=False)


def _is_the_same(name: str, with_words_behind: str) -> bool:
    return preventive(name) is not None and not _LOOKS_ALIKE.search(with_words_behind)


_LOOKS_ALIKE = re.compile(
    r"\b(?:eye|eyes|drops?|gtts?|ophth\w*|cream|gel|ointment|topical|cosmetic|nasal spray)\b", re.IGNORECASE
)


@cache
def _names() -> re.Pattern[str]:
    words = {word for names in medicine_names() for word in names.words if " / " not in word} | set(_SHORT_FORMS)
    words |= set(_OTHERS.pattern.replace("?", "").split("|")) | {"steroids", "nerve blocks", "ocps"}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![\w-])", re.IGNORECASE)
