"""Where the cases of a run come from: case files, folders of them, NDJSON; records that are not yet cases: records.py.

Each source hands over one case after the other, so that a run never holds more than a few.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from priorauth.batch.records import CaseSource, Found, RecordOptions, Records, TableRows
from priorauth.errors import CaseFileError

_LINES = (".ndjson", ".ndjson.gz")
_TABLES = (".csv", ".xlsx")
_CCDA = ".xml"
_KNOWN = (*_LINES, ".json")
_FHIR_MARK = b'"resourceType"'
# so much of a file is looked at to tell a FHIR record from a case
_LOOK = 64_000
_BLOCK = 1 << 20


def find_sources(inputs: Iterable[Path], options: RecordOptions) -> list[CaseSource]:
    """Return a source for each input; ``options`` hold what a record cannot know.

    Raises:
        CaseFileError: an input is not there, or is none of the kinds that can be read.
    """
    return [_source(path, number, options) for number, path in enumerate(inputs, start=1)]


def _source(path: Path, number: int, options: RecordOptions) -> CaseSource:
    try:
        if path.is_dir():
            return _of_folder(path, number, options)
        return _of_file(path, number, options)
    except OSError as error:
        raise CaseFileError(f"Input {number} cannot be read ({error.strerror}). Check the path.") from error


def _of_file(path: Path, number: int, options: RecordOptions) -> CaseSource:
    if path.name.lower().endswith(_CCDA):
        return Records(path, options, ccda=True)
    if path.name.lower().endswith(_TABLES):
        return TableRows(path, options)
    if not path.name.lower().endswith(_KNOWN):
        raise CaseFileError(f"Input {number} is of no known kind. See `priorauth batch --help` for what can be read.")
    if _is_fhir(path):
        return Records(path, options)
    return CaseLines(path) if path.name.lower().endswith(_LINES) else CaseFiles([path], options)


def _of_folder(folder: Path, number: int, options: RecordOptions) -> CaseSource:
    files = sorted(path for path in folder.iterdir() if path.name[0] != "." and path.name.lower().endswith(_KNOWN))
    if not files and any(path.name.lower().endswith(_CCDA) for path in folder.rglob("*")):
        return Records(folder, options, ccda=True)
    if not files:
        raise CaseFileError(f"Input {number} is a folder without a case. Expected files in .json, .ndjson or .xml.")
    lines = [path for path in files if path.name.lower().endswith(_LINES)]
    if any(_is_fhir(path) for path in lines):
        return Records(folder, options)
    if lines and len(lines) < len(files):
        raise CaseFileError(f"Input {number} holds both .json and .ndjson files. Name the files that hold the cases.")
    return ManyLines([CaseLines(path) for path in lines]) if lines else CaseFiles(files, options)


def _is_fhir(path: Path) -> bool:
    with _opened(path) as file:
        start = file.readline(_LOOK) if path.name.lower().endswith(_LINES) else file.read(_LOOK)
    return _FHIR_MARK in start


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


class CaseFiles:
    """Case files, one case each, by name; a FHIR Bundle among them gives its patients."""

    def __init__(self, paths: list[Path], options: RecordOptions) -> None:
        self._paths, self._options = paths, options

    def count(self) -> int:
        """Return the number of files."""
        return len(self._paths)

    def __iter__(self) -> Iterator[Found]:
        """Yield every file."""
        for number, path in enumerate(self._paths, start=1):
            within = f"file {number}" if len(self._paths) > 1 else ""
            try:
                content = path.read_bytes()
            except OSError as error:
                yield Found(within, fault=f"The file cannot be read ({error.strerror}).")
                continue
            if _FHIR_MARK in content[:_LOOK]:
                yield from _inside(within, Records(path, self._options))
            else:
                yield Found(within, content, folder=path.parent)


class CaseLines:
    """NDJSON: one case in every line, gzipped or not."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self) -> int | None:
        """Return the number of lines; None for a gzipped file."""
        if self._path.name.lower().endswith(".gz"):
            return None
        with self._path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))

    def __iter__(self) -> Iterator[Found]:
        """Yield every line that is not blank."""
        number = 0
        try:
            with _opened(self._path) as file:
                for number, line in enumerate(file, start=1):
                    if not line.isspace():
                        yield Found(f"line {number}", line, folder=self._path.parent)
        except (OSError, EOFError) as error:
            yield Found(f"line {number + 1}", fault=f"The file ends here: it is damaged ({type(error).__name__}).")


class ManyLines:
    """A folder of NDJSON files, by name."""

    def __init__(self, files: list[CaseLines]) -> None:
        self._files = files

    def count(self) -> int | None:
        """Return the number of lines; None where one file is gzipped."""
        counts = [file.count() for file in self._files]
        return None if None in counts else sum(count for count in counts if count)

    def __iter__(self) -> Iterator[Found]:
        """Yield every line of every file."""
        for number, file in enumerate(self._files, start=1):
            yield from _inside(f"file {number}", file)


def _inside(place: str, source: CaseSource) -> Iterator[Found]:
    for found in source:
        yield found._replace(within=", ".join(part for part in (place, found.within) if part))
