"""A whole document: its blocks, its kinds of page, and what runs along them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from priorauth.render.fast.inline import PLAIN, NotDrawn, Text, face, quoted
from priorauth.render.fast.looks import Style
from priorauth.render.fast.tables import Table, framed
from priorauth.render.fast.widths import width
from priorauth.render.pdf import Room

_MM = 72 / 25.4
_PAPER, _HEIGHT = 612.0, 792.0
_OF_EXHIBIT = (18, 17, 15, 17)
"""The margins of a page of the kind exhibit, as those of Paper."""
BASE = (Path(__file__).parent / "base.typ").read_text("utf-8")


@dataclass(frozen=True)
class Paper:
    """The pages of documents with the same stylesheets; margins in millimetres, from the top clockwise."""

    margin: tuple[int, int, int, int]
    left: str
    """What stands before the case below every page on the left; nothing where the patient stands there."""


@dataclass
class Document:
    """Gathers the code of one document."""

    looks: Mapping[Element, Style]
    paper: Paper
    pictures: Mapping[str, str | bytes]
    attached: str = ""
    """The code of what the document attaches."""
    heads: list[list[int]] = field(default_factory=list)
    """For each table, the column of the cell that names a row, row by row."""
    headings: int = 0
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each marked element, the heading that it begins with, and how many pages later it stands."""
    rooms: dict[str, Room] = field(default_factory=dict)
    """What is free below each marked sheet, within the margins of its page."""
    _code: list[str] = field(default_factory=list)
    _running: str = ""
    _named: bool = False
    _first: bool = True
    """Whether nothing stands above on the page, which a break began."""
    _inside_section: bool = False
    _line: float = 0.0

    def code(self, root: Element) -> str:
        """Return the code of the document."""
        body, title = root.find("body"), root.findtext("head/title")
        if body is None or title is None:
            raise NotDrawn("a document without a body or a title")
        self._running = self._words_along(root)
        self._line = self.looks[body].line
        self._code.append(f"#show: document.with(line:{self._line:g},title:{quoted(title)})\n")
        self._code.append(
            f'#set page(paper:"us-letter",{_margins(self.paper.margin)},{_feet(self._running, "page-and-pages")})\n'
        )
        self._code.append(f"{self.attached}#{{\n")
        self._blocks(body)
        self._code.append("}\n}\n" if self._inside_section else "}\n")
        return BASE + "".join(self._code)

    def _words_along(self, root: Element) -> str:
        for element in root.iter():
            said = _runs_along(element)
            if said:
                return self.paper.left + said
        return self.paper.left

    def _blocks(self, parent: Element) -> None:
        if any((child.tail or "").strip() for child in parent) or (parent.text or "").strip():
            raise NotDrawn(f"bare text in <{parent.tag}>")
        for child in parent:
            self._block(child)
            self._first = False

    def _block(self, element: Element) -> None:
        look = self.looks[element]
        if self._first and look.above:
            # a margin stays at the top of a page that a break began
            self._code.append(f"v({look.above:.3f}pt)\n")
        if element.tag in ("h1", "h2"):
            self._heading(element, look)
        elif element.tag == "p":
            self._put("paragraph", element, look, self._text(element))
        elif element.tag == "table":
            self._table(element, look)
        elif element.tag in ("ul", "ol"):
            self._list(element, look)
        elif element.tag == "section":
            self._section(element, look)
        elif element.tag == "figure":
            self._figure(element, look)
        elif element.tag == "div":
            self._division(element, look)
        else:
            raise NotDrawn(f"<{element.tag}>")

    def _text(self, element: Element) -> str:
        look = self.looks[element]
        inner = Text(self.looks).of(element)
        options = [f"size:{look.size:g}pt"] if look.size != PLAIN else []
        options += ["weight:600"] if look.bold else []
        return f"text({','.join(options)},{inner})" if options else inner

    def _put(self, kind: str, element: Element, look: Style, inner: str, *options: str) -> None:
        said = [framed(look), *options]
        if look.align == "center":
            said.append("placed:center")
        if look.height is not None:
            said.append(f"height:{look.outer(look.height):.3f}pt")
        if look.least:
            raise NotDrawn(f"<{element.tag}> of a least height")
        self._code.append(f"{kind}({','.join(said)},{inner})\n")

    def _heading(self, element: Element, look: Style) -> None:
        self.headings += 1
        self._put(
            "title", element, look, Text(self.looks).of(element), f"level:{element.tag[1]}", f"size:{look.size:g}pt"
        )

    def _table(self, element: Element, look: Style) -> None:
        if look.share != 100:
            raise NotDrawn("a table narrower than the page")
        _, right, _, left = self.paper.margin
        table = Table(element, self.looks, _PAPER - (left + right) * _MM)
        self.heads.append(table.heads_of_rows)
        self._code.append(f"block(below:{look.below:.3f}pt,{table.code()})\n")

    def _list(self, element: Element, look: Style) -> None:
        items = [self._text(item) for item in element]
        if not items:
            return
        kind = "list" if element.tag == "ul" else "enum"
        mark = "•" if kind == "list" else f"{len(items)}."
        first = self.looks[element[0]]
        indent = look.padding[3] - width(f"{mark} ", face(first)) * first.size
        self._code.append(f"block(below:{look.below:.3f}pt,{kind}(indent:{indent:.3f}pt,{','.join(items)}))\n")

    def _section(self, element: Element, look: Style) -> None:
        if look.begins_page or look.page == "cover":
            if self._inside_section:
                self._code.append("}\n")
            self._inside_section, self._first = True, True
            # what runs along is known from the page on that says it, as with the other engine
            self._named = self._named or any(_runs_along(one) for one in element.iter())
            self._code.append("{" + _page(look.page, self._running if self._named else self.paper.left))
        elif look.above:
            self._code.append(f"v({look.above:.3f}pt,weak:true)\n")
        if (stamp := element.get("data-stamp")) is not None:
            name = element.get("id") or ""
            self.marks[name] = self.headings, 0
            # a sheet is a page: its mark stands as many pages behind the first
            for at, sheet in enumerate(element.iterfind("div[@class='sheet']")):
                self.marks[sheet.get("id") or ""] = self.headings, at
                self.rooms[sheet.get("id") or ""] = self._room(self.looks[sheet])
            self._code.append(f"stamped({quoted(stamp)},{quoted(name)})\n")
        self._blocks(element)

    def _room(self, sheet: Style) -> Room:
        if sheet.height is None:
            raise NotDrawn("a sheet that is as high as what it says")
        top, right, bottom, left = (length * _MM for length in _OF_EXHIBIT)
        return Room(left, bottom, _PAPER - right, _HEIGHT - top - sheet.outer(sheet.height))

    def _figure(self, element: Element, look: Style) -> None:
        inner = "".join(self._part_of_figure(child) for child in element)
        self._put("division", element, look, "{" + inner + "}")

    def _part_of_figure(self, element: Element) -> str:
        look = self.looks[element]
        if element.tag == "figcaption":
            return f"paragraph({framed(look)},{self._text(element)})\n"
        if element.tag != "img":
            raise NotDrawn(f"<{element.tag}> in a figure")
        picture = self.pictures.get((element.get("src") or "").removeprefix("picture:"))
        if not isinstance(picture, str):
            raise NotDrawn("a picture that is not SVG")
        alt = quoted(element.get("alt") or "")
        return f"drawing(bytes({quoted(picture)}),{alt},{look.share:g}%)\n"

    def _division(self, element: Element, look: Style) -> None:
        begun, self._code, around, self._line = self._code, [], self._line, look.line
        self._blocks(element)
        inner, self._code, self._line = "{" + "".join(self._code) + "}", begun, around
        options = [f"wide:{look.width:.3f}pt"] if look.width is not None else []
        if look.line != around:
            inner = f"closer({look.line:g},{inner})"
        if look.framed:
            self._put("division", element, look, inner, *options)
        else:
            self._code.append(f"{inner}\n")
        if (place := element.get("id")) is not None:
            self._code[-1] = f"[#{self._code[-1].rstrip()}#label({quoted(place)})]\n"
        if look.ends_page:
            self._code.append("pagebreak()\n")


def _runs_along(element: Element) -> str | None:
    return element.get("data-case") or element.get("data-patient")


def _page(kind: str, running: str) -> str:
    if kind == "exhibit":
        return f"set page({_margins(_OF_EXHIBIT)},header:stamp,{_feet(running, '[]')})\n"
    if kind == "cover":
        return f"set page({_feet('', 'page-and-pages')})\n"
    if kind in ("", "crosswalk"):
        return f"set page({_feet(running, 'page-and-pages')})\n"
    raise NotDrawn(f"a page of the kind {kind}")


def _margins(sides: tuple[int, int, int, int]) -> str:
    top, right, bottom, left = sides
    return f"margin:(top:{top}mm,right:{right}mm,bottom:{bottom}mm,left:{left}mm)"


def _feet(left: str, right: str) -> str:
    return f"footer:feet({quoted(left)},{right})"
