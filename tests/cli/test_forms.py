"""``priorauth form`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import RunCli
from tests.forms import form
from tests.samples import sample_text

WHOLE = """
[fields]
"Patient Name" = "patient.name"
"Office Use" = "request.kind"
"Diagnosis" = "diagnosis.text"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "form.pdf").write_bytes(form())
    (tmp_path / "case.json").write_text(sample_text("aetna_initial_ready"), encoding="utf-8")
    (tmp_path / "map.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_the_fields_of_a_form_are_listed(desk: Path, run: RunCli) -> None:
    found = run("form", "fields", desk / "form.pdf")

    assert found.code == 0
    assert "Patient Name: text, required (Patient name)" in found.out
    assert "Member ID: text, at most 11" in found.out
    assert "Place of service: radio buttons, Office | Hospital" in found.out
    assert json.loads(run("form", "fields", desk / "form.pdf", "--json").out)[0]["name"] == "Patient Name"


def test_the_facts_are_listed(run: RunCli) -> None:
    assert "patient.born: Patient date of birth" in run("form", "facts").out
    assert json.loads(run("form", "facts", "--json").out)["code.drug"] == "HCPCS code"


def test_a_mapping_is_proposed_and_never_written_over(desk: Path, run: RunCli) -> None:
    first = run("form", "map", desk / "form.pdf", "--out", desk / "new.toml")
    again = run("form", "map", desk / "form.pdf", "--out", desk / "new.toml")

    assert first.code == 0
    assert '"DOB" = "patient.born"' in (desk / "new.toml").read_text(encoding="utf-8")
    assert (again.code, again.err) == (
        3,
        "priorauth: new.toml exists. Name another file, so that no work on a mapping is lost.\n",
    )


def test_a_form_is_filled(desk: Path, run: RunCli) -> None:
    found = run(
        "form", "fill", desk / "form.pdf", desk / "case.json", "--map", desk / "map.toml", "--out", desk / "o.pdf"
    )

    assert found.code == 0
    assert found.err == "Too long for the field, so on the addendum: Diagnosis\n"
    assert len(PdfReader(desk / "o.pdf").pages) == 2


def test_required_fields_that_stay_empty_are_named(desk: Path, run: RunCli) -> None:
    (desk / "map.toml").write_text('[fields]\n"DOB" = "patient.born"\n', encoding="utf-8")
    found = run(
        "form", "fill", desk / "form.pdf", desk / "case.json", "--map", desk / "map.toml", "--out", desk / "o.pdf"
    )

    assert (found.code, found.err) == (10, "Required, and still empty: Patient Name; Office Use\n")


@pytest.mark.parametrize(("name", "content"), [("form.pdf", b"x"), ("map.toml", b"[")])
def test_a_file_that_cannot_be_used_is_named(desk: Path, run: RunCli, name: str, content: bytes) -> None:
    (desk / name).write_bytes(content)
    found = run(
        "form", "fill", desk / "form.pdf", desk / "case.json", "--map", desk / "map.toml", "--out", desk / "o.pdf"
    )

    assert found.code == 3
    assert name in found.err
    assert not (desk / "o.pdf").exists()
