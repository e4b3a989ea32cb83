"""The calls an EHR integration makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import priorauth
from priorauth import AmbiguousPlan, CaseFileError, NoPolicyInEffect, PriorAuthError, UnknownPayer
from priorauth.review.finding import Readiness
from tests.samples import sample, sample_data


def test_public_names_are_sorted_and_there() -> None:
    assert priorauth.__all__ == sorted(priorauth.__all__)
    assert all(hasattr(priorauth, name) for name in priorauth.__all__)


def test_a_review_takes_plain_data_or_a_case() -> None:
    assert priorauth.review_case(sample_data("uhc_initial_ready")) == priorauth.review_case(sample("uhc_initial_ready"))


def test_the_case_chooses_its_policy() -> None:
    assert priorauth.review_case(sample("uhc_initial_ready")).policy.id == "unitedhealthcare/commercial_2026_01"


def test_a_named_policy_takes_the_place_of_the_chosen_one() -> None:
    reviewed = priorauth.review_case(sample("uhc_initial_ready"), policy="general")

    assert reviewed.policy.id == "general/any_2018_01"
    assert not reviewed.policy.is_payer


def test_an_unknown_payer_is_offered_the_general_policy() -> None:
    with pytest.raises(UnknownPayer, match="--policy general"):
        priorauth.review_case(sample("general_initial_ready"))


def test_a_day_before_the_first_revision_is_refused() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["as_of"] = "2025-12-31"
    data["request"]["service_date"] = "2026-01-05"

    with pytest.raises(NoPolicyInEffect, match="December 31, 2025"):
        priorauth.review_case(data)


def test_another_line_of_business_is_refused_not_guessed() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["line_of_business"] = "medicaid"

    with pytest.raises(NoPolicyInEffect, match="commercial"):
        priorauth.review_case(data)


def test_an_advantage_plan_is_asked_for_its_state_and_then_held_against_medicare() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["line_of_business"] = "medicare_advantage"

    del data["request"]["state"]
    with pytest.raises(AmbiguousPlan, match="state"):
        priorauth.review_case(data)

    data["request"]["state"] = "OH"
    review = priorauth.review_case(data)
    assert review.policy.id == "medicare/cgs_l33949_2023_09"
    assert any("CMS-4201-F" in flag.text for flag in review.flags)


def test_an_appeal_says_what_it_is_about_and_what_was_denied() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["kind"] = "appeal"

    with pytest.raises(CaseFileError, match="needs of"):
        priorauth.review_case(data)
    data["request"]["of"] = "initial"
    with pytest.raises(CaseFileError, match="needs denial"):
        priorauth.review_case(data)


def test_bad_data_are_refused_in_one_sentence_without_the_data() -> None:
    data = sample_data("aetna_initial_ready")
    data["patient"]["born"] = "Maria Sample, born in 1984"

    with pytest.raises(CaseFileError) as caught:
        priorauth.review_case(data)

    assert "patient.born" in str(caught.value)
    assert "Maria" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_packet_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    packet = priorauth.prepare_packet(sample("aetna_initial_ready"))
    folder = priorauth.write_packet(packet, tmp_path)

    assert packet.review.readiness is Readiness.READY
    assert (folder / "for_payer" / "letter.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_preparing_touches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    priorauth.prepare_packet(sample("uhc_initial_ready"))

    assert list(tmp_path.iterdir()) == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, priorauth; print(sorted({'pydantic', 'jinja2', 'weasyprint', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_every_error_is_one_of_ours() -> None:
    errors = [getattr(priorauth, name) for name in priorauth.__all__ if name[0].isupper()]

    assert all(issubclass(error, PriorAuthError) for error in errors)
    assert AmbiguousPlan in errors


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("patient", {"born": "2026-06-11"}, "born after the day of the request"),
        ("request", {"line_of_business": "any"}, "line_of_business names one kind of plan"),
    ],
)
def test_impossible_facts_are_refused(part: str, value: dict[str, str], words: str) -> None:
    data = sample_data("aetna_initial_ready")
    data[part] |= value

    with pytest.raises(CaseFileError, match=words):
        priorauth.review_case(data)


def test_a_page_that_a_document_does_not_have_is_refused() -> None:
    data = sample_data("aetna_initial_ready")
    data["diagnoses"][0]["evidence"][0]["page"] = 5

    with pytest.raises(CaseFileError, match="page 5 of the document note, which has 4"):
        priorauth.review_case(data)


@pytest.mark.parametrize(
    ("payer", "ready"), [("Aetna (CVS Health)", True), ("AETNA", True), ("Cigna", False)], ids=lambda value: str(value)
)
def test_a_request_to_another_payer_than_the_coverage_names_is_not_ready(payer: str, ready: bool) -> None:
    data = sample_data("aetna_initial_ready")
    data["coverage"]["payer"] = payer

    assert (priorauth.review_case(data).readiness is Readiness.READY) is ready


def test_two_codes_that_exclude_each_other_are_not_ready() -> None:
    data = sample_data("aetna_initial_ready")
    data["diagnoses"].append(data["diagnoses"][0] | {"code": "G43.009"})

    assert priorauth.review_case(data).readiness is Readiness.GAPS


def test_overuse_by_the_numbers_is_shown() -> None:
    data = sample_data("aetna_initial_ready")
    data["acute_medicines"][0]["days_per_month"] = 20

    (flag,) = priorauth.review_case(data).flags

    assert flag.text == "Triptans on 20 days a month: overuse by ICHD-3 8.2 begins at 10."


def test_a_packet_can_be_handed_on_as_json() -> None:
    packet = priorauth.prepare_packet(sample("aetna_initial_not_met_age"))

    assert packet.model_dump(mode="json")["files"][0]["path"] == "office/checklist.pdf"
