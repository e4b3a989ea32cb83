"""Google's and Azure's object stores on this machine, for the tests: each a process that listens on loopback alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import fsspec

from tests.batch.clusters import wait_for

# the account that Azurite has for everybody; its key is a part of its manual
AZURE_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
AZURITE = "azurite-blob"


@contextmanager
def google(log: Path) -> Iterator[dict[str, str]]:
    """Give what the environment of a program must say to use a store like Google's with the empty bucket "night"."""
    command = [sys.executable, "-W", "ignore", "-m", "gcp_storage_emulator", "start", "--host", "127.0.0.1"]
    port = _free_port()
    with _listening([*command, "--port", port, "--in-memory", "--default-bucket", "night"], int(port), log):
        yield {"STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{port}", "NO_GCE_CHECK": "true"}


@contextmanager
def azure(log: Path) -> Iterator[dict[str, str]]:
    """Give the same for a store like Azure's, with the empty container "night"."""
    port, program = _free_port(), shutil.which(AZURITE)
    assert program is not None, f"{AZURITE} is not installed"
    quiet = ("--silent", "--disableTelemetry", "--inMemoryPersistence", "--skipApiVersionCheck")
    with _listening([program, "--blobHost", "127.0.0.1", "--blobPort", port, *quiet], int(port), log):
        account = f"AccountName=devstoreaccount1;AccountKey={AZURE_KEY}"
        address = f"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1"
        connection = f"DefaultEndpointsProtocol=http;{account};{address};"
        fsspec.filesystem("az", connection_string=connection, skip_instance_cache=True).mkdir("night")
        yield {"AZURE_STORAGE_CONNECTION_STRING": connection}


def stored(scheme: str, prefix: str) -> dict[str, bytes]:
    """Return every object of a prefix by its name within it, from the store that the environment names."""
    files: Any = fsspec.filesystem(scheme, skip_instance_cache=True, use_listings_cache=False)
    return {name.removeprefix(f"{prefix}/"): files.cat_file(name) for name in files.find(prefix)}


@contextmanager
def _listening(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=log.parent, stdout=file, stderr=subprocess.STDOUT, env=dict(os.environ))
    try:
        wait_for(lambda: server.poll() is not None or _answers(port))
        assert server.poll() is None, log.read_text()
        yield
    finally:
        server.kill()
        server.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])
