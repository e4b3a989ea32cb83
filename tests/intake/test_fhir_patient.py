from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Evidence
from priorauth.errors import CaseFileError
from tests.intake.records import case_of, import_one, patient


def test_patient(tmp_path: Path) -> None:
    person = case_of(tmp_path, patient()).patient
    assert (person.given, person.family, person.sex) == ("Jane Q.", "Example", "female")
    assert (person.born, person.died) == (date(1980, 4, 5), None)
    assert person.evidence == (Evidence(document="FHIR Patient", reference="Patient/p1"),)


@pytest.mark.parametrize(
    ("names", "family"),
    [
        ([{"family": "A", "given": ["x"]}, {"use": "official", "family": "B", "given": ["x"]}], "B"),
        ([{"use": "maiden", "family": "A", "given": ["x"]}, {"family": "B", "given": ["x"]}], "B"),
        ([{"use": "usual", "family": "A", "given": ["x"]}, {"family": "B", "given": ["x"]}], "A"),
        ([{"use": "official", "family": "A"}, {"use": "usual", "family": "B", "given": [None, "x"]}], "B"),
    ],
)
def test_the_name_in_use_is_taken(tmp_path: Path, names: list[dict[str, Any]], family: str) -> None:
    assert case_of(tmp_path, patient(name=names)).patient.family == family


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": []}, "name"),
        ({"name": [{"family": "Example", "given": [" "]}]}, "name"),
        ({"name": [{"use": "old", "family": "Example", "given": ["Jane"]}]}, "name"),
        ({"name": [{"text": "Jane Example"}]}, "name"),
        ({"birthDate": "1980-04"}, "birthDate"),
        ({"birthDate": "1980"}, "birthDate"),
        ({"birthDate": None}, "birthDate"),
        ({"deceasedDateTime": "1979-12-31"}, "deceasedDateTime"),
    ],
)
def test_without_a_name_and_a_birth_date_there_is_no_case(tmp_path: Path, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        import_one(tmp_path, patient(**fields))
    message = str(caught.value)
    assert message.startswith(f"record.json, Patient/p1, field {field}: expected ")
    assert not any(word in message for word in ("1980", "1979", "Jane", "Example"))


@pytest.mark.parametrize(
    ("said", "died"),
    [
        ("2025-03-04", (date(2025, 3, 4), date(2025, 3, 4))),
        ("2025-03-04T23:59:00-05:00", (date(2025, 3, 4), date(2025, 3, 4))),
        ("2026-12-24", (date(2026, 12, 24), date(2026, 12, 24))),
        ("2025-02", (date(2025, 2, 1), date(2025, 2, 28))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_death_is_recorded_whenever_it_was(tmp_path: Path, said: str, died: tuple[date, date]) -> None:
    imported = import_one(tmp_path, patient(deceasedDateTime=said))
    person = imported.case.patient
    assert person.deceased
    assert person.died is not None
    assert (person.died.low, person.died.high) == died


@pytest.mark.parametrize("said", [True, False])
def test_a_death_without_a_date_stays_a_death(tmp_path: Path, said: bool) -> None:
    person = import_one(tmp_path, patient(deceasedBoolean=said)).case.patient
    assert person.died is None
    assert person.deceased is said
    assert person.has_died_by(date(1990, 1, 1)) is said


def test_an_unknown_sex_is_left_out(tmp_path: Path) -> None:
    assert case_of(tmp_path, patient(gender="unknown")).patient.sex is None
