"""The office papers of the samples, as the text that is laid out, by the name of their golden file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from priorauth.packet.cost import Allowed, PriceTable, cost_sheet
from priorauth.packet.note_template import note_template
from priorauth.packet.pages import packet_contents
from priorauth.packet.peer_to_peer import peer_to_peer
from priorauth.packet.portal import as_text, portal_sheet
from priorauth.packet.queries import query_sheets
from priorauth.policy.registry import policy_by_id
from priorauth.render.templates import fill
from tests.samples import NAMES, READY, policy_of, review_of, sample

PRICES = PriceTable(
    vial_200=Decimal("1200.00"),
    administration=Decimal("95.50"),
    allowed={"Aetna": Allowed(per_unit=Decimal("6.55"), administration=Decimal("140.00"))},
)
POLICIES = ("aetna/commercial_2026_01", "unitedhealthcare/commercial_2026_01", "medicare/ngs_l33646_2021_05")


def papers() -> Iterator[tuple[str, str]]:
    """Every office paper that the golden files hold, with its text."""
    for name in NAMES:
        yield from _of_sample(name)
    for policy_id in POLICIES:
        html = fill("office/note_template.html.j2", note_template(policy_by_id(policy_id)))
        yield f"note_template_{policy_id.replace('/', '_')}.html", html
    yield (
        "cost_aetna_initial_ready.html",
        fill("office/cost.html.j2", cost_sheet(sample("aetna_initial_ready"), PRICES)),
    )


def _of_sample(name: str) -> Iterator[tuple[str, str]]:
    case = sample(name)
    review = review_of(case)
    for sheet in query_sheets(case, review):
        yield f"questions_{sheet.whom}_{name}.html", fill("office/queries.html.j2", sheet)
    if name not in READY:
        return
    letter, around = packet_contents(case, policy_of(case), review, {})
    sheet_to_copy = portal_sheet(case, letter)
    yield f"portal_{name}.txt", as_text(sheet_to_copy)
    peer = peer_to_peer(letter, around.rows, review)
    yield f"peer_to_peer_{name}.html", fill("office/peer_to_peer.html.j2", letter, peer)
