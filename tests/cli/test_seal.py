"""Sealing on the command line: with whose certificate, what is refused, and what is found out afterwards."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from priorauth.api import prepare_packet
from priorauth.cli.sealing import PASSPHRASE as VARIABLE
from priorauth.errors import SignOffRefused
from priorauth.packet.files import EngineName, Entry, Manifest, describe
from priorauth.packet.seals import names
from priorauth.render.sealing import check_seal, read_key, seal_packet
from tests.certificates import DAY, NOW, PASSPHRASE, made
from tests.cli.conftest import RunCli
from tests.packets import packet_of
from tests.render.test_conformance import CLAIMS, failures
from tests.samples import FOLDER, sample, signature_of

SIGN = ("--by", "Ana Example", "--credentials", "MD", "--on", "2026-06-11")
LETTER, PACKET = "for_payer/letter.pdf", "for_payer/packet.pdf"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three packets that nobody has signed: two ready, one with gaps."""
    from priorauth.api import write_packet

    out = tmp_path_factory.mktemp("drafts")
    for name in ("aetna_initial_ready", "aetna_initial_gap_hours", "uhc_initial_ready"):
        write_packet(prepare_packet(sample(name)), out)
    return out


@pytest.fixture
def out(drafts: Path, tmp_path: Path) -> Path:
    """A copy of the drafts, to sign."""
    return Path(shutil.copytree(drafts, tmp_path / "out"))


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packet that is signed off, and sealed with a certificate of the authority."""
    from priorauth.api import write_packet
    from priorauth.render.sealing import read_key, seal_packet

    signature = {"by": "Ana Example", "credentials": "MD", "on": "2026-06-11"}
    packet = prepare_packet(sample("aetna_initial_ready"), signature=signature)
    key = read_key(made(by_authority=True).p12, PASSPHRASE, "own.p12", NOW)
    return write_packet(seal_packet(packet, key, NOW), tmp_path_factory.mktemp("sealed"))


@pytest.fixture
def folder(sealed_once: Path, tmp_path: Path) -> Path:
    """A copy of the sealed packet, to do something to."""
    return Path(shutil.copytree(sealed_once, tmp_path / sealed_once.name))


def entry_of(folder: Path, path: str) -> Entry:
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    return next(one for one in manifest.files if one.path == path)


def rewrite(folder: Path, change: Callable[[bytes], bytes], *, hide: bool) -> None:
    """Change the letter; with ``hide`` also what the manifest says of it."""
    path, manifest = folder / LETTER, folder / "manifest.json"
    path.write_bytes(change(path.read_bytes()))
    if hide:
        data = json.loads(manifest.read_text())
        entry = next(one for one in data["files"] if one["path"] == LETTER)
        entry |= {"sha256": sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
        manifest.write_text(json.dumps(data))


def in_the_seal(content: bytes) -> bytes:
    return content.replace(b"/Reason (Sign", b"/Reason (Sigm")


def in_the_page(content: bytes) -> bytes:
    at = content.index(b"stream\n") + 40
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def appended(content: bytes) -> bytes:
    writer = PdfWriter(BytesIO(content), incremental=True)
    writer.pages[0].rotate(90)
    result = BytesIO()
    writer.write(result)
    assert result.getvalue().startswith(content)
    return result.getvalue()


@pytest.mark.parametrize(("kind", "engine"), [("rsa", "weasyprint"), ("ec", "weasyprint"), ("rsa", "fast")])
def test_a_sealed_file_keeps_its_conformance_and_all_its_bytes(kind: str, engine: EngineName) -> None:
    case = sample("aetna_initial_ready")
    packet = prepare_packet(case, signature=signature_of(case), engine=engine)
    sealed = seal_packet(packet, read_key(made(kind=kind).p12, PASSPHRASE, "own.p12", NOW), NOW)

    for before, after in zip(packet.files, sealed.files, strict=True):
        if before.path not in (LETTER, PACKET):
            assert after == before
            continue
        assert failures(after.content) == []
        assert set(CLAIMS.findall(after.content)) == {b"pdfaid:part", b"pdfuaid:part"}
        assert after.content.startswith(before.content)
        assert after.seal is not None
        assert after.seal.unsealed_sha256 == sha256(before.content).hexdigest()
        root: Any = PdfReader(BytesIO(after.content)).trailer["/Root"]
        (field,) = root["/AcroForm"]["/Fields"]
        assert field.get_object()["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
        assert field.get_object()["/TU"] == "Electronic signature of the clinician who signed this document off"
        assert "/Version" not in root


def test_a_seal_names_signer_time_and_trust(run: RunCli, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(made(by_authority=True).pem)

    told = run("verify-packet", folder, "--trust", tmp_path / "root.pem")

    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Every file is as it was made. Signed off on June 11, 2026.\n")
    assert "for_payer/letter.pdf: sealed by CN=Ana Example on " in told.out
    assert "for_payer/letter.pdf: no byte changed since." in told.out
    assert "for_payer/letter.pdf: the certificate leads to one that you trust." in told.out


def test_a_seal_is_told_as_data(run: RunCli, folder: Path) -> None:
    data = json.loads(run("verify-packet", folder, "--json").out)

    assert [one["path"] for one in data["seals"]] == [PACKET, LETTER]
    assert {one["trusted"] for one in data["seals"]} == {None}
    assert data["signoff"]["by"] == "Ana Example"
    assert data["changes"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (in_the_seal, "bytes changed after it was sealed."),
        (in_the_page, "bytes changed after it was sealed."),
        (appended, "something was added after it was sealed."),
        (lambda content: content + b" ", "something was added after it was sealed."),
        (lambda content: content[:-2000], "no seal in it can be read."),
    ],
    ids=["a byte of the seal", "a byte of a page", "an update", "a byte behind", "cut short"],
)
def test_a_change_after_the_seal_is_found(sealed_once: Path, change: Callable[[bytes], bytes], said: str) -> None:
    content = change((sealed_once / LETTER).read_bytes())

    checked = check_seal(content, entry_of(sealed_once, LETTER), signer="Ana Example", trust=None, at=NOW)

    assert checked.refused
    assert checked.says[0] == f"for_payer/letter.pdf: {said}"


def test_a_change_is_found_also_where_the_manifest_hides_it(run: RunCli, folder: Path) -> None:
    rewrite(folder, appended, hide=True)

    done = run("verify-packet", folder)

    assert done.code == 14
    assert "for_payer/letter.pdf: something was added after it was sealed." in done.err


def test_a_seal_of_another_certificate_than_the_manifest_names_is_refused(sealed_once: Path) -> None:
    entry = entry_of(sealed_once, LETTER)
    assert entry.seal is not None
    other = entry.model_copy(update={"seal": entry.seal.model_copy(update={"certificate_sha256": "0" * 64})})
    content = (sealed_once / LETTER).read_bytes()

    assert not check_seal(content, entry, signer="Ana Example", trust=None, at=NOW).refused
    assert check_seal(content, other, signer="Ana Example", trust=None, at=NOW).refused


@pytest.mark.parametrize(("trust", "trusted"), [(made(by_authority=True).pem, True), (made().pem, False), (None, None)])
def test_trust_is_looked_at_only_against_what_is_given(
    sealed_once: Path, trust: bytes | None, trusted: bool | None, capfd: pytest.CaptureFixture[str]
) -> None:
    content = (sealed_once / LETTER).read_bytes()
    checked = check_seal(content, entry_of(sealed_once, LETTER), signer="Ana Example", trust=trust, at=NOW)

    assert (checked.trusted, checked.refused) == (trusted, trusted is False)
    assert capfd.readouterr() == ("", "")


def test_a_file_of_no_certificates_is_no_trust(sealed_once: Path) -> None:
    with pytest.raises(SignOffRefused, match="holds no certificates"):
        check_seal(b"", entry_of(sealed_once, LETTER), signer="Ana Example", trust=b"none", at=NOW)


@pytest.mark.parametrize(("later", "expired"), [(0 * DAY, False), (3 * DAY, True)])
def test_a_certificate_that_expired_since_is_told(sealed_once: Path, later: timedelta, expired: bool) -> None:
    content = (sealed_once / LETTER).read_bytes()
    checked = check_seal(content, entry_of(sealed_once, LETTER), signer="Ana Example", trust=None, at=NOW + later)

    assert (checked.expired, checked.refused) == (expired, False)
    assert any("the certificate expired on" in says for says in checked.says) is expired


def test_a_certificate_that_vouches_for_itself_says_so() -> None:
    sealed = seal_packet(packet_of("aetna_initial_ready"), read_key(made().p12, PASSPHRASE, "own.p12", NOW), NOW)
    letter = next(file for file in sealed.files if file.path == LETTER)
    checked = check_seal(letter.content, describe(letter), signer="Ana Example", trust=None, at=NOW)

    assert "for_payer/letter.pdf: the certificate vouches for itself, and nobody else does." in checked.says


def test_a_certificate_of_another_name_seals_and_is_told_each_time(
    run: RunCli, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    (out.parent / "own.p12").write_bytes(made("Riverbend Clinic").p12)

    done = run("sign", out / "aetna-initial-ready", *SIGN, "--certificate", out.parent / "own.p12", "--quiet")

    assert done.code == 0
    assert done.err == (
        "aetna-initial-ready: the certificate does not name the clinician who signs off: CN=Riverbend Clinic.\n"
    )
    letter = (out / "aetna-initial-ready" / LETTER).read_bytes()
    checked = check_seal(
        letter, entry_of(out / "aetna-initial-ready", LETTER), signer="Ana Example", trust=None, at=NOW
    )
    assert "for_payer/letter.pdf: the certificate does not name the clinician who signed off." in checked.says


@pytest.mark.parametrize(
    ("subject", "signer", "expected"),
    [
        ("Ana Example", "Ana Example", True),
        ("EXAMPLE ANA M.", "Ana Example", True),
        ("Ana Example", "Ana M. Example", True),
        ("Example", "Ana Example", False),
        ("Bea Example", "Ana Example", False),
        ("Riverbend Clinic", "Ana Example", False),
    ],
)
def test_a_name_is_a_signers_where_all_its_words_are(subject: str, signer: str, expected: bool) -> None:
    assert names(subject, signer) is expected


@pytest.mark.parametrize(
    ("content", "passphrase", "code", "said"),
    [
        (made().p12, "wrong", 14, "own.p12 does not open with this passphrase."),
        (made().p12, "", 14, "own.p12 does not open with this passphrase."),
        (made(since=NOW - 9 * DAY, until=NOW - DAY).p12, PASSPHRASE, 14, "The certificate in own.p12 expired on "),
        (made(since=NOW + DAY, until=NOW + 9 * DAY).p12, PASSPHRASE, 14, "The certificate in own.p12 is valid from "),
        (made(with_key=False).p12, PASSPHRASE, 14, "own.p12 holds no private key with its certificate."),
        (made(may_sign=False).p12, PASSPHRASE, 14, "The certificate in own.p12 is not meant for signatures."),
        (made().pem, PASSPHRASE, 14, "own.p12 is no PKCS#12 file"),
        (b"", PASSPHRASE, 14, "own.p12 is no PKCS#12 file"),
        (b"%PDF-1.7", PASSPHRASE, 14, "own.p12 is no PKCS#12 file"),
        (made().p12[:-1], PASSPHRASE, 14, "own.p12 is no PKCS#12 file"),
        (made().p12, None, 14, "The passphrase of own.p12 is not known."),
        (None, PASSPHRASE, 14, "own.p12 cannot be read (No such file or directory)."),
    ],
)
def test_a_certificate_that_cannot_seal_leaves_the_draft(
    run: RunCli,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    passphrase: str | None,
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", BytesIO())
    monkeypatch.delenv(VARIABLE, raising=False)
    if passphrase is not None:
        monkeypatch.setenv(VARIABLE, passphrase)
    if content is not None:
        (out.parent / "own.p12").write_bytes(content)

    done = run("sign", out / "aetna-initial-ready", *SIGN, "--certificate", out.parent / "own.p12")

    assert done.code == code
    assert said in done.err
    assert PASSPHRASE not in done.err + done.out
    assert not (out / "aetna-initial-ready" / "for_payer").exists()


def test_the_extra_is_named_where_it_is_missing(run: RunCli, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    (out.parent / "own.p12").write_bytes(made().p12)

    done = run("sign", out / "aetna-initial-ready", *SIGN, "--certificate", out.parent / "own.p12")

    assert done.code == 8
    assert done.err == (
        "priorauth: A seal needs pyHanko, which is not installed. Install it with `pip install 'priorauth[pades]'`.\n"
    )


def test_preparing_the_same_case_keeps_the_seal(run: RunCli, folder: Path) -> None:
    before = (folder / LETTER).read_bytes()

    run("prepare", FOLDER / "aetna_initial_ready.json", "--out", folder.parent, "--quiet")

    assert (folder / LETTER).read_bytes() == before
    assert entry_of(folder, LETTER).seal is not None


def test_many_packets_are_signed_at_once_and_a_bad_one_stops_none(
    run: RunCli, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    (out.parent / "own.p12").write_bytes(made().p12)
    folders = [out / "aetna-initial-gap-hours", out / "nowhere", out / "aetna-initial-ready", out / "uhc-initial-ready"]

    done = run("sign", *folders, *SIGN, "--certificate", out.parent / "own.p12", "--json")

    assert done.code == 14
    assert [one["case_id"] for one in json.loads(done.out)] == ["aetna-initial-ready", "uhc-initial-ready"]
    refused = done.err.splitlines()
    assert len(refused) == 2
    assert refused[0].startswith(f"priorauth: {folders[0]}: Gaps are open")
    assert refused[1].startswith(f"priorauth: {folders[1]}: ")
