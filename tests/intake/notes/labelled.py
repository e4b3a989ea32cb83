"""The labelled passages, and proposals in the same flat form, so that the two can be held against each other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from priorauth.case.model import CasePart
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.ranges import Range
from priorauth.intake.attached.text import DocumentText
from priorauth.intake.notes.passage import Note
from priorauth.intake.notes.proposals import Confidence, FactKind, Proposal
from priorauth.intake.notes.read import read_notes

HERE = Path(__file__).parent
SETS = ("tuning", "held_out", "round_2", "round_3", "round_4", "round_5", "round_6", "whole_notes")
NOTE = Note(document="office-note", dated=date(2026, 4, 2))
Flat = tuple[str, frozenset[str]]


class Labelled(NamedTuple):
    """One passage with the facts that a careful person takes from it."""

    number: int
    trap: str
    text: str
    facts: frozenset[Flat]


def passages(name: str) -> list[Labelled]:
    """The passages of one of the sets."""
    text = (HERE / f"labelled_{name}.txt").read_text(encoding="utf-8")
    return [_labelled(block) for block in re.split(r"^= ", text, flags=re.MULTILINE)[1:]]


def proposed(passage: Labelled) -> dict[Flat, Confidence]:
    """What the program proposes for a passage, and how plainly the passage says it."""
    return {flat(one): one.confidence for one in read_notes([(NOTE, DocumentText((passage.text,)))]).proposals}


def flat(proposal: Proposal) -> Flat:
    """A proposal in the form of a label: its kind, and "field=value" for each field."""
    shown = {name: value for name, value in _FIELDS[proposal.kind](proposal.part).items() if value is not None}
    return _NAMES.get(proposal.kind, proposal.kind.value), frozenset(f"{name}={value}" for name, value in shown.items())


def _labelled(block: str) -> Labelled:
    head, *lines = block.strip().splitlines()
    number, _, trap = head.partition(" ")
    said = [line for line in lines if not line.startswith("> ")]
    facts = frozenset(_fact(line[2:]) for line in lines if line.startswith("> "))
    return Labelled(int(number), trap, "\n".join(said), facts)


def _fact(line: str) -> Flat:
    kind, _, fields = line.partition(" ")
    return kind, frozenset(part.strip() for part in fields.split(";"))


def _range(value: Range | None) -> str | None:
    return (
        None
        if value is None
        else f"{'' if value.low is None else value.low}..{'' if value.high is None else value.high}"
    )


def _day(value: DateRange | None) -> str | None:
    if value is None:
        return None
    if value.is_exact:
        return value.low.isoformat()
    return str(value.low.year) if value.high.month - value.low.month == 11 else f"{value.low:%Y-%m}"


def _yes(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")


def _frequency(part: CasePart) -> dict[str, Any]:
    one = part.headaches.frequencies[0]
    return {
        "counting": one.counting.value,
        "per_month": _range(one.per_month),
        "per_week": _range(one.per_week),
        "held": one.held_for,
        "since": _day(one.since),
        "hours": _range(one.hours_each),
    }


def _month(part: CasePart) -> dict[str, Any]:
    one = part.headaches.months[0]
    counts = ("headache_days", "migraine_days", "days_of_4_hours", "attacks")
    return {"month": one.month, **{name: _range(getattr(one, name)) for name in counts}}


def _trial(part: CasePart) -> dict[str, Any]:
    one = part.trials[0]
    return {
        "drug": one.drug,
        "dose": one.dose,
        "started": _day(one.started),
        "stopped": _day(one.stopped),
        "ongoing": "yes" if one.ongoing else None,
        "lasted": one.lasted,
        "for_migraine": _yes(one.for_migraine),
        "prescribed_for": one.prescribed_for,
        "outcome": one.outcome and one.outcome.value,
        "side_effects": "+".join(one.side_effects) or None,
        "reason": one.reason_stopped,
    }


def _toxin(part: CasePart) -> dict[str, Any]:
    one = part.toxin_treatments[0]
    shown = {name: getattr(one, name) for name in ("units", "wasted", "indication")}
    return {"product": one.product.value, "on": _day(one.on), "for_migraine": _yes(one.for_migraine), **shown}


def _intolerance(part: CasePart) -> dict[str, Any]:
    return {"drug": part.intolerances[0].drug, "reaction": part.intolerances[0].reaction}


def _acute(part: CasePart) -> dict[str, Any]:
    return {"drug": part.acute_medicines[0].drug, "days": _range(part.acute_medicines[0].days_per_month)}


def _score(part: CasePart) -> dict[str, Any]:
    one = part.scores[0]
    return {"instrument": one.instrument.value, "total": one.total, "on": one.on.isoformat()}


_FIELDS = {
    FactKind.FREQUENCY: _frequency,
    FactKind.MONTH: _month,
    FactKind.TRIAL: _trial,
    FactKind.INTOLERANCE: _intolerance,
    FactKind.ACUTE_MEDICINE: _acute,
    FactKind.TOXIN_TREATMENT: _toxin,
    FactKind.SCORE: _score,
}
_NAMES = {FactKind.TOXIN_TREATMENT: "botox", FactKind.ACUTE_MEDICINE: "acute"}
