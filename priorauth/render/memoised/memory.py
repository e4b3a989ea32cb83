"""What is kept, and for how long."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import weasyprint
from weasyprint import css
from weasyprint.html import UA_STYLESHEET
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

if TYPE_CHECKING:
    from priorauth.render.memoised.styles import PageStyles, Shared
    from priorauth.render.memoised.words import Recorder

LINES, SEEN, FONTS, STYLES = 20_000, 200_000, 100, 5_000
T = TypeVar("T")

# what the shape and the breaks of a text depend on
_OF_TEXT = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings",
    "font_weight", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang",
    "letter_spacing", "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip


class Kept(dict[Hashable, T], Generic[T]):
    """A dictionary of at most so many things: when it is full, it starts anew."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: Hashable, value: T) -> T:
        """Keep the value, and return it."""
        if len(self) >= self.most:
            self.clear()
        self[key] = value
        return value


class Line:
    """The first line of a text: the state of its Pango layout, and what else WeasyPrint wants to know of it."""

    __slots__ = ("rest", "state")

    def __init__(self, layout: Layout, rest: list[Any]) -> None:
        self.state = vars(layout).copy()
        self.rest = rest

    def again(self, **changed: Any) -> tuple[Any, ...]:  # noqa: ANN401 - what a layout holds
        """Return the line as WeasyPrint's own function would, with a layout that nobody else holds."""
        layout = Layout.__new__(Layout)
        vars(layout).update(self.state, **changed)
        return (layout, *self.rest)


@dataclass
class Memory:
    """All that is kept, for documents with one set of fonts."""

    fonts: FontConfiguration | None = None
    sheets: list[weasyprint.CSS] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    lines: Kept[Line] = field(default_factory=lambda: Kept(LINES))
    whole: Kept[Line] = field(default_factory=lambda: Kept(LINES))
    drawn: Kept[Recorder] = field(default_factory=lambda: Kept(LINES))
    made: Kept[Font] = field(default_factory=lambda: Kept(FONTS))
    faces: Kept[Layout] = field(default_factory=lambda: Kept(FONTS))
    styles: dict[tuple[int, ...], dict[Hashable, Shared]] = field(default_factory=dict)
    pages: Kept[PageStyles] = field(default_factory=lambda: Kept(FONTS))
    made_styles: int = 0
    seen: set[int] = field(default_factory=set)
    """Numbers made of the words of earlier packets."""

    def serve(self, fonts: FontConfiguration, sheets: Iterable[weasyprint.CSS]) -> None:
        """Keep for documents with these fonts and stylesheets."""
        if fonts is not self.fonts:
            self.clear()
            self.fonts, self.sheets = fonts, [UA_STYLESHEET]
        self.sheets.extend(sheet for sheet in sheets if sheet not in self.sheets)

    def end_packet(self) -> None:
        """Drop the words of the packet that is done, but for those that an earlier packet had as well.

        Of words that only one packet had, no more than a number made of them stays.
        """
        new = set()
        for kept in (self.lines, self.whole, self.drawn):
            for key in [key for key in kept if hash(key) not in self.seen]:
                del kept[key]
                new.add(hash(key))
        if len(self.seen) > SEEN:
            self.seen.clear()
        self.seen |= new

    def clear(self) -> None:
        """Drop everything that is kept."""
        for kept in (self.lines, self.whole, self.drawn, self.made, self.faces, self.styles, self.pages):
            kept.clear()

    def count_style(self) -> None:
        """Count one more style, and start anew when there are too many."""
        self.made_styles += 1
        if self.made_styles > STYLES:
            self.styles.clear()
            self.pages.clear()
            self.made_styles = 0

    def number(self, style: css.Style) -> int:
        """Return the number of all that a style says about text; styles that say the same have the same."""
        try:
            known: int = style.number_as_text
        except AttributeError:
            said = repr([style[name] for name in _OF_TEXT])
            known = style.number_as_text = self.numbers.setdefault(said, len(self.numbers))
        return known

    def styles_of(self, sheets: list[Any]) -> dict[Hashable, Shared]:
        """Return the styles that root elements with these stylesheets have had."""
        return self.styles.setdefault(tuple(id(sheet) for sheet, _, _ in sheets), {})


memory = Memory()
