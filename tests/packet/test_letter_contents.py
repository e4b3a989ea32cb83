"""What a letter says and leaves out, row by row."""

from __future__ import annotations

from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.packet.letter import LetterContents
from tests.samples import contents_of, letter_html, sample_data


def _contents(name: str = "aetna_initial_ready", **changes: Any) -> LetterContents:
    return contents_of(make_case(_changed(name, changes)))


def _changed(name: str, changes: dict[str, Any]) -> dict[str, Any]:
    data = sample_data(name)
    for part, value in changes.items():
        data[part] = data[part] | value if isinstance(value, dict) else value
    return data


def _codes(contents: LetterContents) -> list[tuple[str, str]]:
    return [(line.code, line.quantity) for line in contents.request.codes]


@pytest.mark.parametrize(
    ("request_changes", "expected"),
    [
        ({}, [("J0585", "155 units"), ("J0585-JW", "45 units"), ("64615", "1 per session"), ("G43.709", "ICD-10-CM")]),
        (
            {"units": 200, "sites": 40},
            [("J0585", "200 units"), ("J0585-JZ", "0 units"), ("64615", "1 per session"), ("G43.709", "ICD-10-CM")],
        ),
        (
            {"units": 195, "sites": 39},
            [("J0585", "195 units"), ("J0585-JW", "5 units"), ("64615", "1 per session"), ("G43.709", "ICD-10-CM")],
        ),
        (
            {"drug_source": "specialty_pharmacy"},
            [("J0585", "155 units"), ("64615", "1 per session"), ("G43.709", "ICD-10-CM")],
        ),
    ],
    ids=["155 of 200", "200 of 200", "195 of 200", "the pharmacy bills the drug"],
)
def test_codes_and_units(request_changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert _codes(_contents(request=request_changes)) == expected


def test_facts_of_the_request() -> None:
    assert _contents().request.facts == (
        ("Frequency", "every 12 weeks"),
        ("Dates asked", "June 24, 2026 to June 23, 2027"),
        ("Asked for", "4 treatments over 12 months"),
        ("Place of service", "11, office"),
        ("Drug source", "buy and bill"),
        ("Vials", "1 × 200 units (NDC 00023-3921-02)"),
        ("Benefit", "medical"),
    )


def test_one_treatment_is_singular() -> None:
    facts = dict(_contents(request={"treatments": 1, "span": None}).request.facts)

    assert facts["Asked for"] == "1 treatment"


def test_the_plan_by_muscle_is_printed_for_the_fixed_plan_only() -> None:
    assert [(row.muscle, row.units) for row in _contents().muscles] == [
        ("corrugator", 10),
        ("procerus", 5),
        ("frontalis", 20),
        ("temporalis", 40),
        ("occipitalis", 30),
        ("cervical paraspinal", 20),
        ("trapezius", 30),
    ]
    assert _contents(request={"units": 195, "sites": 39}).muscles == ()
    assert "195 units at 39 sites, every 12 weeks." in letter_html(
        make_case(_changed("aetna_initial_ready", {"request": {"units": 195, "sites": 39}}))
    )


def test_a_trial_for_another_illness_is_not_listed() -> None:
    drugs = [row.drug for row in _contents("aetna_initial_not_met_other_illness").trials]

    assert drugs == ["topiramate"]


def test_a_trial_of_unknown_purpose_is_not_listed() -> None:
    assert [row.drug for row in _contents("aetna_initial_gap_purpose").trials] == ["topiramate", "amitriptyline"]


def test_an_undecided_length_is_not_printed() -> None:
    row = _contents("aetna_initial_gap_trial_dates").trials[0]

    assert (row.dates, row.length) == ("2025 to 2025", None)


def test_a_drug_known_by_its_brand_is_printed_by_its_ingredient() -> None:
    data = sample_data("aetna_initial_ready")
    data["trials"][0]["drug"] = "Topamax"

    assert contents_of(make_case(data)).trials[0].drug == "topiramate"


def test_only_met_criteria_are_answered() -> None:
    complete, with_gap = _contents(), _contents("aetna_initial_gap_hours")
    hours = "Member experiences headaches lasting 4 hours or longer on at least 8 days per month"

    assert hours in [answer.says for answer in complete.answers]
    assert [answer.says for answer in complete.answers if answer not in with_gap.answers] == [hours]
    assert with_gap.draft


def test_columns_without_any_count_are_left_out() -> None:
    assert _contents().months.headings == ("Headache days", "of 4 hours or more", "Migraine days", "Days recorded")
    assert _contents("aetna_initial_gap_hours").months.headings == ("Headache days", "Migraine days", "Days recorded")
    assert _contents("uhc_initial_gap_vague_frequency").months.headings == ("Headache days",)


def test_a_continuation_sets_the_months_before_beside_those_now() -> None:
    rows = _contents("aetna_continuation_ready").months.rows

    assert [(row.month, row.when, row.counts[0]) for row in rows] == [
        ("June 2025", "before treatment", "20"),
        ("July 2025", "before treatment", "22"),
        ("August 2025", "before treatment", "21"),
        ("February 2026", "on treatment", "10"),
        ("March 2026", "on treatment", "9"),
        ("April 2026", "on treatment", "9"),
    ]


def test_a_continuation_says_what_changed() -> None:
    assert _contents("aetna_continuation_ready").changes[0] == (
        "on average 21 headache days a month before treatment (June to August 2025), 9.3 now (February to April 2026): "
        "11.7 fewer, 55.6% less"
    )


def test_an_expedited_request_gives_its_reason() -> None:
    reason = "status migrainosus twice this month"
    data = _changed("aetna_initial_ready", {"request": {"expedited": True, "expedited_reason": reason}})

    assert f"<strong>Expedited request:</strong> {reason}" in letter_html(make_case(data))
    assert "Expedited" not in letter_html(make_case(sample_data("aetna_initial_ready")))


def test_the_general_letter_names_no_payers_criteria() -> None:
    letter = letter_html(make_case(sample_data("general_initial_ready")))

    assert "Your criteria" not in letter
    assert "no payer’s rule" in letter
    assert "<strong>Lakeshore Mutual</strong>" in letter


def test_a_bare_case_gives_a_letter_without_empty_phrases() -> None:
    data = sample_data("aetna_initial_ready")
    bare = {key: data[key] for key in ("id", "request", "patient")}
    letter = letter_html(make_case(bare))

    assert "DRAFT" in letter
    for empty in ("None", "NPI", "Enclosed", "Disability", "Acute medicines", "()", "[]"):
        assert empty not in letter


def test_a_name_cannot_carry_markup() -> None:
    data = _changed("aetna_initial_ready", {"patient": {"family": "<b>O'Neil</b>"}})

    assert "&lt;b&gt;O&#39;Neil&lt;/b&gt;" in letter_html(make_case(data))


def test_an_acute_medicine_is_never_listed_as_a_preventive() -> None:
    data = sample_data("aetna_initial_ready")
    data["trials"].append(data["trials"][0] | {"drug": "sumatriptan"})

    assert [row.drug for row in contents_of(make_case(data)).trials] == [
        "topiramate",
        "propranolol",
        "amitriptyline",
    ]


def test_a_resolved_doubt_of_the_office_never_reaches_the_payer() -> None:
    data = sample_data("aetna_initial_gap_intolerance_by_hand")
    data["confirmations"] = [
        {
            "policy": "aetna/commercial_2026_01",
            "clause": "initial.3",
            "holds": True,
            "by": "Lee Office",
            "on": "2026-06-09",
            "note": "an intolerance counts, by the payer's line",
        }
    ]
    letter = letter_html(make_case(data))

    assert "confirmed by Lee Office on June 9, 2026: an intolerance counts" in letter
    assert "silent" not in letter
    assert "for certain" not in letter
