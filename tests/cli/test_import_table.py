"""The command for tables, by what it prints where, what it writes and the code it leaves with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from priorauth import cli
from tests.intake.table.tables import ANN, PATIENT, csv

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def _run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["priorauth", "import", "table", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return _run


def test_from_the_template_to_a_case(run: Run, tmp_path: Path) -> None:
    book, cases = tmp_path / "clinic.xlsx", tmp_path / "cases"
    assert run("--template", book) == (0, f"{book}\n", "")
    code, out, err = run(book, "--out", cases)

    assert (code, out) == (0, f"{cases / 'EXAMPLE-1.json'}\n")
    assert "headings are those of the template" in err
    assert json.loads((cases / "EXAMPLE-1.json").read_bytes())["patient"]["family"] == "Sample"


def test_a_bad_cell_is_listed_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    table = csv(tmp_path, f"{PATIENT},Sex,Plan type", f"{ANN},female,HMO", "B2,,Bob,1/2/1980,Aetna,male,")
    code, out, err = run(table, "--out", tmp_path)

    assert code == 13
    assert out.splitlines() == [f"{tmp_path / 'A1.json'}", f"{tmp_path / 'B2.part.json'}"]
    assert "table.csv, row 2, column G (Plan type): expected one of: commercial" in err
    assert "Left out: this cell, of the request." in err
    assert "B2: no whole case, a part of one. Missing: Family name." in err
    assert err.endswith("priorauth: 1 cell or row could not be read and is listed above; everything else was read.\n")
    assert "Bob" not in err


def test_the_guess_is_shown_with_how_sure_it_is(run: Run, tmp_path: Path) -> None:
    _, _, err = run(
        csv(tmp_path, "MRN,Drug,Outcome,Date startd,Commnets", "1,topiramate,helped,2024,x"),
        "--entered-by",
        "B. Example",
    )
    shown = " ".join(err.split())

    assert "table A MRN key.record_number known heading" in shown
    assert "table D Date startd trial.started much like it (95 %): look" in shown
    assert "table E Commnets not read no field is like it" in shown


def test_quiet_says_nothing_of_what_is_known_and_everything_of_what_is_likely(run: Run, tmp_path: Path) -> None:
    assert run(csv(tmp_path, PATIENT, ANN), "--out", tmp_path, "--quiet") == (0, "", "")
    _, _, err = run(csv(tmp_path, "Case id,Last name,Frst name,Payer", "A1,Sample,Ann,Aetna"), "--out", tmp_path, "-q")
    assert "Frst name" in err


def test_a_guess_is_saved_corrected_and_used(run: Run, tmp_path: Path) -> None:
    table, saved = csv(tmp_path, f"{PATIENT},Kind", f"{ANN},renewal"), tmp_path / "map.toml"
    run(table, "--save-map", saved)
    text = saved.read_text(encoding="utf-8")
    assert '"Kind" = ""' in text
    saved.write_text(text.replace('"Kind" = ""', '"Kind" = "request.kind"'), encoding="utf-8")

    code, _, err = run(table, "--map", saved, "--out", tmp_path)
    assert (code, err) == (0, "")
    assert json.loads((tmp_path / "A1.json").read_bytes())["request"]["kind"] == "continuation"


def test_without_out_nothing_is_written(run: Run, tmp_path: Path) -> None:
    table = csv(tmp_path, PATIENT, ANN)
    assert run(table, "--quiet") == (0, "", "")
    assert "Nothing was written" in run(table)[2]
    assert list(tmp_path.iterdir()) == [table]


def test_a_command_without_a_file_says_what_is_missing(run: Run) -> None:
    code, _, err = run()
    assert code == 2
    assert "--template" in err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--state", "Connecticut", "two capital letters"),
        ("--payer", " ", "some text"),
        ("--entered-by", "", "some text"),
        ("--line-of-business", "any", "one kind of plan"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(
    run: Run, tmp_path: Path, option: str, value: str, said: str
) -> None:
    code, _, err = run(csv(tmp_path, PATIENT, ANN), option, value)
    assert code == 2
    assert said in " ".join(err.replace("│", " ").split())


def test_the_order_of_dates_can_be_told(run: Run, tmp_path: Path) -> None:
    table = csv(tmp_path, PATIENT, ANN.replace("3/17/1984", "3/4/1984"))
    for order, born in (("us", "1984-03-04"), ("day_first", "1984-04-03")):
        run(table, "--out", tmp_path, "--dates", order)
        assert json.loads((tmp_path / "A1.json").read_bytes())["patient"]["born"] == born


def test_a_file_that_is_no_table_leaves_with_3(run: Run, tmp_path: Path) -> None:
    code, out, err = run(csv(tmp_path, "hello"), "--out", tmp_path)
    assert (code, out) == (3, "")
    assert "no row of headings was found" in err
