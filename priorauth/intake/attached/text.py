"""What the pages of a document say: read by a process of its own, within a limit of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.attached.limits import MEGABYTE, MOST_BYTES, MOST_SECONDS

_FEWEST_CHARACTERS = 10
"""A page with fewer is a picture: a stamp or a page number alone is no text layer."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text layer of a document, page by page; empty where a page is only a picture."""

    pages: tuple[str, ...]
    recognized: bool = False
    """True where a machine read the text off a picture (OCR), so that it may be wrong."""

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        """The numbers of the pages that have no text layer."""
        return tuple(
            number for number, page in enumerate(self.pages, start=1) if len(page.strip()) < _FEWEST_CHARACTERS
        )

    @property
    def has_text(self) -> bool:
        """True where at least one page has a text layer."""
        return len(self.pages_without_text) < len(self.pages)


def read_file(path: Path) -> bytes:
    """Return the content of a document, which must not be too large.

    Raises:
        CaseFileError: the file cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CaseFileError(
                f"{path.name}: the document has {size // MEGABYTE:,} MB; at most {MOST_BYTES // MEGABYTE} are taken."
                " Scan it in black and white, or attach only the pages that matter."
            )
        return path.read_bytes()
    except OSError as error:
        raise CaseFileError(f"{path.name}: cannot be read ({error.strerror}). Check the path.") from None


def read_text(content: bytes, name: str) -> DocumentText:
    """Return the text of a PDF, or the pages of an image, which have none; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the document is broken, locked, of another kind, or beyond a limit of time, memory or size.
    """
    command = (sys.executable, "-P", "-m", "priorauth.intake.attached.extract")
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=MOST_SECONDS)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise CaseFileError(
            f"{name}: the document takes over {MOST_SECONDS} seconds to read. Print it to a new PDF."
        ) from None
    except (subprocess.CalledProcessError, ValueError):
        raise CaseFileError(f"{name}: the document cannot be read: it is damaged, or too large.") from None
    if "refused" in answer:
        raise CaseFileError(f"{name}: the document {answer['refused']}")
    return DocumentText(tuple(answer["pages"]), recognized=answer["recognized"])
