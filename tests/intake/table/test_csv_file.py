"""CSV by every encoding and delimiter that programs write."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.table import csv_file, open_table
from priorauth.intake.table.csv_file import open_csv
from tests.intake.table.tables import csv

HEAD = ("Id", "Name", "Note")
LINES = ("Id,Name,Note", "1,Zoë,ok", "2,Ann,ok")


def cells(path: Path) -> list[tuple[str, ...]]:
    (sheet,) = open_table(path).sheets
    return [row.cells for row in sheet.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    assert cells(csv(tmp_path, *LINES, encoding=encoding)) == [HEAD, ("1", "Zoë", "ok"), ("2", "Ann", "ok")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_divides_every_row_alike(tmp_path: Path, delimiter: str) -> None:
    lines = [line.replace(",", delimiter) for line in LINES]
    assert cells(csv(tmp_path, *lines))[0] == HEAD


def test_commas_in_the_text_do_not_hide_the_delimiter(tmp_path: Path) -> None:
    found = cells(csv(tmp_path, "Id;Drug;Dose", "1;topiramate, generic;50,5", "2;propranolol, LA;80,0"))
    assert found[1] == ("1", "topiramate, generic", "50,5")


def test_a_quoted_line_break_stays_in_its_cell(tmp_path: Path) -> None:
    assert cells(csv(tmp_path, "Id,Note", '1,"first', 'second"', "2,x"))[1:] == [("1", "first\r\nsecond"), ("2", "x")]


def test_rows_are_numbered_from_the_top_and_can_be_read_again(tmp_path: Path) -> None:
    (sheet,) = open_table(csv(tmp_path, *LINES)).sheets
    assert [row.number for row in sheet.rows()] == [row.number for row in sheet.rows()] == [1, 2, 3]


def test_an_error_of_excel_is_no_text(tmp_path: Path) -> None:
    assert cells(csv(tmp_path, "Id,Dose", "1,#REF!"))[1] == ("1", "\x00")


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert cells(csv(tmp_path)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,\x00\x00\x00\x00", "not a table in text"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "password"),
        (b'a,b\n1,"' + b"x" * 40_000 + b'"\n', "not a table in CSV"),
        (b"," * 600 + b"\n", "more than 500 columns"),
    ],
)
def test_what_is_no_table_in_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(CaseFileError, match=said):
        cells(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv(tmp_path, "a,b")
    monkeypatch.setattr(csv_file, "_MOST_BYTES", 3)
    open_csv(path)
    monkeypatch.setattr(csv_file, "_MOST_BYTES", 2)
    with pytest.raises(CaseFileError, match="200 MB"):
        open_csv(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"gone\.csv: cannot be read"):
        open_table(tmp_path / "gone.csv")
