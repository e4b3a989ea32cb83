"""Each document of a packet: its template, its stylesheet, its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from priorauth.packet.checklist import ChecklistContents
from priorauth.packet.facts import packet_facts
from priorauth.packet.files import FOR_PAYER, OFFICE, EngineName, Kind, PacketFile, PlaceInPacket
from priorauth.packet.letter import LetterContents
from priorauth.packet.pages import PacketContents
from priorauth.packet.pictures import Picture
from priorauth.render.engine import REFERENCE, Engine, engine_named
from priorauth.render.pdf import Attached, Pdf
from priorauth.render.sheets import Sheet, put_in
from priorauth.render.templates import compile_all, fill


def letter_file(contents: LetterContents, signature: Picture | None = None, engine: Engine = REFERENCE) -> PacketFile:
    """Return the letter as PDF, with the picture of the signature where there is one.

    Raises:
        RenderError: the template or the layout failed.
    """
    html = fill("letter/letter.html.j2", contents)
    pdf = engine.lay_out(html, "letter.css", pictures=dict(_brought(signature)))
    # a draft never lies among what may be sent
    folder, name = (OFFICE, "letter_draft.pdf") if contents.draft else (FOR_PAYER, "letter.pdf")
    return _file(f"{folder}/{name}", "draft letter" if contents.draft else "letter", pdf)


def checklist_file(contents: ChecklistContents, engine: Engine = REFERENCE) -> PacketFile:
    """Return the office checklist as PDF.

    Raises:
        RenderError: the template or the layout failed.
    """
    pdf = engine.lay_out(fill("checklist/checklist.html.j2", contents), "checklist.css")
    return _file(f"{OFFICE}/checklist.pdf", "checklist", pdf)


def _file(path: str, kind: Kind, pdf: Pdf) -> PacketFile:
    return PacketFile(path=path, kind=kind, content=pdf.content, pages=pdf.pages, drawn_by=pdf.drawn_by)


def packet_file(
    letter: LetterContents,
    contents: PacketContents,
    documents: Mapping[str, bytes],
    signature: Picture | None = None,
    engine: Engine = REFERENCE,
) -> PacketFile:
    """Return cover, letter, crosswalk and exhibits as one PDF; ``documents`` holds the files of the chart by id.

    Raises:
        RenderError: the template or the layout failed.
        ExhibitMissing: a document cannot be opened.
    """
    html, pictures = fill("packet/packet.html.j2", letter, contents), dict((*_pictures(contents), *_brought(signature)))
    foreign = any(exhibit.pages for exhibit in contents.exhibits)
    pdf = engine.lay_out(
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
        drawn_by=pdf.drawn_by,
    )


def _facts(letter: LetterContents, contents: PacketContents) -> Attached:
    return Attached(
        name="facts.json",
        description="What these pages say, as data",
        content=packet_facts(letter, contents).model_dump_json(indent=2),
        dated=letter.dated,
    )


def warm(engine: EngineName = "weasyprint") -> None:
    """Compile every template and read every stylesheet and font, so that no packet has to wait for them.

    Raises:
        RenderError: the engine is not installed.
    """
    compile_all()
    for stylesheets in (("letter.css",), ("checklist.css",), ("letter.css", "packet.css")):
        engine_named(engine).lay_out("<!DOCTYPE html><html lang='en'><title>-</title><h1>-</h1></html>", *stylesheets)


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
