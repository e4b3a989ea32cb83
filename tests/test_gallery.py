"""The gallery shows every page of every document of its samples, as picture files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.packets import pdfs_of

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "gallery.md"
PICTURES = PAGE.parents[1] / "images" / "gallery"
WHOLE = ("aetna_initial_ready", "aetna_initial_gap_hours", "aetna_initial_not_met_age")


def shown() -> set[str]:
    addresses = re.findall(r'src="\.\./images/gallery/([^"]+)"', PAGE.read_text(encoding="utf-8"))
    assert len(addresses) == len(set(addresses))
    return set(addresses)


def test_every_picture_is_there_and_shown() -> None:
    assert {path.relative_to(PICTURES).as_posix() for path in PICTURES.rglob("*.png")} == shown()


@pytest.mark.parametrize("name", WHOLE)
def test_every_page_of_every_document_is_shown(name: str) -> None:
    pages = {
        f"{name}/{Path(file.path).stem}-{number}.png"
        for file in pdfs_of(name, with_chart=True)
        for number in range(1, 1 + (file.pages or 0))
    }

    assert pages <= shown()
    assert {one.rpartition("-")[0] for one in shown() if one.startswith(f"{name}/")} - {
        one.rpartition("-")[0] for one in pages
    } <= {f"{name}/cost_sheet"}
