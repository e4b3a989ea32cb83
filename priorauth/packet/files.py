"""The files of a packet, and the manifest that describes every one of them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Literal

from pydantic import ConfigDict

from priorauth.case.model import Case
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.review.finding import Readiness, Review

MANIFEST_VERSION: Literal[1] = 1
FOR_PAYER = "for_payer"
OFFICE = "office"


class PlaceInPacket(Model):
    """Where an exhibit begins in a packet."""

    exhibit: str
    title: str
    page: int
    """1 is the cover."""


class PacketFile(Model):
    """One file, by its place in the packet's folder; in JSON its content is base64."""

    model_config = ConfigDict(ser_json_bytes="base64")

    path: str
    """Such as "for_payer/letter.pdf"; never holds anything of the patient."""
    kind: Literal[
        "packet",
        "draft packet",
        "letter",
        "draft letter",
        "checklist",
        "review",
        "query sheet",
        "portal sheet",
        "peer-to-peer sheet",
        "note template",
        "cost sheet",
    ]
    content: bytes
    pages: int | None = None
    places: tuple[PlaceInPacket, ...] = ()
    """The page map, for a packet."""


class Entry(Model):
    """What the manifest says of one file."""

    path: str
    kind: str
    sha256: str
    bytes: int
    pages: int | None
    places: tuple[PlaceInPacket, ...]


class Manifest(Model):
    """Everything needed to tell, years later, what was made of what. No clock: the same input, the same manifest."""

    manifest_version: Literal[1] = MANIFEST_VERSION
    case_id: str
    case_sha256: str
    request_kind: RequestKind
    as_of: date
    policy: str
    policy_revision: str
    policy_sha256: str
    readiness: Readiness
    draft: bool
    versions: dict[str, str]
    files: tuple[Entry, ...]


class Packet(Model):
    """A finished packet, in memory."""

    case_id: str
    review: Review
    files: tuple[PacketFile, ...]
    manifest: Manifest


def describe(file: PacketFile) -> Entry:
    """Return the manifest's entry for a file."""
    return Entry(
        path=file.path,
        kind=file.kind,
        sha256=digest(file.content),
        bytes=len(file.content),
        pages=file.pages,
        places=file.places,
    )


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def digest_case(case: Case) -> str:
    """Return the SHA-256 of a case in its canonical JSON form."""
    return digest(case.model_dump_json().encode())
