"""What the readers of one kind of fact are given: a sentence, the note it stands in, and how to quote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from priorauth.case.evidence import Evidence
from priorauth.intake.notes.sentences import Section, Sentence

LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Note:
    """One note: what evidence calls it, the day it was written, and who wrote it."""

    document: str
    dated: date
    author: str | None = None
    recognized: bool = False
    """True where a machine read the text off a picture (OCR)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence that may state a fact, with those that follow it in the note."""

    note: Note
    sentence: Sentence
    text: str
    """The sentence without items of a form that are not ticked."""
    after: tuple[Sentence, ...] = ()

    @property
    def section(self) -> Section:
        """The section that the sentence stands in."""
        return self.sentence.section

    def evidence(self, *further: Sentence) -> tuple[Evidence, ...] | None:
        """Return the sentence, and further ones, as evidence; None where one is too long to be quoted whole."""
        quoted = (self.sentence, *further)
        if any(len(one.text) > LONGEST_QUOTE for one in quoted):
            return None
        return tuple(
            Evidence(
                document=self.note.document,
                dated=self.note.dated,
                author=self.note.author,
                page=one.page,
                quote=one.text,
            )
            for one in quoted
        )
