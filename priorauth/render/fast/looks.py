"""How each element is to look, in points: asked of the stylesheets once for elements that are matched alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.css.properties import Dimension
from weasyprint.css.targets import TargetCollector
from weasyprint.text.fonts import FontConfiguration

from priorauth.render import memoised

PT = 0.75
MOST = 5_000
BOLD = 600
# of these the stylesheets tell the first from the others, and the last
_TOLD_APART, _FIRST = frozenset(("tr", "div")), 4
_SIDES = ("top", "right", "bottom", "left")
Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """What the stylesheets say of an element; lengths in points, four sides from the top clockwise."""

    above: float
    below: float
    padding: Sides
    border: Sides
    size: float
    line: float
    """The height of a line, in sizes of the letters."""
    bold: bool
    italic: bool
    wraps: bool
    """Whether a line may break between its words."""
    align: str
    width: float | None
    share: float
    """Of the width around it, in per cent."""
    height: float | None
    least: float
    whole: bool
    """Whether it stays on one page."""
    held: bool
    """Whether it stays on the page of what follows."""
    ends_page: bool
    begins_page: bool
    page: str
    even: bool
    """Whether the widths of a table's columns follow from its first row alone."""

    @property
    def framed(self) -> bool:
        """Whether it is more than what it holds."""
        return bool(self.above or self.below or any(self.padding) or any(self.border) or self.height or self.whole)

    def outer(self, height: float) -> float:
        """Return a height with padding and border."""
        return height + self.padding[0] + self.padding[2] + self.border[0] + self.border[2]


class Looks:
    """The looks of elements with the same stylesheets."""

    def __init__(self, sheets: list[CSS], fonts: FontConfiguration) -> None:
        self._sheets, self._fonts = sheets, fonts
        self._known: dict[Hashable, tuple[int, Style]] = {}

    def of(self, html: HTML) -> Mapping[Element, Style]:
        """Return the look of every element of the body."""
        body = html.etree_element.find("body")
        try:
            return self._told(body)
        except KeyError:
            if len(self._known) > MOST:
                self._known.clear()
            self._learn(html, body)
            return self._told(body)

    def _told(self, body: Element) -> Mapping[Element, Style]:
        told: dict[Element, Style] = {}
        known = self._known

        def tell(element: Element, above: int, place: int) -> None:
            number, told[element] = known[above, element.tag, element.get("class"), place]
            for child, its_place in _placed(element):
                tell(child, number, its_place)

        tell(body, -1, 0)
        return told

    def _learn(self, html: HTML, body: Element) -> None:
        with memoised.at_work(self._fonts, self._sheets) if memoised.usable() else nullcontext():
            styles = get_all_computed_styles(
                html,
                self._sheets,
                font_config=self._fonts,
                counter_style=CounterStyle(),
                page_rules=[],
                layers=[],
                target_collector=TargetCollector(),
            )

        def learn(element: Element, above: int, place: int) -> None:
            key = above, element.tag, element.get("class"), place
            if key not in self._known:
                self._known[key] = len(self._known), look_of(styles(element))
            for child, its_place in _placed(element):
                learn(child, self._known[key][0], its_place)

        learn(body, -1, 0)


def _placed(parent: Element) -> Iterator[tuple[Element, int]]:
    last = len(parent)
    for at, child in enumerate(parent, start=1):
        if child.tag not in _TOLD_APART:
            yield child, 0
        else:
            yield child, -min(at, _FIRST) if at == last else min(at, _FIRST)


def look_of(style: Mapping[str, Any]) -> Style:
    """Return the look that a style of WeasyPrint's describes."""
    size = style["font_size"] * PT
    width = style["width"]
    return Style(
        above=_points(style["margin_top"]),
        below=_points(style["margin_bottom"]),
        padding=_sides(style, "padding_{}"),
        border=_sides(style, "border_{}_width"),
        size=size,
        line=float(style["line_height"]),
        bold=style["font_weight"] >= BOLD,
        italic=style["font_style"] == "italic",
        wraps=style["white_space"] == "normal",
        align=style["text_align_all"],
        width=_fixed(width),
        share=width.value if isinstance(width, Dimension) and width.unit == "%" else 100.0,
        height=_fixed(style["height"]),
        least=_fixed(style["min_height"]) or 0.0,
        whole=style["break_inside"] == "avoid",
        held=style["break_after"] == "avoid",
        ends_page=style["break_after"] == "page",
        begins_page=style["break_before"] == "page",
        page=style["page"],
        even=style["table_layout"] == "fixed",
    )


def _sides(style: Mapping[str, Any], name: str) -> Sides:
    top, right, bottom, left = (_points(style[name.format(side)]) for side in _SIDES)
    return top, right, bottom, left


def _points(value: Any) -> float:  # noqa: ANN401 - a length of WeasyPrint's, or "auto"
    if isinstance(value, Dimension):
        return float(value.value) * PT
    return float(value) * PT if isinstance(value, int | float) else 0.0


def _fixed(value: Any) -> float | None:  # noqa: ANN401 - a length of WeasyPrint's, or "auto"
    return float(value.value) * PT if isinstance(value, Dimension) and value.unit == "px" else None
