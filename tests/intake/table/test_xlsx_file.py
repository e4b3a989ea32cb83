"""Workbooks: what a sheet shows counts, and what cannot be trusted is no value."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from priorauth.errors import CaseFileError
from priorauth.intake.table import open_table, xlsx_file
from priorauth.intake.table.grid import UNREADABLE, Row
from tests.intake.table.tables import rows, xlsx


def saved(folder: Path, book: Workbook) -> Path:
    path = folder / "table.xlsx"
    book.save(path)
    return path


def read_rows(path: Path) -> list[Row]:
    (sheet,) = open_table(path).sheets
    return list(sheet.rows())


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("  topiramate\xa0", "General", "topiramate"),
        (15, "General", "15"),
        (15.0, "General", "15"),
        (0.1 + 0.2, "General", "0.3"),
        (42, "00000", "00042"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (date(2024, 3, 15), "mm-dd-yy", "2024-03-15"),
        (datetime.fromisoformat("2024-03-15T14:30"), "m/d/yy h:mm", "2024-03-15"),
        (date(2024, 3, 1), "mmm-yy", "2024-03"),
        (date(2024, 3, 1), '"month of" mmmm yyyy', "2024-03"),
        (date(2024, 1, 1), "yyyy", "2024"),
        (date(2026, 3, 4), "d-mmm", "04-Mar"),
        (time(8, 30), "h:mm", "08:30"),
        ("#REF!", "General", UNREADABLE),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, value: Any, number_format: str, text: str) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = value
    book.worksheets[0]["A1"].number_format = number_format
    assert read_rows(saved(tmp_path, book)) == [Row(1, (text,))]


def test_a_formula_counts_by_its_saved_value_and_one_never_worked_out_is_unreadable(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["=1+1", None, "x"])
    path = saved(tmp_path, book)
    assert read_rows(path)[0].cells == (UNREADABLE, "", "x")
    repacked(path, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>", b"<v />", b"<v>2</v>")
    assert read_rows(path)[0].cells == ("2", "", "x")


def repacked(path: Path, part: str, *replaced: bytes) -> None:
    """Replace bytes in one part of a workbook: each first by the second after it."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for old, new in zip(replaced[::2], replaced[1::2], strict=True):
        parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_a_merged_cell_holds_for_all_of_its_rows(tmp_path: Path) -> None:
    book = Workbook()
    for row in rows("Id,Drug", "A1,topiramate", ",propranolol", "B2,timolol"):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A2:A3")
    assert [row.cells[0] for row in read_rows(saved(tmp_path, book))] == ["Id", "A1", "A1", "B2"]


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Shown=rows("a,b"), Old=rows("c,d"))
    book = Workbook()
    book.create_sheet("Old").sheet_state = "hidden"
    book.create_sheet("Lists").sheet_state = "veryHidden"
    table = open_table(saved(tmp_path, book))
    assert path.exists()
    assert [sheet.name for sheet in table.sheets] == ["Sheet"]
    assert table.notes == ("Sheet Old is hidden: not read. Unhide it if it belongs to the table.",)


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    found = read_rows(xlsx(tmp_path, Sheet=[["a"], [None], ["b"]]))
    assert [row.number for row in found] == [1, 3]


def test_numbers_of_days_are_not_trusted_where_the_calendar_begins_in_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    (sheet,) = open_table(saved(tmp_path, book)).sheets
    assert sheet.serials is False


def test_a_workbook_may_have_any_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Sheet=rows("a,b"))
    assert read_rows(path.rename(tmp_path / "table.data"))[0].cells == ("a", "b")


def test_the_size_that_a_sheet_states_is_not_believed(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Sheet=rows("a,b", "c,d"))
    repacked(path, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert [row.cells for row in read_rows(path)] == [("a", "b"), ("c", "d")]


_SHARED = b"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>Drug</t></si><si><r><t>topi</t></r><r><rPr><b/></rPr><t xml:space="preserve">ramate </t></r></si></sst>"""
_SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/></Types>'
)


def test_strings_that_excel_shares_between_cells_are_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Sheet=rows("X", "Y"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/sharedStrings.xml", _SHARED)
    repacked(path, "[Content_Types].xml", b"</Types>", _SHARED_TYPE)
    for number, letter in enumerate((b"X", b"Y")):
        old = b't="inlineStr"><is><t>' + letter + b"</t></is>"
        repacked(path, "xl/worksheets/sheet1.xml", old, b't="s"><v>%d</v>' % number)
    assert [row.cells for row in read_rows(path)] == [("Drug",), ("topiramate",)]


# Hostile files


def test_what_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(31_000_000))
    assert path.stat().st_size < 100_000
    with pytest.raises(CaseFileError, match="unpacks to more than 30 MB"):
        open_table(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path, Sheet=rows("a,b"))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    repacked(path, "xl/worksheets/sheet1.xml", b"<worksheet", bomb)
    with pytest.raises(CaseFileError, match="not a workbook"):
        open_table(path)


@pytest.mark.parametrize(("old", "new"), [(b'<row r="2"', b'<row r="999999999"'), (b'r="B1"', b'r="XFD1"')])
def test_a_cell_far_out_is_refused_in_bounds(
    tmp_path: Path, old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "_MOST_ROWS", 1000)
    path = xlsx(tmp_path, Sheet=rows("a,b", "c,d"))
    repacked(path, "xl/worksheets/sheet1.xml", old, new)
    with pytest.raises(CaseFileError, match="rows or 500 columns"):
        open_table(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(100)])
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    with pytest.raises(CaseFileError, match="not a workbook that can be read"):
        open_table(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "x")
    with pytest.raises(CaseFileError, match="not a workbook that can be read"):
        open_table(path)
