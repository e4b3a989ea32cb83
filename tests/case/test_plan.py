"""Sites beyond the fixed ones: within the bounds of each muscle, and in agreement with the request."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from priorauth.case.plan import ExtraSites
from priorauth.case.request import Request
from tests.builders import NOTE


def extra(muscle: str, left: int, right: int) -> dict[str, Any]:
    return {"muscle": muscle, "left": left, "right": right, "reason": "pain is worst there", "evidence": NOTE}


def asked(units: int, sites: int, *rows: dict[str, Any]) -> Request:
    data = {"kind": "initial", "as_of": "2026-04-15", "payer": "Example Health", "units": units, "sites": sites}
    return Request.model_validate({**data, "extra_sites": rows})


@pytest.mark.parametrize(
    ("muscle", "left", "right"),
    [("temporalis", 1, 1), ("temporalis", 2, 0), ("occipitalis", 0, 2), ("trapezius", 2, 2), ("trapezius", 0, 4)],
)
def test_as_many_sites_as_the_muscle_takes(muscle: str, left: int, right: int) -> None:
    assert ExtraSites.model_validate(extra(muscle, left, right)).sites == left + right


@pytest.mark.parametrize(
    ("muscle", "left", "right", "why"),
    [
        ("temporalis", 2, 1, "1 to 2 sites beyond the fixed ones, and not 3"),
        ("occipitalis", 0, 3, "1 to 2 sites beyond the fixed ones, and not 3"),
        ("trapezius", 4, 1, "1 to 4 sites beyond the fixed ones, and not 5"),
        ("trapezius", 0, 0, "1 to 4 sites beyond the fixed ones, and not 0"),
        ("frontalis", 1, 0, "frontalis takes no sites"),
        ("procerus", 1, 0, "procerus takes no sites"),
        ("masseter", 1, 0, "muscle"),
        ("trapezius", -1, 2, "left"),
    ],
)
def test_more_sites_than_the_muscle_takes_are_refused(muscle: str, left: int, right: int, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ExtraSites.model_validate(extra(muscle, left, right))


def test_the_chart_must_say_why() -> None:
    with pytest.raises(ValidationError, match="evidence is missing"):
        ExtraSites.model_validate(extra("trapezius", 1, 1) | {"evidence": ()})
    with pytest.raises(ValidationError, match="reason"):
        ExtraSites.model_validate({name: value for name, value in extra("trapezius", 1, 1).items() if name != "reason"})


def test_units_and_sites_count_the_extra_sites() -> None:
    whole = (extra("temporalis", 1, 1), extra("occipitalis", 1, 1), extra("trapezius", 2, 2))

    assert asked(195, 39, *whole).units == 195
    assert asked(160, 32, extra("temporalis", 1, 0)).sites == 32


@pytest.mark.parametrize(("units", "sites"), [(155, 31), (160, 33), (165, 32), (170, 34)])
def test_units_or_sites_that_do_not_agree_are_refused(units: int, sites: int) -> None:
    with pytest.raises(ValidationError, match="makes 33 sites and 165 units"):
        asked(units, sites, extra("temporalis", 1, 1))


def test_a_muscle_is_named_once() -> None:
    with pytest.raises(ValidationError, match="names a muscle twice"):
        asked(165, 33, extra("temporalis", 1, 0), extra("temporalis", 0, 1))
