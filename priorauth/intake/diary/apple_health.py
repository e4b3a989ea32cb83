"""Reads the headache records of an Apple Health export: export.xml, or the export.zip around it, as a stream.

A record with a severity is a headache; "not present" is a day free of headache. Neither tells migraine, nor medicines.
The file is read piece by piece and never held, so that one of several gigabytes needs no more memory than a small one.
No entity of it is expanded and nothing outside it is fetched.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO
from xml.parsers import expat

from priorauth.errors import CaseFileError
from priorauth.intake.diary.found import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_ATTACK,
    MOST_ENTRIES,
    Attack,
    Found,
    Problem,
)
from priorauth.intake.diary.text import unreadable

HEADACHE = "HKCategoryTypeIdentifierHeadache"
_SEVERITY = "HKCategoryValueSeverity"
_FREE = f"{_SEVERITY}NotPresent"
_PRESENT = tuple(f"{_SEVERITY}{word}" for word in ("Unspecified", "Mild", "Moderate", "Severe"))
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}", re.ASCII)
_CHUNK = 2**18
# the longest tag, the deepest nesting and the largest file that an export can have, each with room to spare
_LONGEST_TAG = 2**24
_DEEPEST = 64
_MOST_BYTES = 64 * 2**30
# Some versions of iOS write a list of elements into the file that is not well-formed. It is taken out, unread.
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_HEAD = 2**20
_ONE_DAY = timedelta(days=1)
# what zipfile, its decompressors and expat raise for content that is not what it says
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
)


def read_apple_health(path: Path) -> Found:
    """Return the headache records of export.xml, or of an export.zip that holds it.

    Raises:
        CaseFileError: the file cannot be read, or is no export of Apple Health.
    """
    reader = _Reader(path.name)
    try:
        with _opened(path) as file:
            _feed(file, reader, path.name)
    except OSError as error:
        raise unreadable(path, error) from error
    except expat.ExpatError as error:
        raise CaseFileError(
            f"{path.name}, line {error.lineno}: not XML as Apple Health writes it. Export it from the Health app anew."
        ) from None
    except _DAMAGED:
        # "from None": their text may hold names of files or pieces of the content
        raise CaseFileError(f"{path.name}: damaged, locked or in an unknown encoding. Export it anew.") from None
    return reader.found


class _Reader:
    """Takes the headache records out of the elements of an export."""

    def __init__(self, name: str) -> None:
        self.found = Found()
        self.line: Callable[[], int] = int
        self._name = name
        self._depth = 0

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take up the beginning of an element."""
        if self._depth == 0 and element != "HealthData":
            raise CaseFileError(f"{self._name}: not an export of Apple Health. Expected export.xml or export.zip.")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CaseFileError(f"{self._name}: elements lie too deep in one another. Export it anew.")
        if element == "Record" and attributes.get("type") == HEADACHE:
            self._record(attributes)

    def end(self, _element: str) -> None:
        """Take up the end of an element."""
        self._depth -= 1

    def refuse(self, *_declared: object) -> int:
        """Refuse a file that declares entities: no export does, and they can make a small file huge."""
        raise CaseFileError(f"{self._name}: declares entities, which no export of Apple Health does. Export it anew.")

    def _record(self, attributes: Mapping[str, str]) -> None:
        began, before = self._time(attributes, "startDate"), len(self.found.problems)
        if began is None:
            return
        ended, value = self._time(attributes, "endDate", day_is_known=True), attributes.get("value")
        if value != _FREE and value not in _PRESENT:
            self._report("value", "expected a severity of headache; this record was left out", day_is_known=True)
        elif ended is not None and not timedelta() <= ended - began <= LONGEST_ATTACK:
            expected = f"expected a time from startDate to {LONGEST_ATTACK.days} days later; this record was left out"
            self._report("endDate", expected, day_is_known=True)
        if ended is None or len(self.found.problems) > before:
            # what was left out may have been a headache, so its day cannot be called free by another record
            self.found.attacks.append(Attack(began, None, hurts=False))
        elif value == _FREE:
            self.found.free.update(_free_days(began, ended))
        else:
            # start and end at the same second: nobody said how long it lasted
            self.found.attacks.append(Attack(began, ended if ended > began else None))
        if len(self.found.attacks) + len(self.found.free) > MOST_ENTRIES:
            raise CaseFileError(f"{self._name}: more than {MOST_ENTRIES:,} headache records, which no diary has.")

    def _time(self, attributes: Mapping[str, str], name: str, *, day_is_known: bool = False) -> datetime | None:
        text = attributes.get(name, "")
        try:
            time = datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
        except ValueError:
            time = None
        if time is None or not FIRST_YEAR <= time.year <= LAST_YEAR:
            expected = 'expected a time such as "2026-03-01 09:00:00 -0800"; this record was left out'
            self._report(name, expected, day_is_known=day_is_known)
            return None
        return time

    def _report(self, name: str, expected: str, *, day_is_known: bool) -> None:
        if len(self.found.problems) >= MOST_ENTRIES:
            raise CaseFileError(f"{self._name}: more than {MOST_ENTRIES:,} records cannot be read. Export it anew.")
        self.found.problems.append(Problem(self.line(), name, expected, day_is_known))


def _free_days(began: datetime, ended: datetime) -> Iterator[date]:
    """Yield the day of a record that lies within one day, else the days that it covers from midnight to midnight."""
    if began.date() == ended.date():
        yield began.date()
        return
    day = began.date() if began.time() == began.min.time() else began.date() + _ONE_DAY
    while day < ended.date():
        yield day
        day += _ONE_DAY


def _feed(file: IO[bytes], reader: _Reader, name: str) -> None:
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse
    reader.line = lambda: parser.CurrentLineNumber
    fed = 0
    for chunk in _chunks(file):
        fed += len(chunk)
        parser.Parse(chunk, False)
        if fed - max(0, parser.CurrentByteIndex) > _LONGEST_TAG or fed > _MOST_BYTES:
            raise CaseFileError(f"{name}: larger than any export of Apple Health, or damaged. Export it anew.")
    parser.Parse(b"", True)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    head = file.read(_HEAD)
    found = _DOCTYPE.match(head, max(0, head.find(b"<!DOCTYPE")))
    if found:
        head = head[: found.start()] + b"\n" * found[0].count(b"\n") + head[found.end() :]
    yield head
    while chunk := file.read(_CHUNK):
        yield chunk


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as plain:
            yield plain
        return
    with zipfile.ZipFile(path) as archive, archive.open(_export_in(archive, path.name)) as inside:
        yield inside


def _export_in(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    # the Health app writes the name in the phone's language, beside the clinical document export_cda.xml
    inside = [
        one for one in archive.infolist() if one.filename.lower().endswith(".xml") and one.filename.count("/") < 2
    ]
    exports = [one for one in inside if not one.filename.lower().endswith("_cda.xml")]
    named = [one for one in exports if one.filename.lower().rpartition("/")[2] == "export.xml"]
    chosen = named or exports
    if len(chosen) != 1:
        raise CaseFileError(f"{name}: does not hold one export.xml. Give the export.zip of the Health app as it is.")
    return chosen[0]
