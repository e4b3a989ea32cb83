"""The commands around a sign-off: sign a packet, and tell whether it is still what was signed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from priorauth.api import prepare_packet, write_packet
from priorauth.cli.options import AsJson, Fax, Quiet
from priorauth.cli.settings import OwnPolicies, own_policies
from priorauth.cli.show import console, show_packet
from priorauth.clinical.calendar import show_date
from priorauth.errors import CaseFileError, SignOffRefused
from priorauth.packet.files import Packet, engine_of, has_fax
from priorauth.packet.held import HeldPacket, damage, is_packet, read_packet
from priorauth.packet.signing import Signature, make_signature
from priorauth.policy.folder import PolicyFolder

DRAFT = 10

PacketFolder = Annotated[Path, typer.Argument(metavar="PACKET", help="The packet's folder, as `prepare` wrote it.")]


def sign(
    packet: PacketFolder,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The clinician who has read the packet and signs.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Day of the sign-off.")],
    credentials: Annotated[
        str | None, typer.Option("--credentials", help='Such as "MD"; those of the case if not given.')
    ] = None,
    image: Annotated[
        Path | None, typer.Option("--image", metavar="FILE", help="Picture of the signature (PNG or SVG).")
    ] = None,
    despite_gaps: Annotated[
        str | None,
        typer.Option("--despite-gaps", metavar="REASON", help="Why it goes out with gaps; stays in the office."),
    ] = None,
    as_json: AsJson = False,
    policies: OwnPolicies = None,
    quiet: Quiet = False,
    fax: Fax = False,
) -> None:
    """Sign a packet off: its drafts become final, and move to the folder of what may be sent."""
    held = read_packet(packet.resolve())
    given = {"by": by, "credentials": credentials, "on": on.date(), "despite_gaps": despite_gaps}
    signature = make_signature(given | {"image": _picture(image)})
    own = own_policies(policies)
    if found := _changes(held, own):
        raise SignOffRefused(f"{found[0]} Prepare the packet anew, read it, and sign it then.")
    signed = _made_again(held, signature, own, fax=fax)
    write_packet(signed, held.folder.parent)
    if as_json:
        print(signed.manifest.model_dump_json(indent=2))
    elif not quiet:
        show_packet(signed, packet)


def verify_packet(packet: PacketFolder, policies: OwnPolicies = None, quiet: Quiet = False) -> None:
    """Tell whether a packet is signed off, and still what was signed (0), a draft (10), or changed (14)."""
    held = read_packet(packet.resolve())
    if found := _changes(held, own_policies(policies)):
        raise SignOffRefused(" ".join(found))
    signed = held.manifest.signoff
    if not quiet:
        whole = "Every file is as it was made."
        said = f"Signed off on {show_date(signed.on)}." if signed else "A draft: nobody has signed it off."
        console().print(f"{whole} {said}")
    if signed is None:
        raise typer.Exit(DRAFT)


def kept_sign_off(packet: Packet, out: Path, own: PolicyFolder) -> Packet:
    """Return the packet signed off as the earlier one in its place was, if that sign-off still holds."""
    folder = out / packet.case_id
    if not is_packet(folder):
        return packet
    try:
        held = read_packet(folder)
    except CaseFileError:
        return packet  # not a packet of this version: `prepare` makes it anew
    if signature := held.signature_for(packet):
        return _made_again(held, signature, own, fax=has_fax(packet.manifest))
    if held.signature is not None:
        console(stderr=True).print(
            "The sign-off of the earlier packet is gone: what was signed has changed. Have it signed anew.",
            soft_wrap=True,
        )
    return packet


def _picture(path: Path | None) -> bytes | None:
    try:
        return None if path is None else path.read_bytes()
    except OSError as error:
        raise SignOffRefused(f"{path}: the picture cannot be read ({error.strerror}).") from error


def _changes(held: HeldPacket, own: PolicyFolder) -> list[str]:
    if found := list(damage(held)):
        return found
    again = _made_again(held, held.signature, own, fax=has_fax(held.manifest))
    if again.manifest.content_sha256 != held.manifest.content_sha256:
        return ["The policy, the templates or the program changed since the packet was prepared."]
    if again.manifest != held.manifest:
        return ["The packet is not what its case gives."]
    return []


def _made_again(held: HeldPacket, signature: Signature | None, own: PolicyFolder, *, fax: bool) -> Packet:
    policy, documents, engine = held.manifest.policy, held.documents, engine_of(held.manifest)
    return prepare_packet(
        held.case, policy=policy, own=own, documents=documents, signature=signature, fax=fax, engine=engine
    )
