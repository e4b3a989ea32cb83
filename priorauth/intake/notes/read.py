"""Reads notes into proposals: sentence by sentence, each reader of one kind of fact in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from priorauth.intake.attached.text import DocumentText
from priorauth.intake.notes.acute import acute_medicines
from priorauth.intake.notes.context import only_ticked, spelled_out
from priorauth.intake.notes.frequency import frequencies
from priorauth.intake.notes.months import month_counts
from priorauth.intake.notes.passage import LONGEST_QUOTE, Note, Passage
from priorauth.intake.notes.proposals import Confidence, Proposal, Proposals, Reading, part_of
from priorauth.intake.notes.scores import scores
from priorauth.intake.notes.sentences import Sentence, sentences
from priorauth.intake.notes.toxins import toxin_treatments
from priorauth.intake.notes.trials import intolerances, trials
from priorauth.intake.notes.vocabulary import unknown_words

_READERS = (frequencies, month_counts, trials, intolerances, acute_medicines, toxin_treatments, scores)
_COPIED = "the same words stand in another of these notes: perhaps copied forward"
_RECOGNIZED = "the text was recognized by a machine (OCR): compare it with the page"
FOLLOWING = 3
"""So many sentences behind one may go on about it."""


def read_notes(notes: Iterable[tuple[Note, DocumentText]]) -> Proposals:
    """Return what the notes seem to state, in their order, and what was passed over."""
    cut = [(note, tuple(sentences(text.pages))) for note, text in notes]
    found = [reading for note, whole in cut for reading in _readings(note, whole)]
    copied = set(_in_several(place for one in found for place in _places(one)))
    numbered = enumerate(
        (_doubted(one, _COPIED) if copied & {words for words, _ in _places(one)} else one for one in found), start=1
    )
    not_read = tuple(line for note, whole in cut for line in _not_read(note, whole))
    return Proposals(proposals=tuple(_proposal(number, reading) for number, reading in numbered), not_read=not_read)


def _readings(note: Note, whole: tuple[Sentence, ...]) -> Iterator[Reading]:
    seen: set[str] = set()
    for index, sentence in enumerate(whole):
        if len(sentence.text) > LONGEST_QUOTE:
            continue
        text = spelled_out(only_ticked(sentence.text))
        passage = Passage(note, sentence, text, whole[index + 1 : index + 1 + FOLLOWING])
        for reader in _READERS:
            for reading in reader(passage):
                # the same fact twice in one note is proposed once
                if reading.says not in seen:
                    seen.add(reading.says)
                    yield _with_doubts(reading, note)


def _with_doubts(reading: Reading, note: Note) -> Reading:
    unknown = [word for one in reading.fact.evidence for word in unknown_words(one.quote or "")]
    if unknown:
        reading = _doubted(reading, f"the sentence says more than was understood ({', '.join(unknown)})")
    return _doubted(reading, _RECOGNIZED) if note.recognized else reading


def _not_read(note: Note, whole: tuple[Sentence, ...]) -> Iterator[str]:
    pages = Counter(one.page for one in whole if len(one.text) > LONGEST_QUOTE)
    for page, count in sorted(pages.items()):
        sentences_ = "1 sentence" if count == 1 else f"{count} sentences"
        yield f"{note.document}, page {page}: {sentences_} of over {LONGEST_QUOTE} characters, too long to be quoted"


def _places(reading: Reading) -> Iterator[tuple[str, str]]:
    for one in reading.fact.evidence:
        yield one.quote or "", f"{one.document} {one.dated}"


def _in_several(places: Iterable[tuple[str, str]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for words, document in places:
        if first.setdefault(words, document) != document:
            yield words


def _doubted(reading: Reading, doubt: str) -> Reading:
    return reading.model_copy(update={"confidence": Confidence.LOOK, "why": f"{reading.why}; {doubt}"})


def _proposal(number: int, reading: Reading) -> Proposal:
    return Proposal(
        id=number,
        kind=reading.kind,
        says=reading.says,
        part=part_of(reading.kind, reading.fact),
        confidence=reading.confidence,
        why=reading.why,
    )
