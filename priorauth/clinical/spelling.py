"""Which medicine a misspelt name may mean: read as one where only one is near, else several to ask about.

A name that was read so is never taken for the drug: what rests on it stays open until a person has confirmed it
(docs/decisions/0016-misspelt-medicines.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from priorauth.clinical.medicines import (
    Medicine,
    Names,
    acute,
    is_look_alike,
    is_taken_beside,
    medicine_names,
    preventive,
)
from priorauth.clinical.model import Model
from priorauth.clinical.tables import table

# Proved on tests/clinical/misspellings.py and on the 6,000 words of RxNorm's names: see the decision.
_SHORTEST = 5
_SURE_FROM = 6
_TWO_SLIPS_FROM = 8
_MOST_SLIPS = 3
# Another drug must be at least so many letters further away than the one that a name is read as.
_FURTHER = 2
_MOST_NEAR = 3
_WORD = re.compile(r"[^\W\d_]+")
# The second half of a name that is known by its first ("valproic acid").
_SALTS = ("acid", "sodium")


class Near(Model):
    """One medicine that a word of the chart may mean."""

    said: str
    """The word of the chart, in small letters."""
    name: str
    """The name that it is near to: an ingredient or a brand."""
    medicine: Medicine
    slips: int
    """Letters to add, drop, change or swap with their neighbour."""


class Spelling(Model):
    """What an unknown name may mean."""

    read_as: Near | None = None
    """The one medicine it is read as, where no other is nearly as near."""
    near: tuple[Near, ...] = ()
    """Where it is not read as one: the medicines to ask about, nearest first, at most three."""

    @property
    def possible(self) -> tuple[Near, ...]:
        """The medicine it is read as, or else those to ask about."""
        return (self.read_as,) if self.read_as else self.near


@lru_cache(maxsize=2_000)
def read_spelling(words: str) -> Spelling:
    """Return what the words of an order may mean that no table knows; nothing for words that are known as they stand.

    Of words that hold a look-alike (Qsymia, eye drops …), or a drug of another illness, nothing is read.
    """
    if is_look_alike(words) or preventive(words) or acute(words) or is_taken_beside(words):
        return Spelling()
    said = [word for word in _WORD.findall(words.lower()) if len(word) >= _SHORTEST]
    others = _other_names()
    found = [near for word in said if word not in others for near in _near(word)]
    by_drug = {one.medicine.name: one for one in sorted(found, key=lambda one: -one.slips)}
    nearest = tuple(sorted(by_drug.values(), key=lambda one: (one.slips, one.name)))[:_MOST_NEAR]
    if len(nearest) == 1 and _is_sure(nearest[0]) and not any(word in others for word in said):
        return Spelling(read_as=nearest[0])
    return Spelling(near=nearest)


def _near(word: str) -> Iterator[Near]:
    """Yield the medicines near a word; only one where it is so near that the others are out of the question."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    known, others = _known_names(), _other_names()
    limit = _slips_allowed(word) + _FURTHER
    hits = process.extract(word, _all_names(), scorer=OSA.distance, score_cutoff=limit, limit=None)
    ranked = sorted((int(slips), name) for name, slips, _ in hits)
    if not ranked:
        return
    fewest, nearest = ranked[0]
    if nearest in others:
        return
    rivals = [slips for slips, name in ranked if _drug(name) != _drug(nearest)]
    alone = _is_within(word, nearest, fewest) and all(slips >= fewest + _FURTHER for slips in rivals)
    for slips, name in ranked[:1] if alone else ranked:
        if name in known and slips <= min(_MOST_SLIPS, len(word) // 3):
            yield Near(said=word, name=name, medicine=known[name], slips=slips)


def _is_sure(near: Near) -> bool:
    return _is_within(near.said, near.name, near.slips)


def _is_within(word: str, name: str, slips: int) -> bool:
    # people misspell the middle and the end of a name, and seldom its first letter
    return word[0] == name[0] and len(name) >= _SURE_FROM and slips <= _slips_allowed(word)


def _slips_allowed(word: str) -> int:
    if len(word) < _SURE_FROM:
        return 0
    return 2 if len(word) >= _TWO_SLIPS_FROM else 1


def _drug(name: str) -> str:
    known = _known_names().get(name)
    return known.name if known else name


@cache
def _known_names() -> dict[str, Medicine]:
    # of a drug that is both, such as rimegepant, the preventive is kept
    return {word: names.medicine for names in reversed(medicine_names()) for word in _single_words(names)}


def _single_words(names: Names) -> Iterator[str]:
    for word in names.words:
        first, _, rest = word.partition(" ")
        if len(first) >= _SHORTEST and first.isalpha() and rest in ("", *_SALTS):
            yield first


@cache
def _all_names() -> tuple[str, ...]:
    return (*_known_names(), *sorted(_other_names()))


@cache
def _other_names() -> frozenset[str]:
    known = _known_names()
    rows = chain((row["name"] for row in table("other_names")), _names_beside())
    return frozenset(name for name in rows if name not in known)


def _names_beside() -> Iterator[str]:
    for row in table("acute_medicines"):
        if row["counts_as_acute_headache_medication"] == "no":
            yield from _WORD.findall(f"{row['generic_name']} {row['us_brand_names']}".lower())
