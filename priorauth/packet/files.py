"""The files of a packet, and the manifest that describes every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Literal

from pydantic import ConfigDict, Field

from priorauth.case.model import Case
from priorauth.case.read import write_part
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.packet.cost import PriceTable
from priorauth.packet.look import Look, LookRecord
from priorauth.packet.pictures import Picture
from priorauth.packet.seals import Seal
from priorauth.packet.signing import SignOff
from priorauth.review.finding import Readiness, Review

MANIFEST_VERSION: Literal[1] = 1
FOR_PAYER = "for_payer"
OFFICE = "office"
CASE = f"{OFFICE}/case.json"
SIGNATURE = f"{OFFICE}/signature"
LOGO = f"{OFFICE}/logo"
TEMPLATES = f"{OFFICE}/templates"
PRICES = f"{OFFICE}/prices.json"
_MADE_BY = ("babel", "jinja2", "pikepdf", "priorauth", "weasyprint")
MADE_FAST_BY = ("typst", "uharfbuzz")
"""What the fast engine needs beside."""
_IMAGES = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}

EngineName = Literal["weasyprint", "fast"]
DrawnBy = Literal["weasyprint", "typst"]
Kind = Literal[
    "packet",
    "draft packet",
    "letter",
    "draft letter",
    "checklist",
    "review",
    "case",
    "document",
    "signature picture",
    "fax",
    "draft fax",
    "query sheet",
    "portal sheet",
    "peer-to-peer sheet",
    "note template",
    "cost sheet",
    "logo",
    "template",
    "price table",
]


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
    kind: Kind
    content: bytes
    pages: int | None = None
    places: tuple[PlaceInPacket, ...] = ()
    """The page map, for a packet."""
    seal: Seal | None = None
    """The electronic signature in it, if it was sealed with a certificate."""
    drawn_by: DrawnBy | None = None
    """With the fast engine, what drew the file: WeasyPrint draws what Typst would not draw alike."""


class Entry(Model):
    """What the manifest says of one file."""

    path: str
    kind: str
    sha256: str
    bytes: int
    pages: int | None
    places: tuple[PlaceInPacket, ...]
    seal: Seal | None = None
    """The electronic signature in it, if it was sealed with a certificate."""
    drawn_by: DrawnBy | None = None
    """Only with the fast engine."""


class MadeOf(Model):
    """What a packet is made of: whatever changes here changes what was signed."""

    case_sha256: str
    policy_sha256: str
    documents_sha256: dict[str, str]
    """The files of the chart that were at hand, by the id of the case's document."""
    templates_sha256: str
    """Of all templates of this release together."""
    language: str = "en-US"
    """Of all documents, by its BCP 47 tag."""
    look: LookRecord = LookRecord()
    own_templates_sha256: dict[str, str] = Field(default_factory=dict)
    """The clinic's own templates and stylesheets, by the name of the one of ours whose place they take."""
    versions: dict[str, str]

    @property
    def content_sha256(self) -> str:
        """The SHA-256 of all of it together, in hexadecimal."""
        return digest(self.model_dump_json().encode())


class Manifest(Model):
    """Everything needed to tell, years later, what was made of what. No clock: the same input, the same manifest."""

    manifest_version: Literal[1] = MANIFEST_VERSION
    case_id: str
    request_kind: RequestKind
    as_of: date
    policy: str
    policy_revision: str
    made_of: MadeOf
    content_sha256: str
    """Of `made_of` as a whole: a sign-off names it, and holds no longer when it changes."""
    readiness: Readiness
    draft: bool
    """True until a clinician has signed off, and where no letter is written."""
    signoff: SignOff | None
    files: tuple[Entry, ...]


class Packet(Model):
    """A finished packet, in memory."""

    case_id: str
    review: Review
    files: tuple[PacketFile, ...]
    manifest: Manifest


def has_fax(manifest: Manifest) -> bool:
    """Tell whether a packet was also drawn as a fax."""
    return any(entry.kind.endswith("fax") for entry in manifest.files)


def versions_of(engine: EngineName) -> dict[str, str]:
    """Return the version of every package that an engine makes a packet with, by the package's name."""
    return {name: version(name) for name in (*_MADE_BY, *(MADE_FAST_BY if engine == "fast" else ()))}


def engine_of(manifest: Manifest) -> EngineName:
    """Tell which engine was asked for when a packet was made."""
    return "fast" if "typst" in manifest.made_of.versions else "weasyprint"


def unsealed(manifest: Manifest) -> Manifest:
    """Return a manifest as it was before its files were sealed: what the case gives, and no certificate."""
    return manifest.model_copy(update={"files": tuple(_unsealed(entry) for entry in manifest.files)})


def _unsealed(entry: Entry) -> Entry:
    if entry.seal is None:
        return entry
    before = {"sha256": entry.seal.unsealed_sha256, "bytes": entry.seal.unsealed_bytes, "seal": None}
    return entry.model_copy(update=before)


def with_files(packet: Packet, files: tuple[PacketFile, ...]) -> Packet:
    """Return a packet with other files of the same names, and the manifest that describes them."""
    manifest = packet.manifest.model_copy(update={"files": tuple(describe(file) for file in files)})
    return packet.model_copy(update={"files": files, "manifest": manifest})


def describe(file: PacketFile) -> Entry:
    """Return the manifest's entry for a file."""
    return Entry(
        path=file.path,
        kind=file.kind,
        sha256=digest(file.content),
        bytes=len(file.content),
        pages=file.pages,
        places=file.places,
        seal=file.seal,
        drawn_by=file.drawn_by,
    )


def kept_files(
    case: Case, reviewed: Review, documents: Mapping[str, bytes], signature: Picture | None
) -> Iterator[PacketFile]:
    """Yield what the office keeps of a packet: the review, and all it takes to make the same packet again."""
    review = reviewed.model_dump_json(indent=2).encode() + b"\n"
    yield PacketFile(path=f"{OFFICE}/review.json", kind="review", content=review)
    yield PacketFile(path=CASE, kind="case", content=write_part(case))
    for document in case.documents:
        if document.id in documents:
            yield PacketFile(path=document_path(case, document.id), kind="document", content=documents[document.id])
    if signature is not None:
        path = f"{SIGNATURE}{signature.suffix}"
        yield PacketFile(path=path, kind="signature picture", content=signature.content)


def kept_of_clinic(look: Look, prices: PriceTable | None) -> Iterator[PacketFile]:
    """Yield what of the clinic's own it takes to make the same packet again: logo, templates, price table."""
    if look.logo is not None:
        yield PacketFile(path=f"{LOGO}{look.logo.suffix}", kind="logo", content=look.logo.content)
    for one in look.templates:
        yield PacketFile(path=f"{TEMPLATES}/{one.name}", kind="template", content=one.text.encode())
    if prices is not None:
        content = prices.model_dump_json(indent=2).encode() + b"\n"
        yield PacketFile(path=PRICES, kind="price table", content=content)


def document_path(case: Case, document: str) -> str:
    """Return the place of a document of the chart in the packet's folder: a number, since its id may say too much."""
    at = [one.id for one in case.documents].index(document)
    suffix = PurePosixPath(case.documents[at].file or "").suffix.lower()
    return f"{OFFICE}/chart/{at + 1}{suffix if suffix in _IMAGES else '.pdf'}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def digest_case(case: Case) -> str:
    """Return the SHA-256 of a case in its canonical JSON form."""
    return digest(case.model_dump_json().encode())
