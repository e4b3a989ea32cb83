"""Moves every bound of a criterion by one step, to see whether some row of the tables notices.

Moved are numbers and spans by one either way, flags, and words of closed lists; dropped is each item of a list (a
code, a drug, a class, a way to count). A move that makes no criterion (no months at all, no class in an open list)
is left out: the criterion language refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from priorauth.clinical.calendar import Span
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import AllOf, AnyOf, Criterion, Group

_NO_BOUNDS = {*Clause.model_fields, "kind", "way", "criteria", "why", "not_read"}
"""Fields that name, quote or explain; criteria below a group are moved by themselves."""


def moved(criterion: Criterion) -> Iterator[tuple[str, Criterion]]:
    """Yield what was moved, and the criterion with it moved."""
    yield from _moved_fields(criterion)
    if isinstance(criterion, AllOf | AnyOf) and len(criterion.criteria) > 1:
        other = AnyOf if isinstance(criterion, AllOf) else AllOf
        yield f"{criterion.kind} read as {other.__name__}", _as(other, criterion)


def _as(other: type[AllOf] | type[AnyOf], group: Group) -> Criterion:
    return other(clause=group.clause, says=group.says, criteria=group.criteria)


def _moved_fields(model: Any) -> Iterator[tuple[str, Any]]:
    for name in type(model).model_fields:
        if name in _NO_BOUNDS:
            continue
        for what, value in _moved_value(getattr(model, name)):
            with suppress(ValidationError):
                yield f"{name} {what}", type(model)(**{**dict(model), name: value})


def _moved_value(value: object) -> Iterator[tuple[str, object]]:
    match value:
        case bool():
            yield f"{not value}", not value
        case StrEnum():
            yield from ((f"> {other}", other) for other in type(value) if other is not value)
        case int() | float():
            yield from ((f"> {value + step}", value + step) for step in (-1, 1))
        case Span():
            yield from _moved_span(value)
        case tuple():
            yield from _moved_items(value)
        case BaseModel():
            yield from _moved_fields(value)


def _moved_span(span: Span) -> Iterator[tuple[str, Span]]:
    for count in (span.count - 1, span.count + 1):
        if count:
            other = Span(count=count, unit=span.unit)
            yield f"> {other}", other


def _moved_items(items: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for place, item in enumerate(items):
        before, after = items[:place], items[place + 1 :]
        name = str(item) if isinstance(item, str) else getattr(item, "name", None) or getattr(item, "way", "")
        yield f"without {name}", before + after
        for what, other in _moved_value(item):
            yield f"{name} {what}", (*before, other, *after)
