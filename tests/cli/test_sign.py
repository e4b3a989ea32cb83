"""Signing on the command line: drafts become final, and whatever changes afterwards is found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from priorauth import prepare_packet, write_packet
from tests.cli.conftest import Run, RunCli
from tests.samples import sample, sample_data

SIGN = ("--by", "Ana Example", "--credentials", "MD", "--on", "2026-06-11")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packet that is ready, and not signed off; made once, to be copied."""
    return write_packet(prepare_packet(sample("aetna_initial_ready")), tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A packet that is ready, not signed off, and the test's own."""
    return Path(shutil.copytree(prepared, tmp_path / "aetna-initial-ready"))


def prepare(run: RunCli, folder: Path, **change: object) -> Run:
    case = folder.parent / "case.json"
    case.write_text(json.dumps(sample_data("aetna_initial_ready") | change))
    return run("prepare", case, "--out", folder.parent)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "for_payer").glob("*"))


def test_signing_moves_the_packet_to_what_may_be_sent(run: RunCli, folder: Path) -> None:
    assert names(folder) == []
    assert run("verify-packet", folder).code == 10

    done = run("sign", folder, *SIGN)

    assert done.code == 0
    assert "Packet (signed off):" in done.out
    assert names(folder) == ["letter.pdf", "packet.pdf"]
    assert not (folder / "office" / "letter_draft.pdf").exists()
    assert run("verify-packet", folder).out == "Every file is as it was made. Signed off on June 11, 2026.\n"


def test_a_packet_that_lies_behind_an_address_is_to_be_fetched_first(run: RunCli) -> None:
    done = run("sign", "s3://bucket/night/a", *SIGN)

    assert (done.code, done.out) == (3, "")
    says = "A packet is signed in a folder. Fetch it from its address, read it, sign it there, and put it back."
    assert done.err == f"priorauth: {says}\n"


def test_preparing_the_same_case_keeps_the_sign_off(run: RunCli, folder: Path) -> None:
    signed = run("sign", folder, *SIGN, "--json").out

    done = prepare(run, folder)

    assert done.err == ""
    assert names(folder) == ["letter.pdf", "packet.pdf"]
    assert json.loads((folder / "manifest.json").read_text()) == json.loads(signed)


def test_preparing_a_changed_case_drops_the_sign_off_and_says_so(run: RunCli, folder: Path) -> None:
    run("sign", folder, *SIGN)
    coverage = sample_data("aetna_initial_ready")["coverage"] | {"member_id": "W123456780"}

    done = prepare(run, folder, coverage=coverage)

    assert "The sign-off of the earlier packet is gone" in done.err
    assert names(folder) == []
    assert run("verify-packet", folder).code == 10


def test_changed_added_and_missing_files_are_found(run: RunCli, folder: Path) -> None:
    run("sign", folder, *SIGN)
    for name in ("office/checklist.pdf", "office/review.json"):
        (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    (folder / "for_payer" / "letter.pdf").rename(folder / "for_payer" / "other.pdf")

    done = run("verify-packet", folder)

    assert done.code == 14
    assert done.err == (
        "priorauth: for_payer/other.pdf is no file of this packet. for_payer/letter.pdf is missing. "
        "office/checklist.pdf was changed. office/review.json was changed.\n"
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("content_sha256", "0" * 64, "changed since the packet was prepared"),
        ("readiness", "gaps", "is not what its case gives"),
    ],
)
def test_a_changed_manifest_is_found(run: RunCli, folder: Path, field: str, value: str, message: str) -> None:
    run("sign", folder, *SIGN)
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))

    done = run("verify-packet", folder)

    assert done.code == 14
    assert message in done.err


def test_a_packet_of_other_templates_is_not_signed(run: RunCli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("priorauth.render.templates.templates_sha256", lambda: "0" * 64)

    done = run("sign", folder, *SIGN)

    assert done.code == 14
    assert "Prepare the packet anew, read it, and sign it then." in done.err
    assert names(folder) == []


def test_a_packet_whose_case_was_changed_is_not_signed(run: RunCli, folder: Path) -> None:
    case = folder / "office" / "case.json"
    case.write_text(json.dumps(json.loads(case.read_text()) | {"scores": []}))

    done = run("sign", folder, *SIGN)

    assert done.code == 14
    assert "office/case.json was changed" in done.err
    assert names(folder) == []


@pytest.mark.parametrize("arguments", [["--image", "nobody.png"], ["--despite-gaps", "none are open"], ["--by", " "]])
def test_what_cannot_be_signed_leaves_the_draft(run: RunCli, folder: Path, arguments: list[str]) -> None:
    assert run("sign", folder, *SIGN, *arguments).code == 14
    assert names(folder) == []


def test_a_folder_that_is_no_packet_is_named(run: RunCli, tmp_path: Path) -> None:
    done = run("sign", tmp_path, *SIGN)

    assert done.code == 3
    assert "no packet (it has no manifest.json)" in done.err


def test_a_packet_of_the_fast_engine_is_signed_off_and_made_again_with_it(run: RunCli, tmp_path: Path) -> None:
    case, folder = tmp_path / "case.json", tmp_path / "aetna-initial-ready"
    case.write_text(json.dumps(sample_data("aetna_initial_ready")))
    prepare_fast = ("prepare", case, "--out", tmp_path, "--engine", "fast")
    assert run(*prepare_fast).code == 0

    assert run("sign", folder, *SIGN).code == 0

    signed = json.loads((folder / "manifest.json").read_text())
    assert {entry["drawn_by"] for entry in signed["files"] if entry["path"].endswith("packet.pdf")} == {"typst"}
    assert run("verify-packet", folder).out == "Every file is as it was made. Signed off on June 11, 2026.\n"
    assert run(*prepare_fast).err == ""
    assert json.loads((folder / "manifest.json").read_text()) == signed
    assert "The sign-off of the earlier packet is gone" in run("prepare", case, "--out", tmp_path).err
