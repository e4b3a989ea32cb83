"""What a Dask worker loads first (`--preload`) to be a machine on which another WeasyPrint is installed."""

from __future__ import annotations

from priorauth.batch import node
from priorauth.batch.likeness import likeness
from priorauth.packet.files import EngineName


def _other(*, writes: bool, engine: EngineName = "weasyprint") -> dict[str, str]:
    return {**likeness(writes=writes, engine=engine), "weasyprint": "69.0"}


node.likeness = _other  # type: ignore[attr-defined]
