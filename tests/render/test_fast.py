"""The fast engine draws the pages that WeasyPrint draws, or leaves the document to it.

Every document of every sample is compared; what takes a validator, or a second layout, is held for a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from unittest.mock import patch

import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import ImageChops

from priorauth.api import prepare_packet
from priorauth.case.house_style import Closing, Paper, Wording
from priorauth.errors import RenderError
from priorauth.packet.files import engine_of
from priorauth.packet.look import PLAIN, Look, OwnTemplate
from priorauth.render import fast
from priorauth.render.engine import Engine, Fast, looks_of
from priorauth.render.fast import NotDrawn, Order, draw
from priorauth.render.fast.looks import Looks
from priorauth.render.fast.tags import name_rows, without_claims
from priorauth.render.fast.widths import Wanted, even_columns, fitted_columns
from priorauth.render.language import BASE
from priorauth.render.pdf import Assets, Attached, Pdf, fonts, lay_out, parsed, style_of
from tests.charts_on_paper import files_of
from tests.render.test_conformance import is_whole_stream
from tests.samples import NAMES, policy_of, sample

PAGE = '<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body>{}</body></html>'
ROLES = {"/H1", "/H2", "/TD", "/TH", "/LI", "/Figure"}
BOTH = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
INK = 1.0
FEW = NAMES[2::12]


class Document(NamedTuple):
    html: str
    stylesheets: tuple[str, ...]
    pictures: dict[str, str | bytes]
    attached: Attached | None
    whole: bool


@cache
def documents_of(name: str) -> tuple[Document, ...]:
    found: list[Document] = []

    class Noted(Engine):
        def lay_out(self, html: str, *stylesheets: str, **given: Any) -> Pdf:
            pictures = dict(given.get("pictures", {}))
            found.append(Document(html, stylesheets, pictures, given.get("attached"), given.get("whole", True)))
            return by_weasyprint(found[-1])

    case = sample(name)
    with patch("priorauth.render.engine.engine_named", lambda _: Noted()):
        prepare_packet(case, policy=policy_of(case).id, documents=files_of(case))
    return tuple(found)


def by_weasyprint(one: Document) -> Pdf:
    return lay_out(one.html, *one.stylesheets, pictures=one.pictures, attached=one.attached, whole=one.whole)


def by_typst(one: Document) -> Pdf:
    order = Order(parsed(one.html, Assets(one.pictures)), one.stylesheets, one.pictures, one.whole, one.attached)
    return draw(one.html, order, looks_of(one.stylesheets))


def sheets_of(html: str) -> list[str]:
    """The marks of the sheets that a page of the chart is drawn onto."""
    return re.findall(r'<div class="sheet" id="([^"]*)"', html)


def words_of(pdf: bytes) -> list[list[str]]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [sorted(one.get_textpage().get_text_bounded().split()) for one in opened]


def roles_of(pdf: pikepdf.Pdf) -> list[str]:
    """The tags of what a reader hears, in order, but for the heads of columns: WeasyPrint repeats them on each page."""

    def found(node: Any) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from found(one)
        elif isinstance(node, pikepdf.Dictionary) and Name.S in node and node.S != "/THead":
            if node.S in ROLES:
                yield f"{node.S} {node.Alt}" if node.S == "/Figure" else str(node.S)
            if Name.K in node:
                yield from found(node.K)

    return list(found(pdf.Root.StructTreeRoot.K))


def bookmarks_of(pdf: pikepdf.Pdf) -> list[Any]:
    def found(items: Any) -> list[Any]:
        return [(item.title, found(item.children)) for item in items]

    with pdf.open_outline() as outline:
        return found(outline.root)


def differing(one: bytes, other: bytes) -> float:
    """The greatest share of ink, in per cent of a page, that only one of two documents has."""
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        return max(ink(ImageChops.difference(grey(a), grey(b))) for a, b in zip(first, second, strict=True))


def grey(sheet: Any) -> Any:
    # drawn large and then made small: a thin line is else all black, or half of it, by where it happens to lie
    return sheet.render(scale=2).to_pil().convert("L").reduce(4)


def ink(picture: Any) -> float:
    return float(sum(picture.tobytes()) / (255 * picture.width * picture.height) * 100)


@pytest.mark.parametrize("name", NAMES)
def test_every_document_of_a_sample_is_drawn_as_by_weasyprint(name: str) -> None:
    for one in documents_of(name):
        drawn, reference = by_typst(one), by_weasyprint(one)
        with pikepdf.open(BytesIO(drawn.content)) as a, pikepdf.open(BytesIO(reference.content)) as b:
            assert roles_of(a) == roles_of(b)
            assert bookmarks_of(a) == bookmarks_of(b)

        assert (drawn.pages, drawn.places) == (reference.pages, reference.places)
        assert drawn.rooms == {mark: pytest.approx(reference.rooms[mark], abs=0.01) for mark in sheets_of(one.html)}
        assert words_of(drawn.content) == words_of(reference.content)
        assert differing(drawn.content, reference.content) < INK
        assert by_typst(one).content == drawn.content


@pytest.mark.parametrize("name", FEW)
def test_what_it_draws_is_pdf_a_and_pdf_ua_by_the_word_of_another_validator(name: str) -> None:
    for one in documents_of(name):
        drawn = by_typst(one)
        reports = [page.validate_pdf_bytes(drawn.content, profile=profile) for profile in BOTH]
        found = [each for report in reports for each in report.failures if not is_whole_stream(drawn.content, each)]

        assert not one.whole or not found
        assert (b"pdfaid:part" in drawn.content, b"pdfuaid:part" in drawn.content) == (one.whole, one.whole)
        assert b"2000-01-01" not in drawn.content
        assert b"CreationDate" not in drawn.content


def test_thelooks_of_of_elements_matched_alike_are_those_of_each() -> None:
    for name in FEW:
        for one in documents_of(name):
            html = parsed(one.html, Assets(one.pictures))
            known = looks_of(one.stylesheets).of(html)
            anew = Looks([style_of(sheet, PLAIN) for sheet in (*one.stylesheets, "paper_letter.css")], fonts())
            anew.of(html)
            assert known == anew.of(html)


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color: red">x</p>',
        "<p>\u0378</p>",
        "<blockquote>x</blockquote>",
        "bare text",
        '<p>a <img src="picture:p" alt="x"/></p>',
        "<table><tbody><tr><td>no head</td></tr></tbody></table>",
        "<div><p>a</p> tail</div>",
        '<p><a class="other" href="#x">x</a></p>',
    ],
)
def test_what_it_does_not_know_is_left_to_weasyprint(body: str) -> None:
    html = PAGE.format(body)
    with pytest.raises(NotDrawn):
        by_typst(Document(html, ("letter.css",), {}, None, True))


def test_the_engine_tells_who_drew_and_keeps_weasyprints_bytes_where_that_did() -> None:
    known, unknown = PAGE.format("<p>x</p>"), PAGE.format("<blockquote>x</blockquote>")

    assert Fast().lay_out(known, "letter.css").drawn_by == "typst"
    assert Fast().lay_out(unknown, "letter.css").drawn_by == "weasyprint"
    assert Fast().lay_out(unknown, "letter.css").content == lay_out(unknown, "letter.css").content


@pytest.mark.parametrize(
    ("look", "language"),
    [
        (Look(paper=Paper.A4), BASE),
        (Look(templates=(OwnTemplate(name="letter/own.html.j2", text="x"),)), BASE),
        (Look(wording=Wording(closing=Closing.RESPECTFULLY)), BASE),
        (PLAIN, "es-US"),
    ],
)
def test_a_look_of_the_clinics_own_and_another_language_are_left_to_weasyprint(look: Look, language: str) -> None:
    with patch("priorauth.render.engine.spoken", lambda: language):
        assert Fast().lay_out(PAGE.format("<p>x</p>"), "letter.css", look=look).drawn_by == "weasyprint"


def test_a_warning_is_a_failure_with_this_engine_too() -> None:
    with pytest.raises(RenderError, match=r"no-such-property|unknown property"):
        Fast().lay_out(PAGE.format('<p style="no-such-property: 1">x</p>'), "letter.css")
    with pytest.raises(RenderError, match="network or the disk"):
        Fast().lay_out(PAGE.format('<figure><img src="https://example.org/x.svg" alt="x"/></figure>'), "letter.css")


@pytest.mark.parametrize(
    ("change", "expected"),
    [("", True), ("another Typst", False), ("other pages", False), ("other stylesheets", False)],
)
def test_it_draws_only_with_the_typst_and_the_pages_that_were_compared(
    change: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if change == "another Typst":
        monkeypatch.setattr(fast, "_version", lambda: "0.16.0")
    if change == "other pages":
        monkeypatch.setattr(fast, "pages_said", lambda: "other")

    assert fast.usable(("other.css",) if change == "other stylesheets" else ("letter.css",)) is expected


def test_text_cannot_become_code() -> None:
    said = '"} #read("/etc/passwd") \\ #panic() [x] $y$ *z* _w_ `v` @u <t>'
    body = f"<p>{said.replace('<', '&lt;')}</p>"

    drawn = by_typst(Document(PAGE.format(body), ("letter.css",), {}, None, True))

    assert words_of(drawn.content)[0] == sorted([*said.split(), "Page", "1", "of", "1"])


def test_a_packet_says_in_its_manifest_what_drew_each_file_and_is_made_again_alike() -> None:
    case = sample("aetna_initial_ready")
    given = {"policy": policy_of(case).id, "documents": files_of(case)}

    packet = prepare_packet(case, engine="fast", **given)  # type: ignore[arg-type]

    drawn = {entry.path: entry.drawn_by for entry in packet.manifest.files}
    assert drawn["office/packet_draft.pdf"] == "typst"
    assert drawn["office/review.json"] is None
    assert engine_of(packet.manifest) == "fast"
    assert prepare_packet(case, engine="fast", **given) == packet  # type: ignore[arg-type]
    assert engine_of(prepare_packet(case, **given).manifest) == "weasyprint"  # type: ignore[arg-type]


def test_pages_of_the_chart_lie_where_weasyprint_would_have_put_them() -> None:
    case = sample("aetna_initial_ready")
    given = {"policy": policy_of(case).id, "documents": files_of(case)}
    fast_one, slow_one = (prepare_packet(case, engine=name, **given) for name in ("fast", "weasyprint"))  # type: ignore[arg-type]

    assert fast_one.files[0].kind == slow_one.files[0].kind == "draft packet"
    assert fast_one.files[0].drawn_by == "typst"
    assert differing(fast_one.files[0].content, slow_one.files[0].content) < INK


@pytest.mark.parametrize("missing", ["typst", "uharfbuzz"])
def test_a_missing_engine_is_told_in_one_sentence(missing: str) -> None:
    with (
        patch("priorauth.render.engine.find_spec", lambda name: None if name == missing else object()),
        pytest.raises(RenderError, match=r"Install it with `pip install 'priorauth\[fast\]'`"),
    ):
        prepare_packet(sample("aetna_initial_ready"), engine="fast")


@pytest.mark.parametrize(
    ("first", "expected"),
    [([100, None, None], [100, 200, 200]), ([100, 300], [125, 375]), ([600, None], [600, 0])],
)
def test_columns_follow_from_the_first_row(first: list[float | None], expected: list[float]) -> None:
    assert even_columns([Wanted(0, 0, fixed) for fixed in first], 500) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([Wanted(10, 100, None), Wanted(10, 100, None)], [250, 250]),
        ([Wanted(10, 100, None), Wanted(10, 300, None)], [125, 375]),
        ([Wanted(10, 100, 100), Wanted(10, 100, None)], [100, 400]),
        ([Wanted(100, 500, None), Wanted(100, 300, None)], [300, 200]),
    ],
)
def test_columns_are_fitted_to_what_they_hold(cells: list[Wanted], expected: list[float]) -> None:
    assert fitted_columns([cells], 500) == expected


def test_tags_that_are_not_found_leave_the_document_to_weasyprint() -> None:
    cell = b"/S/TD/P 5 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]"

    assert name_rows(cell, [[0]]) == b"/S/TH/P 5 0 R/A[<</O/Table/Scope/Row        >>]"
    for heads in ([], [[0, 0]], [[1]], [[0], [0]]):
        with pytest.raises(NotDrawn):
            name_rows(cell, heads)


def test_claims_are_blanked_in_their_place() -> None:
    assert without_claims(b"<a/><pdfaid:part>3</pdfaid:part><b/>") == b"<a/>" + b" " * 28 + b"<b/>"
