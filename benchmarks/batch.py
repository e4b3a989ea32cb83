"""Runs a batch of a night's size, measures it, and kills it: the figures of docs/explanation/performance-batch.md.

``python -m benchmarks.batch night | speed | memory | kill | kill-workers | full-disk``; each prints what it found.
With ``--folder`` all stays there, and ``night`` goes on where it stopped.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.batch_cases import Line, make_lines

SEED = 2026
_KB_IN_MB = 1024


def night(folder: Path, cases: int, prepared: int, engine: str) -> None:
    """Judge all cases, prepare as many as asked for, name every bad one, and search all for every identifier."""
    lines = list(make_lines(cases, SEED))
    source = _write(folder / "cases.ndjson", lines)
    for name, options in (("verdicts", ["--dry-run"]), ("packets", ["--limit", str(prepared), "--engine", engine])):
        if name == "packets" and not prepared:
            continue
        seconds, said = _run(source, folder / name, *options)
        known = lines if name == "verdicts" else lines[:prepared]
        wrong = sum(_is_wrong(line, row) for line, row in zip(known, _rows(folder / name), strict=True))
        print(
            f"{name}: {len(known):,} cases, {sum(bool(line.bad) for line in known):,} bad, in {seconds:.1f} s;", end=" "
        )
        print(f"bad ones not named, or good ones not done: {wrong}; identifiers found outside packets:", end=" ")
        print(_identifiers_found(lines, folder / name, said))


def speed(folder: Path, cases: int) -> None:
    """Judge all cases with one worker and with two, and tell what it takes to start and what each case takes."""
    source, none = folder / "cases.ndjson", folder / "none.ndjson"
    _write(source, make_lines(cases, SEED))
    none.write_bytes(b"")
    for jobs in (1, 2):
        start, idle = _measured(none, folder / f"none-{jobs}", jobs)
        seconds, took = _measured(source, folder / f"jobs-{jobs}", jobs)
        rate, each = cases / (seconds - start), (took - idle) / cases
        print(
            f"{cases:,} verdicts, {jobs} workers: {rate:,.0f} a second by the clock after {start:.1f} s to start;",
            end="",
        )
        print(f" {each * 1e6:.0f} µs of the processor for each, all processes together, {idle:.1f} s to start")


def _measured(source: Path, out: Path, jobs: int) -> tuple[float, float]:
    before = _processor_time()
    seconds, _ = _run(source, out, "--dry-run", "--jobs", str(jobs))
    return seconds, _processor_time() - before


def memory(folder: Path, few: int, many: int) -> None:
    """Judge few and many cases, and compare the most memory that any process of the run took."""
    for cases in (few, many):
        source = folder / f"{cases}.ndjson"
        _write(source, make_lines(cases, SEED))
        print(f"{cases:,} cases: {_peaks(source, folder / str(cases))}")


def kill(folder: Path, cases: int, kills: int) -> None:
    """Kill a batch at random moments, take it up again each time, and compare with an undisturbed one."""
    source = _write(folder / "cases.ndjson", make_lines(cases, SEED))
    _run(source, folder / "undisturbed", "--jobs", "2")
    chance, out, killed = Random(SEED), folder / "out", 0
    for number in range(kills):
        enough = min(_done(out) + chance.randrange(0, 2 + 2 * cases // kills), cases * 9 // 10)
        process = _start(source, out, "--jobs", "2", "--quiet")
        until = time.monotonic() + 1 + 60 * chance.random() if number % 5 == 0 else float("inf")
        while process.poll() is None and _done(out) < enough and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.random() / 5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    _run(source, out, "--jobs", "2")
    print(f"{cases} cases, killed {killed} times, differing files: {_differing(folder / 'undisturbed', out)}")


def kill_workers(folder: Path, cases: int, kills: int) -> None:
    """Kill a worker at random moments of one run, and compare with an undisturbed one."""
    source = _write(folder / "cases.ndjson", make_lines(cases, SEED))
    _run(source, folder / "undisturbed", "--jobs", "2")
    chance, out, killed = Random(SEED), folder / "out", 0
    process = _start(source, out, "--jobs", "2", "--quiet")
    while process.poll() is None:
        enough = _done(out) + chance.randrange(1, 1 + max(2, 2 * cases // kills))
        while process.poll() is None and _done(out) < enough:
            time.sleep(0.005)
        time.sleep(chance.random() / 5)
        workers = _children(process.pid)
        if workers and killed < kills:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
    print(f"{cases} cases, {killed} workers killed, differing files: {_differing(folder / 'undisturbed', out)}")


def full_disk(folder: Path, cases: int) -> None:
    """Run into a full disk of nine megabytes, make room, take it up again, and compare with an undisturbed run."""
    source = _write(folder / "cases.ndjson", make_lines(cases, SEED))
    _run(source, folder / "undisturbed")
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(disk)], check=True)
    try:
        process = _start(source, disk / "out", "--quiet")
        said = process.communicate()[0].decode().strip()
        print(f"full disk: exit code {process.returncode}, {_done(disk / 'out')} packets are there; it says: {said}")
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        _run(source, disk / "out")
        print(f"after making room, differing files: {_differing(folder / 'undisturbed', disk / 'out')}")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _write(path: Path, lines: Iterator[Line] | list[Line]) -> Path:
    with path.open("wb") as file:
        for line in lines:
            file.write(line.content + b"\n")
    return path


def _start(source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    # what the program leaves among the temporary files of the machine is searched and compared as well
    temporary = out.with_name(f"{out.name}-temporary")
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "priorauth", "batch", str(source), "--payer-from-case", "--out", str(out)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)


def _run(source: Path, out: Path, *options: str) -> tuple[float, str]:
    began = time.monotonic()
    said = _start(source, out, *options).communicate()[0].decode()
    return time.monotonic() - began, said


def _rows(out: Path) -> list[dict[str, str]]:
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(rows, key=lambda row: int(row["place"].partition("line ")[2].rstrip(")")))


def _is_wrong(line: Line, row: dict[str, str]) -> bool:
    if line.bad:
        return row["outcome"] != "failed" or not row["because"] or row["case_id"] != line.case_id
    return row["outcome"] not in ("judged", "prepared") or row["case_id"] != line.case_id


def _identifiers_found(lines: list[Line], out: Path, said: str) -> int:
    ids = {line.case_id for line in lines}
    texts = [said]
    for path in (*out.rglob("*"), *out.with_name(f"{out.name}-temporary").rglob("*"), *out.parent.glob("*log")):
        inside = path.relative_to(out.parent)
        texts.append(inside.as_posix())
        if path.is_file() and inside.parts[0:2][-1] not in ids:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
    everything = "\n".join(texts)
    return sum(identifier in everything for line in lines for identifier in line.identifiers)


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peaks(source: Path, out: Path) -> str:
    process = _start(source, out, "--dry-run", "--quiet", "--jobs", "2")
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            # the kernel keeps the peak; before a worker has begun, it shows that of the program which starts it
            peaks[pid] = _peak(pid) or peaks.get(pid, 0)
        time.sleep(0.02)
    pool = peaks.pop(process.pid)
    return f"the program {pool / _KB_IN_MB:.1f} MB at most, its workers {max(peaks.values()) / _KB_IN_MB:.1f} MB"


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0


def _done(out: Path) -> int:
    return sum(1 for _ in out.glob("*/manifest.json"))


def _differing(one: Path, other: Path) -> list[str]:
    before, after = _files(one), _files(other)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _files(out: Path) -> dict[str, bytes]:
    # the report tells how long the run took
    found = (path for path in out.rglob("*") if path.is_file() and path.name != "report.html")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Run, measure and kill a batch.")
    parser.add_argument("what", choices=("night", "speed", "memory", "kill", "kill-workers", "full-disk"))
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--prepared", type=int, default=0, help="for night: how many packets")
    parser.add_argument("--engine", choices=("weasyprint", "fast"), default="weasyprint", help="for night")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="kept; without it a temporary one, removed in the end")
    asked = parser.parse_args()
    ways: dict[str, Callable[[Path], None]] = {
        "night": lambda folder: night(folder, asked.cases, asked.prepared, asked.engine),
        "speed": lambda folder: speed(folder, asked.cases),
        "memory": lambda folder: memory(folder, 10_000, 100_000),
        "kill": lambda folder: kill(folder, asked.cases, asked.kills),
        "kill-workers": lambda folder: kill_workers(folder, asked.cases, asked.kills),
        "full-disk": lambda folder: full_disk(folder, asked.cases),
    }
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if asked.folder:
        asked.folder.mkdir(parents=True, exist_ok=True)
        ways[asked.what](asked.folder)
        return
    with tempfile.TemporaryDirectory(prefix="priorauth-bench-") as folder:
        ways[asked.what](Path(folder))


if __name__ == "__main__":
    main()
