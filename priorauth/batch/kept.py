"""What is done with a packet that lies in its folder already: its sign-off is kept, and it is made once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from priorauth.api import prepare_packet
from priorauth.errors import CaseFileError
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import Packet, engine_of, has_fax
from priorauth.packet.held import HeldPacket, read_packet, was_signed
from priorauth.packet.signing import Signature
from priorauth.policy.folder import PolicyFolder


def keep_sign_off(packet: Packet, out: Path, own: PolicyFolder, prices: PriceTable | None = None) -> tuple[Packet, str]:
    """Return the packet signed off as the earlier one in its place is, where that sign-off still holds.

    ``prices`` are those of today: no sign-off covers them. Beside it, the sentence to be said where it holds no more;
    empty where nobody had signed.
    """
    folder = out / packet.case_id
    if not was_signed(folder):
        return packet, ""
    try:
        held = read_packet(folder)
        signature = held.signature_for(packet)
    except CaseFileError:
        signature = None  # damaged, or not a packet of this version
    if signature is None:
        return packet, "The sign-off of the earlier packet is gone: what was signed has changed. Have it signed anew."
    again = make_again(replace(held, prices=prices), signature, own, fax=has_fax(packet.manifest))
    return held.with_seals(again), ""


def make_again(held: HeldPacket, signature: Signature | None, own: PolicyFolder, *, fax: bool) -> Packet:
    """Return the packet of a folder once more, of the case and documents that it holds, without its seals."""
    return prepare_packet(
        held.case,
        policy=held.manifest.policy,
        own=own,
        documents=held.documents,
        prices=held.prices,
        signature=signature,
        fax=fax,
        language=held.manifest.made_of.language,
        look=held.look,
        engine=engine_of(held.manifest),
    )
