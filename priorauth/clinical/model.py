"""The one base of every data model: frozen, and unknown keys are refused."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen data; a key that the model does not know is an error, never ignored."""

    # validators are built at first use: it keeps `import priorauth` quick
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
