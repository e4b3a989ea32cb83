"""Finds the files of attached documents again: a case names them from its own folder, and by their content.

A case is data and knows no folder. Whoever read its file says which folder that was; a case from an EHR has none.
A path may lead out of the folder ("../notes/a.pdf"): only a file with the very content that the case names is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from priorauth.case.documents import Document
from priorauth.case.model import CasePart
from priorauth.errors import ExhibitMissing

AnyPart = TypeVar("AnyPart", bound=CasePart)
Folder = Path | Callable[[str], bytes]
"""Where a case file lies: a folder, or what reads a file from there by its relative path, or raises OSError."""


def attached_file(document: Document, folder: Folder) -> bytes:
    """Return the content of a document's file; ``folder`` is where the case file lies.

    Raises:
        ExhibitMissing: the document names no file, it is not there, or it is not the one that was attached.
    """
    if document.file is None:
        raise ExhibitMissing(
            f"document {document.id}: the case names no file. Attach it with `priorauth import documents`."
        )
    try:
        content = (folder / document.file).read_bytes() if isinstance(folder, Path) else folder(document.file)
    except (OSError, ValueError):
        # the path is not repeated: the name of a scan often holds the name of the patient
        raise ExhibitMissing(
            f"document {document.id}: its file is not where the case says it is. Put it back, or attach it anew."
        ) from None
    if sha256(content).hexdigest() != document.sha256:
        raise ExhibitMissing(f"document {document.id}: its file has changed since it was attached. Attach it anew.")
    return content


def attached_files(part: CasePart, folder: Folder) -> dict[str, bytes]:
    """Return the content of every document that names a file, by its id; ``folder`` is where the case file lies.

    Raises:
        ExhibitMissing: a file is not there, or is not the one that was attached.
    """
    return {document.id: attached_file(document, folder) for document in part.documents if document.file is not None}


def path_from(folder: Path, file: Path) -> str:
    """Return the path of ``file`` as a case file in ``folder`` names it: relative, with forward slashes."""
    return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()


def moved(part: AnyPart, was_in: Path, goes_to: Path) -> AnyPart:
    """Return a case, or a part of one, with the paths of its documents as seen from another folder.

    Whoever writes a case to another folder than it was read from, as merging does, calls this.
    """
    documents = tuple(
        document
        if document.file is None
        else document.model_copy(update={"file": path_from(goes_to, was_in / document.file)})
        for document in part.documents
    )
    return part.model_copy(update={"documents": documents})
