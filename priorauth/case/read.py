"""Reads a case from JSON, and says in one sentence what is wrong when it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from priorauth.case.model import Case
from priorauth.errors import CaseFileError

_KINDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "model_type": "expected a JSON object",
}
_ESCAPED_COLON = rb"\u003a"


def read_case(path: Path) -> Case:
    """Read the case file at ``path`` (JSON, UTF-8).

    Raises:
        CaseFileError: the file is not there, is not JSON, or a field is not as expected.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the case file.") from error
    return parse_case(content, path.name)


def parse_case(content: bytes, name: str) -> Case:
    """Read a case from JSON bytes; ``name`` is what errors call the file.

    Raises:
        CaseFileError: the bytes are not JSON, or a field is not as expected.
    """
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise CaseFileError(
            f"{name}, line {error.lineno}: not JSON ({error.msg}). Expected a case: see `priorauth schema case`."
        ) from error
    _refuse_repeated_keys(content, data, name)
    return make_case(data, name)


def _refuse_repeated_keys(content: bytes, data: Any, name: str) -> None:  # noqa: ANN401 - any JSON value
    # orjson keeps the last of two equal keys without a word; the first may be the one that was meant
    try:
        kept = orjson.dumps(data).count(b":")
    except orjson.JSONEncodeError:
        raise CaseFileError(f"{name}: nested far too deeply for a case. See `priorauth schema case`.") from None
    # A colon follows every key, and others stand inside strings. Data that lost a key, written again, hold fewer of
    # them than the content; only a colon that the content writes as an escape can make up for a lost one.
    if content.count(b":") != kept or _ESCAPED_COLON in content.lower():
        json.loads(content, object_pairs_hook=lambda pairs: _only_once(pairs, name))


def _only_once(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise CaseFileError(f'{name}: the key "{twice}" stands twice in one object. Keep the one that is right.')
    return dict(pairs)


def make_case(data: Any, name: str = "case") -> Case:  # noqa: ANN401 - any JSON value
    """Make a case of plain data, such as a dict from an EHR.

    Raises:
        CaseFileError: a field is not as expected; no value of the chart stands in the message.
    """
    try:
        return Case.model_validate(data)
    except ValidationError as error:
        # "from None": pydantic's own text holds the input, which is patient data
        raise CaseFileError(explain(error, name)) from None


def explain(error: ValidationError, name: str) -> str:
    """Return one sentence for the first fault, with how many more there are."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    first = faults[0]
    where = ".".join(str(part) for part in first["loc"]) or "the top level"
    what = _KINDS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    more = f" ({len(faults) - 1} more like this)" if len(faults) > 1 else ""
    return f"{name}, field {where}: {what}.{more} See `priorauth schema case` for what is expected."
