"""For every payer's policy and kind of request: a packet whose numbers, pins, request and wording are right."""

from __future__ import annotations

import pytest

from priorauth.api import prepare_packet
from priorauth.clinical.terms import RequestKind
from priorauth.packet.files import PacketFile
from priorauth.policy.registry import all_policies
from priorauth.render.text_faults import faults_in, read_back
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from tests.charts_on_paper import files_of
from tests.render.page_numbers import begins_on, folded, leads_astray, listed_in_index, pins
from tests.samples import sample

CHARTS = {
    RequestKind.INITIAL: "aetna_initial_ready",
    RequestKind.CONTINUATION: "aetna_continuation_ready",
}


def letters() -> list[tuple[str, RequestKind]]:
    """Every policy and kind of request for which one of the two charts is not refused."""
    return [
        (policy.id, kind)
        for policy in all_policies()
        for kind, name in CHARTS.items()
        if kind in policy.requests and review(sample(name), policy).readiness is not Readiness.NOT_MET
    ]


LETTERS = letters()
REQUEST = ("J0585", "64615", "G43.709", "155 units", "Dates asked:", "Place of service:", "NPI", "TIN", "Member ID")


def packet_and_letter(policy: str, kind: RequestKind) -> tuple[PacketFile, PacketFile]:
    case = sample(CHARTS[kind])
    files = prepare_packet(case, policy=policy, documents=files_of(case)).files
    packet, letter = (file for file in files if file.kind.removeprefix("draft ") in ("packet", "letter"))
    return packet, letter


def test_most_policies_get_a_letter_from_the_two_charts() -> None:
    assert len(LETTERS) >= 80


@pytest.mark.parametrize(("policy", "kind"), LETTERS, ids=[f"{policy}-{kind}" for policy, kind in LETTERS])
def test_a_packet_is_right_for_every_policy(policy: str, kind: RequestKind) -> None:
    packet, letter = packet_and_letter(policy, kind)
    read = read_back(packet.content)
    pages = folded(page.text for page in read)
    begins = begins_on(pages)

    assert listed_in_index(pages) == begins == {place.exhibit: str(place.page) for place in packet.places}
    assert pins(pages)
    assert [pin for pin in pins(pages) if leads_astray(pin, pages)] == []
    assert [part for part in REQUEST if part not in " ".join(pages)] == []
    assert (letter.pages or 0) <= 2
    assert faults_in(read) == []
