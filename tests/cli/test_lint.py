"""`priorauth lint`: what it prints, and with which code it leaves."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from priorauth.cli import app
from tests.intake.attached.pdfs import pdf
from tests.samples import sample_data

RUN = CliRunner()
TODAY = ("--today", "2026-06-10")


def run(folder: Path, data: dict[str, Any], *options: str) -> tuple[int, str]:
    """Return exit code and output of `priorauth lint` on a case."""
    file = folder / "case.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    result = RUN.invoke(app, ["lint", str(file), *options])
    return result.exit_code, result.stdout


def changed(**request: Any) -> dict[str, Any]:
    """Return the ready first request to Aetna with another request."""
    data = sample_data("aetna_initial_ready")
    data["request"] |= request
    return data


@pytest.mark.parametrize(
    ("request_", "options", "code"),
    [
        ({}, TODAY, 0),
        ({}, ("--today", "2026-07-11"), 10),
        ({"units": 200}, TODAY, 10),
        ({"ndc": "00023-9232-01"}, TODAY, 11),
        ({}, (*TODAY, "--policy", "nobody/knows"), 4),
    ],
)
def test_the_exit_code_tells_what_was_found(
    tmp_path: Path, request_: dict[str, Any], options: tuple[str, ...], code: int
) -> None:
    if code == 4:
        file = tmp_path / "case.json"
        file.write_text(json.dumps(changed()), encoding="utf-8")
        result = RUN.invoke(app, ["lint", str(file), *options])
        assert getattr(result.exception, "exit_code", None) == 4
    else:
        assert run(tmp_path, changed(**request_), *options)[0] == code


def test_each_finding_says_what_is_wrong_where_and_what_to_do(tmp_path: Path) -> None:
    _, printed = run(tmp_path, changed(ndc="00023-9232-01"), *TODAY)
    assert printed.splitlines()[0] == "Stop (office): The product code is the one of Botox Cosmetic."
    assert "ndc-cosmetic, request.ndc. Ask for Botox; Botox Cosmetic is another product." in printed


def test_nothing_found_is_said(tmp_path: Path) -> None:
    assert run(tmp_path, changed(), *TODAY) == (0, "Nothing found.\n")


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, changed(units=200), *TODAY, "--quiet") == (10, "")


def test_machines_read_the_same(tmp_path: Path) -> None:
    code, printed = run(tmp_path, changed(ndc="00023-9232-01"), *TODAY, "--json")
    assert code == 11
    assert json.loads(printed) == [
        {
            "code": "ndc-cosmetic",
            "severity": "stop",
            "whom": "office",
            "field": "request.ndc",
            "text": "The product code is the one of Botox Cosmetic.",
            "todo": "Ask for Botox; Botox Cosmetic is another product.",
        }
    ]
    assert json.loads(run(tmp_path, changed(), *TODAY, "--json")[1]) == []


def test_the_quotes_are_looked_for_in_the_attached_files(tmp_path: Path) -> None:
    data, content = changed(), pdf("Office note: 18 headache days")
    (tmp_path / "note.pdf").write_bytes(content)
    document = {"file": "note.pdf", "sha256": sha256(content).hexdigest()}
    data["documents"] = [one | document if one["id"] == "note" else one for one in data["documents"]]

    code, printed = run(tmp_path, data, *TODAY, "--json")

    codes = {one["code"] for one in json.loads(printed)}
    assert (code, codes) == (10, {"quote-not-there"})
    assert "Office note" not in printed


def test_an_attached_file_that_is_gone_is_said(tmp_path: Path) -> None:
    data = changed()
    data["documents"] = [one | {"file": "gone.pdf", "sha256": "0" * 64} for one in data["documents"][:1]]

    found = json.loads(run(tmp_path, data, *TODAY, "--json")[1])

    assert [one["field"] for one in found if one["code"] == "file-missing"] == ["documents.0.file"]
