"""Opens a Bundle or a bulk export, gzipped or not, and hands over what it holds piece by piece, still unchecked."""

from __future__ import annotations

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from priorauth.errors import CaseFileError
from priorauth.intake.fhir.faults import Fault

_GZIP = b"\x1f\x8b"
MEGABYTE = 1_000_000
# A Bundle is held in memory whole, a line of a bulk export one at a time. A small gzip file can unpack to any size.
BUNDLE_BYTES = 256 * MEGABYTE
LINE_BYTES = 64 * MEGABYTE


class Entry(NamedTuple):
    """One resource as it stands in a file."""

    raw: dict[str, Any]
    kind: str
    """Its resourceType."""
    file: str
    place: str
    """Where in the file, as errors say it."""
    full_url: str | None = None


class Line(NamedTuple):
    """One line of a bulk export, which should hold one resource."""

    file: str
    number: int
    text: bytes


def is_export(path: Path) -> bool:
    """Tell whether a path is a bulk export: a folder, or one file in NDJSON."""
    return path.is_dir() or _is_ndjson(path)


def read_lines(path: Path) -> Iterator[Line]:
    """Hand over the lines of an NDJSON file, or of a folder of NDJSON files in the order of their names.

    Raises:
        CaseFileError: a file cannot be read, is damaged, or has a line that is too long.
    """
    for file in _export_files(path) if path.is_dir() else [path]:
        with _opened(file) as opened:
            number = 0
            while text := opened.readline(LINE_BYTES + 1):
                number += 1
                if len(text) > LINE_BYTES:
                    raise CaseFileError(
                        f"{file.name}, line {number}: longer than {LINE_BYTES // MEGABYTE} MB. "
                        "Expected one resource on each line; export the record anew."
                    )
                if text.strip():
                    yield Line(file.name, number, text)


def parse_line(line: Line) -> Entry | Fault:
    """Return the resource of one line, or what is wrong with it."""
    place = f"line {line.number}"
    try:
        return _entry(orjson.loads(line.text.removeprefix(BOM_UTF8)), line.file, place)
    except orjson.JSONDecodeError:
        # the name of an export's file begins with the type of what it holds
        return Fault(f"{line.file}, {place}", "not JSON: expected a FHIR R4 resource", line.file.split(".")[0])


def read_bundle(path: Path) -> Iterator[Entry | Fault]:
    """Hand over the resources of a Bundle, or what is wrong with an entry.

    Raises:
        CaseFileError: the file cannot be read, is too large, or is not a Bundle in JSON.
    """
    name = path.name
    bundle = _parse(_content(path), name)
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise CaseFileError(
            f'{name}, field resourceType: expected "Bundle". Export the whole record of the patient as one Bundle.'
        )
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise CaseFileError(f"{name}, field entry: expected a list. Export the Bundle anew.")
    for index, entry in enumerate(entries):
        # what is handed over need not be kept here
        entries[index] = None
        place = f"Bundle.entry[{index}]"
        if not isinstance(entry, dict):
            yield Fault(f"{name}, {place}", "expected an object")
        # an entry without a resource is a search outcome or a deletion
        elif (resource := entry.get("resource")) is not None:
            yield _entry(resource, name, place, entry.get("fullUrl"))


def _content(path: Path) -> bytes:
    pieces, size = list[bytes](), 0
    with _opened(path) as file:
        # piece by piece: asked for the most that may come, Python would set aside the memory for it at once
        while piece := file.read(MEGABYTE):
            pieces.append(piece)
            size += len(piece)
            if size > BUNDLE_BYTES:
                raise CaseFileError(
                    f"{path.name}: larger than {BUNDLE_BYTES // MEGABYTE} MB. "
                    "Export so much as NDJSON (a bulk export), which is read patient by patient."
                )
    return b"".join(pieces)


def _export_files(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder, error) from error
    # log.ndjson tells how the export went; it holds no resources
    files = [path for path in inside if _is_ndjson(path) and path.name.split(".")[0] != "log"]
    if not files:
        raise CaseFileError(
            f"{folder}: holds no NDJSON file. "
            "Expected the files of a FHIR bulk export, such as Patient.000.ndjson; give a Bundle by its own path."
        )
    return files


def _is_ndjson(path: Path) -> bool:
    return path.name.lower().removesuffix(".gz").endswith(".ndjson")


def _entry(resource: object, file: str, place: str, full_url: object = None) -> Entry | Fault:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(resource, dict) or not isinstance(kind, str):
        return Fault(f"{file}, {place}", "field resourceType: expected a FHIR resource with its type")
    return Entry(resource, kind, file, place, full_url if isinstance(full_url, str) else None)


def _parse(content: bytes, file: str) -> object:
    try:
        return orjson.loads(content.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        fault = f"{file}, line {error.lineno}: not JSON. Expected FHIR R4 in JSON; export the record anew."
    # raised out here, so that orjson's error, which holds the whole text, does not travel along
    raise CaseFileError(fault)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    try:
        with path.open("rb") as plain:
            is_gzip = plain.read(len(_GZIP)) == _GZIP
            plain.seek(0)
            if not is_gzip:
                yield plain
                return
            with gzip.open(plain) as unpacked:
                yield unpacked
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CaseFileError(f"{path.name}: damaged gzip file. Copy or export it anew.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CaseFileError:
    return CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the export.")
