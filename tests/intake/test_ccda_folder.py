"""A folder of documents: one case for each patient, contradictions kept open, no patient mixed with another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.ccda import read_ccda
from priorauth.intake.fhir import Imported
from tests.intake.documents import (
    CHRONIC_MIGRAINE,
    ICD10CM,
    MEDICINES,
    OPTIONS,
    PAYERS,
    PROBLEMS,
    author,
    document,
    during,
    medicine,
    policy,
    problem,
    section,
    value,
    write,
)

DEFAULT_ID = '<id root="1.5" extension="MRN-1"/>'
OTHER = '<id root="1.5" extension="MRN-2"/>'


def read(folder: Path) -> list[Imported]:
    return list(read_ccda(folder, OPTIONS))


def test_each_patient_is_one_case_under_an_id_that_tells_nothing(tmp_path: Path) -> None:
    write(tmp_path / "b.xml", document(identity="d1"))
    (tmp_path / "below").mkdir()
    write(tmp_path / "below" / "a.XML", document(ids=OTHER, identity="d2"))
    write(tmp_path / "notes.txt", "not a document")
    write(tmp_path / "METADATA.XML", "<SubmitObjectsRequest/>")
    ids = [one.case.id for one in read(tmp_path)]

    assert len(set(ids)) == 2
    assert all(re.fullmatch(r"ccda-[0-9a-f]{12}", one) for one in ids)
    assert ids == [one.case.id for one in read(tmp_path)]
    assert [one.case.id for one in read(tmp_path / "b.xml")] == ids[:1]


def test_documents_of_one_patient_are_joined(tmp_path: Path) -> None:
    write(tmp_path / "1.xml", document(section(PROBLEMS, problem()), dated="20260101", identity="d1"))
    write(tmp_path / "2.xml", document(section(MEDICINES, medicine()), identity="d2"))
    (imported,) = read(tmp_path)

    assert [one.code for one in imported.case.diagnoses] == ["G43.719"]
    assert [one.drug for one in imported.case.trials] == ["topiramate"]
    assert imported.case.conflicts == ()


def test_one_course_of_two_documents_is_one_trial_with_the_evidence_of_both(tmp_path: Path) -> None:
    write(tmp_path / "1.xml", document(section(MEDICINES, medicine(time=during("20250110"))), identity="d1"))
    write(tmp_path / "2.xml", document(section(MEDICINES, medicine()), dated="20260527", identity="d2"))
    (imported,) = read(tmp_path)
    (trial,) = imported.case.trials

    assert str(trial.stopped) == "May 20, 2025"
    assert [one.document for one in trial.evidence] == [
        "Continuity of Care Document (C-CDA) of May 28, 2026, Medications",
        "Continuity of Care Document (C-CDA) of May 27, 2026, Medications",
    ]


def test_what_only_one_document_has_is_not_missed_in_the_others(tmp_path: Path) -> None:
    write(tmp_path / "1.xml", document(section(PAYERS, policy()), dated="20260501", identity="d1"))
    write(tmp_path / "2.xml", document(section(PROBLEMS, problem(CHRONIC_MIGRAINE, None, author())), identity="d2"))
    (imported,) = read(tmp_path)

    assert (imported.case.request.payer, imported.case.conflicts) == ("Example Health", ())
    assert imported.case.prescriber is not None
    assert not any("No clinician" in note or "names no payer" in note for note in imported.notes)


def test_patients_come_in_the_order_of_their_first_documents(tmp_path: Path) -> None:
    for number, ids in enumerate((OTHER, DEFAULT_ID, OTHER)):
        write(tmp_path / f"{number}.xml", document(ids=ids, identity=f"d{number}"))
    first, second = [one.case.id for one in read(tmp_path)]
    (tmp_path / "0.xml").unlink()

    assert [one.case.id for one in read(tmp_path)] == [second, first]


@pytest.mark.parametrize(
    ("ids", "cases"),
    [('<id root="6a2f0c1e-0000-4000-8000-000000000001"/>', 1), ('<id root="1.5"/>', 2)],
)
def test_a_root_alone_is_an_id_only_where_it_is_one_of_a_kind(tmp_path: Path, ids: str, cases: int) -> None:
    write(tmp_path / "1.xml", document(ids=ids, identity="d1"))
    write(tmp_path / "2.xml", document(ids=ids, identity="d2"))

    assert len(read(tmp_path)) == cases


def test_contradictions_stay_open_and_the_latest_document_stands_first(tmp_path: Path) -> None:
    write(tmp_path / "1.xml", document(section(MEDICINES, medicine()), dated="20260501", identity="d1"))
    later = medicine(time=during("20250110", "20250630"))
    write(tmp_path / "2.xml", document(section(MEDICINES, later), identity="d2"))
    (imported,) = read(tmp_path)

    assert str(imported.case.trials[0].stopped) == "June 30, 2025"
    (conflict,) = imported.case.conflicts
    assert conflict.field == "trials.0.stopped"
    assert [claim.file for claim in conflict.claims] == [
        "Continuity of Care Document (C-CDA) of May 28, 2026",
        "Continuity of Care Document (C-CDA) of May 1, 2026",
    ]
    assert "The documents differ on trials.0.stopped: `priorauth case decide` keeps one of them." in imported.notes


def test_documents_that_share_an_id_only_through_a_third_are_of_one_patient(tmp_path: Path) -> None:
    first, third = '<id root="1.5" extension="A"/>', '<id root="1.6" extension="B"/>'
    for number, ids in enumerate((first, third, first + third)):
        write(tmp_path / f"{number}.xml", document(ids=ids, identity=f"d{number}"))

    assert len(read(tmp_path)) == 1


def test_a_social_security_number_joins_nobody(tmp_path: Path) -> None:
    number = '<id root="2.16.840.1.113883.4.1" extension="999-99-9999"/>'
    write(tmp_path / "1.xml", document(ids=number + OTHER, identity="d1"))
    write(tmp_path / "2.xml", document(ids=number + OTHER.replace("MRN-2", "MRN-3"), identity="d2"))

    assert len(read(tmp_path)) == 2
    assert not any("999-99-9999" in one.case.model_dump_json() for one in read(tmp_path))


@pytest.mark.parametrize("ids", ['<id nullFlavor="UNK"/>', '<id root="1.5" nullFlavor="MSK"/>', ""])
def test_without_an_id_each_document_is_a_case_of_its_own(tmp_path: Path, ids: str) -> None:
    write(tmp_path / "1.xml", document(ids=ids, identity="d1"))
    write(tmp_path / "2.xml", document(ids=ids, identity="d2"))
    cases = [one.case.id for one in read(tmp_path)]

    assert len(set(cases)) == 2


@pytest.mark.parametrize(
    ("given", "family", "born", "is_same"),
    [
        ("Jane", "Example", "19800405", True),
        ("JANE", "EXAMPLE", "19800405", True),
        ("Jane Q.", "Married", "19800405", True),
        ("J.", "Example", "19800405", True),
        ("John", "Married", "19800405", False),
        ("Jane", "Example", "19800406", False),
    ],
)
def test_two_people_under_one_id_are_never_joined(
    tmp_path: Path, given: str, family: str, born: str, is_same: bool
) -> None:
    name = f"<name><given>{given}</given><family>{family}</family></name>"
    write(tmp_path / "1.xml", document(identity="d1"))
    write(tmp_path / "2.xml", document(name=name, born=born, identity="d2"))
    if is_same:
        assert len(read(tmp_path)) == 1
        return
    with pytest.raises(CaseFileError) as caught:
        read(tmp_path)
    assert str(caught.value) == (
        "1.xml and 2.xml give one id to patients of different names or birth dates. "
        "Import them apart, or correct the record."
    )


def test_a_document_that_was_replaced_counts_no_more(tmp_path: Path) -> None:
    former = '<parentDocument><id root="1.7" extension="d1"/></parentDocument>'
    replaced = f'<relatedDocument typeCode="RPLC">{former}</relatedDocument>'
    wrong = problem(value(ICD10CM, "G43.909"))
    write(tmp_path / "1.xml", document(section(PROBLEMS, wrong), identity="d1"))
    write(tmp_path / "2.xml", document(section(PROBLEMS, problem()), header=replaced, identity="d2"))
    (imported,) = read(tmp_path)

    assert [one.code for one in imported.case.diagnoses] == ["G43.719"]
    assert any("has been replaced by another: left out." in note for note in imported.notes)


def test_one_that_cannot_be_read_stops_no_other_and_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path / "1 Jane Example.xml", "<ClinicalDocument>")
    write(tmp_path / "2.xml", document())
    refused: list[CaseFileError] = []
    (imported,) = read_ccda(tmp_path, OPTIONS, refused.append)

    assert len(refused) == 1
    assert imported.case.not_read == ("Documents beside this one that could not be read: 1; a fact may be missing.",)


def test_without_a_listener_the_first_reason_is_raised_after_the_others_were_read(tmp_path: Path) -> None:
    write(tmp_path / "1.xml", "<ClinicalDocument>")
    write(tmp_path / "2.xml", document())
    found = list[Imported]()
    with pytest.raises(CaseFileError, match=r"1\.xml, line 1: not XML"):
        found.extend(read_ccda(tmp_path, OPTIONS))


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="holds no XML file"):
        read(tmp_path)


def test_no_note_or_missing_line_holds_a_name_or_a_number_of_the_patient(tmp_path: Path) -> None:
    text = '<td ID="x">Jane Example, born 1980-04-05</td>'
    write(tmp_path / "1.xml", document(section(PROBLEMS, problem(concern="completed"), text=text), identity="d1"))
    write(tmp_path / "2.xml", document(section(PROBLEMS, text=text), identity="d2"))
    (imported,) = read(tmp_path)

    said = " ".join((*imported.notes, *imported.case.not_read))
    assert not any(word in said for word in ("Jane", "Example", "1980", "MRN"))
