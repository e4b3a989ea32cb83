"""Reads a diary of any known format into a part of a case: its days, and the document they stand in."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence
from priorauth.case.headache import Diary, DiaryDay, HeadacheRecord, StatedComplete
from priorauth.case.model import CasePart
from priorauth.clinical.calendar import show_date
from priorauth.clinical.terms import DocumentKind
from priorauth.errors import CaseFileError
from priorauth.intake.diary import migraine_buddy, paper_grid
from priorauth.intake.diary.apple_health import read_apple_health
from priorauth.intake.diary.calendar_table import columns_of, read_calendar
from priorauth.intake.diary.days import days_of_attacks, with_free_days
from priorauth.intake.diary.found import DiaryFormat, Found, ImportedDiary
from priorauth.intake.diary.text import Row, read_rows, read_text, unreadable

_XML = re.compile(rb"\s*(?:<|<\0|\0<)")
_BOMS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_CHUNK = 2**20
_TABLES: dict[DiaryFormat, Callable[[list[Row], str], Found]] = {
    DiaryFormat.MIGRAINE_BUDDY: migraine_buddy.read_migraine_buddy,
    DiaryFormat.PAPER_GRID: paper_grid.read_paper_grid,
    DiaryFormat.CALENDAR: read_calendar,
}


def read_diary(
    path: Path, known_format: DiaryFormat | None = None, *, stated: StatedComplete | None = None
) -> ImportedDiary:
    """Read the diary at ``path``; its format is told from what it holds where ``known_format`` is not given.

    A day without an entry stays blank, unless ``stated`` names a person who says that every day with headache of a
    span is in the diary: then the other days of that span were free.

    Raises:
        CaseFileError: the file cannot be read as a diary, or holds no day.
    """
    form, found = _found(path, known_format)
    days = tuple(sorted((*days_of_attacks(found.attacks, found.free), *found.days), key=lambda entry: entry.day))
    if not days:
        first = f" The first row that could not be read: {found.problems[0]}." if found.problems else ""
        raise CaseFileError(f"{path.name}: no day of a headache diary could be read.{first} Check the file.")
    if stated is not None:
        days = _completed(days, stated, found, path.name)
    sha256 = _sha256(path)
    document = Document(
        id=f"diary-{sha256[:12]}", kind=DocumentKind.HEADACHE_DIARY, title=form.document_title, sha256=sha256
    )
    diary = Diary(days=days, stated_complete=stated, evidence=_evidence(document, stated))
    part = CasePart(headaches=HeadacheRecord(diaries=(diary,)), documents=(document,))
    return ImportedDiary(part, form, tuple(found.problems), tuple(found.notes))


def _found(path: Path, known_format: DiaryFormat | None) -> tuple[DiaryFormat, Found]:
    if known_format is DiaryFormat.APPLE_HEALTH or (known_format is None and _is_xml_or_zip(path)):
        return DiaryFormat.APPLE_HEALTH, read_apple_health(path)
    rows = read_rows(read_text(path), path.name)
    form = known_format or _format_of(rows, path.name)
    return form, _TABLES[form](rows, path.name)


def _is_xml_or_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise unreadable(path, error) from error
    return bool(_XML.match(_BOMS.sub(b"", head))) or zipfile.is_zipfile(path)


def _format_of(rows: list[Row], name: str) -> DiaryFormat:
    for row in rows:
        if migraine_buddy.is_header(row):
            return DiaryFormat.MIGRAINE_BUDDY
        if paper_grid.is_header(row):
            return DiaryFormat.PAPER_GRID
        if columns_of(row):
            return DiaryFormat.CALENDAR
    raise CaseFileError(
        f"{name}: not a known diary. Expected an export of Migraine Buddy or Apple Health, a calendar with a column "
        "date and one of headache, pain, migraine or hours, or a monthly grid with columns 1 to 31."
    )


def _completed(days: tuple[DiaryDay, ...], stated: StatedComplete, found: Found, name: str) -> tuple[DiaryDay, ...]:
    lost = [problem for problem in found.problems if not problem.day_is_known]
    if lost:
        # the entry that could not be read may be for one of the days that would now be called free
        raise CaseFileError(
            f"{name}, {lost[0]}. The diary cannot be stated complete while an entry is missing: correct it first."
        )
    return with_free_days(days, stated)


def _evidence(document: Document, stated: StatedComplete | None) -> tuple[Evidence, ...]:
    read = Evidence(document=document.id)
    if stated is None:
        return (read,)
    span = f"{show_date(stated.first)} to {show_date(stated.last)}"
    said = Evidence(document=f"Statement that the diary is complete, {span}", dated=stated.on, author=stated.by)
    return (read, said)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
