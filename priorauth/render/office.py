"""The office papers: each its template, its PDF. None of them is for the payer."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel

from priorauth.packet.cost import CostSheet
from priorauth.packet.files import OFFICE, PacketFile
from priorauth.packet.letter import LetterContents
from priorauth.packet.look import PLAIN, Look
from priorauth.packet.note_template import NoteTemplate
from priorauth.packet.peer_to_peer import PeerToPeer
from priorauth.packet.portal import PortalSheet, as_text
from priorauth.packet.queries import QuerySheet
from priorauth.render.engine import Engine, drawing_with, engine_asked
from priorauth.render.language import speaking, spoken
from priorauth.render.seen import OFFICE_MARK, refuse_unmarked
from priorauth.render.templates import fill

Kind = Literal["query sheet", "portal sheet", "peer-to-peer sheet", "note template", "cost sheet"]


def query_file(sheet: QuerySheet, look: Look = PLAIN) -> PacketFile:
    """Return the questions to one person as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _paper("queries", f"questions_{sheet.whom}", "query sheet", look, sheet)


def portal_files(sheet: PortalSheet, look: Look = PLAIN) -> tuple[PacketFile, PacketFile]:
    """Return the portal sheet as PDF, and as text to copy from.

    Raises:
        RenderError: the template or the layout failed.
    """
    text = PacketFile(path=f"{OFFICE}/portal_sheet.txt", kind="portal sheet", content=as_text(sheet).encode())
    return _paper("portal", "portal_sheet", "portal sheet", look, sheet), text


def peer_file(letter: LetterContents, sheet: PeerToPeer, look: Look = PLAIN) -> PacketFile:
    """Return the peer-to-peer sheet as PDF, on one page as far as it can be shortened.

    Raises:
        RenderError: the template or the layout failed.
    """
    file = _paper("peer_to_peer", "peer_to_peer", "peer-to-peer sheet", look, letter, sheet)
    shorter = sheet.shorter()
    return file if file.pages == 1 or shorter is None else peer_file(letter, shorter, look)


def note_file(template: NoteTemplate, look: Look = PLAIN) -> PacketFile:
    """Return the note template as PDF: made once for a policy, a language, a look and an engine.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _note(template, spoken(), look, engine_asked())


@lru_cache(maxsize=64)
def _note(template: NoteTemplate, language: str, look: Look, engine: Engine) -> PacketFile:
    # nothing of a case stands in it
    with speaking(language), drawing_with(engine):
        return _paper("note_template", "note_template", "note template", look, template)


def cost_file(sheet: CostSheet, look: Look = PLAIN) -> PacketFile:
    """Return the cost sheet as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _paper("cost", "cost_sheet", "cost sheet", look, sheet)


def _paper(template: str, name: str, kind: Kind, look: Look, *contents: BaseModel) -> PacketFile:
    html = fill(f"office/{template}.html.j2", *contents, look=look)
    pdf = engine_asked().lay_out(html, "checklist.css", "office.css", look=look)
    if kind != "query sheet":  # that one goes to whoever is asked
        refuse_unmarked(pdf.seen, OFFICE_MARK, kind)
    path = f"{OFFICE}/{name}.pdf"
    return PacketFile(path=path, kind=kind, content=pdf.content, pages=pdf.pages, drawn_by=pdf.drawn_by)
