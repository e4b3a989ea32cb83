"""The packet for the payer, in one document: cover, letter, crosswalk, index and exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.model import Model, parts_in
from priorauth.packet.answer import enclosed_with, exhibits_with, to_answer
from priorauth.packet.cover import FaxCover, fax_cover
from priorauth.packet.crosswalk import CrosswalkRow, crosswalk
from priorauth.packet.exhibit_pages import ExhibitPages, exhibit_pages
from priorauth.packet.exhibits import Content, Exhibit, exhibits
from priorauth.packet.facts import PacketFacts, packet_facts
from priorauth.packet.letter import LetterContents, letter_contents
from priorauth.packet.outpatient import OutpatientSheet, outpatient_sheet
from priorauth.packet.signing import SignedBy
from priorauth.packet.sources import Pin
from priorauth.policy.model import Policy
from priorauth.policy.process import ProcessRule, appeal_contact
from priorauth.review.finding import Review

# the part of our own pages that holds pins, by the exhibit it stands in
_PINNED_PARTS: dict[Content, str] = {
    "headache_record": "months",
    "trials": "trials",
    "scores": "scores",
    "treatments": "sessions",
}


class PacketContents(Model):
    """Everything the packet says beside its letter, decided before a template sees it."""

    cover: FaxCover
    outpatient: OutpatientSheet | None
    """The cover sheet of Medicare's outpatient programme; None where it does not apply."""
    rows: tuple[CrosswalkRow, ...]
    exhibits: tuple[Exhibit, ...]
    own: ExhibitPages
    anchors: tuple[str, ...]
    """The marks in this packet that a pin can point at."""
    facts: PacketFacts
    """What the pages say, as data."""


def packet_contents(
    case: Case,
    policy: Policy,
    review: Review,
    at_hand: Mapping[str, int],
    signed: SignedBy | None = None,
    process: tuple[ProcessRule, ...] = (),
) -> tuple[LetterContents, PacketContents]:
    """Return the letter and all that goes around it; ``at_hand`` holds the page counts of the files at hand.

    ``process`` are the process rules of the plan: where an appeal goes, if they say so.
    """
    counted = Counted(case)
    answering = to_answer(case, review.finding)
    enclosed = enclosed_with(case, answering)
    letter = letter_contents(case, policy, review, signed)
    own = exhibit_pages(counted, enclosed, policy)
    rows = crosswalk(answering, enclosed)
    shown = exhibits_with(letter.sections)
    laid_out = [getattr(own, part) for content, part in _PINNED_PARTS.items() if content in shown]
    pins = tuple(pin for part in (letter, rows, *laid_out) for pin in pins_in(part))
    found = exhibits(counted, enclosed, pins, at_hand, shown)
    return letter, PacketContents(
        cover=fax_cover(letter, appeal_contact(process, case.denial.level + 1) if case.denial else None),
        outpatient=outpatient_sheet(counted),
        rows=rows,
        exhibits=found,
        own=own,
        anchors=tuple(anchor for exhibit in found if not exhibit.apart for anchor in exhibit.anchors),
        facts=packet_facts(counted, letter, rows, found),
    )


def pins_in(value: object) -> Iterator[Pin]:
    """Yield every pin inside a model, or a tuple of models."""
    return parts_in(value, Pin)
