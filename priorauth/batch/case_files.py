"""Files of cases, wherever they lie: one case in each, or one in every line. Each is read once, in order, in pieces."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from priorauth.batch.records import CaseSource, Found, RecordOptions, Records
from priorauth.errors import PriorAuthError

LINES = (".ndjson", ".ndjson.gz")
_FHIR_MARK = b'"resourceType"'
# so much of a file is looked at to tell a FHIR record from a case
_LOOK = 64_000
_BLOCK = 1 << 20
# a case is some kilobytes; what is longer is none, and shall not fill the memory
_LONGEST = 64 << 20
_TOO_LONG = f"It is longer than {_LONGEST >> 20} megabytes: that is no case."
_DAMAGED = (OSError, EOFError, zlib.error)


class CaseFile(Protocol):
    """A file of cases, of this machine or behind an address."""

    @property
    def name(self) -> str:
        """Its name without the folder."""

    @property
    def folder(self) -> Path | str:
        """The folder in which it lies, or the address of that: a case names its documents from there."""

    def opened(self) -> IO[bytes]:
        """Open it as it lies there.

        Raises:
            OSError: it cannot be read; so may its reading.
            StoreError: the store behind an address refuses, or cannot be reached; so may its reading.
        """

    def lines(self) -> int | None:
        """Count its lines; None where that costs too much."""

    def records(self, options: RecordOptions) -> Iterable[Found]:
        """Give the cases of a file that holds FHIR records, or say why that cannot be done."""


class LocalFile(NamedTuple):
    """A file of this machine."""

    path: Path

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.name

    @property
    def folder(self) -> Path:
        """The folder in which it lies."""
        return self.path.parent

    def opened(self) -> IO[bytes]:
        """Open it."""
        return self.path.open("rb")

    def lines(self) -> int:
        """Count its lines."""
        with self.opened() as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))

    def records(self, options: RecordOptions) -> CaseSource:
        """Give the cases of a file that holds FHIR records."""
        return Records(self.path, options)


def holds_lines(name: str) -> bool:
    """Tell by its name whether a file holds a case in every line."""
    return name.lower().endswith(LINES)


def is_fhir(file: CaseFile) -> bool:
    """Tell whether a file begins with a FHIR record; one that is damaged there does not.

    Raises:
        OSError: it cannot be read.
        StoreError: the store behind an address refuses, or cannot be reached.
    """
    with file.opened() as raw:
        plain = _plain(file, raw)
        try:
            start = plain.readline(_LOOK) if holds_lines(file.name) else plain.read(_LOOK)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            return False
    return _FHIR_MARK in start


def _plain(file: CaseFile, raw: IO[bytes]) -> IO[bytes]:
    return gzip.GzipFile(fileobj=raw) if file.name.lower().endswith(".gz") else raw  # type: ignore[return-value]


class CaseFiles:
    """Case files, one case each, in the order given; a FHIR Bundle among them gives its patients."""

    def __init__(self, files: Sequence[CaseFile], options: RecordOptions) -> None:
        self._files, self._options = files, options

    def count(self) -> int:
        """Return the number of files."""
        return len(self._files)

    def __iter__(self) -> Iterator[Found]:
        """Yield every file."""
        for number, file in enumerate(self._files, start=1):
            within = f"file {number}" if len(self._files) > 1 else ""
            try:
                with file.opened() as opened:
                    content = opened.read(_LONGEST + 1)
            except PriorAuthError as error:
                yield Found(within, fault=str(error), exit_code=error.exit_code)
                continue
            except OSError as error:
                yield Found(within, fault=f"The file cannot be read ({error.strerror}).")
                continue
            if _FHIR_MARK in content[:_LOOK]:
                yield from _inside(within, file.records(self._options))
            elif len(content) > _LONGEST:
                yield Found(within, fault=_TOO_LONG)
            else:
                yield Found(within, content, folder=file.folder)


class CaseLines:
    """NDJSON: one case in every line, gzipped or not."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file

    def count(self) -> int | None:
        """Return the number of lines; None for a gzipped file, or one behind an address."""
        return None if self._file.name.lower().endswith(".gz") else self._file.lines()

    def __iter__(self) -> Iterator[Found]:
        """Yield every line that is not blank."""
        number, folder = 0, self._file.folder
        try:
            with self._file.opened() as raw:
                for number, line in enumerate(_lines(_plain(self._file, raw)), start=1):
                    if line is None:
                        yield Found(f"line {number}", fault=_TOO_LONG)
                    elif not line.isspace():
                        yield Found(f"line {number}", line, folder=folder)
        except PriorAuthError as error:
            yield Found(f"line {number + 1}", fault=str(error), exit_code=error.exit_code)
        except _DAMAGED as error:
            yield Found(f"line {number + 1}", fault=f"The file ends here: it is damaged ({type(error).__name__}).")


class ManyLines:
    """Several NDJSON files, in the order given."""

    def __init__(self, files: Sequence[CaseLines]) -> None:
        self._files = files

    def count(self) -> int | None:
        """Return the number of lines; None where that of one file is not known."""
        counts = [file.count() for file in self._files]
        return None if None in counts else sum(count for count in counts if count)

    def __iter__(self) -> Iterator[Found]:
        """Yield every line of every file."""
        for number, file in enumerate(self._files, start=1):
            yield from _inside(f"file {number}", file)


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield every line; None for one that is too long, of which no more than a piece is ever held."""
    while line := file.readline(_LONGEST + 1):
        if len(line) <= _LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_BLOCK)
        yield None


def _inside(place: str, source: Iterable[Found]) -> Iterator[Found]:
    for found in source:
        yield found._replace(within=", ".join(part for part in (place, found.within) if part))
