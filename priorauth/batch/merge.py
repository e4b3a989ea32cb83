"""Puts the packets of all ready cases into one PDF to print, with a bookmark for each case."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pikepdf

from priorauth.batch.store import Store
from priorauth.errors import OutputError
from priorauth.packet.files import FOR_PAYER, OFFICE


def merge_packets(store: Store, case_ids: Iterable[str], path: Path) -> int:
    """Write the packets of these cases, signed off or still to be signed, into one PDF; return its number of pages.

    It is for printing: the single packets stay the ones to send, for only they carry tags for screen readers.

    Raises:
        OutputError: a packet cannot be read, or the PDF cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as merged:
            for case_id in case_ids:
                # until the clinician has signed it off, the packet is a draft among the office's papers
                _add(merged, store.pdf(case_id, f"{FOR_PAYER}/packet.pdf", f"{OFFICE}/packet_draft.pdf"), case_id)
            pages = len(merged.pages)
            if not pages:
                return 0
            merged.save(beside, deterministic_id=True)
        beside.chmod(0o640)
        beside.replace(path)
    except (OSError, pikepdf.PdfError) as error:
        beside.unlink(missing_ok=True)
        why = error.strerror if isinstance(error, OSError) else "a packet is damaged"
        raise OutputError(f"{path} cannot be written ({why}). The packets themselves are there.") from None
    return pages


def _add(merged: pikepdf.Pdf, packet: Path | BytesIO, case_id: str) -> None:
    first = len(merged.pages)
    with pikepdf.open(packet) as one:
        merged.add_pages_from(one, outlines="ignore")
    with merged.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(case_id, first))
