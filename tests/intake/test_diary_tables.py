"""A calendar and a paper grid: blank is unknown, 0 is free, hours are never inferred, bad cells are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.diary import DiaryFormat, ImportedDiary, read_diary
from tests.intake.diary_year import known_days


def read(folder: Path, *lines: str) -> ImportedDiary:
    path = folder / "diary.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_diary(path)


HEADER = "Date,Headache,Pain level,Migraine,Hours,Medicines"
YES: dict[str, Any] = {"headache": True}
NO: dict[str, Any] = {"headache": False}
ROWS: list[Any] = [
    pytest.param("yes,,,,", YES, id="yes"),
    pytest.param("X,,,,", YES, id="a mark"),
    pytest.param("No,,,,", NO, id="no"),
    pytest.param(",,,,", {}, id="blank is unknown"),
    pytest.param("7,,,,", YES, id="a level in the column headache"),
    pytest.param("0,,,,", NO, id="level 0 is free"),
    pytest.param(",10,,,", YES, id="worst pain"),
    pytest.param(",0.5,,,", YES, id="half a point"),
    pytest.param(",0,,,", NO, id="pain 0 is free"),
    pytest.param("yes,9,,,", YES, id="pain is no migraine"),
    pytest.param(",,yes,,", {"migraine": True}, id="migraine only"),
    pytest.param("yes,,no,,", {**YES, "migraine": False}, id="no migraine"),
    pytest.param("yes,,,6,", {**YES, "hours": 6}, id="hours"),
    pytest.param('yes,,,"4,5",', {**YES, "hours": 4.5}, id="a comma in a fraction"),
    pytest.param("yes,,,24 h,", {**YES, "hours": 24}, id="all day"),
    pytest.param("yes,,,4-6,", {**YES, "hours": {"low": 4, "high": 6, "said": "4-6"}}, id="4 to 6 hours"),
    pytest.param("yes,,,,none", {**YES, "acute": []}, id="nothing taken"),
    pytest.param("yes,,,,Excedrin + Aleve", {**YES, "acute": ["Excedrin", "Aleve"]}, id="two medicines"),
    pytest.param(
        'yes,,,,"Tylenol #3; acetaminophen / caffeine 65 mg"',
        {**YES, "acute": ["Tylenol #3", "acetaminophen / caffeine 65 mg"]},
        id="a product of two ingredients is one medicine",
    ),
]


@pytest.mark.parametrize(("cells", "expected"), ROWS)
def test_a_row_of_a_calendar(cells: str, expected: dict[str, Any], tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, f"2026-03-01,{cells}")
    assert (known_days(found), found.problems, found.format) == ({"2026-03-01": expected}, (), DiaryFormat.CALENDAR)


BAD: list[Any] = [
    pytest.param("sometimes,,,,", "2 (headache)", {}, id="headache"),
    pytest.param("11,,,,", "2 (headache)", {}, id="level 11"),
    pytest.param("yes,11,,,", "3 (pain)", YES, id="pain 11"),
    pytest.param("no,11,,,", "3 (pain)", {}, id="no headache, and pain 11"),
    pytest.param("no,,,30,", "5 (hours)", {}, id="no headache, and 30 hours"),
    pytest.param("yes,,perhaps,,", "4 (migraine)", YES, id="migraine"),
    pytest.param("yes,,,24.5,", "5 (hours)", YES, id="over 24 hours"),
    pytest.param("yes,,,all day,", "5 (hours)", YES, id="vague hours"),
    pytest.param("yes,,,,2", "6 (medicines)", YES, id="a count names no medicine"),
    pytest.param("yes,,,,yes", "6 (medicines)", YES, id="yes names no medicine"),
    pytest.param("no,5,,,none", "2 (headache)", {"acute": []}, id="no headache, yet pain"),
    pytest.param("no,,yes,,", "2 (headache)", {}, id="no headache, yet migraine"),
    pytest.param("no,,,3,", "2 (headache)", {}, id="no headache, yet hours"),
    pytest.param("yes,,,0,", "2 (headache)", {}, id="a headache of 0 hours"),
]


@pytest.mark.parametrize(("cells", "column", "expected"), BAD)
def test_a_bad_cell_of_a_calendar_counts_as_blank(
    cells: str, column: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    found = read(tmp_path, HEADER, f"2026-03-01,{cells}", "2026-03-02,yes,,,,")
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, column)]
    assert known_days(found) == {"2026-03-01": expected, "2026-03-02": YES}


DATES: list[Any] = [
    pytest.param(["2026-03-01", "2026-03-31"], ["2026-03-01", "2026-03-31"], id="ISO"),
    pytest.param(["3/1/2026", "3/31/2026"], ["2026-03-01", "2026-03-31"], id="month first, shown by the 31st"),
    pytest.param(["1.3.26", "31.3.26"], ["2026-03-01", "2026-03-31"], id="day first, shown by the 31st"),
    pytest.param(["3/1/2026 0:00", "3/31/2026 0:00"], ["2026-03-01", "2026-03-31"], id="as a spreadsheet writes them"),
    pytest.param(["2026-03-01 08:00", "2026-03-31T00:00:00"], ["2026-03-01", "2026-03-31"], id="with a time behind"),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_dates_of_a_calendar(written: list[str], expected: list[str], tmp_path: Path) -> None:
    assert list(known_days(read(tmp_path, "Date;Headache", *(f"{one};yes" for one in written)))) == expected


REFUSED: list[Any] = [
    pytest.param(["Date,Headache", "3/1/2026,yes", "3/2/2026,yes"], "do not show which number is", id="order unknown"),
    pytest.param(["Date,Headache", "3/13/2026,yes", "13/3/2026,yes"], "some dates have the month first", id="both"),
    pytest.param(["Date,Weather", "2026-03-01,rain"], "not a known diary", id="no column of headache"),
    pytest.param(["Date,Headache", "soon,yes"], r"line 2, column 1 \(date\): expected a date", id="no readable row"),
    pytest.param(["Date,Headache"], "no day of a headache diary", id="no row"),
    pytest.param(["Day," + ",".join(map(str, range(1, 32))), "Morning,4"], "which month is it", id="grid, no month"),
]


@pytest.mark.parametrize(("lines", "said"), REFUSED)
def test_what_cannot_be_read_for_sure_is_refused(lines: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=said):
        read(tmp_path, *lines)


def test_a_day_with_two_rows_that_differ_stays_blank(tmp_path: Path) -> None:
    found = read(tmp_path, "Date,Headache", "2026-03-01,yes", "2026-03-02,no", "2026-03-02,yes", "2026-03-01,yes")
    assert known_days(found) == {"2026-03-01": YES, "2026-03-02": {}}
    assert [problem.line for problem in found.problems] == [4]


def test_rows_above_the_header_and_other_columns_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, "My diary,,", ",,", "Mood,Had headache?,Calendar day", "good,no,2026-03-01")
    assert known_days(found) == {"2026-03-01": NO}


NUMBERS = "Day," + ",".join(str(number) for number in range(1, 32))
PARTS = {"Morning": "0,5,0,,", "Afternoon": "0,0,,0,", "Evening/Night": "0,0,0,0,"}


def test_a_grid_is_free_only_where_every_part_of_the_day_is_0(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,2026-03", NUMBERS, *(f"{label},{marks}" for label, marks in PARTS.items()))
    assert found.format is DiaryFormat.PAPER_GRID
    assert known_days(found) == {"2026-03-01": NO, "2026-03-02": YES}


def test_a_grid_with_one_part_of_the_day_has_no_free_day(tmp_path: Path) -> None:
    assert known_days(read(tmp_path, "Month,2026-03", NUMBERS, "Morning,0,4")) == {"2026-03-02": YES}


def test_a_night_that_was_left_blank_leaves_the_day_unknown(tmp_path: Path) -> None:
    rows = [f"{part},0,0" for part in ("Morning", "Afternoon", "Evening")]
    assert known_days(read(tmp_path, "Month,2026-03", NUMBERS, *rows, "Night,0,")) == {"2026-03-01": NO}


def test_one_severity_for_the_whole_day_is_enough(tmp_path: Path) -> None:
    assert known_days(read(tmp_path, "March 2026", NUMBERS, "Headache severity,0,4")) == {
        "2026-03-01": NO,
        "2026-03-02": YES,
    }


def test_medicines_of_a_grid(tmp_path: Path) -> None:
    """1: both written; 2: one taken, the other left blank; 3: neither written; 4: both 0."""
    found = read(
        tmp_path,
        "Month,2026-03",
        NUMBERS,
        "Symptomatic medicine: Sumatriptan 50 mg,1,2,,0",
        "Medicine: Ibuprofen,0,,,0",
        "Preventive: Topiramate,1,1,1,1",
        "Relief,3,2,,",
    )
    assert found.problems == ()
    assert known_days(found) == {
        "2026-03-01": {"acute": ["Sumatriptan 50 mg"]},
        "2026-03-02": {"acute_at_least": ["Sumatriptan 50 mg"]},
        "2026-03-04": {"acute": []},
    }


def test_migraine_of_a_grid_is_what_was_marked(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,2026-03", NUMBERS, "Pain,9,9", "Migraine,x,no")
    assert known_days(found) == {"2026-03-01": {**YES, "migraine": True}, "2026-03-02": {**YES, "migraine": False}}


def test_a_day_of_a_grid_that_contradicts_itself_stays_blank(tmp_path: Path) -> None:
    assert known_days(read(tmp_path, "Month,2026-03", NUMBERS, "Pain,0,0", "Migraine,x,")) == {"2026-03-02": NO}


def test_two_sheets_of_a_grid(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,2026-02", NUMBERS, "Pain,4", "", "2026-03," + NUMBERS[4:], "Pain,,0")
    assert known_days(found) == {"2026-02-01": YES, "2026-03-02": NO}


def test_bad_cells_of_a_grid_are_named(tmp_path: Path) -> None:
    february = ",".join("" for _ in range(28)) + ",4"
    found = read(
        tmp_path, "Month,2026-02", NUMBERS, "Pain,11,4", f"Evening,{february}", "Weather,sun", "Medicine: A,lots"
    )
    assert [str(problem) for problem in found.problems] == [
        "line 3, column 2 (day 1): expected a severity from 0 to 10; the cell counts as blank",
        "line 4, column 30 (day 29): this month has no such day",
        (
            'line 5, column 1 (label): expected Morning, Afternoon, Evening, Migraine, or "Medicine: NAME"; '
            "this row was left out"
        ),
        "line 6, column 2 (day 1): expected how many were taken, or a mark such as x; the cell counts as blank",
    ]
    assert known_days(found) == {"2026-02-02": YES}


def test_two_sheets_of_one_month_that_differ_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="two sheets are for the same month"):
        read(tmp_path, "Month,2026-02", NUMBERS, "Pain,4", "Month,2026-02", NUMBERS, "Pain,0")
