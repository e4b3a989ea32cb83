"""The template: its headings are known, its lists fit Excel, and its patient can be imported as it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from priorauth.api import review_case
from priorauth.case.model import Case
from priorauth.clinical.written_dates import DateStyle
from priorauth.intake.table import guess_map, open_table, template
from priorauth.intake.table.patient_fields import KINDS
from priorauth.review.finding import Readiness
from tests.intake.table.tables import read

_LONGEST_LIST = 255


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(BytesIO(template()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template())
    return path


def sheets(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.title != "Start here"]


def test_the_sheets_stand_in_the_order_of_the_work(book: Workbook) -> None:
    assert book.sheetnames == [
        "Start here", "Patients", "Clinic", "Diagnoses", "Headache months", "Frequency", "Trials", "Contraindications",
        "Intolerances", "Acute medicines", "Botox visits", "Scores", "Documents", "Attestations",
    ]  # fmt: skip


def test_every_heading_says_what_is_expected(book: Workbook) -> None:
    for sheet in sheets(book):
        for cell in sheet[1]:
            assert cell.comment is not None, f"{sheet.title} {cell.value}"
            assert cell.comment.text.startswith("Expected: ")


def test_lists_are_short_enough_for_excel_and_only_warn(book: Workbook) -> None:
    lists = [one for sheet in sheets(book) for one in sheet.data_validations.dataValidation]
    assert len(lists) > 15
    for one in lists:
        assert len(one.formula1 or "") <= _LONGEST_LIST + len('""')
        assert one.errorStyle == "warning"


def test_columns_are_text_so_that_excel_makes_no_days_of_what_is_typed(book: Workbook) -> None:
    for sheet in sheets(book):
        filled = sheet.iter_rows(min_row=2, max_row=sheet.max_row) if sheet.max_row > 1 else ()
        assert {cell.number_format for row in filled for cell in row} <= {"@"}
        assert {column.number_format for column in sheet.column_dimensions.values()} == {"@"}


def test_every_word_of_a_list_is_read(book: Workbook) -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            for word in field.expect.choices:
                field.expect.read(word, DateStyle())


def test_every_heading_is_known_and_not_only_like_one(path: Path) -> None:
    known, guesses = guess_map(open_table(path))
    assert [guess for guess in guesses if not guess.is_of_template] == []
    assert list(known.sheets) == sheets_of(path)


def sheets_of(path: Path) -> list[str]:
    return [sheet.name for sheet in open_table(path).sheets if sheet.name != "Start here"]


def test_the_example_is_one_whole_case_that_is_ready(path: Path) -> None:
    done = read(path, entered_by=None)
    (found,) = done.found
    assert done.bad == []
    assert isinstance(found.part, Case)
    assert found.part.id == "EXAMPLE-1"
    assert review_case(found.part).readiness is Readiness.READY
