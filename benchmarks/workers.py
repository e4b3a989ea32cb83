"""Tells how much faster two workers prepare packets than one: the machine must be quiet for it.

``python -m benchmarks.workers [--cases 60] [--engine fast]``
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import orjson

from benchmarks.packets import charts

SEED, TURNS = 2026, 3


def rate(source: Path, out: Path, jobs: int, engine: str) -> float:
    """Return how many packets a second the workers prepare, without the start of the program."""
    command = [sys.executable, "-m", "priorauth", "batch", str(source), "--payer-from-case", "--quiet"]
    options = ["--out", str(out), "--jobs", str(jobs), "--engine", engine]
    times = []
    for more in (["--limit", "1"], []):
        began = time.monotonic()
        subprocess.run([*command, *options, *more], capture_output=True, check=False)
        times.append(time.monotonic() - began)
    return (len(list(out.glob("*/manifest.json"))) - 1) / (times[1] - times[0])


def main() -> None:
    """Measure in turns, and print the ratio of each turn."""
    parser = argparse.ArgumentParser(description="Two workers beside one.")
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--engine", choices=("weasyprint", "fast"), default="weasyprint")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="priorauth-bench-") as name:
        source = Path(name) / "cases.ndjson"
        source.write_bytes(b"".join(orjson.dumps(chart) + b"\n" for chart in charts(asked.cases, Random(SEED), SEED)))
        for turn in range(TURNS):
            one, two = (rate(source, Path(name) / f"{turn}-{jobs}", jobs, asked.engine) for jobs in (1, 2))
            print(f"one worker {one:.2f} packets a second, two {two:.2f}: ratio {two / one:.2f}")


if __name__ == "__main__":
    main()
