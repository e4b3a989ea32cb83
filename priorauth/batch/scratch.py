"""A local folder for what a process needs while it works: removed at its end, or, where it was killed, by the next."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "priorauth-batch-"


@contextmanager
def own_scratch() -> Iterator[Path]:
    """Give a new folder that is locked until it is removed, and remove those of processes that were killed.

    Raises:
        OSError: no temporary folder can be made.
    """
    clear_scratch()
    folder, lock = _locked()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def clear_scratch() -> None:
    """Remove every such folder of ours whose process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            lock = _lock(folder)
        except OSError:  # its process is at work, or it is no folder, or another's
            continue
        if os.fstat(lock).st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            lock = _lock(folder)
        except OSError:
            continue  # another process took it for one that was left, between the two lines above
        if folder.exists():
            return folder, lock
        os.close(lock)


def _lock(folder: Path) -> int:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
