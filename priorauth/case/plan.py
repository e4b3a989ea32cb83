"""Injection sites beyond the fixed ones, where the pain is: which, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import NonNegativeInt, model_validator

from priorauth.case.evidence import ChartFact, Text
from priorauth.clinical.injection import FIXED_SITES, UNITS_PER_SITE, Muscle, most_extra_sites


class ExtraSites(ChartFact):
    """Sites of 5 units that one muscle gets beyond its fixed ones, with the reason that the chart gives."""

    muscle: Muscle
    left: NonNegativeInt = 0
    right: NonNegativeInt = 0
    reason: Text

    @property
    def sites(self) -> int:
        """Sites on both sides together."""
        return self.left + self.right

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        most = most_extra_sites(self.muscle)
        if not most:
            raise ValueError(f"the {self.muscle} takes no sites beyond the fixed ones")
        if not 1 <= self.sites <= most:
            raise ValueError(f"the {self.muscle} takes 1 to {most} sites beyond the fixed ones, and not {self.sites}")
        return self


def check_extra_sites(extra: Iterable[ExtraSites], units: int, sites: int) -> None:
    """Check that no muscle is named twice, and that the request's units and sites count the extra sites.

    Raises:
        ValueError: they do not agree, with what was expected.
    """
    known = tuple(extra)
    muscles = [one.muscle for one in known]
    if len(muscles) != len(set(muscles)):
        raise ValueError("extra_sites names a muscle twice; put its sites and reasons together")
    expected = FIXED_SITES + sum(one.sites for one in known)
    if known and (sites, units) != (expected, expected * UNITS_PER_SITE):
        raise ValueError(
            f"extra_sites makes {expected} sites and {expected * UNITS_PER_SITE} units, "
            f"and the request asks for {sites} sites and {units} units"
        )
