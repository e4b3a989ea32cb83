"""Files of cases behind an address such as ``s3://bucket/cases.ndjson``: read in blocks, and never put on the disk.

Each block is a request of its own, so a store that closes an idle connection disturbs nothing. After each it is seen
whether the object is still the same: half of one line and half of another are no case.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TypeVar

from priorauth.batch.address import Files, connected, why
from priorauth.batch.case_files import CaseFile
from priorauth.batch.records import Found, RecordOptions
from priorauth.errors import CaseFileError, ExhibitMissing, PriorAuthError, StoreError

_BLOCK = 4 << 20
_AGAIN = "Run the same command again."

T = TypeVar("T")


class RemoteFile:
    """An object that holds cases."""

    def __init__(self, files: Files, path: str, folder: str) -> None:
        self._files, self._path = files, path
        self.name, self.folder = posixpath.basename(path), folder

    @classmethod
    def at(cls, address: str, number: int) -> CaseFile:
        """Return the object that an address names, the input of this number.

        Raises:
            CaseFileError: it is not there, or cannot be read.
        """
        files, path = connected(address, f"Input {number}")
        file = cls(files, path, address.rpartition("/")[0])
        _asked(number, lambda: _edition(files, path))
        return file

    def opened(self) -> IO[bytes]:
        """Open it.

        Raises:
            StoreError: it is not there, or cannot be read; so may its reading.
        """
        return io.BufferedReader(_Blocks(self._files, self._path), _BLOCK)

    def lines(self) -> None:
        """Return None: it would have to be read twice."""

    def records(self, options: RecordOptions) -> Iterator[Found]:
        """Say that FHIR records are read from a folder alone."""
        yield Found(
            "", fault="FHIR records are not read from an address. Copy them into a folder of this machine first."
        )


def remote_files(address: str, number: int, is_known: Callable[[str], bool]) -> list[CaseFile]:
    """Return the objects right below an address whose names are known, by name.

    Raises:
        CaseFileError: nothing is there, or it cannot be read.
    """
    files, root = connected(address, f"Input {number}")
    there = _asked(number, lambda: files.ls(root, detail=True))
    paths = sorted(str(one["name"]) for one in there if one["type"] == "file")
    return [RemoteFile(files, path, address.rstrip("/")) for path in paths if is_known(posixpath.basename(path))]


def beside(folder: Path | str) -> Path | Callable[[str], bytes]:
    """Return the folder of a case file, or for an address what reads a file from there by its relative path."""
    return folder if isinstance(folder, Path) else lambda path: _read_beside(folder, path)


def _read_beside(folder: str, path: str) -> bytes:
    try:
        files, root = _kept_connection(folder)
        whole = posixpath.normpath(f"{root}/{path}")
        # a path may lead out of the folder, but not out of the bucket
        if not whole.startswith(f"{root.partition('/')[0]}/"):
            raise FileNotFoundError
        return bytes(files.cat_file(whole))
    except (FileNotFoundError, PriorAuthError):
        raise
    except Exception as error:
        raise ExhibitMissing(
            f"A document of the case cannot be read from the address of its INPUT ({why(error)}). {_AGAIN}"
        ) from None


@lru_cache(maxsize=8)
def _kept_connection(folder: str) -> tuple[Files, str]:
    return connected(folder, "The address of INPUT")


class _Blocks(io.RawIOBase):
    """An object, read in blocks."""

    def __init__(self, files: Files, path: str) -> None:
        self._files, self._path, self._at = files, path, 0
        self._edition = self._now()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next block, at most as much as the buffer takes."""
        end = min(self._at + len(buffer), self._edition[0])
        if end == self._at:
            return 0
        try:
            content = self._files.cat_file(self._path, start=self._at, end=end)
        except Exception as error:  # of the store's library: its message may hold an account or a key
            raise self._lost(error) from None
        if self._now() != self._edition:
            raise StoreError(f"The file ends here: it was replaced while it was read. {_AGAIN}")
        if len(content) != end - self._at:
            raise StoreError(f"The file ends here: the store gave a part of it only. {_AGAIN}")
        buffer[: len(content)], self._at = content, end
        return len(content)

    def _now(self) -> tuple[int, str]:
        try:
            return _edition(self._files, self._path)
        except Exception as error:
            raise self._lost(error) from None

    def _lost(self, error: Exception) -> StoreError:
        said = "it is there no more" if isinstance(error, FileNotFoundError) else why(error)
        begin = "The file ends here: it cannot be read on" if self._at else "The file cannot be read"
        return StoreError(f"{begin} ({said}). {_AGAIN}")


def _edition(files: Files, path: str) -> tuple[int, str]:
    """Return the size of an object, and what the store calls this edition of it."""
    info = files.info(path)
    return int(str(info["size"])), str(info.get("ETag") or info.get("etag") or info.get("created") or "")


def _asked(number: int, call: Callable[[], T]) -> T:
    try:
        return call()
    except Exception as error:
        raise CaseFileError(
            f"Input {number} cannot be read ({why(error)}). Check the address and the credentials."
        ) from None
