"""The command that tells whether a packet is still what was signed off, and what its seals say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from priorauth.cli.clock import now
from priorauth.cli.options import AsJson, Quiet
from priorauth.cli.sealing import read_bytes
from priorauth.cli.settings import OwnPolicies, own_policies
from priorauth.cli.show import console
from priorauth.cli.sign import changes
from priorauth.clinical.calendar import show_date
from priorauth.errors import SignOffRefused
from priorauth.packet.held import HeldPacket, read_packet
from priorauth.packet.seals import PacketCheck, SealCheck

DRAFT = 10


def verify_packet(
    packet: Annotated[Path, typer.Argument(metavar="PACKET", help="The packet's folder, as `prepare` wrote it.")],
    trust: Annotated[
        Path | None,
        typer.Option("--trust", metavar="FILE", help="Certificates that a seal must lead to (PEM)."),
    ] = None,
    as_json: AsJson = False,
    policies: OwnPolicies = None,
    quiet: Quiet = False,
) -> None:
    """Tell whether a packet is signed off, and still what was signed (0), a draft (10), or changed (14)."""
    held = read_packet(packet.resolve())
    checked = PacketCheck(
        case_id=held.manifest.case_id,
        signoff=held.manifest.signoff,
        changes=tuple(changes(held, own_policies(policies))),
        seals=tuple(_seals(held, read_bytes(trust) if trust else None)),
    )
    if as_json:
        print(checked.model_dump_json(indent=2))
    if checked.faults:
        raise SignOffRefused(" ".join(checked.faults))
    if not as_json and not quiet:
        _show(checked)
    if checked.signoff is None:
        raise typer.Exit(DRAFT)


def _seals(held: HeldPacket, trust: bytes | None) -> Iterator[SealCheck]:
    signer = held.manifest.signoff
    for entry in held.manifest.files:
        path = held.folder / entry.path
        if entry.seal is not None and path.is_file():
            from priorauth.render.sealing import check_seal

            yield check_seal(path.read_bytes(), entry, signer=signer.by if signer else "", trust=trust, at=now())


def _show(checked: PacketCheck) -> None:
    signed = checked.signoff
    said = f"Signed off on {show_date(signed.on)}." if signed else "A draft: nobody has signed it off."
    console().print(f"Every file is as it was made. {said}")
    for seal in checked.seals:
        for line in seal.says:
            console().print(Text(line), soft_wrap=True)
