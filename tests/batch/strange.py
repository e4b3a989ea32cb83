"""A worker that does to some cases what a machine may do to any: it hangs, dies, runs out of memory or of disk."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from priorauth.batch import desk, folder, worker
from priorauth.batch.bucket import Bucket
from priorauth.batch.desk import Desk
from priorauth.batch.rows import Item, Row
from priorauth.case.read import parse_case
from priorauth.packet.files import Packet
from priorauth.packet.write import write_packet

_judge, _put = Desk.judge, Bucket._put
COMMAND = "from tests.batch.strange import main; main()"


def main() -> None:
    """Serve as a worker does, with these accidents."""
    Desk.judge = _judge_strangely  # type: ignore[method-assign]
    folder.write_packet = _write_strangely  # type: ignore[attr-defined]
    Bucket._put = _put_strangely  # type: ignore[method-assign]
    worker.main()


def _judge_strangely(self: Desk, item: Item) -> Row:
    if b'"id":"hangs' in item.content:
        time.sleep(600)
    if b'"id":"dies' in item.content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b'"id":"died-once' in item.content and _first_time(Path(os.environ["STRANGE_DIED"])):
        os.kill(os.getpid(), signal.SIGKILL)
    if b'"id":"large' in item.content:
        return _large(self, item)
    return _judge(self, item)


def _first_time(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _large(self: Desk, item: Item) -> Row:
    def need(content: bytes, name: str) -> None:
        bytearray(1 << 40)

    desk.parse_case = need  # type: ignore[attr-defined,assignment]
    try:
        return _judge(self, item)
    finally:
        desk.parse_case = parse_case  # type: ignore[attr-defined]


def _write_strangely(packet: Packet, out: Path) -> Path:
    if packet.case_id.startswith("no-room"):

        def full(path: Path, content: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        Path.write_bytes = full  # type: ignore[method-assign,assignment]
    if packet.case_id.startswith("killed") and _first_time(Path(os.environ["STRANGE_DIED"])):
        if packet.case_id == "killed-after":
            write_packet(packet, out)
        os.kill(os.getpid(), signal.SIGKILL)
    return write_packet(packet, out)


def _put_strangely(self: Bucket, objects: Mapping[str, bytes]) -> None:
    case_id, _, path = next(iter(objects), "").partition("/")
    # what lay in the place of the packet is removed by now
    if case_id == "killed-before" and _first_time(Path(os.environ["STRANGE_DIED"])):
        os.kill(os.getpid(), signal.SIGKILL)
    _put(self, objects)
    if (case_id, path) == ("killed-after", "manifest.json") and _first_time(Path(os.environ["STRANGE_DIED"])):
        os.kill(os.getpid(), signal.SIGKILL)
