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
    data["request"]["line_of_business"] = "medicare_advantage"

    with pytest.raises(NoPolicyInEffect, match="commercial"):
        priorauth.review_case(data)


def test_an_appeal_has_no_rule_yet_and_says_so() -> None:
    data = sample_data("aetna_initial_ready")
    data["request"]["kind"] = "appeal"

    with pytest.raises(NoPolicyInEffect, match="appeal"):
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
