"""Intolerances with their reactions; "no known allergies" and refuted ones are never facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.documents import (
    ALLERGIES,
    RXNORM,
    SNOMED,
    allergy,
    author,
    case_of,
    code,
    during,
    import_sections,
    observation,
    problem_status,
    related,
    section,
    value,
)


def drugs(folder: Path, *entries: str) -> list[str]:
    return [one.drug for one in case_of(folder, section(ALLERGIES, *entries)).intolerances]


def test_an_intolerance_keeps_its_reactions_and_its_day(tmp_path: Path) -> None:
    entry = allergy("Topamax", "Paresthesia", "Confusion", time=during("20230715"))
    (found,) = case_of(tmp_path, section(ALLERGIES, entry)).intolerances

    assert (found.drug, found.reaction, str(found.noted)) == ("topiramate", "Paresthesia, Confusion", "July 15, 2023")
    assert found.evidence[0].document == "Continuity of Care Document (C-CDA) of May 28, 2026, Allergies"
    assert (found.evidence[0].dated, found.evidence[0].reference) == (date(2023, 8, 1), "9.3")


def test_the_author_says_when_it_was_recorded(tmp_path: Path) -> None:
    (found,) = case_of(tmp_path, section(ALLERGIES, allergy(more=author(time="20230901")))).intolerances

    assert found.evidence[0].dated == date(2023, 9, 1)


@pytest.mark.parametrize(
    ("entry", "is_held"),
    [
        (allergy(), True),
        (allergy(attributes='negationInd="true"'), False),
        (allergy().replace('moodCode="EVN"><status', 'moodCode="EVN" negationInd="true"><status'), False),
        (allergy(time=during("20200101", "20240101")), False),
        (allergy(time=during("20200101", "UNK")), False),
        (allergy(time=during("20200101", "NI")), True),
        (allergy(concern="completed"), False),
        (allergy(concern="completed", more=problem_status("55561003")), True),
        (allergy(more=problem_status("413322009")), False),
        (allergy(more=problem_status("413322009").replace("REFR", "SUBJ")), False),
        (allergy("penicillin"), False),
        # recorded after the day of the case
        (allergy().replace("20230801", "20260602"), False),
    ],
)
def test_only_what_holds_today_is_an_intolerance(tmp_path: Path, entry: str, is_held: bool) -> None:
    assert drugs(tmp_path, entry) == (["topiramate"] if is_held else [])


@pytest.mark.parametrize("attributes", ['negationInd="true"', ""])
def test_no_known_allergies_is_no_intolerance(tmp_path: Path, attributes: str) -> None:
    none_known = observation(
        f"""<templateId root="2.16.840.1.113883.10.20.22.4.7"/>{value(SNOMED, "716186003", "No known allergy")}
        <participant typeCode="CSM"><participantRole><playingEntity><code nullFlavor="NA"/></playingEntity>
        </participantRole></participant>""",
        attributes,
    )
    entry = f'<act classCode="ACT" moodCode="EVN">{related("SUBJ", none_known)}</act>'
    case = case_of(tmp_path, section(ALLERGIES, entry))

    assert (case.intolerances, case.not_read) == ((), ())


def test_a_reaction_that_was_not_had_is_left_out(tmp_path: Path) -> None:
    refuted = related("MFST", observation(value(SNOMED, "422587007", "Nausea"), 'negationInd="true"'))
    (found,) = case_of(tmp_path, section(ALLERGIES, allergy(more=refuted))).intolerances

    assert found.reaction is None


def test_the_substance_is_known_by_its_code(tmp_path: Path) -> None:
    entry = allergy().replace("<code>", "<x>").replace("</code>", "</x>")
    coded = entry.replace("<playingEntity>", f"<playingEntity>{code(RXNORM, '38404', 'topiramate')}")

    assert drugs(tmp_path, coded) == ["topiramate"]
    assert drugs(tmp_path, entry) == []


def test_a_reaction_to_a_toxin_is_said(tmp_path: Path) -> None:
    notes = import_sections(tmp_path, section(ALLERGIES, allergy("Botox"))).notes

    assert any("is a reaction to a botulinum toxin: check that Botox may be given." in note for note in notes)
