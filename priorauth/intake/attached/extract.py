"""Opens one document and prints what it holds as JSON. Run as a process of its own: it may be stopped at any time.

A file from outside can be made to use up time or memory. So the caller gives it to this process on standard input,
with a limit on both, and nothing that a library warns about reaches anybody.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from priorauth.intake.attached.limits import (
    MOST_CHARACTERS,
    MOST_MEMORY,
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_SECONDS,
)

if TYPE_CHECKING:
    from pypdf import PdfReader

_IMAGES = ("PNG", "JPEG", "TIFF")
# Programs that read text off a picture name themselves in the PDF they make.
_RECOGNIZERS = ("ocrmypdf", "tesseract", "abbyy", "finereader", "paper capture", "omnipage", "readiris")
_PROGRAMS = {"/JavaScript", "/Launch"}
_DEEPEST = 20


class Refused(Exception):
    """The document is not taken; the message goes on with "the document …"."""


def extract(content: bytes) -> dict[str, Any]:
    """Return the pages' text, and whether a machine recognized it in a picture.

    Raises:
        Refused: the document is none of the kinds that are read, is broken, or is beyond a limit.
    """
    if b"%PDF-" in content[:1024]:
        return _pdf(content)
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
        return {"pages": [""] * _image_pages(content), "recognized": False}
    raise Refused("is no PDF, PNG, JPEG or TIFF. Scan or print it to a PDF.")


def _pdf(content: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted
        count = 0 if locked else len(reader.pages)
    except MemoryError:
        raise
    except Exception:  # pypdf raises whatever a broken file leads it to
        raise Refused("cannot be read as a PDF: it is damaged. Print or scan it anew.") from None
    if locked:
        raise Refused("is locked. Save a copy without password or restrictions.")
    if count == 0:
        raise Refused("has no pages.")
    if count > MOST_PAGES:
        raise Refused(f"has {count:,} pages; at most {MOST_PAGES} are taken. Attach only the pages that matter.")
    if _holds_program(reader):
        raise Refused("holds a program (JavaScript or a command). Print it to a new PDF.")
    return {"pages": [_page_text(reader, index) for index in range(count)], "recognized": _is_recognized(reader)}


def _page_text(reader: PdfReader, index: int) -> str:
    try:
        text = reader.pages[index].extract_text()
    except MemoryError:
        raise
    except Exception:
        return ""  # a page that cannot be read has no text; the others still do
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"has a page with more than {MOST_CHARACTERS:,} characters. Print it to a new PDF.")
    # half of a surrogate pair is no character, and cannot be written as UTF-8
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_recognized(reader: PdfReader) -> bool:
    try:
        known = reader.metadata
        made_by = f"{known.producer} {known.creator}".lower() if known else ""
    except MemoryError:
        raise
    except Exception:
        return False
    return any(name in made_by for name in _RECOGNIZERS)


def _holds_program(reader: PdfReader) -> bool:
    from pypdf.generic import IndirectObject

    numbered = [(number, generation) for generation, found in reader.xref.items() for number in found]
    numbered += [(number, 0) for number in reader.xref_objStm]
    if len(numbered) > MOST_OBJECTS:
        raise Refused(f"has more than {MOST_OBJECTS:,} parts. Print it to a new PDF.")
    for number, generation in numbered:
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
        except MemoryError:
            raise
        except Exception:
            continue  # an object that cannot be read cannot be run either
        if _is_program(found, _DEEPEST):
            return True
    return False


def _is_program(value: object, depth: int) -> bool:
    if depth == 0:
        return False
    if isinstance(value, dict):
        if "/JS" in value or str(dict.get(value, "/S")) in _PROGRAMS:
            return True
        # the raw values: following a reference would walk the whole document again and again
        return any(_is_program(one, depth - 1) for one in dict.values(value))
    return isinstance(value, list) and any(_is_program(one, depth - 1) for one in list.__iter__(value))


def _image_pages(content: bytes) -> int:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit, below, says it in our own words
    try:
        with Image.open(BytesIO(content), formats=_IMAGES) as image:
            pixels, pages = image.width * image.height, int(getattr(image, "n_frames", 1))
            if pixels <= MOST_PIXELS:
                image.load()
    except MemoryError:
        raise
    except Exception:  # Pillow raises whatever a broken file leads it to
        raise Refused("cannot be read as an image: it is damaged. Scan it anew.") from None
    if pixels > MOST_PIXELS:
        raise Refused(f"has {pixels:,} pixels; at most {MOST_PIXELS:,} are taken. Scan it at 300 dots per inch.")
    if pages > MOST_PAGES:
        raise Refused(f"has {pages:,} pages; at most {MOST_PAGES} are taken. Attach only the pages that matter.")
    return pages


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # only where the system knows such limits; elsewhere the caller's clock remains

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def main() -> None:
    """Read a document from standard input and print its pages, or why it is refused, as JSON."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _limit()
    try:
        answer = extract(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "needs more memory than a document should. Print it to a new PDF."}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
