"""Small batches for the tests: files of cases, a run in this process, and everything that it left behind."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from priorauth.batch.records import RecordOptions
from priorauth.batch.run import Done, Plan, run_batch
from priorauth.batch.sources import find_sources
from priorauth.batch.summary import TABLE
from priorauth.intake.table.report import TableOptions
from priorauth.policy.folder import PolicyFolder
from tests.samples import sample_data

OPTIONS = RecordOptions(TableOptions(as_of=date(2026, 6, 10), entered_by="B. Example"))
_RUN = re.compile(rb'<p id="run">.*?</p>')


def named(case_id: str, sample: str = "aetna_initial_not_met_age", **fields: Any) -> dict[str, Any]:
    """Return a sample under another case id; by default one that has no letter, which is quick to prepare."""
    return {**sample_data(sample), "id": case_id, **fields}


def lines(path: Path, cases: Iterable[dict[str, Any] | bytes]) -> Path:
    """Write cases, or whatever is to stand in their place, as NDJSON."""
    path.write_bytes(b"".join((one if isinstance(one, bytes) else orjson.dumps(one)) + b"\n" for one in cases))
    return path


def run(source: Path | str, out: Path | str, **fields: Any) -> Done:
    """Run a batch in this process, with one worker."""
    return run_batch(find_sources([source], OPTIONS), Plan(out=out, own=PolicyFolder(), **fields))


def table(out: Path) -> list[dict[str, str]]:
    """Return the rows of the summary."""
    with (out / TABLE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def left_in(out: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, but for what tells how long the run took."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {name: _RUN.sub(b"", content) for name, content in found.items()}
