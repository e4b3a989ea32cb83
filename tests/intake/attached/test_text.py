"""Text layers are read within bounds, and what is broken or meant to harm is refused in one sentence."""

from __future__ import annotations

import contextlib
import re
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from priorauth.errors import CaseFileError
from priorauth.intake.attached.extract import Refused, extract
from priorauth.intake.attached.limits import MOST_BYTES, MOST_PAGES
from priorauth.intake.attached.text import read_file, read_text
from tests.intake.attached.pdfs import NOTE, image, pdf, scan

SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
IN_NAMES = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"
LAUNCH = "/OpenAction << /S /Launch /F (a.exe) >>"


def test_the_text_of_every_page_is_read() -> None:
    text = read_text(pdf("Page one says 18 headache days.", "Page two says MIDAS 60."), "note.pdf")

    assert [page.strip() for page in text.pages] == ["Page one says 18 headache days.", "Page two says MIDAS 60."]
    assert (text.pages_without_text, text.has_text, text.recognized) == ((), True, False)


def test_a_scan_has_pages_and_no_text() -> None:
    text = read_text(scan("one", "two"), "scan.pdf")
    assert (len(text.pages), text.pages_without_text, text.has_text) == (2, (1, 2), False)


def test_a_page_without_text_is_named() -> None:
    assert read_text(pdf("Page one says something.", " 2 "), "note.pdf").pages_without_text == (2,)


@pytest.mark.parametrize("maker", ["ocrmypdf 17 / Tesseract OCR 5.3", "ABBYY FineReader", "Adobe Paper Capture"])
def test_a_text_layer_made_by_a_machine_is_known_as_one(maker: str) -> None:
    assert read_text(pdf("Some text of a page.", info=f"/Producer ({maker})"), "scan.pdf").recognized
    assert not read_text(pdf("Some text of a page.", info="/Producer (Word)"), "note.pdf").recognized


@pytest.mark.parametrize(("form", "pages"), [("PNG", 1), ("JPEG", 1), ("TIFF", 1), ("TIFF", 3)])
def test_images_are_documents_of_their_pages(form: str, pages: int) -> None:
    text = read_text(image(form, *["page"] * pages), "scan")
    assert (len(text.pages), text.has_text) == (pages, False)


def _locked() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf(NOTE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _bomb() -> bytes:
    # one page whose text unpacks to 300 MB
    packed = zlib.compress(b"BT /F1 11 Tf " + b"(x) Tj " * 45_000_000 + b"ET", 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return re.sub(
        rb"<< /Length \d+ >>\nstream\n.*?\nendstream", lambda _: head + packed + b"\nendstream", pdf("x"), flags=re.S
    )


REFUSED = {
    "empty": (b"", "is no PDF, PNG, JPEG or TIFF"),
    "text": (b"a note", "is no PDF, PNG, JPEG or TIFF"),
    "only a beginning": (b"%PDF-1.7\n", "is damaged"),
    "cut in half": (pdf(NOTE)[:300], "is damaged"),
    "no pages": (pdf(), "has no pages"),
    "locked": (_locked(), "is locked"),
    "script at opening": (pdf(NOTE, catalog=SCRIPT), "holds a program"),
    "script by name": (pdf(NOTE, catalog=IN_NAMES), "holds a program"),
    "starts a program": (pdf(NOTE, catalog=LAUNCH), "holds a program"),
    "too many pages": (pdf(*[""] * (MOST_PAGES + 1)), f"has {MOST_PAGES + 1} pages; at most {MOST_PAGES} are taken"),
    "2,000 pages": (pdf(*[""] * 2_000), "has 2,000 pages"),
    "too much text": (pdf("x" * 61_000), "more than 60,000 characters"),
    "broken image": (image("PNG", "page")[:200], "cannot be read as an image"),
    "too many pixels": (
        b"\x89PNG\r\n\x1a\n" + image("PNG", "page")[8:16] + b"\x00\x00\xff\xff" * 2 + b"\x08\x00" * 4,
        "image",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_in_one_sentence(name: str) -> None:
    content, why = REFUSED[name]
    with pytest.raises(CaseFileError, match=why) as refused:
        read_text(content, "scan.pdf")

    said = str(refused.value)
    assert said.startswith("scan.pdf: the document ")
    assert "\n" not in said
    assert "pypdf" not in said


def test_the_most_pages_are_still_taken() -> None:
    assert len(read_text(pdf(*[""] * MOST_PAGES), "chart.pdf").pages) == MOST_PAGES


def test_a_page_that_unpacks_without_end_is_stopped() -> None:
    began = time.monotonic()
    with contextlib.suppress(CaseFileError):
        assert not read_text(_bomb(), "bomb.pdf").has_text
    assert time.monotonic() - began < 60


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    with pytest.raises(CaseFileError, match="50 MB; at most 50 are taken"):
        read_file(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"^none\.pdf: cannot be read"):
        read_file(tmp_path / "none.pdf")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: b"%PDF-1.7\n" + rest)))
def test_any_bytes_give_pages_or_a_reason(content: bytes) -> None:
    _assert_pages_or_reason(content)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_document_with_bytes_changed_gives_pages_or_a_reason(data: st.DataObject) -> None:
    content = bytearray(
        data.draw(st.sampled_from([pdf(NOTE), pdf("a", "b"), image("PNG", "x"), image("TIFF", "x", "y")]))
    )
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    _assert_pages_or_reason(bytes(content))


def _assert_pages_or_reason(content: bytes) -> None:
    with contextlib.suppress(Refused):
        pages = extract(content)["pages"]
        assert pages
        assert all(isinstance(page, str) for page in pages)
