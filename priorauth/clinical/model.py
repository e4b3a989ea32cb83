"""The one base of every data model: frozen, and unknown keys are refused."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue


class Model(BaseModel):
    """Frozen data; a key that the model does not know is an error, never ignored."""

    # validators are built at first use: it keeps `import priorauth` quick
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def short_forms(full: JsonSchemaValue, handler: GetJsonSchemaHandler, *forms: dict[str, Any]) -> JsonSchemaValue:
    """Return the JSON Schema of a model that may also be written in one of the short ``forms``."""
    full = handler.resolve_ref_schema(full)
    description = full.pop("description", "")
    return {"anyOf": [*forms, full], "description": description}
