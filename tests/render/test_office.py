"""The office papers as files: on one page where they must be, and never among what may be sent."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from priorauth.api import prepare_packet
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import Packet
from tests.samples import NAMES, policy_of, sample

WRITTEN = [name for name in NAMES if "_not_met_" not in name]
PAPERS = {"query sheet", "portal sheet", "peer-to-peer sheet", "note template", "cost sheet", "checklist", "review"}


@cache
def packet_of(name: str, *, prices: bool = False) -> Packet:
    case = sample(name)
    table = PriceTable(vial_200=Decimal(1200), administration=Decimal(95)) if prices else None
    return prepare_packet(case, policy=policy_of(case).id, prices=table)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_peer_to_peer_sheet_is_one_page(name: str) -> None:
    assert [file.pages for file in packet_of(name).files if file.kind == "peer-to-peer sheet"] == [1]


@pytest.mark.parametrize("name", NAMES)
def test_no_office_paper_lies_among_what_may_be_sent(name: str) -> None:
    files = packet_of(name).files

    assert all(file.path.startswith("office/") for file in files if file.kind in PAPERS)
    assert {file.kind for file in files if file.path.startswith("for_payer/")} <= {"packet", "letter"}


def test_what_argues_for_a_request_is_not_written_where_the_policy_is_not_met() -> None:
    kinds = {file.kind for file in packet_of("aetna_appeal_not_met_episodic").files}

    assert kinds == {"checklist", "note template", "review", "case"}


def test_without_a_price_table_there_is_no_cost_sheet() -> None:
    assert "cost sheet" not in {file.kind for file in packet_of("aetna_initial_ready").files}
    assert "cost sheet" in {file.kind for file in packet_of("aetna_initial_ready", prices=True).files}


def test_the_manifest_lists_every_paper() -> None:
    packet = packet_of("aetna_initial_gap_hours")

    assert [entry.path for entry in packet.manifest.files] == [file.path for file in packet.files]
    assert "office/questions_clinician.pdf" in {file.path for file in packet.files}
