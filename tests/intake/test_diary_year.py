"""A year of headaches gives the same monthly ranges through every format that can carry it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from priorauth.case.headache import HeadacheRecord, StatedComplete
from priorauth.case.intake_days import intake_months
from priorauth.case.months import MonthlyRecord, monthly_figures, monthly_hours
from priorauth.case.read import read_part, write_part
from priorauth.clinical.terms import Counting
from priorauth.intake.diary import DiaryFormat, ImportedDiary, read_diary
from tests.intake.diary_year import FIRST, LAST, Day, apple_health, calendar, migraine_buddy, paper_grid, year

HEADACHE, MIGRAINE, LONG = Counting.HEADACHE_DAY, Counting.MIGRAINE_DAY, Counting.LONG_HEADACHE_DAY
STATED = StatedComplete(first=FIRST, last=LAST, by="A. Example MD", on=date(2026, 1, 7))
Writer = Callable[[tuple[Day, ...]], bytes]
Ends = dict[int, tuple[float | None, float | None]]

# writer, the format it must be recognised as, whether a person has to state that it is complete
FORMATS: dict[str, tuple[Writer, DiaryFormat, bool]] = {
    "Migraine Buddy": (migraine_buddy, DiaryFormat.MIGRAINE_BUDDY, True),
    "Migraine Buddy, older": (partial(migraine_buddy, old=True), DiaryFormat.MIGRAINE_BUDDY, True),
    "Apple Health": (apple_health, DiaryFormat.APPLE_HEALTH, False),
    "calendar": (calendar, DiaryFormat.CALENDAR, False),
    "paper grid": (paper_grid, DiaryFormat.PAPER_GRID, False),
}
WITH_HOURS = [name for name in FORMATS if name != "paper grid"]
WITH_MIGRAINE = ["Migraine Buddy", "calendar", "paper grid"]
WITH_MEDICINES = ["Migraine Buddy", "Migraine Buddy, older", "calendar", "paper grid"]


def imported(name: str, folder: Path, days: tuple[Day, ...] | None = None) -> ImportedDiary:
    """Return the year as it is read from one format."""
    write, form, needs_statement = FORMATS[name]
    path = folder / "diary"
    path.write_bytes(write(days or year()))
    found = read_diary(path, stated=STATED if needs_statement else None)
    assert (found.format, found.problems) == (form, ())
    return found


def record(name: str, folder: Path) -> HeadacheRecord:
    """Return the record of the year, after it was written to a file and read again."""
    part = folder / "part.json"
    part.write_bytes(write_part(imported(name, folder).part))
    return read_part(part).headaches


def truth(count: Callable[[Day], int]) -> Ends:
    """Add up what the year itself holds, month by month."""
    sums = dict.fromkeys(range(1, 13), 0)
    for one in year():
        sums[one.day.month] += count(one)
    return {month: (total, total) for month, total in sums.items()}


def ends(record: HeadacheRecord, counting: Counting) -> Ends:
    figures = monthly_figures(record, counting, from_diary=True)
    return {month.month: (figure.count.low, figure.count.high) for month, figure in figures.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_headache_days_are_those_of_the_year(name: str, tmp_path: Path) -> None:
    assert ends(record(name, tmp_path), HEADACHE) == truth(lambda one: one.hours > 0)


@pytest.mark.parametrize("name", WITH_HOURS)
def test_hours_and_days_of_4_hours_are_those_of_the_year(name: str, tmp_path: Path) -> None:
    known = record(name, tmp_path)
    hours = monthly_hours(known, from_diary=True)
    assert ends(known, LONG) == truth(lambda one: one.hours >= 4)
    assert {month.month: (one.count.low, one.count.high) for month, one in hours.items()} == truth(
        lambda one: one.hours
    )


@pytest.mark.parametrize("name", WITH_MIGRAINE)
def test_migraine_days_are_at_least_those_that_the_user_called_so(name: str, tmp_path: Path) -> None:
    marked, hurting = truth(lambda one: one.migraine), truth(lambda one: one.hours > 0)
    expected = {month: (marked[month][0], hurting[month][0]) for month in marked}
    assert ends(record(name, tmp_path), MIGRAINE) == expected


@pytest.mark.parametrize("name", ["Apple Health", "Migraine Buddy, older"])
def test_a_format_without_attack_types_documents_no_migraine_day(name: str, tmp_path: Path) -> None:
    assert {low for low, _ in ends(record(name, tmp_path), MIGRAINE).values()} == {0}


def test_a_paper_grid_documents_no_day_of_4_hours(tmp_path: Path) -> None:
    assert {low for low, _ in ends(record("paper grid", tmp_path), LONG).values()} == {0}


@pytest.mark.parametrize("name", WITH_MEDICINES)
def test_days_with_medicines_are_those_of_the_year(name: str, tmp_path: Path) -> None:
    """On free days nothing was written of medicines, so those may be more."""
    triptans = truth(lambda one: "Sumatriptan" in one.medicines)
    free = truth(lambda one: one.hours == 0)
    found = {month.month.month: month for month in intake_months(MonthlyRecord(record(name, tmp_path)))}
    for month, (days, _) in triptans.items():
        by_class = {group.name: count for group, count in found[month].by_class.items()}
        assert (by_class["triptans"].low, by_class["triptans"].high) == (days, (days or 0) + (free[month][0] or 0))


def test_without_a_statement_the_days_between_attacks_stay_blank(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(migraine_buddy(year()))
    found = ends(read_diary(path).part.headaches, HEADACHE)
    lengths = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    assert found == {month: (low, lengths[month]) for month, (low, _) in truth(lambda one: one.hours > 0).items()}


def test_an_export_zip_gives_the_same_as_the_file_in_it(tmp_path: Path) -> None:
    inside, packed = tmp_path / "export.xml", tmp_path / "export.zip"
    inside.write_bytes(apple_health(year()))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(inside, "apple_health_export/export.xml")
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr("apple_health_export/workout-routes/route_1.gpx", "<gpx/>")
    assert read_diary(packed).part.headaches.diaries[0].days == read_diary(inside).part.headaches.diaries[0].days


def test_no_place_note_or_trigger_of_the_export_is_kept(tmp_path: Path) -> None:
    written = write_part(imported("Migraine Buddy", tmp_path).part).decode()
    assert [word for word in ("u0yjjd", "Home", "a note") if word in written] == []
