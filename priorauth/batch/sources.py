"""Where the cases of a run come from: case files, folders of them, NDJSON; records that are not yet cases: records.py.

Each source hands over one case after the other, so that a run never holds more than a few.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from priorauth.batch.address import is_address, local_path
from priorauth.batch.case_files import LINES, CaseFile, CaseFiles, CaseLines, LocalFile, ManyLines, holds_lines, is_fhir
from priorauth.batch.records import CaseSource, RecordOptions, Records, TableRows
from priorauth.batch.remote import RemoteFile, remote_files
from priorauth.errors import CaseFileError, StoreError

_TABLES = (".csv", ".xlsx")
_CCDA = ".xml"
_KNOWN = (*LINES, ".json")
_FETCH = "Copy it into a folder of this machine first, and give that."


def find_sources(inputs: Iterable[Path | str], options: RecordOptions) -> list[CaseSource]:
    """Return a source for each input, a path or an address; ``options`` hold what a record cannot know.

    Raises:
        CaseFileError: an input is not there, or is none of the kinds that can be read.
        StoreError: an address cannot be used.
        SystemLibraryMissing: the library for an address is not installed.
    """
    return [_source(given, number, options) for number, given in enumerate(inputs, start=1)]


def _source(given: Path | str, number: int, options: RecordOptions) -> CaseSource:
    if isinstance(given, str) and is_address(given):
        path = local_path(given, f"input {number}")
        if path is None:
            return _of_address(given, number, options)
        given = path
    return _of_path(Path(given), number, options)


def _of_path(path: Path, number: int, options: RecordOptions) -> CaseSource:
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
    if is_fhir(LocalFile(path)):
        return Records(path, options)
    return _of_files([LocalFile(path)], number, options, is_one=True)


def _of_folder(folder: Path, number: int, options: RecordOptions) -> CaseSource:
    files = sorted(path for path in folder.iterdir() if _is_known(path.name))
    if not files and any(path.name.lower().endswith(_CCDA) for path in folder.rglob("*")):
        return Records(folder, options, ccda=True)
    if not files:
        raise CaseFileError(f"Input {number} is a folder without a case. Expected files in .json, .ndjson or .xml.")
    if any(holds_lines(path.name) and is_fhir(LocalFile(path)) for path in files):
        return Records(folder, options)
    return _of_files([LocalFile(path) for path in files], number, options)


def _of_address(address: str, number: int, options: RecordOptions) -> CaseSource:
    """Return a source of what can be read in a stream; all else is refused."""
    name = address.rpartition("/")[2].lower()
    if name.endswith((_CCDA, *_TABLES)):
        raise CaseFileError(f"Input {number}: tables and C-CDA documents are not read from an address. {_FETCH}")
    is_one = name.endswith(_KNOWN)
    files = [RemoteFile.at(address, number)] if is_one else remote_files(address, number, _is_known)
    if not files:
        raise CaseFileError(f"Input {number} is an address without a case. Expected objects in .json or .ndjson there.")
    try:
        # of many case files each is looked at when it is read
        has_records = any((is_one or holds_lines(file.name)) and is_fhir(file) for file in files)
    except StoreError as error:
        raise CaseFileError(f"Input {number}: {error}") from None
    if has_records:
        raise CaseFileError(f"Input {number}: FHIR records are not read from an address. {_FETCH}")
    return _of_files(files, number, options, is_one=is_one)


def _of_files(files: list[CaseFile], number: int, options: RecordOptions, *, is_one: bool = False) -> CaseSource:
    lines = [CaseLines(file) for file in files if holds_lines(file.name)]
    if lines and len(lines) < len(files):
        raise CaseFileError(f"Input {number} holds both .json and .ndjson files. Name the files that hold the cases.")
    if not lines:
        return CaseFiles(files, options)
    return lines[0] if is_one else ManyLines(lines)


def _is_known(name: str) -> bool:
    return name[:1] != "." and name.lower().endswith(_KNOWN)
