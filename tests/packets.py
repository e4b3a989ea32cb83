"""The packets of the shipped samples, each made once for the whole test run, also when several processes run it."""

from __future__ import annotations

import os
import pickle
from functools import cache
from pathlib import Path

from priorauth.api import prepare_packet
from priorauth.packet.files import Packet, PacketFile
from tests.charts_on_paper import files_of
from tests.conftest import SHARED
from tests.samples import policy_of, sample, signature_of


@cache
def packet_of(name: str, *, with_chart: bool = False) -> Packet:
    """The packet of a sample, signed off where nothing is open; with or without the pages of its chart."""
    folder = os.environ.get(SHARED)
    return _made(name, with_chart) if folder is None else _shared(Path(folder), name, with_chart)


def pdfs_of(name: str, *, with_chart: bool = False) -> tuple[PacketFile, ...]:
    """The PDFs that we made for a sample."""
    files = packet_of(name, with_chart=with_chart).files
    return tuple(file for file in files if file.path.endswith(".pdf") and file.kind != "document")


def _made(name: str, with_chart: bool) -> Packet:
    case = sample(name)
    documents = files_of(case) if with_chart else {}
    return prepare_packet(case, policy=policy_of(case).id, documents=documents, signature=signature_of(case))


def _shared(folder: Path, name: str, with_chart: bool) -> Packet:
    path = folder / f"{name}-{with_chart}"
    if not path.exists():
        made = path.with_name(f"{path.name}-{os.getpid()}")
        made.write_bytes(pickle.dumps(_made(name, with_chart)))
        made.rename(path)
    packet: Packet = pickle.loads(path.read_bytes())
    return packet
