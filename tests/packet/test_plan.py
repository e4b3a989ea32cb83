"""The plan of treatment: its days, its drawing, and when the response is judged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.history import Counted
from priorauth.clinical.injection import Muscle, Sides, injection_plan
from priorauth.clinical.tables import table
from priorauth.packet.plan import Plan, treatment_plan
from priorauth.packet.site_map import site_map
from priorauth.packet.sources import Enclosures
from priorauth.policy.registry import policy_by_id
from tests.builders import a_case, treated


def plan(policy: str = "general", toxin_treatments: Any = (), **request: Any) -> Plan:
    case = a_case(request={"service_date": "2026-05-01", **request}, toxin_treatments=toxin_treatments)
    return treatment_plan(Counted(case), policy_by_id(policy), Enclosures(()))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["2026-05-01", "2026-07-24", "2026-10-16", "2027-01-08", "2027-04-02"]),
        ({"treatments": 2}, ["2026-05-01", "2026-07-24"]),
        ({"span": "84 days"}, ["2026-05-01"]),
        ({"span": "85 days"}, ["2026-05-01", "2026-07-24"]),
        ({"span": "12 months"}, ["2026-05-01", "2026-07-24", "2026-10-16", "2027-01-08", "2027-04-02"]),
        ({"treatments": 1, "span": "12 months"}, ["2026-05-01"]),
        ({"service_date": None}, []),
    ],
    ids=["five by default", "as many as asked", "one interval", "a day more", "a year", "number first", "no day"],
)
def test_days_of_treatment(asked: dict[str, Any], expected: list[str]) -> None:
    found = plan(**asked)

    assert [day.isoformat() for day in found.visits] == expected
    assert found.as_asked is bool({"treatments", "span"} & set(asked))


def test_a_first_course_is_judged_after_two_and_after_three_treatments() -> None:
    assert plan().judged_on == (date(2026, 10, 16), date(2027, 1, 8))
    assert plan(treatments=3).judged_on == (date(2026, 10, 16),)
    assert plan(treatments=2).judged_on == ()


def test_a_course_that_goes_on_is_not_judged_by_the_days_of_this_request() -> None:
    assert plan(toxin_treatments=(treated("2026-01-10"),)).judged_on == ()
    assert plan(kind="continuation").judged_on == ()


def test_the_payers_own_words_come_before_the_guideline() -> None:
    said = plan("aetna/commercial_2026_01").judged

    assert said[0].source == "Aetna, CPB 0113, clause continuation.1"
    assert said[-1].source == "European Headache Federation, 2018, PMID 30259200"
    assert [one.source for one in plan().judged] == [said[-1].source]


def test_the_drawing_has_a_dot_for_every_site() -> None:
    extra = {Muscle.TEMPORALIS: Sides(1, 1), Muscle.OCCIPITALIS: Sides(0, 2), Muscle.TRAPEZIUS: Sides(3, 1)}
    drawn = site_map(injection_plan(extra))
    dots = [dot for view in drawn.views for dot in view.dots]

    assert (len(dots), sum(dot.extra for dot in dots)) == (39, 8)
    assert len([dot for view in site_map(injection_plan()).views for dot in view.dots]) == 31


def test_the_sides_mirror_each_other() -> None:
    front, back, right, left = site_map(injection_plan()).views

    for view in (front, back):
        assert {(dot.x, dot.y) for dot in view.dots} == {(-dot.x, dot.y) for dot in view.dots}
    assert [(-dot.x, dot.y) for dot in right.dots] == [(dot.x, dot.y) for dot in left.dots]
    assert (right.mirrored, left.mirrored) == (True, False)


def test_extra_sites_stand_on_the_side_that_gets_them() -> None:
    back = site_map(injection_plan({Muscle.TRAPEZIUS: Sides(left=0, right=2)})).views[1]

    # seen from behind, the right side of a patient is on the right
    assert [dot.x > 0 for dot in back.dots if dot.extra] == [True, True]
    assert [label.lines for label in back.labels if label.lines[0] == "Trapezius"] == [
        ("Trapezius", "8 sites, 40 U", "5 right, 3 left")
    ]


def test_the_drawing_says_in_words_what_it_shows() -> None:
    words = site_map(injection_plan()).words

    assert words.startswith("Drawing of the head from the front, the back and both sides: corrugator 2 sites (1 right")
    assert "procerus 1 site (in the midline), 5 units" in words


def test_no_two_sites_of_the_drawing_touch() -> None:
    rows = table("site_positions")
    for view in ("front", "side", "back"):
        places = [(float(row["x"]), float(row["y"])) for row in rows if row["view"] == view]
        gaps = [
            ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
            for index, a in enumerate(places)
            for b in places[index + 1 :]
        ]
        assert min(gaps) > 2.3


def test_where_the_muscles_are_not_said_nothing_is_drawn() -> None:
    assert plan(units=195, sites=39).sites_drawn is None
