"""Line breaks and drawn words, worked out once for every text, style and width."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from weasyprint import css
from weasyprint.draw import text as drawing
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout

from priorauth.render.memoised.memory import Line, memory

_TINY = 1e-6  # what WeasyPrint takes for no size at all
ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *);")
_split: Callable[..., tuple[Any, ...]] = line_break.split_first_line
_measure_strut: Callable[..., tuple[float, float]] = line_break.strut
_draw: Callable[..., list[Any]] = drawing.draw_first_line
_set_up_anew, _reactivate_anew = Layout.setup, Layout.reactivate


def _split_first_line(
    text: str,
    style: css.Style,
    context: object,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
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


def _set_up(layout: Layout, style: css.Style) -> None:
    if style.font_config is not memory.fonts:
        _set_up_anew(layout, style)
        return
    number = memory.number(style)
    if (face := memory.faces.get(number)) is None:
        face = memory.faces.keep(number, Layout.__new__(Layout))
        _set_up_anew(face, style)
    state = vars(layout)
    state.update(vars(face), style=style)
    state["layout"] = ffi.gc(pango.pango_layout_copy(face.layout), gobject.g_object_unref)


def _strut(style: css.Style) -> tuple[float, float]:
    try:
        known: tuple[float, float] = style.strut
    except AttributeError:
        known = _measure_strut(style)
        if style.font_config is memory.fonts:
            style.strut = known
    return known


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
            made = memory.made.get((key, size))
            if made is None:
                made = memory.made.keep((key, size), Font(pango_font, description, size))
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
    layout, style = box.pango_layout, box.style
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
    if style.font_config is memory.fonts:
        layout.style = style  # set up only where somebody asks for it: see below
    else:
        _reactivate_anew(layout, style)


def _missing(layout: Layout, name: str) -> Any:  # noqa: ANN401 - what a layout holds
    if name in ("layout", "language") and "style" in vars(layout):
        _reactivate_anew(layout, layout.style)
        return vars(layout)[name]
    raise AttributeError(name)


def _deactivate(layout: Layout) -> None:
    for name in ("layout", "language", "style"):
        vars(layout).pop(name, None)


FUNCTIONS = {_split: _split_first_line, _measure_strut: _strut, _draw: _draw_first_line}
METHODS = (
    (Layout, "setup", _set_up),
    (Layout, "reactivate", _reactivate),
    (Layout, "deactivate", _deactivate),
    (Layout, "__getattr__", _missing),
)
