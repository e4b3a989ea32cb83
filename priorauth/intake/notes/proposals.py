"""What reading a note gives: proposals, each one fact of a case with its quote, which a person takes or leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import PositiveInt, ValidationError

from priorauth.case.evidence import ChartFact, Origin, Text
from priorauth.case.model import CasePart
from priorauth.case.read import explain
from priorauth.clinical.model import Model
from priorauth.errors import CaseFileError


class FactKind(StrEnum):
    """What kind of fact is proposed."""

    FREQUENCY = "frequency"
    MONTH = "month"
    TRIAL = "trial"
    INTOLERANCE = "intolerance"
    ACUTE_MEDICINE = "acute_medicine"
    TOXIN_TREATMENT = "toxin_treatment"
    SCORE = "score"


class Confidence(StrEnum):
    """How plainly the note says it."""

    PLAIN = "plain"
    """All of it stands in one sentence."""
    LOOK = "look"
    """It was put together, or the words leave room: read the page before you take it."""


class Proposal(Model):
    """One fact that a note seems to state. It is no fact of a case until a person accepts it."""

    id: PositiveInt
    kind: FactKind
    says: Text
    """The fact in one line, for a person to compare with the quote."""
    part: CasePart
    """The fact itself, alone in a part of a case, with the quote and the page as its evidence."""
    confidence: Confidence
    why: Text
    """What in the note led to it, and what to look at."""


class Proposals(Model):
    """The proposals from some notes: a work paper of the office, never a part of a case."""

    proposals: tuple[Proposal, ...]


class Reading(Model):
    """A proposal before it is numbered."""

    kind: FactKind
    says: Text
    fact: ChartFact
    confidence: Confidence = Confidence.PLAIN
    why: Text


def parse_proposals(content: bytes, name: str) -> Proposals:
    """Read proposals from JSON bytes; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the bytes are not JSON, or not proposals.
    """
    try:
        return Proposals.model_validate_json(content)
    except ValidationError as error:
        # "from None": pydantic's own text holds the input, which is patient data
        raise CaseFileError(explain(error, name)) from None


def accept(proposals: Proposals, ids: Iterable[int], by: str, on: date) -> CasePart:
    """Return a part of a case that holds the chosen facts, each marked as entered by ``by`` on the day ``on``.

    Raises:
        CaseFileError: an id is not among the proposals, or the name is empty.
    """
    known = {proposal.id: proposal for proposal in proposals.proposals}
    chosen = sorted(set(ids))
    missing = [number for number in chosen if number not in known]
    if missing or not chosen:
        raise CaseFileError(
            f"proposal {missing[0] if missing else '(none)'}: no such id. Choose from 1 to {len(known)}."
        )
    if not by.strip():
        raise CaseFileError("who accepts the proposals is not named. Say --by NAME.")
    entered = {"origin": Origin.MANUAL, "entered_by": by.strip(), "entered_on": on}
    return _together([_signed(known[number].part, entered) for number in chosen])


def part_of(reading: Reading) -> CasePart:
    """Return a part of a case that holds one fact alone."""
    fact = (reading.fact,)
    match reading.kind:
        case FactKind.FREQUENCY:
            return CasePart.model_validate({"headaches": {"frequencies": fact}})
        case FactKind.MONTH:
            return CasePart.model_validate({"headaches": {"months": fact}})
    field = {
        FactKind.TRIAL: "trials",
        FactKind.INTOLERANCE: "intolerances",
        FactKind.ACUTE_MEDICINE: "acute_medicines",
        FactKind.TOXIN_TREATMENT: "toxin_treatments",
        FactKind.SCORE: "scores",
    }[reading.kind]
    return CasePart.model_validate({field: fact})


def _signed(value: Any, entered: dict[str, Any]) -> Any:  # noqa: ANN401 - any model, tuple or plain value
    if isinstance(value, tuple):
        return tuple(_signed(item, entered) for item in value)
    if not isinstance(value, Model):
        return value
    changed = {name: _signed(getattr(value, name), entered) for name in value.model_fields_set}
    return value.model_copy(update=changed | entered if isinstance(value, ChartFact) else changed)


def _together(parts: list[CasePart]) -> CasePart:
    lists = [name for name in CasePart.model_fields if isinstance(getattr(parts[0], name), tuple)]
    headaches = {
        name: tuple(fact for part in parts for fact in getattr(part.headaches, name))
        for name in ("months", "frequencies")
    }
    facts = {name: tuple(fact for part in parts for fact in getattr(part, name)) for name in lists}
    return CasePart.model_validate({"headaches": headaches, **facts})
