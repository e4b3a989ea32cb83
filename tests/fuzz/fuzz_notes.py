"""The reader of notes: any text gives proposals, never a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from priorauth.intake.attached.text import DocumentText
from priorauth.intake.notes.passage import Note
from priorauth.intake.notes.read import read_notes
from tests.fuzz.harness import Harness
from tests.intake.notes.labelled import passages

NOTE = Note(document="note", dated=date(2026, 4, 2))


def read(content: bytes, _folder: Path) -> None:
    """Read content as the text of one page."""
    read_notes([(NOTE, DocumentText(pages=(content.decode(errors="replace"),)))])


HARNESS = Harness(
    read=read,
    seeds=tuple(one.text.encode() for one in passages("tuning")[:40]),
    words=("days a month", "topiramate", "100 mg", "denies", "for 3 months", "2–3 times a week", "HIT-6", "155 units"),
)
