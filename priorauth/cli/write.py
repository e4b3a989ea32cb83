"""Writes one file of the command line's own: beside its place first, then renamed into it."""

from __future__ import annotations

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
