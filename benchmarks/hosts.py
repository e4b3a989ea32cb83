"""Runs a batch over several hosts, made of network namespaces on one Linux machine: ``python -m benchmarks.hosts``.

A head (scheduler and program), three workers and an S3 server, each with its own address and, but for the head, its own
empty /tmp, so that nothing is shared but the network. One worker is killed in the middle, from another the cable is
pulled. What lies in the store at the end is compared, byte by byte, with a run on one machine. Needs root and iproute2.
"""

from __future__ import annotations

import os
import pickle
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.batch import SEED
from benchmarks.batch_cases import write_lines

HOSTS = {"head": "10.77.0.1", "one": "10.77.0.2", "two": "10.77.0.3", "three": "10.77.0.4", "store": "10.77.0.5"}
NET = "prior-net"
SCHEDULER, STORE = f"tcp://{HOSTS['head']}:8786", f"http://{HOSTS['store']}:5000"
CREDENTIALS = {
    "AWS_ENDPOINT_URL": STORE,
    "AWS_ACCESS_KEY_ID": "AKIAINVENTED",
    "AWS_SECRET_ACCESS_KEY": "invented",
    "AWS_DEFAULT_REGION": "us-east-1",
    # a cable that is pulled says nothing: so long after its last sign a worker counts as lost
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "20s",
}
OF_THE_RUN = {".batch/run", ".batch/workers", "report.html"}
PATIENCE = 900
CASES = 20


def main() -> None:
    """Lay the cables, start the hosts, run, disturb, and compare."""
    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="priorauth-hosts-")))
        until_the_end.enter_context(_cables())
        write_lines(folder / "cases.ndjson", CASES, SEED)
        _start_all(folder, until_the_end)
        workers = {name: _worker(name, folder, until_the_end) for name in ("one", "two", "three")}
        run = _batch(folder, "--out", "s3://night/out", "--cluster", SCHEDULER)
        _wait_for(lambda: _done(folder) >= 3, run)
        workers["one"].kill()
        print(f"worker one killed after {_done(folder)} packets")
        _wait_for(lambda: _done(folder) >= 7, run)
        _ip("link set v-two down", NET)
        print(f"cable of worker two pulled after {_done(folder)} packets")
        print("the run:", run.communicate()[0].decode().replace("\n", " | "), "exit code", run.returncode)
        print(f"{_done(folder)} packets in the store; now the same on one machine")
        alone = _batch(folder, "--out", str(folder / "alone"))
        alone.communicate()
        stored, local = _stored(folder), _local(folder / "alone")
        differing = sorted(name for name in stored.keys() | local.keys() if stored.get(name) != local.get(name))
        print(f"{len(stored)} objects, exit code alone {alone.returncode}, differing: {differing}")


@contextmanager
def _cables() -> Iterator[None]:
    names = [NET, *(f"prior-{host}" for host in HOSTS)]
    try:
        for name in names:
            _ip(f"netns add {name}")
        _ip("link add hub type bridge", NET)
        _ip("link set hub up", NET)
        for host, address in HOSTS.items():
            _ip(f"link add v-{host} netns {NET} type veth peer name eth0 netns prior-{host}")
            _ip(f"link set v-{host} master hub up", NET)
            _ip(f"addr add {address}/24 dev eth0", f"prior-{host}")
            _ip("link set eth0 up", f"prior-{host}")
            _ip("link set lo up", f"prior-{host}")
        yield
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False)


def _ip(words: str, inside: str = "") -> None:
    within = ["-n", inside] if inside else []
    subprocess.run(["ip", *within, *words.split()], check=True)


def _start_all(folder: Path, until_the_end: ExitStack) -> None:
    python = [sys.executable, "-W", "ignore"]
    store = _start("store", folder, [*python, "-m", "moto.server", "--host", HOSTS["store"], "--port", "5000"])
    until_the_end.callback(store.kill)
    head = [*python, "-m", "distributed.cli.dask_scheduler", "--host", HOSTS["head"], "--no-dashboard"]
    until_the_end.callback(_start("head", folder, head).kill)
    _wait_for(lambda: _in_store("files.mkdir('night')").returncode == 0)


def _worker(host: str, folder: Path, until_the_end: ExitStack) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "distributed.cli.dask_worker", SCHEDULER]
    plain = ["--host", HOSTS[host], "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", "/tmp"]
    process = _start(host, folder, [*command, *plain])
    until_the_end.callback(process.kill)
    _wait_for(lambda: b"Registered to" in (folder / f"{host}.log").read_bytes(), process)
    return process


def _start(host: str, folder: Path, command: list[str]) -> subprocess.Popen[bytes]:
    inside = command
    if host != "head":
        # an empty /tmp of its own: nothing of the head's files can be seen there
        inside = ["unshare", "-m", "sh", "-c", f"mount -t tmpfs none /tmp && cd / && exec {shlex.join(command)}"]
    with (folder / f"{host}.log").open("wb") as log:
        return subprocess.Popen(_within(host, inside), env={**os.environ, **CREDENTIALS}, stdout=log, stderr=log)


def _within(host: str, command: list[str]) -> list[str]:
    return ["ip", "netns", "exec", f"prior-{host}", *command]


def _batch(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "priorauth", "batch", str(folder / "cases.ndjson"), "--payer-from-case", *options]
    return subprocess.Popen(
        _within("head", command), env={**os.environ, **CREDENTIALS}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _in_store(code: str) -> subprocess.CompletedProcess[bytes]:
    begin = "import fsspec, pickle, sys; files = fsspec.filesystem('s3', config_kwargs={'connect_timeout': 2}); "
    command = _within("head", [sys.executable, "-c", begin + code])
    return subprocess.run(command, env={**os.environ, **CREDENTIALS}, capture_output=True, check=False)


def _done(folder: Path) -> int:
    # the note of a case is written twice: when its packet is begun, and when it is done
    return (folder / "store.log").read_text().count("PUT /night/out/.batch/done/") // 2


def _stored(folder: Path) -> dict[str, bytes]:
    told = _in_store("sys.stdout.buffer.write(pickle.dumps({n: files.cat_file(n) for n in files.find('night/out')}))")
    found: dict[str, bytes] = pickle.loads(told.stdout)
    named = {name.removeprefix("night/out/"): content for name, content in found.items()}
    return {name: content for name, content in named.items() if name not in OF_THE_RUN}


def _local(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name not in OF_THE_RUN}


def _wait_for(is_so: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if process is not None and process.poll() is not None:
            raise SystemExit(f"it ended too early: {process.communicate()[0]!r}")
        if time.monotonic() > until:
            raise SystemExit("it did not come")
        time.sleep(1)


if __name__ == "__main__":
    main()
