"""Medicines: courses by their days, doses only where they are certain, nothing that was refused, planned or stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.case.treatment import PreventiveTrial
from tests.intake.documents import (
    CHRONIC_MIGRAINE,
    HYPERTENSION,
    MEDICINES,
    MIGRAINE,
    PROBLEMS,
    RXNORM,
    SNOMED,
    at,
    case_of,
    code,
    document,
    dose,
    during,
    every,
    import_sections,
    import_text,
    indication,
    medicine,
    problem,
    section,
    value,
)


def trials(folder: Path, *entries: str) -> tuple[PreventiveTrial, ...]:
    return case_of(folder, section(MEDICINES, *entries)).trials


def test_a_medicine_that_was_taken_becomes_a_trial_without_an_outcome(tmp_path: Path) -> None:
    (trial,) = trials(tmp_path, medicine())

    assert (trial.drug, str(trial.started), str(trial.stopped)) == ("topiramate", "January 10, 2025", "May 20, 2025")
    assert (trial.ongoing, trial.outcome, trial.for_migraine, trial.dose) == (False, None, None, None)
    (evidence,) = trial.evidence
    assert evidence.document == "Continuity of Care Document (C-CDA) of May 28, 2026, Medications"
    assert (evidence.reference, evidence.quote) == ("9.2", "Topiramate 50 MG Oral Tablet")


@pytest.mark.parametrize("status", ["completed", "aborted", "suspended", "held"])
def test_a_status_proves_neither_inefficacy_nor_intolerance(tmp_path: Path, status: str) -> None:
    (trial,) = trials(tmp_path, medicine(time=during("20250110"), status=status))

    assert (trial.outcome, trial.reason_stopped, trial.stopped, trial.ongoing) == (None, None, None, False)


@pytest.mark.parametrize(
    "entry",
    [
        medicine(attributes='negationInd="true"'),
        medicine(attributes='nullFlavor="NI"'),
        medicine(mood="PRP"),
        medicine(mood="PRMS"),
        medicine(status="nullified"),
        medicine(status="cancelled"),
        medicine(time=during("20260602")),
        medicine("Aspirin 81 MG"),
        "<supply/>",
    ],
)
def test_what_was_refused_proposed_or_is_still_to_come_is_no_trial(tmp_path: Path, entry: str) -> None:
    assert trials(tmp_path, entry) == ()


def test_an_entry_without_a_mood_is_not_taken_for_one_that_took_place(tmp_path: Path) -> None:
    case = case_of(tmp_path, section(MEDICINES, medicine().replace('moodCode="EVN"', "")))

    assert case.trials == ()
    assert case.not_read[0].endswith("moodCode: expected whether it took place: not read, so a fact may be missing.")


@pytest.mark.parametrize("said", ["", "perhaps"])
def test_a_negation_that_cannot_be_read_is_no_fact(tmp_path: Path, said: str) -> None:
    case = case_of(tmp_path, section(MEDICINES, medicine(attributes=f'negationInd="{said}"')))

    assert len(case.trials) == (0 if said else 1)
    assert len(case.not_read) == (1 if said else 0)


def test_a_medicine_without_a_name_is_missing(tmp_path: Path) -> None:
    case = case_of(tmp_path, section(MEDICINES, medicine(None)))

    assert case.trials == ()
    assert "does not say which medicine it is" in case.not_read[0]


@pytest.mark.parametrize(
    "coded",
    [
        code(RXNORM, "38404"),
        code(RXNORM, "199888", "topiramate 50 MG Oral Tablet"),
        '<code nullFlavor="OTH"><translation code="38404" codeSystem="2.16.840.1.113883.6.88"/></code>',
        '<code nullFlavor="UNK"><originalText><reference value="#m1"/></originalText></code>',
        '<code nullFlavor="UNK"/><name>Topamax</name>',
    ],
)
def test_the_drug_is_known_by_code_translation_or_name(tmp_path: Path, coded: str) -> None:
    narrative = '<list><item><content ID="m1">Topamax 50 mg</content></item></list>'
    (trial,) = case_of(tmp_path, section(MEDICINES, medicine(coded=coded), text=narrative)).trials

    assert trial.drug == "topiramate"


@pytest.mark.parametrize(("length", "is_name"), [(150, True), (151, False)])
def test_a_whole_row_of_the_narrative_is_no_name(tmp_path: Path, length: int, is_name: bool) -> None:
    row = '<code nullFlavor="UNK"><originalText><reference value="#m1"/></originalText></code>'
    narrative = f'<list><item ID="m1">{"Topamax ".ljust(length, "x")}</item></list>'

    assert len(case_of(tmp_path, section(MEDICINES, medicine(coded=row), text=narrative)).trials) == is_name


@pytest.mark.parametrize(
    ("time", "status", "dated", "ongoing", "stopped"),
    [
        (during("20250110", "NI"), "active", "20260528", True, None),
        (during("20250110", "UNK"), "active", "20260528", True, None),
        (during("20250110"), "completed", "20260528", False, None),
        # 31 days before the day of the request, and 32
        (during("20250110"), "active", "20260501", True, None),
        (during("20250110"), "active", "20260430", False, None),
        (during("20250110"), "active", "2026", True, None),
        # an end after the document was made was only planned
        (during("20250110", "20260528"), "active", "20260528", False, "May 28, 2026"),
        (during("20250110", "20260529"), "active", "20260528", False, None),
        (during("20250110", "20260601"), "active", "20260528", False, None),
        (during("20250110", "20260602"), "active", "20260528", True, None),
        (during("20250110", "20260602"), "aborted", "20260528", False, None),
        (during("20250110", "20260602"), "active", "20260430", False, None),
        # a point is no course that goes on
        (at("20250110"), "active", "20260528", False, None),
    ],
)
def test_whether_it_goes_on(
    tmp_path: Path, time: str, status: str, dated: str, ongoing: bool, stopped: str | None
) -> None:
    text = document(section(MEDICINES, medicine(time=time, status=status)), dated=dated)
    (trial,) = import_text(tmp_path, text).case.trials

    assert (str(trial.started), trial.ongoing) == ("January 10, 2025", ongoing)
    assert (str(trial.stopped) if trial.stopped else None) == stopped


@pytest.mark.parametrize(("standing", "ongoing"), [("55561003", True), ("73425007", False)])
def test_the_status_observation_of_older_documents_counts(tmp_path: Path, standing: str, ongoing: bool) -> None:
    seen = f'<observation classCode="OBS" moodCode="EVN"><code code="33999-4"/>{value(SNOMED, standing)}</observation>'
    link = f'<entryRelationship typeCode="REFR">{seen}</entryRelationship>'
    (trial,) = trials(tmp_path, medicine(None, during("20250110"), link, coded=code(RXNORM, "38404")))

    assert trial.ongoing is ongoing


@pytest.mark.parametrize(
    ("time", "status", "ongoing"),
    [
        (during("20250110"), "active", True),
        (during("20250110", "20260602"), "active", True),
        (during("20250110", "20260601"), "active", False),
        (during("20250110", "20250520"), "active", False),
        (during("20250110", "20250520"), "completed", False),
        (during("20250110"), "aborted", False),
    ],
)
def test_the_end_of_an_order_is_a_plan_and_no_stop(tmp_path: Path, time: str, status: str, ongoing: bool) -> None:
    (trial,) = trials(tmp_path, medicine(time=time, status=status, mood="INT"))

    assert (str(trial.started), trial.stopped, trial.ongoing) == ("January 10, 2025", None, ongoing)


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ((every("12", "h"), dose("50")), "100 mg/day"),
        ((every("1", "d"), dose("50")), "50 mg/day"),
        ((every("24", "h"), dose("50")), "50 mg/day"),
        (
            ('<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="HS"/></effectiveTime>', dose("50")),
            "50 mg/day",
        ),
        (('<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="C"/></effectiveTime>', dose("50")), None),
        (
            (every("12", "h"), '<doseQuantity><low value="25" unit="mg"/><high value="50" unit="mg"/></doseQuantity>'),
            "50–100 mg/day",
        ),
        ((every("12", "h"), dose("2", "{tablet}")), None),
        ((every("12", "h"), '<doseQuantity value="50"/>'), None),
        ((every("12", "h"), '<doseQuantity nullFlavor="UNK"/>'), None),
        ((every("12", "h"),), None),
        ((dose("50"),), None),
        ((every("12", "h"), every("24", "h"), dose("50")), None),
        ((every("1", "wk"), dose("50")), None),
        (
            (
                (
                    '<effectiveTime xsi:type="PIVL_TS"><period xsi:type="IVL_PQ"><low value="4" unit="h"/>'
                    '<high value="6" unit="h"/></period></effectiveTime>'
                ),
                dose("50"),
            ),
            None,
        ),
        (
            (
                every("12", "h"),
                dose("50"),
                '<precondition typeCode="PRCN"/>',
            ),
            None,
        ),
    ],
)
def test_a_daily_dose_is_given_only_where_it_is_certain(
    tmp_path: Path, more: tuple[str, ...], amount: str | None
) -> None:
    found = trials(tmp_path, medicine("Topiramate", None, *more))

    assert [str(one.dose) if one.dose else None for one in found] == ([amount] if "PRCN" not in str(more) else [])


def test_a_dose_in_steps_is_no_single_dose(tmp_path: Path) -> None:
    step = medicine("Topiramate", "", dose("25"))
    link = f'<entryRelationship typeCode="COMP">{step}</entryRelationship>'
    (trial,) = trials(tmp_path, medicine("Topiramate", None, every("12", "h"), dose("50"), link))

    assert trial.dose is None


def test_how_often_is_not_from_when_to_when(tmp_path: Path) -> None:
    (trial,) = trials(tmp_path, medicine("Topiramate", "", every("12", "h"), during("20250110", "20250520")))

    assert (str(trial.started), str(trial.stopped)) == ("January 10, 2025", "May 20, 2025")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (indication(MIGRAINE), (True, "Migraine")),
        (indication(HYPERTENSION), (False, "Hypertension")),
        (indication("<value><originalText>headaches</originalText></value>"), (None, "headaches")),
        (indication("", "9.1"), (True, "Chronic intractable migraine without aura")),
        (indication("", "9.99"), (None, None)),
        (indication(MIGRAINE).replace("<observation", '<observation negationInd="true"'), (None, None)),
        (indication(MIGRAINE).replace("RSON", "REFR"), (None, None)),
    ],
)
def test_what_it_was_for(tmp_path: Path, reason: str, expected: tuple[bool | None, str | None]) -> None:
    parts = (section(MEDICINES, medicine("Topiramate", None, reason)), section(PROBLEMS, problem(CHRONIC_MIGRAINE)))
    (trial,) = case_of(tmp_path, *parts).trials

    assert (trial.for_migraine, trial.prescribed_for) == expected


def test_what_is_taken_for_the_attacks_is_an_acute_medicine_while_it_is_taken(tmp_path: Path) -> None:
    now = medicine("Sumatriptan 50 MG", during("20250110"), indication(MIGRAINE), status="active")
    once = medicine("Rizatriptan 10 MG", during("20250110", "20250210"), indication(MIGRAINE))

    assert [one.drug for one in case_of(tmp_path, section(MEDICINES, now, once)).acute_medicines] == ["sumatriptan"]


def test_an_old_document_says_that_it_is_old(tmp_path: Path) -> None:
    text = document(section(MEDICINES, medicine()), dated="20260430")

    assert any("was not made within 31 days" in note for note in import_text(tmp_path, text).notes)
    assert not any("within 31 days" in note for note in import_sections(tmp_path, section(MEDICINES)).notes)


def test_the_route_is_that_of_the_entry(tmp_path: Path) -> None:
    route = code("2.16.840.1.113883.3.26.1.1", "C38288", "ORAL", tag="routeCode")
    (trial,) = trials(tmp_path, medicine("Topiramate", None, route))

    assert trial.oral is True
