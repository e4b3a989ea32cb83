"""A packet is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from priorauth.errors import OutputError
from priorauth.packet.files import MadeOf, Manifest, Packet, PacketFile, describe
from priorauth.packet.write import write_packet
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from tests.samples import policy_of, sample


def _packet(content: bytes = b"letter") -> Packet:
    case = sample("aetna_initial_ready")
    reviewed = review(case, policy_of(case))
    files = (PacketFile(path="for_payer/letter.pdf", kind="letter", content=content, pages=1),)
    manifest = Manifest(
        case_id=case.id,
        request_kind=case.request.kind,
        as_of=case.request.as_of,
        policy=reviewed.policy.id,
        policy_revision="r",
        made_of=MadeOf(
            case_sha256="0" * 64,
            policy_sha256="0" * 64,
            documents_sha256={},
            templates_sha256="0" * 64,
            versions={},
        ),
        content_sha256="0" * 64,
        readiness=Readiness.READY,
        draft=False,
        signoff=None,
        files=tuple(describe(file) for file in files),
    )
    return Packet(case_id=case.id, review=reviewed, files=files, manifest=manifest)


def _tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_folder_is_named_by_the_case(tmp_path: Path) -> None:
    folder = write_packet(_packet(), tmp_path / "out")

    assert folder == tmp_path / "out" / "aetna-initial-ready"
    assert _tree(tmp_path) == [
        "out/aetna-initial-ready/for_payer/letter.pdf",
        "out/aetna-initial-ready/manifest.json",
    ]


def test_others_cannot_read_it(tmp_path: Path) -> None:
    assert (write_packet(_packet(), tmp_path).stat().st_mode & 0o007) == 0


def test_an_earlier_packet_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = write_packet(_packet(b"old"), tmp_path)
    (folder / "for_payer" / "stray.pdf").write_bytes(b"stray")

    write_packet(_packet(b"new"), tmp_path)

    assert (folder / "for_payer" / "letter.pdf").read_bytes() == b"new"
    assert _tree(tmp_path) == ["aetna-initial-ready/for_payer/letter.pdf", "aetna-initial-ready/manifest.json"]


def test_a_folder_that_is_no_packet_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "aetna-initial-ready"
    target.mkdir()
    (target / "thesis.txt").write_text("mine")

    with pytest.raises(OutputError, match="is no packet"):
        write_packet(_packet(), tmp_path)

    assert _tree(tmp_path) == ["aetna-initial-ready/thesis.txt"]


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(OutputError, match="cannot be written"):
        write_packet(_packet(), tmp_path / "out")


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    write_packet(_packet(b"old"), tmp_path)
    whole = getattr(Path, step)

    def fail_for_the_new_packet(path: Path, *args: object) -> object:
        if step == "write_bytes" or not path.name.endswith("ready"):
            raise OSError(28, os.strerror(28))
        return whole(path, *args)

    monkeypatch.setattr(Path, step, fail_for_the_new_packet)
    with pytest.raises(OutputError, match="No space left on device"):
        write_packet(_packet(b"new"), tmp_path)
    monkeypatch.undo()

    assert _tree(tmp_path) == ["aetna-initial-ready/for_payer/letter.pdf", "aetna-initial-ready/manifest.json"]
    assert (tmp_path / "aetna-initial-ready" / "for_payer" / "letter.pdf").read_bytes() == b"old"
