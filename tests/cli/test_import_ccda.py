"""`priorauth import ccda`, by what it prints where, what it writes, and the code it leaves with."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import RunCli
from tests.intake.documents import MEDICINES, PAYERS, PROBLEMS, document, medicine, policy, problem, section, write


def test_a_case_is_written_and_doubts_are_told_apart(run: RunCli, tmp_path: Path) -> None:
    text = document(section(PROBLEMS, problem()), section(MEDICINES, medicine()), section(PAYERS, policy()))
    path = write(tmp_path / "Jane Example.xml", text)

    done = run(
        "import",
        "ccda",
        path,
        "--out",
        tmp_path / "cases",
        "--as-of",
        "2026-06-10",
        "--payer",
        "Aetna",
        "--line-of-business",
        "commercial",
        "--kind",
        "continuation",
        "--plan",
        "Gold",
        "--state",
        "OH",
    )
    (written,) = (tmp_path / "cases").iterdir()
    request = json.loads(written.read_bytes())["request"]

    assert (done.code, done.out) == (0, f"{written}\n")
    assert f"{written.stem}: No clinician with a valid NPI" in done.err
    assert not any(word in done.out + done.err + written.name for word in ("Jane", "Example", "1980"))
    assert request == {
        "kind": "continuation",
        "as_of": "2026-06-10",
        "payer": "Aetna",
        "plan": "Gold",
        "line_of_business": "commercial",
        "state": "OH",
    }
    assert run("check", written).code == 10


def test_a_folder_goes_on_after_a_document_that_cannot_be_read(run: RunCli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "1.xml", "<html>")
    write(tmp_path / "in" / "2.xml", document())

    done = run("import", "ccda", tmp_path / "in", "--out", tmp_path / "cases", "--as-of", "2026-06-10", "--quiet")

    assert (done.code, done.out) == (3, "")
    assert len(list((tmp_path / "cases").iterdir())) == 1
    assert "priorauth: 1.xml, line 1: not XML (no element found)" in done.err
    assert "priorauth: documents or patients that could not become a case: 1." in done.err


def test_documents_that_differ_open_the_review(run: RunCli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    courses = medicine(), medicine().replace("20250520", "20250630")
    for number, course in enumerate(courses):
        write(tmp_path / "in" / f"{number}.xml", document(section(MEDICINES, course), identity=f"d{number}"))

    done = run("import", "ccda", tmp_path / "in", "--out", tmp_path / "cases", "--as-of", "2026-06-10")
    (written,) = (tmp_path / "cases").iterdir()

    assert done.code == 0
    assert "The documents differ on trials.0.stopped" in done.err
    assert len(json.loads(written.read_bytes())["conflicts"]) == 1
