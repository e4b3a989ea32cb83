"""The commands around templates of the clinic's own, from the first copy to a signed packet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from priorauth.cli import templates
from tests.cli.conftest import RunCli
from tests.samples import FOLDER

CASE = FOLDER / "aetna_initial_ready.json"
SIGN = ("--by", "Ana Example", "--credentials", "MD", "--on", "2026-06-11")
TITLE = "letter/initial_title.html.j2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "letter").mkdir(parents=True)
    (folder / TITLE).write_text("{% include 'ours/letter/initial_title.html.j2' %}, by Riverbend\n")
    return folder


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two samples in place of all."""
    shipped = tmp_path / "package" / "samples"
    shipped.mkdir(parents=True)
    for name in ("aetna_initial_ready.json", "general_initial_ready.json"):
        (shipped / name).write_bytes((FOLDER / name).read_bytes())
    monkeypatch.setattr(templates, "files", lambda package: tmp_path / "package")


def test_ours_are_listed_and_one_is_copied_once(run: RunCli, tmp_path: Path) -> None:
    listed = run("templates", "list").out.splitlines()

    assert {TITLE, "style/letter.css", "shared/draft.html.j2"} <= set(listed)
    assert not any("fonts" in name for name in listed)
    assert run("templates", "copy", TITLE, "--to", tmp_path).code == 0
    assert "Letter of medical necessity" in (tmp_path / TITLE).read_text()
    (tmp_path / TITLE).write_text("mine")
    again = run("templates", "copy", TITLE, "--to", tmp_path)
    assert (again.code, (tmp_path / TITLE).read_text()) == (7, "mine")
    assert (
        "Did you mean letter/initial_title.html.j2?" in run("templates", "copy", "initial_title", "--to", tmp_path).err
    )


@pytest.mark.usefixtures("few")
def test_a_good_folder_passes_its_check(run: RunCli, own: Path) -> None:
    done = run("templates", "check", own)

    assert (done.code, done.err) == (0, "")
    assert done.out == f"2 samples prepared with {TITLE}: nothing is missing or wrong.\n"


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nome }}", f"Your template {TITLE}, line 1: 'nome' is undefined."),
        ("Dear Dr. ,", "letter, page 1: a title without a name: "),
        ("x</h1><div style='break-after: page'></div><div style='break-after: page'></div><h1>y",
         "The letter has 4 pages. Two is what a reviewer reads"),
    ],
)  # fmt: skip
def test_a_folder_with_faults_says_which_and_in_how_many_samples(run: RunCli, own: Path, text: str, said: str) -> None:
    (own / TITLE).write_text(text)

    done = run("templates", "check", own)

    assert done.code == 6
    assert said in done.out
    assert " of 2 samples: aetna_initial_ready" in done.out


def test_a_signed_packet_is_what_was_read_whatever_happens_to_the_folder(
    run: RunCli, own: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("prepare", CASE, "--out", out, "--templates", own, "--quiet")
    packet = out / "aetna-initial-ready"
    (own / TITLE).write_text("Another title")

    assert run("sign", packet, *SIGN, "--quiet").code == 0
    assert run("verify-packet", packet).code == 0
    assert "by Riverbend" in (packet / "office" / "templates" / TITLE).read_text()
    done = run("prepare", CASE, "--out", out, "--templates", own)
    assert "The sign-off of the earlier packet is gone" in done.err


def test_a_look_of_the_profile_is_signed_and_made_again(
    run: RunCli, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1 L8 8"/></svg>')
    Path("prices.toml").write_text("vial_200 = 1200.00\nadministration = 95.50")
    Path("clinic.toml").write_text(
        f'paper = "a4"\nprices = "prices.toml"\ntemplates = "{own.name}"\n'
        '[letterhead]\nlogo = "logo.svg"\n[wording]\nclosing = "sincerely"'
    )
    Path("priorauth.toml").write_text('profile = "clinic.toml"')
    packet = tmp_path / "out" / "aetna-initial-ready"

    assert run("prepare", CASE, "--out", "out", "--quiet").code == 0
    assert run("sign", packet, *SIGN, "--quiet").code == 0
    assert run("verify-packet", packet).code == 0

    manifest = json.loads((packet / "manifest.json").read_text())
    assert manifest["made_of"]["look"]["paper"] == "a4"
    assert list(manifest["made_of"]["own_templates_sha256"]) == [TITLE]
    there = {path.relative_to(packet).as_posix() for path in packet.rglob("*") if path.is_file()}
    assert {"office/logo.svg", "office/prices.json", "office/cost_sheet.pdf", f"office/templates/{TITLE}"} <= there
    # prepared again, the sign-off holds; another closing undoes it
    assert run("prepare", CASE, "--out", "out", "--quiet").err == ""
    Path("clinic.toml").write_text(Path("clinic.toml").read_text().replace("sincerely", "respectfully"))
    assert "The sign-off of the earlier packet is gone" in run("prepare", CASE, "--out", "out", "--quiet").err


def test_a_tampered_manifest_opens_no_file_elsewhere(run: RunCli, own: Path, tmp_path: Path) -> None:
    run("prepare", CASE, "--out", tmp_path / "out", "--templates", own, "--quiet")
    path = tmp_path / "out" / "aetna-initial-ready" / "manifest.json"
    path.write_text(path.read_text().replace(f'"{TITLE}": ', '"../../../secret.html.j2": '))

    done = run("verify-packet", path.parent)

    assert done.code == 3
    assert "a file of the packet is missing" in done.err
