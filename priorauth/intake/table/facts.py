"""From the cells of one row to the facts that stand in it; a fact with a bad cell is left out and reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from priorauth.case.evidence import Evidence
from priorauth.intake.table.fact_fields import ATTESTATION, DOCUMENT, FACTS
from priorauth.intake.table.field import Field, Kind, Values
from priorauth.intake.table.patient_fields import CHRONIC, EVIDENCE, MEDICATION_LIST
from priorauth.intake.table.report import BadCell
from priorauth.intake.table.rows import Group, Plan, ReadRow, missing_fields

NEED_EVIDENCE = frozenset(
    kind.name for kind in (*FACTS, CHRONIC, MEDICATION_LIST) if kind not in (DOCUMENT, ATTESTATION)
)
_ANSWERS = {"for_migraine", "stopped"}
_EMPTY = "this cell to be filled"
_NO_DOCUMENT = 'the document of the chart under "Documented in", or a person by --entered-by'


def evidence_of(read: ReadRow, plan: Plan) -> Evidence | BadCell | None:
    """Return where the facts of a row are documented, None where it does not say, or what is wrong with it."""
    group = read.group(EVIDENCE)
    if group is None or group.spoilt:
        return None
    try:
        return Evidence(**group.values)
    except ValidationError as error:
        return _explain(error, group, read.number, plan)


def has_spoilt_evidence(read: ReadRow) -> bool:
    """Tell whether a cell on the document could not be read: it was reported, and costs the facts of the row."""
    group = read.group(EVIDENCE)
    return group is not None and bool(group.spoilt)


class Made(NamedTuple):
    """What became of the cells of one kind in one row."""

    kind: Kind
    fact: Any = None
    """None where it was lost."""
    bad: BadCell | None = None
    """Why it was lost; None where that was reported for a cell."""


def make_facts(read: ReadRow, plan: Plan, carried: Values) -> Iterator[Made]:
    """Make the facts of a row; ``carried`` are the fields that every fact takes over."""
    evidence = evidence_of(read, plan)
    for group in (one for one in read.groups if one.kind in FACTS):
        if group.is_lost or has_spoilt_evidence(read):
            yield Made(group.kind)
        elif empty := missing_fields(group):
            yield Made(group.kind, bad=plan.bad(read.number, empty[0], _EMPTY, group.kind.one, group.number))
        elif isinstance(evidence, BadCell):
            yield Made(group.kind, bad=evidence)
        else:
            yield from _make(group, read.number, plan, carry(group.kind, evidence, carried))


def carry(kind: Kind, evidence: Evidence | None, carried: Values) -> Values:
    """Return the fields that every fact of a kind takes over, its evidence among them."""
    takes_evidence = kind.name in NEED_EVIDENCE or kind is ATTESTATION
    return {**carried, "evidence": (evidence,) if evidence else ()} if takes_evidence else carried


def is_undocumented(kind: Kind, carried: Values) -> bool:
    """Tell whether a clinical fact names neither a document nor a person."""
    return kind.name in NEED_EVIDENCE and not carried["evidence"] and "entered_by" not in carried


def _make(group: Group, row: int, plan: Plan, carried: Values) -> Iterator[Made]:
    if is_undocumented(group.kind, carried):
        yield Made(group.kind, bad=undocumented(plan, row, group.kind))
        return
    # an unreadable answer is not the same as none: nothing else may be taken for it
    values = {**group.values, **dict.fromkeys(group.spoilt & _ANSWERS)}
    try:
        made = group.kind.make(values, carried)
    except ValueError as error:
        yield Made(group.kind, bad=None if group.spoilt else _explain(error, group, row, plan))
        return
    for fact in made if isinstance(made, list) else [made]:
        yield Made(group.kind, fact)


def undocumented(plan: Plan, row: int, kind: Kind) -> BadCell:
    """Return the report of a row that names neither a document nor a person."""
    return plan.bad(row, EVIDENCE.field("document"), _NO_DOCUMENT, kind.one)


def _explain(error: ValueError, group: Group, row: int, plan: Plan) -> BadCell:
    field = faulty_field(error, group.kind)
    if field is None:
        return plan.bad(row, None, group.kind.rule, group.kind.one)
    expected = field.expect.what if field.name in group.values else _EMPTY
    return plan.bad(row, field, expected, group.kind.one, group.number)


def faulty_field(error: ValueError, kind: Kind) -> Field | None:
    """Return the field that a model refused, or None where it refused them together."""
    if not isinstance(error, ValidationError):
        return None
    place = error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
    return next((field for part in place if (field := kind.field(str(part)))), None)
