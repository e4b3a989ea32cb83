"""Which column of a table stands for what: as a file that a person can read and correct."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from priorauth.clinical.model import Model
from priorauth.clinical.written_dates import DateOrder
from priorauth.errors import CaseFileError
from priorauth.intake.table.field import Field, Kind
from priorauth.intake.table.grid import column_letter
from priorauth.intake.table.patient_fields import KINDS

_TARGET = re.compile(r"([a-z_]+)(?:\.(\d{1,2}))?\.([a-z_0-9]+)")
_LARGEST = 1_000_000
_HEAD = """\
# How `priorauth import table` reads the columns of a table: "heading" = "what it stands for".
# An empty text means that the column is not read. What a column can stand for: docs/reference/table-columns.md.
"""


class Target(NamedTuple):
    """What a column stands for: a field of a kind, and of which one where a row has several."""

    kind: Kind
    number: int
    field: Field


class TableMap(Model):
    """Which column stands for what, sheet by sheet; an empty text is a column that is not read."""

    dates: DateOrder = DateOrder.US
    sheets: dict[str, dict[str, str]]


def parse_target(text: str) -> Target | None:
    """Return what "trial.drug" or "trial.2.drug" names, or None where there is no such field."""
    found = _TARGET.fullmatch(text)
    kind = KINDS.get(found[1]) if found else None
    field = kind.field(found[3]) if kind and found else None
    return Target(kind, int(found[2] or 0), field) if found and kind and field else None


def labels(headers: Iterable[str]) -> list[str]:
    """Return the headings by which a mapping names the columns: a repeated one with its letter, none for a blank."""
    seen: set[str] = set()
    named = []
    for index, header in enumerate(headers):
        plain = re.sub(r"\s+", " ", header).strip()
        label = f"{plain} (column {column_letter(index)})" if plain in seen else plain
        seen.add(plain)
        named.append(label)
    return named


def read_map(path: Path) -> TableMap:
    """Read a mapping from the TOML file at ``path``.

    Raises:
        CaseFileError: the file cannot be read, or names something that no column can stand for.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise CaseFileError(f"{path.name}: too large for a mapping. Make one with --save-map.")
        known = TableMap.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror}). Check the path of the mapping.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, RecursionError):
        raise CaseFileError(
            f"{path.name}: not a mapping of columns. Expected TOML as --save-map writes it; make it anew."
        ) from None
    _check_targets(known, path.name)
    return known


def _check_targets(known: TableMap, name: str) -> None:
    for sheet, columns in known.sheets.items():
        for header, target in columns.items():
            if target and parse_target(target) is None:
                raise CaseFileError(
                    f'{name}, sheet {sheet}, heading "{header}": no column can stand for that. Expected a name such as '
                    '"trial.drug"; docs/reference/table-columns.md lists them.'
                )
        used = [target for target in columns.values() if target]
        if len(used) != len(set(used)):
            raise CaseFileError(f"{name}, sheet {sheet}: two headings stand for one field. Leave one empty.")


def map_as_toml(known: TableMap, remarks: dict[tuple[str, str], str]) -> str:
    """Return a mapping as TOML; ``remarks`` are comments on columns, by sheet and heading."""
    remark = f"or {_quoted(DateOrder.DAY_FIRST)}: which number of 3/4/2024 is the month"
    lines = [
        _HEAD,
        f"dates = {_quoted(known.dates)}  # {remark}",
    ]
    for sheet, columns in known.sheets.items():
        lines += ["", f"[sheets.{_quoted(sheet)}]"]
        for header, target in columns.items():
            said = remarks.get((sheet, header))
            lines.append(f"{_quoted(header)} = {_quoted(target)}" + (f"  # {said}" if said else ""))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # a TOML string is a JSON string, but for the one control character that JSON lets through
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
