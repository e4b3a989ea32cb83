"""An approval that ended, an exempt provider, a setting that asks for nothing: seen before anything is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.case.request import Approval
from priorauth.clinical.calendar import Span, months
from priorauth.clinical.terms import LineOfBusiness, PlaceOfService
from priorauth.policy.process import process_for
from priorauth.policy.registry import Plan, policy_by_id
from priorauth.review.conclude import review
from priorauth.review.finding import Flag, Readiness, Review
from tests.samples import sample

HOSPITAL, OFFICE = PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL, PlaceOfService.OFFICE
CENTER = PlaceOfService.AMBULATORY_SURGICAL_CENTER
NGS = "medicare/ngs_l33646_2021_05"
DECIDED = date(2026, 6, 1)


def _review(policy: str = NGS, line: LineOfBusiness = LineOfBusiness.MEDICARE, **request: Any) -> Review:
    known = sample("aetna_initial_ready")
    fields = {"line_of_business": line, "state": "NY", "payer": "Medicare", "place_of_service": HOSPITAL, **request}
    asked = known.request.model_copy(update=fields)
    plan = Plan(
        payer=asked.payer,
        line_of_business=line,
        state=asked.state,
        place_of_service=asked.place_of_service,
        on=asked.as_of,
        service_date=asked.service_date,
    )
    return review(known.model_copy(update={"request": asked}), policy_by_id(policy), process_for(plan))


def _flag(start: str, **request: Any) -> Flag | None:
    return next((flag for flag in _review(**request).flags if flag.text.startswith(start)), None)


@pytest.mark.parametrize(
    ("planned", "outside"),
    [
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
        (date(2026, 9, 28), False),
        (date(2026, 9, 29), True),
        (None, False),
    ],
    ids=str,
)
def test_an_approval_holds_120_days_and_the_day_of_the_decision_is_day_one(
    planned: date | None, *, outside: bool
) -> None:
    flag = _flag("The approval of", approval=Approval(decided_on=DECIDED), service_date=planned)

    assert (flag is not None) is outside
    if flag is not None:
        assert flag.opens
        assert "June 1, 2026 holds until September 28, 2026" in flag.text
        assert "Noridian counts the day of the decision as day one" in flag.text


@pytest.mark.parametrize(
    ("valid_until", "planned", "outside"),
    [
        (date(2026, 7, 31), date(2026, 7, 31), False),
        (date(2026, 7, 31), date(2026, 8, 1), True),
        (date(2026, 12, 31), date(2026, 9, 28), False),
        (date(2026, 12, 31), date(2026, 9, 29), True),
    ],
    ids=str,
)
def test_of_the_notice_and_the_rule_the_earlier_end_counts(valid_until: date, planned: date, *, outside: bool) -> None:
    approval = Approval(decided_on=DECIDED, valid_until=valid_until)

    assert (_flag("The approval of", approval=approval, service_date=planned) is not None) is outside


def test_without_a_rule_and_an_end_nothing_is_computed() -> None:
    approval = Approval(decided_on=DECIDED)
    far = date(2027, 6, 1)

    assert _flag("The approval of", approval=approval, service_date=far, line=LineOfBusiness.COMMERCIAL) is None
    assert _flag("The approval of", approval=approval, service_date=far, place_of_service=OFFICE) is None


def test_an_approval_cannot_end_before_it_was_given() -> None:
    assert Approval(decided_on=DECIDED, valid_until=DECIDED).valid_until == DECIDED
    with pytest.raises(ValidationError, match="before decided_on"):
        Approval(decided_on=DECIDED, valid_until=date(2026, 5, 31))


@pytest.mark.parametrize(
    ("until", "planned", "stops"),
    [
        (date(2026, 7, 6), date(2026, 7, 6), True),
        (date(2026, 7, 5), date(2026, 7, 6), False),
        (date(2026, 6, 10), None, True),
        (date(2026, 6, 9), None, False),
        (None, date(2026, 7, 6), False),
    ],
    ids=str,
)
def test_a_request_of_an_exempt_provider_is_not_to_be_sent(
    until: date | None, planned: date | None, *, stops: bool
) -> None:
    reviewed = _review(exempt_until=until, service_date=planned)

    assert any(flag.stops and flag.text.startswith("The provider is exempt") for flag in reviewed.flags) is stops
    assert (reviewed.readiness is Readiness.NOT_MET) is stops


@pytest.mark.parametrize(
    ("place", "state", "expected"),
    [
        (HOSPITAL, "NY", None),
        (PlaceOfService.OFF_CAMPUS_OUTPATIENT_HOSPITAL, "NY", None),
        (OFFICE, "NY", "How it is sent: no prior authorization (Medicare in the office)."),
        (
            CENTER,
            "NY",
            (
                "How it is sent: voluntary prior authorization (Prior-authorization demonstration in ambulatory "
                "surgical centers)."
            ),
        ),
        (
            CENTER,
            "WI",
            "How it is sent: no prior authorization (Surgical center, in a state without the demonstration).",
        ),
        (None, "NY", None),
    ],
)
def test_the_setting_decides_whether_medicare_is_asked(
    place: PlaceOfService | None, state: str, expected: str | None
) -> None:
    flag = _flag("How it is sent", place_of_service=place, state=state)

    assert (flag and flag.text) == expected


def test_where_no_rule_decides_the_policy_does() -> None:
    flag = _flag("How it is sent", policy="wisconsin_medicaid/medicaid_2024_05", line=LineOfBusiness.MEDICAID)

    assert flag is not None
    assert "paid by diagnosis code" in flag.text


@pytest.mark.parametrize(("treatments", "opens"), [(None, False), (1, False), (2, True)])
def test_one_number_of_medicare_is_for_one_date_of_service(treatments: int | None, *, opens: bool) -> None:
    flag = _flag("One request covers 1 date of service", treatments=treatments)

    assert (flag is not None and flag.opens) is opens
    assert _flag("One request covers", treatments=2, place_of_service=OFFICE) is None


@pytest.mark.parametrize(
    ("span", "treatments", "said"),
    [(months(6), 2, False), (months(7), 2, True), (months(6), 3, True), (None, None, False)],
)
def test_more_than_is_authorized_at_a_time_is_seen(span: Span | None, treatments: int | None, *, said: bool) -> None:
    flag = _flag(
        "More is asked for than the policy authorizes at a time: at most 6 months, at most 2 treatments.",
        policy="bcbs_tn/commercial_2026_11",
        line=LineOfBusiness.COMMERCIAL,
        span=span,
        treatments=treatments,
    )

    assert (flag is not None) is said
