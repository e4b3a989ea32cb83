"""A Dask cluster and an S3 server on this machine, for the tests: real processes, that write what they log to files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
import orjson

SECRET = "wJalrXUtnFEMI-invented"
_PATIENCE = 900.0


class Member:
    """A process of a cluster, and what it logs."""

    def __init__(self, log: Path, environment: dict[str, str], command: str, *options: str) -> None:
        self.log = log
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{command}", *options],
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """End it as a machine that fails would."""
        self._process.kill()
        self._process.wait()


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder, self.environment = folder, {**os.environ, **environment}
        self._members: list[Member] = []
        self.scheduler = self._start(
            "scheduler", "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *self._file
        )
        wait_for(lambda: (folder / "scheduler.json").exists())
        self.address = _address(folder / "scheduler.json")

    @property
    def _file(self) -> tuple[str, str]:
        return "--scheduler-file", str(self._folder / "scheduler.json")

    def start_worker(self, *options: str) -> Member:
        """Start a worker of one thread."""
        name = f"worker-{len(self._members)}"
        plain = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder))
        return self._start(name, "dask_worker", *self._file, *plain, *options)

    def batch(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start a run of the command on this cluster."""
        command = [sys.executable, "-m", "priorauth", "batch", *map(str, arguments), "--payer-from-case", "--quiet"]
        return subprocess.Popen(
            [*command, "--cluster", self.address],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def logged(self) -> str:
        """Return everything that scheduler and workers have logged."""
        return "\n".join(path.read_text(encoding="utf-8") for path in self._folder.glob("*.log"))

    def end(self) -> None:
        """Kill every process that is left."""
        for member in self._members:
            member.kill()

    def _start(self, name: str, command: str, *options: str) -> Member:
        member = Member(self._folder / f"{name}.log", self.environment, command, *options)
        self._members.append(member)
        return member


@contextmanager
def cluster(folder: Path, workers: int, environment: dict[str, str]) -> Iterator[Cluster]:
    """Give a cluster with so many workers."""
    made = Cluster(folder, environment)
    try:
        for _ in range(workers):
            made.start_worker()
        yield made
    finally:
        made.end()


@contextmanager
def s3_server(log: Path) -> Iterator[dict[str, str]]:
    """Give what the environment of a program must say to use an S3 server with the empty bucket "night"."""
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "--host", "127.0.0.1", "--port", "0"]
    with log.open("wb") as file:
        server = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: b"Running on http" in log.read_bytes())
        address = log.read_text().partition("Running on ")[2].split()[0]
        environment = {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "AKIAINVENTED",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        yield environment
    finally:
        server.kill()
        server.wait()


def bucket() -> Any:
    """Return what reads and writes objects of the server that the environment names."""
    return fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)


def objects(prefix: str) -> dict[str, bytes]:
    """Return every object of a prefix by its name within it."""
    files = bucket()
    return {name.removeprefix(f"{prefix}/"): files.cat_file(name) for name in files.find(prefix)}


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a run to end; returns its exit code and all that it printed."""
    said, _ = process.communicate(timeout=_PATIENCE)
    return process.returncode, said.decode()


def wait_for(is_so: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something is so; where a process should bring it about, not longer than that runs."""
    until = time.monotonic() + _PATIENCE
    while not is_so():
        assert process is None or process.poll() is None or is_so(), ended(process)
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.25)


def _address(file: Path) -> str:
    return str(orjson.loads(file.read_bytes())["address"])
