"""The output folder: one run at a time, and nothing of a killed run is left; nothing of anybody else is touched."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from priorauth.batch.folder import Folder, whole_file
from priorauth.errors import OutputError


def _make(out: Path, *names: str) -> None:
    for name in names:
        (out / name).mkdir(parents=True)
        (out / name / "letter.pdf").write_bytes(b"letter")


def _names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()} - {".batch"}


def test_what_a_killed_run_left_is_cleared_before_and_after(tmp_path: Path) -> None:
    _make(tmp_path, ".case-1.abcd_123", ".case-2.abcd_123.old", "case-3")
    with Folder(tmp_path).held(0):
        assert _names(tmp_path) == {"case-3"}
        _make(tmp_path, ".case-4.abcd_123")
    assert _names(tmp_path) == {"case-3"}


def test_a_signed_packet_that_a_killed_run_had_moved_out_of_the_way_goes_back(tmp_path: Path) -> None:
    # killed between the two renames by which a packet is replaced; a removed packet never goes back
    signed = (".moved.abcd_123.old", ".replaced.abcd_123.old", "replaced", ".removed.withdraw.old")
    _make(tmp_path, *signed, ".draft.abcd_123.old", ".moved.abcd_123")
    for name in signed:
        (tmp_path / name / "manifest.json").write_text('{"signoff": {"by": "Ana Example"}}')
    (tmp_path / ".draft.abcd_123.old" / "manifest.json").write_text('{"signoff": null}')
    (tmp_path / "replaced" / "new.pdf").write_bytes(b"new")

    with Folder(tmp_path).held(0):
        assert _names(tmp_path) == {"moved", "replaced"}
        assert {path.name for path in (tmp_path / "replaced").iterdir()} == {"letter.pdf", "manifest.json", "new.pdf"}


@pytest.mark.parametrize("name", [".git", ".case-1.abcd", ".case-1.ABCD_123", ".case.1.abcd_123", "case-1.abcd_123"])
def test_what_is_not_named_as_ours_stays(tmp_path: Path, name: str) -> None:
    _make(tmp_path, name)
    with Folder(tmp_path).held(0):
        assert _names(tmp_path) == {name}


def test_a_file_and_a_link_named_as_ours_stay(tmp_path: Path) -> None:
    (tmp_path / ".case-1.abcd_123").write_bytes(b"mine")
    (tmp_path / ".case-2.abcd_123").symlink_to(tmp_path.parent)
    with Folder(tmp_path).held(0):
        assert _names(tmp_path) == {".case-1.abcd_123", ".case-2.abcd_123"}


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        Folder(tmp_path).held(0),
        pytest.raises(OutputError, match="another batch writes there"),
        Folder(tmp_path).held(0),
    ):
        pass


def _work_until(done: multiprocessing.synchronize.Event, at_work: multiprocessing.synchronize.Event, out: Path) -> None:
    with Folder(out).at_work():
        at_work.set()
        done.wait(30)


def test_a_run_waits_for_the_workers_of_a_killed_one(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    done, at_work = context.Event(), context.Event()
    worker = context.Process(target=_work_until, args=(done, at_work, tmp_path))
    with Folder(tmp_path).held(0):
        worker.start()
        assert at_work.wait(30)
    with pytest.raises(OutputError, match="another batch writes there"), Folder(tmp_path).held(0.1):
        pass
    done.set()
    with Folder(tmp_path).held(30):
        pass
    worker.join()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"), Folder(tmp_path / "out").held(0):
        pass


def _done(out: Path) -> Folder:
    folder = Folder(out)
    with folder.held(0):
        packet = out / "case-1"
        packet.mkdir()
        (packet / "letter.pdf").write_bytes(b"letter")
        (packet / "manifest.json").write_text('{"files": [{"path": "letter.pdf", "bytes": 6}]}')
        folder.mark_done("case-1", "abc", (packet / "manifest.json").read_bytes())
    return folder


def test_a_packet_is_done_when_it_is_there_and_made_of_the_same(tmp_path: Path) -> None:
    folder = _done(tmp_path)
    assert folder.is_done("case-1", "abc")
    assert not folder.is_done("case-1", "abd")
    assert not folder.is_done("case-2", "abc")


@pytest.mark.parametrize("change", ["letter.pdf", "manifest.json"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_packet_that_was_changed_or_lost_a_file_is_not_done(tmp_path: Path, change: str, gone: bool) -> None:
    folder = _done(tmp_path)
    if gone:
        (tmp_path / "case-1" / change).unlink()
    else:
        (tmp_path / "case-1" / change).write_bytes(b"other")
    assert not folder.is_done("case-1", "abc")


def test_a_packet_of_a_run_can_be_withdrawn_and_any_other_stays(tmp_path: Path) -> None:
    folder = _done(tmp_path)
    _make(tmp_path, "case-2")
    folder.withdraw("case-1")
    folder.withdraw("case-2")
    folder.withdraw("case-3")

    assert _names(tmp_path) == {"case-2"}
    assert not folder.is_done("case-1", "abc")


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "summary.csv"
    target.write_text("old")
    with pytest.raises(TypeError), whole_file(target, tmp_path / "new") as file:
        file.writelines(["half", 1])  # type: ignore[list-item]
    assert target.read_text() == "old"

    with whole_file(target, tmp_path / "new") as file:
        file.write("new")
    assert target.read_text() == "new"


def test_a_file_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"), whole_file(tmp_path / "a", tmp_path / "no" / "b"):
        pass
