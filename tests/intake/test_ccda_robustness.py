"""However a document is changed, it gives cases or one sentence; and no change makes a negated entry a fact."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from priorauth.errors import CaseFileError
from priorauth.intake.ccda import read_ccda
from priorauth.intake.fhir import Imported
from tests.intake.documents import OPTIONS, full_document, import_text

RECORD = full_document()
PLACES = [(found.start(1), found.end(1)) for found in re.finditer(r'="([^"]*)"', RECORD)]
ACTS = [found.end() for found in re.finditer(r' moodCode="EVN"', RECORD)]
ELEMENTS = [(found.start(), found.end()) for found in re.finditer(r"<(\w+)[^>]*/>|<(\w+)[^>]*>[^<]*</\2>", RECORD)]
VALUES = st.sampled_from(["", "UNK", "2024", "20240230", "-1", "1e999", "true", "#", "EVN", "INT", "completed", "٣"])
VALUES |= st.text(st.characters(exclude_characters='<&"', exclude_categories=["Cs", "Cc"]), max_size=20)
FACTS = ("diagnoses", "trials", "intolerances", "acute_medicines", "toxin_treatments", "contraindications")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robustness")


def read_or_refuse(path: Path) -> None:
    try:
        found = list(read_ccda(path, OPTIONS))
    except CaseFileError as error:
        said = [str(error)]
    else:
        assert all(isinstance(one, Imported) for one in found)
        said = [note for one in found for note in (*one.notes, *one.case.not_read)]
    for sentence in said:
        assert "\n" not in sentence
        assert not any(word in sentence for word in ("Jane", "1980", "W123", "MRN-1", "pydantic", "Traceback"))


def count(imported: Imported) -> dict[str, int]:
    return {name: len(getattr(imported.case, name)) for name in FACTS}


def test_the_record_itself_fills_a_case(folder: Path) -> None:
    imported = import_text(folder, RECORD)

    assert count(imported) == dict(zip(FACTS, (1, 1, 1, 1, 2, 0), strict=True))
    assert imported.case.not_read == ()
    assert [note.split(" names ")[1] for note in imported.notes] == ["no toxin: taken to be Botox; check that it was."]


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"<ClinicalDocument>" + rest))
def test_any_bytes(folder: Path, content: bytes) -> None:
    path = folder / "bytes.xml"
    path.write_bytes(content)
    read_or_refuse(path)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_document_with_some_attributes_changed(folder: Path, data: st.DataObject) -> None:
    text = RECORD
    for start, end in sorted(data.draw(st.sets(st.sampled_from(PLACES), min_size=1, max_size=4)), reverse=True):
        text = text[:start] + data.draw(VALUES) + text[end:]
    path = folder / "mutated.xml"
    path.write_text(text, encoding="utf-8")
    read_or_refuse(path)


@settings(max_examples=200, deadline=None)
@given(taken=st.sets(st.sampled_from(ELEMENTS), min_size=1, max_size=6), data=st.data())
def test_a_document_with_some_elements_taken_out_or_repeated(
    folder: Path, taken: set[Any], data: st.DataObject
) -> None:
    text = RECORD
    for start, end in sorted(taken, reverse=True):
        text = text[:start] + text[start:end] * data.draw(st.sampled_from([0, 0, 2])) + text[end:]
    path = folder / "mutated.xml"
    path.write_text(text, encoding="utf-8")
    read_or_refuse(path)


@settings(max_examples=150, deadline=None)
@given(
    places=st.sets(st.sampled_from(ACTS), min_size=1, max_size=5),
    change=st.sampled_from([' negationInd="true"', ' nullFlavor="NI"', ' negationInd="?"']),
)
def test_a_negation_anywhere_never_adds_a_fact(folder: Path, places: set[int], change: str) -> None:
    whole, text = count(import_text(folder, RECORD)), RECORD
    for place in sorted(places, reverse=True):
        text = text[:place] + change + text[place:]
    changed = count(import_text(folder, text))

    assert all(changed[name] <= whole[name] for name in FACTS)


def test_every_fact_goes_where_every_act_is_negated(folder: Path) -> None:
    changed = import_text(folder, RECORD.replace(' moodCode="EVN"', ' moodCode="EVN" negationInd="true"'))

    assert count(changed) == dict.fromkeys(FACTS, 0)
    assert changed.case.coverage is None
