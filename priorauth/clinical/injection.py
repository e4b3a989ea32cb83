"""The injection plan by muscle, and the vials and waste of a dose.

Source: preempt_sites.csv (31 fixed sites of 5 U = 155 U; follow-the-pain up to 39 sites, 195 U).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from priorauth.clinical.codes import NDC_OF_VIAL
from priorauth.clinical.model import Model
from priorauth.clinical.tables import table
from priorauth.clinical.translatable import translatable

FIXED_UNITS = 155
FIXED_SITES = 31
UNITS_PER_SITE = 5
MOST_UNITS = 195
_VIAL_SIZES = (200, 100)


class Muscle(StrEnum):
    """The seven muscle groups of the injection plan."""

    CORRUGATOR = translatable("corrugator")
    PROCERUS = translatable("procerus")
    FRONTALIS = translatable("frontalis")
    TEMPORALIS = translatable("temporalis")
    OCCIPITALIS = translatable("occipitalis")
    CERVICAL_PARASPINAL = translatable("cervical paraspinal")
    TRAPEZIUS = translatable("trapezius")


class Sides(NamedTuple):
    """Sites beyond the fixed ones, on each side."""

    left: int = 0
    right: int = 0


NO_EXTRA: Mapping[Muscle, Sides] = MappingProxyType({})


class MuscleDose(Model):
    """One muscle group of the plan: the fixed sites, and those that follow the pain."""

    muscle: Muscle
    left: int
    right: int
    midline: int
    extra_left: int
    """Of the sites on the left, those beyond the fixed ones."""
    extra_right: int
    sites: int
    units: int

    @property
    def extra(self) -> int:
        """Sites beyond the fixed ones, on both sides together."""
        return self.extra_left + self.extra_right


class Vials(Model):
    """Whole vials for one visit, and what is left over."""

    of_200: int
    of_100: int
    units: int
    """Units in all the vials together."""
    injected: int
    wasted: int

    @property
    def modifier(self) -> str:
        """JW (discarded drug, on its own line) or JZ (nothing discarded)."""
        return "JW" if self.wasted else "JZ"

    @property
    def ndcs(self) -> tuple[str, ...]:
        """The NDC of each vial size used, in the 11-digit claim form."""
        used = ((200, self.of_200), (100, self.of_100))
        return tuple(NDC_OF_VIAL[size] for size, count in used if count)


def injection_plan(extra: Mapping[Muscle, Sides] = NO_EXTRA) -> tuple[MuscleDose, ...]:
    """Return the plan by muscle: the 31 fixed sites with 155 units, and ``extra`` sites of 5 units by muscle."""
    return tuple(_dose(muscle, extra.get(muscle, Sides())) for muscle in Muscle)


def most_extra_sites(muscle: Muscle) -> int:
    """Return how many sites beyond the fixed ones a muscle may take, on both sides together; 0 for none."""
    return int(_row(muscle)["max_extra_sites"])


def _dose(muscle: Muscle, extra: Sides) -> MuscleDose:
    row = _row(muscle)
    per_side = int(row["fixed_sites_per_side"] or 0)
    midline = int(row["fixed_sites_total"]) - 2 * per_side
    left, right = per_side + extra.left, per_side + extra.right
    sites = left + right + midline
    return MuscleDose(
        muscle=muscle,
        left=left,
        right=right,
        midline=midline,
        extra_left=extra.left,
        extra_right=extra.right,
        sites=sites,
        units=sites * UNITS_PER_SITE,
    )


def _row(muscle: Muscle) -> dict[str, str]:
    return next(row for row in table("preempt_sites") if row["muscle"] == muscle and row["verified"] == "yes")


def vials_for(units: int, ndc: str | None = None) -> Vials:
    """Return the vials of 200 and 100 units that hold ``units`` (≥ 1) with the least waste, then fewest vials.

    An ``ndc`` of one vial size leaves only that size.
    """
    size = vial_size(ndc)
    if size is not None:
        return _vials(units, **{f"of_{size}": -(-units // size)})
    of_200, rest = divmod(units, _VIAL_SIZES[0])
    of_100 = 1 if 0 < rest <= _VIAL_SIZES[1] else 0
    return _vials(units, of_200=of_200 + (1 if rest > _VIAL_SIZES[1] else 0), of_100=of_100)


def vial_size(ndc: str | None) -> int | None:
    """Return the units in the vial of a product code, whatever its package; None where it is none of Botox's vials."""
    product = None if ndc is None else ndc.rpartition("-")[0]
    return next((units for units, known in NDC_OF_VIAL.items() if known.rpartition("-")[0] == product), None)


def _vials(units: int, of_200: int = 0, of_100: int = 0) -> Vials:
    held = of_200 * _VIAL_SIZES[0] + of_100 * _VIAL_SIZES[1]
    return Vials(of_200=of_200, of_100=of_100, units=held, injected=units, wasted=held - units)


def whole_vials(units: int) -> bool:
    """Tell whether so many units (≥ 1) fill vials to the last unit, so that nothing need be left over."""
    return units % _VIAL_SIZES[-1] == 0
