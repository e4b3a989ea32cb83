"""The case file, and a part of one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from priorauth.case.read import read_case, read_part
from priorauth.errors import CaseFileError
from tests.fuzz.harness import Harness
from tests.samples import READY, sample_text


def read(content: bytes, folder: Path) -> None:
    """Read content as a case and as a part."""
    path = folder / "case.json"
    path.write_bytes(content)
    with suppress(CaseFileError):
        read_case(path)
    read_part(path)


HARNESS = Harness(
    read=read,
    seeds=(*(sample_text(name).encode() for name in READY), b"{}"),
    words=("patient", "born", "2024-02-30", '"14-16"', "NaN", "1e999", "\\u003a", "null"),
)
