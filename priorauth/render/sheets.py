"""Puts pages of the chart's own documents into a laid-out packet, each onto the sheet that announces it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf, PdfError, Rectangle
from PIL import Image, ImageSequence

from priorauth.case.documents import Document
from priorauth.errors import ExhibitMissing
from priorauth.render.pdf import Room

_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a document, and the page of the packet it goes onto."""

    document: str
    page: int
    """By the document's own count; 1 is the first."""
    onto: int
    """By the packet's count; 1 is the first."""
    room: Room
    """What is free on it, as the layout left it."""


def count_pages(documents: Iterable[Document], files: Mapping[str, bytes]) -> dict[str, int]:
    """Return how many pages the file of each document has that is at hand, by the document's id.

    Raises:
        ExhibitMissing: a file belongs to no document, is not the one that the case describes, or cannot be opened.
    """
    known = {document.id: document for document in documents}
    if unknown := sorted(set(files) - set(known)):
        raise ExhibitMissing(f"The case has no document {unknown[0]}. Give files by the ids of the case's documents.")
    return {name: _checked(known[name], content) for name, content in files.items()}


def _checked(document: Document, content: bytes) -> int:
    if document.sha256 is not None and sha256(content).hexdigest() != document.sha256:
        raise ExhibitMissing(
            f"The file of the document {document.id} is not the one that the case describes (its SHA-256 differs). "
            "Attach the document anew."
        )
    with _opened(content, document.id) as pdf:
        pages = len(pdf.pages)
    if document.pages not in (None, pages):
        raise ExhibitMissing(
            f"The file of the document {document.id} has {pages} pages, and the case says {document.pages}. "
            "Attach the document anew."
        )
    return pages


def put_in(packet: bytes, documents: Mapping[str, bytes], sheets: Iterable[Sheet]) -> bytes:
    """Return the packet with every sheet filled; the same input always gives the same bytes.

    A page of the chart is drawn as it is, fields and stamps included, but for its links and its tags.

    Raises:
        ExhibitMissing: a document cannot be opened.
    """
    sources = {document: _flat(content, document) for document, content in documents.items()}
    with Pdf.open(BytesIO(packet)) as pdf:
        for sheet in sheets:
            _draw(pdf, sheet, sources[sheet.document])
        result = BytesIO()
        pdf.save(result, deterministic_id=True)
    return result.getvalue()


def _opened(content: bytes, document: str) -> Pdf:
    try:
        return Pdf.open(BytesIO(content))
    except PdfError:
        return Pdf.open(BytesIO(_pages_of_image(content, document)))


def _pages_of_image(content: bytes, document: str) -> bytes:
    result = BytesIO()
    try:
        with Image.open(BytesIO(content)) as image:
            pages = [
                frame.convert("L" if frame.mode in ("1", "L") else "RGB") for frame in ImageSequence.all_frames(image)
            ]
        pages[0].save(result, "PDF", save_all=True, append_images=pages[1:])
    except (OSError, ValueError, Image.DecompressionBombError):
        # "from None": the library's message may quote the file
        raise ExhibitMissing(
            f"The document {document} is neither an image nor a PDF that can be opened without a password. "
            "Print it to a new PDF, and attach that."
        ) from None
    return result.getvalue()


def _on_white(frame: Image.Image) -> Image.Image:
    # what is transparent would come out black
    seen = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _flat(content: bytes, document: str) -> Pdf:
    pdf = _opened(content, document)
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    return pdf


def _draw(pdf: Pdf, sheet: Sheet, source: Pdf) -> None:
    page = pdf.pages[sheet.onto - 1]
    form = pdf.copy_foreign(source.pages[sheet.page - 1].as_form_xobject())
    form.write(_untagged(form))
    if Name.StructParents in form:
        del form[Name.StructParents]
    # named by the page: pages share their resources, and a name of the library's own choice would be a random one
    name = page.add_resource(form, Name.XObject, Name(f"/Sheet{sheet.onto}"))
    room = Rectangle(*sheet.room)
    placed = page.calc_form_xobject_placement(form, name, room, allow_shrink=True, allow_expand=True)
    # the layout leaves the page upside down behind it
    page.contents_add(b"q\n", prepend=True)
    # what a scanner or another program drew has no tags of ours: the strip above it says what it is
    page.contents_add(b"\nQ\n/Artifact BMC\n" + placed + b"\nEMC\n")


def _untagged(form: pikepdf.Object) -> bytes:
    kept = [one for one in pikepdf.parse_content_stream(form) if str(one.operator) not in _MARKS]
    return pikepdf.unparse_content_stream(kept)
