"""The packet as one PDF: its page numbers are true, its pins lead to the quote, its pages of the chart are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from priorauth.api import prepare_packet
from priorauth.case.evidence import Evidence, evidence_in
from priorauth.clinical.terms import RequestKind
from priorauth.errors import ExhibitMissing
from priorauth.packet.files import PacketFile
from tests.charts_on_paper import files_of
from tests.packets import packet_of
from tests.render.page_numbers import Pages, begins_on, leads_astray, listed_in_index, pages_of, pins
from tests.samples import NAMES, READY, sample, sample_data

WRITTEN = tuple(name for name in NAMES if "_not_met_" not in name)


def whole(name: str) -> PacketFile:
    return packet_of(name, with_chart=True).files[0]


@cache
def pages(name: str) -> Pages:
    return pages_of(whole(name).content)


def quoted(name: str) -> Iterator[Evidence]:
    case = sample(name)
    # with an appeal the notice goes along, and of the chart only what the answer rests on
    told = case.denial if case.request.kind is RequestKind.APPEAL else case
    return (one for one in evidence_in(told) if one.quote)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_exhibit_begins_on_the_page_that_index_and_manifest_name(name: str) -> None:
    begins = begins_on(pages(name))

    assert listed_in_index(pages(name)) == begins
    assert {place.exhibit: str(place.page) for place in whole(name).places} == begins


@pytest.mark.parametrize("name", WRITTEN)
def test_every_pin_of_the_crosswalk_leads_to_its_page(name: str) -> None:
    assert pins(pages(name))
    assert [pin for pin in pins(pages(name)) if leads_astray(pin, pages(name))] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_page_of_an_exhibit_is_stamped_with_its_number(name: str) -> None:
    total = len(pages(name))
    stamps = {
        number: re.findall(rf"Exhibits? [A-Z](?:–[A-Z])? · page (\d+) of {total}", page)
        for number, page in enumerate(pages(name), start=1)
    }
    first = min(place.page for place in whole(name).places)

    assert stamps == {number: [str(number)] if number >= first else [] for number in range(1, total + 1)}
    assert whole(name).pages == total


@pytest.mark.parametrize("name", WRITTEN)
def test_every_quote_stands_on_the_page_that_its_evidence_names(name: str) -> None:
    quotes = list(quoted(name))

    assert quotes
    for one in quotes:
        assert any(
            one.quote in page and f"{one.document} leaf {one.page}." in page for page in pages(name) if one.quote
        )


@pytest.mark.parametrize("name", WRITTEN)
def test_the_cover_counts_the_pages_and_names_nothing_of_the_patient(name: str) -> None:
    cover = pages(name)[0]

    assert f"Pages, this one included: {len(pages(name))}" in cover
    assert "Sample" not in cover
    assert "1984" not in cover


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in READY])
def test_a_packet_with_gaps_is_a_draft_on_every_page_of_ours(name: str) -> None:
    assert whole(name).path == "office/packet_draft.pdf"
    assert all("DRAFT" in page for page in pages(name))


def test_only_the_pages_that_something_rests_on_go_along() -> None:
    note = [page for page in pages("aetna_initial_ready") if "note leaf" in page]

    assert [re.search(r"note leaf (\d)", page)[1] for page in note] == ["1", "3", "4"]  # type: ignore[index]


def test_without_files_the_index_says_what_is_sent_behind() -> None:
    case = sample("aetna_initial_ready")
    file = prepare_packet(case).files[0]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)

    assert re.sub(r"\s+", " ", text).count("sent behind these pages") == 3
    assert [place.exhibit for place in file.places] == ["D", "E", "F", "G"]


def test_the_same_files_give_the_same_bytes() -> None:
    case = sample("uhc_continuation_ready")

    first, second = (prepare_packet(case, documents=files_of(case)).files[0].content for _ in range(2))

    assert first == second


def test_a_turned_page_of_the_chart_stands_upright() -> None:
    case = sample("aetna_initial_ready")
    files = files_of(case)
    files["diary"] = _turned(files["diary"])

    text = PdfReader(BytesIO(prepare_packet(case, documents=files).files[0].content)).pages[8].extract_text()

    assert "diary leaf 1." in text


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_a_scanned_image_fills_its_sheet(mode: str) -> None:
    data = sample_data("aetna_initial_ready")
    data["documents"][1]["pages"] = 1
    data["headaches"] = {
        "months": [{**one, "evidence": [{"document": "diary"}]} for one in data["headaches"]["months"]]
    }
    scan = BytesIO()
    Image.new(mode, (600, 800)).save(scan, "PNG")
    files = files_of(sample("aetna_initial_ready")) | {"diary": scan.getvalue()}

    packet = prepare_packet(data, documents=files).files[0]

    assert [place.page for place in packet.places][1:3] == [9, 10]
    assert len(PdfReader(BytesIO(packet.content)).pages[8].images) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"diary": b"not a PDF"}, "document diary is neither an image nor a PDF"),
        ({"diary": b""}, "document diary is neither an image nor a PDF"),
        ({"scan": b"%PDF-1.7"}, "no document scan"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(change: dict[str, bytes], message: str) -> None:
    case = sample("aetna_initial_ready")

    with pytest.raises(ExhibitMissing, match=message):
        prepare_packet(case, documents=files_of(case) | change)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("pages", 9, "has 3 pages, and the case says 9"), ("sha256", "0" * 64, "its SHA-256 differs")],
)
def test_a_file_that_is_not_the_one_described_is_refused(field: str, value: object, message: str) -> None:
    data = sample_data("aetna_initial_ready")
    data["documents"][1][field] = value

    with pytest.raises(ExhibitMissing, match=message):
        prepare_packet(data, documents=files_of(sample("aetna_initial_ready")))


def _turned(content: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.rotate(90, relative=True)
        result = BytesIO()
        pdf.save(result, deterministic_id=True)
    return result.getvalue()
