"""What the PDFs are made of: bundled fonts, tags, no network, no warnings, the same bytes every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from priorauth.errors import RenderError
from priorauth.packet.files import PacketFile
from priorauth.render.pdf import lay_out
from tests.packets import packet_of, pdfs_of
from tests.samples import NAMES, READY, sample


def _page(body: str) -> str:
    return f'<html lang="en"><head><title>Test</title></head><body>{body}</body></html>'


def _file(name: str, kind: str) -> PacketFile:
    return next(file for file in packet_of(name).files if file.kind == kind)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/logo.svg",
        "https://example.org/logo.svg",
        "file:///etc/hostname",
        "ftp://example.org/logo.svg",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "asset:../../pyproject.toml",
        "asset:letter.css.txt",
        "asset:missing.svg",
        "logo.svg",
    ],
)
def test_every_address_but_a_bundled_file_stops_the_rendering(address: str) -> None:
    with pytest.raises(RenderError, match="bundled fonts and images only"):
        lay_out(_page(f'<p><img src="{address}" alt="logo"/></p>'), "letter.css")


def test_a_remote_stylesheet_stops_the_rendering() -> None:
    html = _page("").replace("</head>", '<link rel="stylesheet" href="https://example.org/a.css"/></head>')

    with pytest.raises(RenderError, match="bundled fonts and images only"):
        lay_out(html, "letter.css")


def test_any_warning_of_the_layout_is_a_failure() -> None:
    with pytest.raises(RenderError, match="colour"):
        lay_out(_page('<p style="colour: red">text</p>'), "letter.css")


def test_a_good_page_after_a_bad_one_renders() -> None:
    with pytest.raises(RenderError):
        lay_out(_page('<p style="colour: red">text</p>'), "letter.css")

    assert lay_out(_page("<p>text</p>"), "letter.css").pages == 1


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_the_bundled_family_and_embedded(name: str) -> None:
    for file in pdfs_of(name):
        fonts = [font for page in _reader(file).pages for font in _fonts(page["/Resources"])]

        assert fonts, file.path
        assert all(re.fullmatch(r"/[A-Z]{6}\+Source-Sans-3.*", str(font["/BaseFont"])) for font in fonts), file.path
        assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in fonts), file.path


@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_tagged_and_names_its_language_and_title(name: str) -> None:
    for file in pdfs_of(name):
        _is_tagged_and_named(name, file)


def _is_tagged_and_named(name: str, file: PacketFile) -> None:
    reader = _reader(file)
    root = _root(reader)

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.xmp_metadata is not None
    assert re.search(rb"pdfuaid:part(=.1.|>1<)", root["/Metadata"].get_data())
    assert reader.metadata is not None
    # a note template belongs to a policy, not to a case
    title = "Note template: " if file.kind == "note template" else f"case {name.replace('_', '-')}"
    assert title in str(reader.metadata.title)


@pytest.mark.parametrize("name", NAMES)
def test_metadata_hold_nothing_of_the_patient(name: str) -> None:
    patient = sample(name).patient
    for file in pdfs_of(name):
        reader = _reader(file)
        metadata = f"{reader.metadata} {_root(reader)['/Metadata'].get_data().decode()}"

        assert patient.family not in metadata, file.path
        assert patient.born.isoformat() not in metadata, file.path


@pytest.mark.parametrize("name", READY)
def test_a_letter_has_at_most_two_pages(name: str) -> None:
    assert _file(name, "letter").pages == (1 if "_appeal_" in name else 2)


@pytest.mark.parametrize("name", [name for name in NAMES if "_not_met_" in name])
def test_no_letter_is_written_when_the_policy_is_not_met(name: str) -> None:
    kinds = {file.kind for file in packet_of(name).files}

    assert kinds - {"query sheet"} == {"checklist", "review", "case", "note template"}


@pytest.mark.parametrize("name", [name for name in NAMES if "_gap_" in name])
def test_a_letter_with_gaps_is_a_draft_on_every_page_and_stays_in_the_office(name: str) -> None:
    draft = _file(name, "draft letter")
    pages = [page.extract_text() for page in _reader(draft).pages]

    assert draft.path == "office/letter_draft.pdf"
    assert not any(file.path.startswith("for_payer") for file in packet_of(name).files)
    assert all("DRAFT" in page for page in pages)
    assert packet_of(name).manifest.draft


@pytest.mark.parametrize("name", READY)
def test_a_ready_letter_is_no_draft_and_every_page_names_the_patient(name: str) -> None:
    pages = [page.extract_text() for page in _reader(_file(name, "letter")).pages]

    assert not any("DRAFT" in page for page in pages)
    assert all("Maria Sample · born March 17, 1984" in page for page in pages)


def test_two_processes_give_the_same_bytes() -> None:
    program = (
        "import sys\n"
        "from tests.packets import packet_of\n"
        "for name in sys.argv[1:]:\n"
        "    print(packet_of(name).manifest.model_dump_json())\n"
    )
    names = ["uhc_initial_ready", "aetna_initial_gap_hours", "aetna_initial_not_met_age"]
    done = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, check=True)

    expected = [json.loads(packet_of(name).manifest.model_dump_json()) for name in names]

    assert [json.loads(line) for line in done.stdout.splitlines()] == expected


def test_the_manifest_describes_every_file() -> None:
    packet = packet_of("aetna_initial_ready")

    assert [entry.path for entry in packet.manifest.files] == [
        "for_payer/packet.pdf",
        "for_payer/letter.pdf",
        "office/portal_sheet.pdf",
        "office/portal_sheet.txt",
        "office/peer_to_peer.pdf",
        "office/checklist.pdf",
        "office/review.json",
        "office/case.json",
        "office/note_template.pdf",
    ]
    assert [entry.bytes for entry in packet.manifest.files] == [len(file.content) for file in packet.files]
    assert all(re.fullmatch(r"[0-9a-f]{64}", entry.sha256) for entry in packet.manifest.files)


def _reader(file: PacketFile) -> PdfReader:
    return PdfReader(BytesIO(file.content))


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _fonts(resources: Any) -> list[Any]:
    found = []
    for font in resources["/Font"].values():
        font = font.get_object()
        found += [one.get_object() for one in font["/DescendantFonts"]] if "/DescendantFonts" in font else [font]
    return found
