"""The patient, the clinician and the practice, and who pays."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.case.people import Prescriber
from priorauth.errors import CaseFileError
from tests.intake.documents import (
    ANOTHER_NPI,
    ENCOUNTERS,
    MEDICINES,
    ORGANIZATION,
    PAYERS,
    PROBLEMS,
    VALID_NPI,
    at,
    author,
    case_of,
    document,
    during,
    import_text,
    medicine,
    observation,
    policy,
    problem,
    related,
    section,
    value,
)
from tests.intake.documents import ICD10CM as ICD10CM_ROOT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<name><given>Jane</given><family>Example</family></name>", "Jane Example"),
        ('<name><given qualifier="CL">Jay</given><given>Jane</given><family>Example</family></name>', "Jane Example"),
        ('<name><given>Jane</given><family qualifier="BR">Old</family><family>Example</family></name>', "Jane Example"),
        ('<name><given qualifier="BR">Jane</given><family qualifier="AD">Example</family></name>', "Jane Example"),
        (
            (
                '<name use="P"><given>P</given><family>N</family></name><name use="L"><given>Jane</given>'
                "<family>Example</family></name>"
            ),
            "Jane Example",
        ),
        ('<name nullFlavor="UNK"/><name><given>Jane</given><family>Example</family></name>', "Jane Example"),
    ],
)
def test_the_name_is_the_legal_one(tmp_path: Path, name: str, expected: str) -> None:
    assert import_text(tmp_path, document(name=name)).case.patient.name == expected


def test_the_patient_has_sex_and_birth_date(tmp_path: Path) -> None:
    patient = import_text(tmp_path, document(born="19800405030000-0500")).case.patient

    assert (str(patient.born), patient.sex, patient.deceased) == ("1980-04-05", "female", False)
    assert patient.evidence[0].document == "Continuity of Care Document (C-CDA) of May 28, 2026, patient"


@pytest.mark.parametrize(
    ("person", "deceased", "died"),
    [
        ('<sdtc:deceasedInd value="true"/>', True, None),
        ('<sdtc:deceasedInd value="false"/>', False, None),
        ('<sdtc:deceasedInd value="true"/><sdtc:deceasedTime value="20260102"/>', True, "January 2, 2026"),
        ('<sdtc:deceasedTime value="2026"/>', True, "2026"),
    ],
)
def test_a_death_is_not_overlooked(tmp_path: Path, person: str, deceased: bool, died: str | None) -> None:
    patient = import_text(tmp_path, document(person=person)).case.patient

    assert (patient.deceased, str(patient.died) if patient.died else None) == (deceased, died)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (document(born="1980"), "birthTime: expected a full date (year, month and day)"),
        (document(born=""), "birthTime: expected a full date (year, month and day)"),
        (document(born="19801340"), "birthTime: expected a time such as 20240315"),
        (document(person='<sdtc:deceasedInd value="maybe"/>'), 'value: expected "true" or "false"'),
        (document().replace("recordTarget", "other"), "recordTarget: expected one patient"),
        (
            document(
                header=document()[document().index("<recordTarget>") : document().index("</recordTarget>")]
                + "</recordTarget>"
            ),
            "recordTarget: expected one patient",
        ),
    ],
)
def test_without_one_patient_there_is_no_case(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        import_text(tmp_path, text)

    assert str(caught.value).startswith("record.xml, line ")
    assert expected in str(caught.value)
    assert "1980" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["", "<name>Jane Example</name>", "<name><given>Jane</given></name>", '<name nullFlavor="UNK"/>']
)
def test_without_a_full_name_there_is_no_case(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseFileError, match="expected a given and a family name") as caught:
        import_text(tmp_path, document(name=name))

    assert "Jane" not in str(caught.value)


def prescriber(folder: Path, *sections: str, header: str = "") -> Prescriber | None:
    return import_text(folder, document(*sections, header=header)).case.prescriber


def test_who_wrote_the_chronic_migraine_down_is_the_prescriber(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        section(PROBLEMS, problem().replace("</observation>", author(inside=ORGANIZATION) + "</observation>", 1)),
    )

    assert case.prescriber is not None
    assert (case.prescriber.name, case.prescriber.credentials) == ("Ada Sample", "MD")
    assert (case.prescriber.npi, case.prescriber.taxonomy) == (VALID_NPI, "2084N0400X")
    assert case.practice is not None
    assert (case.practice.name, case.practice.phone) == ("Example Neurology", "+1(555)555-0101")
    assert str(case.practice.address) == "1 Sample Road, Springfield, IL 62701"


def test_who_ordered_botox_comes_first(tmp_path: Path) -> None:
    order = medicine("Botox", during("20260101"), author(ANOTHER_NPI, person="Bo"), mood="INT")
    found = prescriber(tmp_path, section(PROBLEMS, problem()), section(MEDICINES, order), header=author())

    assert found is not None
    assert found.npi == ANOTHER_NPI


def test_the_author_of_the_document_holds_for_entries_that_name_none_and_is_doubted(tmp_path: Path) -> None:
    imported = import_text(tmp_path, document(section(PROBLEMS, problem()), header=author()))

    assert imported.case.prescriber is not None
    assert any("names its author for all entries at once" in note for note in imported.notes)


def test_an_author_of_the_entry_is_not_doubted(tmp_path: Path) -> None:
    own = problem().replace("</observation>", author(ANOTHER_NPI, person="Bo") + "</observation>", 1)
    imported = import_text(tmp_path, document(section(PROBLEMS, own, problem()), header=author()))

    assert imported.case.prescriber is not None
    assert imported.case.prescriber.npi == ANOTHER_NPI
    assert not any("for all entries at once" in note for note in imported.notes)


def test_a_machine_is_no_author_and_the_signer_stands_in(tmp_path: Path) -> None:
    machine = "<author><assignedAuthor><assignedAuthoringDevice/></assignedAuthor></author>"
    signer = author().replace("author>", "legalAuthenticator>").replace("assignedAuthor>", "assignedEntity>")
    found = prescriber(tmp_path, section(PROBLEMS, problem()), header=machine + signer)

    assert found is not None
    assert found.npi == VALID_NPI


def test_of_two_authors_none_is_the_prescriber(tmp_path: Path) -> None:
    both = author() + author(ANOTHER_NPI, person="Bo")

    assert prescriber(tmp_path, section(PROBLEMS, problem()), header=both) is None


def test_one_author_who_stands_twice_is_one(tmp_path: Path) -> None:
    assert prescriber(tmp_path, section(PROBLEMS, problem()), header=author() + author(time="2025")) is not None


def test_an_entry_may_name_its_author_by_id_only(tmp_path: Path) -> None:
    identity = f'<id root="2.16.840.1.113883.4.6" extension="{ANOTHER_NPI}"/>'
    by_id = f"<author><assignedAuthor>{identity}</assignedAuthor></author>"
    written = problem().replace("</observation>", by_id + "</observation>", 1)
    header = author() + author(ANOTHER_NPI, person="Bo")
    found = prescriber(tmp_path, section(PROBLEMS, written), header=header)

    assert found is not None
    assert found.name == "Bo Sample"


@pytest.mark.parametrize("npi", ["1234567890", "123"])
def test_nobody_without_a_valid_number_is_the_prescriber(tmp_path: Path, npi: str) -> None:
    imported = import_text(tmp_path, document(section(PROBLEMS, problem()), header=author(npi)))

    assert imported.case.prescriber is None
    assert any("has no valid NPI: left out." in note for note in imported.notes)


def test_who_alone_saw_the_patient_at_the_visit_is_the_prescriber(tmp_path: Path) -> None:
    performer = author().replace("author>", "performer>").replace("assignedAuthor>", "assignedEntity>")
    place = """<participant typeCode="LOC"><participantRole><addr><city>Springfield</city></addr><playingEntity>
        <name>Example Clinic</name></playingEntity></participantRole></participant>"""
    diagnosed = related("SUBJ", observation(value(ICD10CM_ROOT, "G43.709")))
    made = related("COMP", f'<act classCode="ACT" moodCode="EVN">{diagnosed}</act>')
    visit = f'<encounter classCode="ENC" moodCode="EVN">{at("20260310")}{performer}{place}{made}</encounter>'
    case = case_of(tmp_path, section(ENCOUNTERS, visit))

    assert case.prescriber is not None
    assert case.practice is not None
    assert (case.prescriber.npi, case.practice.name) == (VALID_NPI, "Example Clinic")


def test_a_policy_becomes_the_coverage(tmp_path: Path) -> None:
    plan = related("REFR", '<act classCode="ACT" moodCode="DEF"><text>Gold PPO</text></act>')
    case = case_of(tmp_path, section(PAYERS, policy(more=plan)))

    assert case.coverage is not None
    assert (case.coverage.payer, case.coverage.member_id, case.coverage.plan) == ("Example Health", "W123", "Gold PPO")
    assert (case.request.payer, case.request.plan) == ("Example Health", "Gold PPO")


def test_the_first_in_the_order_of_payment_counts(tmp_path: Path) -> None:
    entries = policy("Second", first="2"), policy("First", first="1")
    case = case_of(tmp_path, section(PAYERS, *entries))

    assert case.request.payer == "First"


@pytest.mark.parametrize(
    ("entry", "payer"),
    [
        (policy(time='<low value="20250101"/><high value="20260601"/>'), "Example Health"),
        (policy(time='<low value="20250101"/><high value="20260531"/>'), "unknown"),
        (policy(time='<low value="20260602"/>'), "unknown"),
        (policy(time='<low nullFlavor="UNK"/>'), "Example Health"),
        (policy().replace('"EVN"', '"INT"'), "unknown"),
        (policy().replace('"completed"', '"cancelled"'), "unknown"),
        (policy().replace("PAYOR", "GUAR"), "unknown"),
        (policy().replace('"EVN"', '"DEF"', 1), "Example Health"),
    ],
)
def test_only_a_policy_in_force_counts(tmp_path: Path, entry: str, payer: str) -> None:
    assert case_of(tmp_path, section(PAYERS, entry)).request.payer == payer
