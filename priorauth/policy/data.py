"""A policy as a JSON file: one revision in one file, read strictly and written without what is not set."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from priorauth.case.read import explain, parse_json
from priorauth.clinical.calendar import Span
from priorauth.clinical.model import Model, set_fields
from priorauth.errors import PolicyDataError
from priorauth.policy.model import Policy

_ALWAYS = ("kind", "way")
"""Fields that tell one form from another: they stand in a file though they never differ within the form."""


def parse_policy(content: bytes, name: str) -> Policy:
    """Read a policy from JSON bytes; ``name`` is what errors call the file.

    Raises:
        PolicyDataError: the bytes are not JSON, or a field is not as expected.
    """
    data = parse_json(content, name, PolicyDataError, expected="a policy: see `priorauth schema policy`")
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        raise PolicyDataError(explain(error, name, "policy")) from None


def policy_json(policy: Policy) -> bytes:
    """Return a policy as the JSON of a file: what is set, in the order of the model."""
    return json.dumps(_as_data(policy), indent=2, ensure_ascii=False).encode() + b"\n"


def fingerprint(policy: Policy) -> str:
    """Return a SHA-256 of what a policy says; its end date, which is filled in later, does not count."""
    data = {name: value for name, value in _as_data(policy).items() if name != "ended"}
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _as_data(value: Any) -> Any:  # noqa: ANN401 - any value of a model
    match value:
        case Span():
            return str(value)
        case Model():
            tags = {name: getattr(value, name) for name in _ALWAYS if name in type(value).model_fields}
            return {name: _as_data(one) for name, one in (tags | dict(set_fields(value))).items()}
        case dict():
            return {str(key): _as_data(one) for key, one in value.items()}
        case tuple():
            return [_as_data(one) for one in value]
        case date():
            return value.isoformat()
    return value
