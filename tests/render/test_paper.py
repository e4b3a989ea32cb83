"""US Letter and A4: every page of a packet has the size that was chosen, and the letter stays at two."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from priorauth.api import prepare_packet
from priorauth.case.house_style import Closing, Paper, Wording
from priorauth.packet.files import Packet
from priorauth.packet.look import Look
from priorauth.packet.pictures import make_picture
from priorauth.render.documents import letter_file
from priorauth.render.text_faults import faults_in, read_back
from tests.charts_on_paper import files_of
from tests.largest import largest
from tests.samples import READY, contents_of, sample

SIZES = {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}
LOGO = make_picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 13"><rect width="40" height="13"/></svg>', "The logo"
)


@cache
def packet_on(paper: Paper) -> Packet:
    case = sample("aetna_initial_gap_hours")
    return prepare_packet(case, documents=files_of(case), look=Look(paper=paper), fax=True)


@pytest.mark.parametrize("paper", Paper)
def test_every_page_has_the_size_that_was_chosen(paper: Paper) -> None:
    made = [file for file in packet_on(paper).files if file.path.endswith(".pdf") and file.kind != "document"]
    sizes = {
        (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
        for file in made
        for page in PdfReader(BytesIO(file.content)).pages
    }

    assert len(made) > 4
    assert sizes == {SIZES[paper]}


@pytest.mark.parametrize(("paper", "dots"), [(Paper.LETTER, (1728, 2156)), (Paper.A4, (1728, 2292))])
def test_a_fax_has_the_lines_of_its_paper(paper: Paper, dots: tuple[int, int]) -> None:
    fax = next(file for file in packet_on(paper).files if file.kind == "draft fax")

    with Image.open(BytesIO(fax.content)) as first:
        assert first.size == dots


@pytest.mark.parametrize("paper", Paper)
def test_pages_of_the_chart_lie_below_their_strip_and_within_the_margins(paper: Paper) -> None:
    packet = next(file for file in packet_on(paper).files if file.kind == "draft packet")
    width, height = SIZES[paper]
    drawn = 0
    for page in PdfReader(BytesIO(packet.content)).pages:
        resources: Any = page["/Resources"]
        content: Any = page.get_contents()
        drawing = content.get_data().decode("latin-1")
        for name, form in resources.get("/XObject", {}).items():
            # pages share their resources
            if name.startswith("/Sheet") and f"{name} Do" in drawing:
                drawn += 1
                scale, left, low = _placed(drawing, name)
                box = [float(one) for one in form["/BBox"]]
                assert left >= 17 * 72 / 25.4 - 1
                assert low >= 15 * 72 / 25.4 - 1
                assert left + scale * (box[2] - box[0]) <= width - 17 * 72 / 25.4 + 1
                assert low + scale * (box[3] - box[1]) <= height - 27 * 72 / 25.4 + 1
    assert drawn > 0


def _placed(content: str, name: str) -> tuple[float, float, float]:
    words = content.partition(f"{name} Do")[0].rpartition("cm")[0].split()[-6:]
    return float(words[0]), float(words[4]), float(words[5])


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("closing", [Closing.NONE, Closing.THANK_YOU])
@pytest.mark.parametrize(("payer", "kind"), [("aetna", "initial"), ("uhc", "continuation"), ("aetna", "continuation")])
def test_the_longest_letter_has_two_pages_on_either_paper(
    paper: Paper, closing: Closing, payer: str, kind: str
) -> None:
    look = Look(paper=paper, logo=LOGO, logo_text="Logo of Riverbend", wording=Wording(closing=closing))

    assert letter_file(contents_of(largest(payer, kind)), look=look).pages == 2


@pytest.mark.parametrize("name", READY)
def test_letters_on_a4_have_no_fault(name: str) -> None:
    letter = letter_file(contents_of(sample(name)), look=Look(paper=Paper.A4))

    assert (letter.pages or 0) <= 2
    assert faults_in(read_back(letter.content)) == []
