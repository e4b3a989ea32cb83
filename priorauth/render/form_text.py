"""Sets the text of a form's field: wrapped, sized and centred in the bundled font, which is put into the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from priorauth.render.templates import templates_folder

SIZES = (12, 11, 10, 9, 8)
_PADDING = 2.0
_LINE = 1.15  # of the size, from one line to the next
_CAPITALS = 0.66  # height of a capital, of the size


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text that fits its field."""

    lines: tuple[str, ...]
    size: float


class Face:
    """The bundled font: widths, and the letters used so far."""

    def __init__(self) -> None:
        self._widths, self._glyphs = _metrics()
        self.used: dict[int, str] = {}

    def lacks(self, text: str) -> bool:
        """Tell whether the font has no sign for some letter of the text."""
        return any(ord(letter) not in self._glyphs for letter in text if letter != "\n")

    def width(self, text: str, size: float) -> float:
        """Return the width of a line, in points."""
        return sum(self._widths[self._glyphs[ord(letter)]] for letter in text) * size / 1000

    def hexed(self, text: str) -> str:
        """Return the text as the page writes it, and remember its letters."""
        glyphs = [self._glyphs[ord(letter)] for letter in text]
        self.used.update(zip(glyphs, text, strict=True))
        return "".join(f"{glyph:04X}" for glyph in glyphs)

    def embedded(self, pdf: Pdf) -> Object:
        """Return the font with the letters used, put into a document."""
        file = Stream(pdf, _subset(frozenset(self.used)))
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/PRIORA+SourceSans3"),
            Flags=4,
            FontBBox=Array([-500, -300, 1300, 1000]),
            ItalicAngle=0,
            Ascent=984,
            Descent=-273,
            CapHeight=660,
            StemV=80,
            FontFile2=pdf.make_indirect(file),
        )
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/PRIORA+SourceSans3"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            W=Array([part for glyph in sorted(self.used) for part in (glyph, Array([round(self._widths[glyph])]))]),
        )
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/PRIORA+SourceSans3"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(self.used))),
        )


def fit(face: Face, text: str, room: tuple[float, float], size: float, *, lines: bool) -> Fitted | None:
    """Return text as it fits into width and height, in points, at ``size`` or smaller; None where it does not.

    ``size`` 0 lets the room decide. Nothing is set smaller than 8 points.
    """
    width, height = room[0] - 2 * _PADDING, room[1]
    for one in ([size] if size else []) + [other for other in SIZES if not size or other < size]:
        rows = tuple(_wrapped(face, text, width, one)) if lines else (text,)
        tall = _CAPITALS * one + _LINE * one * (len(rows) - 1) + (2 * _PADDING if lines else 0)
        if tall <= height and all("\n" not in row and face.width(row, one) <= width for row in rows):
            return Fitted(rows, one)
    return None


def drawn(face: Face, fitted: Fitted, room: tuple[float, float], *, lines: bool, align: int = 0) -> bytes:
    """Return the drawing of fitted text; ``align`` is 0 for left, 1 for the middle, 2 for right."""
    width, height = room
    top = height - _PADDING - fitted.size * 0.8 if lines else (height - _CAPITALS * fitted.size) / 2
    parts = []
    for index, row in enumerate(fitted.lines):
        free = width - 2 * _PADDING - face.width(row, fitted.size)
        x, y = _PADDING + free * align / 2, top - index * _LINE * fitted.size
        parts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{face.hexed(row)}> Tj")
    return _text(fitted.size, room, parts)


def combed(face: Face, text: str, room: tuple[float, float], cells: int, size: float) -> bytes:
    """Return the drawing of text with one letter in each of so many cells."""
    width, height = room
    one, size = width / cells, size or min(12.0, height * 0.8)
    parts = [
        f"1 0 0 1 {one * (index + 0.5) - face.width(letter, size) / 2:.2f} {(height - _CAPITALS * size) / 2:.2f} Tm "
        f"<{face.hexed(letter)}> Tj"
        for index, letter in enumerate(text)
    ]
    return _text(size, room, parts)


def _text(size: float, room: tuple[float, float], parts: list[str]) -> bytes:
    clip = f"1 1 {room[0] - 2:.2f} {room[1] - 2:.2f} re W n"
    return f"/Tx BMC q {clip} BT 0 g /PaFont {size:g} Tf {' '.join(parts)} ET Q EMC".encode()


def _wrapped(face: Face, text: str, width: float, size: float) -> Iterator[str]:
    for paragraph in text.split("\n"):
        row = ""
        for word in paragraph.split():
            longer = f"{row} {word}".strip()
            if row and face.width(longer, size) > width:
                yield row
                longer = word
            row = longer
        yield row


@cache
def _font_bytes() -> bytes:
    return (templates_folder() / "style" / "fonts" / "SourceSans3-Regular.ttf").read_bytes()


@cache
def _metrics() -> tuple[dict[int, float], dict[int, int]]:
    font = TTFont(BytesIO(_font_bytes()))
    scale = 1000 / font["head"].unitsPerEm
    widths = {font.getGlyphID(name): font["hmtx"][name][0] * scale for name in font.getGlyphOrder()}
    return widths, {letter: font.getGlyphID(name) for letter, name in font.getBestCmap().items()}


def _subset(glyphs: frozenset[int]) -> bytes:
    font = TTFont(BytesIO(_font_bytes()), recalcTimestamp=False)
    options = Options(retain_gids=True, hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    subsetter.subset(font)
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def _to_unicode(used: dict[int, str]) -> bytes:
    rows = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for glyph, letter in sorted(used.items())]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Form def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
