"""The cover sheet of Medicare's outpatient programme: when it is written, and what it says."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.case.history import Counted
from priorauth.case.people import Facility
from priorauth.case.request import Request
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, PlaceOfService
from priorauth.packet.outpatient import OutpatientSheet, outpatient_sheet
from priorauth.policy.process import all_process_rules, process_for
from priorauth.policy.registry import Plan
from priorauth.render.templates import fill
from priorauth.review.needs import missing_details
from tests.builders import a_case, complete_details

HOSPITAL = {"line_of_business": "medicare", "place_of_service": "22", "service_date": "2026-05-01"}
FACILITY = Facility(name="Sample Hospital", ccn="07001A", npi="1245319599", fax="555-0190")


class Alone(Model):
    """What the sheet's template sees."""

    draft: bool = False
    outpatient: OutpatientSheet


def sheet(facility: Facility | None = FACILITY, **request: Any) -> OutpatientSheet:
    case = a_case(request=HOSPITAL | request, facility=facility, **complete_details())
    found = outpatient_sheet(Counted(case))
    assert found is not None
    return found


def entries(found: OutpatientSheet) -> dict[str, str | None]:
    return {f"{part.title}: {label}": value for part in found.parts for label, value in part.rows}


@pytest.mark.parametrize(
    ("line", "place"), list(product([one for one in LineOfBusiness if one is not LineOfBusiness.ANY], PlaceOfService))
)
def test_it_is_written_exactly_where_the_process_rule_holds(line: LineOfBusiness, place: PlaceOfService) -> None:
    rule = next(one for one in all_process_rules() if one.key == "medicare_outpatient_hospital")
    plan = Plan(payer="Medicare", line_of_business=line, place_of_service=place, on=date(2026, 4, 15))
    case = a_case(request={"line_of_business": line, "place_of_service": place})

    assert (outpatient_sheet(Counted(case)) is not None) is (rule in process_for(plan))


def test_what_is_not_stated_asks_for_no_sheet() -> None:
    assert outpatient_sheet(Counted(a_case(request={"line_of_business": "medicare"}))) is None
    assert outpatient_sheet(Counted(a_case(request={"place_of_service": "22"}))) is None


def test_the_fields_of_the_contractors() -> None:
    assert entries(sheet()) == {
        "Request: Initial or resubmission": "initial",
        "Request: Review": "standard",
        "Request: Anticipated date of service": "May 1, 2026",
        "Request: Codes": "J0585, 155 units; 64615, 1 per session",
        "Request: Diagnosis code (ICD-10)": None,
        "Request: Type of bill": "13X",
        "Request: Place of service": "22",
        "Beneficiary: Name": "Sample Patient",
        "Beneficiary: Medicare number (MBI)": "X0001",
        "Beneficiary: Date of birth": "July 31, 1985",
        "Hospital: Name": "Sample Hospital",
        "Hospital: CCN or PTAN": "07001A",
        "Hospital: NPI": "1245319599",
        "Hospital: Address": None,
        "Hospital: Fax": "555-0190",
        "Physician: Name": "A. Example",
        "Physician: NPI": "1234567893",
        "Physician: PTAN": None,
        "Physician: Address": None,
        "Physician: Fax": None,
        "Requester: Name": "Sample Neurology",
        "Requester: Phone": "555-0100",
        "Requester: E-mail": None,
    }


def test_a_resubmission_cites_the_previous_tracking_number() -> None:
    found = entries(sheet(previous_utn="AB123456789012"))

    assert found["Request: Initial or resubmission"] == "resubmission; previous UTN AB123456789012"


def test_an_expedited_request_gives_its_reason() -> None:
    found = sheet(expedited=True, expedited_reason="daily vomiting")

    assert (found.expedited_reason, entries(found)["Request: Review"]) == ("daily vomiting", "expedited")
    assert sheet().expedited_reason is None


@pytest.mark.parametrize("utn", ["AB12345678901", "AB1234567890123", "ab123456789012"])
def test_a_tracking_number_has_14_characters(utn: str) -> None:
    with pytest.raises(ValidationError, match="previous_utn"):
        Request.model_validate({"kind": "initial", "as_of": "2026-04-15", "payer": "Medicare", "previous_utn": utn})


@pytest.mark.parametrize(("ccn", "valid"), [("07001A", True), ("07001", False), ("0700123", False)])
def test_a_hospital_number_has_6_characters(ccn: str, valid: bool) -> None:
    if valid:
        assert Facility(name="Sample Hospital", ccn=ccn).ccn == ccn
        return
    with pytest.raises(ValidationError, match="ccn"):
        Facility(name="Sample Hospital", ccn=ccn)


@pytest.mark.parametrize(
    ("facility", "request_parts", "expected"),
    [
        (FACILITY, {}, []),
        (None, {}, ["hospital", "hospital's CCN or PTAN", "hospital's NPI"]),
        (Facility(name="Sample Hospital"), {}, ["hospital's CCN or PTAN", "hospital's NPI"]),
        (None, {"place_of_service": "11"}, []),
        (None, {"line_of_business": "commercial"}, []),
    ],
)
def test_what_the_sheet_needs_and_the_case_lacks_is_a_gap(
    facility: Facility | None, request_parts: dict[str, Any], expected: list[str]
) -> None:
    asked = HOSPITAL | {"span": "12 months", "drug_source": "buy_and_bill"} | request_parts
    case = a_case(request=asked, facility=facility, **complete_details())

    assert [gap.says for gap in missing_details(case)] == expected


def test_the_sheet_prints_every_entry() -> None:
    found = sheet(previous_utn="AB123456789012")
    values = [value for value in entries(found).values() if value]

    html = fill("packet/outpatient.html.j2", Alone(outpatient=found))

    assert all(value in html for value in values)
    assert "None" not in html
