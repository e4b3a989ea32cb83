"""Each document of a packet: its template, its stylesheet, its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from priorauth.packet.checklist import ChecklistContents
from priorauth.packet.files import FOR_PAYER, OFFICE, Kind, PacketFile, PlaceInPacket
from priorauth.packet.letter import LetterContents
from priorauth.packet.look import PLAIN, Look
from priorauth.packet.pages import PacketContents
from priorauth.packet.pictures import Picture
from priorauth.render.engine import engine_asked
from priorauth.render.pdf import Attached, Pdf
from priorauth.render.seen import OFFICE_MARK, refuse_incomplete_letter, refuse_incomplete_packet, refuse_unmarked
from priorauth.render.sheets import Sheet, put_in
from priorauth.render.templates import compile_all, fill


def letter_file(contents: LetterContents, signature: Picture | None = None, look: Look = PLAIN) -> PacketFile:
    """Return the letter as PDF, with the picture of the signature and the clinic's logo where there are such.

    Raises:
        RenderError: the template or the layout failed, or the clinic's own leave out what must be shown.
    """
    html = fill("letter/letter.html.j2", contents, look=look)
    pdf = engine_asked().lay_out(html, "letter.css", look=look, pictures=dict(_brought(signature, look)))
    refuse_incomplete_letter(contents, pdf.seen)
    # a draft never lies among what may be sent
    folder, name = (OFFICE, "letter_draft.pdf") if contents.draft else (FOR_PAYER, "letter.pdf")
    return _file(f"{folder}/{name}", "draft letter" if contents.draft else "letter", pdf)


def checklist_file(contents: ChecklistContents, look: Look = PLAIN) -> PacketFile:
    """Return the office checklist as PDF.

    Raises:
        RenderError: the template or the layout failed, or the clinic's own leave out what must be shown.
    """
    pdf = engine_asked().lay_out(fill("checklist/checklist.html.j2", contents, look=look), "checklist.css", look=look)
    refuse_unmarked(pdf.seen, OFFICE_MARK, "checklist")
    return _file(f"{OFFICE}/checklist.pdf", "checklist", pdf)


def _file(path: str, kind: Kind, pdf: Pdf) -> PacketFile:
    return PacketFile(path=path, kind=kind, content=pdf.content, pages=pdf.pages, drawn_by=pdf.drawn_by)


def packet_file(
    letter: LetterContents,
    contents: PacketContents,
    documents: Mapping[str, bytes],
    signature: Picture | None = None,
    look: Look = PLAIN,
) -> PacketFile:
    """Return cover, letter, crosswalk and exhibits as one PDF; ``documents`` holds the files of the chart by id.

    Raises:
        RenderError: the template or the layout failed, or the clinic's own leave out what must be shown.
        ExhibitMissing: a document cannot be opened.
    """
    html = fill("packet/packet.html.j2", letter, contents, look=look)
    pictures = dict((*_pictures(contents, look), *_brought(signature, look)))
    foreign = any(exhibit.pages for exhibit in contents.exhibits)
    pdf = engine_asked().lay_out(
        html,
        "letter.css",
        "packet.css",
        look=look,
        pictures=pictures,
        attached=_facts(letter, contents),
        whole=not foreign,
    )
    refuse_incomplete_packet(letter, contents, pdf.seen)
    content = put_in(pdf.content, documents, _sheets(contents, pdf)) if foreign else pdf.content
    folder, name = (OFFICE, "packet_draft.pdf") if letter.draft else (FOR_PAYER, "packet.pdf")
    return PacketFile(
        path=f"{folder}/{name}",
        kind="draft packet" if letter.draft else "packet",
        content=content,
        pages=pdf.pages,
        places=tuple(_places(contents, pdf)),
        drawn_by=pdf.drawn_by,
    )


def _facts(letter: LetterContents, contents: PacketContents) -> Attached:
    return Attached(
        name="facts.json",
        description="What these pages say, as data",
        content=contents.facts.model_dump_json(indent=2),
        dated=letter.dated,
    )


_EMPTY = "<!DOCTYPE html><html lang='en'><head><title>-</title></head><body><h1>-</h1></body></html>"


def warm(look: Look = PLAIN) -> None:
    """Compile every template and read every stylesheet and font, so that no packet has to wait for them.

    Raises:
        RenderError: a template or a stylesheet of the clinic's own is not valid.
    """
    compile_all(look)
    for stylesheets in (("letter.css",), ("checklist.css",), ("letter.css", "packet.css")):
        engine_asked().lay_out(_EMPTY, *stylesheets, look=look)


def _pictures(contents: PacketContents, look: Look) -> Iterator[tuple[str, str]]:
    for index, chart in enumerate(contents.own.charts):
        yield f"months-{index}", fill("pictures/months.svg.j2", chart, look=look)
    if contents.own.compared:
        yield "compared", fill("pictures/before_after.svg.j2", contents.own.compared, look=look)
    if contents.own.courses:
        yield "courses", fill("pictures/timeline.svg.j2", contents.own.courses, look=look)
    if contents.own.plan.sites_drawn:
        yield "sites", fill("pictures/sites.svg.j2", contents.own.plan.sites_drawn, look=look)


def _brought(signature: Picture | None, look: Look) -> Iterator[tuple[str, str | bytes]]:
    for name, picture in (("signature", signature), ("logo", look.logo)):
        if picture is not None:
            yield name, picture.content.decode() if picture.suffix == ".svg" else picture.content


def _sheets(contents: PacketContents, pdf: Pdf) -> Iterator[Sheet]:
    for exhibit in contents.exhibits:
        for page in exhibit.pages:
            if exhibit.document is not None:
                mark = f"{exhibit.letter}-{page}"
                yield Sheet(exhibit.document, page, onto=pdf.places[mark], room=pdf.rooms[mark])


def _places(contents: PacketContents, pdf: Pdf) -> Iterator[PlaceInPacket]:
    for exhibit in contents.exhibits:
        if not exhibit.apart:
            yield PlaceInPacket(exhibit=exhibit.letter, title=exhibit.title, page=pdf.places[exhibit.letter])
