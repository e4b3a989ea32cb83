"""What a harness is: a module ``tests/fuzz/fuzz_<reader>.py`` that names a ``Harness`` called ``HARNESS``.

Add one, and both the test beside this file and ``make fuzz`` find it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from priorauth.errors import CaseFileError

FOLDER = Path(__file__).parent
PREFIX = "fuzz_"


class Harness(NamedTuple):
    """One reader, and what it is fed with."""

    read: Callable[[bytes, Path], object]
    """Reads content to its end; it may write it into the folder first."""
    seeds: tuple[bytes, ...]
    """Small contents that the reader takes; no real chart among them."""
    words: tuple[str, ...] = ()
    """Words of the format, to be strewn in."""


def names() -> list[str]:
    """Return the names of the readers that have a harness."""
    return sorted(path.stem.removeprefix(PREFIX) for path in FOLDER.glob(f"{PREFIX}*.py"))


def harness(name: str) -> Harness:
    """Return the harness of a reader."""
    found = import_module(f"tests.fuzz.{PREFIX}{name}").HARNESS
    assert isinstance(found, Harness)
    return found


def read_or_refuse(known: Harness, content: bytes, folder: Path) -> None:
    """Read content; any exception but a ``CaseFileError`` of one line is a fault, and is raised."""
    try:
        known.read(content, folder)
    except CaseFileError as error:
        if "\n" in str(error):
            raise AssertionError("a message of several lines") from error
