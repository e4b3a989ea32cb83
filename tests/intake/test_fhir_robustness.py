"""Whatever stands in a file, reading it gives cases or one sentence, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import partial, reduce
from operator import getitem
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from priorauth.case.documents import Score
from priorauth.errors import CaseFileError
from priorauth.intake.fhir import Imported, read_fhir
from tests.intake.records import (
    CHRONIC_MIGRAINE,
    CPT,
    ICD10CM,
    MIGRAINE,
    OPTIONS,
    STATUS_REASON,
    Resource,
    administration,
    allergy,
    billed,
    bundle,
    claim,
    concept,
    condition,
    coverage,
    fill,
    observation,
    order,
    patient,
    practitioner,
    procedure,
    settled,
    statement,
)

DAILY = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}
DOSE = {"doseAndRate": [{"doseQuantity": {"value": 50, "unit": "mg"}}]}
RECORD = bundle(
    condition(onsetDateTime="2022-05", recorder={"reference": "Practitioner/dr1"}),
    order(statusReason=concept(STATUS_REASON, "sintol"), reasonCode=[MIGRAINE], dosageInstruction=[DAILY | DOSE]),
    order("Sumatriptan 50 MG", id="m2", status="active", dosageInstruction=[{"asNeededBoolean": True}]),
    order(
        None,
        id="m3",
        medicationReference={"reference": "#med"},
        contained=[{"resourceType": "Medication", "id": "med"}],
    ),
    statement("Propranolol", "2024-01-01", "2024-05-06"),
    fill("Topiramate", "2025-01-12", 30),
    allergy("Amitriptyline", reaction=[{"manifestation": [{"text": "Drowsiness"}]}]),
    procedure(concept(CPT, "64615"), reasonCode=[CHRONIC_MIGRAINE]),
    observation("HIT-6", 64),
    practitioner(),
    coverage(period={"start": "2026-01-01"}, subscriberId="S-1"),
    settled("Claim", "2026-05-01"),
    patient(deceasedDateTime="2026-05-30"),
    claim(billed("J0585", 155), billed("J0585", 45, "JW"), kind="ExplanationOfBenefit", id="eob2"),
    administration("Botox", 155, reasonCode=[CHRONIC_MIGRAINE]),
    condition(concept(ICD10CM, "J45.909"), id="c2"),
    condition(concept(ICD10CM, "T42.6X5A", "Adverse effect of topiramate"), id="c3"),
    {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-05-21",
        "item": [{"text": "MIDAS total", "answer": [{"valueInteger": 21}]}],
    },
    {
        "resourceType": "DocumentReference",
        "id": "n1",
        "status": "current",
        "docStatus": "final",
        "subject": {"reference": "Patient/p1"},
        "type": concept("http://loinc.org", "11506-3"),
        "context": {"period": {"start": "2026-04-02"}},
        "author": [{"reference": "Practitioner/dr1"}],
    },
    full_urls={12: "urn:uuid:p1"},
)
Place = tuple[str | int, ...]

ODD_TEXT = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\x1f",
        "p1",
        "#",
        "Patient/p1",
        "2024",
        "2024-02-30",
        "9999-12-31",
        "0001",
        "0000-01",
        "G43.719",
        "mg",
    ]
)
ODD_NUMBERS = st.sampled_from([0, -1, 1e308, -1e308, 5e-324, 2**63, 0.1, 366, 10**9])
VALUES = st.recursive(
    st.none() | st.booleans() | ODD_NUMBERS | ODD_TEXT | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT | st.sampled_from(["id", "code"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def like(value: Any) -> st.SearchStrategy[Any]:
    """Return values of the kind of ``value``, so that not every change makes the resource unreadable."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int | float):
        return ODD_NUMBERS | st.integers(0, 100)
    return ODD_TEXT | st.sampled_from(TEXTS) if isinstance(value, str) else VALUES


def at(value: Any, place: Place) -> Any:
    """Return the value at a place."""
    return reduce(getitem, place, value)


def places(value: Any, so_far: Place = ()) -> Iterator[Place]:
    """Yield the way to every value inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*so_far, key)
        yield from places(one, (*so_far, key))


TEXTS = sorted({text for text in map(partial(at, RECORD), places(RECORD)) if isinstance(text, str)})
# inside the resources, and not their type: files that are broken further out have tests of their own
PLACES = [place for place in places(RECORD) if len(place) > 3 and place[-1] != "resourceType"]


@st.composite
def mutated(draw: st.DrawFn) -> Resource:
    """Draw the record with one to four of its values replaced or taken out."""
    record: Any = deepcopy(RECORD)
    for _ in range(draw(st.integers(1, 4))):
        # sampled_from would favour the first places
        *way, last = Random(draw(st.integers(0, 2**64))).choice(PLACES)
        try:
            inside = at(record, tuple(way))
            change = draw(st.sampled_from(["like it", "like it", "anything", "taken out"]))
            if change == "taken out":
                del inside[last]
            else:
                inside[last] = draw(like(inside[last]) if change == "like it" else VALUES)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took that place away
    assert isinstance(record, dict)
    return record


def read_or_refuse(path: Path) -> None:
    try:
        assert all(isinstance(one, Imported) for one in read_fhir(path, OPTIONS))
        return
    except CaseFileError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert not any(word in sentence for word in ("Jane", "Example", "1980", "pydantic", "Traceback"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robustness")


def test_the_record_itself_fills_a_case(folder: Path) -> None:
    path = folder / "record.json"
    path.write_bytes(orjson.dumps(RECORD))
    ((case, notes),) = [(one.case, one.notes) for one in read_fhir(path, OPTIONS)]
    assert [one.drug for one in case.trials] == ["propranolol", "topiramate"]
    assert [one.drug for one in case.acute_medicines] == ["sumatriptan"]
    facts = case.diagnoses, case.intolerances, case.toxin_treatments, case.scores, case.documents
    assert [len(one) for one in facts] == [2, 2, 1, 2, 1]
    assert [one.drug for one in case.contraindications] == ["propranolol", "nadolol", "timolol"]
    assert case.prescriber is not None
    assert case.request.payer == "Example Health"
    assert len(notes) == 2
    assert case.not_read == ("MedicationRequest/m3 does not say which medicine it is: left out.",)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"\x1f\x8b\x08" + rest))
def test_any_bytes(folder: Path, content: bytes) -> None:
    for name in ("bytes.json", "bytes.ndjson"):
        path = folder / name
        path.write_bytes(content)
        read_or_refuse(path)


@settings(max_examples=200, deadline=None)
@given(content=VALUES)
def test_any_json(folder: Path, content: Any) -> None:
    path = folder / "any.json"
    path.write_text(json.dumps(content))
    read_or_refuse(path)


@settings(max_examples=600, deadline=None)
@given(record=mutated())
def test_a_record_with_some_values_changed(folder: Path, record: Resource) -> None:
    path = folder / "mutated.json"
    path.write_text(json.dumps(record))
    read_or_refuse(path)


def test_a_fact_that_the_case_refuses_is_named_without_its_value(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # no record is known that gets here: the readers check first
    def impossible(*_: object) -> None:
        Score.model_validate(
            {"instrument": "MIDAS", "total": 4711, "on": "2026-05-20", "evidence": [{"document": "x"}]}
        )

    monkeypatch.setattr("priorauth.intake.fhir.cases.read_scores", impossible)
    path = folder / "record.json"
    path.write_text(json.dumps(RECORD))
    with pytest.raises(CaseFileError) as caught:
        list(read_fhir(path, OPTIONS))
    assert str(caught.value).startswith("record.json, Patient/p1: a case cannot hold what the record says of Score")
    assert "4711" not in str(caught.value)
    assert caught.value.__context__ is None
