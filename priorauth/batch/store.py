"""Where a run writes: a folder of this machine, or an object store that many machines see. The same run for both."""

from __future__ import annotations

from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from priorauth.batch.address import is_address, local_path
from priorauth.batch.folder import Folder
from priorauth.errors import StoreError
from priorauth.packet.files import Packet


class Store(Protocol):
    """The output of a run: the packets, what was done, and the summary."""

    scratch: Path
    """A local folder that holds what only this run needs; there while the run is held, or a worker is at work."""

    @property
    def so_far(self) -> Path:
        """The local file in which the table of the run grows."""

    def held(self, patience: float, run: str) -> AbstractContextManager[None]:
        """Hold the store for the run of this name; ``patience`` is how many seconds others get to finish."""

    def at_work(self, run: str) -> AbstractContextManager[None]:
        """Let a worker of the run of this name work here."""

    def is_done(self, case_id: str, made_of: str) -> bool:
        """Tell whether the packet of a case is there, whole, and made of the same."""

    def remark(self, case_id: str) -> str:
        """Return what was noted of a packet, for the office to know; empty where nothing was."""

    def earlier(self, case_id: str) -> AbstractContextManager[Path]:
        """Give a folder in which the earlier packet of a case lies, at least where somebody had signed it off."""

    def put(self, packet: Packet, made_of: str, remark: str = "") -> str:
        """Write a packet, whole or not at all, and note what it was made of; returns what the office must know."""

    def withdraw(self, case_id: str) -> str:
        """Remove a packet that an earlier run prepared; returns what the office must know."""

    def whole_file(self, name: str) -> AbstractContextManager[IO[str]]:
        """Give a text file to write that takes its place only when it is whole."""

    def pdf(self, case_id: str, *paths: str) -> Path | BytesIO:
        """Return the first of these files of a packet that is there, to open."""


def open_store(out: str) -> Store:
    """Return the store of this name: a folder, or an address that fsspec knows.

    Raises:
        StoreError: no such store can be used, or the address holds a password.
        SystemLibraryMissing: the library for such an address is not installed.
    """
    if not is_address(out):
        return Folder(Path(out))
    if (path := local_path(out, "--out")) is not None:
        return Folder(Path(path))
    if out.startswith("memory:"):
        raise StoreError("--out memory:// is seen by one process only, and a batch has several. Choose another --out.")
    from priorauth.batch.bucket import Bucket

    return Bucket(out)
