"""Draws a PDF as a fax machine sends it: black or white, 204 × 196 dots an inch, Group 4, all pages in one TIFF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from PIL import Image

from priorauth.errors import RenderError
from priorauth.packet.files import PacketFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

ACROSS, DOWN = 204, 196
"""Dots an inch: the fine resolution of a fax."""
LINE = 1728
"""Dots in a line of a fax, whatever the paper."""
_INCH = 72
_WHITE = (255, 255, 255, 255)


def fax_file(packet: PacketFile) -> PacketFile:
    """Return a packet as one TIFF, beside its PDF.

    Raises:
        RenderError: pypdfium2, which the extra ``fax`` brings, is not installed.
    """
    first, *others = _pages(packet.content)
    result = BytesIO()
    first.save(
        result, "TIFF", save_all=True, append_images=others, compression="group4", dpi=(ACROSS, DOWN), resolution_unit=2
    )
    return PacketFile(
        path=str(PurePosixPath(packet.path).with_suffix(".tiff")),
        kind="fax" if packet.kind == "packet" else "draft fax",
        content=result.getvalue(),
        pages=packet.pages,
    )


def _pages(content: bytes) -> Iterator[Image.Image]:
    try:
        from pypdfium2 import PdfDocument
    except ImportError:
        raise RenderError(
            "A fax needs pypdfium2, which is not installed. Install it with `pip install 'priorauth[fax]'`."
        ) from None
    document = PdfDocument(content)
    try:
        for number in range(len(document)):
            yield _drawn(document, number)
    finally:
        document.close()


def _drawn(document: PdfDocument, number: int) -> Image.Image:
    from pypdfium2 import PdfBitmap, raw

    page = document[number]
    width, height = round(page.get_width() / _INCH * ACROSS), round(page.get_height() / _INCH * DOWN)
    bitmap = PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect(_WHITE, 0, 0, width, height)
    # our own text and lines come out in pure black and white; what is grey in a scan is dithered, not lost
    how = raw.FPDF_ANNOT | raw.FPDF_PRINTING | raw.FPDF_RENDER_NO_SMOOTHTEXT | raw.FPDF_RENDER_NO_SMOOTHPATH
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, how)
    drawn = bitmap.to_pil().convert("L").convert("1")
    bitmap.close()
    page.close()
    left = (LINE - width) // 2
    line = Image.new("1", (LINE, height), 1)
    line.paste(drawn, (left, 0))
    return line
