"""The words that tables use for our closed lists. A word that is not here is a bad cell, never a guess.

"Failed" is left out on purpose: it does not say whether the drug did not help or was not tolerated.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from priorauth.clinical.terms import (
    Attested,
    Benefit,
    Counting,
    DocumentKind,
    DoseReached,
    DrugSource,
    Instrument,
    LineOfBusiness,
    Outcome,
    PlaceOfService,
    RequestKind,
    Toxin,
)

EMPTY = frozenset({"", "-", "--", "?", "n/a", "unknown", "unk", "not known", "not documented", "not recorded", "tbd"})
"""What means that nothing is known."""
NONE = frozenset({"none", "nil", "no", "0"})
"""What means, in a list, that there is none."""

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
STILL_TAKEN = frozenset({"ongoing", "current", "currently", "present", "still taking", "continuing", "to date", "now"})
FOR_MIGRAINE = frozenset(
    f"{disease}{purpose}"
    for disease in ("migraine", "migraines", "chronic migraine", "migraine headache")
    for purpose in ("", " prevention", " prophylaxis", " preventive")
)

Word = TypeVar("Word", bound=StrEnum)


def normal(text: str) -> str:
    """Return words in small letters with single blanks, and underscores as blanks."""
    return re.sub(r"[\s_]+", " ", text.replace("’", "'")).strip(" .").lower()


def _words(kind: type[Word], **more: str) -> dict[str, Word]:
    known = {normal(word): word for word in kind} | {normal(word.name): word for word in kind}
    return known | {normal(word): kind[name] for name, words in more.items() for word in words.split("|")}


REQUEST_KINDS = _words(
    RequestKind,
    INITIAL="new|new start|first|start|initial request|initial authorization",
    CONTINUATION="renewal|renew|reauthorization|re-authorization|reauth|continuing|continued|continuation request",
)
LINES_OF_BUSINESS = {
    word: line
    for word, line in _words(
        LineOfBusiness,
        MEDICARE="medicare part b|original medicare|traditional medicare",
        MEDICARE_ADVANTAGE="medicare part c|ma plan|mapd",
        WORKERS_COMPENSATION="workers comp|workers' comp|work comp|workers' compensation",
        FEDERAL="tricare|va",
    ).items()
    if line is not LineOfBusiness.ANY
}
PLACES_OF_SERVICE = _words(
    PlaceOfService,
    OFFICE="pos 11|clinic|doctor's office",
    OFF_CAMPUS_OUTPATIENT_HOSPITAL="pos 19",
    ON_CAMPUS_OUTPATIENT_HOSPITAL="pos 22",
    AMBULATORY_SURGICAL_CENTER="pos 24|asc",
)
BENEFITS = _words(Benefit, MEDICAL="medical benefit", PHARMACY="pharmacy benefit")
DRUG_SOURCES = _words(
    DrugSource, BUY_AND_BILL="buy & bill|buy-and-bill|b&b", SPECIALTY_PHARMACY="sp|specialty|white bagging"
)
OUTCOMES = _words(
    Outcome,
    INADEQUATE_RESPONSE=(
        "no response|insufficient response|poor response|ineffective|not effective|no benefit|no improvement|no relief"
        "|inadequate relief|lack of efficacy|lack of effect|inadequate efficacy|did not work|didn't work|did not help"
        "|didn't help"
    ),
    INTOLERANCE=(
        "not tolerated|intolerant|intolerable|could not tolerate|couldn't tolerate|unable to tolerate|side effects"
        "|side effect|adverse effects|adverse effect|adverse reaction|adverse event|allergic reaction"
    ),
    EFFECTIVE="worked|good response|helped",
    ONGOING="current|currently taking|still taking|continuing",
)
DOSES_REACHED = _words(
    DoseReached,
    TARGET="target dose",
    MAXIMUM="max|maximum dose|max dose",
    HIGHEST_TOLERATED="highest tolerated dose|maximum tolerated|maximum tolerated dose|max tolerated",
)
TOXINS = _words(
    Toxin,
    BOTOX="onabotulinumtoxina|onabotulinumtoxin a|onabot",
    DYSPORT="abobotulinumtoxina",
    MYOBLOC="rimabotulinumtoxinb",
    XEOMIN="incobotulinumtoxina",
    DAXXIFY="daxibotulinumtoxina",
)
INSTRUMENTS = _words(Instrument, HIT_6="hit6|hit 6")
DOCUMENT_KINDS = _words(
    DocumentKind,
    OFFICE_NOTE="note|visit note|progress note|clinic note|chart note",
    HEADACHE_DIARY="diary|headache calendar",
    INJECTION_RECORD="procedure note|injection note",
    MEDICATION_RECORD="medication list|pharmacy record",
    LABORATORY="lab|labs",
)
COUNTINGS = _words(
    Counting,
    HEADACHE_DAY="headache days",
    MIGRAINE_DAY="migraine days",
    LONG_HEADACHE_DAY="day of 4 hours or more|days of 4 hours or more|days of 4+ hours",
    ATTACK="attacks",
)
ATTESTED = _words(Attested) | {normal(one.statement): one for one in Attested}
