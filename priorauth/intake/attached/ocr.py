"""Makes a copy of a scan that has a text layer, with OCRmyPDF and Tesseract: an optional part (priorauth[ocr])."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from priorauth.errors import CaseFileError, SystemLibraryMissing

_MOST_SECONDS = 600
_DOTS_PER_INCH = "300"


def need_ocr() -> None:
    """Check that scans can be read here.

    Raises:
        SystemLibraryMissing: OCRmyPDF or Tesseract is not installed; the message says how to.
    """
    if find_spec("ocrmypdf") is None:
        raise SystemLibraryMissing("--ocr needs OCRmyPDF, which is not installed. Run: pip install 'priorauth[ocr]'")
    if shutil.which("tesseract") is None:
        raise SystemLibraryMissing("--ocr needs Tesseract, which is not installed. Run: apt-get install tesseract-ocr")


def searchable_copy(content: bytes, name: str) -> bytes:
    """Return a PDF with the same pages and a text layer where there was none; ``name`` is what errors call the file.

    Raises:
        SystemLibraryMissing: OCRmyPDF or Tesseract is not installed.
        CaseFileError: the document cannot be read so.
    """
    need_ocr()
    # everything that is written on the way, pages of a chart, lies in this folder and goes with it
    with TemporaryDirectory(prefix="priorauth-") as folder:
        scan, copy = Path(folder, "scan"), Path(folder, "copy.pdf")
        scan.write_bytes(content)
        command = (sys.executable, "-P", "-m", "ocrmypdf", "--skip-text", "--output-type", "pdf", "--optimize", "0")
        options = ("--image-dpi", _DOTS_PER_INCH, "--jobs", "1", "--quiet", str(scan), str(copy))
        environment = {**os.environ, "TMPDIR": folder}
        try:
            subprocess.run(
                (*command, *options), capture_output=True, check=True, timeout=_MOST_SECONDS, env=environment
            )
            return copy.read_bytes()
        except subprocess.TimeoutExpired:
            raise CaseFileError(
                f"{name}: reading the scan takes over {_MOST_SECONDS // 60} minutes. Attach fewer pages."
            ) from None
        except (subprocess.CalledProcessError, OSError):
            raise CaseFileError(
                f"{name}: no text can be read off the pictures. Scan it at 300 dots per inch."
            ) from None
