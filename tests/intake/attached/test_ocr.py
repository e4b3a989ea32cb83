"""Scans get a text layer where the optional part is installed, and one sentence where it is not."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from priorauth.errors import SystemLibraryMissing
from priorauth.intake.attached import ocr
from priorauth.intake.attached.quotes import find_quote
from priorauth.intake.attached.text import read_text
from tests.intake.attached.pdfs import image, scan

LINE = "Reports 18 headache days per month."
installed = pytest.mark.skipif(
    find_spec("ocrmypdf") is None or shutil.which("tesseract") is None,
    reason="OCRmyPDF or Tesseract is not installed on this machine",
)


@installed
@pytest.mark.parametrize("content", [scan(LINE, "Second page"), image("PNG", LINE, dpi=(72, 72))], ids=["pdf", "png"])
def test_a_scan_becomes_a_copy_in_which_quotes_are_found(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    text = read_text(ocr.searchable_copy(content, "scan.pdf"), "copy.pdf")

    assert text.recognized
    assert find_quote(text, "headache days per month") == 1
    assert list(tmp_path.iterdir()) == [], "nothing of the scan is left behind"


def test_without_the_optional_part_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    with pytest.raises(SystemLibraryMissing, match=r"^--ocr needs OCRmyPDF.*pip install 'priorauth\[ocr\]'$"):
        ocr.need_ocr()


def test_without_tesseract_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: object())
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(SystemLibraryMissing, match=r"^--ocr needs Tesseract.*apt-get install tesseract-ocr$"):
        ocr.need_ocr()
