"""The output of a run as a clinic handles it, in a folder or in a bucket: looked at, signed off, put back."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import orjson

from priorauth.api import write_packet
from priorauth.batch.kept import make_again
from priorauth.batch.summary import TABLE, WORK_LIST
from priorauth.packet.held import read_packet
from priorauth.packet.signing import Signature
from priorauth.policy.folder import PolicyFolder
from priorauth.render.sealing import read_key, seal_packet
from tests.batch.batches import left_in
from tests.batch.clusters import bucket, objects
from tests.certificates import NOW, PASSPHRASE, made


class Night:
    """What a run wrote, and will write again."""

    def __init__(self, out: Path | str, desk: Path) -> None:
        self.out, self._desk = out, desk

    def fetched(self) -> Path:
        """Return the folder that the run wrote, or one with the objects that it wrote."""
        if isinstance(self.out, Path):
            return self.out
        shutil.rmtree(self._desk, ignore_errors=True)
        self._desk.mkdir(parents=True)
        for name, content in objects(self._prefix).items():
            (self._desk / name).parent.mkdir(parents=True, exist_ok=True)
            (self._desk / name).write_bytes(content)
        return self._desk

    def put_back(self, folder: Path, *, delete: bool = True) -> None:
        """Put the files of a folder there, as ``aws s3 sync`` does; with ``delete`` what is not among them goes."""
        if isinstance(self.out, Path):
            if folder != self.out:
                shutil.copytree(folder, self.out, dirs_exist_ok=True)
            return
        files, there = bucket(), left_in(folder)
        new = {f"{self._prefix}/{name}": content for name, content in there.items()}
        for name in set(files.find(self._prefix)) - new.keys() if delete else ():
            files.rm_file(name)
        files.pipe(new)

    def sign(self, *case_ids: str) -> None:
        """Sign packets off, and put them back."""
        here = self.fetched()
        for case_id in case_ids:
            sign_off(here, case_id)
        self.put_back(here)

    def packets(self, *case_ids: str) -> dict[str, bytes]:
        """Return every file of these packets."""
        return {name: one for name, one in left_in(self.fetched()).items() if name.split("/")[0] in case_ids}

    def holds(self, *case_ids: str) -> tuple[bool, ...]:
        """Tell of each case whether its packet is there."""
        return tuple(self._read(f"{case_id}/manifest.json") is not None for case_id in case_ids)

    def is_signed(self, *case_ids: str) -> tuple[bool, ...]:
        """Tell of each packet whether it bears a sign-off."""
        manifests = (self._read(f"{case_id}/manifest.json") for case_id in case_ids)
        return tuple(bool(orjson.loads(manifest or b"")["signoff"]) for manifest in manifests)

    def said(self) -> dict[str, str]:
        """Return what the summary says of every case."""
        return {row["case_id"]: row["because"] for row in self._rows(TABLE)}

    def to_do(self) -> list[tuple[str, str]]:
        """Return what of sign-offs stands on the work list."""
        return [(row["case_id"], row["question"]) for row in self._rows(WORK_LIST) if "sign" in row["question"]]

    def _rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO((self._read(name) or b"").decode())))

    def _read(self, name: str) -> bytes | None:
        try:
            if isinstance(self.out, Path):
                return (self.out / name).read_bytes()
            return bytes(bucket().cat_file(f"{self._prefix}/{name}"))
        except FileNotFoundError:
            return None

    @property
    def _prefix(self) -> str:
        return str(self.out).removeprefix("s3://")


def sign_off(folder: Path, case_id: str, *, sealed: bool = False) -> None:
    """Sign off the packet of a case that lies in a folder."""
    signature = Signature(by="Ana Example", on=date(2026, 6, 11))
    packet = make_again(read_packet(folder / case_id), signature, PolicyFolder(), fax=False)
    if sealed:
        packet = seal_packet(packet, read_key(made().p12, PASSPHRASE, "own.p12", NOW), NOW)
    write_packet(packet, folder)
