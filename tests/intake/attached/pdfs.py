"""Small PDFs and images for tests: with a text layer, scanned, and of the kinds that are refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parents[3] / "templates" / "style" / "fonts" / "SourceSans3-Regular.ttf"
SIGNED = "Electronically signed by A. Example, MD on 04/02/2026 10:14"
NOTE = f"""Progress note
Date of service: 04/02/2026
Reports 18-20 headache days per month for the past 3 months.
Topiramate 100 mg daily from January 2025 to April 2025, stopped due to paresthesia.
{SIGNED}"""


def pdf(*pages: str, catalog: str = "", info: str = "") -> bytes:
    """A PDF whose pages show these lines; ``catalog`` and ``info`` are put into the dictionaries of that name."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * index} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(_stream(page))
    objects.append(f"<< {info} >>")
    return _file(objects)


def scan(*pages: str, resolution: int = 200) -> bytes:
    """A PDF of pictures of pages: it has no text layer."""
    pictures = [picture(page, resolution) for page in pages]
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=resolution)
    return out.getvalue()


def image(form: str, *pages: str, **options: Any) -> bytes:
    """An image file of pages, such as "PNG" or "TIFF"."""
    first, *rest = [picture(page, 72) for page in pages]
    out = BytesIO()
    more = {"save_all": True, "append_images": rest} if rest else {}
    first.save(out, form, **more, **options)
    return out.getvalue()


def picture(text: str, resolution: int) -> Image.Image:
    """A white page with black lines of text."""
    page = Image.new("L", (int(8.5 * resolution), 11 * resolution), 255)
    font = ImageFont.truetype(str(FONT), size=resolution // 6)
    ImageDraw.Draw(page).multiline_text((resolution // 2, resolution // 2), text, font=font, spacing=resolution // 12)
    return page


def _stream(page: str) -> str:
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in page.splitlines())
    content = f"BT /F1 11 Tf 14 TL 72 720 Td {shown}ET"
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
