"""The packets of the shipped samples, each made once for the whole test run."""

from __future__ import annotations

from functools import cache

from priorauth.api import prepare_packet
from priorauth.packet.files import Packet, PacketFile
from tests.charts_on_paper import files_of
from tests.samples import policy_of, sample, signature_of


@cache
def packet_of(name: str, *, with_chart: bool = False) -> Packet:
    """The packet of a sample, signed off where nothing is open; with or without the pages of its chart."""
    case = sample(name)
    documents = files_of(case) if with_chart else {}
    return prepare_packet(case, policy=policy_of(case).id, documents=documents, signature=signature_of(case))


def pdfs_of(name: str, *, with_chart: bool = False) -> tuple[PacketFile, ...]:
    """The PDFs that we made for a sample."""
    files = packet_of(name, with_chart=with_chart).files
    return tuple(file for file in files if file.path.endswith(".pdf") and file.kind != "document")
