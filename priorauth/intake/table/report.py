"""What an import of a table gives: cases or parts of them, and every cell that could not be read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from priorauth.case.evidence import Origin, Text
from priorauth.case.model import Case, CasePart
from priorauth.clinical.model import Model
from priorauth.intake.fhir.imported import ImportOptions


class TableOptions(ImportOptions):
    """What the table does not say; a filled cell always wins over an option."""

    entered_by: Text | None = None
    """Who vouches for rows that name no document of the chart."""
    entered_on: date | None = None
    """The day they did; None is the day of the request."""

    @property
    def carried(self) -> dict[str, object]:
        """The fields that every fact takes over."""
        if self.entered_by is None:
            return {}
        return {
            "origin": Origin.MANUAL,
            "entered_by": self.entered_by,
            "entered_on": self.entered_on or self.as_of,
        }


class FromTable(NamedTuple):
    """What a table holds of one case."""

    part: CasePart
    """A whole case where nothing is missing that a case needs."""
    missing: tuple[str, ...] = ()
    """Headings of what a case needs and the table lacks."""

    @property
    def is_case(self) -> bool:
        """True when it can be checked as it is."""
        return isinstance(self.part, Case)


class BadCell(Model):
    """One cell, or one row, that could not be read. No value of the table stands here."""

    place: str
    """The file, and its sheet where it has several."""
    row: int
    column: str | None = None
    header: str | None = None
    expected: str
    left_out: str

    def __str__(self) -> str:
        """Show where it is, what was expected, and what was left out."""
        where = f", column {self.column} ({self.header})" if self.column else ""
        return f"{self.place}, row {self.row}{where}: expected {self.expected}. Left out: {self.left_out}."
