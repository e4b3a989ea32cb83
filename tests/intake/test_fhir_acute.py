from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.records import HYPERTENSION, MIGRAINE, Resource, case_of, import_one, order, statement

AS_NEEDED = {"asNeededBoolean": True}
DAILY = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}


@pytest.mark.parametrize(
    ("words", "fields", "drugs"),
    [
        ("Sumatriptan 100 MG Oral Tablet", {"status": "active"}, ["sumatriptan"]),
        ("Sumatriptan 100 MG Oral Tablet", {"status": "stopped"}, []),
        ("Sumatriptan 100 MG Oral Tablet", {"status": "completed"}, []),
        ("Sumatriptan 100 MG Oral Tablet", {"status": "active", "authoredOn": "2026-06-02"}, []),
        ("Naproxen 500 MG", {"status": "active", "reasonCode": [MIGRAINE]}, ["naproxen"]),
        ("Naproxen 500 MG", {"status": "active", "reasonCode": [{"text": "Headache"}]}, ["naproxen"]),
        ("Naproxen 500 MG", {"status": "active", "reasonCode": [HYPERTENSION]}, []),
        ("Rimegepant 75 MG", {"status": "active", "dosageInstruction": [AS_NEEDED]}, ["rimegepant"]),
        ("Rimegepant 75 MG", {"status": "active", "dosageInstruction": [DAILY]}, []),
        ("Rimegepant 75 MG", {"status": "active"}, []),
        ("Ondansetron 4 MG", {"status": "active"}, []),
        ("Topiramate 50 MG", {"status": "active"}, []),
    ],
)
def test_what_is_taken_for_the_attacks(tmp_path: Path, words: str, fields: dict[str, Any], drugs: list[str]) -> None:
    medicines = case_of(tmp_path, order(words, **fields)).acute_medicines
    assert [one.drug for one in medicines] == drugs
    assert all(one.days_per_month is None and one.stated_on is None for one in medicines)


def test_one_medicine_is_named_once(tmp_path: Path) -> None:
    taken: list[Resource] = [
        order("Sumatriptan 100 MG Oral Tablet", status="active", reasonCode=[MIGRAINE]),
        statement("Imitrex", "2025-01-01", status="active"),
    ]
    imported = import_one(tmp_path, *taken)
    (medicine,) = imported.case.acute_medicines
    assert [one.quote for one in medicine.evidence] == ["Sumatriptan 100 MG Oral Tablet", "Imitrex"]
    assert not any("gives no reason" in note for note in imported.notes)


def test_the_office_is_asked_where_no_reason_is_given(tmp_path: Path) -> None:
    notes = import_one(tmp_path, order("Naproxen 500 MG", status="active")).notes
    assert "MedicationRequest/m1 gives no reason: check that naproxen is taken for headache." in notes
