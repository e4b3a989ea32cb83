"""Killed at random moments and taken up again each time, a batch ends with the bytes of an undisturbed one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import orjson

from tests.batch.batches import left_in, lines, named

CASES, KILLS, SEED = 24, 3, 20261126


def _start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "priorauth", "batch", str(source), "--payer-from-case", "--out", str(out)]
    return subprocess.Popen([*command, "--jobs", "2", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _is_whole(folder: Path) -> bool:
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    return all((folder / file["path"]).stat().st_size == file["bytes"] for file in manifest["files"])


def _end(process: subprocess.Popen[bytes], number: int = 0) -> int:
    if number:
        process.send_signal(number)
    said, _ = process.communicate(timeout=120)
    assert said == b""
    return process.returncode


def _packets(out: Path) -> list[Path]:
    return [path for path in out.glob("*") if path.is_dir() and path.name[0] != "."]


def test_killed_at_random_moments_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = lines(tmp_path / "cases.ndjson", [named(f"case-{number:02}") for number in range(CASES)])
    assert _end(_start(source, tmp_path / "undisturbed")) == 11
    chance, out = Random(SEED), tmp_path / "out"
    for kill in range(KILLS):
        process, enough = _start(source, out), len(_packets(out)) + chance.randrange(1, 1 + CASES // KILLS)
        while process.poll() is None and len(_packets(out)) < enough:
            time.sleep(0.01)
        time.sleep(chance.random() / 10)
        assert _end(process, signal.SIGKILL) == -signal.SIGKILL, f"kill {kill} came too late"
        assert all(_is_whole(packet) for packet in _packets(out))
        assert not (out / "summary.csv").exists()

    assert _end(_start(source, out)) == 11
    assert left_in(out) == left_in(tmp_path / "undisturbed")


def test_interrupted_it_finishes_what_is_in_hand_and_says_how_to_go_on(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "cases.ndjson", [named(f"case-{number}") for number in range(20)]), tmp_path / "out"
    process = _start(source, out)
    while process.poll() is None and not _packets(out):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=120)

    assert process.returncode == 130
    assert said.startswith(b"Stopped after ")
    assert said.endswith(b" cases. Run the same command again to go on.\n")
    assert all(_is_whole(packet) for packet in _packets(out))
    assert [path.name for path in out.iterdir() if path.name.startswith(".") and path.name != ".batch"] == []
