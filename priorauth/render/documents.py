"""Each document of a packet: its template, its stylesheet, its PDF."""

from __future__ import annotations

from priorauth.packet.checklist import ChecklistContents
from priorauth.packet.files import FOR_PAYER, OFFICE, PacketFile
from priorauth.packet.letter import LetterContents
from priorauth.render.pdf import lay_out
from priorauth.render.templates import fill


def letter_file(contents: LetterContents) -> PacketFile:
    """Return the letter as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    pdf = lay_out(fill("letter/letter.html.j2", contents), "letter.css")
    if contents.draft:
        # a draft never lies among what may be sent
        return PacketFile(path=f"{OFFICE}/letter_draft.pdf", kind="draft letter", content=pdf.content, pages=pdf.pages)
    return PacketFile(path=f"{FOR_PAYER}/letter.pdf", kind="letter", content=pdf.content, pages=pdf.pages)


def checklist_file(contents: ChecklistContents) -> PacketFile:
    """Return the office checklist as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    pdf = lay_out(fill("checklist/checklist.html.j2", contents), "checklist.css")
    return PacketFile(path=f"{OFFICE}/checklist.pdf", kind="checklist", content=pdf.content, pages=pdf.pages)
