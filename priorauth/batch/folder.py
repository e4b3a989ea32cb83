"""The folder of a run: one run at a time, what a killed run left is cleared, and every file is whole or not there."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

import orjson

from priorauth.errors import OutputError
from priorauth.packet.files import Packet
from priorauth.packet.held import was_signed
from priorauth.packet.write import MANIFEST, manifest_bytes, write_packet

_STATE = ".batch"
_WORKERS = "workers"
_RUN = "run"
# as write_packet names what it has not yet put in place
_UNFINISHED = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[a-z0-9_]{8}(\.old)?")
_WITHDRAWN = ".withdraw"
_LOOK_AGAIN = 0.05
# seconds in which the start of a run clears the folder
_A_MOMENT = 30.0
SIGNED_AND_REMOVED = "The earlier packet, which was signed off, was removed: the case is ready no more."


class Folder:
    """The output folder of a run. What the run keeps for itself lies in its hidden folder ``.batch``."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._state = out / _STATE
        self._done = self._state / "done"
        self.scratch = self._state / "scratch"
        """Holds what only this run needs; emptied before and after it."""

    @property
    def so_far(self) -> Path:
        """The table of the run as it grows."""
        return self.out / "summary.part.csv"

    @contextmanager
    def held(self, patience: float, run: str = "") -> Iterator[None]:
        """Hold the folder for this run alone, cleared of what a killed run left.

        ``patience`` is how many seconds the workers of a killed run get to finish the case in hand. By the name of the
        run its workers know that the folder which they see is this one, and not of the same path on another machine.

        Raises:
            OutputError: the folder cannot be written, or another run writes there.
        """
        with ExitStack() as until_the_end:
            try:
                self._done.mkdir(parents=True, exist_ok=True)
                self._state.chmod(0o750)
                until_the_end.enter_context(_locked(self._state / _RUN, fcntl.LOCK_EX, 0))
                with _locked(self._state / _WORKERS, fcntl.LOCK_EX, patience):
                    self._clear()
                self.scratch.mkdir()
                (self.scratch / _RUN).write_text(run, encoding="ascii")
            except BlockingIOError:
                raise OutputError(
                    f"{self.out}: another batch writes there. Wait for its end, or choose another --out."
                ) from None
            except OSError as error:
                raise OutputError(f"{self.out} cannot be written ({error.strerror}). Choose another --out.") from error
            until_the_end.callback(self._clear)
            yield

    @contextmanager
    def at_work(self, run: str = "") -> Iterator[None]:
        """Tell a later run that a worker is at work here, until the process ends.

        Raises:
            OutputError: the folder cannot be written, or is not the one that the run holds.
        """
        with ExitStack() as until_the_end:
            try:
                until_the_end.enter_context(_locked(self._state / _WORKERS, fcntl.LOCK_SH, _A_MOMENT))
                is_here = (self.scratch / _RUN).read_text(encoding="ascii") == run
            except FileNotFoundError:
                is_here = False
            except OSError as error:
                raise OutputError(f"{self.out} cannot be written ({error.strerror}). Choose another --out.") from error
            if not is_here:
                raise OutputError(f"{self.out} is not the folder of this run. Give an --out that every worker sees.")
            yield

    def _clear(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)
        with os.scandir(self.out) as entries:
            left = [one for one in entries if _UNFINISHED.fullmatch(one.name) and one.is_dir(follow_symlinks=False)]
        for one in left:
            if one.stat(follow_symlinks=False).st_uid == os.getuid():
                self._clear_one(Path(one.path))

    def _clear_one(self, left: Path) -> None:
        """Remove what a killed run left of a packet; what it had only moved out of the way goes back."""
        _, case_id, what, *old = left.name.split(".")
        was_moved = old and f".{what}" != _WITHDRAWN and not (self.out / case_id).exists()
        if was_moved and was_signed(left):
            left.rename(self.out / case_id)
        else:
            shutil.rmtree(left)

    def is_done(self, case_id: str, made_of: str) -> bool:
        """Tell whether the packet of a case is there, whole, and made of the same."""
        try:
            manifest = (self.out / case_id / MANIFEST).read_bytes()
            if self._mark_of(case_id)[0] != mark(made_of, manifest):
                return False
            files = orjson.loads(manifest)["files"]
            return all((self.out / case_id / file["path"]).stat().st_size == file["bytes"] for file in files)
        except OSError:
            return False

    @contextmanager
    def earlier(self, case_id: str) -> Iterator[Path]:
        """Give the folder in which the earlier packet of a case lies."""
        yield self.out

    def put(self, packet: Packet, made_of: str, remark: str = "") -> str:
        """Write a packet, whole or not at all, with what the office must know of it; returns that.

        Raises:
            OutputError: it cannot be written; what was there is unchanged.
        """
        # before an earlier packet that was signed goes: a run that is killed in between still says it
        self.mark_done(packet.case_id, made_of, manifest_bytes(packet), remark)
        write_packet(packet, self.out)
        return remark

    def mark_done(self, case_id: str, made_of: str, manifest: bytes, remark: str = "") -> None:
        """Note what a packet is made of; it is done as soon as one with this manifest is in its place.

        A ``remark`` is what the office must know of the packet, in this run and in those that keep it.

        Raises:
            OutputError: it cannot be written.
        """
        with whole_file(self._done / case_id, self.scratch / f"{case_id}.done") as file:
            file.write(f"{mark(made_of, manifest)}\n" + (f"{remark}\n" if remark else ""))

    def remark(self, case_id: str) -> str:
        """Return what was noted of a packet, for the office to know; empty where nothing was."""
        try:
            return self._mark_of(case_id)[1]
        except OSError:
            return ""

    def withdraw(self, case_id: str) -> str:
        """Remove a packet that an earlier run prepared, for the case is no longer one to be prepared.

        Returns what the office must know, where somebody had signed it off; empty otherwise.

        Raises:
            OutputError: it cannot be removed.
        """
        note, packet = self._done / case_id, self.out / case_id
        try:
            if note.exists() and (packet / MANIFEST).is_file():
                if was_signed(packet):
                    self.mark_done(case_id, "", b"", SIGNED_AND_REMOVED)
                away = self.out / f".{case_id}{_WITHDRAWN}.old"
                packet.rename(away)
                shutil.rmtree(away)
            remark = self.remark(case_id)
            if remark != SIGNED_AND_REMOVED:
                note.unlink(missing_ok=True)
                return ""
        except OSError as error:
            raise OutputError(f"{packet} cannot be removed ({error.strerror}). It is out of date.") from error
        return remark

    def _mark_of(self, case_id: str) -> tuple[str, str]:
        first, remark, *_ = f"{(self._done / case_id).read_text(encoding='utf-8')}\n".split("\n")
        return first, remark

    def whole_file(self, name: str) -> AbstractContextManager[IO[str]]:
        """Give a text file to write that takes its place in the folder only when it is whole.

        Raises:
            OutputError: it cannot be written; what was there is unchanged.
        """
        return whole_file(self.out / name, self.scratch / name)

    def pdf(self, case_id: str, *paths: str) -> Path:
        """Return the first of these files of a packet that is there, to open; the last where none is."""
        found = [self.out / case_id / path for path in paths]
        return next((path for path in found if path.exists()), found[-1])


@contextmanager
def whole_file(path: Path, beside: Path) -> Iterator[IO[str]]:
    """Give a text file to write that takes its place at ``path`` only when it is whole; ``beside`` holds it until then.

    Raises:
        OutputError: it cannot be written; what was there is unchanged.
    """
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.chmod(0o640)
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}). What was there is unchanged.") from error


def mark(made_of: str, manifest: bytes) -> str:
    """Return the note that a packet is done: what it was made of, and the hash of its manifest."""
    return f"{made_of} {sha256(manifest).hexdigest()}"


@contextmanager
def _locked(path: Path, how: int, patience: float) -> Iterator[None]:
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o640)
    until = time.monotonic() + patience
    try:
        while True:
            try:
                fcntl.flock(handle, how | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise
                time.sleep(_LOOK_AGAIN)
        yield
    finally:
        os.close(handle)
