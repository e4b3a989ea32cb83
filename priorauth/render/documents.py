"""Each document of a packet: its template, its stylesheet, its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from priorauth.packet.checklist import ChecklistContents
from priorauth.packet.files import FOR_PAYER, OFFICE, PacketFile, PlaceInPacket
from priorauth.packet.letter import LetterContents
from priorauth.packet.pages import PacketContents
from priorauth.packet.pictures import Picture
from priorauth.render.pdf import Attached, Pdf, lay_out
from priorauth.render.sheets import Sheet, put_in
from priorauth.render.templates import compile_all, fill


def letter_file(contents: LetterContents, signature: Picture | None = None) -> PacketFile:
    """Return the letter as PDF, with the picture of the signature where there is one.

    Raises:
        RenderError: the template or the layout failed.
    """
    pdf = lay_out(fill("letter/letter.html.j2", contents), "letter.css", pictures=dict(_brought(signature)))
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


def packet_file(
    letter: LetterContents,
    contents: PacketContents,
    documents: Mapping[str, bytes],
    signature: Picture | None = None,
) -> PacketFile:
    """Return cover, letter, crosswalk and exhibits as one PDF; ``documents`` holds the files of the chart by id.

    Raises:
        RenderError: the template or the layout failed.
        ExhibitMissing: a document cannot be opened.
    """
    html, pictures = fill("packet/packet.html.j2", letter, contents), dict((*_pictures(contents), *_brought(signature)))
    foreign = any(exhibit.pages for exhibit in contents.exhibits)
    pdf = lay_out(
        html, "letter.css", "packet.css", pictures=pictures, attached=_facts(letter, contents), whole=not foreign
    )
    content = put_in(pdf.content, documents, _sheets(contents, pdf)) if foreign else pdf.content
    folder, name = (OFFICE, "packet_draft.pdf") if letter.draft else (FOR_PAYER, "packet.pdf")
    return PacketFile(
        path=f"{folder}/{name}",
        kind="draft packet" if letter.draft else "packet",
        content=content,
        pages=pdf.pages,
        places=tuple(_places(contents, pdf)),
    )


def _facts(letter: LetterContents, contents: PacketContents) -> Attached:
    return Attached(
        name="facts.json",
        description="What these pages say, as data",
        content=contents.facts.model_dump_json(indent=2),
        dated=letter.dated,
    )


def warm() -> None:
    """Compile every template and read every stylesheet and font, so that no packet has to wait for them."""
    compile_all()
    for stylesheets in (("letter.css",), ("checklist.css",), ("letter.css", "packet.css")):
        lay_out("<!DOCTYPE html><html lang='en'><title>-</title><h1>-</h1></html>", *stylesheets)


def _pictures(contents: PacketContents) -> Iterator[tuple[str, str]]:
    for index, chart in enumerate(contents.own.charts):
        yield f"months-{index}", fill("pictures/months.svg.j2", chart)
    if contents.own.compared:
        yield "compared", fill("pictures/before_after.svg.j2", contents.own.compared)
    if contents.own.courses:
        yield "courses", fill("pictures/timeline.svg.j2", contents.own.courses)
    if contents.own.plan.sites_drawn:
        yield "sites", fill("pictures/sites.svg.j2", contents.own.plan.sites_drawn)


def _brought(signature: Picture | None) -> Iterator[tuple[str, str | bytes]]:
    if signature is not None:
        yield "signature", signature.content.decode() if signature.suffix == ".svg" else signature.content


def _sheets(contents: PacketContents, pdf: Pdf) -> Iterator[Sheet]:
    for exhibit in contents.exhibits:
        for page in exhibit.pages:
            if exhibit.document is not None:
                yield Sheet(exhibit.document, page, onto=pdf.places[f"{exhibit.letter}-{page}"])


def _places(contents: PacketContents, pdf: Pdf) -> Iterator[PlaceInPacket]:
    for exhibit in contents.exhibits:
        if not exhibit.apart:
            yield PlaceInPacket(exhibit=exhibit.letter, title=exhibit.title, page=pdf.places[exhibit.letter])
