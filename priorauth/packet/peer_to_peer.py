"""The peer-to-peer sheet, one page: who and what, each criterion in one line, what may be asked, and what to note."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.clinical.model import Model
from priorauth.packet.crosswalk import CrosswalkRow
from priorauth.packet.letter import LetterContents
from priorauth.packet.sources import Pin
from priorauth.review.finding import Finding, Review
from priorauth.review.verdict import Verdict

_MOST_QUESTIONS, _FEWEST_QUESTIONS = 6, 3
_CONFIRMED = "confirmed by "


class PeerLine(Model):
    """One criterion that is answered."""

    clause: str
    says: str
    quoted: bool
    because: str
    pins: tuple[Pin, ...]


class LikelyQuestion(Model):
    """What a reviewer may ask about: a clause that is open, or that rests on a person's word or on a reading."""

    clause: str
    about: str
    why: str


class PeerToPeer(Model):
    """Everything the sheet says beside the letter's own facts. It stays in the office."""

    lines: tuple[PeerLine, ...]
    questions: tuple[LikelyQuestion, ...]
    left_out: int
    """How many more questions there are than the page holds."""
    terse: bool = False
    """True where the page has no room for the clauses' own words."""
    payer_phone: str | None
    call_back: str | None

    def shorter(self) -> PeerToPeer | None:
        """Return the sheet with less on it: first without most questions, then without the clauses' words; or None."""
        if len(self.questions) > _FEWEST_QUESTIONS:
            dropped = len(self.questions) - _FEWEST_QUESTIONS
            kept = self.questions[:_FEWEST_QUESTIONS]
            return self.model_copy(update={"questions": kept, "left_out": self.left_out + dropped})
        return None if self.terse else self.model_copy(update={"terse": True})


def peer_to_peer(letter: LetterContents, rows: tuple[CrosswalkRow, ...], review: Review) -> PeerToPeer:
    """Return the contents of the sheet for a letter, its crosswalk and its review."""
    questions = tuple(_questions(review))
    prescriber, practice = letter.prescriber, letter.practice
    return PeerToPeer(
        lines=tuple(_lines(rows)),
        questions=questions[:_MOST_QUESTIONS],
        left_out=max(len(questions) - _MOST_QUESTIONS, 0),
        payer_phone=letter.contact.phone if letter.contact else None,
        call_back=(prescriber.phone if prescriber else None) or (practice.phone if practice else None),
    )


def _lines(rows: tuple[CrosswalkRow, ...]) -> Iterator[PeerLine]:
    for row in rows:
        if row.because is not None:
            yield PeerLine(clause=row.clause, says=row.says, quoted=row.quoted, because=row.because, pins=row.pins)


def _questions(review: Review) -> Iterator[LikelyQuestion]:
    leaves = tuple(review.finding.deciding_leaves())
    for leaf in leaves:
        if leaf.verdict is Verdict.EXCEPTION_ASKED:
            yield _question(leaf, leaf.because)
        elif leaf.verdict.is_open:
            yield _question(leaf, f"{leaf.verdict.words}: {leaf.because}")
    for leaf in leaves:
        if leaf.verdict is Verdict.MET and leaf.because.startswith(_CONFIRMED):
            yield _question(leaf, leaf.because)
    for leaf in leaves:
        if leaf.verdict is Verdict.MET and leaf.reading is not None:
            yield _question(leaf, f"the text leaves room: {leaf.reading}")


def _question(leaf: Finding, why: str) -> LikelyQuestion:
    return LikelyQuestion(clause=leaf.clause, about=leaf.says, why=why)
