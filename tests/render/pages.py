"""Documents made at random from what our stylesheets know, and from more CSS than our templates use."""

from __future__ import annotations

from hypothesis import strategies as st

TEXT = st.text(
    st.sampled_from("abcdefghij ABC 0123456789 ,.;:–-éüñ“”’()/%µ≥\u00a0\u00ad\u200b fi ffl AV To Wa"),
    min_size=1,
    max_size=90,
)
WORDS = st.lists(
    st.sampled_from(("Aetna", "migraine", "headache days", "April 2026", "15 of 30", "onabotulinumtoxinA", "a", "–")),
    min_size=1,
    max_size=30,
).map(" ".join)
STYLES = st.lists(
    st.sampled_from(
        (
            "width: 40%", "width: 71.3mm", "margin: 3% 1mm", "padding: 2% 0.7mm", "float: left", "float: right",
            "letter-spacing: 0.3pt", "word-spacing: 2pt", "text-align: justify", "text-align: right",
            "white-space: nowrap", "white-space: pre-wrap", "hyphens: auto", "position: relative; top: 2mm",
            "position: absolute", "font-size: 13.7pt", "font-size: 80%", "line-height: 1.7", "line-height: 18pt",
            "direction: rtl", "overflow-wrap: anywhere", "text-decoration: underline", "box-sizing: border-box",
            "border: 1.3pt solid #000", "break-before: page", "break-inside: avoid", "display: inline-block",
            "display: flex", "display: none", "overflow: hidden; height: 9mm", "text-transform: uppercase",
            "font-weight: 600", "font-style: italic", "vertical-align: super", "min-width: 30%", "max-height: 20mm",
            "height: 12%", "text-indent: 5mm", "border-collapse: collapse", "columns: 2", "opacity: 0.5", "color: #333",
            "width: calc(50% - 3mm)", "margin-left: auto", "list-style-position: inside", "orphans: 3",
        )
    ),
    max_size=2,
).map("; ".join)  # fmt: skip
CLASSES = st.sampled_from(("", "re", "draft", "fixed", "number", "nowrap", "group", "sheet", "strip", "flag", "square"))


def _attributes(style: str, name: str) -> str:
    return (f' style="{style}"' if style else "") + (f' class="{name}"' if name else "")


def _element(tags: st.SearchStrategy[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, style, name, content: f"<{tag}{_attributes(style, name)}>{content}</{tag}>",
        tags,
        STYLES,
        CLASSES,
        inside,
    )


def _joined(one: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(one, min_size=1, max_size=most).map("".join)


SAID = st.one_of(TEXT, WORDS).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.one_of(
    SAID,
    _element(st.sampled_from(("strong", "em", "span")), SAID),
    st.just('<a class="page-of" href="#A">A p. 1</a>'),
    st.just("<br/>"),
    st.just('<span class="square"></span>'),
    st.just('<img src="picture:p" alt="a picture"/>'),
)
BLOCK = _element(st.sampled_from(("p", "h1", "h2", "div")), _joined(INLINE, 4))
CELL = _element(st.sampled_from(("td", "th")), st.one_of(_joined(INLINE, 3), BLOCK))
ROW = _element(st.just("tr"), _joined(CELL, 4))
TABLE = st.builds(
    lambda style, name, head, rows: (
        f"<table{_attributes(style, name)}><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    ),
    STYLES,
    CLASSES,
    ROW,
    st.lists(ROW, min_size=1, max_size=6),
)
LIST = _element(st.sampled_from(("ul", "ol")), _joined(_element(st.just("li"), _joined(INLINE, 3)), 4))
PART = st.one_of(BLOCK, TABLE, LIST, _element(st.sampled_from(("div", "section")), _joined(st.one_of(BLOCK, LIST), 3)))
DOCUMENTS = st.builds(
    lambda title, parts, last: (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><title>{title}</title></head>\n<body>\n{"".join(parts)}'
        f'<section class="exhibit" id="A" data-stamp="Exhibit A"><h1>{title}</h1>{last}</section>\n</body>\n</html>\n'
    ),
    SAID,
    st.lists(PART, min_size=1, max_size=8),
    PART,
)
SHEETS = st.sampled_from((("letter.css",), ("letter.css", "packet.css"), ("checklist.css",)))
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 12" font-family="Source Sans 3" font-size="3.6">'
    '<rect x="1" y="1" width="9" height="4" fill="#000"/><text x="20" y="9" text-anchor="middle">Apr 2026</text></svg>'
)
