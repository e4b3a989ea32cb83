"""A worker that hangs, dies or fills the disk costs one case at most, and the run says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.batch import pool
from priorauth.errors import CaseStopped, OutputError
from tests.batch import strange
from tests.batch.batches import left_in, lines, named, run, table


@pytest.fixture(autouse=True)
def _strange_workers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "_WORKER", strange.COMMAND)
    monkeypatch.setenv("STRANGE_DIED", str(tmp_path / "died"))


def test_cases_that_hang_die_or_need_too_much_are_named_and_the_others_are_judged(tmp_path: Path) -> None:
    ids = ("a", "hangs", "b", "dies", "c", "large", "d")
    source = lines(tmp_path / "cases.ndjson", [{"id": one, **named(one)} for one in ids])

    run(source, tmp_path / "out", dry_run=True, seconds=2)

    assert [(row["case_id"], row["exit_code"], row["because"]) for row in table(tmp_path / "out")] == [
        ("a", "11", ""),
        ("b", "11", ""),
        ("c", "11", ""),
        ("d", "11", ""),
        ("dies", "15", "Stopped: the process that worked on it died 2 times."),
        ("hangs", "15", "Stopped: it takes longer than 2 seconds (--time-limit)."),
        ("large", "15", "Stopped: it needs more memory than --memory-limit allows."),
    ]


def test_a_worker_that_was_killed_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "cases.ndjson", [{"id": one, **named(one)} for one in ("a", "died-once", "b")])
    run(source, tmp_path / "out")
    monkeypatch.undo()
    run(source, tmp_path / "undisturbed")

    assert (tmp_path / "died").exists()
    assert left_in(tmp_path / "out") == left_in(tmp_path / "undisturbed")


def test_a_full_disk_stops_the_run_and_the_next_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "cases.ndjson", [named(one) for one in ("a", "b", "no-room", "c")])
    with pytest.raises(OutputError, match=r"No space left on device.*The disk is full: free some space"):
        run(source, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".batch", "a", "b", "summary.part.csv"}
    monkeypatch.undo()
    run(source, tmp_path / "undisturbed")

    assert run(source, tmp_path / "out").progress == (4, 2, 0)
    assert left_in(tmp_path / "out") == left_in(tmp_path / "undisturbed")


def test_workers_that_cannot_start_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_WORKER", "raise SystemExit(1)")
    with pytest.raises(CaseStopped, match="A worker could not start"):
        run(lines(tmp_path / "cases.ndjson", [named("a")]), tmp_path / "out", dry_run=True)
