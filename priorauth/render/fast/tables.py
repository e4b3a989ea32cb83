"""A table: the widths of its columns as CSS fits them, and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from priorauth.render.fast.inline import PLAIN, NotDrawn, Text
from priorauth.render.fast.looks import Style
from priorauth.render.fast.widths import Wanted, even_columns, fitted_columns


@dataclass(frozen=True, slots=True)
class Line:
    """The line below a row, and the row itself."""

    cells: list[Element]
    above: float
    below: float
    """How thick the lines are; each row has half of either."""


class Table:
    """Draws one table."""

    def __init__(self, element: Element, looks: Mapping[Element, Style], whole: float) -> None:
        self._looks, self._whole, self._even = looks, whole, looks[element].even
        self.rows = list(self._rows(element))
        if not self.rows:
            raise NotDrawn("a table without rows")
        self._widths = self._columns()

    @property
    def heads_of_rows(self) -> list[int]:
        """For each row below the head, the column of the cell that names it."""
        named = []
        for row in self.rows[1:]:
            columns = [at for at, cell in enumerate(row.cells) if cell.tag == "th"]
            if len(columns) > 1:
                raise NotDrawn("a row that two cells name")
            named.extend(columns)
        if len(set(named)) > 1:
            raise NotDrawn("a table whose rows are named in several columns")
        return named

    def code(self) -> str:
        """Return the code of the table."""
        head, *body = self.rows
        parts = [f"table(columns:({','.join(f'{width:.4f}pt' for width in self._widths)},)"]
        parts.append(f"table.header({','.join(self._cells(head))},{_line(head)})")
        for row in body:
            parts.extend(self._cells(row))
            if row.below:
                parts.append(_line(row))
        return ",\n".join(parts) + ")"

    def _rows(self, table: Element) -> Iterator[Line]:
        rows = [list(row) for part in table for row in part]
        if [part.tag for part in table] != ["thead", "tbody"] or len(table[0]) != 1:
            raise NotDrawn("a table of other parts than a row of heads and a body")
        above = 0.0
        for cells in rows:
            below = max(self._looks[cell].border[2] for cell in cells)
            yield Line(cells, above, below)
            above = below

    def _columns(self) -> list[float]:
        if self._even:
            return even_columns([self._even_wish(cell) for cell in self.rows[0].cells], self._whole)
        return fitted_columns(([self._wish(cell) for cell in row.cells] for row in self.rows), self._whole)

    def _even_wish(self, cell: Element) -> Wanted:
        look = self._looks[cell]
        return Wanted(0.0, 0.0, None if look.width is None else look.width + look.padding[1] + look.padding[3])

    def _wish(self, cell: Element) -> Wanted:
        text, look = Text(self._looks, measured=True), self._looks[cell]
        text.of(cell)
        sides = look.padding[1] + look.padding[3]
        fixed = None if look.width is None else look.width + sides
        span = int(cell.get("colspan", "1"))
        return Wanted(text.measure.least + sides, text.measure.most + sides, fixed, span)

    def _cells(self, row: Line) -> Iterator[str]:
        at = 0
        for cell in row.cells:
            span = int(cell.get("colspan", "1"))
            yield self._cell(cell, row, sum(self._widths[at : at + span]), span)
            at += span

    def _cell(self, cell: Element, row: Line, width: float, span: int) -> str:
        look = self._looks[cell]
        top, right, bottom, left = look.padding
        inner = self._inner(cell, width - right - left)
        if look.bold:
            inner = f"text(weight:600,{inner})"
        if look.size != PLAIN:
            inner = f"text(size:{look.size:g}pt,{inner})"
        options = f",align:{look.align}" if look.align in ("right", "center") else ""
        options += f",span:{span}" if span > 1 else ""
        # a row has half of the line above and below it; the other half of a table's last line is the table's own
        foot = row.below if row is self.rows[-1] else row.below / 2
        inset = f"{top + row.above / 2:.3f}pt,{right:.3f}pt,{bottom + foot:.3f}pt,{left:.3f}pt"
        return f"cell({inset},{inner}{options})"

    def _inner(self, cell: Element, room: float) -> str:
        # a hair, for the widths are rounded
        text = Text(self._looks, room + 0.01)
        if any(child.tag == "p" for child in cell):
            return "{" + "\n".join(self._paragraph(child, text) for child in cell) + "}"
        inner = text.of(cell)
        return inner if self._looks[cell].wraps else f"box({inner})"

    def _paragraph(self, element: Element, text: Text) -> str:
        if element.tag != "p":
            raise NotDrawn(f"<{element.tag}> beside a paragraph in a cell")
        look = self._looks[element]
        said = framed(look)
        if look.least and not (element.text or "").strip():
            said += f",height:{look.outer(look.least):.3f}pt"
        elif look.least > look.line * look.size:
            raise NotDrawn("a line lower than the least height of its paragraph")
        return f"paragraph({said},{text.line(element)})"


_SIDES = ("top", "right", "bottom", "left")


def framed(look: Style) -> str:
    """Return what a look says of the frame of a block, as named arguments of Typst's block."""
    said = [f"above:{look.above:.3f}pt", f"below:{look.below:.3f}pt"]
    if any(look.border) or any(look.padding):
        inset = zip(_SIDES, look.padding, look.border, strict=True)
        said.append(f"inset:({','.join(f'{side}:{pad + line:.3f}pt' for side, pad, line in inset)})")
    if any(look.border):
        lines = [(side, line) for side, line in zip(_SIDES, look.border, strict=True) if line]
        said.append(f"stroke:({','.join(f'{side}:{line:g}pt' for side, line in lines)})")
        # Typst draws a line along the edge, half of it outside; CSS all of it inside
        said.append(f"outset:({','.join(f'{side}:{-line / 2:g}pt' for side, line in lines)})")
    if look.whole:
        said.append("breakable:false")
    if look.held:
        said.append("sticky:true")
    return ",".join(said)


def _line(row: Line) -> str:
    return f"table.hline(stroke:{row.below:g}pt)"
