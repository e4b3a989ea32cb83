"""Word mail merge: docxtpl fills a document, LibreOffice prints it, many in one call, as an office would at night."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.blocks import blocks
from benchmarks.foreign import needs
from benchmarks.packets import Page
from benchmarks.rivals import Absent

_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_TEXT = (
    "{%p for block in blocks %}",
    "{%p if block.kind == 'heading' %}",
    "# {{ block.text }}",
    "{%p elif block.kind == 'text' %}",
    "{{ block.text }}",
    "{%p elif block.kind == 'table' %}",
)
_ROWS = ("{%tr for row in block.rows %}", "{%tr endfor %}")
_CELLS = ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")


class Word:
    """Keeps a folder of filled documents until they are printed together."""

    name = "Word mail merge: docxtpl, and LibreOffice with all documents in one call"
    about = "no pictures, its own layout; the start of LibreOffice is not counted"

    def __init__(self) -> None:
        if shutil.which("soffice") is None:
            raise Absent("`apt install libreoffice-writer-nogui`")
        needs("docxtpl", "docxtpl")
        said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout
        self.version = said.split()[1] if len(said.split()) > 1 else ""
        self.folder = Path(tempfile.mkdtemp())
        self._template = _template()
        self._filled = 0

    def make(self, packet: list[Page]) -> list[bytes]:
        """Fill the documents of one packet; they are printed later, by ``print_all``."""
        from docxtpl import DocxTemplate

        for page in packet:
            document = DocxTemplate(BytesIO(self._template))
            document.render({"blocks": list(blocks(page.html))}, autoescape=True)
            document.save(self.folder / f"{self._filled}.docx")
            self._filled += 1
        return []

    def print_all(self) -> int:
        """Print every filled document in one call, and return how many there were."""
        files = sorted(self.folder.glob("*.docx"))
        user = f"-env:UserInstallation={(self.folder / 'user').as_uri()}"
        command = ["soffice", user, "--headless", "--convert-to", _TAGGED, "--outdir", str(self.folder / "made")]
        subprocess.run([*command, *map(str, files)], capture_output=True, check=True)
        for file in files:
            file.unlink()
        return len(files)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _template() -> bytes:
    from docx import Document

    document: Any = Document()
    for text in _TEXT:
        if text.startswith("# "):
            document.add_heading(text.removeprefix("# "), 1)
        else:
            document.add_paragraph(text)
    table = document.add_table(rows=3, cols=3)
    table.rows[0].cells[0].text, table.rows[2].cells[0].text = _ROWS
    for cell, text in zip(table.rows[1].cells, _CELLS, strict=True):
        cell.text = text
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    made = BytesIO()
    document.save(made)
    return made.getvalue()
