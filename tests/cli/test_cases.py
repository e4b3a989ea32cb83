"""Joining case files on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RunCli
from tests.samples import FOLDER, sample_data


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    """A case, and a part that gives another birth date."""
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"patient": sample_data("uhc_initial_ready")["patient"] | {"born": "1984-03-11"}}))
    return FOLDER / "uhc_initial_ready.json", other


def test_files_that_agree_become_a_case(run: RunCli, tmp_path: Path) -> None:
    first = FOLDER / "uhc_initial_ready.json"
    done = run("case", "merge", first, first, "--out", tmp_path / "case.json")

    assert (done.code, done.out) == (0, f"{tmp_path / 'case.json'}\n")
    assert run("check", tmp_path / "case.json", "--quiet").code == 0


def test_a_contradiction_is_shown_and_decided(run: RunCli, tmp_path: Path, two_files: tuple[Path, Path]) -> None:
    case = tmp_path / "case.json"

    merged = run("case", "merge", *two_files, "--out", case)
    checked = run("check", case, "--quiet")
    decision = ("--field", "patient.born", "--take", "1", "--by", "B. Clerk", "--on", "2026-06-10")
    decided = run("case", "decide", case, *decision, "--out", case)

    assert merged.code == 10
    assert merged.out.splitlines() == [
        "patient.born",
        '  1. uhc_initial_ready.json: "1984-03-17"',
        '  2. other.json: "1984-03-11"',
        str(case),
    ]
    assert checked.code == 10
    assert decided.code == 0
    assert run("check", case, "--quiet").code == 0


def test_a_file_that_is_no_case_is_named(run: RunCli, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"pateint": {}}')
    done = run("case", "merge", bad, "--out", tmp_path / "case.json")

    assert done.code == 3
    assert done.err == (
        "priorauth: bad.json, field pateint: is not a known field. See `priorauth schema case` for what is expected.\n"
    )
    assert not (tmp_path / "case.json").exists()
