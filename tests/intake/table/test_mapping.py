"""The mapping as a file: what was guessed can be saved, corrected by hand and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.clinical.written_dates import DateOrder
from priorauth.errors import CaseFileError
from priorauth.intake.table import (
    FromTable,
    TableMap,
    TableOptions,
    guess_map,
    map_as_toml,
    open_table,
    read_map,
    read_table,
)
from priorauth.intake.table.mapping import labels, parse_target
from priorauth.intake.table.patient_fields import KINDS
from tests.intake.table.tables import AS_OF, csv

HEAD = "Case id,Drug,Outcome,Remark"


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_saved_guess_is_read_as_it_was(tmp_path: Path) -> None:
    known, _ = guess_map(open_table(csv(tmp_path, HEAD)), DateOrder.DAY_FIRST)
    path = written(tmp_path, map_as_toml(known, {("table", "Remark"): "no field is like it"}))
    assert read_map(path) == known
    assert '"Remark" = ""  # no field is like it\n' in path.read_text(encoding="utf-8")


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name.isprintable() or "\x7f" in name), st.just("")))
def test_any_heading_can_be_saved(tmp_path_factory: pytest.TempPathFactory, columns: dict[str, str]) -> None:
    known = TableMap(sheets={'A "sheet" \\ é': columns})
    assert read_map(written(tmp_path_factory.mktemp("map"), map_as_toml(known, {}))) == known


def test_a_corrected_mapping_is_what_counts(tmp_path: Path) -> None:
    path = csv(tmp_path, HEAD, "A1,topiramate,no benefit,sedation")
    known = TableMap(sheets={"table": {"Case id": "key.case_id", "Drug": "trial.drug", "Remark": "trial.side_effects"}})
    options = TableOptions(as_of=AS_OF, entered_by="B. Example", entered_on=AS_OF)
    (found,) = read_table(open_table(path), known, options)
    assert isinstance(found, FromTable)
    (trial,) = found.part.trials
    assert (trial.outcome, trial.side_effects) == (None, ("sedation",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a mapping"),
        ("[sheets", "not a mapping"),
        ('dates = "british"\n[sheets.table]\n', "not a mapping"),
        ('[sheets.table]\n"Drug" = 1\n', "not a mapping"),
        ('[sheets.table]\n"Drug" = "trial.medicine"\n', 'heading "Drug": no column can stand for that'),
        ('[sheets.table]\n"Drug" = "trial"\n', 'heading "Drug": no column can stand for that'),
        ('[sheets.table]\n"A" = "trial.drug"\n"B" = "trial.drug"\n', "two headings stand for one field"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CaseFileError, match=said):
        read_map(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[sheets.Trials]\n"Drug" = "trial.drug"\n', 'has no sheet "Trials"'),
        ('[sheets.table]\n"Drugs" = "trial.drug"\n', "no row has all the headings"),
        ('[sheets.table]\n"Drug" = "trial.drug"\n', "no column holds a case id"),
        ('[sheets.table]\n"Drug" = ""\n', "no row of headings"),
    ],
)
def test_a_mapping_that_does_not_fit_the_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    table = open_table(csv(tmp_path, HEAD))
    with pytest.raises(CaseFileError, match=said):
        list(read_table(table, read_map(written(tmp_path, text)), TableOptions(as_of=AS_OF)))


def test_every_field_can_be_named_in_a_mapping() -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            found = parse_target(f"{kind.name}.2.{field.name}")
            assert found is not None
            assert (found.kind, found.number, found.field) == (kind, 2, field)


def test_blank_headings_have_no_label_and_repeated_ones_their_letter() -> None:
    assert labels(("Drug", " ", "Start  date", "Drug")) == ["Drug", "", "Start date", "Drug (column D)"]
