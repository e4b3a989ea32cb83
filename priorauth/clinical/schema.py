"""JSON Schema of a model, with the sentence that stands under each field in the code."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any, Literal

from priorauth.clinical.model import Model, Record


@cache
def json_schema(model: type[Model], mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    """Return the JSON Schema of a model: what is accepted ("validation") or what is given ("serialization")."""
    schema = model.model_json_schema(mode=mode)
    known = {one.__name__: one for base in (Model, Record) for one in _below(base)}
    for name, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
        if name in known:
            _describe(definition, known[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _describe(definition: dict[str, Any], model: type[Any]) -> None:
    for name, words in _field_docstrings(model).items():
        field = definition.get("properties", {}).get(name)
        if field is not None:
            field["description"] = words


def _field_docstrings(model: type[Any]) -> dict[str, str]:
    tree = ast.parse(dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(words.value.value)
        for field, words in pairwise(tree.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(words, ast.Expr)
        and isinstance(words.value, ast.Constant)
        and isinstance(words.value.value, str)
    }


def _below(base: type[Any]) -> list[type[Any]]:
    return [one for child in base.__subclasses__() for one in (child, *_below(child))]
