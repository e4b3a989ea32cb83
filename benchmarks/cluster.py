"""Measures what a case costs on a cluster of 1, 2 and 4 workers, and reckons a night: ``python -m benchmarks.cluster``.

It writes benchmarks/cluster.json and, from it, docs/explanation/batch-cost.md. With ``page`` it only writes the page.
The workers are processes of this machine, the output goes to an S3 server on it: no test looks at a time.
"""

from __future__ import annotations

import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from benchmarks.batch import SEED
from benchmarks.batch_cases import make_lines
from benchmarks.cluster_page import page
from priorauth.batch.rows import EXIT
from priorauth.clinical.model import Model

FIGURES = Path(__file__).with_name("cluster.json")
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "batch-cost.md"
WORKERS = (1, 2, 4)
FEW, MANY = 8, 48
FEW_VERDICTS, MANY_VERDICTS = 200, 20_200


class Took(Model):
    """What a case more takes, on so many workers."""

    workers: int
    driver: float
    """Seconds of the processor, in the program and its scheduler."""
    work: float
    """Seconds of the processor, in the workers."""
    clock: float
    """Seconds."""


class Figures(Model):
    """What was measured."""

    machine: str
    load: float
    packets: tuple[Took, ...]
    verdicts: tuple[Took, ...]
    start: float
    """Seconds of the processor before the first case, for each worker."""
    sent: int
    """Bytes of a case and its rows on their way to a worker and back, for a packet."""
    stored: int
    """Bytes that a packet takes in the store."""
    objects: float
    requests: float
    """To the store, for each packet."""


class Spent(Model):
    """What one run took in all."""

    driver: float
    work: float
    clock: float


def main() -> None:
    """Measure, and write figures and page; or only the page."""
    if sys.argv[1:] != ["page"]:
        FIGURES.write_bytes(orjson.dumps(_measured().model_dump(), option=orjson.OPT_INDENT_2) + b"\n")
    figures = Figures.model_validate_json(FIGURES.read_bytes())
    PAGE.write_text("\n".join(page(figures)) + "\n", encoding="utf-8")


def _measured() -> Figures:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="priorauth-cost-") as name, _store(Path(name)) as environment:
        folder = Path(name)
        verdicts = [
            _more(folder, workers, FEW_VERDICTS, MANY_VERDICTS, environment, "--dry-run") for workers in WORKERS
        ]
        before = _requests(folder)
        packets = [_more(folder, workers, FEW, MANY, environment) for workers in WORKERS]
        requests = (_requests(folder) - before) / ((FEW + MANY) * len(WORKERS))
        objects, stored = _in_store(environment, f"few-{WORKERS[0]}", f"many-{WORKERS[0]}")
    return Figures(
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"priorauth {version('priorauth')}, distributed {version('distributed')}",
        load=load,
        packets=tuple(took for took, _ in packets),
        verdicts=tuple(took for took, _ in verdicts),
        start=packets[0][1],
        sent=_sent(),
        stored=stored // (FEW + MANY),
        objects=objects / (FEW + MANY),
        requests=requests,
    )


def _more(
    folder: Path, workers: int, few: int, many: int, environment: dict[str, str], *options: str
) -> tuple[Took, float]:
    """Return what a case more takes, and what a worker takes before its first."""
    small = _run(folder, workers, few, environment, f"few-{workers}", *options)
    large = _run(folder, workers, many, environment, f"many-{workers}", *options)
    cases = many - few
    took = Took(
        workers=workers,
        driver=(large.driver - small.driver) / cases,
        work=(large.work - small.work) / cases,
        clock=(large.clock - small.clock) / cases,
    )
    return took, max(0.0, small.work - few * took.work) / workers


def _run(folder: Path, workers: int, cases: int, environment: dict[str, str], name: str, *options: str) -> Spent:
    source = folder / f"{cases}.ndjson"
    good = (line.content for line in make_lines(2 * cases, SEED) if not line.bad)
    source.write_bytes(b"".join(content + b"\n" for content, _ in zip(good, range(cases), strict=False)))
    out = str(folder / name) if options else f"s3://night/{name}"
    command = [sys.executable, "-m", "priorauth", "batch", str(source), "--payer-from-case", "--quiet", "--out", out]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--cluster", f"local:{workers}", *options], env={**os.environ, **environment})
    driver = 0.0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        driver = _own_time(process.pid) or driver
        time.sleep(0.05)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in EXIT.values():
        raise SystemExit(f"the run of {cases} cases on {workers} workers failed")
    return Spent(driver=driver, work=used.ru_utime + used.ru_stime - driver, clock=time.monotonic() - began)


def _own_time(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _sent() -> int:
    """Return the bytes of a typical case that is judged, prepared, and told of."""
    from priorauth.batch.desk import Desk, Settings
    from priorauth.batch.rows import Item
    from priorauth.batch.store import open_store
    from priorauth.batch.worker import Task, Work
    from priorauth.policy.folder import PolicyFolder

    settings = Settings("/nowhere", PolicyFolder(), b"key", "run", "", writes=False)
    desk, sizes = Desk(settings, open_store("/nowhere")), []
    for line in make_lines(MANY, SEED):
        item = Item(1, "input 1 (line 1)", line.content)
        row = desk.judge(item)
        sizes.append(
            sum(
                len(pickle.dumps(one))
                for one in (Task(Work.JUDGE, (item,)), (row,), Task(Work.PREPARE, (item,), (row,)), (row,))
            )
        )
    return sum(sizes) // len(sizes)


@contextmanager
def _store(folder: Path) -> Iterator[dict[str, str]]:
    from tests.batch.clusters import s3_server

    with s3_server(folder / "store.log") as environment:
        _files(environment).mkdir("night")
        yield environment


def _files(environment: dict[str, str]) -> Any:  # noqa: ANN401 - fsspec has no types
    import fsspec

    os.environ.update(environment)
    return fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)


def _requests(folder: Path) -> int:
    return (folder / "store.log").read_text().count("HTTP/1.1")


def _in_store(environment: dict[str, str], *names: str) -> tuple[int, int]:
    files = _files(environment)
    sizes = [size for name in names for size in files.du(f"night/{name}", total=False).values()]
    return len(sizes), sum(sizes)


if __name__ == "__main__":
    main()
