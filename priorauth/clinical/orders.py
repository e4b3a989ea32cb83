"""What the words of an order say: which medicine and how that is known, strength, salt, release, form and route."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from priorauth.clinical.medicines import Medicine, acute, is_look_alike, preventive
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range, between
from priorauth.clinical.spelling import Near, read_spelling

_STRENGTH = re.compile(
    r"(?<![\d.-])(\d+(?:\.\d+)?)(?:\s*(?:–|to)\s*(\d+(?:\.\d+)?))?\s*(mcg|mg|g|units?)\b(?!\s*-?\s*\d)", re.IGNORECASE
)
# several numbers with a hyphen ("50-325-40 mg") are the strengths of several ingredients, and may be a range
_STRENGTHS_TOGETHER = re.compile(r"\d\s*[-/]\s*\d+(?:\.\d+)?\s*(?:mg|mcg)", re.IGNORECASE)
_PARTS = {
    "extended release": r"er|xr|xl|la|sr|cr|cd|xt|sa|extended[ -]release|24 ?hr?",
    "delayed release": r"dr|ec|delayed[ -]release|enteric[ -]coated",
    "orally disintegrating": r"odt|mlt|orally disintegrating",
}
_SALTS = (
    "hydrochloride|hcl|sodium|potassium|succinate|tartrate|maleate|fumarate|besylate|mesylate|cilexetil|malate|acetate"
)
_FORMS = {
    "tablet": r"tabs?|tablets?",
    "capsule": r"caps?|capsules?|gelcaps?",
    "sprinkle": r"sprinkles?",
    "solution": r"oral (?:solution|soln|suspension)|syrup",
    "injection": r"inj(?:ection|ectable)?|auto-?injectors?|syringes?|pens?|vials?|subcutaneous(?:ly)?|sc|subq|iv|im",
    "nasal spray": r"nasal|nasal spray",
    "patch": r"patch(?:es)?|transdermal|tts",
}
_ORAL = re.compile(r"\b(?:po|by mouth|oral(?:ly)?|odt|mlt)\b", re.IGNORECASE)
_BY_MOUTH = ("tablet", "capsule", "sprinkle", "solution")


class Match(StrEnum):
    """How it is known which medicine an order names."""

    CODE = "code"
    NAME = "name"
    SPELLING = "spelling"


class Order(Model):
    """One order as it is read. What its words do not say is left out."""

    said: str
    medicine: Medicine | None = None
    match: Match | None = None
    """How the medicine is known; None where it is not. What is known by its spelling only must be confirmed."""
    near: tuple[Near, ...] = ()
    """The name that a misspelt one was read as, or several to ask about."""
    is_look_alike: bool = False
    """True for a product that shares a name with a headache medicine and is none."""
    strength: Range | None = None
    """Of one tablet, capsule or injection; None where the order names none, or one for each of several ingredients."""
    unit: str | None = None
    salt: str | None = None
    release: str | None = None
    form: str | None = None
    oral: bool | None = None
    """True where the words say that it is taken by mouth, False where they name another way."""


@lru_cache(maxsize=2_000)
def read_order(words: str, *, rxcui: str | None = None) -> Order:
    """Return what an order says, by its RxNorm code where the tables hold it, else by its words."""
    by_code = _known(None, rxcui) if rxcui and not is_look_alike(words) else None
    by_name = by_code or _known(words, None)
    spelling = read_spelling(words)
    by_spelling = spelling.read_as.medicine if spelling.read_as else None
    match = Match.CODE if by_code else Match.NAME if by_name else Match.SPELLING if by_spelling else None
    strength, unit = _strength(words)
    form, oral = _one_of(_FORMS, words), _route(words)
    return Order(
        said=words,
        medicine=by_name or by_spelling,
        match=match,
        near=() if by_name else spelling.possible,
        is_look_alike=is_look_alike(words),
        strength=strength,
        unit=unit,
        salt=_one_of({salt: salt for salt in _SALTS.split("|")}, words),
        release=_one_of(_PARTS, words),
        form=form,
        oral=oral,
    )


def _known(words: str | None, rxcui: str | None) -> Medicine | None:
    return preventive(words, rxcui=rxcui) or acute(words, rxcui=rxcui)


def _strength(words: str) -> tuple[Range | None, str | None]:
    found = [] if _STRENGTHS_TOGETHER.search(words) else _STRENGTH.findall(words)
    if len(found) != 1:
        return None, None
    low, high, unit = found[0]
    first, last = float(low), float(high or low)
    return between(min(first, last), max(first, last)), unit.lower()


def _one_of(kinds: dict[str, str], words: str) -> str | None:
    return next((kind for kind, said in kinds.items() if _says(said, words)), None)


def _says(pattern: str, words: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE) is not None


def _route(words: str) -> bool | None:
    named = [kind for kind, said in _FORMS.items() if _says(said, words)]
    by_mouth = bool(_ORAL.search(words)) or any(kind in _BY_MOUTH for kind in named)
    otherwise = any(kind not in _BY_MOUTH for kind in named)
    return None if by_mouth == otherwise else by_mouth
