"""What every request needs whatever the policy: the sites beyond the fixed protocol."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.clinical.terms import Whom
from priorauth.review.needs import missing_details
from tests.builders import a_case

MORE = {
    "muscle": "temporalis",
    "left": 1,
    "right": 1,
    "reason": "pain at both temples",
    "evidence": [{"document": "n"}],
}


def sites_asked_about(**request: Any) -> list[str]:
    gaps = missing_details(a_case(request=request))
    return [gap.because for gap in gaps if gap.says == "sites beyond the fixed ones"]


@pytest.mark.parametrize(
    ("units", "sites", "expected"),
    [
        (150, 30, []),
        (155, 31, []),
        (160, 32, ["32 sites are asked for, and the fixed protocol has 31"]),
        (195, 39, ["39 sites are asked for, and the fixed protocol has 31"]),
    ],
)
def test_sites_beyond_the_fixed_ones_are_asked_for(units: int, sites: int, expected: list[str]) -> None:
    assert sites_asked_about(units=units, sites=sites) == expected


def test_sites_that_are_named_are_not_asked_for() -> None:
    assert sites_asked_about(units=165, sites=33, extra_sites=[MORE]) == []


def test_the_clinician_is_asked() -> None:
    (gap,) = (one for one in missing_details(a_case(request={"units": 195, "sites": 39})) if "fixed" in one.says)

    assert [(ask.whom, ask.question) for ask in gap.asks] == [
        (Whom.CLINICIAN, "Which muscles get the sites beyond the fixed 31, on which side, and why?")
    ]
