"""The commands that attach documents, propose facts from notes, and take those that a person accepts."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from priorauth import cli
from priorauth.case.attached import attached_files
from priorauth.case.read import read_part
from tests.intake.attached.pdfs import NOTE, pdf, scan

SECRET = "Maria Sample"


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["priorauth", *map(str, words)])
    try:
        cli.main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "visit.pdf").write_bytes(pdf(NOTE))
    (tmp_path / "notes" / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    return tmp_path / "notes"


def test_documents_become_a_part_whose_files_are_found_again(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cases" / "documents.json"
    assert run(monkeypatch, "import", "documents", notes / "visit.pdf", "--out", out) == 0

    part = read_part(out)
    identity = part.documents[0].id
    assert part.documents[0].file == "../notes/visit.pdf"
    assert attached_files(part, out.parent) == {identity: (notes / "visit.pdf").read_bytes()}
    printed = capsys.readouterr()
    assert printed.out == f"{identity}: Office note, April 2, 2026, 1 page, signed\n"
    assert printed.err == "visit.pdf: kind office_note, guessed from its head; say --kind if that is wrong\n"


def test_a_bad_file_is_named_and_the_others_are_attached(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "documents.json"
    words = ("import", "documents", notes / "bad.pdf", notes / "visit.pdf", notes / "visit.pdf", "--out", out, "-q")

    assert run(monkeypatch, *words) == 3
    assert len(read_part(out).documents) == 1
    assert capsys.readouterr() == (
        "",
        "priorauth: bad.pdf: the document cannot be read as a PDF: it is damaged. Print or scan it anew.\n",
    )


def test_where_no_file_can_be_read_nothing_is_written(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "documents.json"
    assert run(monkeypatch, "import", "documents", notes / "bad.pdf", "--out", out) == 3
    assert run(monkeypatch, "read-notes", notes / "bad.pdf", "--out", out) == 3
    assert not out.exists()


@pytest.mark.skipif(
    find_spec("ocrmypdf") is None or shutil.which("tesseract") is None,
    reason="OCRmyPDF or Tesseract is not installed on this machine",
)
def test_of_a_scan_a_copy_with_text_is_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan(NOTE))
    out = tmp_path / "cases" / "documents.json"
    assert run(monkeypatch, "import", "documents", tmp_path / "scan.pdf", "--ocr", "--out", out) == 0

    document = read_part(out).documents[0]
    assert (document.file, document.recognized) == (f"{document.id}.pdf", True)
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(["documents.json", f"{document.id}.pdf"])


def test_proposals_are_shown_and_accepted_by_number(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proposals, out = tmp_path / "proposals.json", tmp_path / "part.json"
    assert run(monkeypatch, "read-notes", notes / "visit.pdf", "--out", proposals) == 0
    printed = capsys.readouterr()
    assert "frequency: 18–20 headache days a month, for 3" in printed.out
    assert printed.err == ""

    accepted = ("read-notes", "accept", proposals, "--by", "B. Biller", "--on", "2026-04-03", "--out", out)
    assert run(monkeypatch, *accepted, "--ids", "2") == 0
    part = read_part(out)
    assert [(trial.drug, trial.entered_by, trial.evidence[0].page) for trial in part.trials] == [
        ("topiramate", "B. Biller", 1)
    ]
    assert run(monkeypatch, *accepted, "--ids", "2,9") == 3
    assert run(monkeypatch, *accepted, "--ids", "two") == 2


def test_the_evidence_of_a_proposal_names_the_document_that_was_attached(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, "import", "documents", notes / "visit.pdf", "--out", tmp_path / "documents.json")
    run(monkeypatch, "read-notes", notes / "visit.pdf", "--out", tmp_path / "proposals.json")

    proposed = json.loads((tmp_path / "proposals.json").read_bytes())["proposals"]
    named = {
        item["document"] for one in proposed for fact in one["part"].get("trials", []) for item in fact["evidence"]
    }
    assert named == {read_part(tmp_path / "documents.json").documents[0].id}


def test_no_word_of_a_note_stands_in_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    out = tmp_path / "p.json"
    note.write_text(f"{SECRET} reports 18 headache days per month", encoding="utf-8")
    assert run(monkeypatch, "read-notes", note, "--out", out) == 3
    note.write_text(f"Date of service: 04/02/2026\n{SECRET} reports" + " and so on" * 40, encoding="utf-8")
    assert run(monkeypatch, "read-notes", note, "--out", out) == 0

    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err
    assert "too long to be quoted" in printed.err


def test_proposals_are_readable_by_owner_and_group_only(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, "read-notes", notes / "visit.pdf", "--out", tmp_path / "p.json", "-q")
    assert os.stat(tmp_path / "p.json").st_mode & 0o777 == 0o640  # noqa: PTH116 - the mode alone
