"""Dose, units over time, vials, and the interval between treatments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from priorauth.clinical.calendar import days, months, weeks
from priorauth.clinical.terms import Attested, RequestKind, Toxin
from priorauth.policy.criteria import (
    AllOf,
    AnyOf,
    AttestedBy,
    DoseAsked,
    Interval,
    SitesAsked,
    SpanAsked,
    UnitsWithin,
    VialsWithin,
)
from priorauth.review.verdict import Verdict
from tests.builders import attested, clause, judge, treated

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND

PLANNED = date(2026, 4, 20)
CONTINUATION = RequestKind.CONTINUATION


def before(count: int, units: int | None = 155, **fields: Any) -> Any:
    """Return a treatment so many days before the planned one."""
    return treated(PLANNED - timedelta(days=count), units, **fields)


EVERY_12_WEEKS = clause(Interval, at_least=weeks(12))
EVERY_84_DAYS = clause(Interval, at_least=days(84))
EVERY_3_MONTHS = clause(Interval, at_least=months(3))
GAPS: list[Any] = [
    pytest.param(EVERY_12_WEEKS, (before(83),), NOT_MET, id="83 days are not 12 weeks"),
    pytest.param(EVERY_12_WEEKS, (before(84),), MET, id="84 days are 12 weeks"),
    pytest.param(EVERY_12_WEEKS, (before(85),), MET, id="85 days are more than 12 weeks"),
    pytest.param(EVERY_84_DAYS, (before(83),), NOT_MET, id="83 days are not 84"),
    pytest.param(EVERY_84_DAYS, (before(84),), MET, id="84 days"),
    pytest.param(EVERY_3_MONTHS, (treated("2026-01-20"),), MET, id="3 months to the day"),
    pytest.param(EVERY_3_MONTHS, (treated("2026-01-21"),), NOT_MET, id="3 months but for a day"),
    pytest.param(EVERY_12_WEEKS, (treated("2026-01"),), NOT_DOCUMENTED, id="some day of January: 79 to 109 days"),
    pytest.param(EVERY_12_WEEKS, (treated("2025-12"),), MET, id="any day of December"),
    pytest.param(EVERY_12_WEEKS, (treated("2026-02"),), NOT_MET, id="any day of February"),
    pytest.param(EVERY_12_WEEKS, (before(200), before(83)), NOT_MET, id="the last of two decides"),
    pytest.param(EVERY_12_WEEKS, (before(83), before(200)), NOT_MET, id="in whatever order they stand"),
    pytest.param(EVERY_12_WEEKS, (before(83, for_migraine=False),), NOT_MET, id="a treatment for another illness"),
    pytest.param(EVERY_12_WEEKS, (before(83, product=Toxin.XEOMIN),), NOT_MET, id="another toxin"),
    pytest.param(
        EVERY_12_WEEKS, (treated("2026"), treated("2026-01-05")), NOT_DOCUMENTED, id="the vague one may be the last"
    ),
    pytest.param(EVERY_12_WEEKS, (), MET, id="none before a first request"),
]


@pytest.mark.parametrize(("criterion", "treatments", "expected"), GAPS)
def test_time_since_the_last_treatment(criterion: Interval, treatments: tuple[Any, ...], expected: Verdict) -> None:
    request = {"service_date": PLANNED, "interval": "4 months"}
    assert judge(criterion, toxin_treatments=treatments, request=request).verdict is expected


@pytest.mark.parametrize(
    ("request_fields", "expected"),
    [
        pytest.param({"interval": "12 weeks"}, MET, id="12 weeks asked"),
        pytest.param({"interval": "11 weeks"}, NOT_MET, id="11 weeks asked"),
        pytest.param({"interval": "83 days"}, NOT_MET, id="83 days asked"),
        pytest.param({"interval": "84 days"}, MET, id="84 days asked"),
        pytest.param({"interval": "3 months"}, MET, id="3 months asked: 89 days at least"),
        pytest.param({"interval": "2 months"}, NOT_MET, id="2 months asked"),
        pytest.param({"service_date": None}, NOT_DOCUMENTED, id="no planned day"),
    ],
)
def test_interval_asked_for(request_fields: dict[str, Any], expected: Verdict) -> None:
    request = {"service_date": PLANNED, **request_fields}
    assert judge(EVERY_12_WEEKS, toxin_treatments=(before(200),), request=request).verdict is expected


def test_an_interval_in_a_unit_that_leaves_it_open_is_checked_by_hand() -> None:
    request = {"interval": "90 days", "service_date": PLANNED}
    assert judge(EVERY_3_MONTHS, toxin_treatments=(before(200),), request=request).verdict is BY_HAND
    assert judge(EVERY_3_MONTHS, toxin_treatments=(before(60),), request=request).verdict is NOT_MET
    assert judge(EVERY_3_MONTHS, toxin_treatments=(treated("2026-01"),), request=request).verdict is NOT_DOCUMENTED


UNKNOWN_BEFORE = (
    EVERY_12_WEEKS,
    clause(UnitsWithin, units_at_most=400, days=84),
    clause(VialsWithin, vial_units=200, vials_at_most=1, days=84),
)


@pytest.mark.parametrize("criterion", UNKNOWN_BEFORE, ids=["interval", "units", "vials"])
def test_a_continuation_with_no_treatment_documented_decides_nothing(criterion: Any) -> None:
    request = {"kind": CONTINUATION, "service_date": PLANNED}
    assert judge(criterion, request=request).verdict is NOT_DOCUMENTED
    assert judge(criterion, request={"service_date": PLANNED}).verdict is MET


@pytest.mark.parametrize(("units", "expected"), [(154, MET), (155, MET), (156, NOT_MET)], ids=["154", "155", "156"])
def test_dose_asked(units: int, expected: Verdict) -> None:
    assert judge(clause(DoseAsked, units_at_most=155), request={"units": units}).verdict is expected


@pytest.mark.parametrize(("sites", "expected"), [(30, NOT_MET), (31, MET), (32, NOT_MET)], ids=["30", "31", "32"])
def test_sites_asked(sites: int, expected: Verdict) -> None:
    assert judge(clause(SitesAsked, sites=31), request={"sites": sites}).verdict is expected


ALL_400 = clause(UnitsWithin, units_at_most=400, days=84)
MIGRAINE_400 = clause(UnitsWithin, units_at_most=400, days=84, all_indications=False)
UNITS: list[Any] = [
    pytest.param(ALL_400, (before(83, 245),), MET, id="245 and 155 are 400"),
    pytest.param(ALL_400, (before(83, 246),), NOT_MET, id="246 and 155 are 401"),
    pytest.param(ALL_400, (before(84, 246),), MET, id="84 days before lies outside 84 days"),
    pytest.param(ALL_400, (before(10, 200, for_migraine=False), before(83, 46)), NOT_MET, id="two indications: 401"),
    pytest.param(ALL_400, (before(10, 200, for_migraine=False), before(83, 45)), MET, id="two indications: 400"),
    pytest.param(ALL_400, (before(10, None),), NOT_DOCUMENTED, id="units unknown"),
    pytest.param(ALL_400, (before(10, None), before(20, 246)), NOT_MET, id="too many even without the unknown"),
    pytest.param(ALL_400, (before(10, None), before(20, 245)), NOT_DOCUMENTED, id="just enough without the unknown"),
    pytest.param(ALL_400, (before(90, None),), MET, id="units unknown outside the window"),
    pytest.param(ALL_400, (treated("2026-01", 300),), NOT_DOCUMENTED, id="inside or outside the window"),
    pytest.param(ALL_400, (treated("2026-01", 245),), MET, id="few enough, inside or outside"),
    pytest.param(MIGRAINE_400, (before(10, 300, for_migraine=False),), MET, id="another illness does not count here"),
    pytest.param(MIGRAINE_400, (before(10, 300, for_migraine=None),), NOT_DOCUMENTED, id="unknown illness"),
    pytest.param(MIGRAINE_400, (before(10, 245, for_migraine=None),), MET, id="unknown illness, few enough"),
    pytest.param(MIGRAINE_400, (before(10, 300),), NOT_MET, id="for migraine"),
]


@pytest.mark.parametrize(("criterion", "treatments", "expected"), UNITS)
def test_units_in_84_days(criterion: UnitsWithin, treatments: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(criterion, toxin_treatments=treatments, request={"service_date": PLANNED}).verdict is expected


def test_the_reason_adds_up_the_units() -> None:
    finding = judge(ALL_400, toxin_treatments=(before(83, 246),), request={"service_date": PLANNED})
    assert "401 units in 84 days" in finding.because
    assert "155 of them" in finding.because


def test_units_without_a_planned_day() -> None:
    """The window of the day of the request takes in whatever that of a later day takes in: 15 April, 84 days back."""
    assert judge(ALL_400, toxin_treatments=(treated("2026-01-22", 246),)).verdict is NOT_DOCUMENTED
    assert judge(ALL_400, toxin_treatments=(treated("2026-01-21", 246),)).verdict is MET


ONE_OF_100 = clause(VialsWithin, vial_units=100, vials_at_most=1, days=84)
ONE_OF_200 = clause(VialsWithin, vial_units=200, vials_at_most=1, days=84)
NDC_100, NDC_200 = "00023-1145-02", "00023-3921-02"
VIALS: list[Any] = [
    pytest.param(ONE_OF_200, {"units": 155}, MET, id="155 units: one of 200"),
    pytest.param(ONE_OF_200, {"units": 200}, MET, id="200 units: one of 200"),
    pytest.param(ONE_OF_200, {"units": 201}, MET, id="201 units: one of 200 and one of 100"),
    pytest.param(ONE_OF_200, {"units": 301}, NOT_MET, id="301 units: two of 200"),
    pytest.param(ONE_OF_100, {"units": 100}, MET, id="100 units: one of 100"),
    pytest.param(ONE_OF_100, {"units": 155}, MET, id="155 units: none of 100"),
    pytest.param(ONE_OF_100, {"units": 301}, MET, id="301 units: none of 100"),
    pytest.param(ONE_OF_100, {"units": 155, "ndc": NDC_100}, NOT_MET, id="155 units from vials of 100: two"),
    pytest.param(ONE_OF_100, {"units": 100, "ndc": NDC_100}, MET, id="100 units from vials of 100: one"),
    pytest.param(ONE_OF_200, {"units": 201, "ndc": NDC_200}, NOT_MET, id="201 units from vials of 200: two"),
    pytest.param(ONE_OF_200, {"units": 155, "ndc": NDC_100}, MET, id="155 units from vials of 100: none of 200"),
]


@pytest.mark.parametrize(("criterion", "request_fields", "expected"), VIALS)
def test_vials(criterion: VialsWithin, request_fields: dict[str, Any], expected: Verdict) -> None:
    assert judge(criterion, request={"service_date": PLANNED, **request_fields}).verdict is expected


def test_the_reason_counts_the_vials() -> None:
    assert judge(ONE_OF_200, request={"units": 155, "ndc": NDC_100}).because.startswith("0 vials of 200 units")
    assert judge(ONE_OF_200, request={"units": 155}).because.startswith("1 vial of 200 units")
    assert judge(ONE_OF_100, request={"units": 250, "ndc": NDC_100}).because.startswith("3 vials of 100 units")


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        pytest.param(before(83), NOT_DOCUMENTED, id="inside the window"),
        pytest.param(before(84), MET, id="outside the window"),
        pytest.param(before(83, for_migraine=False), NOT_DOCUMENTED, id="for another illness"),
        pytest.param(before(84, for_migraine=False), MET, id="for another illness, outside the window"),
        pytest.param(before(83, for_migraine=None), NOT_DOCUMENTED, id="of unknown purpose"),
    ],
)
def test_vials_of_earlier_treatments_are_never_guessed_from_units(treatment: Any, expected: Verdict) -> None:
    request = {"service_date": PLANNED}
    assert judge(ONE_OF_200, toxin_treatments=(treatment,), request=request).verdict is expected


def test_a_vial_limit_for_migraine_leaves_other_illnesses_out() -> None:
    for_migraine = ONE_OF_200.model_copy(update={"all_indications": False})
    request = {"service_date": PLANNED}
    assert judge(for_migraine, toxin_treatments=(before(83, for_migraine=False),), request=request).verdict is MET
    assert judge(for_migraine, toxin_treatments=(before(83),), request=request).verdict is NOT_DOCUMENTED


def test_several_caps_hold_at_once() -> None:
    """At most 155 units a visit, 400 in 84 days over all indications, and 12 weeks apart."""
    dose = clause(DoseAsked, "1.a", units_at_most=155)
    caps = clause(AllOf, criteria=(dose, clause(UnitsWithin, "1.b", units_at_most=400, days=84), EVERY_12_WEEKS))
    request = {"service_date": PLANNED}
    assert judge(caps, toxin_treatments=(before(84),), request=request).verdict is MET
    spasticity = before(30, 300, for_migraine=False)
    finding = judge(caps, toxin_treatments=(before(84), spasticity), request=request)
    assert [child.verdict for child in finding.findings] == [MET, NOT_MET, NOT_MET]


LABEL = clause(AttestedBy, "7", about=Attested.LABEL_DOSING)
AGAINST: list[Any] = [
    pytest.param({}, MET, id="155 units, 31 sites, 12 weeks"),
    pytest.param({"units": 200}, BY_HAND, id="200 units"),
    pytest.param({"units": 150}, BY_HAND, id="150 units"),
    pytest.param({"sites": 39}, BY_HAND, id="39 sites"),
    pytest.param({"interval": "10 weeks"}, BY_HAND, id="10 weeks"),
    pytest.param({"interval": "84 days"}, MET, id="84 days are 12 weeks"),
    pytest.param({"product": Toxin.DYSPORT}, BY_HAND, id="another toxin"),
]


@pytest.mark.parametrize(("request_fields", "expected"), AGAINST)
def test_a_statement_on_the_label_does_not_outweigh_the_dose_asked(
    request_fields: dict[str, Any], expected: Verdict
) -> None:
    statements = (attested(Attested.LABEL_DOSING),)
    assert judge(LABEL, attestations=statements, request=request_fields).verdict is expected


def test_without_the_statement_the_dose_asked_for_does_not_replace_it() -> None:
    assert judge(LABEL).verdict is NOT_DOCUMENTED
    either = clause(AnyOf, criteria=(LABEL, clause(DoseAsked, units_at_most=100)))
    assert judge(either).verdict is NOT_DOCUMENTED


HALF_A_YEAR = clause(SpanAsked, at_most=months(6))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param("6 months", MET, id="6 months"),
        pytest.param("7 months", NOT_MET, id="7 months"),
        pytest.param("1 year", NOT_MET, id="a year"),
        pytest.param("25 weeks", MET, id="25 weeks are less than any 6 months"),
        pytest.param("26 weeks", BY_HAND, id="26 weeks are some 6 months"),
        pytest.param("27 weeks", NOT_MET, id="27 weeks are more than any 6 months"),
        pytest.param(None, NOT_DOCUMENTED, id="not said"),
    ],
)
def test_span_asked(span: str | None, expected: Verdict) -> None:
    assert judge(HALF_A_YEAR, request={"span": span}).verdict is expected


def test_a_year_is_twelve_months() -> None:
    assert judge(clause(SpanAsked, at_most=months(12)), request={"span": "1 year"}).verdict is MET
