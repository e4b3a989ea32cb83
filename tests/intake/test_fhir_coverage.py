from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Evidence
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.intake.fhir import ImportOptions
from tests.intake.records import AS_OF, OPTIONS, case_of, concept, coverage, import_one, settled

GROUP = {
    "type": concept("http://terminology.hl7.org/CodeSystem/coverage-class", "group"),
    "value": "GRP-1",
    "name": "Acme",
}
PLAN = {"type": concept("http://terminology.hl7.org/CodeSystem/coverage-class", "plan"), "value": "P-1", "name": "Gold"}
MEMBER = {"type": concept("http://terminology.hl7.org/CodeSystem/v2-0203", "MB"), "value": "M-1"}


def test_coverage(tmp_path: Path) -> None:
    case = case_of(
        tmp_path, coverage(subscriberId="S-1", identifier=[{"value": "x"}, MEMBER]) | {"class": [GROUP, PLAN]}
    )
    known = case.coverage
    assert known is not None
    assert (known.payer, known.member_id, known.group, known.plan) == ("Example Health", "M-1", "GRP-1", "Gold")
    assert known.evidence == (Evidence(document="FHIR Coverage", reference="Coverage/cov1"),)
    assert (case.request.payer, case.request.plan) == ("Example Health", "Gold")


def test_the_subscriber_id_stands_in_for_the_member_number(tmp_path: Path) -> None:
    known = case_of(tmp_path, coverage(subscriberId="S-1")).coverage
    assert known is not None
    assert (known.member_id, known.group, known.plan) == ("S-1", None, None)


def test_the_options_come_before_the_record(tmp_path: Path) -> None:
    options = ImportOptions(
        as_of=AS_OF,
        kind=RequestKind.CONTINUATION,
        payer="Other Health",
        line_of_business=LineOfBusiness.COMMERCIAL,
        plan="Silver",
        state="TX",
    )
    case = case_of(tmp_path, coverage() | {"class": [PLAN]}, options=options)
    request = case.request
    assert (request.payer, request.plan, request.state) == ("Other Health", "Silver", "TX")
    assert (request.kind, request.line_of_business) == (RequestKind.CONTINUATION, LineOfBusiness.COMMERCIAL)
    assert case.coverage is not None
    assert case.coverage.payer == "Example Health"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "cancelled"},
        {"status": "entered-in-error"},
        {"period": {"end": "2026-05-31"}},
        {"period": {"end": "2025"}},
        {"period": {"start": "2026-06-02"}},
    ],
)
def test_a_coverage_not_in_force_is_none(tmp_path: Path, fields: dict[str, Any]) -> None:
    imported = import_one(tmp_path, coverage(**fields))
    assert imported.case.coverage is None
    assert imported.case.request.payer == "unknown"
    assert "The record names no payer: give it with the request." in imported.notes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"order": 2}, {"order": 1}),
        ({}, {"order": 1}),
        ({"period": {"start": "2020-01-01"}}, {"period": {"start": "2024-01-01"}}),
        ({}, {"period": {"start": "2024", "end": "2026"}}),
    ],
)
def test_of_several_coverages_one_is_taken_and_the_office_told(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    imported = import_one(tmp_path, coverage("First", **first), coverage("Second", id="cov2", **second))
    assert imported.case.request.payer == "Second"
    assert "2 coverages are in force: Coverage/cov2 was taken; check that it is the one." in imported.notes


def test_the_payer_may_be_an_organization(tmp_path: Path) -> None:
    organization = {"resourceType": "Organization", "id": "org1", "name": "Example Health of Texas"}
    referring = coverage(payor=[{"reference": "Organization/org1"}])
    assert case_of(tmp_path, referring, organization).request.payer == "Example Health of Texas"
    contained = coverage(payor=[{"reference": "#org1", "display": "EHT"}], contained=[organization])
    assert case_of(tmp_path, contained).request.payer == "Example Health of Texas"


def test_a_coverage_without_a_payer_keeps_the_member_number(tmp_path: Path) -> None:
    nameless = coverage(payor=[{"reference": "Organization/elsewhere"}], subscriberId="S-1")
    imported = import_one(tmp_path, nameless)
    assert imported.case.coverage is not None
    assert (imported.case.coverage.payer, imported.case.coverage.member_id) == ("unknown", "S-1")
    assert "The record names no payer: give it with the request." in imported.notes
    named = case_of(tmp_path, nameless, options=OPTIONS.model_copy(update={"payer": "Other Health"}))
    assert named.coverage is not None
    assert named.coverage.payer == "Other Health"


def test_the_last_settled_claim_names_the_payer_where_no_coverage_does(tmp_path: Path) -> None:
    claims = (settled("Old", "2019-01-01"), settled("Current", "2026-05-01"), settled("Later", "2026-07-01"))
    known = case_of(tmp_path, *claims).coverage
    assert known is not None
    assert known.payer == "Current"
    assert known.evidence == (
        Evidence(document="FHIR ExplanationOfBenefit", reference="ExplanationOfBenefit/eob-2026-05-01"),
    )


def test_a_standing_coverage_comes_before_a_settled_claim(tmp_path: Path) -> None:
    assert case_of(tmp_path, settled("Claim", "2026-05-01"), coverage()).request.payer == "Example Health"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "cancelled"},
        {"billablePeriod": None},
        {"insurance": []},
        {"insurance": [{"coverage": {"reference": "#nothing"}}]},
        {"contained": []},
        {"contained": [{"resourceType": "Coverage", "id": "coverage", "status": "draft"}]},
    ],
)
def test_a_claim_that_settles_nothing_names_no_payer(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert case_of(tmp_path, settled("Claim", "2026-05-01", **fields)).coverage is None


def test_a_claim_may_be_dated_by_its_creation(tmp_path: Path) -> None:
    claim = settled("Claim", "x", billablePeriod=None, created="2026-05-01T10:00:00Z", id="eob-1")
    assert case_of(tmp_path, claim).request.payer == "Claim"
