"""Any bytes give cases or a CaseFileError, nothing else; what is read of good rows does not depend on bad ones."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.ranges import Range
from priorauth.errors import CaseFileError
from priorauth.intake.table import FromTable, template
from tests.intake.table.tables import ANN, PATIENT, csv, read

HEAD = f"{PATIENT},Drug,Start,Outcome,HA days per month,Source document,Note date"
LINE = f"{ANN},topiramate,March 2024,no benefit,18-20,Office note,6/3/2026"
BREAKABLE = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def survives(path: Path) -> None:
    try:
        done = read(path)
    except CaseFileError:
        return
    assert all(isinstance(one, FromTable) for one in done.found)
    assert all(str(one).startswith(path.name) for one in done.bad)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@cache
def parts() -> dict[str, bytes]:
    """The template, unpacked."""
    with zipfile.ZipFile(BytesIO(template())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@given(st.binary(max_size=400))
def test_any_bytes(folder: Path, content: bytes) -> None:
    path = folder / "any"
    path.write_bytes(content)
    survives(path)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_table_with_some_bytes_changed(folder: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(f"{HEAD}\n{LINE}\n{LINE}\n".encode())
    for place, byte in changes:
        content[place % len(content)] = byte
    path = folder / "changed.csv"
    path.write_bytes(bytes(content))
    survives(path)


@given(st.sampled_from(BREAKABLE), st.floats(0, 1), st.binary(max_size=6), st.integers(0, 12))
def test_a_workbook_with_a_part_broken(folder: Path, name: str, where: float, added: bytes, cut: int) -> None:
    old = parts()[name]
    place = int(where * len(old))
    new = old[:place] + added + old[place + cut :]
    path = folder / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for part, content in {**parts(), name: new}.items():
            packed.writestr(part, content)
    survives(path)


@given(st.lists(TEXT, min_size=11, max_size=11))
def test_any_text_in_the_cells_leaves_the_next_row_as_it_was(folder: Path, cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    done = read(csv(folder, HEAD, quoted, LINE))
    known = next(one.part for one in done.found if one.part.id == "A1")
    if cells[0].strip() != "A1":
        assert known.patient is not None
        assert known.patient.born == date(1984, 3, 17)
        assert [trial.drug for trial in known.trials] == ["topiramate"]


@given(st.integers(0, 31), st.integers(0, 31))
def test_a_count_is_held_as_it_was_written(folder: Path, one: int, other: int) -> None:
    low, high = min(one, other), max(one, other)
    line = LINE.replace("18-20", f"{low} to {high}")
    (frequency,) = read(csv(folder, HEAD, line)).part.headaches.frequencies
    assert isinstance(frequency.per_month, Range)
    assert (frequency.per_month.low, frequency.per_month.high) == (low, high)
