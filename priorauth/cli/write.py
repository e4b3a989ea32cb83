"""Writes files of the command line's own: beside their place first, then renamed into it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from priorauth.errors import OutputError


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, making its folder where needed; never half a file.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_bytes(content)
        temporary.chmod(0o640)  # a case is patient data: the owner and the group only
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}). Choose another folder.") from error


def append_line(path: Path, line: str) -> None:
    """Add a line at the end of a file that may not be there yet; never a part of one, and no line is ever lost.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(path.parent):
            before = path.read_bytes() if path.exists() else b""
            # somebody may have edited it by hand and left out the last line break
            ended = before if not before or before.endswith(b"\n") else before + b"\n"
            write_file(path, ended + line.encode() + b"\n")
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}). What was there is unchanged.") from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold back every other program that adds a line in this folder, until the line is written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
