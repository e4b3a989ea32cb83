"""The C-CDA reader, on one document that holds an entry of every kind."""

from __future__ import annotations

from pathlib import Path

from priorauth.intake.ccda import read_ccda
from tests.fuzz.harness import Harness
from tests.intake.documents import OPTIONS, document, full_document


def read(content: bytes, folder: Path) -> None:
    """Read content as one document."""
    path = folder / "record.xml"
    path.write_bytes(content)
    for _ in read_ccda(path, OPTIONS):
        pass


HARNESS = Harness(
    read=read,
    seeds=(full_document().encode(), document().encode("utf-16"), b"<ClinicalDocument/>", b"<!DOCTYPE a>"),
    words=("nullFlavor", "negationInd", 'moodCode="INT"', 'value="2024"', "<low/>", "&#0;", "<![CDATA[", "sdtc:"),
)
