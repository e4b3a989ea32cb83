"""The diary readers, each format told from the content."""

from __future__ import annotations

from pathlib import Path

from priorauth.intake.diary.read import read_diary
from tests.fuzz.harness import Harness
from tests.intake.diary_year import apple_health, calendar, migraine_buddy, paper_grid, year

MONTH = year()[:31]


def read(content: bytes, folder: Path) -> None:
    """Read content as a diary."""
    path = folder / "diary"
    path.write_bytes(content)
    read_diary(path)


HARNESS = Harness(
    read=read,
    seeds=(
        migraine_buddy(MONTH),
        migraine_buddy(MONTH, old=True),
        apple_health(MONTH),
        calendar(MONTH),
        paper_grid(MONTH),
        b"PK\x03\x04",
    ),
    words=("Started", "01h 00m", "HKCategoryTypeIdentifierHeadache", "endDate", "<!ENTITY", "31", "13/32/24", '"'),
)
