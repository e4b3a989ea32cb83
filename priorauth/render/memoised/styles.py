"""Styles of elements and pages, shared between documents with the same stylesheets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint import css
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence, find_style_attributes
from weasyprint.css.targets import TargetCollector
from weasyprint.css.validation import preprocess_declarations
from weasyprint.layout import page as page_layout
from weasyprint.text.fonts import FontConfiguration

from priorauth.render.memoised.memory import memory

Declared = list[tuple[tuple[int, ...], list[Any]]]
_set_page_styles_anew = page_layout.set_page_type_computed_styles
_ANCHOR = "anchor"
# WeasyPrint writes into the styles of these elements
_WRITTEN_INTO = ("html", "body")
_WRITTEN_ON_PAGES = {"counter_increment", "counter_reset", "counter_set", "overflow"}


@dataclass(eq=False)
class Shared:
    """The styles of all elements that are matched alike, below elements that are matched alike."""

    style: ComputedStyle
    pseudo: dict[str, ComputedStyle]
    root: Shared | None
    below: dict[Hashable, Shared] = field(default_factory=dict)


class SharedStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's styles of one document, taken from what is kept as far as possible."""

    def __init__(
        self, html: weasyprint.HTML, sheets: list[Any], fonts: FontConfiguration, targets: TargetCollector
    ) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets, self.font_config, self._base_url = sheets, fonts, html.base_url
        self.initial_page_sizes = {"box": None, "area": None}
        own = _declared_by_elements(html)
        roots = memory.styles_of(sheets)
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

    def kind_of(self, page: Any) -> Hashable:  # noqa: ANN401
        """Return what tells pages apart whose styles differ: by which selectors they are matched."""
        matched = (
            (at, rule, selector)
            for at, (sheet, _, _) in enumerate(self._sheets)
            for rule, (_, selectors, _) in enumerate(sheet.page_rules)
            for selector, (_, _, asked) in enumerate(selectors)
            if self._page_type_match(asked, page)
        )
        return tuple(id(sheet) for sheet, _, _ in self._sheets), tuple(matched)

    def _shared(
        self, wrapper: ElementWrapper, above: Shared | None, known: dict[Hashable, Shared], own: dict[Element, Declared]
    ) -> Shared:
        node = wrapper.etree_element
        matched = [(at, *one) for at, (sheet, _, _) in enumerate(self._sheets) for one in sheet.matcher.match(wrapper)]
        said = (node.get("style"), node.get("lang")) if node in own else None
        key = (said, tuple((at, order, pseudo) for at, _, order, pseudo, _ in matched))
        if (shared := known.get(key)) is None:
            shared = known[key] = self._made(above, matched, own.get(node, []))
            memory.count_style()
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
        style = ComputedStyle(
            parent, cascaded, pseudo, above, self._base_url, self.font_config, self.initial_page_sizes
        )
        style[_ANCHOR]  # WeasyPrint passes over a style of which nothing is worked out yet
        return style


class PageStyles:
    """The styles of a kind of page and of its margin boxes."""

    def __init__(self, computed: dict[str | None, ComputedStyle]) -> None:
        self.kept = {pseudo: style.copy() for pseudo, style in computed.items()}
        self.given = computed
        for style in self.kept.values():
            style["display"]  # as specified, too

    def again(self) -> dict[str | None, ComputedStyle]:
        """Return styles that nobody else holds, with all that was worked out for the page before."""
        for pseudo, style in self.kept.items():
            worked_out = self.given[pseudo]
            style.update({name: worked_out[name] for name in worked_out.keys() - style.keys() - _WRITTEN_ON_PAGES})
        self.given = {pseudo: style.copy() for pseudo, style in self.kept.items()}
        return self.given


def _set_page_styles(page: Any, html: weasyprint.HTML, styles: StyleFor) -> None:  # noqa: ANN401
    if not isinstance(styles, SharedStyles):
        _set_page_styles_anew(page, html, styles)
        return
    computed, key = styles.get_computed_styles(), styles.kind_of(page)
    if (known := memory.pages.get(key)) is not None:
        computed.update({(page, pseudo): style for pseudo, style in known.again().items()})
        return
    _set_page_styles_anew(page, html, styles)
    made = {pseudo: style for (element, pseudo), style in computed.items() if element == page}
    memory.pages.keep(key, PageStyles(made))


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


def style_for(
    html: weasyprint.HTML, sheets: list[Any], hints: bool, fonts: FontConfiguration, targets: TargetCollector
) -> StyleFor:
    """Return the styles of a document; those of a foreign one as WeasyPrint works them out."""
    if fonts is memory.fonts and not hints and all(sheet in memory.sheets for sheet, _, _ in sheets):
        return SharedStyles(html, sheets, fonts, targets)
    return StyleFor(html, sheets, hints, fonts, targets)


FUNCTIONS = {_set_page_styles_anew: _set_page_styles}
