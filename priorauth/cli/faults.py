"""What a command says of an error, and the code it leaves with."""

from __future__ import annotations

import traceback
from pathlib import Path

from priorauth.errors import PriorAuthError

UNFORESEEN = 1


def said_of(error: Exception) -> tuple[str, int]:
    """Return one sentence on an error, and its exit code."""
    if isinstance(error, PriorAuthError):
        return str(error), error.exit_code
    # the message and the values may hold patient data, so neither is told
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"unforeseen {type(error).__name__} in {where}. Please report this line.", UNFORESEEN
