"""Reads notes into proposals: sentence by sentence, each reader of one kind of fact in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from priorauth.intake.notes.acute import acute_medicines
from priorauth.intake.notes.context import only_ticked, spelled_out
from priorauth.intake.notes.frequency import frequencies, month_counts
from priorauth.intake.notes.passage import Note, Passage
from priorauth.intake.notes.proposals import Confidence, Proposal, Proposals, Reading, part_of
from priorauth.intake.notes.scores import scores
from priorauth.intake.notes.sentences import sentences
from priorauth.intake.notes.toxins import toxin_treatments
from priorauth.intake.notes.trials import intolerances, trials

_READERS = (frequencies, month_counts, trials, intolerances, acute_medicines, toxin_treatments, scores)
_COPIED = "the same words stand in another of these notes: perhaps copied forward"
FOLLOWING = 3
"""So many sentences behind one may go on about it."""


def read_notes(notes: Iterable[tuple[Note, Sequence[str]]]) -> Proposals:
    """Return what the notes seem to state, in their order; each note comes with the text of its pages."""
    found = [reading for note, pages in notes for reading in _readings(note, pages)]
    copied = set(_in_several(place for one in found for place in _places(one)))
    numbered = enumerate(
        (_copied(one) if copied & {words for words, _ in _places(one)} else one for one in found), start=1
    )
    return Proposals(proposals=tuple(_proposal(number, reading) for number, reading in numbered))


def _readings(note: Note, pages: Sequence[str]) -> Iterator[Reading]:
    cut = list(sentences(pages))
    seen: set[str] = set()
    for index, sentence in enumerate(cut):
        passage = Passage(
            note, sentence, spelled_out(only_ticked(sentence.text)), tuple(cut[index + 1 : index + 1 + FOLLOWING])
        )
        for reader in _READERS:
            for reading in reader(passage):
                # the same fact twice in one note is proposed once
                if reading.says not in seen:
                    seen.add(reading.says)
                    yield reading


def _places(reading: Reading) -> Iterator[tuple[str, str]]:
    for one in reading.fact.evidence:
        yield one.quote or "", f"{one.document} {one.dated}"


def _in_several(places: Iterable[tuple[str, str]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for words, document in places:
        if first.setdefault(words, document) != document:
            yield words


def _copied(reading: Reading) -> Reading:
    return reading.model_copy(update={"confidence": Confidence.LOOK, "why": f"{reading.why}; {_COPIED}"})


def _proposal(number: int, reading: Reading) -> Proposal:
    return Proposal(
        id=number,
        kind=reading.kind,
        says=reading.says,
        part=part_of(reading),
        confidence=reading.confidence,
        why=reading.why,
    )
