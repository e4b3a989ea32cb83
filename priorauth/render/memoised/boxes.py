"""Sizes and places of boxes, by a shorter way where the box is a plain one."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import float as floats
from weasyprint.layout import percent

_avoid: Callable[..., tuple[float, float, float]] = floats.avoid_collisions
_flows: Callable[..., bool] = Box.is_in_normal_flow
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


def _is_in_normal_flow(box: Box) -> bool:
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return _flows(box)


def _avoid_collisions(context: Any, box: Box, around: Box, outer: bool = True) -> tuple[float, float, float]:  # noqa: ANN401
    if context.excluded_shapes or around.style["direction"] != "ltr" or box.style["float"] != "none":
        return _avoid(context, box, around, outer)
    left = around.content_box_x()
    right = left + around.width
    if outer:
        return left, box.position_y, right - left
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


FUNCTIONS = {_avoid: _avoid_collisions, percent.resolve_percentages: _resolve_percentages}
METHODS = ((Box, "is_in_normal_flow", _is_in_normal_flow),)
