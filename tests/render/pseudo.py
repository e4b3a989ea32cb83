"""A language that exists in tests alone: every string of the catalogue in brackets, its vowels with accents."""

from __future__ import annotations

import re
from gettext import NullTranslations

_ACCENTS = str.maketrans("aeiouAEIOU", "àéîöûÀÉÎÖÛ")
# what a translator leaves as it is: the places of values, markup, and characters written by name
_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&\w+;)")
OPEN, CLOSE = "⟦", "⟧"


class Pseudo(NullTranslations):
    """Translates everything it is asked for."""

    def gettext(self, message: str) -> str:
        """Return the message as it would look in another language."""
        parts = _KEPT.split(message)
        return (
            OPEN + "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts)) + CLOSE
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of the two, as English chooses."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def outside(text: str) -> str:
    """Return what of a text stands in no brackets."""
    depth, kept = 0, []
    for character in text:
        depth += {OPEN: 1, CLOSE: -1}.get(character, 0)
        if not depth and character != CLOSE:
            kept.append(character)
        elif character == OPEN:
            kept.append("\n")  # what stood before and after is not one word
    return "".join(kept)
