"""Units, vials, waste, product and intervals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.clinical.terms import Toxin
from tests.builders import treated
from tests.review.lint.linted import linted

PLANNED = date(2026, 4, 29)


def toxin_codes(request: dict[str, Any] | None = None, *treatments: Any) -> list[str]:
    """Return the codes of all findings on the toxin."""
    findings = linted(request=request or {}, toxin_treatments=treatments)
    kinds = ("request-dose", "request-above", "toxin-", "session-", "interval-", "ndc-")
    return sorted(one.code for one in findings if one.code.startswith(kinds))


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"units": 155, "sites": 31}, []),
        ({"units": 195, "sites": 39}, []),
        ({"units": 200, "sites": 31}, ["request-above-protocol", "request-dose"]),
        ({"units": 200, "sites": 40}, ["request-above-protocol"]),
        ({"units": 154, "sites": 31}, ["request-dose"]),
        ({"units": 500, "sites": 31, "product": Toxin.DYSPORT}, []),
        ({"ndc": "00023-1145-01"}, []),
        ({"ndc": "00023-3921-03"}, []),
        ({"ndc": "00023-9232-01"}, ["ndc-cosmetic"]),
        ({"ndc": "00023-3919-50"}, ["ndc-cosmetic"]),
        ({"ndc": "00023-9999-01"}, ["ndc-unknown"]),
    ],
)
def test_the_request_asks_for_what_is_injected_of_the_right_product(
    request_: dict[str, Any], expected: list[str]
) -> None:
    assert toxin_codes(request_) == expected


@pytest.mark.parametrize(
    ("units", "wasted", "product", "expected"),
    [
        (155, 45, Toxin.BOTOX, []),
        (155, 44, Toxin.BOTOX, ["toxin-waste"]),
        (155, 46, Toxin.BOTOX, ["toxin-waste"]),
        (155, 0, Toxin.BOTOX, ["toxin-waste"]),
        (155, 145, Toxin.BOTOX, ["toxin-waste"]),
        (195, 5, Toxin.BOTOX, []),
        (100, 0, Toxin.BOTOX, []),
        (155, None, Toxin.BOTOX, ["toxin-waste-missing"]),
        (200, None, Toxin.BOTOX, []),
        (101, 99, Toxin.BOTOX, []),
        (100, 100, Toxin.BOTOX, ["toxin-waste"]),
        (155, 44, Toxin.XEOMIN, []),
    ],
)
def test_units_and_waste_make_whole_vials(units: int, wasted: int | None, product: Toxin, expected: list[str]) -> None:
    one = treated("2025-01-15", units, wasted=wasted, product=product)
    found = toxin_codes({"units": units, "sites": units // 5}, one)
    assert [code for code in found if code.startswith("toxin-waste")] == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [("2026-02-04", []), ("2026-02-05", ["interval-short"]), ("2026-02", []), ("2026-03", ["interval-short"])],
)
def test_the_planned_day_is_84_days_after_the_last_treatment(last: str, expected: list[str]) -> None:
    found = toxin_codes({"service_date": PLANNED}, treated(last, wasted=45))
    assert [code for code in found if code == "interval-short"] == expected


@pytest.mark.parametrize(
    ("second", "expected"), [("2025-06-25", ["interval-history"]), ("2025-06-26", []), ("2025-06", [])]
)
def test_earlier_treatments_were_84_days_apart(second: str, expected: list[str]) -> None:
    found = toxin_codes({}, treated("2025-04-03", wasted=45), treated(second, wasted=45))
    assert found == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2025-04-03", True), ("2025-04-03", True), ["session-twice"]),
        (("2025-04-03", True), ("2025-04-03", None), ["session-twice"]),
        (("2025-04-03", True), ("2025-04-03", False), []),
        (("2025-04", True), ("2025-04", True), []),
    ],
)
def test_a_session_is_entered_once(
    first: tuple[str, bool | None], second: tuple[str, bool | None], expected: list[str]
) -> None:
    both = [treated(on, wasted=45, for_migraine=migraine) for on, migraine in (first, second)]
    assert [code for code in toxin_codes({}, *both) if code == "session-twice"] == expected


@pytest.mark.parametrize(
    ("on", "units", "product", "expected"),
    [
        # the 84 days that end on 29 April begin on 5 February
        ("2026-02-05", 245, Toxin.BOTOX, []),
        ("2026-02-05", 246, Toxin.BOTOX, ["toxin-units"]),
        ("2026-02-04", 246, Toxin.BOTOX, []),
        ("2026-02", 246, Toxin.BOTOX, ["toxin-units-open"]),
        ("2026-02-05", None, Toxin.BOTOX, ["toxin-units-open"]),
        ("2026-02-05", 246, Toxin.DYSPORT, ["toxin-other-product"]),
        ("2026-02-04", 246, Toxin.DYSPORT, []),
    ],
)
def test_units_of_84_days_add_up_over_all_illnesses_and_never_over_products(
    on: str, units: int | None, product: Toxin, expected: list[str]
) -> None:
    one = treated(on, units, for_migraine=False, indication="cervical dystonia", product=product)
    found = toxin_codes({"service_date": PLANNED}, one)
    assert [code for code in found if code in ("toxin-units", "toxin-units-open", "toxin-other-product")] == expected


@pytest.mark.parametrize(("units", "expected"), [(155, []), (150, ["request-dose-changed"]), (None, [])])
def test_another_dose_than_last_time_is_shown(units: int | None, expected: list[str]) -> None:
    found = toxin_codes({}, treated("2025-01-15", 165, wasted=35), treated("2025-06-15", units, wasted=45))
    assert [code for code in found if code == "request-dose-changed"] == expected
