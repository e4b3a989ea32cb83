"""A fax carries the packet whole: pure black and white, the right size and resolution, legible."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from priorauth.api import prepare_packet
from priorauth.errors import RenderError
from priorauth.packet.files import Packet, PacketFile
from priorauth.render.fax import fax_file
from priorauth.render.pdf import lay_out
from tests.charts_on_paper import files_of
from tests.samples import sample, signature_of

COMPRESSION, PHOTOMETRIC = 259, 262
GROUP_4, WHITE_IS_ZERO = 4, 0


@cache
def faxed() -> Packet:
    case = sample("uhc_continuation_ready")
    return prepare_packet(case, documents=files_of(case), signature=signature_of(case), fax=True)


def drawn(html: str, size: str = "letter") -> list[Image.Image]:
    head = f"<head><title>T</title><style>@page {{ size: {size} }}</style></head>"
    page = f'<html lang="en">{head}<body>{html}</body></html>'
    packet = PacketFile(path="for_payer/packet.pdf", kind="packet", content=lay_out(page, "letter.css").content)
    return frames(fax_file(packet).content)


def frames(content: bytes) -> list[Image.Image]:
    with Image.open(BytesIO(content)) as whole:
        found = []
        for number in range(getattr(whole, "n_frames", 1)):
            whole.seek(number)
            found.append(whole.copy())
        return found


def test_the_fax_lies_beside_the_packet_and_has_its_pages() -> None:
    packet, fax, *_ = faxed().files

    assert (packet.path, fax.path) == ("for_payer/packet.pdf", "for_payer/packet.tiff")
    assert fax.kind == "fax"
    assert fax.pages == packet.pages == len(frames(fax.content))


def test_a_draft_is_faxed_as_a_draft() -> None:
    fax = prepare_packet(sample("aetna_initial_gap_hours"), fax=True).files[1]

    assert (fax.path, fax.kind) == ("office/packet_draft.tiff", "draft fax")


def test_every_page_is_one_bit_deep_in_group_4_at_204_by_196_dots() -> None:
    with Image.open(BytesIO(faxed().files[1].content)) as whole:
        for number in range(getattr(whole, "n_frames", 1)):
            whole.seek(number)
            assert whole.mode == "1"
            assert whole.size == (1728, 2156)
            assert tuple(float(dots) for dots in whole.info["dpi"]) == (204.0, 196.0)
            assert getattr(whole, "tag_v2")[COMPRESSION] == GROUP_4  # noqa: B009 - only TIFF images have tags


@pytest.mark.parametrize(("size", "dots"), [("letter", (1728, 2156)), ("a4", (1728, 2292))])
def test_the_paper_keeps_its_height(size: str, dots: tuple[int, int]) -> None:
    assert drawn("<p>text</p>", size)[0].size == dots


def test_our_own_pages_have_no_grey_that_would_be_dithered() -> None:
    """Ink stands in strokes: a dot without a neighbour would come of a grey."""
    page = faxed().files[1]
    for image in frames(page.content)[:3]:
        ink = ImageChops.invert(image.convert("L"))
        alone = sum(1 for dot in lonely(ink))
        assert alone < 20


def lonely(ink: Image.Image) -> list[tuple[int, int]]:
    neighbours = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]
    around = Image.new("L", ink.size)
    for x, y in neighbours:
        around = ImageChops.lighter(around, ImageChops.offset(ink, x, y))
    single = ImageChops.subtract(ink, around)
    width = single.size[0]
    return [divmod(at, width)[::-1] for at, dot in enumerate(single.tobytes()) if dot]


def test_a_grey_photograph_is_dithered_not_lost() -> None:
    grey = drawn('<div style="background: #999; height: 100mm"></div>')[0]
    black = grey.histogram()[0] / (grey.size[0] * grey.size[1])

    assert 0.05 < black < 0.35


def test_two_processes_draw_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from tests.render.test_fax import faxed\n"
        "print(hashlib.sha256(faxed().files[1].content).hexdigest())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == faxed().manifest.files[1].sha256


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract, which reads the fax back, is not installed")
def test_a_program_that_reads_pictures_finds_the_words(tmp_path: Path) -> None:
    packet, fax, *_ = faxed().files
    (tmp_path / "fax.tiff").write_bytes(fax.content)
    command = ["tesseract", str(tmp_path / "fax.tiff"), str(tmp_path / "read")]
    subprocess.run(command, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"})

    wanted = words(" ".join(page.extract_text() for page in PdfReader(BytesIO(packet.content)).pages))
    read = words((tmp_path / "read.txt").read_text(encoding="utf-8"))

    assert len(wanted & read) / len(wanted) > 0.95
    assert {"64615", "onabotulinumtoxinA"} <= read


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z0-9]{4,}", text))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    with pytest.raises(RenderError, match=r"priorauth\[fax\]"):
        fax_file(faxed().files[0])
