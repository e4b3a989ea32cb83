"""Finds the row of headings, and guesses what each column stands for; every guess is shown with how sure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from priorauth.clinical.written_dates import DateOrder
from priorauth.intake.table.fact_fields import FACTS
from priorauth.intake.table.field import Field, Kind, header_words
from priorauth.intake.table.grid import Row, Sheet, Table, column_letter
from priorauth.intake.table.mapping import TableMap, labels, parse_target
from priorauth.intake.table.patient_fields import EVIDENCE, KEY, ONCE, PATIENT, PRACTICE

SURE = 90
"""From this likeness on (of 100) a heading is taken for a field without asking."""
PERHAPS = 70
"""From this likeness on a field is proposed, and not used."""
_SHORTEST = 6
_FIRST_ROWS = 20
_FEWEST = 2
_NOT = re.compile(
    r"\b(?:no|not|non|free|without|never|un\w+|less|fewer|below|shorter|most|percent|before|after|last|next|prior|previous)\b"
)
_NUMBERED = re.compile(r"^(.*?)\s*\b(\d{1,2})\b\s*(.*)$")


_FACT_NAMES = frozenset(kind.name for kind in FACTS)


class Guess(NamedTuple):
    """What one column seems to stand for."""

    sheet: str
    column: str
    """Excel's letter."""
    header: str
    target: str
    """Such as "trial.drug"; empty where nothing fits well enough."""
    sure: int
    """0 to 100."""
    perhaps: str = ""
    """What it could be, where the guess is not good enough to be used."""
    taken: bool = False
    """Whether another column of the sheet stands for the same: then neither is read."""

    @property
    def is_of_template(self) -> bool:
        """True for a heading of the template: there is nothing to guess."""
        known = parse_target(self.target)
        return known is not None and known.field.label == self.header


def guess_map(table: Table, dates: DateOrder = DateOrder.US) -> tuple[TableMap, tuple[Guess, ...]]:
    """Guess what every column of a table stands for; a sheet without known headings has no entry."""
    guesses: list[Guess] = []
    sheets: dict[str, dict[str, str]] = {}
    for sheet in table.sheets:
        found = _guess_sheet(sheet)
        if found:
            guesses += found
            sheets[sheet.name] = {guess.header: guess.target for guess in found}
    return TableMap(dates=dates, sheets=sheets), tuple(guesses)


def _guess_sheet(sheet: Sheet) -> list[Guess]:
    rows = list(islice(sheet.rows(), _FIRST_ROWS))
    row = max(rows, key=lambda one: _known_headings(one, sheet.name), default=None)
    if row is None or _known_headings(row, sheet.name) < _FEWEST:
        return []
    words = _vocabulary(_kind_of(row, sheet.name))
    guesses = [
        _guess(sheet.name, column_letter(index), label, words) for index, label in enumerate(labels(row.cells)) if label
    ]
    return list(_without_rivals(guesses))


def _known_headings(row: Row, sheet: str) -> int:
    words = _vocabulary(_kind_of(row, sheet))
    return len({target for cell in row.cells if (target := _exact(header_words(cell), words))})


def _kind_of(row: Row, sheet: str) -> Kind:
    """Return what a row of this sheet is one of: by the sheet's name, else by the headings that only it has."""
    found = {header_words(cell) for cell in row.cells} - {""}
    named = next((kind for kind in (*FACTS, PATIENT, PRACTICE) if _is_named(kind, sheet)), None)
    if named is not None:
        return named
    about_patient = _family_words().keys()
    scores = {kind.name: len((found & _own_words(kind).keys()) - about_patient) for kind in FACTS if _fits(kind, found)}
    best = [kind for kind in FACTS if scores.get(kind.name, 0) == max(scores.values(), default=0)]
    return best[0] if len(best) == 1 and scores[best[0].name] >= _FEWEST else PATIENT


def _is_named(kind: Kind, sheet: str) -> bool:
    return header_words(sheet) in {header_words(name) for name in (kind.title, *kind.sheets)}


def _fits(kind: Kind, found: set[str]) -> bool:
    named = {_own_words(kind)[word] for word in found & _own_words(kind).keys()}
    return {f"{kind.name}.{field.name}" for field in kind.fields if field.required} <= named


@cache
def _own_words(kind: Kind) -> dict[str, str]:
    return {header_words(word): f"{kind.name}.{field.name}" for field in kind.fields for word in _names_of(field)}


def _names_of(field: Field) -> tuple[str, ...]:
    return (field.label, *field.synonyms)


@cache
def _family_words() -> dict[str, str]:
    """The headings of what a patient has once; the first kind that knows a word has it."""
    return _joined(_own_words(kind) for kind in ONCE)


@cache
def _unmistakable() -> dict[str, str]:
    """Headings of two words or more that only one kind of fact knows."""
    owners: dict[str, set[str]] = {}
    for kind in (*FACTS, *ONCE, KEY, EVIDENCE):
        for word, target in _own_words(kind).items():
            owners.setdefault(word, set()).add(target)
    return {word: targets.copy().pop() for word, targets in owners.items() if len(targets) == 1 and " " in word}


@cache
def _vocabulary(kind: Kind) -> dict[str, str]:
    prefixed = (
        {
            f"{kind_word} {word}": target
            for kind_word in (one.name, header_words(one.one))
            for word, target in _own_words(one).items()
        }
        for one in FACTS
    )
    own = _own_words(kind) if kind not in (PATIENT, PRACTICE) else {}
    return _joined([own, _own_words(KEY), _own_words(EVIDENCE), _family_words(), _unmistakable(), *prefixed])


def _joined(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    for part in parts:
        for word, target in part.items():
            known.setdefault(word, target)
    return known


def _exact(words: str, known: dict[str, str]) -> str:
    return known.get(words) or _one_of_several(words, lambda plain: known.get(plain, ""))


def _one_of_several(words: str, find: Callable[[str], str]) -> str:
    """Return what a heading such as "drug 2" stands for: the number says which of several facts of a row."""
    numbered = _NUMBERED.match(words)
    kind, _, field = find(f"{numbered[1]} {numbered[3]}".strip()).partition(".") if numbered else ("", "", "")
    return f"{kind}.{int(numbered[2])}.{field}" if numbered and kind in _FACT_NAMES else ""


def _guess(sheet: str, column: str, header: str, known: dict[str, str]) -> Guess:
    words = header_words(re.sub(r" \(column [A-Z]+\)$", "", header))
    if target := _exact(words, known):
        return Guess(sheet, column, header, target, 100)
    target, likeness = _alike(words, known)
    if not target and (numbered := _NUMBERED.match(words)):
        likeness = _alike(f"{numbered[1]} {numbered[3]}".strip(), known)[1]
        target = _one_of_several(words, lambda plain: _alike(plain, known)[0])
    if not target:
        return Guess(sheet, column, header, "", 0)
    return Guess(sheet, column, header, *((target, likeness) if likeness >= SURE else ("", likeness, target)))


def _alike(words: str, known: dict[str, str]) -> tuple[str, int]:
    best = process.extractOne(words, known.keys(), scorer=fuzz.ratio) if len(words) >= _SHORTEST else None
    if best is None or best[1] < PERHAPS or not _say_the_same(words, best[0]):
        return "", 0
    return known[best[0]], int(best[1])


def _say_the_same(one: str, other: str) -> bool:
    """Tell whether two headings have the same numbers, and the same words that turn a meaning round."""
    return all(sorted(pattern.findall(one)) == sorted(pattern.findall(other)) for pattern in (_NOT, re.compile(r"\d+")))


def _without_rivals(guesses: list[Guess]) -> Iterator[Guess]:
    targets = [guess.target for guess in guesses if guess.target]
    for guess in guesses:
        is_rival = bool(guess.target) and targets.count(guess.target) > 1
        yield guess._replace(target="", perhaps=guess.target, taken=True) if is_rival else guess
