"""Writes the template: a workbook to fill in, with lists to choose from and one invented patient."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from priorauth.intake.table.example import CASE_ID, CLINIC, EXAMPLE
from priorauth.intake.table.fact_fields import DOCUMENT, FACTS
from priorauth.intake.table.field import Field, Kind
from priorauth.intake.table.patient_fields import CHRONIC, EVIDENCE, KEY, MEDICATION_LIST, ONCE

_LAST_ROW = 1000
# further ways to write what another column of the template asks for
_OTHER_WAYS = {
    "key.record_number", "patient.name", "trial.dose_mg", "frequency.headache_days", "frequency.migraine_days",
    "frequency.days_of_4_hours", "frequency.attacks",
}  # fmt: skip
_START = (
    "How to fill in this workbook",
    "One row is one patient on the sheet Patients, and one fact on every other sheet. The case id ties them together.",
    "The case id is your own name for the request. Never use a name, a birth date or a record number.",
    "The sheet Clinic has one row; it holds for every patient.",
    "Leave a cell empty where the chart says nothing. An empty cell becomes a question, never an answer.",
    "Documented in: the document of the chart that says so, or its id on the sheet Documents. Never this file.",
    "Dates: 3/15/2024, or March 2024, or Q1 2024, or 2024, as exactly as the chart has them and no more.",
    "Dark headings are needed. Rest the pointer on a heading to see what belongs there.",
    f"{CASE_ID} is an invented patient: import it to see how it works, then delete its rows.",
    "Then: priorauth import table FILE.xlsx --out cases",
)
_NEEDED = PatternFill("solid", fgColor="1F3864")
_OPTIONAL = PatternFill("solid", fgColor="8EA9DB")
_WIDTHS = {
    "name": 26,
    "quote": 40,
    "document": 22,
    "text": 28,
    "reason": 28,
    "prescribed_for": 24,
    "reason_stopped": 28,
}


def template() -> bytes:
    """Return the template as the bytes of an XLSX workbook."""
    book = Workbook()
    book.properties.creator = "priorauth"
    _write_start(book.active)
    for title in dict.fromkeys(kind.title for kind in (*ONCE, *FACTS)):
        _write_sheet(book.create_sheet(title), title)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def columns(title: str) -> Iterator[tuple[Kind, Field]]:
    """Yield the columns of one sheet of the template, in order."""
    kinds = [kind for kind in (*ONCE, *FACTS) if kind.title == title]
    keys = [] if title == CLINIC else [KEY]
    evidence = [] if title == CLINIC or DOCUMENT in kinds else [EVIDENCE]
    for kind in (*keys, *kinds, *evidence):
        for field in kind.fields:
            if f"{kind.name}.{field.name}" not in _OTHER_WAYS:
                yield kind, field


def _write_start(sheet: Any) -> None:  # noqa: ANN401 - openpyxl's sheet
    sheet.title = "Start here"
    sheet.column_dimensions["A"].width = 120
    for line in _START:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)


def _write_sheet(sheet: Any, title: str) -> None:  # noqa: ANN401 - openpyxl's sheet
    shown = list(columns(title))
    sheet.append([field.label for _, field in shown])
    for row in EXAMPLE.get(title, ()):
        known = {f"{KEY.name}.case_id": CASE_ID, **row}
        sheet.append([known.get(f"{kind.name}.{field.name}") for kind, field in shown])
    for index, (kind, field) in enumerate(shown, start=1):
        _dress(sheet, index, kind, field)
    sheet.freeze_panes = "A2" if title == CLINIC else "B2"


def _dress(sheet: Any, index: int, kind: Kind, field: Field) -> None:  # noqa: ANN401 - openpyxl's sheet
    letter = get_column_letter(index)
    heading = sheet.cell(1, index)
    is_needed = kind is KEY or (field.required and kind not in (CHRONIC, MEDICATION_LIST))
    heading.font = Font(bold=True, color="FFFFFF" if is_needed else "000000")
    heading.fill = _NEEDED if is_needed else _OPTIONAL
    heading.comment = Comment(_comment(field, is_needed=is_needed), "priorauth", height=120, width=280)
    sheet.column_dimensions[letter].width = _WIDTHS.get(field.name, max(14, len(field.label) + 3))
    # as text, "March 2024" and "3-4" stay what they are; Excel would make days of them
    sheet.column_dimensions[letter].number_format = "@"
    for cells in sheet.iter_rows(min_row=2, min_col=index, max_col=index):
        cells[0].number_format = "@"
    if field.expect.choices:
        _add_list(sheet, f"{letter}2:{letter}{_LAST_ROW}", field)


def _comment(field: Field, *, is_needed: bool) -> str:
    lines = [f"Expected: {field.expect.what}.", field.help, "Needed." if is_needed else ""]
    return "\n".join(line for line in lines if line)


def _add_list(sheet: Any, area: str, field: Field) -> None:  # noqa: ANN401 - openpyxl's sheet
    # a warning, not a stop: the import knows more words than the list has
    offered = DataValidation(
        type="list", formula1=f'"{",".join(field.expect.choices)}"', allow_blank=True, errorStyle="warning"
    )
    offered.error = f"Expected {field.expect.what}."[:225]
    offered.errorTitle = field.label[:31]
    offered.showErrorMessage = True
    sheet.add_data_validation(offered)
    offered.add(area)
