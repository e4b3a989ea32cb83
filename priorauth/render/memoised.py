"""Keeps what WeasyPrint would work out again for every document: line breaks, drawn words, styles.

What is written stays the same to the byte, with and without (tests/render/test_memoised.py). It reaches into parts of
WeasyPrint that are not promised to stay. So it is used only with the version on which that was shown, only while one
of our own documents is laid out, and not at all where ``PRIORAUTH_MEMOISED`` is ``off``.

Words of documents stay in the memory of this process, and nowhere else, up to a fixed number of lines; ``forget``
drops them. Styles hold no words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from math import inf
from threading import Lock
from types import ModuleType
from typing import Any, Generic, TypeVar
from xml.etree.ElementTree import Element

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint import css
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence, find_style_attributes
from weasyprint.css.properties import Dimension
from weasyprint.css.targets import TargetCollector
from weasyprint.css.validation import preprocess_declarations
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import percent
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.text.line_break import Layout

PROVEN = "70.0"
SETTING = "PRIORAUTH_MEMOISED"
LINES, FONTS = 20_000, 100
_TINY = 1e-6
T = TypeVar("T")
Declared = list[tuple[tuple[int, ...], list[Any]]]

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
    styles: dict[tuple[int, ...], dict[Hashable, Shared]] = field(default_factory=dict)

    def serve(self, fonts: FontConfiguration, sheets: Iterable[weasyprint.CSS]) -> None:
        """Keep for documents with these fonts and stylesheets."""
        if fonts is not self.fonts:
            self.clear()
            self.fonts, self.sheets = fonts, [UA_STYLESHEET]
        self.sheets.extend(sheet for sheet in sheets if sheet not in self.sheets)

    def clear(self) -> None:
        """Drop everything that is kept."""
        for kept in (self.lines, self.whole, self.drawn, self.made, self.styles):
            kept.clear()

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


_memory = Memory()


def usable() -> bool:
    """Tell whether the installed WeasyPrint is the one on which this was shown, and it is not switched off."""
    return weasyprint.__version__ == PROVEN and os.environ.get(SETTING) != "off"


def forget() -> None:
    """Drop every word that is kept."""
    _memory.lines.clear()
    _memory.whole.clear()
    _memory.drawn.clear()


# Line breaks


def _split_first_line(
    text: str,
    style: css.Style,
    context: object,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    memory = _memory
    if style.font_config is not memory.fonts:
        return _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    start = (text, memory.number(style), justification_spacing)
    key = (*start, max_width, is_line_start, minimum)
    if (line := memory.lines.get(key)) is not None:
        return line.again()
    if (line := memory.whole.get(start)) is not None and (max_width is None or line.rest[2] <= max_width):
        return line.again(max_width=max_width)
    layout, *rest = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    line = Line(layout, rest)
    if rest[1] is None and (max_width is None or rest[2] <= max_width):
        memory.whole.keep(start, line)
    else:
        memory.lines.keep(key, line)
    return (layout, *rest)


# Drawn words


class Recorder(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """Stands in for the page while a line is drawn once, and then draws it on any page."""

    def __init__(self, layout: Layout) -> None:
        super().__init__({}, None, None, None, None, None, None)
        self.layout = layout.layout
        """Holds the Pango fonts that the line is drawn with."""
        self.used: list[tuple[int, Any, Font]] = []

    def add_font(self, pango_font: object) -> tuple[Font, float]:
        """Return a font that knows no glyph yet, and its size."""
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            made = _memory.made.get((key, size))
            if made is None:
                made = _memory.made.keep((key, size), Font(pango_font, description, size))
            font = self._fonts[key] = copy(made)
            font.widths, font.to_unicode, font.missing = {}, {}, {}
            self.used.append((key, pango_font, font))
        return self._fonts[key], size

    def set_text_matrix(self, *matrix: float) -> None:
        """Leave the place to the page."""

    def set_font_size(self, font: str, size: float) -> None:
        """Leave it to the page to know whether the font changes."""
        self.stream.append((font, size))

    @property
    def plain(self) -> bool:
        """Whether the line can be drawn again: no glyph is missing, none is a picture."""
        fonts = [font for _, _, font in self.used]
        return not any(font.missing or font.png or font.svg or font.colr or font.bitmap for font in fonts)

    def draw(self, page: Stream, matrix: Matrix) -> bool:
        """Draw the line, unless the page already knows one of its glyphs by another width."""
        for key, pango_font, known in self.used:
            font = page._fonts.get(key) or page.add_font(pango_font)[0]
            for glyph, width in known.widths.items():
                if font.widths.setdefault(glyph, width) != width:
                    return False
            for glyph, characters in known.to_unicode.items():
                font.to_unicode.setdefault(glyph, characters)
        page.set_text_matrix(*matrix.values)
        for part in self.stream:
            if isinstance(part, bytes):
                page.stream.append(part)
            else:
                page.set_font_size(*part)
        return True


def _draw_first_line(stream: Stream, box: Any, overflow: str, ellipsis: str, matrix: Matrix) -> list[Any]:  # noqa: ANN401
    memory, layout, style = _memory, box.pango_layout, box.style
    kept = style.font_config is memory.fonts and overflow != "ellipsis" and ellipsis == "none"
    if not kept or not box.text.strip() or style["font_size"] < _TINY:
        return _draw(stream, box, overflow, ellipsis, matrix)
    key = (layout.text, memory.number(style), layout.justification_spacing)
    if (recorder := memory.drawn.get(key)) is None:
        recorder = memory.drawn.keep(key, Recorder(layout))
        _draw(recorder, box, overflow, ellipsis, matrix)
    if recorder.plain and recorder.draw(stream, matrix):
        return []
    return _draw(stream, box, overflow, ellipsis, matrix)


def _reactivate(layout: Layout, style: css.Style) -> None:
    if style.font_config is _memory.fonts:
        layout.style = style  # set up only where somebody asks for it: see below
    else:
        _set_up(layout, style)


def _missing(layout: Layout, name: str) -> Any:  # noqa: ANN401 - what a layout holds
    if name in ("layout", "language") and "style" in vars(layout):
        _set_up(layout, layout.style)
        return vars(layout)[name]
    raise AttributeError(name)


def _deactivate(layout: Layout) -> None:
    for name in ("layout", "language", "style"):
        vars(layout).pop(name, None)


# Percentages

_SIDES = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_ENDS = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def _resolve_percentages(box: Box, containing_block: Box | tuple[float, float]) -> None:
    if isinstance(containing_block, Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    _resolve(box, _SIDES, width)
    _resolve(box, _ENDS, height if isinstance(box, PageBox) else width)
    style, used = box.style, vars(box)
    if height == "auto":
        own = style["height"]
        used["height"] = own.value if type(own) is Dimension and own.unit != "%" else "auto"
        percent.resolve_one_percentage(box, "min_height", 0)
        percent.resolve_one_percentage(box, "max_height", inf)
    else:
        _resolve(box, _HEIGHTS, height)
    collapse = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (collapse and hasattr(box, name)):
            used[name] = style[name]
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _resolve(box: Box, names: tuple[str, ...], whole: float) -> None:
    style, used = box.style, vars(box)
    for name in names:
        value = style[name]
        if type(value) is Dimension:
            used[name] = whole * value.value / 100 if value.unit == "%" else value.value
        else:
            percent.resolve_one_percentage(box, name, whole)


# Styles

_ANCHOR = "anchor"
# WeasyPrint writes into the styles of these elements
_WRITTEN_INTO = ("html", "body")


@dataclass(eq=False)
class Shared:
    """The styles of all elements that are matched alike, below elements that are matched alike."""

    style: ComputedStyle
    pseudo: dict[str, ComputedStyle]
    root: Shared | None
    below: dict[Hashable, Shared] = field(default_factory=dict)


class SharedStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's styles of one document, taken from what is kept as far as possible."""

    def __init__(self, html: weasyprint.HTML, sheets: list[Any], fonts: FontConfiguration, targets: TargetCollector):
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets, self.font_config, self._base_url = sheets, fonts, html.base_url
        self.initial_page_sizes = {"box": None, "area": None}
        own = _declared_by_elements(html)
        roots = _memory.styles_of(sheets)
        found: dict[Element, Shared] = {}
        for wrapper in html.wrapper_element.iter_subtree():
            node = wrapper.etree_element
            above = found[wrapper.parent.etree_element] if wrapper.parent else None
            shared = self._shared(wrapper, above, roots if above is None else above.below, own)
            found[node] = shared
            self._give(node, shared, own.get(node, []), targets)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> css.Style | None:  # noqa: ANN401
        """Return the style of an element, or None where it has none."""
        style = super().__call__(element, pseudo_type)
        # WeasyPrint writes into the style of a marker
        return style.copy() if style is not None and pseudo_type == "marker" else style

    def _shared(
        self, wrapper: ElementWrapper, above: Shared | None, known: dict[Hashable, Shared], own: dict[Element, Declared]
    ) -> Shared:
        node = wrapper.etree_element
        matched = [(at, *one) for at, (sheet, _, _) in enumerate(self._sheets) for one in sheet.matcher.match(wrapper)]
        said = (node.get("style"), node.get("lang")) if node in own else None
        key = (said, tuple((at, order, pseudo) for at, _, order, pseudo, _ in matched))
        if (shared := known.get(key)) is None:
            shared = known[key] = self._made(above, matched, own.get(node, []))
        return shared

    def _made(self, above: Shared | None, matched: list[Any], own: Declared) -> Shared:
        cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        for specificity, declarations in own:
            _cascade(cascaded[None], declarations, "author", inf, specificity)
        for at, specificity, _, pseudo, (declarations, layer) in matched:
            sheet, origin, of_sheet = self._sheets[at]
            order = inf if layer is None else sheet.layers.index(layer)
            _cascade(cascaded.setdefault(pseudo, {}), declarations, origin, order, of_sheet or specificity)
        cascaded[None].pop(_ANCHOR, None)
        root = None if above is None else above.root or above
        style = self._computed(above.style if above else None, cascaded[None], None, root)
        pseudo_root = root or Shared(style, {}, None)
        pseudo = {one: self._computed(style, said, one, pseudo_root) for one, said in cascaded.items() if one}
        return Shared(style, pseudo, root)

    def _give(self, node: Element, shared: Shared, own: Declared, targets: TargetCollector) -> None:
        style = shared.style
        anchor: dict[str, Any] = {}
        for specificity, declarations in own:
            _cascade(anchor, [one for one in declarations if one[0] == _ANCHOR], "author", inf, specificity)
        if anchor or node.tag in _WRITTEN_INTO:
            style = style.copy()
        if anchor:
            style[_ANCHOR] = anchor[_ANCHOR][0]
            targets.collect_anchor(style[_ANCHOR])
        self._computed_styles[node, None] = style
        for pseudo, one in shared.pseudo.items():
            self._computed_styles[node, pseudo] = one

    def _computed(
        self, parent: ComputedStyle | None, cascaded: dict[str, Any], pseudo: str | None, root: Shared | None
    ) -> ComputedStyle:
        above = InitialStyle(self.font_config) if root is None else root.style
        return ComputedStyle(parent, cascaded, pseudo, above, self._base_url, self.font_config, self.initial_page_sizes)


def _declared_by_elements(html: weasyprint.HTML) -> dict[Element, Declared]:
    declared: dict[Element, Declared] = {}
    for specificity, element, declarations, base_url in find_style_attributes(html.etree_element, False, html.base_url):
        read = list(preprocess_declarations(base_url, declarations))
        declared.setdefault(element, []).append((specificity, read))
    return declared


def _cascade(
    style: dict[str, Any], declarations: Iterable[Any], origin: str, layer: float, specificity: tuple[int, ...]
) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


def _style_for(
    html: weasyprint.HTML, sheets: list[Any], hints: bool, fonts: FontConfiguration, targets: TargetCollector
) -> StyleFor:
    if fonts is _memory.fonts and not hints and all(sheet in _memory.sheets for sheet, _, _ in sheets):
        return SharedStyles(html, sheets, fonts, targets)
    return StyleFor(html, sheets, hints, fonts, targets)


# In and out of WeasyPrint

_split = line_break.split_first_line
_draw = drawing.draw_first_line
_set_up = Layout.reactivate
_OURS: dict[Any, Any] = {
    _split: _split_first_line,
    _draw: _draw_first_line,
    percent.resolve_percentages: _resolve_percentages,
    StyleFor: _style_for,
}
_METHODS = {"reactivate": _reactivate, "deactivate": _deactivate, "__getattr__": _missing}
_THEIRS = {name: vars(Layout).get(name) for name in _METHODS}
_lock, _at_work = Lock(), [0]


@contextmanager
def at_work(fonts: FontConfiguration, sheets: Iterable[weasyprint.CSS]) -> Iterator[None]:
    """Keep, and use what is kept, while a document with these fonts and stylesheets is laid out and written."""
    with _lock:
        _memory.serve(fonts, sheets)
        _at_work[0] += 1
        if _at_work[0] == 1:
            _put_in()
    try:
        yield
    except BaseException:
        # what is kept is worked out without a second warning: so nothing is kept that came with one
        _memory.clear()
        raise
    finally:
        with _lock:
            _at_work[0] -= 1
            if not _at_work[0]:
                _take_out()


def _put_in() -> None:
    for module, name, theirs in _places():
        setattr(module, name, _OURS[theirs])
    for name, method in _METHODS.items():
        setattr(Layout, name, method)


def _take_out() -> None:
    for module, name, theirs in _places():
        setattr(module, name, theirs)
    for name, theirs in _THEIRS.items():
        if theirs is None:
            delattr(Layout, name)
        else:
            setattr(Layout, name, theirs)


@cache
def _places() -> tuple[tuple[ModuleType, str, Any], ...]:
    modules = [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == "weasyprint"]
    return tuple(
        (module, name, value)
        for module in modules
        for name, value in vars(module).items()
        if callable(value) and value in _OURS and not (value is StyleFor and module is not css)
    )
