"""Reads a case from JSON, and says in one sentence what is wrong when it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import orjson
from pydantic import ValidationError

from priorauth.case.model import Case, CasePart
from priorauth.errors import CaseFileError, PriorAuthError

AnyPart = TypeVar("AnyPart", bound=CasePart)
_KINDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "model_type": "expected a JSON object",
}
# how a colon begins where it is written as an escape; few other signs begin so
_ESCAPE = rb"\u003"


def read_case(path: Path) -> Case:
    """Read the case file at ``path`` (JSON, UTF-8).

    Raises:
        CaseFileError: the file is not there, is not JSON, or a field is not as expected.
    """
    return parse_case(_content(path), path.name)


def read_part(path: Path) -> CasePart:
    """Read the case file at ``path`` (JSON, UTF-8), or a part of one, in which nothing is required.

    Raises:
        CaseFileError: the file is not there, is not JSON, or a field is not as expected.
    """
    return _make(CasePart, _data(_content(path), path.name), path.name)


def parse_case(content: bytes, name: str) -> Case:
    """Read a case from JSON bytes; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the bytes are not JSON, or a field is not as expected.
    """
    return make_case(_data(content, name), name)


def write_part(part: CasePart) -> bytes:
    """Return a case, or a part of one, as the JSON of a case file: only what is known."""
    return part.model_dump_json(indent=2, exclude_defaults=True).encode() + b"\n"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the case file.") from error


def _data(content: bytes, name: str) -> object:
    return parse_json(content, name, CaseFileError, expected="a case: see `priorauth schema case`")


def parse_json(content: bytes, name: str, raised: type[PriorAuthError], *, expected: str) -> Any:  # noqa: ANN401
    """Return what JSON bytes hold; a fault is ``raised`` with the name, the line and what was ``expected``."""
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise raised(f"{name}, line {error.lineno}: not JSON ({error.msg}). Expected {expected}.") from error
    _refuse_repeated_keys(content, data, name, raised)
    return data


def _refuse_repeated_keys(content: bytes, data: Any, name: str, raised: type[PriorAuthError]) -> None:  # noqa: ANN401
    # orjson keeps the last of two equal keys without a word; the first may be the one that was meant
    try:
        kept = orjson.dumps(data).count(b":")
    except orjson.JSONEncodeError:
        raise raised(f"{name}: nested far too deeply. See `priorauth schema` for what is expected.") from None
    # A colon follows every key, and others stand inside strings. Data that lost a key, written again, hold fewer of
    # them than the content; only a colon that the content writes as an escape can make up for a lost one.
    if content.count(b":") != kept or _ESCAPE in content:
        json.loads(content, object_pairs_hook=lambda pairs: _only_once(pairs, name, raised))


def _only_once(pairs: list[tuple[str, Any]], name: str, raised: type[PriorAuthError]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise raised(f'{name}: the key "{twice}" stands twice in one object. Keep the one that is right.')
    return dict(pairs)


def make_case(data: Any, name: str = "case") -> Case:  # noqa: ANN401 - any JSON value
    """Make a case of plain data, such as a dict from an EHR.

    Raises:
        CaseFileError: a field is not as expected; no value of the chart stands in the message.
    """
    return _make(Case, data, name)


def _make(model: type[AnyPart], data: object, name: str) -> AnyPart:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # "from None": pydantic's own text holds the input, which is patient data
        raise CaseFileError(explain(error, name)) from None


def explain(error: ValidationError, name: str, schema: str = "case") -> str:
    """Return one sentence for the first fault, with how many more there are; ``schema`` says what was expected."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    first = faults[0]
    where = ".".join(str(part) for part in first["loc"]) or "the top level"
    what = _KINDS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    more = f" ({len(faults) - 1} more like this)" if len(faults) > 1 else ""
    return f"{name}, field {where}: {what}.{more} See `priorauth schema {schema}` for what is expected."
