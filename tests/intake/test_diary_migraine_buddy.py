"""Migraine Buddy: what its export says is kept, what it does not say stays unknown, bad cells are named."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.diary import ImportedDiary, read_diary
from tests.intake.diary_year import NEW_HEADER, OLD_HEADER, known_days

PREAMBLE = '"Date","Time Period","Description","Notes"\n"11/21/24","Ongoing","Attack\nstarted","check, later"\n\n'


def export(*attacks: dict[str, str], header: tuple[str, ...] = NEW_HEADER, preamble: str = PREAMBLE) -> str:
    """Return an export of attacks; a cell that is not named is empty, as in the app."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    usual = {"Started": "11/16/24 13:12", "Lasted": "05h 00m", "Pain Level": "6"}
    writer.writerows([{**usual, **attack}.get(column, "") for column in header] for attack in attacks)
    return preamble + text.getvalue()


def read(folder: Path, content: str | bytes) -> ImportedDiary:
    path = folder / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_diary(path)


FIVE_HOURS = {"headache": True, "hours": 5}
CELLS: list[Any] = [
    pytest.param({}, {"2024-11-16": FIVE_HOURS}, id="an attack"),
    pytest.param({"Started": "1/2/24 3:05"}, {"2024-01-02": FIVE_HOURS}, id="one digit each"),
    pytest.param({"Lasted": ""}, {"2024-11-16": {"headache": True}}, id="no length"),
    pytest.param({"Lasted": "00h 00m"}, {"2024-11-16": {"headache": True}}, id="a length of 0 is not known"),
    pytest.param({"Lasted": "45m"}, {"2024-11-16": {"headache": True, "hours": 0.75}}, id="minutes only"),
    pytest.param(
        {"Started": "11/18/24 23:30", "Lasted": "1d 02h 15m"},
        {
            "2024-11-18": {"headache": True, "hours": 0.5},
            "2024-11-19": {"headache": True, "hours": 24},
            "2024-11-20": {"headache": True, "hours": 1.75},
        },
        id="over two midnights",
    ),
    pytest.param(
        {"Started": "11/18/24 23:00", "Lasted": "02h 00m", "Start UTC Offset (min)": "-300"},
        {"2024-11-18": {"headache": True, "hours": 1}, "2024-11-19": {"headache": True, "hours": 1}},
        id="by the clock on the wall, whatever the offset",
    ),
    pytest.param({"Pain Level": ""}, {"2024-11-16": FIVE_HOURS}, id="no pain level: an attack was entered"),
    pytest.param({"Pain Level": "10"}, {"2024-11-16": FIVE_HOURS}, id="worst pain"),
    pytest.param({"Pain Level": "0"}, {"2024-11-16": {}}, id="pain 0: neither a headache nor free"),
    pytest.param({"Attack Types": "Migraine"}, {"2024-11-16": {**FIVE_HOURS, "migraine": True}}, id="migraine"),
    pytest.param(
        {"Attack Types": "Tension headache, Migraine with aura"},
        {"2024-11-16": {**FIVE_HOURS, "migraine": True}},
        id="migraine among other types",
    ),
    pytest.param({"Attack Types": "Cluster headache"}, {"2024-11-16": FIVE_HOURS}, id="another type"),
    pytest.param({"Attack Types": "Possible migraine"}, {"2024-11-16": FIVE_HOURS}, id="possible migraine is none"),
    pytest.param({"Attack Types": "Migraine, Not sure"}, {"2024-11-16": FIVE_HOURS}, id="a doubt about the type"),
    pytest.param(
        {"Attack Types": "Silent migraine", "Pain Level": ""}, {"2024-11-16": {}}, id="a kind that need not hurt"
    ),
    pytest.param(
        {"Attack Types": "Vestibular migraine", "Pain Level": "4"},
        {"2024-11-16": {**FIVE_HOURS, "migraine": True}},
        id="a kind that need not hurt, and did",
    ),
    pytest.param({"Attack Types": "Not migraine"}, {"2024-11-16": FIVE_HOURS}, id="no migraine"),
    pytest.param({"Attack Types": "Migraine?"}, {"2024-11-16": FIVE_HOURS}, id="a doubt"),
    pytest.param({"Pain Level": "10", "Symptoms": "Nausea, Light"}, {"2024-11-16": FIVE_HOURS}, id="pain is no type"),
    pytest.param(
        {"Helpful Medication": "Sumatriptan, Ibuprofen", "Unsure Medication": "Tylenol"},
        {"2024-11-16": {**FIVE_HOURS, "acute": ["Sumatriptan", "Ibuprofen", "Tylenol"]}},
        id="medicines, helpful or not",
    ),
    pytest.param(
        {"Unsure Medication": "No medication"}, {"2024-11-16": {**FIVE_HOURS, "acute": []}}, id="no medication"
    ),
]


@pytest.mark.parametrize(("cells", "expected"), CELLS)
def test_an_attack(cells: dict[str, str], expected: dict[str, Any], tmp_path: Path) -> None:
    found = read(tmp_path, export(cells))
    assert (known_days(found), found.problems) == (expected, ())


BAD: list[Any] = [
    pytest.param({"Started": "not a date"}, "line 6, column Started: expected a date and time", None, id="no date"),
    pytest.param({"Started": "02/30/24 1:00"}, "line 6, column Started: expected", None, id="February 30"),
    pytest.param({"Started": "02/03/24 24:00"}, "line 6, column Started: expected", None, id="hour 24"),
    pytest.param({"Started": "02/03/24 23:60"}, "line 6, column Started: expected", None, id="minute 60"),
    pytest.param({"Lasted": "long"}, "line 6, column Lasted: expected a length", {"headache": True}, id="length"),
    pytest.param({"Lasted": "31d 00h 01m"}, "line 6, column Lasted: expected", {"headache": True}, id="over a month"),
    pytest.param({"Pain Level": "14"}, "line 6, column Pain Level: expected a pain level", FIVE_HOURS, id="pain 14"),
    pytest.param({"Pain Level": "-1"}, "line 6, column Pain Level: expected", {}, id="pain below 0"),
    pytest.param({"Pain Level": "no pain"}, "line 6, column Pain Level: expected", {}, id="pain in words"),
    pytest.param(
        {"Start UTC Offset (min)": "9999"}, "line 6, column Start UTC Offset (min): expected", FIVE_HOURS, id="offset"
    ),
]


@pytest.mark.parametrize(("cells", "said", "day"), BAD)
def test_a_bad_cell_is_named_and_the_rest_goes_on(
    cells: dict[str, str], said: str, day: dict[str, Any] | None, tmp_path: Path
) -> None:
    found = read(tmp_path, export(cells, {"Started": "11/30/24 8:00"}))

    assert str(found.problems[0]).startswith(said)
    assert known_days(found) == {**({} if day is None else {"2024-11-16": day}), "2024-11-30": FIVE_HOURS}
    assert [value for value in cells.values() if value in str(found.problems)] == []


def test_lines_are_counted_in_the_file_with_line_breaks_inside_of_cells(tmp_path: Path) -> None:
    found = read(tmp_path, export({"Notes": "two\nlines"}, {"Started": "no"}))
    assert [problem.line for problem in found.problems] == [8]


def test_a_row_with_too_many_cells_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, export({}) + '"2","11/17/24 8:00","01h 00m"\n')
    assert str(found.problems[0]) == "line 7, column #: expected 24 cells, as in the header; this row was left out"


def test_the_older_export_has_no_time_zones_and_no_types(tmp_path: Path) -> None:
    found = read(tmp_path, export({"Attack Types": "Migraine"}, header=OLD_HEADER, preamble=""))
    assert known_days(found) == {"2024-11-16": FIVE_HOURS}
    assert found.notes == ("This export has no attack types: it documents no migraine days.",)


def test_names_of_columns_may_be_written_small(tmp_path: Path) -> None:
    header, _, rows = export({"Attack Types": "Migraine"}, preamble="").partition("\n")
    found = read(tmp_path, f"{header.lower()}\n{rows}")
    assert known_days(found) == {"2024-11-16": {**FIVE_HOURS, "migraine": True}}


def test_what_is_not_counted_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, export({"Pain Level": "0"})).notes == (
        "Entries above the attacks, such as an attack still going on, were not counted: 1.",
        "Attacks without pain: 1. Their days stay blank, neither headache nor free.",
    )


def test_dates_with_the_day_first_are_refused_as_a_whole(tmp_path: Path) -> None:
    """Those of them that fit a US date would be read as the wrong day without a word."""
    with pytest.raises(CaseFileError, match="a day before the month"):
        read(tmp_path, export({"Started": "16/11/24 13:12"}, {"Started": "05/11/24 13:12"}))


def test_an_export_without_its_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(PREAMBLE, encoding="utf-8")
    from priorauth.intake.diary import DiaryFormat

    with pytest.raises(CaseFileError, match=r"export\.csv: the header of the attacks"):
        read_diary(path, DiaryFormat.MIGRAINE_BUDDY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    content = export({"Helpful Medication": "Paracétamol", "Notes": "café"}).encode(encoding)
    assert known_days(read(tmp_path, content))["2024-11-16"]["acute"] == ["Paracétamol"]
