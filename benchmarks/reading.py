"""Measures how quickly charts are read, and how much memory a bulk export takes.

``python -m benchmarks.reading`` prints what it found and writes docs/explanation/performance-reading.md.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import NamedTuple

import orjson

from benchmarks.exports import make_bundle, write_export
from priorauth.intake.fhir import ImportOptions, read_fhir

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "performance-reading.md"
SYNTHEA = ROOT.parent / "shared" / "fhir" / "synthea_r4_migraine"
PATIENTS, REPEATS, MEGABYTE = (1_000, 10_000), 15, 1_000_000
OPTIONS = ImportOptions(as_of=date(2026, 6, 1))
LIBRARIES = ("priorauth", "pydantic", "orjson")


class Read(NamedTuple):
    """One Bundle, in milliseconds of processor time."""

    name: str
    size: int
    parsed: float
    """By ``orjson.loads`` alone."""
    imported: float


class Exported(NamedTuple):
    """One bulk export, read in a process of its own."""

    patients: int
    size: int
    peak: float
    """Most memory that the process had at any time, in MB."""
    seconds: float


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description="Measure how quickly charts are read.")
    parser.add_argument("--patients", type=int, nargs="+", default=PATIENTS, help="how many patients in each export")
    parser.add_argument("--read", type=Path, help="read one export, and print memory and time; used by this module")
    arguments = parser.parse_args()
    if arguments.read:
        print(*_read_here(arguments.read))
        return
    bundles = list(_bundles())
    exports = [_measure_export(count) for count in arguments.patients]
    text = "\n".join(_page(bundles, exports)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _bundles() -> Iterator[Read]:
    with TemporaryDirectory() as folder:
        yield _measure_bundle("made here", make_bundle(MEGABYTE), Path(folder))
        for path in sorted(SYNTHEA.glob("*.json.gz")):
            # named for the order they come in: the files are named after their patients
            yield _measure_bundle("Synthea", gzip.decompress(path.read_bytes()), Path(folder))


def _measure_bundle(name: str, content: bytes, folder: Path) -> Read:
    path = folder / "bundle.json"
    path.write_bytes(content)
    parsed = _time(lambda: orjson.loads(content))
    return Read(name, len(content), parsed, _time(lambda: list(read_fhir(path, OPTIONS))))


def _time(call: Callable[[], object]) -> float:
    call()
    taken = []
    for _ in range(REPEATS):
        began = process_time_ns()
        call()
        taken.append((process_time_ns() - began) / 1_000_000)
    return median(taken)


def _measure_export(patients: int) -> Exported:
    with TemporaryDirectory() as folder:
        size = write_export(Path(folder), patients)
        command = [sys.executable, "-m", "benchmarks.reading", "--read", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, seconds, cases = done.stdout.split()
    if int(cases) != patients:
        raise SystemExit(f"{patients} patients became {cases} cases")
    return Exported(patients, size, float(peak), float(seconds))


def _read_here(folder: Path) -> tuple[float, float, int]:
    cases = sum(1 for _ in read_fhir(folder, OPTIONS))
    return _peak(), process_time_ns() / 1_000_000_000, cases


def _peak() -> float:
    # getrusage counts what the parent had before this program was loaded; Linux tells the two apart
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _page(bundles: list[Read], exports: list[Exported]) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "# Performance of reading\n"
    yield "<!-- Made by benchmarks/reading.py. Do not edit: run `make bench`. -->\n"
    yield "How long it takes to make cases of FHIR R4, and how much memory. No test looks at a time: these are figures"
    yield "of one run on one machine.\n"
    yield f"- Machine: {platform.machine()}, {os.cpu_count()} cores, one of them used"
    yield f"- Python {platform.python_version()}, {libraries}"
    yield f"- Processor time, the median of {REPEATS} runs\n"
    yield from _table_of_bundles(bundles)
    yield from _table_of_exports(exports)


def _table_of_bundles(bundles: list[Read]) -> Iterator[str]:
    yield "## Bundles\n"
    yield "From the file to the case, with every check; beside it `orjson.loads` of the same bytes, which only parses."
    yield "The one made here is of one patient of many visits, with eight toxin treatments. Of the Synthea records (58"
    yield "MB of charts that others made) the table shows the median and the slowest.\n"
    yield "| Bundle | MB | orjson, ms | import, ms | import, ms per MB | import / orjson |"
    yield "| --- | --- | --- | --- | --- | --- |"
    made, synthea = (
        [one for one in bundles if one.name == "made here"],
        sorted((one for one in bundles if one.name == "Synthea"), key=lambda one: one.imported / one.size),
    )
    shown = [*made, *(synthea[place]._replace(name=name) for place, name in _places(synthea))]
    for one in shown:
        size = one.size / MEGABYTE
        per_megabyte, ratio = one.imported / size, one.imported / one.parsed
        yield f"| {one.name} | {size:.2f} | {one.parsed:.1f} | {one.imported:.1f} | {per_megabyte:.1f} | {ratio:.1f} |"
    yield ""


def _places(synthea: list[Read]) -> tuple[tuple[int, str], ...]:
    if not synthea:
        return ()
    return (len(synthea) // 2, f"Synthea, median of {len(synthea)}"), (-1, "Synthea, slowest per MB")


def _table_of_exports(exports: list[Exported]) -> Iterator[str]:
    yield "## Bulk exports\n"
    yield "Folders of NDJSON made for this, the resources of each patient spread over four files of each type. Each is"
    yield "read in a process of its own. Why the memory does not grow:"
    yield "[decision 13](../decisions/0013-streaming-a-bulk-export.md).\n"
    yield "| patients | MB | most memory of the process, MB | seconds | patients a second |"
    yield "| --- | --- | --- | --- | --- |"
    for one in exports:
        speed = f"{one.patients / one.seconds:,.0f}"
        yield f"| {one.patients:,} | {one.size / MEGABYTE:,.0f} | {one.peak:.1f} | {one.seconds:.1f} | {speed} |"


if __name__ == "__main__":
    main()
