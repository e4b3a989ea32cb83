"""A clinic's profile fills what a case lacks, and never overrides what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.api import review_case
from priorauth.case.profile import Profile, complete, read_profile
from priorauth.case.read import make_case
from priorauth.errors import SettingsError
from priorauth.review.finding import Readiness
from tests.cli.conftest import RunCli
from tests.cli.conftest import run as run
from tests.samples import FOLDER, sample, sample_data

PRACTICE = {"name": "Riverbend Headache Clinic", "phone": "860-555-0142", "fax": "860-555-0143", "tin": "12-3456789"}
ANA = {"name": "Ana Example", "npi": "1234567893", "taxonomy": "2084N0400X", "phone": "860-555-0144"}


def profile(**change: Any) -> Profile:
    return Profile.model_validate({"practice": PRACTICE, "prescribers": [ANA]} | change)


def data(**change: Any) -> dict[str, Any]:
    return sample_data("aetna_initial_ready") | change


def test_what_a_case_lacks_is_filled_and_marked() -> None:
    case = complete(
        make_case(data(practice=None, prescriber={"name": "Ana Example", "specialty": "Neurology"})), profile()
    )

    assert case.practice is not None
    assert case.prescriber is not None
    assert (case.practice.tin, case.prescriber.npi) == ("12-3456789", "1234567893")
    assert case.prescriber.specialty == "Neurology"
    assert [one.document for one in (*case.practice.evidence, *case.prescriber.evidence)] == ["Clinic profile"] * 2
    assert review_case(case).readiness is Readiness.READY


def test_a_case_that_says_it_all_stays_as_it_is() -> None:
    assert complete(sample("aetna_initial_ready"), profile()) == sample("aetna_initial_ready")


def test_filling_twice_changes_nothing_more() -> None:
    once = complete(make_case(data(practice=None)), profile())

    assert complete(once, profile()) == once


def test_a_difference_is_an_open_conflict_and_the_case_stands() -> None:
    case = complete(sample("aetna_initial_ready"), profile(practice=PRACTICE | {"fax": "860-555-0199"}))

    assert case.practice is not None
    assert case.practice.fax == "860-555-0143"
    assert [(one.field, [claim.value for claim in one.claims]) for one in case.conflicts] == [
        ("practice.fax", ["860-555-0143", "860-555-0199"])
    ]
    assert review_case(case).readiness is Readiness.GAPS
    assert any("Clinic profile differ on practice.fax" in flag.text for flag in review_case(case).flags)


@pytest.mark.parametrize(
    ("named", "npi"),
    [
        (None, None),
        ({"name": "Ana Example"}, "1234567893"),
        ({"name": "ana example"}, "1234567893"),
        ({"name": "Berta Example"}, None),
        ({"name": "Ana Example", "npi": "1245319599"}, "1245319599"),
    ],
)
def test_who_signs_is_the_one_whom_the_case_names(named: dict[str, str] | None, npi: str | None) -> None:
    case = complete(make_case(data(prescriber=named)), profile())

    assert (case.prescriber and case.prescriber.npi) == npi
    assert case.conflicts == () or named == {"name": "ana example"}


def test_two_of_one_name_leave_it_open() -> None:
    two = [ANA, ANA | {"npi": "1245319599"}]

    assert complete(make_case(data(prescriber={"name": "Ana Example"})), profile(prescribers=two)).prescriber == (
        make_case(data(prescriber={"name": "Ana Example"})).prescriber
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("practice", "not TOML"),
        ("[practise]", "field practise: is not a known field"),
        ('[practice]\nname = "A"\nnpi = "1"', "field practice.npi: expected a National Provider Identifier"),
        ('[practice]\nname = ""', "field practice.name"),
        ('paper = "a5"', "field paper: Input should be 'letter' or 'a4'"),
        ('[wording]\nclosing = "cheers"', "field wording.closing"),
        ('[wording]\nvoice = "we"', "field wording.voice: is not a known field"),
        ("[letterhead]\nlogo = 3", "field letterhead.logo"),
    ],
)
def test_a_broken_profile_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(text)

    with pytest.raises(SettingsError, match=message):
        read_profile(path)


def test_a_missing_profile_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_profile(tmp_path / "nobody.toml")


def test_paths_are_meant_from_where_the_profile_lies(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text('prices = "p.toml"\ntemplates = "/elsewhere/own"\n[letterhead]\nlogo = "pictures/logo.svg"')

    read = read_profile(path)

    assert (read.prices, read.templates) == (tmp_path / "p.toml", Path("/elsewhere/own"))
    assert read.letterhead.logo == tmp_path / "pictures" / "logo.svg"


def test_the_command_line_takes_the_profile_of_the_option_or_the_environment(
    run: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "clinic.toml", tmp_path / "other.toml"
    path.write_text('[practice]\nname = "Riverbend Headache Clinic"\nfax = "860-555-0199"')
    other.write_text("")

    assert run("check", FOLDER / "aetna_initial_ready.json", "--profile", path).code == 10
    monkeypatch.setenv("PRIORAUTH_PROFILE", str(path))
    assert run("check", FOLDER / "aetna_initial_ready.json").code == 10
    assert run("check", FOLDER / "aetna_initial_ready.json", "--profile", other).code == 0
