"""The shipped sample cases, as tests use them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from priorauth.case.model import Case
from priorauth.case.read import make_case
from priorauth.packet.letter import LetterContents, letter_contents
from priorauth.packet.pages import packet_contents
from priorauth.packet.signing import Signature, SignedBy, shown, sign_off
from priorauth.policy.model import Policy
from priorauth.policy.process import ProcessRule, process_for
from priorauth.policy.registry import Plan, choose_policy, policy_by_id
from priorauth.render.templates import fill
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness, Review

FOLDER = Path(__file__).parents[1] / "priorauth" / "samples"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
READY = tuple(name for name in NAMES if name.split("_")[2] == "ready")
TOLD_WHOLE = tuple(name for name in READY if name.split("_")[1] in ("initial", "continuation"))
"""Requests whose letter tells everything; an appeal tells what bears on the denial."""


@cache
def sample_text(name: str) -> str:
    """The text of one sample file."""
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def sample_data(name: str) -> dict[str, Any]:
    """A fresh copy of one sample, as plain data."""
    data: dict[str, Any] = json.loads(sample_text(name))
    return data


def sample(name: str) -> Case:
    """One sample as a case."""
    return make_case(sample_data(name))


def policy_of(case: Case) -> Policy:
    """The policy a sample is written for; the invented payer's is the general one."""
    if case.request.payer == "Lakeshore Mutual":
        return policy_by_id("general")
    return choose_policy(plan_of(case))


def process_of(case: Case) -> tuple[ProcessRule, ...]:
    """The process rules that hold for a sample."""
    return process_for(plan_of(case))


def plan_of(case: Case) -> Plan:
    """What chooses the policy and the process rules of a sample."""
    request = case.request
    return Plan(
        payer=request.payer,
        line_of_business=request.line_of_business,
        state=request.state,
        place_of_service=request.place_of_service,
        on=request.as_of,
        service_date=request.service_date,
    )


def review_of(case: Case) -> Review:
    """The review of a sample."""
    return review(case, policy_of(case))


def signature_of(case: Case) -> Signature | None:
    """The sign-off of the invented clinician; None where something is open, so that the packet stays a draft."""
    ready = review_of(case).readiness is Readiness.READY
    return Signature(by=case.prescriber.name, on=case.request.as_of) if ready and case.prescriber else None


def signed_of(case: Case) -> SignedBy | None:
    """What the documents of a sample show of its sign-off; what was signed is given a hash that never changes."""
    signature = signature_of(case)
    return shown(sign_off(signature, case, review_of(case), "f" * 64)) if signature else None


def contents_of(case: Case) -> LetterContents:
    """The contents of a case's letter, signed off where nothing is open."""
    return letter_contents(case, policy_of(case), review_of(case), signed_of(case))


def letter_html(case: Case) -> str:
    """The letter of a case as HTML."""
    return fill("letter/letter.html.j2", contents_of(case))


def packet_html(case: Case) -> str:
    """The packet of a case as HTML, with every document at hand."""
    at_hand = {document.id: document.pages or 1 for document in case.documents}
    letter, around = packet_contents(case, policy_of(case), review_of(case), at_hand, signed_of(case))
    return fill("packet/packet.html.j2", letter, around)
