"""The one base of every data model: frozen, and unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterator
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


def set_fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a model that are needed, or hold something else than their default, with their values."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, value


def parts_in(value: object, kind: type[Part]) -> Iterator[Part]:
    """Yield everything of one kind inside a model, or a tuple of models, as often as it stands there."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts_in(item, kind)
    elif isinstance(value, kind):
        yield value
    elif isinstance(value, Model):
        for part in vars(value).values():
            if not isinstance(part, _PLAIN):
                yield from parts_in(part, kind)


def short_forms(full: JsonSchemaValue, handler: GetJsonSchemaHandler, *forms: dict[str, Any]) -> JsonSchemaValue:
    """Return the JSON Schema of a model that may also be written in one of the short ``forms``."""
    full = handler.resolve_ref_schema(full)
    description = full.pop("description", "")
    return {"anyOf": [*forms, full], "description": description}
