"""Draws every document of some samples into docs/images/gallery, and writes docs/reference/gallery.md.

Run it after a change of how a document looks: ``make gallery``. README.md shows one of these pictures.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from priorauth.api import prepare_packet  # noqa: E402 - the tests are found from the checkout's folder
from priorauth.packet.cost import PriceTable  # noqa: E402
from priorauth.packet.files import PacketFile  # noqa: E402
from tests.charts_on_paper import files_of  # noqa: E402
from tests.samples import policy_of, sample, signature_of  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "gallery.md"
PICTURES = ROOT / "docs" / "images" / "gallery"
FRONT = ROOT / "docs" / "images" / "letter.png"
SMALL, LARGE = 72, 110
"""Dots per inch: of the gallery, and of the letter that README.md shows."""
GREYS = 16
"""Enough for black text, and a quarter of the size."""
WIDTH = 270
PRICES = PriceTable(vial_200=Decimal(1200), administration=Decimal(95))
LETTERS = frozenset({"letter", "draft letter"})

INTRO = """# Gallery

<!-- Made by scripts/gallery.py. Do not edit: run `make gallery`. -->

Every document, as it is printed, for invented patients: one request that is ready, one with a gap, and one that does
not meet its policy and so has no letter. Behind them the letters of the other kinds of request. Click a page to
enlarge it.
"""


class Shown(NamedTuple):
    """One sample of the gallery."""

    name: str
    heading: str
    letter_only: bool = False


SHOWN = (
    Shown("aetna_initial_ready", "Ready, and signed off"),
    Shown("aetna_initial_gap_hours", "With a gap"),
    Shown("aetna_initial_not_met_age", "Not met"),
    Shown("aetna_continuation_ready", "Letter for a continuation", letter_only=True),
    Shown("aetna_appeal_ready", "Letter of appeal", letter_only=True),
    Shown("aetna_exception_ready", "Request for a step-therapy exception", letter_only=True),
    Shown("aetna_initial_ready_expedited", "Expedited request", letter_only=True),
    Shown("uhc_resubmission_ready", "Corrected resubmission", letter_only=True),
)


def main() -> None:
    """Draw the pictures and write the page."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    lines = [INTRO]
    for shown in SHOWN:
        lines.append(f"## {shown.heading}\n")
        for file in _papers(shown):
            lines += _section(shown, file, tuple(_drawn(shown, file)))
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


def _papers(shown: Shown) -> Iterator[PacketFile]:
    case = sample(shown.name)
    packet = prepare_packet(
        case, policy=policy_of(case).id, documents=files_of(case), prices=PRICES, signature=signature_of(case)
    )
    for file in packet.files:
        is_ours = file.path.endswith(".pdf") and file.kind != "document"
        if is_ours and (file.kind in LETTERS or not shown.letter_only):
            yield file


def _drawn(shown: Shown, file: PacketFile) -> Iterator[Path]:
    folder = PICTURES / shown.name
    folder.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(file.content) as document:
        for number in range(len(document)):
            path = folder / f"{Path(file.path).stem}-{number + 1}.png"
            _draw(document, number, SMALL, path)
            yield path
        if file.kind == "letter" and shown is SHOWN[0]:
            _draw(document, 0, LARGE, FRONT)


def _draw(document: pypdfium2.PdfDocument, number: int, resolution: int, path: Path) -> None:
    bitmap = document[number].render(scale=resolution / 72, grayscale=True)
    bitmap.to_pil().quantize(GREYS).save(path, optimize=True)


def _section(shown: Shown, file: PacketFile, pictures: tuple[Path, ...]) -> Iterator[str]:
    title = file.kind.capitalize()
    if not shown.letter_only:
        yield f"### {title}: {shown.heading.lower()}\n"
    for number, path in enumerate(pictures, start=1):
        address = f"../{path.relative_to(ROOT / 'docs')}"
        said = f"{title}, page {number} of {len(pictures)}"
        yield f'<a href="{address}"><img src="{address}" width="{WIDTH}" alt="{said}"/></a>'
    yield ""


if __name__ == "__main__":
    main()
