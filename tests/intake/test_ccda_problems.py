"""Diagnoses from problem lists and visits: what is negated, turned, over or about a relative is never one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.documents import (
    CHRONIC_MIGRAINE,
    ENCOUNTERS,
    ICD10CM,
    PLAN,
    PROBLEMS,
    SNOMED,
    at,
    author,
    case_of,
    code,
    document,
    during,
    import_sections,
    import_text,
    observation,
    problem,
    problem_status,
    related,
    section,
    value,
)

ACTIVE, INACTIVE, RESOLVED = "55561003", "73425007", "413322009"


def codes(folder: Path, *entries: str) -> list[str]:
    return [one.code for one in case_of(folder, section(PROBLEMS, *entries)).diagnoses]


def test_a_problem_becomes_a_diagnosis_that_names_document_section_entry_and_day(tmp_path: Path) -> None:
    case = case_of(tmp_path, section(PROBLEMS, problem(CHRONIC_MIGRAINE, None, author())))

    (diagnosis,) = case.diagnoses
    (evidence,) = diagnosis.evidence
    assert (diagnosis.code, diagnosis.text) == ("G43.719", "Chronic intractable migraine without aura")
    assert diagnosis.mapped_from == "SNOMED CT 124171000119105"
    assert str(diagnosis.since) == "February 3, 2024"
    assert evidence.document == "Continuity of Care Document (C-CDA) of May 28, 2026, Problems"
    assert (evidence.reference, evidence.dated) == ("9.1", date(2024, 2, 3))
    assert evidence.quote == "Chronic intractable migraine without aura"
    assert case.headaches.chronic_since is not None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (value(ICD10CM, "G43.709", "Chronic migraine"), ["G43.709"]),
        (value(SNOMED, "37796009", "Migraine", code(ICD10CM, "G43.709", tag="translation")), ["G43.709"]),
        (
            '<value nullFlavor="OTH"><translation code="G43.709" codeSystem="2.16.840.1.113883.6.90"/></value>',
            ["G43.709"],
        ),
        (value("2.16.840.1.113883.6.103", "346.70", "Chronic migraine (ICD-9)"), []),
        (value(ICD10CM, "J06.9", "A cold"), []),
        ('<value nullFlavor="UNK"/>', []),
        ("", []),
    ],
)
def test_the_code_may_be_a_translation(tmp_path: Path, said: str, expected: list[str]) -> None:
    assert codes(tmp_path, problem(said)) == expected


@pytest.mark.parametrize(
    ("entry", "is_held"),
    [
        (problem(), True),
        (problem(attributes='negationInd="false"'), True),
        (problem(attributes='negationInd="true"'), False),
        (problem(attributes='negationInd="1"'), False),
        (problem(attributes='nullFlavor="NI"'), False),
        (problem().replace('"EVN"><statusCode', '"EVN" negationInd="true"><statusCode'), False),
        (problem().replace('classCode="OBS" moodCode="EVN"', 'classCode="OBS" moodCode="GOL"'), False),
        (problem().replace('"completed"', '"nullified"'), False),
        (problem(CHRONIC_MIGRAINE, None, "<subject><relatedSubject/></subject>"), False),
        (problem(concern="nullified"), False),
        # suspected, by a qualifier of finding context
        (problem(value(SNOMED, "124171000119105", "", '<qualifier><name code="408729009"/></qualifier>')), False),
        (problem(value(SNOMED, "124171000119105", "", '<qualifier><name code="246112005"/></qualifier>')), True),
    ],
)
def test_what_is_negated_or_turned_is_no_diagnosis(tmp_path: Path, entry: str, is_held: bool) -> None:
    assert codes(tmp_path, entry) == (["G43.719"] if is_held else [])


@pytest.mark.parametrize(
    ("time", "concern", "standing", "is_held"),
    [
        (during("20240203"), "active", None, True),
        (during("20240203", "NI"), "active", None, True),
        (during("20240203", "UNK"), "active", None, False),
        (during("20240203", "UNK"), "active", ACTIVE, True),
        (during("20240203", "20260601"), "active", None, False),
        (during("20240203", "20260602"), "active", None, True),
        (during("20240203", "20260601"), "active", ACTIVE, False),
        (during("20240203"), "completed", None, False),
        (during("20240203"), "completed", ACTIVE, True),
        (during("20240203"), "active", RESOLVED, False),
        (during("20240203"), "active", INACTIVE, False),
        (during("20240203"), "active", "7087005", True),
        (during("20240203"), "suspended", None, False),
        # after the day of the case
        (during("20260601"), "active", None, True),
        (during("20260602"), "active", None, False),
    ],
)
def test_a_problem_that_is_over_is_no_diagnosis(
    tmp_path: Path, time: str, concern: str, standing: str | None, is_held: bool
) -> None:
    entry = problem(CHRONIC_MIGRAINE, time, problem_status(standing) if standing else "", concern=concern)

    assert codes(tmp_path, entry) == (["G43.719"] if is_held else [])


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        ("2024", "2024"),
        ("202402", "February 2024"),
        ("20240203", "February 3, 2024"),
        ("20240203233000-0500", "February 3, 2024"),
        ("20240203233000.123+0000", "February 3, 2024"),
        ("2024-02-03", "February 3, 2024"),
    ],
)
def test_a_time_is_as_exact_as_it_was_written(tmp_path: Path, low: str, expected: str) -> None:
    (diagnosis,) = case_of(tmp_path, section(PROBLEMS, problem(CHRONIC_MIGRAINE, during(low)))).diagnoses

    assert str(diagnosis.since) == expected


@pytest.mark.parametrize("low", ["20241345", "2025031", "yesterday", "00000000", "20240203T"])
def test_a_time_that_is_none_is_said_and_stops_nothing_else(tmp_path: Path, low: str) -> None:
    bad = problem(CHRONIC_MIGRAINE, during("20240203").replace("20240203", low))
    imported = import_sections(tmp_path, section(PROBLEMS, bad, problem(value(ICD10CM, "G43.709"))))

    assert [one.code for one in imported.case.diagnoses] == ["G43.709"]
    (missing,) = imported.case.not_read
    assert missing.startswith("Continuity of Care Document (C-CDA) of May 28, 2026, Problems, entry 1 (line ")
    assert missing.endswith("low: expected a time such as 20240315: not read, so a fact may be missing.")
    assert low not in missing


def test_original_text_is_found_in_the_narrative(tmp_path: Path) -> None:
    said = value(ICD10CM, "G43.709", "", '<originalText><reference value="#p1"/></originalText>')
    narrative = '<table><tr><td ID="p1">Chronic <b>migraine</b></td><td ID="p2">no</td></tr></table>'
    (diagnosis,) = case_of(tmp_path, section(PROBLEMS, problem(said), text=narrative)).diagnoses

    assert diagnosis.text == "Chronic migraine"


def test_a_migraine_in_words_only_is_no_diagnosis_and_is_said(tmp_path: Path) -> None:
    entry = problem('<value nullFlavor="UNK"/>', None, '<text><reference value="#p1"/></text>')
    imported = import_sections(tmp_path, section(PROBLEMS, entry, text='<td ID="p1">Chronic migraine</td>'))

    assert imported.case.diagnoses == ()
    assert any("is a migraine without a usable ICD-10-CM code: left out." in note for note in imported.notes)


def test_an_entry_without_information_is_none(tmp_path: Path) -> None:
    sections = section(PROBLEMS, problem()).replace("<entry>", '<entry nullFlavor="NI">')

    assert case_of(tmp_path, sections).diagnoses == ()


def test_an_id_that_stands_twice_in_the_narrative_names_nothing(tmp_path: Path) -> None:
    said = value(ICD10CM, "G43.709", "Coded", '<originalText><reference value="#p1"/></originalText>')
    narrative = '<paragraph ID="p1">One</paragraph><paragraph ID="p1">Other</paragraph>'
    (diagnosis,) = case_of(tmp_path, section(PROBLEMS, problem(said), text=narrative)).diagnoses

    assert diagnosis.text == "Coded"


def test_the_old_ccd_and_entries_without_templates_are_read_too(tmp_path: Path) -> None:
    old = problem().replace("2.16.840.1.113883.10.20.22.4.4", "2.16.840.1.113883.10.20.1.28")
    bare = observation(f'<statusCode code="completed"/>{value(ICD10CM, "G43.709")}')

    assert codes(tmp_path, old, bare) == ["G43.719", "G43.709"]


def test_an_observation_of_an_unknown_template_is_said_to_be_missing(tmp_path: Path) -> None:
    strange = problem().replace("2.16.840.1.113883.10.20.22.4.4", "1.2.3")
    case = case_of(tmp_path, section(PROBLEMS, strange))

    assert case.diagnoses == ()
    assert "observation: expected one of the entry's own template: not read" in case.not_read[0]


def test_an_organizer_hands_over_what_it_holds(tmp_path: Path) -> None:
    assert codes(tmp_path, f"<organizer><component>{problem()}</component></organizer>") == ["G43.719"]


@pytest.mark.parametrize("kind", ["10157-6", "11348-0", PLAN])
def test_problems_of_other_sections_are_not_the_patients_of_today(tmp_path: Path, kind: str) -> None:
    assert case_of(tmp_path, section(kind, problem())).diagnoses == ()


def test_a_section_about_somebody_else_is_left_out(tmp_path: Path) -> None:
    imported = import_sections(tmp_path, section(PROBLEMS, problem(), inside="<subject><relatedSubject/></subject>"))

    assert imported.case.diagnoses == ()
    assert any("Problems is about somebody else: left out." in note for note in imported.notes)


def visit(diagnosis: str, when: str = "20240510") -> str:
    held = f'<act classCode="ACT" moodCode="EVN">{related("SUBJ", diagnosis)}</act>'
    return f"""<encounter classCode="ENC" moodCode="EVN">{at(when)}{related("COMP", held)}</encounter>"""


DIAGNOSED = observation(f'<statusCode code="completed"/>{value(ICD10CM, "G43.709", "Chronic migraine")}')


def test_a_diagnosis_of_a_visit_is_dated_by_the_visit(tmp_path: Path) -> None:
    (diagnosis,) = case_of(tmp_path, section(ENCOUNTERS, visit(DIAGNOSED))).diagnoses

    assert (diagnosis.code, diagnosis.since) == ("G43.709", None)
    assert diagnosis.evidence[0].dated == date(2024, 5, 10)
    assert diagnosis.evidence[0].document.endswith("Encounters")


def test_a_diagnosis_of_a_visit_does_not_bring_back_what_is_over(tmp_path: Path) -> None:
    over = problem(value(ICD10CM, "G43.709"), during("20200101", "20250101"))
    imported = import_sections(tmp_path, section(ENCOUNTERS, visit(DIAGNOSED)), section(PROBLEMS, over))

    assert imported.case.diagnoses == ()
    assert any("Encounters, entry 1 " in note and "marked as over: left out." in note for note in imported.notes)


def test_a_section_may_stand_inside_another_and_be_named_by_its_template(tmp_path: Path) -> None:
    template = '<templateId root="2.16.840.1.113883.10.20.22.2.5.1" extension="2015-08-01"/>'
    inner = section("none", problem(), inside=template)
    case = case_of(tmp_path, section(PLAN, inside=inner))

    assert [one.code for one in case.diagnoses] == ["G43.719"]


@pytest.mark.parametrize("text", ["Chronic migraine since 2019, daily headache", "No longer takes topiramate"])
def test_words_without_entries_are_said_to_be_missing(tmp_path: Path, text: str) -> None:
    imported = import_sections(tmp_path, section(PROBLEMS, text=text))

    (missing,) = imported.case.not_read
    assert "Problems (line " in missing
    assert "is text only: expected entries" in missing


@pytest.mark.parametrize("text", ["", "No known problems", "None recorded.", "Not on file", "N/A"])
def test_a_section_that_says_there_is_nothing_lacks_nothing(tmp_path: Path, text: str) -> None:
    assert case_of(tmp_path, section(PROBLEMS, text=text)).not_read == ()
    assert case_of(tmp_path, section(PROBLEMS, text="Anything", attributes='nullFlavor="NI"')).not_read == ()


def test_the_sections_whose_words_are_not_read_are_named_once(tmp_path: Path) -> None:
    sections = (section("10164-2", text="Migraine on 20 days a month"), section("51848-0"), section("x-1"))
    notes = import_sections(tmp_path, *sections).notes

    assert (
        "Continuity of Care Document (C-CDA) of May 28, 2026: not read, and for a person to read: "
        "History of present illness, Assessment, 1 other section." in notes
    )


def test_a_document_that_is_one_text_says_so(tmp_path: Path) -> None:
    body = "<component><nonXMLBody><text>A letter</text></nonXMLBody></component>"
    imported = import_text(tmp_path, document(header=body))

    assert "the whole document is a text or a scan" in imported.case.not_read[0]
