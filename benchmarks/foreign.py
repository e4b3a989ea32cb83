"""Engines that are not ours, each with the same documents."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.blocks import Block, blocks
from benchmarks.packets import Page
from benchmarks.rivals import STYLE, Absent, Here
from priorauth.render.templates import fill

_CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
    "about:blank",
)
_PRINT = {
    "preferCSSPageSize": True,
    "printBackground": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}


def needs(module: str, package: str) -> Any:  # noqa: ANN401 - a module
    """Return a module, or say how to install it."""
    try:
        return import_module(module)
    except ImportError:
        raise Absent(f"`pip install {package}`") from None


class Fullbleed(Here):
    """The engine in Rust that reads HTML and CSS."""

    name, about = "fullbleed", "breaks pages elsewhere, and prints wrong counts"

    def __init__(self) -> None:
        self.module, self.version = needs("fullbleed", "fullbleed"), version("fullbleed")

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        return [self._one(page) for page in packet]

    def _one(self, page: Page) -> bytes:
        fonts = [str(path) for path in sorted((STYLE / "fonts").glob("*.ttf"))]
        css = "\n".join(fill(f"style/{name}") for name in (*page.stylesheets, "paper_letter.css"))
        engine = self.module.PdfEngine(pdf_profile="pdfua1", document_lang="en", document_title="-", font_files=fonts)
        made: bytes = engine.render_pdf(page.html, css)
        return made


class ReportLab(Here):
    """Its own flowing text and tables, from the same words."""

    name, about = "reportlab", "no tags, no pictures, its own layout"

    def __init__(self) -> None:
        needs("reportlab", "reportlab")
        self.version = version("reportlab")

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        return [self._one(page) for page in packet]

    def _one(self, page: Page) -> bytes:
        from reportlab.platypus import SimpleDocTemplate

        made = BytesIO()
        SimpleDocTemplate(made).build([flowable for block in blocks(page.html) for flowable in self._flowables(block)])
        return made.getvalue()

    def _flowables(self, block: Block) -> list[Any]:
        from xml.sax.saxutils import escape

        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import PageBreak, Paragraph, Table

        styles = getSampleStyleSheet()
        if block.kind == "page":
            return [PageBreak()]
        if block.kind == "table":
            return [Table([[Paragraph(escape(cell), styles["Normal"]) for cell in row] for row in block.rows])]
        if block.kind == "picture":
            return []
        return [Paragraph(escape(block.text), styles["Heading2" if block.kind == "heading" else "Normal"])]


class Chromium:
    """A browser that stays open and prints; asked through its own protocol, over a pipe."""

    name, about = "Chromium, kept open, tagged", ""

    def __init__(self) -> None:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        if found is None:
            raise Absent("`apt install chromium`")
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout.split()
        self.version = next((word for word in said if word[:1].isdigit()), "")
        self.folder = Path(tempfile.mkdtemp())
        asked, self._ask = os.pipe()
        self._answer, answered = os.pipe()
        # the browser reads what it is asked from 3 and writes its answers to 4
        command = ["sh", "-c", f'exec "$0" "$@" 3<&{asked} 4>&{answered}', found, f"--user-data-dir={self.folder}/user"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [*command, *_CHROMIUM], pass_fds=(asked, answered), stdout=quiet, stderr=quiet, start_new_session=True
        )
        os.close(asked)
        os.close(answered)
        self._number, self._rest = 0, b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")

    _session: str | None = None

    @property
    def started(self) -> int:
        """The session of the processes that it started."""
        return self._process.pid

    def make(self, packet: list[Page]) -> list[bytes]:
        """Return the PDFs of one packet."""
        return [self._one(page) for page in packet]

    def close(self) -> None:
        """End the browser."""
        self._session = None
        self._call("Browser.close")
        self._process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _one(self, page: Page) -> bytes:
        css = "\n".join(fill(f"style/{name}") for name in (*page.stylesheets, "paper_letter.css"))
        css = css.replace("asset:", STYLE.as_uri() + "/")
        for name, picture in page.pictures.items():
            (self.folder / f"{name}.svg").write_text(str(picture), "utf-8")
        html = page.html.replace("</head>", f"<style>{css}</style></head>")
        html = re.sub(r'src="picture:([^"]+)"', r'src="\1.svg"', html)
        path = self.folder / "page.html"
        path.write_text(html, "utf-8")
        self._call("Page.navigate", url=path.as_uri())
        self._until("Page.loadEventFired")
        return base64.b64decode(self._call("Page.printToPDF", **_PRINT)["data"])

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        said: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            said["sessionId"] = self._session
        os.write(self._ask, json.dumps(said).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer["result"]
                return result

    def _until(self, event: str) -> None:
        while self._read().get("method") != event:
            pass

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not (more := os.read(self._answer, 1 << 20)):
                raise Absent("a Chromium that starts")
            self._rest += more
        one, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(one)
        return answer
