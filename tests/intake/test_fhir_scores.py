from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.documents import Score
from priorauth.case.evidence import Evidence
from priorauth.clinical.terms import Instrument
from tests.intake.records import Resource, case_of, import_one, observation

MIDAS = Instrument.MIDAS
HIT_6 = Instrument.HIT_6


def test_a_total(tmp_path: Path) -> None:
    evidence = Evidence(
        document="FHIR Observation", dated=date(2026, 5, 20), quote="HIT-6 total score", reference="Observation/o1"
    )
    assert case_of(tmp_path, observation("HIT-6 total score", 64)).scores == (
        Score(instrument=HIT_6, total=64, on=date(2026, 5, 20), evidence=(evidence,)),
    )


@pytest.mark.parametrize(
    ("words", "value", "found"),
    [
        ("MIDAS", 30, (MIDAS, 30)),
        ("Migraine Disability Assessment (midas) questionnaire, total", 30, (MIDAS, 30)),
        ("HIT6 score", 62.0, (HIT_6, 62)),
        ("HIT 6", 36, (HIT_6, 36)),
        ("Headache Impact Test", 78, (HIT_6, 78)),
        ("Migraine Disability Assessment", 30, (MIDAS, 30)),
        ("HIT_6 total", 64, (HIT_6, 64)),
        ("HIT–6", 64, (HIT_6, 64)),
        ("HIT-60", 64, None),
        ("MIDAS item 3", 10, None),
        ("MIDAS: on how many days did you miss work", 10, None),
        ("MIDAS headache frequency", 45, None),
        ("MIDAS grade", 4, None),
        ("MIDAS and HIT-6", 60, None),
        ("HIT-6", 35, None),
        ("HIT-6", 79, None),
        ("HIT-6", 60.5, None),
        ("MIDAS", -1, None),
        ("Midastest", 30, None),
        ("Body height", 170, None),
    ],
)
def test_which_observations_are_totals(
    tmp_path: Path, words: str, value: float, found: tuple[Instrument, int] | None
) -> None:
    scores = case_of(tmp_path, observation(words, value)).scores
    assert [(one.instrument, one.total) for one in scores] == ([found] if found else [])


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"code": {"coding": [{"system": "urn:local", "code": "9", "display": "MIDAS total"}]}}, True),
        ({"code": {"coding": [{"system": "urn:local", "code": "MIDAS"}]}}, False),
        ({"valueQuantity": None, "valueInteger": 60}, True),
        ({"valueQuantity": None}, False),
        ({"status": "amended"}, True),
        ({"status": "preliminary"}, False),
        ({"status": "entered-in-error"}, False),
        ({"effectiveDateTime": "2026-06-01"}, True),
        ({"effectiveDateTime": "2026-06-02"}, False),
        ({"effectiveDateTime": "2026-05"}, False),
        ({"effectiveDateTime": None}, False),
        ({"effectiveDateTime": None, "effectiveInstant": "2026-05-20T10:00:00.123Z"}, True),
    ],
)
def test_only_reported_totals_of_a_known_day_count(tmp_path: Path, fields: dict[str, Any], is_found: bool) -> None:
    assert bool(case_of(tmp_path, observation("HIT-6", 60, **fields)).scores) == is_found


@pytest.mark.parametrize(
    ("resources", "note"),
    [
        ((observation("HIT-6", 20),), "Observation/o1 is not a possible HIT-6 total: left out."),
        (
            (observation("MIDAS", 20, effectiveDateTime="2026-05"),),
            "Observation/o1, a MIDAS total, names no exact day: left out.",
        ),
        (
            (observation("MIDAS", 20), observation("MIDAS", 5, id="o2")),
            "Observations give different MIDAS totals for one day: left out.",
        ),
    ],
)
def test_what_the_office_is_told(tmp_path: Path, resources: tuple[Resource, ...], note: str) -> None:
    imported = import_one(tmp_path, *resources)
    assert imported.case.scores == ()
    assert note in imported.notes


def test_totals_come_in_order_and_once_a_day(tmp_path: Path) -> None:
    made = [
        observation("MIDAS", 20),
        observation("MIDAS total", 20, id="o2"),
        observation("MIDAS", 50, id="o3", effectiveDateTime="2025-11-01"),
    ]
    assert [(one.total, one.on) for one in case_of(tmp_path, *made).scores] == [
        (50, date(2025, 11, 1)),
        (20, date(2026, 5, 20)),
    ]


def filled_in(*items: Resource, **fields: Any) -> Resource:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": "q1",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-05-20T09:30:00-05:00",
        "item": list(items),
    } | fields


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({"text": "HIT-6 total score", "answer": [{"valueInteger": 64}]}, (HIT_6, 64)),
        ({"text": "MIDAS score", "answer": [{"valueDecimal": 21.0}]}, (MIDAS, 21)),
        ({"text": "Scores", "item": [{"text": "MIDAS total", "answer": [{"valueInteger": 21}]}]}, (MIDAS, 21)),
        # the name alone may head the questions, and a question is no total
        ({"text": "MIDAS", "answer": [{"valueInteger": 21}]}, None),
        ({"text": "MIDAS question 2, score", "answer": [{"valueInteger": 21}]}, None),
        ({"text": "MIDAS total", "answer": [{"valueInteger": 21}, {"valueInteger": 5}]}, None),
        ({"text": "MIDAS total", "answer": []}, None),
        ({"text": "HIT-6 total", "answer": [{"valueInteger": 79}]}, None),
        ({"text": "Total score", "answer": [{"valueInteger": 64}]}, None),
    ],
)
def test_which_answers_of_a_questionnaire_are_totals(
    tmp_path: Path, item: Resource, found: tuple[Instrument, int] | None
) -> None:
    scores = case_of(tmp_path, filled_in(item)).scores
    assert [(one.instrument, one.total) for one in scores] == ([found] if found else [])


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"status": "amended"}, True),
        ({"status": "in-progress"}, False),
        ({"status": "entered-in-error"}, False),
        ({"authored": "2026-06-01"}, True),
        ({"authored": "2026-06-02"}, False),
        ({"authored": None}, False),
    ],
)
def test_only_a_questionnaire_that_is_filled_in_counts(tmp_path: Path, fields: dict[str, Any], is_found: bool) -> None:
    item = {"text": "HIT-6 total score", "answer": [{"valueInteger": 64}]}
    assert bool(case_of(tmp_path, filled_in(item, **fields)).scores) == is_found
