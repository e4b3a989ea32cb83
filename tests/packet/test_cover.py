"""The fax cover: to which number, and by whose word."""

from __future__ import annotations

import pytest

from priorauth.case.read import make_case
from priorauth.packet.cover import FaxCover
from priorauth.packet.pages import packet_contents
from priorauth.policy.model import Contact
from priorauth.policy.process import AppealLevel, ProcessRule, all_process_rules, appeal_contact
from tests.samples import policy_of, review_of, sample_data

TO_FILL_IN = "to be filled in: the notice of denial names it"


def rule(*faxes: str, level: int = 1) -> tuple[ProcessRule, ...]:
    """Process rules that name a fax for appeals, each its own."""
    contacts = (Contact(fax=fax, read_on="2026-01-09", source="https://example.org/appeals") for fax in faxes)
    return tuple(
        ProcessRule(
            key=f"rule_{number}",
            title="Appeals",
            lines_of_business=(),
            appeals=(AppealLevel(level=level, name="appeal", contact=contact),),
        )
        for number, contact in enumerate(contacts)
    )


def cover(appeal_to: str | None, process: tuple[ProcessRule, ...] = (), name: str = "aetna_appeal_ready") -> FaxCover:
    data = sample_data(name)
    data["denial"]["appeal_to"] = appeal_to
    case = make_case(data)
    _, around = packet_contents(case, policy_of(case), review_of(case), {}, None, process)
    return around.cover


@pytest.mark.parametrize(
    ("appeal_to", "process", "expected"),
    [
        ("Appeals Unit, fax 800-555-0190", (), "800-555-0190"),
        ("Appeals Unit, fax 800-555-0190", rule("800-555-0111"), "800-555-0190"),
        ("Appeals Unit", rule("800-555-0111"), "800-555-0111"),
        ("Appeals Unit", rule("800-555-0111", level=2), TO_FILL_IN),
        ("Appeals Unit", rule("800-555-0111", "800-555-0122"), TO_FILL_IN),
        ("Appeals Unit", (), TO_FILL_IN),
        ("PO Box 7108, Indianapolis", (), TO_FILL_IN),
        (None, (), TO_FILL_IN),
    ],
)
def test_an_appeal_goes_where_the_notice_or_else_a_dated_rule_says(
    appeal_to: str | None, process: tuple[ProcessRule, ...], expected: str
) -> None:
    assert cover(appeal_to, process).to_fax == expected


def test_a_resubmission_goes_where_the_request_went_whatever_the_rules_on_appeals_say() -> None:
    name = "uhc_resubmission_ready"
    usual = cover("Appeals Unit, fax 800-555-0190", name=name).to_fax

    assert cover("Appeals Unit, fax 800-555-0190", rule("800-555-0111"), name).to_fax == usual
    assert usual not in ("800-555-0190", "800-555-0111")


def test_no_source_that_was_read_names_a_fax_for_appeals() -> None:
    assert {appeal_contact(all_process_rules(), level) for level in range(1, 6)} == {None}
