"""Reads a packet back from its folder, and tells whether it is still what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import ValidationError

from priorauth.case.model import Case
from priorauth.case.read import read_case
from priorauth.errors import CaseFileError, PictureRefused
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import (
    CASE,
    LOGO,
    PRICES,
    SIGNATURE,
    TEMPLATES,
    Entry,
    Manifest,
    Packet,
    PacketFile,
    digest,
    digest_case,
    document_path,
    with_files,
)
from priorauth.packet.look import Look, OwnTemplate, look_again
from priorauth.packet.seals import Seal
from priorauth.packet.signing import Signature
from priorauth.packet.write import MANIFEST


@dataclass(frozen=True)
class HeldPacket:
    """A packet in its folder."""

    folder: Path
    manifest: Manifest
    case: Case
    documents: dict[str, bytes]
    """Files of the chart, by the id of the case's document."""
    signature: Signature | None
    """What it was signed off with."""
    look: Look
    """The clinic's own look when it was prepared."""
    prices: PriceTable | None
    """What the cost sheet was made of; None where there is none."""

    def signature_for(self, packet: Packet) -> Signature | None:
        """Return the signature, if what was signed is what ``packet`` is made of."""
        holds = self.manifest.content_sha256 == packet.manifest.content_sha256
        return self.signature if holds and not list(damage(self)) else None

    def with_seals(self, packet: Packet) -> Packet:
        """Return ``packet`` with this packet's seals, on the files that are the same but for their seal."""
        seals = {entry.path: entry.seal for entry in self.manifest.files if entry.seal}
        return with_files(packet, tuple(self._sealed(file, seals.get(file.path)) for file in packet.files))

    def _sealed(self, file: PacketFile, seal: Seal | None) -> PacketFile:
        if seal is None or digest(file.content) != seal.unsealed_sha256:
            return file
        return file.model_copy(update={"content": (self.folder / file.path).read_bytes(), "seal": seal})


def is_packet(folder: Path) -> bool:
    """Tell whether a folder holds a packet."""
    return (folder / MANIFEST).is_file()


def was_signed(folder: Path) -> bool:
    """Tell whether the packet in a folder bears a sign-off, also where it is damaged or of another version."""
    try:
        manifest = orjson.loads((folder / MANIFEST).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(manifest, dict) and bool(manifest.get("signoff"))


def read_packet(folder: Path) -> HeldPacket:
    """Read the packet in a folder.

    Raises:
        CaseFileError: the folder holds no packet, or one that cannot be read.
    """
    manifest = _manifest(folder)
    if folder.name != manifest.case_id:
        raise CaseFileError(f"{folder}: the folder of a packet bears the case's id. Give it that name again.")
    case = read_case(folder / CASE)
    try:
        documents = {
            name: (folder / document_path(case, name)).read_bytes() for name in manifest.made_of.documents_sha256
        }
        return HeldPacket(
            folder=folder,
            manifest=manifest,
            case=case,
            documents=documents,
            signature=_signature(folder, manifest),
            look=_look(folder, manifest),
            prices=_prices(folder),
        )
    except (OSError, ValueError, PictureRefused):
        raise CaseFileError(f"{folder}: a file of the packet is missing. Prepare the packet anew.") from None


def damage(held: HeldPacket) -> Iterator[str]:
    """Yield a sentence for every file that is not as the manifest describes it, or that it does not know."""
    known = {entry.path: entry for entry in held.manifest.files}
    there = {path.relative_to(held.folder).as_posix() for path in held.folder.rglob("*") if path.is_file()}
    for path in sorted(there - set(known) - {MANIFEST}):
        yield f"{path} is no file of this packet."
    for path, entry in known.items():
        if path not in there:
            yield f"{path} is missing."
        elif not _is_as_described((held.folder / path).read_bytes(), entry):
            yield f"{path} was changed."
    if digest_case(held.case) != held.manifest.made_of.case_sha256:
        yield f"{CASE} is not the case that the manifest describes."


def _is_as_described(content: bytes, entry: Entry) -> bool:
    seal = entry.seal
    if seal is not None and digest(content[: seal.unsealed_bytes]) != seal.unsealed_sha256:
        return False
    return digest(content) == entry.sha256


def _manifest(folder: Path) -> Manifest:
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        raise CaseFileError(
            f"{folder}: no packet (it has no {MANIFEST}). Name the folder that `prepare` wrote."
        ) from None
    except ValidationError:
        raise CaseFileError(f"{folder / MANIFEST}: not a manifest of this version. Prepare the packet anew.") from None


def _signature(folder: Path, manifest: Manifest) -> Signature | None:
    record = manifest.signoff
    if record is None:
        return None
    return Signature(
        by=record.by,
        credentials=record.credentials,
        on=record.on,
        despite_gaps=record.despite_gaps,
        image=_picture(folder, SIGNATURE),
    )


def _look(folder: Path, manifest: Manifest) -> Look:
    names = manifest.made_of.own_templates_sha256
    # the name is looked at before the file: a manifest that was tampered with opens nothing elsewhere
    own = [OwnTemplate(name=name, text="") for name in names]
    read = (one.model_copy(update={"text": (folder / TEMPLATES / one.name).read_bytes().decode()}) for one in own)
    return look_again(manifest.made_of.look, _picture(folder, LOGO), tuple(read))


def _prices(folder: Path) -> PriceTable | None:
    path = folder / PRICES
    return PriceTable.model_validate_json(path.read_bytes()) if path.is_file() else None


def _picture(folder: Path, name: str) -> bytes | None:
    found = (path for suffix in (".png", ".jpg", ".svg") if (path := folder / f"{name}{suffix}").is_file())
    return next((path.read_bytes() for path in found), None)
