"""The base of every data model, frozen and checked, and of the few records that need no check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

Part = TypeVar("Part")
# values that hold nothing; asked first, since isinstance is slow on pydantic's classes
_PLAIN = (str, int, float, date, type(None))


class Model(BaseModel):
    """Frozen data; a key that the model does not know is an error, never ignored."""

    # validators are built at first use: it keeps `import priorauth` quick
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Record:
    """Frozen data that the program itself makes, by the thousand: a dataclass, in JSON the same as a model."""

    __pydantic_config__ = Model.model_config


def set_fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a model that are needed, or hold something else than their default, with their values."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, value


def parts_in(value: object, kind: type[Part]) -> Iterator[Part]:
    """Yield everything of one kind inside a model or record, or a tuple of them, as often as it stands there."""
    if isinstance(value, kind):
        yield value
        return
    for part in _parts_of(value):
        if not isinstance(part, _PLAIN):
            yield from parts_in(part, kind)


def _parts_of(value: object) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Model):
        return vars(value).values()
    return [getattr(value, field.name) for field in fields(value)] if isinstance(value, Record) else ()


def short_forms(full: JsonSchemaValue, handler: GetJsonSchemaHandler, *forms: dict[str, Any]) -> JsonSchemaValue:
    """Return the JSON Schema of a model that may also be written in one of the short ``forms``."""
    full = handler.resolve_ref_schema(full)
    description = full.pop("description", "")
    return {"anyOf": [*forms, full], "description": description}
