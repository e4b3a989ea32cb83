"""Each plan of the country finds the policies that are held: by every name people write, and Medicare by its state."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.terms import LineOfBusiness
from priorauth.errors import AmbiguousPlan, NoPolicyInEffect, UnknownPayer
from priorauth.policy.registry import Plan, all_policies, choose_policy, fits, policy_by_id
from priorauth.review.conclude import review
from tests.samples import sample

COMMERCIAL, MEDICAID = LineOfBusiness.COMMERCIAL, LineOfBusiness.MEDICAID
MEDICARE, ADVANTAGE = LineOfBusiness.MEDICARE, LineOfBusiness.MEDICARE_ADVANTAGE
TODAY = date(2026, 11, 25)

CONTRACTORS = {
    "cgs_l33949_2023_09": "KY OH",
    "first_coast_l33274_2026_01": "FL PR VI",
    "ngs_l33646_2021_05": "CT IL MA ME MN NH NY RI VT WI",
    "noridian_je_l35170_2026_02": "AS CA GU HI MP NV",
    "noridian_jf_l35172_2026_02": "AK AZ ID MT ND OR SD UT WA WY",
    "novitas_l38809_2025_12": "AR CO DC DE LA MD MS NJ NM OK PA TX",
    "palmetto_l33458_2021_05": "AL GA NC SC TN WV",
    "wps_2026_02": "IA IN KS MI MO NE",
}
BY_STATE = [(state, document) for document, states in CONTRACTORS.items() for state in states.split()]


def _choose(payer: str, line: LineOfBusiness | None, state: str | None = None, **more: Any) -> str:
    return choose_policy(Plan(payer=payer, line_of_business=line, state=state, **({"on": TODAY} | more))).id


def test_every_state_but_virginia_has_one_contractor() -> None:
    assert len(BY_STATE) == len({state for state, _ in BY_STATE}) == 55


@pytest.mark.parametrize(("state", "document"), BY_STATE)
def test_medicare_is_found_by_the_state(state: str, document: str) -> None:
    assert _choose("Medicare", MEDICARE, state) == f"medicare/{document}"


def test_where_the_states_were_read_is_said_of_every_contractor() -> None:
    assert [one.id for one in all_policies() if one.payer == "medicare" and not one.states_note] == []


def test_virginia_is_shared_by_two_contractors() -> None:
    with pytest.raises(AmbiguousPlan) as caught:
        _choose("Medicare", MEDICARE, "VA")

    assert str(caught.value) == (
        "Medicare: the case does not say which plan this is. State in the request: the payer as Medicare (Novitas), "
        "which covers Part B in the counties Arlington and Fairfax and in the city of Alexandria, or Medicare "
        "(Palmetto GBA)."
    )
    assert _choose("Palmetto", MEDICARE, "VA") == "medicare/palmetto_l33458_2021_05"
    assert _choose("Novitas", MEDICARE, "VA") == "medicare/novitas_l38809_2025_12"


@pytest.mark.parametrize(
    ("payer", "state", "on", "words"),
    [
        ("Medicare", "TX", date(2025, 12, 30), "Medicare (Novitas): no policy held was in effect on December 30, 2025"),
        ("Medicare", "IA", date(2023, 9, 30), "Medicare (WPS): no policy held was in effect on September 30, 2023"),
        ("Medicare", "ZZ", TODAY, "no policy is held for this line of business, state"),
        ("Novitas", "NY", TODAY, "no policy is held for this line of business, state"),
    ],
)
def test_where_no_text_is_held_the_contractor_is_named(payer: str, state: str, on: date, words: str) -> None:
    with pytest.raises(NoPolicyInEffect) as caught:
        _choose(payer, MEDICARE, state, on=on)

    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("payer", "state", "on", "expected"),
    [
        ("Humana", "NY", TODAY, "medicare/ngs_l33646_2021_05"),
        ("Humana", "NY", date(2024, 1, 1), "medicare/ngs_l33646_2021_05"),
        ("Aetna", "FL", TODAY, "medicare/first_coast_l33274_2026_01"),
        ("Medicare", "CA", TODAY, "medicare/noridian_je_l35170_2026_02"),
        ("BCBSM", "MI", TODAY, "bcbs_mi/medicare_advantage_2024_08"),
        ("BCBSM", None, TODAY, "bcbs_mi/medicare_advantage_2024_08"),
    ],
)
def test_an_advantage_plan_follows_the_contractor_unless_it_has_its_own(
    payer: str, state: str | None, on: date, expected: str
) -> None:
    assert _choose(payer, ADVANTAGE, state, on=on) == expected


@pytest.mark.parametrize(
    ("payer", "state", "on", "error"),
    [
        ("Humana", "NY", date(2023, 12, 31), UnknownPayer),
        ("Aetna", "NY", date(2023, 12, 31), NoPolicyInEffect),
        ("Medicare", "NY", date(2023, 12, 31), NoPolicyInEffect),
        ("Humana", None, TODAY, AmbiguousPlan),
        ("BCBSM", "MI", date(2024, 8, 4), NoPolicyInEffect),
    ],
)
def test_before_the_rule_or_without_a_state_nothing_is_followed(
    payer: str, state: str | None, on: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        _choose(payer, ADVANTAGE, state, on=on)


def test_what_is_asked_of_an_advantage_plan_is_its_state() -> None:
    with pytest.raises(AmbiguousPlan, match=r"Humana: the case .* State in the request: state\."):
        _choose("Humana", ADVANTAGE)


@pytest.mark.parametrize(("on", "expected"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)], ids=str)
def test_a_comparison_takes_in_the_contractor_for_an_advantage_plan(on: date, *, expected: bool) -> None:
    ngs = policy_by_id("medicare/ngs_l33646_2021_05")

    assert fits(ngs, Plan(payer="Humana", line_of_business=ADVANTAGE, state="NY", on=on)) is expected


@pytest.mark.parametrize(
    ("payer", "line", "expected"),
    [
        ("UHC", COMMERCIAL, "unitedhealthcare/commercial_2026_01"),
        ("United Healthcare", COMMERCIAL, "unitedhealthcare/commercial_2026_01"),
        ("United Health Care", COMMERCIAL, "unitedhealthcare/commercial_2026_01"),
        ("UnitedHealthcare Commercial Plans", COMMERCIAL, "unitedhealthcare/commercial_2026_01"),
        ("Aetna (CVS)", COMMERCIAL, "aetna/commercial_2026_01"),
        ("CVS Aetna", COMMERCIAL, "aetna/commercial_2026_01"),
        ("BCBS of NC", COMMERCIAL, "bcbs_nc/commercial_2025_04"),
        ("Blue Cross & Blue Shield of North Carolina", COMMERCIAL, "bcbs_nc/commercial_2025_04"),
        ("BCBS of Massachusetts", COMMERCIAL, "bcbs_ma/commercial_2018_06"),
        ("BCBS of TN", COMMERCIAL, "bcbs_tn/commercial_2026_11"),
        ("Blue Cross of Tennessee", COMMERCIAL, "bcbs_tn/commercial_2026_11"),
        ("Highmark BCBS", COMMERCIAL, "highmark/commercial_2023_10"),
        ("Premera BCBS", COMMERCIAL, "premera/commercial_2022_12"),
        ("Moda Health", COMMERCIAL, None),
        ("Tricare East", LineOfBusiness.FEDERAL, None),
        ("L&I", LineOfBusiness.WORKERS_COMPENSATION, "washington_lni/workers_compensation_2018_10"),
    ],
)
def test_names_are_taken_as_people_write_them(payer: str, line: LineOfBusiness, expected: str | None) -> None:
    state = {"highmark/commercial_2023_10": "PA", "washington_lni/workers_compensation_2018_10": "WA"}
    if expected is None:
        with pytest.raises(UnknownPayer):
            _choose(payer, line)
    else:
        assert _choose(payer, line, state.get(expected)) == expected


@pytest.mark.parametrize(
    ("payer", "asked"),
    [
        ("United Helthcare", " Did you mean United Healthcare?"),
        ("Etna", " Did you mean Aetna?"),
        ("Lakeshore Mutual", ""),
    ],
)
def test_a_name_that_is_close_to_one_is_asked_about_and_not_taken(payer: str, asked: str) -> None:
    with pytest.raises(UnknownPayer) as caught:
        _choose(payer, COMMERCIAL)

    assert f'"{payer}" is held.{asked} `priorauth policy list`' in str(caught.value)


def _flags(policy: str, **request: object) -> list[str]:
    known = sample("aetna_initial_ready")
    case = known.model_copy(update={"request": known.request.model_copy(update=request)})
    return [flag.text for flag in review(case, policy_by_id(policy)).flags]


def test_the_review_shows_why_an_advantage_plan_is_held_against_medicare() -> None:
    said = (
        "Medicare Advantage: Traditional Medicare's criteria, CMS-4201-F. The contractor in OH is Medicare (CGS); "
        "no policy of Humana for this plan is held."
    )

    assert said in _flags("medicare/cgs_l33949_2023_09", payer="Humana", line_of_business=ADVANTAGE, state="OH")
    assert said not in _flags("medicare/cgs_l33949_2023_09", payer="Humana", line_of_business=MEDICARE, state="OH")


def test_the_page_on_policies_holds_the_map() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "which-policy.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| ((?:[A-Z]{2}, )+[A-Z]{2})", page, re.MULTILINE)
    held = {one.document: set(one.states) for one in all_policies() if one.payer == "medicare"}

    assert sorted(sorted(row.split(", ")) for row in rows) == sorted(map(sorted, held.values()))
