"""Finds a quote again on its page, however the page is set.

White space, hyphens at the end of a line, ligatures, and the shape of quotation marks and dashes make no difference.
Digits do: "34" is not found in "3-4", "8 days" not in "18 days", and "5 mg" not in "2.5 mg".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from priorauth.intake.attached.text import DocumentText

_SAME = str.maketrans({
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "\u00ad": "",  # a hyphen that is only seen where a line breaks
    "\u200b": "",
})  # fmt: skip


_GAP = re.compile(r"-\s*|\s+")
# a number goes on in "2.5" and "3/12", and in "3 - 4", though not in "2024 - 20 days"
_GOES_ON = re.compile(r"[.,/]\d|\s?-\s?\d{1,3}(?!\d)")
_NEAR = 8


@dataclass(frozen=True, slots=True)
class _Squashed:
    """A text without what makes no difference; ``places`` says where each character stood."""

    text: str
    places: tuple[int, ...]
    whole: str


def find_quote(document: DocumentText, quote: str, page: int | None = None) -> int | None:
    """Return the number of a page on which ``quote`` stands, ``page`` itself if it stands there; None if on none."""
    sought = _squash(quote)
    if not sought.text:
        return None
    numbers = range(1, len(document.pages) + 1)
    for number in sorted(numbers, key=lambda one: one != page):
        if _stands_in(sought, _squash(document.pages[number - 1])):
            return number
    return None


def _squash(text: str) -> _Squashed:
    whole = unicodedata.normalize("NFKC", text).translate(_SAME).casefold()
    kept: list[tuple[str, int]] = []
    start = 0
    for gap in _GAP.finditer(whole):
        kept += zip(whole[start : gap.start()], range(start, gap.start()), strict=True)
        start = gap.end()
        sign = _what_a_gap_says(whole[gap.start() - 1 : gap.start()], gap[0], whole[start : start + 1])
        kept += [(sign, gap.start())] if sign else []
    kept += zip(whole[start:], range(start, len(whole)), strict=True)
    return _Squashed("".join(sign for sign, _ in kept), tuple(place for _, place in kept), whole)


def _what_a_gap_says(before: str, gap: str, behind: str) -> str:
    if gap.startswith("-"):
        # a hyphen inside a word may be one that the line break made
        return "" if before.isalpha() and behind.isalpha() else "-"
    # only between two digits does a space tell something
    return " " if before.isdigit() and behind.isdigit() else ""


def _stands_in(sought: _Squashed, page: _Squashed) -> bool:
    start = page.text.find(sought.text)
    while start >= 0:
        first, last = page.places[start], page.places[start + len(sought.text) - 1]
        if not _cuts(page.whole, first, backwards=True) and not _cuts(page.whole, last, backwards=False):
            return True
        start = page.text.find(sought.text, start + 1)
    return False


def _cuts(text: str, place: int, *, backwards: bool) -> bool:
    """Tell whether a quote that begins or ends at ``place`` cuts a word, a number or a range in two."""
    sign = text[place]
    beside = text[max(0, place - _NEAR) : place][::-1] if backwards else text[place + 1 : place + 1 + _NEAR]
    if not sign.isalnum() or not beside:
        return False
    if sign.isdigit() and _GOES_ON.match(beside):
        return True
    return beside[0].isdigit() if sign.isdigit() else beside[0].isalpha()
