"""Reads a table: one row for each patient, or one for each fact, on one sheet or on several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from priorauth.errors import CaseFileError
from priorauth.intake.table.csv_file import open_csv
from priorauth.intake.table.facts import NEED_EVIDENCE
from priorauth.intake.table.field import Field
from priorauth.intake.table.gather import Gathered
from priorauth.intake.table.grid import Row, Table
from priorauth.intake.table.mapping import TableMap
from priorauth.intake.table.patient_fields import EVIDENCE, KEY
from priorauth.intake.table.report import BadCell, FromTable, TableOptions
from priorauth.intake.table.rows import Column, Plan, data_rows, make_plans, read_row
from priorauth.intake.table.xlsx_file import open_xlsx

_ZIP = b"PK\x03\x04"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old .xls workbook, or one with a password. Save it as .xlsx without a password.",
    b"%PDF": "a PDF, not a table. Save the table itself as .xlsx or CSV.",
}
_CASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

Position = tuple[int, int]
"""A sheet and a row, in the order in which they are read."""


class Index(NamedTuple):
    """Where the rows of each case end, so that it can be let go as soon as they are read."""

    last: dict[str, Position]
    cases: dict[str, set[str]]
    """The case ids of a record number."""


def open_table(path: Path) -> Table:
    """Open a CSV file or an XLSX workbook, whatever its name ends in.

    Raises:
        CaseFileError: it is neither, or too large.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the table.") from error
    if start in _OTHERS:
        raise CaseFileError(f"{path.name}: {_OTHERS[start]}")
    return open_xlsx(path) if start == _ZIP else open_csv(path)


def read_table(table: Table, known: TableMap, options: TableOptions) -> Iterator[FromTable | BadCell]:
    """Read every row by a mapping.

    Yields each case as soon as its last row is read, and each cell that could not be read. What a case has many of
    is kept in the order of the rows; memory does not grow with the number of cases whose rows stand together.

    Raises:
        CaseFileError: the mapping does not fit the table, or a sheet of facts names neither documents nor a person.
    """
    plans = make_plans(table, known)
    _check_documented(plans, options)
    clinic = Gathered("clinic", options)
    patients = [plan for plan in plans if not plan.is_for_all]
    for plan in plans:
        if plan.is_for_all:
            yield from _read_clinic(plan, clinic)
    yield from clinic.settle()
    yield from _read_cases(patients, options, clinic)


def _check_documented(plans: tuple[Plan, ...], options: TableOptions) -> None:
    for plan in plans:
        has_facts = any(kind.name in NEED_EVIDENCE for kind in plan.kinds)
        if has_facts and EVIDENCE not in plan.kinds and options.entered_by is None:
            raise CaseFileError(
                f"{plan.place}: a table is not a chart. Add a column Documented in, which names the document of the "
                "chart for each row, or say by --entered-by who vouches for the table."
            )


def _read_clinic(plan: Plan, clinic: Gathered) -> Iterator[BadCell]:
    for count, row in enumerate(data_rows(plan)):
        if count:
            yield plan.bad(row.number, None, "one row, which holds for every case", "this row")
        else:
            read = read_row(row, plan)
            yield from read.bad
            yield from clinic.add(read, plan)


def _read_cases(plans: list[Plan], options: TableOptions, clinic: Gathered) -> Iterator[FromTable | BadCell]:
    index = _index(plans)
    going: dict[str, Gathered] = {}
    for sheet, plan in enumerate(plans):
        for row in data_rows(plan):
            case_id = _case_id(row, plan, index)
            if isinstance(case_id, BadCell):
                yield case_id
                continue
            read = read_row(row, plan)
            yield from read.bad
            gathered = going.setdefault(case_id, Gathered(case_id, options, clinic))
            yield from gathered.add(read, plan)
            if index.last[case_id] == (sheet, row.number):
                yield from going.pop(case_id).finish()


def _index(plans: list[Plan]) -> Index:
    index = Index({}, {})
    for plan in (one for one in plans if len(_key_columns(one)) == len(KEY.fields)):
        for row in data_rows(plan):
            case_id, record = _keys(row, plan)
            if case_id and record and _CASE_ID.fullmatch(case_id):
                index.cases.setdefault(record, set()).add(case_id)
    for sheet, plan in enumerate(plans):
        for row in data_rows(plan):
            named = _case_id(row, plan, index)
            if isinstance(named, str):
                index.last[named] = (sheet, row.number)
    return index


def _keys(row: Row, plan: Plan) -> tuple[str, str]:
    group = read_row(row, plan._replace(columns=_key_columns(plan))).group(KEY)
    values = group.values if group else {}
    return values.get("case_id", ""), values.get("record_number", "")


def _key_columns(plan: Plan) -> tuple[Column, ...]:
    return tuple(column for column in plan.columns if column.target.kind is KEY)


def _case_id(row: Row, plan: Plan, index: Index) -> str | BadCell:
    """Return the case that a row belongs to: by its case id, else by its record number."""
    case_id, record = _keys(row, plan)
    if case_id:
        fits = _CASE_ID.fullmatch(case_id) is not None
        return case_id if fits else plan.bad(row.number, *_expected("case_id"), "this row")
    cases = index.cases.get(record, set())
    if not record or len(cases) > 1:
        what = "a case id, since several cases have this record number" if record else "a case id or a record number"
        return plan.bad(row.number, None, what, "this row")
    # the id stands in logs and file names, so it must not be the number that the clinic's systems know
    return next(iter(cases), f"table-{sha256(record.encode()).hexdigest()[:12]}")


def _expected(name: str) -> tuple[Field | None, str]:
    field = KEY.field(name)
    return field, field.expect.what if field else ""
