"""The office papers: each its template, its PDF. None of them is for the payer."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel

from priorauth.packet.cost import CostSheet
from priorauth.packet.files import OFFICE, PacketFile
from priorauth.packet.letter import LetterContents
from priorauth.packet.note_template import NoteTemplate
from priorauth.packet.peer_to_peer import PeerToPeer
from priorauth.packet.portal import PortalSheet, as_text
from priorauth.packet.queries import QuerySheet
from priorauth.render.engine import REFERENCE, Engine
from priorauth.render.templates import fill

Kind = Literal["query sheet", "portal sheet", "peer-to-peer sheet", "note template", "cost sheet"]


def query_file(sheet: QuerySheet, engine: Engine = REFERENCE) -> PacketFile:
    """Return the questions to one person as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _paper(engine, "queries", f"questions_{sheet.whom}", "query sheet", sheet)


def portal_files(sheet: PortalSheet, engine: Engine = REFERENCE) -> tuple[PacketFile, PacketFile]:
    """Return the portal sheet as PDF, and as text to copy from.

    Raises:
        RenderError: the template or the layout failed.
    """
    text = PacketFile(path=f"{OFFICE}/portal_sheet.txt", kind="portal sheet", content=as_text(sheet).encode())
    return _paper(engine, "portal", "portal_sheet", "portal sheet", sheet), text


def peer_file(letter: LetterContents, sheet: PeerToPeer, engine: Engine = REFERENCE) -> PacketFile:
    """Return the peer-to-peer sheet as PDF, on one page as far as it can be shortened.

    Raises:
        RenderError: the template or the layout failed.
    """
    file = _paper(engine, "peer_to_peer", "peer_to_peer", "peer-to-peer sheet", letter, sheet)
    shorter = sheet.shorter()
    return file if file.pages == 1 or shorter is None else peer_file(letter, shorter, engine)


@lru_cache(maxsize=64)
def note_file(template: NoteTemplate, engine: Engine = REFERENCE) -> PacketFile:
    """Return the note template as PDF: made once for a policy, for it holds nothing of a case.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _paper(engine, "note_template", "note_template", "note template", template)


def cost_file(sheet: CostSheet, engine: Engine = REFERENCE) -> PacketFile:
    """Return the cost sheet as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    return _paper(engine, "cost", "cost_sheet", "cost sheet", sheet)


def _paper(engine: Engine, template: str, name: str, kind: Kind, *contents: BaseModel) -> PacketFile:
    pdf = engine.lay_out(fill(f"office/{template}.html.j2", *contents), "checklist.css", "office.css")
    path = f"{OFFICE}/{name}.pdf"
    return PacketFile(path=path, kind=kind, content=pdf.content, pages=pdf.pages, drawn_by=pdf.drawn_by)
