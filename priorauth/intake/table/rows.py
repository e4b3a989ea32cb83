"""Reads the cells of one row by the mapping of its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from priorauth.clinical.written_dates import DateStyle
from priorauth.errors import CaseFileError
from priorauth.intake.table.expect import Together, in_order, is_empty
from priorauth.intake.table.field import Field, Kind, Values
from priorauth.intake.table.grid import UNREADABLE, Row, Sheet, Table, column_letter
from priorauth.intake.table.mapping import TableMap, Target, labels, parse_target
from priorauth.intake.table.patient_fields import CLINIC, EVIDENCE, KEY
from priorauth.intake.table.report import BadCell

_FIRST_ROWS = 20


class Column(NamedTuple):
    """One column that is read."""

    at: int
    """Its place in the row, from 0."""
    header: str
    target: Target


class Plan(NamedTuple):
    """How one sheet is read."""

    sheet: Sheet
    place: str
    heading: int
    """The number of the row of headings."""
    columns: tuple[Column, ...]
    style: DateStyle

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What stands in the sheet."""
        return tuple({column.target.kind.name: column.target.kind for column in self.columns}.values())

    @property
    def is_for_all(self) -> bool:
        """True for a sheet of the clinic alone, which names no patient."""
        return set(self.kinds) <= set(CLINIC)

    def bad(self, row: int, field: Field | None, expected: str, left_out: str, number: int = 0) -> BadCell:
        """Return the report of a cell, or of a whole row where no column has that field."""
        wanted = (one for one in self.columns if field and one.target.field is field and one.target.number == number)
        column = next(wanted, None)
        return BadCell(
            place=self.place,
            row=row,
            column=column_letter(column.at) if column else None,
            header=column.header if column else None,
            expected=in_order(expected, self.style.order),
            left_out=left_out,
        )


class Group(NamedTuple):
    """The cells of one row that make one fact."""

    kind: Kind
    number: int
    values: Values
    spoilt: frozenset[str]
    """Fields whose cell could not be read."""

    @property
    def is_lost(self) -> bool:
        """True when a cell could not be read without which the rest says something else."""
        return any(field.required or field.vital for field in self.kind.fields if field.name in self.spoilt)


class ReadRow(NamedTuple):
    """What could be read of one row, and what not."""

    number: int
    groups: tuple[Group, ...]
    bad: tuple[BadCell, ...]

    def group(self, kind: Kind) -> Group | None:
        """Return the cells of this kind, where the row has some."""
        return next((group for group in self.groups if group.kind is kind), None)


def make_plans(table: Table, known: TableMap) -> tuple[Plan, ...]:
    """Return how each sheet that the mapping names is read.

    Raises:
        CaseFileError: the table lacks a sheet or a heading of the mapping, or a sheet names no patient.
    """
    sheets = {sheet.name: sheet for sheet in table.sheets}
    plans = []
    for name, columns in known.sheets.items():
        used = {header: target for header, text in columns.items() if (target := parse_target(text))}
        if name not in sheets:
            raise CaseFileError(f'{table.file}: has no sheet "{name}", which the mapping names. Make it anew.')
        if used:
            place = table.file if len(table.sheets) == 1 else f"{table.file}, sheet {name}"
            plans.append(_plan(sheets[name], place, used, DateStyle(known.dates, sheets[name].serials)))
    if not plans:
        raise CaseFileError(
            f"{table.file}: no row of headings was found. Expected a row such as Case id, Drug, Started, Stopped; "
            "start from `priorauth import table --template FILE.xlsx`."
        )
    return tuple(plans)


def _plan(sheet: Sheet, place: str, used: dict[str, Target], style: DateStyle) -> Plan:
    for row in islice(sheet.rows(), _FIRST_ROWS):
        headers = labels(row.cells)
        if used.keys() <= set(headers):
            columns = tuple(Column(headers.index(header), header, target) for header, target in used.items())
            plan = Plan(sheet, place, row.number, columns, style)
            if KEY not in plan.kinds and not plan.is_for_all:
                raise CaseFileError(
                    f"{place}: no column holds a case id or a record number. Add "
                    "one of them, or leave the sheet out by a mapping (--save-map)."
                )
            return plan
    raise CaseFileError(
        f"{place}: no row has all the headings of the mapping. Correct the mapping, or make it anew with --save-map."
    )


def data_rows(plan: Plan) -> Iterator[Row]:
    """Hand over the rows below the headings that hold something."""
    return (row for row in plan.sheet.rows() if row.number > plan.heading and not row.is_blank)


def read_row(row: Row, plan: Plan) -> ReadRow:
    """Read one row: the values of each kind, and a report for each cell that is not as expected."""
    values: dict[tuple[str, int], Values] = {}
    spoilt: dict[tuple[str, int], set[str]] = {}
    bad: list[BadCell] = []
    for column in plan.columns:
        kind, number, field = column.target
        text = row.cells[column.at] if column.at < len(row.cells) else ""
        if is_empty(text):
            continue
        try:
            value = _value(text, field, plan.style)
        except (ValueError, KeyError, OverflowError):
            spoilt.setdefault((kind.name, number), set()).add(field.name)
            bad.append(plan.bad(row.number, field, field.expect.what, _lost(kind, field), number))
        else:
            values.setdefault((kind.name, number), {}).update(_fields(field, value))
    return ReadRow(row.number, _groups(plan, values, spoilt), tuple(bad))


def _lost(kind: Kind, field: Field) -> str:
    is_whole = field.required or field.vital or kind is EVIDENCE
    return kind.one if is_whole else f"this cell, of {kind.one}"


def _value(text: str, field: Field, style: DateStyle) -> Any:  # noqa: ANN401 - what the field holds
    if text == UNREADABLE:
        raise ValueError("an error of Excel")
    return field.expect.read(text, style)


def _fields(field: Field, value: Any) -> Values:  # noqa: ANN401 - what the field holds
    return value if isinstance(value, Together) else {field.name: value}


def _groups(
    plan: Plan, values: dict[tuple[str, int], Values], spoilt: dict[tuple[str, int], set[str]]
) -> tuple[Group, ...]:
    keys = dict.fromkeys((column.target.kind.name, column.target.number) for column in plan.columns)
    kinds = {kind.name: kind for kind in plan.kinds}
    return tuple(
        Group(kinds[key[0]], key[1], values.get(key, {}), frozenset(spoilt.get(key, ())))
        for key in keys
        if key in values or key in spoilt
    )


def missing_fields(group: Group) -> list[Field]:
    """Return the required fields that the row leaves empty."""
    return [field for field in group.kind.fields if field.required and field.name not in {*group.values, *group.spoilt}]
