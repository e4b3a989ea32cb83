"""Readable pages of data models: every field with what it holds, every list of words. A part of scripts/docs.py."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, Literal

from priorauth.case.evidence import ChartFact, Fact
from priorauth.case.model import Case
from priorauth.clinical import terms
from priorauth.clinical.model import Model
from priorauth.clinical.schema import json_schema

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]
_FORMATS = {"date": "date (YYYY-MM-DD)", "binary": "bytes"}


def model_lines(model: type[Model], mode: Mode) -> list[str]:
    """Return one section for a model and for every model and list of words below it, as a reader meets them."""
    schema = json_schema(model, mode)
    definitions: dict[str, Json] = {model.__name__: schema, **schema.get("$defs", {})}
    fields = Fields(frozenset(definitions), is_input=mode == "validation")
    known = {one.__name__: one for one in _models_below(Model)}
    lines: list[str] = []
    for name in _in_reading_order(model.__name__, definitions):
        lines += _definition(name, definitions[name], known.get(name), fields)
    return lines


class Fields:
    """Tables of the fields of models, with links to the models and lists of words that they hold.

    ``here`` are the names that the same page explains; ``elsewhere`` names another page for some; the rest are
    sought on the page of the case.
    """

    def __init__(self, here: frozenset[str], *, is_input: bool, elsewhere: dict[str, str] | None = None) -> None:
        self.here = here
        self.is_input = is_input
        self.elsewhere = elsewhere or {}

    def table(self, definition: Json, left_out: Iterable[str] = ()) -> list[str]:
        """Return the table of the fields of one model, and an empty line; nothing where there are none."""
        left = set(left_out)
        kept = {name: one for name, one in definition.get("properties", {}).items() if name not in left}
        if not kept:
            return []
        rows = [self._row(name, field, definition.get("required", ())) for name, field in kept.items()]
        titles = ("field", "holds", "needed", "meaning") if self.is_input else ("field", "holds", "meaning")
        return [*table(titles, rows), ""]

    def _row(self, name: str, field: Json, required: Iterable[str]) -> tuple[str, ...]:
        meaning = one_line(str(field.get("description", "")))
        if self.is_input:
            return f"`{name}`", self._type(field), "yes" if name in required else _default(field), meaning
        or_null = " or null" if {"type": "null"} in field.get("anyOf", ()) else ""
        return f"`{name}`", f"{self._type(field)}{or_null}", meaning

    def _type(self, field: Json) -> str:
        if "$ref" in field:
            return self._link(_name(field))
        if "discriminator" in field:
            names = [_name(one) for one in field["oneOf"]]
            return " or ".join(map(self._link, names)) if len(names) < 5 else "any criterion"
        if "anyOf" in field:
            kinds = dict.fromkeys(self._type(one) for one in field["anyOf"] if one.get("type") != "null")
            return "number" if "number" in kinds else " or ".join(kinds)
        if field.get("type") == "array":
            return f"list of {self._type(field['items'])}"
        return _scalar(field)

    def _link(self, name: str) -> str:
        if name in self.elsewhere:
            return f"[{name}]({self.elsewhere[name]})"
        if name in self.here:
            return f"[{name}](#{name.lower()})"
        return f"[{name}](case.md#{name.lower()})" if name in _case_names() else name


def table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = (f"| {' | '.join(row)} |" for row in (titles, tuple("---" for _ in titles), *rows))
    return [re.sub(" +", " ", line) for line in lines]


def doc_of(one: object) -> str:
    """Return a docstring on one line."""
    return one_line(inspect.getdoc(one) or "")


def one_line(text: str) -> str:
    """Return a text on one line, as Markdown."""
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """Return the text of a docstring as Markdown."""
    return text.replace("``", "`")


def _definition(name: str, definition: Json, model: type[Model] | None, fields: Fields) -> Iterator[str]:
    yield from (f"## {name}", "", plain(str(definition.get("description", ""))), "")
    if "enum" in definition:
        yield from _words(name, definition["enum"])
    if model is not None and issubclass(model, Fact):
        needed = " Evidence, or the person who entered it, is needed." if issubclass(model, ChartFact) else ""
        yield from (f"Carries the fields of [every fact](#every-fact).{needed}", "")
        yield from fields.table(definition, left_out=Fact.model_fields)
    else:
        yield from fields.table(definition)


def _words(name: str, values: list[str]) -> Iterator[str]:
    members: type[Enum] | None = getattr(terms, name, None)
    for value in values:
        said = _said(members(value)) if members else ""
        yield f"- `{value}`" + (f": {said}" if said else "")
    yield ""


def _said(member: Enum) -> str:
    for way in ("statement", "plural", "words"):
        if text := getattr(member, way, None):
            return str(text)
    name = member.name.lower().replace("_", " ")
    return "" if re.sub(r"\W|_", " ", str(member.value)).lower() == name else name


def _in_reading_order(first: str, definitions: dict[str, Json]) -> list[str]:
    order = [first]
    for name in order:
        referred = re.findall(r'"#/\$defs/(\w+)"', json.dumps({**definitions[name], "$defs": {}}))
        order += [one for one in dict.fromkeys(referred) if one not in order]
    return sorted(order, key=lambda name: "enum" in definitions[name])


def _models_below(model: type[Model]) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from _models_below(child)


@cache
def _case_names() -> frozenset[str]:
    return frozenset(json_schema(Case, "validation")["$defs"])


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _default(field: Json) -> str:
    default = field.get("default")
    return "" if default in (None, [], "", {}) else f"else `{json.dumps(default, ensure_ascii=False)}`"


def _scalar(field: Json) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    match field.get("type"):
        case "string":
            return _text(field)
        case "integer":
            return f"whole number{_bounds(field)}"
        case "boolean":
            return "true or false"
        case kind:
            return str(kind)


def _text(field: Json) -> str:
    if field.get("format") in _FORMATS:
        return _FORMATS[field["format"]]
    if "pattern" in field:
        return f"text like `{field['pattern']}`".replace("|", "\\|")
    return f"text, at most {field['maxLength']} characters" if "maxLength" in field else "text"


def _bounds(field: Json) -> str:
    if "minimum" in field and "maximum" in field:
        return f" from {field['minimum']} to {field['maximum']}"
    if "minimum" in field:
        return f", {field['minimum']} or more"
    return f", {field['exclusiveMinimum'] + 1} or more" if "exclusiveMinimum" in field else ""
