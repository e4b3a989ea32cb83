"""The injection plan: the fixed sites, and what may be added to them."""

from __future__ import annotations

import pytest

from priorauth.clinical.injection import Muscle, Sides, injection_plan, most_extra_sites
from priorauth.clinical.safety import safety_facts
from priorauth.clinical.tables import table


def test_the_fixed_plan_is_31_sites_and_155_units_in_seven_muscles() -> None:
    plan = injection_plan()

    assert [(one.muscle, one.right, one.left, one.midline, one.sites, one.units) for one in plan] == [
        ("corrugator", 1, 1, 0, 2, 10),
        ("procerus", 0, 0, 1, 1, 5),
        ("frontalis", 2, 2, 0, 4, 20),
        ("temporalis", 4, 4, 0, 8, 40),
        ("occipitalis", 3, 3, 0, 6, 30),
        ("cervical paraspinal", 2, 2, 0, 4, 20),
        ("trapezius", 3, 3, 0, 6, 30),
    ]
    assert (sum(one.sites for one in plan), sum(one.units for one in plan)) == (31, 155)


def test_extra_sites_are_counted_on_their_side() -> None:
    (dose,) = (one for one in injection_plan({Muscle.TRAPEZIUS: Sides(left=3, right=1)}) if one.extra)

    assert (dose.muscle, dose.left, dose.right, dose.sites, dose.units) == ("trapezius", 6, 4, 10, 50)


@pytest.mark.parametrize(
    ("muscle", "expected"),
    [("corrugator", 0), ("procerus", 0), ("frontalis", 0), ("temporalis", 2), ("occipitalis", 2), ("trapezius", 4)],
)
def test_how_many_sites_may_follow_the_pain(muscle: str, expected: int) -> None:
    assert most_extra_sites(Muscle(muscle)) == expected


def test_every_row_of_the_safety_table_names_its_source_and_unverified_ones_are_not_printed() -> None:
    rows = table("safety")

    assert all(row["source"] and row["verified"] in ("yes", "no") for row in rows)
    assert safety_facts()[0].kind == "boxed warning"
    assert [fact.key for fact in safety_facts()] == [
        "spread",
        "signs",
        "driving",
        "contraindications",
        "neuromuscular",
        "frequency_compel",
        "frequency_clinic",
    ]
