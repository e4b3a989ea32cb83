"""Writes a packet: into a temporary folder first, renamed into place as a whole, so nothing is half-written."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from priorauth.errors import OutputError
from priorauth.packet.files import Packet

MANIFEST = "manifest.json"


def write_packet(packet: Packet, out: Path) -> Path:
    """Write a packet to the folder ``out/<case id>`` and return that folder; an earlier packet there is replaced.

    Raises:
        OutputError: the folder cannot be written, or holds something that is no packet; what was there stays.
    """
    target = out / packet.case_id
    if target.exists() and not (target / MANIFEST).is_file():
        raise OutputError(f"{target} exists and is no packet (it has no {MANIFEST}). Choose another --out folder.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{packet.case_id}.", dir=out))
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}). Choose another --out folder.") from error
    try:
        _fill(temporary, packet)
        _put_in_place(temporary, target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror}). What was there is unchanged.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def manifest_bytes(packet: Packet) -> bytes:
    """Return what the manifest's file holds."""
    return packet.manifest.model_dump_json(indent=2).encode() + b"\n"


def _fill(folder: Path, packet: Packet) -> None:
    for file in packet.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (folder / MANIFEST).write_bytes(manifest_bytes(packet))
    # mkdtemp makes it 0700 and patient data it is: keep it to the owner and the group
    folder.chmod(0o750)


def _put_in_place(temporary: Path, target: Path) -> None:
    if not target.exists():
        temporary.rename(target)
        return
    replaced = temporary.with_name(f"{temporary.name}.old")
    target.rename(replaced)
    try:
        temporary.rename(target)
    except OSError:
        replaced.replace(target)
        raise
    shutil.rmtree(replaced)
