"""Doubts about a policy are named to the office, and to nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import priorauth
from priorauth.case.read import make_case
from priorauth.clinical.terms import Whom
from priorauth.policy.data import fingerprint
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.model import Policy
from priorauth.policy.registry import policy_by_id
from priorauth.policy.verified import Verification
from priorauth.review.conclude import review
from priorauth.review.finding import Flag, Readiness, Review
from tests.policies import a_policy
from tests.samples import sample_data

POLICY = policy_by_id("aetna/commercial_2026_01")
READY = sample_data("aetna_initial_ready")
AS_OF = date(2026, 6, 10)


def verified(*, agrees: bool, on: date = date(2026, 6, 1), policy: Policy = POLICY, note: str | None = None) -> Any:
    return Verification(
        policy=policy.id, by="B. Biller", on=on, agrees=agrees, note=note, policy_sha256=fingerprint(policy)
    )


def reviewed(*verifications: Verification, policy: Policy = POLICY) -> Review:
    return review(make_case(READY), policy, verifications=verifications)


def doubts(found: Review) -> list[str]:
    return [flag.text for flag in found.flags]


def read_on(day: str) -> Policy:
    return POLICY.model_copy(update={"source": POLICY.source.model_copy(update={"read_on": day})})


@pytest.mark.parametrize(
    ("day", "is_named"), [("2025-06-10", False), ("2025-06-09", True)], ids=["a year", "a day more"]
)
def test_an_old_reading_is_named(day: str, *, is_named: bool) -> None:
    found = reviewed(policy=read_on(day))

    assert any("last read more than 1 year before this request" in text for text in doubts(found)) is is_named
    assert found.readiness is Readiness.READY


def test_a_verification_within_the_year_takes_the_doubt_away() -> None:
    old = read_on("2024-01-01")
    assert doubts(reviewed(verified(agrees=True, policy=old), policy=old)) == []


def test_a_policy_that_differs_is_named_and_not_ready() -> None:
    found = reviewed(verified(agrees=False, note="200 units now"))

    assert found.flags == (
        Flag(
            text="B. Biller found on June 1, 2026 that the payer's text differs (200 units now).",
            whom=Whom.OFFICE,
            opens=True,
        ),
    )
    assert found.readiness is Readiness.GAPS


def test_a_policy_changed_after_it_differed_is_to_be_verified_again() -> None:
    found = reviewed(verified(agrees=False, policy=read_on("2024-01-01")))

    assert doubts(found) == [
        "B. Biller found on June 1, 2026 that the payer's text differs; the policy was changed since: verify it again."
    ]
    assert found.readiness is Readiness.READY


def test_a_policy_changed_after_it_agreed_is_to_be_verified_again() -> None:
    assert doubts(reviewed(verified(agrees=True, policy=read_on("2024-01-01")))) == [
        "The policy was changed after B. Biller verified it on June 1, 2026: verify it again."
    ]


def test_the_review_says_who_verified_last() -> None:
    found = reviewed(verified(agrees=True))

    assert (found.policy.verified_on, found.policy.verified_by) == (date(2026, 6, 1), "B. Biller")
    assert reviewed().policy.verified_on is None


def test_the_review_says_by_which_name_the_payer_was_found() -> None:
    assert (
        review(
            make_case(sample_data("uhc_initial_ready")), policy_by_id("unitedhealthcare/commercial_2026_01")
        ).policy.found_as
        == "UHC"
    )
    assert reviewed().policy.found_as is None
    assert reviewed(policy=a_policy(payer_name="Other")).policy.found_as is None


def test_what_goes_to_the_payer_holds_no_doubt() -> None:
    """What goes to the payer has the same bytes whatever the office found; what the office looks at has not."""
    plain = priorauth.prepare_packet(READY)
    doubted = priorauth.prepare_packet(READY, own=PolicyFolder(verifications=(verified(agrees=True),)))
    for_payer, for_office = (
        [[file for file in packet.files if file.kind in kinds] for packet in (plain, doubted)]
        for kinds in (("draft packet", "draft letter"), ("checklist", "review"))
    )

    assert for_payer[0] == for_payer[1] != []
    assert all(first != second for first, second in zip(*for_office, strict=True))


def test_a_letter_under_a_policy_that_differs_is_a_draft_for_the_office() -> None:
    folder = PolicyFolder(verifications=(verified(agrees=False, note="secret"),))
    packet = priorauth.prepare_packet(READY, own=folder)

    assert [file.path for file in packet.files if file.path.startswith("for_payer")] == []
    assert any(b"secret" in file.content for file in packet.files if file.kind == "review")
