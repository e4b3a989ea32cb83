"""The command that attaches PDFs and images to a case."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from priorauth.case.model import CasePart
from priorauth.case.read import write_part
from priorauth.cli.options import Quiet
from priorauth.cli.show import console
from priorauth.cli.write import write_file
from priorauth.clinical.terms import DocumentKind
from priorauth.errors import CaseFileError

if TYPE_CHECKING:
    from priorauth.intake.attached.documents import Attached, Said


def import_documents(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDF, PNG, JPEG or TIFF files.")],
    out: Annotated[Path, typer.Option("--out", help="File to write the documents to: a part of a case.")],
    kind: Annotated[
        DocumentKind | None,
        typer.Option("--kind", help="What all these files are; guessed from the text if not given."),
    ] = None,
    dated: Annotated[
        datetime | None, typer.Option("--dated", formats=["%Y-%m-%d"], help="Day of all these files.")
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who wrote all these files.")] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Of scans, make a copy with a text layer beside the part, and attach that.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Attach PDFs and images to a case: pages, day, author, signature, and where the file lies."""
    from priorauth.intake.attached.documents import Said
    from priorauth.intake.attached.ocr import need_ocr

    if ocr:
        need_ocr()
    said = Said(kind=kind, dated=dated.date() if dated else None, author=author)
    found: dict[str, Attached] = {}
    failed = 0
    for path in files:
        try:
            attached = _attach(path, out.parent, said, ocr=ocr)
        except CaseFileError as error:
            failed += 1
            console(stderr=True).print(f"priorauth: {error}", soft_wrap=True, markup=False)
            continue
        found.setdefault(attached.document.id, attached)
        _say(path, attached, quiet=quiet)
    if found:
        write_file(out, write_part(CasePart(documents=tuple(one.document for one in found.values()))))
    if failed:
        raise typer.Exit(CaseFileError.exit_code)


def _attach(path: Path, folder: Path, said: Said, *, ocr: bool) -> Attached:
    from priorauth.case.attached import path_from
    from priorauth.intake.attached.documents import attach, document_id
    from priorauth.intake.attached.ocr import searchable_copy
    from priorauth.intake.attached.text import read_file, read_text

    content = read_file(path)
    text = read_text(content, path.name)
    if ocr and text.pages_without_text:
        content = searchable_copy(content, path.name)
        text = read_text(content, path.name)
        path = folder / f"{document_id(content)}.pdf"
        write_file(path, content)
    return attach(content, text, path_from(folder, path), said)


def _say(path: Path, attached: Attached, *, quiet: bool) -> None:
    document = attached.document
    if quiet:
        return
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    print(f"{document.id}: {document.title}, {pages}" + (", signed" if document.signed else ""))
    for note in attached.notes:
        console(stderr=True).print(f"{path.name}: {note}", soft_wrap=True, markup=False)
