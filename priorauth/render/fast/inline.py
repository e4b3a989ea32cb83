"""The text of a paragraph or a cell, as Typst's code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from priorauth.render.fast.looks import Style
from priorauth.render.fast.widths import Measure, width

_SPACE = re.compile(r"[ \t\n\r]+")
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_AFTER_POINT = re.compile(r"(?<=[a-z]\.)(?=\d)")
_COUNTED = {"page-count": "pages-in-all", "square": "square"}
_SQUARE = 3 * 72 / 25.4 + 2
PLAIN = 10.0
"""The size of letters where nothing else is said, in points."""


class NotDrawn(Exception):
    """This engine does not draw the document as the other one does; the message says what it holds."""


def quoted(text: str) -> str:
    """Return a string literal of Typst's."""
    return f'"{text.translate(_WRITTEN)}"'


@dataclass
class Text:
    """Gathers the code of some text, and how wide it would like to be."""

    looks: Mapping[Element, Style]
    room: float | None = None
    """How wide a line can be, where that is known."""
    measured: bool = False
    """Whether it is asked how wide the text would like to be."""
    code: list[str] = field(default_factory=list)
    measure: Measure = field(default_factory=Measure)
    _after_space: bool = True

    def of(self, element: Element) -> str:
        """Return the code of an element's text."""
        self._inside(element, self.looks[element])
        self.measure.end_line()
        return self.written()

    def written(self) -> str:
        """Return all code so far, as one expression."""
        return "{" + ";".join(self.code) + "}" if self.code else "[]"

    def line(self, element: Element) -> str:
        """Return the code of a paragraph inside a cell, on lines of its own."""
        inner = Text(self.looks, self.room, self.measured, measure=self.measure)
        return inner.of(element)

    def _inside(self, element: Element, look: Style) -> None:
        self._words(element.text, look)
        for child in element:
            self._child(child, look)
            self._words(child.tail, look)

    def _words(self, text: str | None, look: Style) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if not text:
            return
        self._after_space = text.endswith(" ")
        if self.measured:
            self.measure.text(text, face(look), look.size, breaks=look.wraps)
        self.code.append(self._fitted(text, look) if self.room is not None else quoted(text))

    def _fitted(self, text: str, look: Style) -> str:
        if not look.wraps:
            return quoted(text)  # it stands out of its column with the other engine too
        widest = max(text.split(" "), key=lambda word: width(word, face(look)))
        if self.room is None or width(widest, face(look)) * look.size <= self.room:
            return quoted(text)
        # a number after a point may stand on the next line, and nothing else is broken inside a word
        parts = _AFTER_POINT.split(text)
        if text != widest or len(parts) == 1:
            raise NotDrawn("a word that is wider than its column")
        return ";linebreak();".join(quoted(part) for part in parts)

    def _child(self, child: Element, around: Style) -> None:
        kind, look = child.get("class"), self.looks[child]
        if child.tag == "br":
            self._end_line()
        elif child.tag == "a":
            self._link(child, kind, look)
        elif child.tag == "span" and kind in _COUNTED:
            self.code.append(_COUNTED[kind])
            self.measure.thing(_SQUARE if kind == "square" else 0.0)
            self._after_space = False
        elif child.tag in ("span", "strong", "em") and kind is None:
            self._styled(child, look, around)
        else:
            raise NotDrawn(f"<{child.tag} class={kind}> in a text")

    def _end_line(self) -> None:
        self.code.append("linebreak()")
        self.measure.end_line()
        self._after_space = True

    def _styled(self, child: Element, look: Style, around: Style) -> None:
        begun, self.code = self.code, []
        self._inside(child, look)
        inner = self.written()
        self.code = begun
        changed = []
        if look.bold != around.bold:
            changed.append(f"weight:{600 if look.bold else 400}")
        if look.italic != around.italic:
            changed.append(f"style:{quoted('italic' if look.italic else 'normal')}")
        if changed:
            inner = f"text({','.join(changed)},{inner})"
        if not look.wraps and around.wraps:
            inner = f"box({inner})"
        self.code.append(inner)

    def _link(self, child: Element, kind: str | None, look: Style) -> None:
        place = quoted((child.get("href") or "").removeprefix("#"))
        if kind is None:
            begun, self.code = self.code, []
            self._inside(child, look)
            inner, self.code = self.written(), begun
            self.code.append(f"link(label({place}),{inner})")
            return
        if kind not in ("page", "page-of"):
            raise NotDrawn(f"<a class={kind}>")
        self._inside(child, look)
        arrow = " → page " if kind == "page-of" else ""
        if self.measured:
            self.measure.text(f"{arrow}99", face(look), look.size, breaks=True)
        self.code.append(f"{quoted(arrow)};page-of({place})" if arrow else f"page-of({place})")
        self._after_space = False


def face(look: Style) -> str:
    """Return the name of the font that a look asks for."""
    if look.italic:
        return "It"
    return "Semibold" if look.bold else "Regular"
