"""Where the cases of a run come from: case files, a folder, NDJSON, and what the readers of intake/ make cases of.

Each source hands over one case after the other, so that a run never holds more than a few.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from priorauth.case.read import write_part
from priorauth.errors import CaseFileError, PriorAuthError
from priorauth.intake.fhir import ImportOptions

_LINES = (".ndjson", ".ndjson.gz")
_KNOWN = (*_LINES, ".json")
_FHIR_MARK = b'"resourceType"'
# so much of a file is looked at to tell a FHIR record from a case
_LOOK = 64_000
_BLOCK = 1 << 20


class Found(NamedTuple):
    """One case of a source, or why there is none in that place."""

    within: str
    """The place within the input, such as "line 17"; empty for a file that holds one case."""
    content: bytes
    fault: str = ""


class CaseSource(Protocol):
    """Anything that hands over cases, one after the other, always in the same order."""

    def count(self) -> int | None:
        """Return how many there are, or None where that is not known beforehand."""

    def __iter__(self) -> Iterator[Found]:
        """Yield every case; what cannot be read is yielded with its fault, and the next one follows."""


def find_sources(inputs: Iterable[Path], options: ImportOptions) -> list[CaseSource]:
    """Return a source for each input; ``options`` hold what a FHIR record cannot know.

    Raises:
        CaseFileError: an input is not there, or is none of the kinds that can be read.
    """
    return [_source(path, number, options) for number, path in enumerate(inputs, start=1)]


def _source(path: Path, number: int, options: ImportOptions) -> CaseSource:
    try:
        if path.is_dir():
            return _of_folder(path, number, options)
        return _of_file(path, number, options)
    except OSError as error:
        raise CaseFileError(f"Input {number} cannot be read ({error.strerror}). Check the path.") from error


def _of_file(path: Path, number: int, options: ImportOptions) -> CaseSource:
    if not path.name.lower().endswith(_KNOWN):
        raise CaseFileError(
            f"Input {number} is no case file, NDJSON file or folder. Expected a name in .json or .ndjson."
        )
    if _is_fhir(path):
        return FhirRecords(path, options)
    return CaseLines(path) if path.name.lower().endswith(_LINES) else CaseFiles([path], options)


def _of_folder(folder: Path, number: int, options: ImportOptions) -> CaseSource:
    files = sorted(path for path in folder.iterdir() if path.name[0] != "." and path.name.lower().endswith(_KNOWN))
    if not files:
        raise CaseFileError(f"Input {number} is a folder without a case. Expected files in .json or .ndjson.")
    lines = [path for path in files if path.name.lower().endswith(_LINES)]
    if any(_is_fhir(path) for path in lines):
        return FhirRecords(folder, options)
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

    def __init__(self, paths: list[Path], options: ImportOptions) -> None:
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
                yield Found(within, b"", f"The file cannot be read ({error.strerror}).")
                continue
            if _FHIR_MARK in content[:_LOOK]:
                yield from _inside(within, FhirRecords(path, self._options))
            else:
                yield Found(within, content)


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
                    if line.strip():
                        yield Found(f"line {number}", line)
        except (OSError, EOFError) as error:
            yield Found(f"line {number + 1}", b"", f"The file ends here: it is damaged ({type(error).__name__}).")


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


class FhirRecords:
    """A FHIR R4 Bundle or bulk export: one case for each patient. The reader holds the whole of it."""

    def __init__(self, path: Path, options: ImportOptions) -> None:
        self._path, self._options = path, options

    def count(self) -> None:
        """Return None: how many patients there are is seen by reading."""

    def __iter__(self) -> Iterator[Found]:
        """Yield every patient's case; a record that stops the reader ends the source, and says so."""
        from priorauth.intake.fhir import read_fhir

        number = 0
        try:
            for number, imported in enumerate(read_fhir(self._path, self._options), start=1):
                yield Found(f"patient {number}", write_part(imported.case))
        except PriorAuthError as error:
            # the reader names its file, and a file may be called by a patient
            said = str(error).replace(self._path.name, "the export").replace(str(self._path), "the export")
            yield Found(f"patient {number + 1}", b"", f"{said} The patients after this one were not read.")
