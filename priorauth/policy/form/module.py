"""A policy as a Python module of ``payer_rules/``, in the form and the style of the modules that are there."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from enum import Enum

from priorauth.clinical.calendar import Span
from priorauth.clinical.model import Model, set_fields
from priorauth.policy.model import Policy

_WIDTH = 120
_STEP = "    "
_CALENDAR, _TERMS = "priorauth.clinical.calendar", "priorauth.clinical.terms"
_CRITERIA, _MODEL = "priorauth.policy.criteria", "priorauth.policy.model"


def module_path(policy: Policy) -> str:
    """Return where the module of a policy lies below ``payer_rules/``, such as "aetna/commercial_2026_01.py"."""
    return f"{policy.id}.py"


def policy_module(policy: Policy) -> str:
    """Return the text of the module: loading it gives an equal policy as ``POLICY``."""
    names: dict[str, set[str]] = {}
    requests = [f"{kind.name} = {_shown(one, f'{kind.name} = ', 0)}\n" for kind, one in policy.requests.items()]
    fields = {name: value for name, value in set_fields(policy) if name != "requests"}
    kinds = ", ".join(f"RequestKind.{kind.name}: {kind.name}" for kind in policy.requests)
    lines = [f"{_STEP}{_argument(name, value, 1)}," for name, value in fields.items()]
    lines.append(f"{_STEP}requests={{{kinds}}},")
    _collect(policy, names)
    names.setdefault(_TERMS, set()).add("RequestKind")
    effective = f"in effect from {policy.effective}" if not policy.undated else f"as read on {policy.source.read_on}"
    about = f"{policy.payer_name}, {policy.source.title}".replace('"', "'").replace("\\", "")
    head = f"{textwrap.shorten(about, 70, placeholder=' …')}: the edition {effective}."
    parts = (f'"""{head}"""\n', _imports(names), *requests, "\n".join(("POLICY = Policy(", *lines, ")")) + "\n")
    return "\n".join(parts)


def _imports(names: dict[str, set[str]]) -> str:
    lines = ["from datetime import date", ""]
    for module in (_CALENDAR, _TERMS, _CRITERIA, _MODEL):
        found = sorted(names.get(module, ()))
        if not found:
            continue
        line = f"from {module} import {', '.join(found)}"
        if len(line) > _WIDTH:
            line = "\n".join((f"from {module} import (", *(f"{_STEP}{name}," for name in found), ")"))
        lines.append(line)
    return "\n".join(lines) + "\n"


def _collect(value: object, names: dict[str, set[str]]) -> None:
    """Note every name that the module must import, by the module it comes from."""
    match value:
        case Span():
            names.setdefault(_CALENDAR, set()).add(value.unit.value)
        case Enum():
            module = _MODEL if type(value).__module__ == _MODEL else _TERMS
            names.setdefault(module, set()).add(type(value).__name__)
        case Model():
            module = _MODEL if type(value).__module__ == _MODEL else _CRITERIA
            names.setdefault(module, set()).add(type(value).__name__)
            for _, one in set_fields(value):
                _collect(one, names)
        case dict():
            for key, one in value.items():
                _collect(key, names)
                _collect(one, names)
        case tuple():
            for one in value:
                _collect(one, names)


def _argument(name: str, value: object, depth: int) -> str:
    return f"{name}={_shown(value, f'{name}=', depth)}"


def _shown(value: object, before: str, depth: int) -> str:
    """Return a value as code: on one line where it fits after ``before`` at this depth, else one part to a line."""
    line = _on_one_line(value)
    if len(_STEP * depth) + len(before) + len(line) + 1 <= _WIDTH:
        return line
    inner, end = _STEP * (depth + 1), _STEP * depth
    match value:
        case str():
            return "\n".join(("(", *(f"{inner}{part}" for part in _cut(value, _WIDTH - len(inner))), f"{end})"))
        case Model():
            parts = [_argument(name, one, depth + 1) for name, one in set_fields(value)]
            opening, closing = f"{type(value).__name__}(", ")"
        case dict():
            parts = [
                f"{_on_one_line(key)}: {_shown(one, f'{_on_one_line(key)}: ', depth + 1)}" for key, one in value.items()
            ]
            opening, closing = "{", "}"
        case tuple():
            parts = [_shown(one, "", depth + 1) for one in value]
            opening, closing = "(", ")"
        case _:
            return line
    return "\n".join((opening, *(f"{inner}{part}," for part in parts), f"{end}{closing}"))


def _on_one_line(value: object) -> str:
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case Span():
            return f"{value.unit.value}({value.count})"
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case str():
            return _quoted(value)
        case Model():
            fields = ", ".join(f"{name}={_on_one_line(one)}" for name, one in set_fields(value))
            return f"{type(value).__name__}({fields})"
        case dict():
            return f"{{{', '.join(f'{_on_one_line(key)}: {_on_one_line(one)}' for key, one in value.items())}}}"
        case tuple():
            items = ", ".join(_on_one_line(one) for one in value)
            return f"({items},)" if len(value) == 1 else f"({items})"
    return repr(value)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    if text.count('"') <= text.count("'"):
        return written
    # the quotation mark that needs fewer backslashes, as the formatter has it
    inner = written[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inner}'"


def _cut(text: str, width: int) -> list[str]:
    """Return a long text as string literals, each no wider than ``width``, that make it again side by side."""
    parts: list[str] = []
    rest = text
    while rest:
        take = len(rest)
        while len(_quoted(rest[:take])) > width:
            shorter = rest.rfind(" ", 0, take - 1) + 1
            take = shorter if shorter else take - 1
        parts.append(_quoted(rest[:take]))
        rest = rest[take:]
    return parts
