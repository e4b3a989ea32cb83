"""What reading a note gives: proposals, each one fact of a case with its quote, which a person takes or leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeVar

from pydantic import PositiveInt, ValidationError, model_validator

from priorauth.case.evidence import ChartFact, Origin, Text
from priorauth.case.model import CasePart
from priorauth.case.read import explain
from priorauth.clinical.model import Model
from priorauth.errors import CaseFileError

AnyFact = TypeVar("AnyFact", bound=ChartFact)


class FactKind(StrEnum):
    """What kind of fact is proposed."""

    FREQUENCY = "frequency"
    MONTH = "month"
    TRIAL = "trial"
    INTOLERANCE = "intolerance"
    ACUTE_MEDICINE = "acute_medicine"
    TOXIN_TREATMENT = "toxin_treatment"
    SCORE = "score"

    @property
    def words(self) -> str:
        """The words a table prints."""
        return self.value.replace("_", " ")


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

    @model_validator(mode="after")
    def _holds_one_fact(self) -> Self:
        facts = facts_of(self.part)
        if len(facts) != 1 or part_of(self.kind, facts[0]) != self.part:
            raise ValueError(f"part must hold one fact of the kind {self.kind}, and nothing else")
        return self

    @property
    def fact(self) -> ChartFact:
        """The one fact that is proposed."""
        return facts_of(self.part)[0]


_FIELDS: dict[FactKind, tuple[str, ...]] = {
    FactKind.FREQUENCY: ("headaches", "frequencies"),
    FactKind.MONTH: ("headaches", "months"),
    FactKind.TRIAL: ("trials",),
    FactKind.INTOLERANCE: ("intolerances",),
    FactKind.ACUTE_MEDICINE: ("acute_medicines",),
    FactKind.TOXIN_TREATMENT: ("toxin_treatments",),
    FactKind.SCORE: ("scores",),
}
"""Where in a case each kind of fact stands."""


class Proposals(Model):
    """The proposals from some notes: a work paper of the office, never a part of a case."""

    proposals: tuple[Proposal, ...]
    not_read: tuple[Text, ...] = ()
    """What was passed over, and where: a person reads it."""


class Reading(Model):
    """A proposal before it is numbered."""

    kind: FactKind
    says: Text
    fact: ChartFact
    confidence: Confidence = Confidence.PLAIN
    why: Text


def made(model: type[AnyFact], **facts: Any) -> AnyFact | None:  # noqa: ANN401 - the fields of any fact
    """Return the fact, or None where the case refuses it: 45 headache days in a month are a misprint, and no fact."""
    try:
        return model(**{name: value for name, value in facts.items() if value is not None})
    except ValidationError:
        return None


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
    return _together([(known[one].kind, known[one].fact.model_copy(update=entered)) for one in chosen])


def part_of(kind: FactKind, fact: ChartFact) -> CasePart:
    """Return a part of a case that holds one fact alone."""
    where = _FIELDS[kind]
    alone: dict[str, Any] = {where[-1]: (fact,)}
    return CasePart.model_validate({where[0]: alone} if len(where) > 1 else alone)


def facts_of(part: CasePart) -> tuple[ChartFact, ...]:
    """Return the facts of a part of a case that are of the kinds that a note can be read for."""
    return tuple(fact for where in _FIELDS.values() for fact in _at(part, where))


def _at(part: CasePart, where: tuple[str, ...]) -> tuple[ChartFact, ...]:
    found: Any = part
    for name in where:
        found = getattr(found, name)
    return tuple(found)


def _together(facts: list[tuple[FactKind, ChartFact]]) -> CasePart:
    found: dict[str, Any] = {}
    headaches: dict[str, Any] = {}
    for kind, fact in facts:
        where = _FIELDS[kind]
        lists = headaches if len(where) > 1 else found
        lists[where[-1]] = (*lists.get(where[-1], ()), fact)
    return CasePart.model_validate({**found, "headaches": headaches})
