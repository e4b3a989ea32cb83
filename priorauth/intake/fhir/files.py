"""Opens a Bundle or a bulk export, gzipped or not, and hands over its resources one by one, still unchecked."""

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

_GZIP = b"\x1f\x8b"


class Entry(NamedTuple):
    """One resource as it stands in a file."""

    raw: dict[str, Any]
    kind: str
    """Its resourceType."""
    file: str
    place: str
    """Where in the file, as errors say it."""
    full_url: str | None = None


def read_entries(path: Path) -> Iterator[Entry]:
    """Hand over the resources of a Bundle, of an NDJSON file, or of a folder of NDJSON files.

    Raises:
        CaseFileError: the path cannot be read, or what it holds is not FHIR in JSON.
    """
    if path.is_dir():
        for file in _export_files(path):
            yield from _read_ndjson(file)
    elif _is_ndjson(path):
        yield from _read_ndjson(path)
    else:
        yield from _read_bundle(path)


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


def _read_bundle(path: Path) -> Iterator[Entry]:
    with _opened(path) as file:
        bundle = _parse(file.read(), path.name)
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise CaseFileError(
            f'{path.name}, field resourceType: expected "Bundle". Export the whole record of the patient as one Bundle.'
        )
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise CaseFileError(f"{path.name}, field entry: expected a list. Export the Bundle anew.")
    for index, entry in enumerate(entries):
        place = f"Bundle.entry[{index}]"
        if not isinstance(entry, dict):
            raise CaseFileError(f"{path.name}, {place}: expected an object. Export the Bundle anew.")
        # an entry without a resource is a search outcome or a deletion
        if (resource := entry.get("resource")) is not None:
            yield _entry(resource, path.name, place, entry.get("fullUrl"))


def _read_ndjson(path: Path) -> Iterator[Entry]:
    with _opened(path) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _entry(_parse(line, path.name, number), path.name, f"line {number}")


def _entry(resource: object, file: str, place: str, full_url: object = None) -> Entry:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(resource, dict) or not isinstance(kind, str):
        raise CaseFileError(
            f"{file}, {place}, field resourceType: expected a FHIR resource with its type. "
            "Export the record anew, or take that entry out."
        )
    return Entry(resource, kind, file, place, full_url if isinstance(full_url, str) else None)


def _parse(content: bytes, file: str, line: int | None = None) -> object:
    try:
        return orjson.loads(content.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        fault = f"{file}, line {line or error.lineno}: not JSON. Expected FHIR R4 in JSON; export the record anew."
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
