"""Reads tables: CSV, and XLSX workbooks, with one row for each patient or one for each fact."""

from priorauth.intake.table.guess import Guess, guess_map
from priorauth.intake.table.mapping import TableMap, map_as_toml, read_map
from priorauth.intake.table.read import open_table, read_table
from priorauth.intake.table.report import BadCell, FromTable, TableOptions
from priorauth.intake.table.template import template

__all__ = [
    "BadCell",
    "FromTable",
    "Guess",
    "TableMap",
    "TableOptions",
    "guess_map",
    "map_as_toml",
    "open_table",
    "read_map",
    "read_table",
    "template",
]
