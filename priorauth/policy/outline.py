"""The outline of a policy: what a billing specialist lays beside the payer's document, generated from the data."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from pydantic import BaseModel

from priorauth.clinical.calendar import Span
from priorauth.clinical.model import set_fields
from priorauth.clinical.terms import Mechanism
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import AllOf, AnyOf, AtLeast, Criterion, Group, Leaf, ManualCheck, NoneOf
from priorauth.policy.model import Policy
from priorauth.policy.trials import DrugClass
from priorauth.policy.verified import old_from

_OF_EVERY_CLAUSE = {*Clause.model_fields, "kind", "criteria", "needed", "way"}


def outline(policy: Policy) -> str:
    """Return the outline as Markdown: source, every clause in order, and what is silent or was not read."""
    lines = [*head(policy), ""]
    for kind, criterion in policy.requests.items():
        lines += [f"## Request: {kind}", "", *_criterion(criterion, 0), ""]
    for title, items in (
        ("The policy is silent on", policy.silent_on),
        ("Not read", policy.not_read),
        ("Ambiguous", policy.ambiguous),
        ("Not covered for", policy.not_covered_for),
        ("Notes", policy.notes),
    ):
        if items:
            lines += [f"## {title}", "", *(f"- {item}" for item in items), ""]
    return "\n".join(lines).rstrip() + "\n"


def head(policy: Policy) -> Iterator[str]:
    """Yield the lines that say where a policy comes from, when it holds and how a request is sent."""
    source = policy.source
    yield f"# {policy.payer_name}: {source.title}"
    yield ""
    if not policy.is_payer:
        yield "**This is no payer's rule.**"
        yield ""
    yield f"- id: `{policy.id}`"
    yield f"- number: {source.number or 'none seen'}, revision: {source.revision}"
    since = f"{policy.effective}{' (undated: the day it was first read)' if policy.undated else ''}"
    yield f"- in effect: from {since} {f'until {policy.ended}' if policy.ended else '(no end known)'}"
    yield f"- line of business: {policy.line_of_business}"
    if policy.mechanism is not Mechanism.PRIOR_AUTHORIZATION:
        note = f" ({policy.mechanism_note})" if policy.mechanism_note else ""
        yield f"- how it is sent: {policy.mechanism.words}{note}"
    if policy.states or policy.states_excluded:
        yield f"- states: {', '.join(policy.states) or 'all'}, except: {', '.join(policy.states_excluded) or 'none'}"
    for state, part in policy.states_in_part.items():
        yield f"- of {state} a part only: {part}"
    if policy.states_note:
        yield f"- states were read: {policy.states_note}"
    if policy.only_by_name:
        yield "- states: not read; only its own name finds it"
    yield f"- address: <{source.url}>"
    yield f"- read: {source.read_on}{f', from {source.read_from}' if source.read_from else ''}"
    yield f"- the reading is old from: {old_from(policy)}"
    yield f"- confidence: {source.confidence}{f' ({source.note})' if source.note else ''}"
    numbers = "the payer's own" if policy.numbering == "payer" else "ours: the payer's numbering was not seen"
    yield f"- clause numbers: {numbers}"
    if policy.names:
        yield f"- also called: {', '.join(policy.names)}"
    for kind, authorization in policy.authorization.items():
        yield f"- authorization, {kind}: {authorization}"
    if policy.contact:
        yield f"- contact (read {policy.contact.read_on}): {_fields(policy.contact, {'read_on', 'source'})}"


def _criterion(criterion: Criterion, depth: int) -> Iterator[str]:
    indent = "  " * depth
    page = f", page {criterion.page}" if criterion.page else ""
    says = f'"{criterion.says}"' if criterion.quoted else criterion.says
    yield f"{indent}- **{criterion.clause}**{page}: {says}"
    if isinstance(criterion, Group):
        yield f"{indent}  - _needs:_ {_needs(criterion)}"
    else:
        yield f"{indent}  - _checks:_ {_checks(criterion)}"
    if criterion.reading:
        yield f"{indent}  - _reading:_ {criterion.reading}"
    if isinstance(criterion, Group):
        for child in criterion.criteria:
            yield from _criterion(child, depth + 1)


def _needs(group: Group) -> str:
    match group:
        case AllOf():
            return f"all of {len(group.criteria)}"
        case AnyOf():
            return f"any of {len(group.criteria)}"
        case AtLeast():
            return f"at least {group.needed} of {len(group.criteria)}"
        case NoneOf():
            return f"none of {len(group.criteria)}"


def checks_of(criterion: Criterion) -> dict[str, str]:
    """Return what one criterion checks: its kind, and every bound that is set, by name and in words."""
    if isinstance(criterion, Group):
        return {"needs": _needs(criterion)}
    kind = {"kind": criterion.kind.replace("_", " ")}
    return kind | {name: _value(value) for name, value in _named(criterion, _OF_EVERY_CLAUSE)}


def _checks(criterion: Leaf) -> str:
    kind = criterion.kind.replace("_", " ")
    if isinstance(criterion, ManualCheck):
        return f"by hand; {'not read: ' if criterion.not_read else ''}{criterion.why}"
    fields = _fields(criterion, _OF_EVERY_CLAUSE)
    return f"{kind}; {fields}" if fields else kind


def _fields(model: BaseModel, left_out: set[str]) -> str:
    return "; ".join(_field(name, value) for name, value in _named(model, left_out))


def _named(model: BaseModel, left_out: set[str]) -> Iterator[tuple[str, object]]:
    return ((name.replace("_", " "), value) for name, value in set_fields(model) if name not in left_out)


def _field(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f"{name} {_value(value)}"


def _drug(drug_class: DrugClass, drug: str) -> str:
    form = next((one for one in drug_class.forms if one.name == drug), None)
    return f"{drug} [named by: {', '.join(form.named_by)}]" if form else drug


def _value(value: object) -> str:
    match value:
        case DrugClass():
            more = "e.g." if value.open_list else "only"
            return f"{value.name} ({more} {', '.join(_drug(value, drug) for drug in value.drugs)})"
        case bool():
            return "yes" if value else "no"
        case Span():
            return str(value)
        case BaseModel():
            way = getattr(value, "way", "")
            fields = _fields(value, _OF_EVERY_CLAUSE)
            return " ".join(part for part in (way.replace("_", " "), f"({fields})" if fields else "") if part)
        case tuple():
            return ", ".join(_value(item) for item in value)
        case Enum():
            return str(value.value).replace("_", " ")
        case _:
            return str(value)
