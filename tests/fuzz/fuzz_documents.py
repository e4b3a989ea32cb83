"""The reader of attached PDFs and images, inside one process: the limits of its own process are tested elsewhere."""

from __future__ import annotations

from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.attached.extract import Refused, extract
from tests.fuzz.harness import Harness
from tests.intake.attached.pdfs import NOTE, image, pdf


def read(content: bytes, _folder: Path) -> None:
    """Extract the text of content; what is refused is refused in words."""
    try:
        extract(content)
    except Refused as refused:
        raise CaseFileError(f"the document {refused}") from refused


HARNESS = Harness(
    read=read,
    seeds=(pdf(NOTE), pdf(NOTE, NOTE), image("PNG", NOTE), image("JPEG", NOTE), b"%PDF-1.7"),
    words=("/Type", "/Pages", "/Kids", "endobj", "stream", "/FlateDecode", "/JavaScript", "9999999999"),
)
