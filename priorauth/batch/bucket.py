"""The store of a run behind an address: S3 and what speaks like it, Google, Azure, and all else that fsspec knows.

The objects have the names and bytes that a local folder would have. An object store renames nothing, so the note of a
case under ``.batch/done`` is the mark: it is written last, and a case is done exactly when it is there and fits the
manifest. While a packet is being replaced, the note says that it is begun, and which objects there may be; a packet
that was signed off, and stays so, lies under ``.batch/signed`` meanwhile.

There are no locks either. ``.batch/run`` names the run that writes here; a later run puts its own name there, and the
workers of an earlier one stop before their next packet.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

import orjson
from pydantic import ValidationError

from priorauth.batch.address import connected, told
from priorauth.batch.folder import SIGNED_AND_REMOVED, mark
from priorauth.batch.scratch import clear_scratch, own_scratch
from priorauth.errors import OutputError, StoreError
from priorauth.packet.files import Manifest, Packet
from priorauth.packet.held import was_signed
from priorauth.packet.write import MANIFEST, manifest_bytes

_DONE, _RUN, _SIGNED = ".batch/done", ".batch/run", ".batch/signed"
_BEGUN = b"begun\n"


class Bucket:
    """The output of a run behind an address such as ``s3://bucket/night``."""

    scratch: Path

    def __init__(self, address: str) -> None:
        self._name = address.rstrip("/")
        self._run = ""
        with told(self._name):
            self._files, self._root = connected(self._name, self._name)

    @property
    def so_far(self) -> Path:
        """The table of the run as it grows: on this machine, for an object cannot grow."""
        return self.scratch / "summary.part.csv"

    @contextmanager
    def held(self, patience: float, run: str) -> Iterator[None]:
        """Take the store over for this run; workers of an earlier one stop before their next packet.

        Raises:
            StoreError: the store cannot be written.
        """
        self._run = run
        self._put({_RUN: run.encode()})
        try:
            with own_scratch() as self.scratch:
                yield
        finally:
            # workers that the end of the run has ended removed nothing themselves
            clear_scratch()
            if self._get(_RUN) == run.encode():
                self._remove([_RUN])

    @contextmanager
    def at_work(self, run: str) -> Iterator[None]:
        """Let a worker work here, with a local folder of its own.

        Raises:
            StoreError: the store cannot be reached from here, or another run has taken it over.
        """
        self._run = run
        self._refuse_other_runs()
        with own_scratch() as self.scratch:
            yield

    def is_done(self, case_id: str, made_of: str) -> bool:
        """Tell whether the packet of a case is there, whole, and made of the same.

        Raises:
            StoreError: the store cannot be reached.
        """
        note = self._get(_note(case_id))
        if note is None or not note.startswith(made_of.encode()):
            return False
        manifest = self._get(f"{case_id}/{MANIFEST}")
        if manifest is None or note.splitlines()[0] != mark(made_of, manifest).encode():
            return False
        sizes = self._sizes(case_id)
        return all(sizes.get(file["path"]) == file["bytes"] for file in orjson.loads(manifest)["files"])

    def remark(self, case_id: str) -> str:
        """Return what was noted of a packet, for the office to know; empty where nothing was.

        Raises:
            StoreError: the store cannot be reached.
        """
        return _remark_of(self._get(_note(case_id)) or b"")

    @contextmanager
    def earlier(self, case_id: str) -> Iterator[Path]:
        """Give a local folder in which the earlier packet of a case lies, where somebody had signed it off.

        Raises:
            StoreError: the store cannot be reached.
        """
        folder = self.scratch / "earlier"
        try:
            for place in (case_id, f"{_SIGNED}/{case_id}"):
                if (manifest := self._get(f"{place}/{MANIFEST}")) is not None:
                    self._fetch_signed(place, manifest, folder / case_id)
                    break
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, packet: Packet, made_of: str, remark: str = "") -> str:
        """Write a packet: its note says "begun", then its files, its manifest, and last the note that it is done.

        Returns what the office must know: the ``remark``, or that of an earlier worker, which died over this packet.

        Raises:
            OutputError: objects lie there that are no packet.
            StoreError: the store cannot be written; the case is not done then.
        """
        case_id, manifest = packet.case_id, manifest_bytes(packet)
        self._refuse_other_runs()
        note, files = self._get(_note(case_id)), {file.path: file.content for file in packet.files}
        before, begun = self._named(case_id, note), note if note and note.startswith(_BEGUN) else b""
        remark = remark or _remark_of(begun)
        self._put({_note(case_id): _begun({*before, *files}, remark)})
        if before and packet.manifest.signoff is not None:
            self._keep_signed(case_id)
        self._remove(f"{case_id}/{path}" for path in (MANIFEST, *sorted(before - files.keys())) if before)
        self._put({f"{case_id}/{path}": content for path, content in files.items()})
        self._put({f"{case_id}/{MANIFEST}": manifest})
        if begun or packet.manifest.signoff is not None:
            self._drop_signed(case_id)
        self._refuse_other_runs()
        self._put({_note(case_id): _noted(made_of, manifest, remark)})
        return remark

    def withdraw(self, case_id: str) -> str:
        """Remove a packet that an earlier run prepared, for the case is no longer one to be prepared.

        Returns what the office must know, where somebody had signed it off; empty otherwise.

        Raises:
            StoreError: it cannot be removed.
        """
        note = self._get(_note(case_id))
        if note is None:
            return ""
        with self.earlier(case_id) as folder:
            remark = SIGNED_AND_REMOVED if was_signed(folder / case_id) else _remark_of(note)
        before = self._named(case_id, note)
        self._put({_note(case_id): _begun(before, remark)})
        self._remove(f"{case_id}/{path}" for path in (MANIFEST, *sorted(before)))
        if note.startswith(_BEGUN):
            self._drop_signed(case_id)
        if remark == SIGNED_AND_REMOVED:
            self._put({_note(case_id): _noted("", b"", remark)})
            return remark
        self._remove([_note(case_id)])
        return ""

    @contextmanager
    def whole_file(self, name: str) -> Iterator[IO[str]]:
        """Give a text file to write; it is uploaded when it is whole.

        Raises:
            StoreError: it cannot be written; what was there is unchanged.
        """
        beside = self.scratch / name
        try:
            with beside.open("w", encoding="utf-8", newline="") as file:
                yield file
        except OSError as error:
            raise OutputError(f"{beside} cannot be written ({error.strerror}).") from error
        with told(self._name):
            self._files.put_file(str(beside), f"{self._root}/{name}")
        beside.unlink()

    def pdf(self, case_id: str, *paths: str) -> BytesIO:
        """Return the first of these files of a packet that is there, to open.

        Raises:
            StoreError: the store cannot be reached.
            OSError: none is there.
        """
        for path in paths:
            if (content := self._get(f"{case_id}/{path}")) is not None:
                return BytesIO(content)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _refuse_other_runs(self) -> None:
        if self._get(_RUN) != self._run.encode():
            raise StoreError(f"{self._name}: another batch writes there now, so this one stops.")

    def _fetch_signed(self, place: str, manifest: bytes, folder: Path) -> None:
        """Fetch a packet into a local folder, whole where somebody had signed it off: what its manifest names."""
        folder.mkdir(parents=True)
        (folder / MANIFEST).write_bytes(manifest)
        if not was_signed(folder):
            return
        for path in _files_of(manifest):
            if (content := self._get(f"{place}/{path}")) is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)

    def _keep_signed(self, case_id: str) -> None:
        """Keep the packet that lies in its place until another one is whole, for it is signed off."""
        manifest = self._get(f"{case_id}/{MANIFEST}")
        if manifest is None:
            return
        for path in _files_of(manifest):
            if (content := self._get(f"{case_id}/{path}")) is not None:
                self._put({f"{_SIGNED}/{case_id}/{path}": content})
        self._put({f"{_SIGNED}/{case_id}/{MANIFEST}": manifest})

    def _drop_signed(self, case_id: str) -> None:
        place = f"{_SIGNED}/{case_id}"
        # without its manifest it counts no more
        self._remove(f"{place}/{path}" for path in (MANIFEST, *self._sizes(place)))

    def _named(self, case_id: str, note: bytes | None) -> set[str]:
        """Return the objects that a packet of ours may have left, done or half-written, and those put beside them."""
        there = set(self._sizes(case_id))
        if note is None and there:
            raise OutputError(f"{self._name}/{case_id} is no packet of a batch. Choose another --out.")
        begun = note.decode().splitlines()[2:] if note is not None and note.startswith(_BEGUN) else []
        return {*begun, *there} - {MANIFEST}

    def _get(self, name: str) -> bytes | None:
        with told(self._name):
            try:
                return bytes(self._files.cat_file(f"{self._root}/{name}"))
            except FileNotFoundError:
                return None

    def _put(self, objects: Mapping[str, bytes]) -> None:
        with told(self._name):
            self._files.pipe({f"{self._root}/{name}": content for name, content in objects.items()})

    def _remove(self, names: Iterable[str]) -> None:
        with told(self._name):
            for name in names:
                with suppress(FileNotFoundError):
                    self._files.rm_file(f"{self._root}/{name}")

    def _sizes(self, case_id: str) -> dict[str, int]:
        folder = f"{self._root}/{case_id}/"
        with told(self._name):
            found = self._files.find(folder, detail=True)
        # an object that bears the name of the folder is what a web console puts there for an empty one
        return {name.removeprefix(folder): one["size"] for name, one in found.items() if name != folder}


def _note(case_id: str) -> str:
    return f"{_DONE}/{case_id}"


def _remark_of(note: bytes) -> str:
    _, remark, *_ = f"{note.decode()}\n".split("\n")
    return remark


def _files_of(manifest: bytes) -> list[str]:
    """Return the paths that a manifest names, in the folder of its packet; none of a manifest that cannot be read."""
    try:
        named = [entry.path for entry in Manifest.model_validate_json(manifest).files]
    except ValidationError:
        return []
    # a manifest that was tampered with writes nothing elsewhere
    return [path for path in named if not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts]


def _noted(made_of: str, manifest: bytes, remark: str) -> bytes:
    return (f"{mark(made_of, manifest)}\n" + (f"{remark}\n" if remark else "")).encode()


def _begun(paths: Iterable[str], remark: str) -> bytes:
    return _BEGUN + f"{remark}\n".encode() + "".join(f"{path}\n" for path in sorted(paths)).encode()
