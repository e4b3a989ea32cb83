"""How wide words are in our fonts, in sizes of the letters, and how wide the columns of a table become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

import uharfbuzz

from priorauth.render.templates import templates_folder

_FEATURES = {"lnum": True, "tnum": True}
_WORDS = 50_000


class Wanted(NamedTuple):
    """How wide a cell would like to be, padding included, in points."""

    least: float
    most: float
    fixed: float | None
    span: int = 1


@dataclass
class Measure:
    """Adds up what stands in a cell."""

    least: float = 0.0
    most: float = 0.0
    _line: float = field(default=0.0)
    _word: float = field(default=0.0)

    def text(self, text: str, face: str, size: float, *, breaks: bool) -> None:
        """Add text; with ``breaks`` false no line breaks in it."""
        self._line += width(text, face) * size
        if not breaks:
            self._word += width(text, face) * size
            return
        for number, word in enumerate(text.split(" ")):
            if number:
                self._end_word()
            self._word += width(word, face) * size

    def thing(self, points: float) -> None:
        """Add something of this width."""
        self._line += points
        self._word += points

    def end_line(self) -> None:
        """End the line."""
        self._end_word()
        self.most, self._line = max(self.most, self._line), 0.0

    def _end_word(self) -> None:
        self.least, self._word = max(self.least, self._word), 0.0


@lru_cache(maxsize=_WORDS)
def width(text: str, face: str) -> float:
    """Return how wide a text is in "Regular", "Semibold" or "It"."""
    if not text:
        return 0.0
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _font(face)
    uharfbuzz.shape(font, buffer, _FEATURES)
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions) / font.face.upem)


@cache
def _font(face: str) -> uharfbuzz.Font:
    path = templates_folder() / "style" / "fonts" / f"SourceSans3-{face}.ttf"
    return uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))


def even_columns(first: Sequence[Wanted], whole: float) -> list[float]:
    """Return the widths of columns that follow from the first row: what it does not fix, the others share."""
    fixed = sum(one.fixed or 0.0 for one in first)
    free = sum(one.fixed is None for one in first)
    if not free:
        return [(one.fixed or 0.0) * whole / fixed for one in first]
    share = max(0.0, (whole - fixed) / free)
    return [share if one.fixed is None else one.fixed for one in first]


def fitted_columns(rows: Iterable[Sequence[Wanted]], whole: float) -> list[float]:
    """Return the widths of columns as CSS fits them to what all cells hold, together as wide as ``whole``."""
    least, most, fixed = _wanted([list(row) for row in rows])
    if sum(most) <= whole:
        free = [at for at in range(len(most)) if not fixed[at]] or list(range(len(most)))
        shared = sum(most[at] for at in free)
        return [
            one + (whole - sum(most)) * one / shared if at in free and shared else one for at, one in enumerate(most)
        ]
    given = [high if is_fixed else low for low, high, is_fixed in zip(least, most, fixed, strict=True)]
    lower, upper = (given, most) if sum(given) <= whole else (least, given)
    added = sum(upper) - sum(lower)
    ratio = (whole - sum(lower)) / added if added else 0.0
    return [low + (high - low) * ratio for low, high in zip(lower, upper, strict=True)]


def _wanted(rows: list[list[Wanted]]) -> tuple[list[float], list[float], list[bool]]:
    count = max(sum(cell.span for cell in row) for row in rows)
    least, most, fixed = [0.0] * count, [0.0] * count, [False] * count
    spanning = []
    for row in rows:
        at = 0
        for cell in row:
            if cell.span > 1:
                spanning.append((at, cell))
            else:
                least[at] = max(least[at], cell.least if cell.fixed is None else cell.fixed)
                most[at] = max(most[at], cell.most if cell.fixed is None else cell.fixed)
                fixed[at] = fixed[at] or cell.fixed is not None
            at += cell.span
    for at, cell in spanning:
        _stretch(most, slice(at, at + cell.span), cell.most)
        _stretch(least, slice(at, at + cell.span), cell.least)
    return least, [max(low, high) for low, high in zip(least, most, strict=True)], fixed


def _stretch(widths: list[float], part: slice, needed: float) -> None:
    have = sum(widths[part])
    if needed > have > 0:
        widths[part] = [one * needed / have for one in widths[part]]
