"""The command that signs packets off, one or many; and what it takes to keep and to check a sign-off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from priorauth.api import write_packet
from priorauth.batch.kept import keep_sign_off, make_again
from priorauth.batch.rows import most_serious
from priorauth.cli.clock import now
from priorauth.cli.faults import said_of
from priorauth.cli.options import AsJson, Fax, Quiet
from priorauth.cli.sealing import read_bytes, sealing_key
from priorauth.cli.settings import OwnPolicies, own_policies
from priorauth.cli.show import console, show_packet
from priorauth.errors import CaseFileError, SignOffRefused
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import Packet, has_fax, unsealed
from priorauth.packet.held import HeldPacket, damage, read_packet
from priorauth.packet.signing import Signature, make_signature
from priorauth.policy.folder import PolicyFolder

if TYPE_CHECKING:
    from priorauth.render.sealing import SealingKey


def sign(
    packets: Annotated[
        list[Path], typer.Argument(metavar="PACKET...", help="The folders of packets, as `prepare` wrote them.")
    ],
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
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="Seal what is sent with this certificate (.p12)."),
    ] = None,
    as_json: AsJson = False,
    policies: OwnPolicies = None,
    quiet: Quiet = False,
    fax: Fax = False,
) -> None:
    """Sign packets off: their drafts become final, and move to the folder of what may be sent."""
    given = {"by": by, "credentials": credentials, "on": on.date(), "despite_gaps": despite_gaps}
    signature = make_signature(given | {"image": read_bytes(image) if image else None})
    pen = _Pen(signature=signature, own=own_policies(policies), key=sealing_key(certificate), fax=fax)
    signed = dict(_each(packets, pen))
    done = {folder: packet for folder, packet in signed.items() if isinstance(packet, Packet)}
    if as_json:
        manifests = [packet.manifest.model_dump_json(indent=2) for packet in done.values()]
        print(manifests[0] if len(packets) == 1 else f"[{','.join(manifests)}]")
    elif not quiet:
        for folder, packet in done.items():
            show_packet(packet, folder)
    raise typer.Exit(most_serious(code for code in signed.values() if isinstance(code, int)))


@dataclass(frozen=True)
class _Pen:
    """What every packet of one command is signed with."""

    signature: Signature
    own: PolicyFolder
    key: SealingKey | None
    fax: bool


def _each(packets: list[Path], pen: _Pen) -> Iterator[tuple[Path, Packet | int]]:
    for folder in packets:
        try:
            yield folder, _signed(folder, pen)
        except Exception as error:
            if len(packets) == 1:
                raise
            # one packet that cannot be signed never stops the others
            message, code = said_of(error)
            print(f"priorauth: {folder}: {message}", file=sys.stderr)
            yield folder, code


def _signed(folder: Path, pen: _Pen) -> Packet:
    if folder.parts and folder.parts[0].endswith(":"):  # what a path makes of s3://
        raise CaseFileError(
            "A packet is signed in a folder. Fetch it from its address, read it, sign it there, and put it back."
        )
    held = read_packet(folder.resolve())
    if found := changes(held, pen.own):
        raise SignOffRefused(f"{found[0]} Prepare the packet anew, read it, and sign it then.")
    signed = make_again(held, pen.signature, pen.own, fax=pen.fax)
    if pen.key is not None:
        signed = _sealed(signed, pen.key)
    write_packet(signed, held.folder.parent)
    return signed


def _sealed(packet: Packet, key: SealingKey) -> Packet:
    from priorauth.packet.seals import names
    from priorauth.render.sealing import seal_packet

    signer = packet.manifest.signoff
    if signer is not None and not names(key.name, signer.by):
        said = f"{packet.case_id}: the certificate does not name the clinician who signs off: {key.subject}."
        console(stderr=True).print(Text(said), soft_wrap=True)
    return seal_packet(packet, key, now())


def kept_sign_off(packet: Packet, out: Path, own: PolicyFolder, prices: PriceTable | None) -> Packet:
    """Return the packet signed off as the earlier one in its place was, if that sign-off still holds."""
    packet, gone = keep_sign_off(packet, out, own, prices)
    if gone:
        console(stderr=True).print(gone, soft_wrap=True)
    return packet


def changes(held: HeldPacket, own: PolicyFolder) -> list[str]:
    """Return a sentence for everything because of which a packet is not what was prepared; empty where it is."""
    if found := list(damage(held)):
        return found
    again = make_again(held, held.signature, own, fax=has_fax(held.manifest))
    if again.manifest.content_sha256 != held.manifest.content_sha256:
        return ["The policy, the templates or the program changed since the packet was prepared."]
    if again.manifest != unsealed(held.manifest):
        return ["The packet is not what its case gives."]
    return []
